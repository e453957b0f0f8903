#include "pos/shell/atomic_file.hpp"
#include "pos/store/sealed_file.hpp"
#include "pos/store/work_folder.hpp"
#include "tests/store/backup_kit.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store::test {
namespace {

/// A store with a closed shift, PINs and a catalogue file.
void furnish(const std::filesystem::path& folder) {
    live_a_day(*make_store(folder));
    ASSERT_TRUE(write_atomically(folder / "pins.json", R"({"lan":"$argon2id$"})", FileMode::secret)
    );
    ASSERT_TRUE(write_atomically(folder / "catalog-000001.db", std::string(3'000'000, 'c')));
}

const std::vector<std::string> also{"pins.json", "catalog-000001.db", "catalog.keys"};

std::filesystem::perms rights(const std::filesystem::path& path) {
    return std::filesystem::status(path).permissions();
}

TEST(Backup, RestoresEverythingIntoAnEmptyPlace) {
    const TestFolder folder;
    const TestFolder away;
    furnish(folder.path());
    const auto file = away.path() / "store.ocop";
    const auto made = back_up(folder.path(), file, also);
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_EQ(made->about.records, 13);
    EXPECT_EQ(made->about.till, "QNA-HOIAN-01-1");
    ASSERT_EQ(made->entries.size(), 4U); // what is not there is left out
    EXPECT_EQ(made->entries[0], (BackupEntry{"catalog-000001.db", 3'000'000}));
    EXPECT_EQ(rights(file), std::filesystem::perms{0600});
    const auto verdict = verify_backup(file, nullptr, prove);
    ASSERT_TRUE(verdict.has_value());
    EXPECT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);

    const auto place = away.path() / "new" / "place";
    const auto restored = restore_from(file, place);
    ASSERT_TRUE(restored.has_value()) << restored.error().what;
    EXPECT_EQ(restored->about.records, 13);
    EXPECT_EQ(restored->aside, "");
    EXPECT_TRUE(dump(place).starts_with(dump(folder.path())));
    for (const char* name : {"pins.json", "catalog-000001.db"}) {
        EXPECT_EQ(
            read_file(place / name, 10'000'000).value(),
            read_file(folder.path() / name, 10'000'000).value()
        );
    }
    for (const std::string& name : files_in(place)) {
        EXPECT_EQ(rights(place / name), std::filesystem::perms{0600}) << name;
    }
    EXPECT_EQ(rights(place), std::filesystem::perms{0700});
    put(*open_store(place), setting("rounding", "on"));
    EXPECT_FALSE(verify(place, Depth::full, test_check())->fault.has_value());
}

TEST(Backup, IsTakenWhileTheTillSells) {
    const TestFolder folder;
    const TestFolder away;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    const auto made = back_up(folder.path(), away.path());
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_EQ(made->file, away.path() / "backup-QNA-HOIAN-01-1-13.ocop");
    EXPECT_FALSE(verify_backup(made->file, nullptr, prove)->fault.has_value());
}

TEST(Backup, ReplacesAnEarlierOneOfTheSameJournalAndNothingElse) {
    const TestFolder folder;
    const TestFolder other;
    const TestFolder away;
    make_store(folder.path());
    live_a_day(*make_store(other.path()));
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    put(*open_store(folder.path()), setting("rounding", "on"));
    EXPECT_EQ(back_up(folder.path(), file)->about.records, 2);

    const std::string before = *read_file(file, 10'000'000);
    // Record 1 of the other journal is another one.
    EXPECT_EQ(back_up(other.path(), file).error().code, FailureCode::exists);
    EXPECT_EQ(*read_file(file, 10'000'000), before);
    std::ofstream{away.path() / "letter.txt"} << "dear customer";
    EXPECT_EQ(back_up(folder.path(), away.path() / "letter.txt").error().code, FailureCode::exists);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{away.path()}, {}), 2);
}

