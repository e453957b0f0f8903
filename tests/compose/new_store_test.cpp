// Making a store, on a disk that fails at any moment, once or from then on, and in a program that
// is killed at any moment: a whole store that was said to be made, or none at all, and the next try
// makes one.
#include "pos/compose/shop_store.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/store_presence.hpp"
#include "pos/store/verify.hpp"
#include "tests/catalog-sync/kill_at.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <set>
#include <sys/stat.h>

namespace ocop::compose {
namespace {

using catalog_sync::DiskCalls;
using catalog_sync::ScratchFolder;
using ::testing::HasSubstr;

NewStore told() {
    NewStore told;
    told.province = "QNA";
    told.point = "QNA-HOIAN-01";
    told.name = "OCOP Hội An";
    told.district = "Hội An";
    told.training = true;
    told.at = *parse_moment("2026-11-20T09:00:00+07:00");
    return told;
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

FailureCode refusal(const std::filesystem::path& folder) {
    const auto made = init_store(folder, told());
    EXPECT_FALSE(made.has_value());
    return made ? FailureCode::device : made.error().code;
}

FailureCode opening(const std::filesystem::path& folder) {
    const auto shop = ShopStore::open(folder, store::Use::write, Language::vi);
    EXPECT_FALSE(shop.has_value());
    return shop ? FailureCode::device : shop.error().code;
}

void expect_whole(const std::filesystem::path& folder, const std::string& when) {
    {
        const auto shop = ShopStore::open(folder, store::Use::write, Language::vi);
        ASSERT_TRUE(shop.has_value()) << when << ": " << shop.error().what;
        EXPECT_EQ((*shop)->ledger().records, 1) << when;
    }
    const auto verdict = store::verify(folder, store::Depth::full, check_signature);
    ASSERT_TRUE(verdict.has_value()) << when;
    EXPECT_FALSE(verdict->fault) << when << ": " << store::words(*verdict->fault);
    EXPECT_THAT(names_in(folder), ::testing::Not(::testing::Contains(".new-store"))) << when;
}

/// Two data folders to be: one with a file that has nothing to do with a store, one not there yet,
/// two folders deep.
class NewStoreOnABadDisk : public ::testing::TestWithParam<bool> {
protected:
    [[nodiscard]] std::filesystem::path folder() const {
        return GetParam() ? scratch.path() / "shop" : scratch.path() / "far" / "shop";
    }

    void make_ready() const {
        std::filesystem::remove_all(scratch.path() / "shop");
        std::filesystem::remove_all(scratch.path() / "far");
        if (GetParam()) {
            std::filesystem::create_directory(folder());
            ASSERT_TRUE(write_atomically(folder() / "P.csv", "code,name\n"));
        }
    }

    void expect_untouched(const std::string& when) const {
        if (GetParam()) {
            EXPECT_EQ(names_in(folder()), std::set<std::string>{"P.csv"}) << when;
        } else {
            EXPECT_TRUE(names_in(scratch.path()).empty()) << when;
        }
    }

    /// In a child: 0 if it was said to be made.
    [[nodiscard]] int make() const { return init_store(folder(), told()) ? 0 : 1; }

    const ScratchFolder scratch;
};

TEST_P(NewStoreOnABadDisk, FailsOnceAndIsMadeWholeOrNotAtAll) {
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(make()); });
    ASSERT_GT(calls, 30);
    int made = 0;
    for (const int error : {EIO, ENOSPC}) {
        for (int nth = 1; nth <= calls; ++nth) {
            const std::string when = "call " + std::to_string(nth);
            make_ready();
            const int exit =
                DiskCalls::fail_at(nth, DiskCalls::Failing::once, error, [&] { return make(); });
            ASSERT_LE(exit, 1) << when;
            if (exit == 1) {
                expect_untouched(when);
                ASSERT_TRUE(init_store(folder(), told())) << when;
            } else {
                ++made;
            }
            expect_whole(folder(), when);
        }
    }
    EXPECT_GT(made, 0) << "what fails after the ledger is there undoes nothing";
}

TEST_P(NewStoreOnABadDisk, FailsFromSomeMomentOnAndTheNextTryMakesIt) {
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(make()); });
    for (int nth = 1; nth <= calls; ++nth) {
        const std::string when = "call " + std::to_string(nth);
        make_ready();
        const int exit =
            DiskCalls::fail_at(nth, DiskCalls::Failing::from_there_on, EIO, [&] { return make(); });
        ASSERT_LE(exit, 1) << when;
        if (exit == 1) {
            EXPECT_EQ(opening(folder()), FailureCode::no_store) << when;
            ASSERT_TRUE(init_store(folder(), told())) << when;
        }
        expect_whole(folder(), when);
    }
}

