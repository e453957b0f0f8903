// What the loops found once, each with the one fault that shows it: what is told of a disk that
// fails is what is there.

#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace ocop::faults {
namespace {

namespace fs = std::filesystem;

using cli::test::Json;
using cli::test::Kind;
using cli::test::Ran;
using cli::test::Shop;
using ::testing::HasSubstr;

using Words = std::vector<std::string>;

/// A training shop whose program meets faults at one file or folder.
class Told : public ::testing::Test {
protected:
    /// Runs `words` where `plan` (tests/faults/fault_plan.hpp) holds for `watched` and what lies in
    /// it; met() tells whether it was met.
    Ran under(const std::string& plan, const fs::path& watched, Words words) {
        fs::remove(log());
        words.insert(words.end(), {"--json", "--lang", "en"});
        return shop.ocop(
            std::move(words),
            {},
            {{"LD_PRELOAD=" OCOP_LIBFAULTS,
              "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
              "TMPDIR=" + temporary().string(),
              "OCOP_FAULT=" + plan,
              "OCOP_FAULT_FOLDERS=" + watched.string(),
              "OCOP_FAULT_LOG=" + log().string()},
             {}}
        );
    }

    [[nodiscard]] bool met() const { return fs::exists(log()); }

    /// Runs `words` with each read (or sync) at `watched` failing once, the first, the second …
    /// until there is none left, and `look(ran)` after each. How many there were.
    template <class Look>
    int each(const std::string& kind, const fs::path& watched, const Words& words, Look look) {
        int nth = 1;
        for (;; ++nth) {
            const Ran ran =
                under("once " + kind + ' ' + std::to_string(nth) + " EIO", watched, words);
            if (!met()) {
                EXPECT_EQ(ran.exit, 0) << ran.err;
                return nth - 1;
            }
            SCOPED_TRACE(kind + ' ' + std::to_string(nth) + ": " + ran.err);
            EXPECT_TRUE(ran.exit == 0 || ran.exit == 4) << ran.exit;
            look(ran);
        }
    }

    /// It ended for the disk's sake, and says so in one sentence.
    static void expect_disk_error(const Ran& ran) {
        EXPECT_EQ(ran.exit, 4);
        ASSERT_FALSE(ran.lines().empty()) << ran.err;
        EXPECT_EQ(Json::parse(ran.lines().back())["error"]["code"], "disk-error") << ran.err;
        EXPECT_THAT(ran.err, ::testing::Not(HasSubstr("[ERROR]")));
    }

    /// Which of the calls that write or sync at `watched` is the `name` of `path`; 0 if none is.
    [[nodiscard]] int
    nth_writing_or_syncing(const std::string& name, const std::string& path) const {
        std::istringstream lines{cli::test::read_file(log())};
        int found = 0;
        int counted = 0;
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words{line};
            std::string nth;
            std::string kinds;
            std::string call;
            words >> nth >> kinds >> call;
            const bool counts =
                kinds.find("write") != std::string::npos || kinds.find("sync") != std::string::npos;
            counted += counts ? 1 : 0;
            found = counts && call == name && line.ends_with(path) ? counted : found;
        }
        return found;
    }

    [[nodiscard]] fs::path log() const { return shop.scratch() / "fault.log"; }

    [[nodiscard]] fs::path temporary() const {
        const fs::path folder = shop.scratch() / "tmp";
        fs::create_directory(folder);
        return folder;
    }

    [[nodiscard]] std::string out(const char* name) const {
        return (shop.scratch() / name).string();
    }

    Shop shop{Kind::training};
};

TEST_F(Told, GoodsThatCannotBeReadAreNotCalledUnknown) {
    const std::string pdf = out("labels.pdf");
    for (const Words& words :
         {Words{"catalog", "show", "CA"},
          Words{"catalog", "find", "mam"},
          Words{"labels", "--products", "CA", "--out", pdf},
          Words{"labels", "--all", "--out", pdf}}) {
        SCOPED_TRACE(words[0] + ' ' + words[1]);
        const Ran ran = under("from read 1 EIO", shop.data() / "catalog-000001.db", words);
        ASSERT_TRUE(met());
        expect_disk_error(ran);
    }
    EXPECT_FALSE(fs::exists(pdf));
}