TEST(Backup, OfABrokenStoreReplacesNothing) {
    const TestFolder folder;
    const TestFolder away;
    furnish(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    const std::string before = *read_file(file, 10'000'000);
    sqlite::Connection{folder.path() / ledger_file, sqlite::Access::write}.execute(
        "DROP TRIGGER journal_changes_no_record; UPDATE journal SET record = "
        "replace(record, '5700', '5701') WHERE kind = 'sale'"
    );
    EXPECT_EQ(back_up(folder.path(), file).error().code, FailureCode::corrupt);
    EXPECT_EQ(*read_file(file, 10'000'000), before);
    // What lies beside the journal is the prover's to judge, of the very file that was written.
    const TestFolder whole;
    furnish(whole.path());
    auto asked = order(file, also);
    asked.prove = [](const std::filesystem::path& unpacked) -> Expected<Verdict, Failure> {
        EXPECT_TRUE(std::filesystem::exists(unpacked / "pins.json"));
        return Unexpected{Failure{FailureCode::corrupt, "no key", "till.key"}};
    };
    EXPECT_EQ(backup_to(whole.path(), asked).error().what, "no key");
    EXPECT_EQ(*read_file(file, 10'000'000), before);
    EXPECT_EQ(files_in(away.path()), std::vector<std::string>{"store.ocop"});
}

TEST(Backup, SaysWhereTheTargetIsNoFile) {
    const TestFolder folder;
    const TestFolder away;
    make_store(folder.path());
    const auto pipe = away.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(back_up(folder.path(), pipe).error().code, FailureCode::wrong_kind);
    EXPECT_EQ(back_up(folder.path(), "/dev/null").error().code, FailureCode::wrong_kind);
    // Nor is one waited for in the store.
    ASSERT_EQ(::mkfifo((folder.path() / "pins.json").c_str(), 0600), 0);
    EXPECT_EQ(
        back_up(folder.path(), away.path() / "b", {"pins.json"}).error().code,
        FailureCode::wrong_kind
    );
    EXPECT_EQ(restore_from(pipe, away.path() / "p").error().code, FailureCode::wrong_kind);
    EXPECT_EQ(restore_from(away.path(), away.path() / "p").error().code, FailureCode::wrong_kind);
    EXPECT_EQ(restore_from("/dev/zero", away.path() / "p").error().code, FailureCode::wrong_kind);
}

TEST(Backup, SealedIsReadWithItsPassphraseAlone) {
    const TestFolder folder;
    const TestFolder away;
    furnish(folder.path());
    const auto file = away.path() / "store.ocop";
    const auto right = phrase();
    const auto wrong = phrase("five other words");
    auto asked = order(file, also);
    asked.passphrase = &right;
    const auto made = backup_to(folder.path(), asked);
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_TRUE(made->is_sealed);
    EXPECT_EQ(rights(file), std::filesystem::perms{0600});
    const std::string bytes = *read_file(file, 10'000'000);
    for (const char* secret : {"argon2id", "SQLite format", "genesis", "cccccccc"}) {
        EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
    }
    EXPECT_EQ(seal_state(file, nullptr), SealState::locked);
    EXPECT_EQ(seal_state(file, &wrong), SealState::wrong);
    EXPECT_EQ(seal_state(file, &right), SealState::open);
    EXPECT_EQ(verify_backup(file, nullptr, prove).error().code, FailureCode::foreign);
    EXPECT_EQ(verify_backup(file, &wrong, prove).error().code, FailureCode::foreign);
    EXPECT_FALSE(verify_backup(file, &right, prove)->fault.has_value());
    auto back = restoring(file);
    back.passphrase = &right;
    ASSERT_TRUE(restore(away.path() / "place", back).has_value());
    EXPECT_TRUE(dump(away.path() / "place").starts_with(dump(folder.path())));
}

TEST(Backup, SealedReplacesAnEarlierOneAndNotAnothersEither) {
    const TestFolder folder;
    const TestFolder other;
    const TestFolder away;
    make_store(folder.path());
    live_a_day(*make_store(other.path()));
    const auto file = away.path() / "store.ocop";
    const auto passphrase = phrase();
    auto asked = order(file);
    asked.passphrase = &passphrase;
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
    ASSERT_TRUE(backup_to(folder.path(), asked).has_value()); // in place of one that was not sealed
    put(*open_store(folder.path()), setting("rounding", "on"));
    ASSERT_TRUE(backup_to(folder.path(), asked).has_value());
    EXPECT_EQ(read_sealed_about(file)->records, 2);
    EXPECT_EQ(backup_to(other.path(), asked).error().code, FailureCode::exists);
}

TEST(Backup, SealedAndCutOffOrAlteredIsRefused) {
    const TestFolder folder;
    const TestFolder away;
    make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    const auto passphrase = phrase();
    auto asked = order(file);
    asked.passphrase = &passphrase;
    ASSERT_TRUE(backup_to(folder.path(), asked).has_value());
    const std::string good = *read_file(file, 10'000'000);
    for (std::size_t at = good.size() / 50; at < good.size(); at += good.size() / 50) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        for (const std::string& bytes : {bad, good.substr(0, at)}) {
            std::ofstream{file, std::ios::binary} << bytes;
            const auto verdict = verify_backup(file, &passphrase, prove);
            EXPECT_TRUE(!verdict || verdict->fault) << at;
        }
    }
}

