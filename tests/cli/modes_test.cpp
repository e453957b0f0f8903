#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <set>
#include <sstream>
#include <sys/stat.h>

// A data folder belongs to one account: keys, hashes of PINs, every sale and who bought.

namespace ocop::cli::test {
namespace {

using std::filesystem::perms;

/// What others may do with anything in `folder`, as lines "name 644"; empty if nothing.
std::string open_to_others(const std::filesystem::path& folder) {
    std::string open;
    const auto look = [&](const std::filesystem::path& path) {
        const auto rights = std::filesystem::symlink_status(path).permissions() & perms::mask;
        const bool is_folder = std::filesystem::is_directory(path);
        if (rights != (is_folder ? perms{0700} : perms{0600})) {
            std::ostringstream text;
            text << path.string() << ' ' << std::oct << static_cast<unsigned>(rights) << '\n';
            open += text.str();
        }
    };
    look(folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        look(entry.path());
    }
    return open;
}

class Modes : public testing::TestWithParam<mode_t> {
protected:
    [[nodiscard]] Surroundings around() const {
        Surroundings surroundings;
        surroundings.umask = GetParam();
        return surroundings;
    }

    Ran done(std::vector<std::string> words, const std::string& input = {}) const {
        return shop.done(std::move(words), input, around());
    }

    [[nodiscard]] std::string at(const char* name) const {
        return (shop.scratch() / name).string();
    }

    /// A store with a manager and goods of a feed, made with every verb that writes to it.
    void make_store() const {
        done(
            {"init",
             "--province",
             "QNA",
             "--point",
             "QNA-HOIAN-01",
             "--name",
             "x",
             "--district",
             "Hội An",
             "--training",
             "--at",
             Shop::at}
        );
        done(
            {"user", "add", "lan", "--role", "manager", "--pin-stdin", "--at", Shop::at}, "1234\n"
        );
        write_file(shop.scratch() / "P.csv", goods_csv());
        done({"catalog", "import", at("P.csv")});
        done({"catalog", "keygen", "--key", at("tinh.key")});
        done({"catalog", "trust", at("tinh.key.pub")});
        std::filesystem::create_directory(shop.scratch() / "pictures");
        write_file(shop.scratch() / "pictures" / "a.png", "\x89PNG\r\n\x1A\n and so on");
        write_file(
            shop.scratch() / "F.csv", "code,name,unit,price,vat,image\nF-1,Chè,hộp,90000,8,a.png\n"
        );
        done(
            {"catalog",
             "publish",
             "--products",
             at("F.csv"),
             "--images",
             at("pictures"),
             "--key",
             at("tinh.key"),
             "--out",
             at("feed")}
        );
        done({"catalog", "sync", at("feed")});
        done({"catalog", "price", "F-1", "95000"});
        for (const auto& [key, value] :
             {std::pair{"printer", "folder"}, {"receipt.file", "pdf"}, {"receipt.paper", "a5"}}) {
            done({"settings", "set", key, value, "--at", Shop::at});
        }
    }

    const Shop shop{};
};

TEST_P(Modes, OfEverythingInADataFolderAreItsOwnersAloneAfterADay) {
    make_store();
    done(
        {"sell", "--script", "-", "--at", Shop::at},
        R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"open-shift","float":0}
{"do":"receive","product":"CA","quantity":1000}
{"do":"add","product":"F-1"}
{"do":"pay","tender":"cash","amount":100000}
{"do":"add","product":"CA"}
{"do":"hold"}
{"do":"recall","hold":1}
{"do":"cancel"}
{"do":"close-shift","counted":{}}
)"
    );
    done({"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", at("usb")});
    done({"journal", "rebuild"});
    done({"journal", "verify", "--full"});
    EXPECT_EQ(open_to_others(shop.data()), "");
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{shop.data()}) {
        names.insert(entry.path().filename().string());
    }
    for (const char* name :
         {"ledger.db",
          "ledger.lock",
          "head",
          "till.key",
          "pins.json",
          "catalog.current",
          "catalog.keys",
          "catalog-000001.db",
          "feed.current",
          "feed-000001.db",
          "feed.status.json",
          "own-prices.json",
          "print-queue",
          "printed",
          "receipts"}) {
        EXPECT_TRUE(names.contains(name)) << name << " was not made: nothing was seen of it";
    }
}