TEST_F(Told, AWorkbookThatCannotBeReadBackIsTheDisksFaultAndLeavesNothing) {
    const Words words{
        "revenue",
        "report",
        "--from",
        Shop::day,
        "--to",
        Shop::day,
        "--as",
        "xlsx",
        "--out",
        out("revenue.xlsx")};
    const int reads = each("read", temporary(), words, [&](const Ran& ran) {
        if (ran.exit != 0) {
            expect_disk_error(ran);
        }
        EXPECT_TRUE(fs::is_empty(temporary()));
    });
    EXPECT_GE(reads, 2) << "opening and reading";
}

TEST_F(Told, ARebuildThatIsDurableIsDoneThoughTheFileTakesNothing) {
    const auto tamper = [&] { shop.tamper("UPDATE user SET active = 0 WHERE name = 'minh';"); };
    tamper();
    ASSERT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 1);
    const Ran whole = shop.ocop({"journal", "rebuild"});
    tamper();
    const Ran ran = under("from space 1 EIO", shop.data() / "ledger.db", {"journal", "rebuild"});
    ASSERT_TRUE(met());
    EXPECT_EQ(ran.exit, whole.exit) << ran.err;
    EXPECT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 0);
}

TEST_F(Told, ABackupWhoseNameIsNotDurableIsNotThere) {
    const fs::path folder = shop.scratch() / "usb";
    fs::create_directory(folder);
    const fs::path file = folder / "shop.ocop";
    const int syncs = each("sync", folder, {"backup", file.string()}, [&](const Ran& ran) {
        EXPECT_EQ(fs::exists(file), ran.exit == 0);
        if (ran.exit != 0) {
            expect_disk_error(ran);
        }
        fs::remove(file);
    });
    EXPECT_GE(syncs, 2) << "the file's and its folder's";
}

TEST_F(Told, ARestoreThatCannotBeTakenBackIsToldAsDecidedAndTheNextStartCompletesIt) {
    const std::string file = out("shop.ocop");
    shop.done({"backup", file});
    const Words words{"backup", "restore", file, "--last-receipt", "0"};
    const auto lose = [&] { fs::remove_all(shop.data()); };
    lose();
    const Ran plain = under("", shop.data(), words);
    ASSERT_EQ(plain.exit, 0) << plain.err;
    const int decides = nth_writing_or_syncing("rename", "/restore.pending");
    ASSERT_GT(decides, 0);

    lose();
    const std::string from = "from write|sync " + std::to_string(decides + 1) + " EIO";
    const Ran ran = under(from, shop.data(), words);
    ASSERT_TRUE(met());
    expect_disk_error(ran);
    EXPECT_THAT(
        ran.json()["error"]["message"].get<std::string>(), HasSubstr("the next start completes it")
    );
    shop.done({"sell", "--script", "-"});
    EXPECT_EQ(shop.records("restore").size(), 1U);

    lose();
    const Ran undecided =
        under("from write|sync " + std::to_string(decides) + " EIO", shop.data(), words);
    expect_disk_error(undecided);
    EXPECT_FALSE(fs::exists(shop.data() / "restore.pending"));
}

TEST_F(Told, AKeyIsTrustedWhereItIsSaidToBeAndNowhereElse) {
    const std::string key = out("tinh.key");
    shop.done({"catalog", "keygen", "--key", key});
    const Words trust{"catalog", "trust", key + ".pub"};
    const fs::path keys = shop.data() / "catalog.keys";
    const int reads = each("read", keys, trust, [&](const Ran& ran) {
        EXPECT_EQ(fs::exists(keys), ran.exit == 0);
        fs::remove(keys);
    });
    EXPECT_GE(reads, 2);
    shop.done(trust);
    const Words distrust{"catalog", "trust", key + ".pub", "--remove"};
    each("read", keys, distrust, [&](const Ran& ran) {
        EXPECT_EQ(fs::exists(keys), ran.exit != 0);
        shop.done(trust);
    });
}

} // namespace
} // namespace ocop::faults