TEST(Backup, VerifyFindsEveryDamagedByteThatWasPutIn) {
    const TestFolder folder;
    const TestFolder away;
    make_store(folder.path());
    const auto file = away.path() / "store.ocop";
    ASSERT_TRUE(back_up(folder.path(), file).has_value());
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
        const auto verdict = verify_backup(file, nullptr, prove);
        const bool told = !verdict.has_value() || verdict->fault.has_value();
        if (!told) {
            // A byte no table uses: what comes out is what was put in.
            const auto place = away.path() / "place";
            ASSERT_TRUE(restore_from(file, place).has_value());
            EXPECT_TRUE(dump(place).starts_with(dump(folder.path()))) << byte;
            std::filesystem::remove_all(place);
        }
    }
}

TEST(WorkFolder, IsItsOwnersAloneWhateverTheUmask) {
    const TestFolder folder;
    const mode_t before = ::umask(0);
    const WorkFolder open{folder.path()};
    ::umask(0777);
    const WorkFolder shut{folder.path()};
    ::umask(before);
    EXPECT_EQ(rights(open.path()), std::filesystem::perms{0700});
    EXPECT_EQ(rights(shut.path()), std::filesystem::perms{0700});
}

TEST(WorkFolder, IsClearedOnceNobodyHoldsIt) {
    const TestFolder folder;
    const WorkFolder held{folder.path()};
    const auto left = folder.path() / ".ocop-aB3xYz";
    std::filesystem::create_directories(left / "within");
    std::ofstream{left / "within" / "till.key"} << "secret";
    const auto someone_elses = folder.path() / ".ocop-new-store";
    std::filesystem::create_directory(someone_elses);
    std::ofstream{folder.path() / ".ocop-file12"} << "a file";
    clear_left_over(folder.path());
    EXPECT_FALSE(std::filesystem::exists(left));
    EXPECT_TRUE(std::filesystem::exists(held.path()));
    EXPECT_TRUE(std::filesystem::exists(someone_elses));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / ".ocop-file12"));
    clear_left_over(folder.path() / "not-there");
}

TEST(WorkFolder, OfAKilledBackupIsClearedByTheNext) {
    const TestFolder folder;
    const TestFolder away;
    make_store(folder.path());
    for (const auto& place : {folder.path(), away.path()}) {
        std::filesystem::create_directory(place / ".ocop-dead00");
        std::ofstream{place / ".ocop-dead00" / "backup"} << "half";
    }
    ASSERT_TRUE(back_up(folder.path(), away.path() / "b").has_value());
    EXPECT_EQ(files_in(away.path()), std::vector<std::string>{"b"});
    EXPECT_FALSE(std::filesystem::exists(folder.path() / ".ocop-dead00"));
}

} // namespace
} // namespace ocop::store::test
