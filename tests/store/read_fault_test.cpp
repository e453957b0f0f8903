#include "pos/store/rebuild.hpp"
#include "tests/store/backup_kit.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <string>
#include <unistd.h>

namespace ocop::store::test {
namespace {

/// SQLite's own calls to read(2) and pread(2), below its VFS: what it makes of a failing disk is
/// its own doing. One at a time.
class FailingReads {
public:
    enum class How { once, from_there_on };

    FailingReads(int nth, How how) {
        reads_ = 0;
        fails_at_ = nth;
        how_ = how;
        set(true);
    }

    ~FailingReads() { set(false); }

    FailingReads(const FailingReads&) = delete;
    FailingReads& operator=(const FailingReads&) = delete;

    /// True if there was a read to fail.
    [[nodiscard]] static bool has_failed() { return reads_ >= fails_at_; }

private:
    static ssize_t read_at(int file, void* into, size_t size, off_t at) {
        ++reads_;
        if (reads_ == fails_at_ || (how_ == How::from_there_on && reads_ > fails_at_)) {
            errno = EIO;
            return -1;
        }
        return ::pread(file, into, size, at);
    }

    static void set(bool on) {
        sqlite3_vfs* vfs = sqlite3_vfs_find("unix");
        for (const char* name : {"pread", "pread64"}) { // whichever it was built with
            vfs->xSetSystemCall(
                vfs, name, on ? reinterpret_cast<sqlite3_syscall_ptr>(&read_at) : nullptr
            );
        }
    }

    static inline int reads_ = 0;
    static inline int fails_at_ = 0;
    static inline How how_ = How::once;
};

/// What a till can say after a read that failed.
using Told = std::optional<Failure>;

template <class T>
Told told(const Expected<T, Failure>& done) {
    return done ? std::nullopt : std::optional{done.error()};
}

/// A day of selling. As a killed till leaves it, much of it is in the write-ahead log.
class ReadFault : public testing::TestWithParam<FailingReads::How> {
protected:
    ReadFault() {
        auto journal = make_store(shop_.path());
        live_a_day(*journal);
        std::filesystem::copy(shop_.path(), killed(), std::filesystem::copy_options::recursive);
        journal.reset();
        EXPECT_TRUE(back_up(shop_.path(), backup()).has_value());
    }

    [[nodiscard]] std::filesystem::path killed() const { return away_.path() / "killed"; }

    [[nodiscard]] std::filesystem::path backup() const { return away_.path() / "store.ocop"; }

    [[nodiscard]] const std::filesystem::path& shop() const { return shop_.path(); }

    /// Fails every read of `work` in turn, each in a copy of `folder`: all that is ever told is
    /// that the disk could not be read, and afterwards the store is as whole as before.
    void each_read(
        const std::filesystem::path& folder,
        const std::function<Told(const std::filesystem::path&)>& work
    ) {
        int failures = 0;
        for (int nth = 1;; ++nth) {
            const TestFolder copy;
            std::filesystem::copy(
                folder, copy.path() / "data", std::filesystem::copy_options::recursive
            );
            Told failure;
            {
                const FailingReads reads{nth, GetParam()};
                failure = work(copy.path() / "data");
                if (!FailingReads::has_failed()) {
                    EXPECT_FALSE(failure) << failure->what;
                    break;
                }
            }
            if (failure) {
                ++failures;
                EXPECT_EQ(name(failure->code), "disk-error")
                    << "read " << nth << ": " << failure->what;
            }
            const auto verdict =
                verify(copy.path() / "data", Depth::full, test_check(), {}, test_seal());
            ASSERT_TRUE(verdict.has_value()) << "read " << nth << ": " << verdict.error().what;
            ASSERT_FALSE(verdict->fault) << "read " << nth << ": " << words(*verdict->fault);
        }
        EXPECT_GT(failures, 0) << "no read was missed";
    }

private:
    TestFolder shop_{};
    TestFolder away_{};
};

Told verify_in(const std::filesystem::path& folder) {
    const auto verdict = verify(folder, Depth::full, test_check(), {}, test_seal());
    if (verdict && verdict->fault) {
        return Failure{FailureCode::corrupt, words(*verdict->fault), {}};
    }
    return told(verdict);
}

TEST_P(ReadFault, IsNoDamageToVerify) {
    each_read(shop(), verify_in);
}

TEST_P(ReadFault, IsNoDamageToVerifyWhatAKilledTillLeft) {
    each_read(killed(), verify_in);
}

TEST_P(ReadFault, IsNoDamageToATillThatOpensAndSells) {
    for (const auto& folder : {shop(), killed()}) {
        each_read(folder, [](const std::filesystem::path& data) -> Told {
            auto journal = SqliteJournal::open(data, Use::write, test_key());
            if (!journal) {
                return journal.error();
            }
            const auto sold = (*journal)->append(sale((*journal)->ledger()));
            return sold ? told((*journal)->find("QNA-HOIAN-01-1-000001")) : told(sold);
        });
    }
}

TEST_P(ReadFault, IsNoDamageToRebuild) {
    each_read(killed(), [](const std::filesystem::path& data) {
        return told(rebuild(data, test_key()));
    });
}

TEST_P(ReadFault, IsNoDamageToBackup) {
    each_read(shop(), [&](const std::filesystem::path& data) {
        const TestFolder target;
        return told(back_up(data, target.path() / "store.ocop"));
    });
}

TEST_P(ReadFault, OfTheEarlierBackupIsNoReasonToCallItAnothers) {
    each_read(shop(), [&](const std::filesystem::path& data) {
        return told(back_up(data, backup()));
    });
}

TEST_P(ReadFault, OfABackupIsNoDamageToIt) {
    each_read(shop(), [&](const std::filesystem::path&) -> Told {
        const auto verdict = verify_backup(backup(), nullptr, prove);
        if (verdict && verdict->fault) {
            return Failure{FailureCode::corrupt, words(*verdict->fault), {}};
        }
        return told(verdict);
    });
}

TEST_P(ReadFault, DuringARestoreIsTold) {
    each_read(shop(), [&](const std::filesystem::path& data) {
        return told(restore_from(backup(), data));
    });
}

INSTANTIATE_TEST_SUITE_P(
    Reads,
    ReadFault,
    testing::Values(FailingReads::How::once, FailingReads::How::from_there_on),
    [](const auto& of) { return of.param == FailingReads::How::once ? "Once" : "FromThereOn"; }
);

/// Bytes that are really wrong stay what they are, also where the disk reads well.
TEST(Damage, IsStillDamage) {
    const TestFolder shop;
    live_a_day(*make_store(shop.path()));
    std::fstream file{shop.path() / ledger_file, std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(4096 * 3);
    file << std::string(4096, 'x');
    file.close();
    const auto verdict = verify(shop.path(), Depth::full, test_check(), {}, test_seal());
    EXPECT_TRUE(!verdict || verdict->fault);
    EXPECT_TRUE(verdict || verdict.error().code != FailureCode::disk_error) << verdict.error().what;
}

} // namespace
} // namespace ocop::store::test
