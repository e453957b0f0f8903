#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/store/backup.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ocop::store::test {
namespace {

/// A store with a closed shift, PINs and a catalogue file.
void furnish(const std::filesystem::path& folder) {
    live_a_day(*make_store(folder));
    ASSERT_TRUE(write_atomically(folder / "pins.json", R"({"lan":"$argon2id$"})", FileMode::secret)
    );
    ASSERT_TRUE(write_atomically(folder / "catalog-000001.db", std::string(3'000'000, 'c')));
}

const std::vector<std::string> also{"catalog-000001.db", "not-there"};

TEST(Backup, RestoresEverythingIntoAnEmptyPlace) {
    const TestFolder folder;
    const TestFolder away;
    furnish(folder.path());
    const auto file = away.path() / "store.ocop";
    const auto made = backup_to(folder.path(), file, also);
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_EQ(made->records, 13);
    EXPECT_EQ(made->till, "QNA-HOIAN-01-1");
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms{0600});
    const auto verdict = verify_backup(file, test_check());
    ASSERT_TRUE(verdict.has_value());
    EXPECT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);

    const auto place = away.path() / "new" / "place";
    const auto restored = restore(file, place, test_check());
    ASSERT_TRUE(restored.has_value()) << restored.error().what;
    EXPECT_EQ(restored->records, 13);
    EXPECT_EQ(dump(place), dump(folder.path()));
    for (const char* name : {"head", "pins.json", "catalog-000001.db"}) {
        EXPECT_EQ(
            read_file(place / name, 10'000'000).value(),
            read_file(folder.path() / name, 10'000'000).value()
        );
        EXPECT_EQ(
            std::filesystem::status(place / name).permissions(),
            std::filesystem::status(folder.path() / name).permissions()
        );
    }
    put(*open_store(place), setting("rounding", "on"));
    EXPECT_FALSE(verify(place, Depth::full, test_check())->fault.has_value());
}

TEST(Backup, IsTakenWhileTheTillSells) {
    const TestFolder folder;
    const TestFolder away;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    const auto made = backup_to(folder.path(), away.path(), {});
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_EQ(made->file, away.path() / "backup-QNA-HOIAN-01-1-13.ocop");
    EXPECT_FALSE(verify_backup(made->file, test_check())->fault.has_value());
}

TEST(Backup, ReplacesAnEarlierOneOfTheSameJournalAndNothingElse) {
    const TestFolder folder;
    const TestFolder other;
    const TestFolder away;
    make_store(folder.path());
    live_a_day(*make_store(other.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(backup_to(folder.path(), file, {}).has_value());
    put(*open_store(folder.path()), setting("rounding", "on"));
    EXPECT_EQ(backup_to(folder.path(), file, {})->records, 2);

    const std::string before = *read_file(file, 10'000'000);
    // Record 1 of the other journal is another one.
    EXPECT_EQ(backup_to(other.path(), file, {}).error().code, FailureCode::exists);
    EXPECT_EQ(*read_file(file, 10'000'000), before);
    std::ofstream{away.path() / "letter.txt"} << "dear customer";
    EXPECT_EQ(
        backup_to(folder.path(), away.path() / "letter.txt", {}).error().code, FailureCode::exists
    );
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{away.path()}, {}), 2);
}

TEST(Backup, VerifyFindsEveryDamagedByteThatWasPutIn) {
    const TestFolder folder;
    const TestFolder away;
    make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(backup_to(folder.path(), file, {}).has_value());
    const std::string good = *read_file(file, 10'000'000);
    const std::string ledger = "SQLite format 3"; // the second one begins the ledger within
    const std::size_t start = good.find(ledger, 100);
    ASSERT_NE(start, std::string::npos);
    for (std::size_t byte = start; byte < good.size(); byte += 509) {
        std::string bad = good;
        bad[byte] = static_cast<char>(bad[byte] ^ 0x10);
        if (bad[byte] == good[byte]) {
            continue;
        }
        std::ofstream{file, std::ios::binary} << bad;
        const auto verdict = verify_backup(file, test_check());
        const bool told = !verdict.has_value() || verdict->fault.has_value();
        if (!told) {
            // A byte no table uses: what comes out is what was put in.
            const auto place = away.path() / "place";
            ASSERT_TRUE(restore(file, place, test_check()).has_value());
            EXPECT_EQ(dump(place), dump(folder.path())) << byte;
            std::filesystem::remove_all(place);
        }
    }
}

TEST(Restore, GoesOverAStoreOnlyIfTheBackupContinuesIt) {
    const TestFolder folder;
    const TestFolder away;
    const TestFolder place;
    make_store(folder.path());
    std::filesystem::copy(folder.path(), place.path(), std::filesystem::copy_options::recursive);
    put(*open_store(folder.path()), setting("rounding", "on"));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(backup_to(folder.path(), file, {}).has_value());
    ASSERT_TRUE(restore(file, place.path(), test_check()).has_value());
    EXPECT_EQ(dump(place.path()), dump(folder.path()));
    ASSERT_TRUE(restore(file, place.path(), test_check()).has_value())
        << "twice is as good as once";

    put(*open_store(place.path()), setting("rounding", "off"));
    const std::string longer = dump(place.path());
    EXPECT_EQ(restore(file, place.path(), test_check()).error().code, FailureCode::exists);
    EXPECT_EQ(dump(place.path()), longer);
    {
        const TestFolder other;
        live_a_day(*make_store(other.path()));
        const std::string different = dump(other.path());
        EXPECT_EQ(restore(file, other.path(), test_check()).error().code, FailureCode::exists);
        EXPECT_EQ(dump(other.path()), different);
        std::ofstream{other.path() / ledger_file} << "damaged";
        EXPECT_EQ(restore(file, other.path(), test_check()).error().code, FailureCode::exists);
        EXPECT_EQ(*read_file(other.path() / ledger_file, 100), "damaged");
    }
}

TEST(Restore, WaitsForNoTillThatIsSelling) {
    const TestFolder folder;
    const TestFolder away;
    const auto journal = make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(backup_to(folder.path(), file, {}).has_value());
    EXPECT_EQ(restore(file, folder.path(), test_check()).error().code, FailureCode::locked);
}

TEST(Restore, RefusesWhatIsNoBackup) {
    const TestFolder away;
    EXPECT_EQ(
        restore(away.path() / "gone", away.path(), test_check()).error().code, FailureCode::missing
    );
    std::ofstream{away.path() / "letter.txt"} << "dear customer";
    EXPECT_EQ(
        restore(away.path() / "letter.txt", away.path() / "p", test_check()).error().code,
        FailureCode::foreign
    );
    EXPECT_FALSE(std::filesystem::exists(away.path() / "p" / ledger_file));
}

TEST(Restore, RefusesAFileNameThatLeavesTheFolder) {
    const TestFolder folder;
    const TestFolder away;
    make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(backup_to(folder.path(), file, {}).has_value());
    sqlite::Connection{file, sqlite::Access::write}.execute(
        "PRAGMA foreign_keys = OFF; UPDATE file SET name = '../evil' WHERE name = 'head';"
        "UPDATE chunk SET name = '../evil' WHERE name = 'head'"
    );
    const auto place = away.path() / "place";
    EXPECT_EQ(restore(file, place, test_check()).error().code, FailureCode::corrupt);
    EXPECT_FALSE(std::filesystem::exists(away.path() / "evil"));
    EXPECT_TRUE(verify_backup(file, test_check())->fault.has_value());
}

} // namespace
} // namespace ocop::store::test
