#include "pos/shell/atomic_file.hpp"
#include "pos/store/restore_move.hpp"
#include "pos/store/work_folder.hpp"
#include "tests/store/backup_kit.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ocop::store::test {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
    return read_file(path, 10'000'000).value_or("(cannot be read)");
}

/// The kind of the last record.
std::string last_kind(const std::filesystem::path& folder) {
    std::string kind;
    const auto journal = open_store(folder, Use::read);
    const auto read = journal->read(0, -1, [&](const Record& record) {
        kind = record.kind;
        return true;
    });
    return read ? kind : "(cannot be read)";
}

TEST(Restore, GoesOverAStoreOnlyIfTheBackupContinuesIt) {
    const TestFolder folder;
    const TestFolder away;
    const TestFolder place;
    make_store(folder.path());
    std::filesystem::copy(folder.path(), place.path(), std::filesystem::copy_options::recursive);
    put(*open_store(folder.path()), setting("rounding", "on"));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    const auto restored = restore_from(file, place.path());
    ASSERT_TRUE(restored.has_value()) << restored.error().what;
    EXPECT_TRUE(dump(place.path()).starts_with(dump(folder.path())));
    EXPECT_EQ(restored->aside, "replaced-20261201-083000");
    EXPECT_TRUE(std::filesystem::exists(place.path() / restored->aside / ledger_file));

    // The record of the restore is one more that the backup lacks.
    const std::string longer = dump(place.path());
    EXPECT_EQ(restore_from(file, place.path()).error().code, FailureCode::exists);
    EXPECT_EQ(dump(place.path()), longer);
    {
        const TestFolder other;
        live_a_day(*make_store(other.path()));
        const std::string different = dump(other.path());
        EXPECT_EQ(restore_from(file, other.path()).error().code, FailureCode::exists);
        EXPECT_EQ(dump(other.path()), different);
        std::ofstream{other.path() / ledger_file} << "damaged";
        EXPECT_EQ(restore_from(file, other.path()).error().code, FailureCode::exists);
        EXPECT_EQ(bytes_of(other.path() / ledger_file), "damaged");
    }
}

TEST(Restore, ToldToReplaceMovesAsideWhatWasThereAndDeletesNothing) {
    const TestFolder folder;
    const TestFolder away;
    const TestFolder other;
    make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    live_a_day(*make_store(other.path()));
    std::ofstream{other.path() / "pins.json"} << "{}";
    std::ofstream{other.path() / "notes.txt"} << "the owner's own";
    std::filesystem::create_directory(other.path() / "print-queue");
    std::ofstream{other.path() / "print-queue" / "last"} << "12";
    const std::string before = dump(other.path());
    auto order = restoring(file);
    order.replace = true;
    std::optional<HeadPoint> replaced;
    order.prepare = [&](const StagedStore& staged) {
        replaced = staged.present.last;
        EXPECT_TRUE(staged.present.is_readable);
        EXPECT_FALSE(staged.present.is_continued);
        return append_restore(staged);
    };
    const auto restored = restore(other.path(), order);
    ASSERT_TRUE(restored.has_value()) << restored.error().what;
    EXPECT_EQ(replaced->seq, 12);
    const auto aside = other.path() / restored->aside;
    EXPECT_EQ(std::filesystem::status(aside).permissions(), std::filesystem::perms{0700});
    EXPECT_EQ(
        files_in(aside),
        (std::vector<std::string>{"head", "ledger.db", "pins.json", "print-queue/last"})
    );
    EXPECT_EQ(dump(aside), before);
    EXPECT_EQ(last_kind(other.path()), "restore");
    EXPECT_EQ(bytes_of(other.path() / "notes.txt"), "the owner's own");
    EXPECT_FALSE(std::filesystem::exists(other.path() / "pins.json"));
    EXPECT_FALSE(std::filesystem::exists(other.path() / "print-queue"));
    // And an unreadable one, within the same second.
    std::ofstream{other.path() / ledger_file} << "damaged";
    const auto again = restore(other.path(), restoring(file));
    EXPECT_EQ(again.error().code, FailureCode::exists);
    order.prepare = append_restore;
    EXPECT_EQ(restore(other.path(), order)->aside, "replaced-20261201-083000-2");
}

