#include "pos/shell/atomic_file.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/rebuild.hpp"
#include "pos/store/store_lock.hpp"
#include "pos/store/verify.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store::test {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
    return read_file(path, 1'000'000).value_or("(cannot be read)");
}

/// A shop whose lock file is what a test makes of it.
class LockFile : public testing::Test {
protected:
    LockFile() {
        live_a_day(*make_store(shop()));
        std::filesystem::remove(lock());
        std::ofstream{victim()} << "the owner's own";
    }

    [[nodiscard]] const std::filesystem::path& shop() const { return shop_.path(); }

    [[nodiscard]] std::filesystem::path lock() const { return shop_.path() / lock_file; }

    [[nodiscard]] std::filesystem::path victim() const { return away_.path() / "letter.txt"; }

    /// Opening for writing is refused, in words that name the file.
    void expect_refused() const {
        const auto opened = SqliteJournal::open(shop(), Use::write, test_key());
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(name(opened.error().code), "wrong-kind") << opened.error().what;
        EXPECT_EQ(opened.error().where, lock().string());
    }

private:
    TestFolder shop_{};
    TestFolder away_{};
};

TEST_F(LockFile, ThatLinksElsewhereIsNotFollowed) {
    std::filesystem::create_symlink(victim(), lock());
    expect_refused();
    EXPECT_EQ(bytes_of(victim()), "the owner's own");
    std::filesystem::remove(lock());
    const auto nowhere = victim().parent_path() / "nowhere";
    std::filesystem::create_symlink(nowhere, lock());
    expect_refused();
    EXPECT_FALSE(std::filesystem::exists(nowhere));
}

TEST_F(LockFile, ThatIsAPipeDeviceOrFolderIsRefusedAndNotWaitedFor) {
    ASSERT_EQ(::mkfifo(lock().c_str(), 0600), 0);
    expect_refused();
    std::filesystem::remove(lock());
    std::filesystem::create_directory(lock());
    expect_refused();
    std::filesystem::remove(lock());
    std::filesystem::create_symlink("/dev/null", lock());
    expect_refused();
}

TEST_F(LockFile, WithAnotherNameTooIsNotWrittenInto) {
    std::filesystem::create_hard_link(victim(), lock());
    const auto journal = SqliteJournal::open(shop(), Use::write, test_key());
    ASSERT_TRUE(journal.has_value()) << journal.error().what; // a snapshot by hard links is lawful
    EXPECT_EQ(bytes_of(victim()), "the owner's own");
    EXPECT_EQ(
        SqliteJournal::open(shop(), Use::write, test_key()).error().code, FailureCode::locked
    );
}

TEST_F(LockFile, OfARefusedStartIsGoneAgainAndOfOneLetInStays) {
    {
        const StoreLock refused{shop()};
        EXPECT_THROW(StoreLock{shop()}, StoreError);
        EXPECT_TRUE(std::filesystem::exists(lock()));
    }
    EXPECT_FALSE(std::filesystem::exists(lock()));
    open_store(shop());
    const std::string said = bytes_of(lock());
    EXPECT_EQ(said.substr(0, said.find(' ')), std::to_string(::getpid()));
    // One that was there before stays, whoever is refused.
    { const StoreLock refused{shop()}; }
    EXPECT_EQ(bytes_of(lock()), said);
}

TEST_F(LockFile, TellsTheNextRunHowThisOneEnded) {
    using Run = StoreLock::Run;
    for (const Run run : {Run::going, Run::lost_track, Run::ended}) {
        StoreLock{shop()}.say(run);
        EXPECT_EQ(StoreLock{shop()}.last_run(), run);
    }
    for (const char* text : {"", "123", " runs\n", "123 runs", "123 runs\n\n", "123 sings\n"}) {
        std::ofstream{lock()} << text;
        EXPECT_EQ(StoreLock{shop()}.last_run(), Run::ended) << text;
    }
}

TEST_F(LockFile, SaysWhoHasItOpenHoweverItWasWritten) {
    StoreLock first{shop()};
    first.say(StoreLock::Run::going);
    const auto refused = SqliteJournal::open(shop(), Use::write, test_key());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().what, "process " + std::to_string(::getpid()) + " has it open");
}

/// Whoever looks at the store is told at once: nobody waits for a pipe's other end.
TEST(LedgerFile, ThatIsAPipeDeviceOrFolderIsRefusedAndNotWaitedFor) {
    for (const char* name : {"ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db-journal"}) {
        const TestFolder shop;
        live_a_day(*make_store(shop.path()));
        const auto path = shop.path() / name;
        const auto expect_refused = [&](const char* kind) {
            const auto read = SqliteJournal::open(shop.path(), Use::read, test_key());
            const auto write = SqliteJournal::open(shop.path(), Use::write, test_key());
            const auto verdict = verify(shop.path(), Depth::full, test_check());
            const auto rebuilt = rebuild(shop.path(), test_key());
            ASSERT_FALSE(read || write || verdict || rebuilt) << name << " is a " << kind;
            for (const Failure& failure :
                 {read.error(), write.error(), verdict.error(), rebuilt.error()}) {
                EXPECT_EQ(failure.code, FailureCode::wrong_kind) << kind << ": " << failure.what;
                EXPECT_EQ(failure.where, path.string());
            }
        };
        std::filesystem::remove(path);
        ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
        expect_refused("pipe");
        std::filesystem::remove(path);
        std::filesystem::create_symlink("/dev/zero", path);
        expect_refused("device");
        std::filesystem::remove(path);
        std::filesystem::create_directory(path);
        expect_refused("folder");
    }
}

} // namespace
} // namespace ocop::store::test