TEST_P(NewStoreOnABadDisk, KilledAtAnyMomentTheNextTryMakesIt) {
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(make()); });
    int whole = 0;
    for (int nth = 1; nth <= calls; ++nth) {
        const std::string when = "call " + std::to_string(nth);
        make_ready();
        ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(make()); })) << when;
        const auto there = store::look_for_store(folder());
        ASSERT_TRUE(there.has_value()) << when;
        if (there->ledger) {
            ++whole;
        } else {
            EXPECT_EQ(there->names, std::vector<std::string>{}) << when;
            EXPECT_EQ(opening(folder()), FailureCode::no_store) << when;
            ASSERT_TRUE(init_store(folder(), told())) << when;
        }
        expect_whole(folder(), when);
    }
    EXPECT_GT(whole, 0);
}

INSTANTIATE_TEST_SUITE_P(NewStore, NewStoreOnABadDisk, ::testing::Bool());

TEST(NewStore, HoldsKeyHeadAndLedgerAndLeavesWhatElseIsThere) {
    const ScratchFolder scratch;
    scratch.write("P.csv", "code,name\n");
    const auto made = init_store(scratch.path(), told());
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_FALSE(made->unsynced);
    EXPECT_EQ(
        names_in(scratch.path()), (std::set<std::string>{"P.csv", "till.key", "head", "ledger.db"})
    );
    expect_whole(scratch.path(), "made");
}

TEST(NewStore, RefusesAFolderWithAnyFileOfAStoreAndTouchesNothing) {
    for (const char* name :
         {"till.key",
          "head",
          "pins.json",
          "ledger.lock",
          "ledger.db-wal",
          "catalog.current",
          "catalog-000001.db",
          "feed-000002.db",
          "own-prices.json",
          "export.pending"}) {
        const ScratchFolder scratch;
        scratch.write(name, "something");
        const auto made = init_store(scratch.path(), told());
        ASSERT_FALSE(made.has_value()) << name;
        EXPECT_EQ(made.error().code, FailureCode::incomplete) << name;
        EXPECT_THAT(made.error().what, HasSubstr(name));
        EXPECT_EQ(names_in(scratch.path()), std::set<std::string>{name});
        EXPECT_EQ(opening(scratch.path()), FailureCode::incomplete) << name;
        EXPECT_EQ(names_in(scratch.path()), std::set<std::string>{name});
    }
    for (const char* name : {"receipts", "print-queue"}) {
        const ScratchFolder scratch;
        std::filesystem::create_directory(scratch.path() / name);
        EXPECT_EQ(refusal(scratch.path()), FailureCode::incomplete) << name;
    }
}

TEST(NewStore, RefusesAFolderWithAStore) {
    const ScratchFolder scratch;
    ASSERT_TRUE(init_store(scratch.path(), told()));
    EXPECT_EQ(refusal(scratch.path()), FailureCode::exists);
    expect_whole(scratch.path(), "refused");
    std::filesystem::remove(scratch.path() / "till.key");
    EXPECT_EQ(refusal(scratch.path()), FailureCode::exists);
    EXPECT_EQ(opening(scratch.path()), FailureCode::incomplete);
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "till.key"));
}

TEST(NewStore, IsNotWhatAKilledTryLeftOnceSomebodyElseWroteThere) {
    const ScratchFolder scratch;
    // Killed right before the ledger's name: key and head have moved.
    const auto folder = scratch.path() / "shop";
    const int calls = DiskCalls::count([&] { static_cast<void>(init_store(folder, told())); });
    int seen = 0;
    for (int nth = 1; nth <= calls; ++nth) {
        std::filesystem::remove_all(folder);
        ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(init_store(folder, told())); })
        );
        if (!std::filesystem::exists(folder / "head")
            || std::filesystem::exists(folder / "ledger.db")) {
            continue;
        }
        ++seen;
        ASSERT_TRUE(write_atomically(folder / "head", "another till's"));
        EXPECT_EQ(refusal(folder), FailureCode::incomplete) << nth;
        EXPECT_EQ(*read_file(folder / "head", 100), "another till's") << nth;
    }
    EXPECT_GT(seen, 0);
}

TEST(NewStore, TellsWhatCannotBeSeenFromWhatIsNotThere) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root sees everything";
    }
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "shut";
    std::filesystem::create_directory(folder);
    ASSERT_TRUE(init_store(folder, told()));
    ASSERT_EQ(::chmod(folder.c_str(), 0000), 0);
    EXPECT_EQ(refusal(folder), FailureCode::permission);
    EXPECT_EQ(opening(folder), FailureCode::permission);
    ASSERT_EQ(::chmod(folder.c_str(), 0700), 0);
}

TEST(NewStore, IsNoneInAFileOrNowhere) {
    const ScratchFolder scratch;
    const auto file = scratch.write("P.csv", "code,name\n");
    EXPECT_EQ(refusal(file), FailureCode::missing);
    EXPECT_EQ(refusal(file / "shop"), FailureCode::missing);
    EXPECT_EQ(opening(scratch.path() / "nowhere"), FailureCode::no_store);
    EXPECT_EQ(names_in(scratch.path()), std::set<std::string>{"P.csv"});
}

} // namespace
} // namespace ocop::compose