TEST(Restore, TakesThePlaceOfAStoreThatLostItsLedger) {
    const TestFolder folder;
    const TestFolder away;
    live_a_day(*make_store(folder.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    {
        const auto journal = open_store(folder.path());
        put(*journal, setting("rounding", "on"));
        ASSERT_TRUE(journal->write_head());
    }
    std::filesystem::remove(folder.path() / ledger_file);
    auto order = restoring(file);
    PresentStore present;
    order.prepare = [&](const StagedStore& staged) {
        present = staged.present;
        return append_restore(staged);
    };
    ASSERT_TRUE(restore(folder.path(), order).has_value());
    // Its head knows how far it had come.
    ASSERT_TRUE(present.last.has_value());
    EXPECT_EQ(present.last->seq, 13);
    EXPECT_FALSE(present.is_readable);
    EXPECT_FALSE(present.is_continued);
    EXPECT_EQ(last_kind(folder.path()), "restore");
}

TEST(Restore, KnowsAStoreThatEndsWhereTheBackupEnds) {
    const TestFolder folder;
    const TestFolder away;
    live_a_day(*make_store(folder.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    PresentStore present;
    auto order = restoring(file);
    order.prepare = [&](const StagedStore& staged) -> Expected<void, Failure> {
        present = staged.present;
        return Unexpected{Failure{FailureCode::exists, "only looked", {}}};
    };
    EXPECT_EQ(restore(folder.path(), order).error().what, "only looked");
    EXPECT_TRUE(present.is_the_same);
    // A head ahead of the ledger: records are lost, though ledger and backup are the same.
    auto head = **read_head(folder.path());
    head.last.seq += 5;
    ASSERT_TRUE(write_head(folder.path(), head));
    EXPECT_EQ(restore(folder.path(), order).error().code, FailureCode::exists);
    EXPECT_FALSE(present.is_continued && !present.is_the_same);
    order.replace = true;
    EXPECT_EQ(restore(folder.path(), order).error().what, "only looked");
    EXPECT_FALSE(present.is_the_same);
    EXPECT_EQ(present.last->seq, head.last.seq);
}

TEST(Restore, RefusedLeavesTheFolderAsItWas) {
    const TestFolder folder;
    const TestFolder away;
    live_a_day(*make_store(folder.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    const std::string before = dump(folder.path());
    auto order = restoring(file);
    order.prepare = [](const StagedStore& staged) {
        EXPECT_TRUE(append_restore(staged));
        return Unexpected{Failure{FailureCode::exists, "thought better of it", {}}};
    };
    EXPECT_FALSE(restore(folder.path(), order).has_value());
    EXPECT_EQ(dump(folder.path()), before);
    EXPECT_EQ(files_in(folder.path()), (std::vector<std::string>{"head", "ledger.db"}));
    EXPECT_FALSE(restore(away.path() / "new", order).has_value());
    EXPECT_FALSE(std::filesystem::exists(away.path() / "new"));
}

TEST(Restore, RefusedLeavesAnEmptyFolderEmptyAndTheFoldersAboveANewOneUnmade) {
    const TestFolder folder;
    const TestFolder away;
    live_a_day(*make_store(folder.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    auto order = restoring(file);
    order.prepare = [](const StagedStore&) {
        return Unexpected{Failure{FailureCode::exists, "thought better of it", {}}};
    };
    const auto empty = away.path() / "empty";
    std::filesystem::create_directory(empty);
    EXPECT_FALSE(restore(empty, order).has_value());
    // Not even a lock file, which would make it look like a shop that lost its ledger.
    EXPECT_TRUE(std::filesystem::is_empty(empty));
    EXPECT_FALSE(restore(away.path() / "far" / "away", order).has_value());
    EXPECT_FALSE(std::filesystem::exists(away.path() / "far"));
    ASSERT_TRUE(restore_from(file, empty).has_value());
    EXPECT_EQ(last_kind(empty), "restore");
}

TEST(Restore, BringsBackTheOwnPricesAndTheirCopy) {
    const TestFolder folder;
    const TestFolder away;
    live_a_day(*make_store(folder.path()));
    for (const char* name : {"own-prices.json", "own-prices.copy.json"}) {
        std::ofstream{folder.path() / name} << name;
    }
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file, {"own-prices.json", "own-prices.copy.json"}));
    ASSERT_TRUE(restore_from(file, away.path() / "place").has_value());
    EXPECT_EQ(bytes_of(away.path() / "place" / "own-prices.json"), "own-prices.json");
    EXPECT_EQ(bytes_of(away.path() / "place" / "own-prices.copy.json"), "own-prices.copy.json");
}

TEST(Restore, WaitsForNoTillThatIsSelling) {
    const TestFolder folder;
    const TestFolder away;
    const auto journal = make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    EXPECT_EQ(restore_from(file, folder.path()).error().code, FailureCode::locked);
}

TEST(Restore, RefusesWhatIsNoBackup) {
    const TestFolder away;
    EXPECT_EQ(restore_from(away.path() / "gone", away.path()).error().code, FailureCode::missing);
    std::ofstream{away.path() / "letter.txt"} << "dear customer";
    EXPECT_EQ(
        restore_from(away.path() / "letter.txt", away.path() / "p").error().code,
        FailureCode::foreign
    );
    EXPECT_FALSE(std::filesystem::exists(away.path() / "p"));
}

/// A store that is there, a backup of it that goes on, taken apart as a restore does it, and what
/// is decided about it.
struct Decided {
    Decided() {
        live_a_day(*make_store(place.path()));
        std::filesystem::create_directory(place.path() / staged);
        std::filesystem::copy(place.path() / "head", place.path() / staged / "head");
        std::filesystem::copy(place.path() / ledger_file, place.path() / staged / ledger_file);
        put(*open_store(place.path() / staged), setting("rounding", "on"));
        std::filesystem::remove(place.path() / staged / lock_file);
        pending = {staged, "replaced-1", {"head", "ledger.db"}, {"head", "ledger.db", "pins.json"}};
        std::ofstream{place.path() / "pins.json"} << "{}";
        before = dump(place.path());
        after = dump(place.path() / staged);
    }

    static constexpr const char* staged = ".ocop-Xa82fQ";
    TestFolder place{};
    PendingRestore pending{};
    std::string before{};
    std::string after{};
};

TEST(PendingRestore, IsCompletedByWhoeverComesNext) {
    Decided decided;
    const auto& folder = decided.place.path();
    decide(folder, decided.pending);
    EXPECT_EQ(pending_restore(folder), decided.pending);
    // Nobody opens what lies there meanwhile, and nobody clears what is staged.
    EXPECT_EQ(SqliteJournal::open(folder, Use::read, test_key()).error().code, FailureCode::locked);
    EXPECT_FALSE(verify(folder, Depth::chain, test_check()).has_value());
    clear_left_over(folder);
    EXPECT_TRUE(finish_restore(folder));
    EXPECT_EQ(dump(folder), decided.after);
    EXPECT_EQ(dump(folder / "replaced-1"), decided.before);
    EXPECT_EQ(
        files_in(folder),
        (std::vector<std::string>{
            "head", "ledger.db", "replaced-1/head", "replaced-1/ledger.db", "replaced-1/pins.json"})
    );
    EXPECT_TRUE(finish_restore(folder)); // nothing more to do
}

TEST(PendingRestore, ComingBackAfterSalesTakesNoneOfThemAway) {
    // A power cut may bring the file back that was removed last: its ledger is in place already.
    Decided decided;
    const auto& folder = decided.place.path();
    decide(folder, decided.pending);
    ASSERT_TRUE(finish_restore(folder));
    put(*open_store(folder), setting("rounding", "off"));
    std::filesystem::remove(folder / "head");
    const std::string sold = dump(folder);
    decide(folder, decided.pending);
    ASSERT_TRUE(finish_restore(folder));
    EXPECT_EQ(dump(folder), sold);
}

TEST(PendingRestore, LeadsNowhereElse) {
    Decided decided;
    const auto& folder = decided.place.path();
    const auto refused = [&](PendingRestore pending) {
        decide(folder, pending);
        const auto finished = finish_restore(folder);
        return !finished && finished.error().code == FailureCode::corrupt;
    };
    auto pending = decided.pending;
    pending.staged = "../elsewhere";
    EXPECT_TRUE(refused(pending));
    pending = decided.pending;
    pending.aside = "replaced-/../..";
    EXPECT_TRUE(refused(pending));
    pending = decided.pending;
    pending.fresh.push_back("../till.key");
    EXPECT_TRUE(refused(pending));
    pending = decided.pending;
    pending.old.push_back("/etc/passwd");
    EXPECT_TRUE(refused(pending));
    std::ofstream{folder / "restore.pending"} << "[]";
    EXPECT_EQ(finish_restore(folder).error().code, FailureCode::corrupt);
}

TEST(PendingRestore, ThatCannotBeCompletedGivesWayToANewRestore) {
    const TestFolder away;
    const TestFolder shop;
    live_a_day(*make_store(shop.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(shop.path(), file).has_value());
    Decided decided;
    const auto& folder = decided.place.path();
    decide(folder, decided.pending);
    std::filesystem::remove_all(folder / Decided::staged);
    std::filesystem::remove(folder / ledger_file);
    EXPECT_EQ(finish_restore(folder).error().code, FailureCode::corrupt);
    ASSERT_TRUE(restore_from(file, folder).has_value());
    EXPECT_EQ(last_kind(folder), "restore");
    EXPECT_TRUE(finish_restore(folder));
}

} // namespace
} // namespace ocop::store::test