TEST_P(Modes, OfWhatIsWrittenWhileTheStoreIsOpenAreTheSame) {
    make_store();
    Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at}), around()};
    static_cast<void>(till.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})"));
    EXPECT_EQ(till.ask(R"({"do":"open-shift","float":0})")["ok"], true);
    EXPECT_TRUE(std::filesystem::exists(shop.data() / "ledger.db-wal"));
    EXPECT_EQ(open_to_others(shop.data()), "");
    EXPECT_EQ(till.finish(), 0);
}

TEST_P(Modes, OfAPublishedFeedLetAWebServerReadIt) {
    make_store();
    const std::filesystem::path feed = at("feed");
    for (const auto& entry : std::filesystem::recursive_directory_iterator{feed}) {
        const perms wanted = entry.is_directory() ? perms{0755} : perms{0644};
        EXPECT_EQ(entry.status().permissions(), wanted) << entry.path();
    }
    EXPECT_EQ(std::filesystem::status(feed).permissions(), perms{0755});
    EXPECT_EQ(std::filesystem::status(at("tinh.key")).permissions(), perms{0600});
    EXPECT_EQ(std::filesystem::status(at("tinh.key.pub")).permissions(), perms{0644});
}

TEST_P(Modes, OfFilesAPersonAsksForAreAsTheirUmaskSays) {
    make_store();
    done({"labels", "--products", "CA", "--out", at("nhan.pdf")});
    done(
        {"revenue",
         "report",
         "--from",
         Shop::day,
         "--to",
         Shop::day,
         "--as",
         "csv",
         "--out",
         at("thang.csv")}
    );
    done({"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", at("usb")});
    const perms file{0666U & ~GetParam()};
    EXPECT_EQ(std::filesystem::status(at("nhan.pdf")).permissions(), file);
    EXPECT_EQ(std::filesystem::status(at("thang.csv")).permissions(), file);
    EXPECT_EQ(std::filesystem::status(at("usb")).permissions(), perms{0777U & ~GetParam()});
    for (const auto& entry : std::filesystem::directory_iterator{at("usb")}) {
        EXPECT_EQ(entry.status().permissions(), file) << entry.path();
    }
    done({"backup", at("nha.backup")});
    EXPECT_EQ(std::filesystem::status(at("nha.backup")).permissions(), perms{0600});
}

INSTANTIATE_TEST_SUITE_P(Umasks, Modes, testing::Values(000U, 022U, 077U));

/// A data folder as an earlier program made it.
void open_up(const std::filesystem::path& folder) {
    std::filesystem::permissions(folder, perms{0755});
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        std::filesystem::permissions(
            entry.path(), entry.is_directory() ? perms{0755} : perms{0644}
        );
    }
}

TEST(OldModes, AreTightenedWhenTheStoreIsOpenedForWriting) {
    const Shop shop{Kind::training};
    for (const char* name : {"images", "receipts", "printed"}) {
        std::filesystem::create_directories(shop.data() / name);
        write_file(shop.data() / name / "something", "x");
    }
    write_file(shop.data() / "notes.txt", "of somebody else");
    open_up(shop.data());
    shop.done({"journal", "tail"});
    EXPECT_NE(open_to_others(shop.data()), ""); // whoever reads changes nothing
    shop.done({"settings", "set", "event", "x", "--at", Shop::at});
    EXPECT_EQ(
        open_to_others(shop.data()), (shop.data() / "notes.txt").string() + " 644\n"
    ); // not a file of ours; nobody gets into the folder
}

TEST(OldModes, StayWhereTheStoreIsRefused) {
    const Shop shop{Kind::training};
    open_up(shop.data());
    write_file(shop.data() / "till.key", "no key");
    const std::string before = open_to_others(shop.data());
    EXPECT_NE(shop.ocop({"settings", "set", "event", "x", "--at", Shop::at}).exit, 0);
    EXPECT_EQ(open_to_others(shop.data()), before);
}

TEST(OldModes, OfWhatALinkLeadsToAreNotOurs) {
    const Shop shop{Kind::training};
    write_file(shop.scratch() / "elsewhere", "x");
    std::filesystem::permissions(shop.scratch() / "elsewhere", perms{0644});
    std::filesystem::create_symlink(shop.scratch() / "elsewhere", shop.data() / "receipts");
    shop.done({"settings", "set", "event", "x", "--at", Shop::at});
    EXPECT_EQ(std::filesystem::status(shop.scratch() / "elsewhere").permissions(), perms{0644});
}

} // namespace
} // namespace ocop::cli::test
