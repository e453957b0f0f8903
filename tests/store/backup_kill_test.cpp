// Backup and restore, killed at every call that changes the disk, and with every such call failing
// once and from there on. A program of its own: it stands between us and the C library.
#include "pos/store/restore_move.hpp"
#include "pos/store/work_folder.hpp"
#include "tests/catalog-sync/kill_at.hpp"
#include "tests/store/backup_kit.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>

namespace ocop::store::test {
namespace {

using catalog_sync::DiskCalls;

void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

bool is_whole(const std::filesystem::path& folder) {
    const auto verdict = verify(folder, Depth::full, test_check());
    return verdict && !verdict->fault;
}

/// A shop at two times, and a backup of either.
class TwoBackups : public testing::Test {
protected:
    TwoBackups() {
        live_a_day(*make_store(early()));
        std::ofstream{early() / "pins.json"} << R"({"lan":"old"})";
        std::ofstream{early() / "catalog-000001.db"} << "old goods";
        EXPECT_TRUE(back_up(early(), scratch_.path() / "early.ocop", names).has_value());
        copy_folder(early(), late());
        const auto journal = open_store(late());
        put(*journal, sale(journal->ledger()));
        EXPECT_TRUE(journal->write_head());
        std::ofstream{late() / "pins.json"} << R"({"lan":"new"})";
        std::ofstream{late() / "catalog-000002.db"} << "new goods";
        std::filesystem::remove(late() / "catalog-000001.db");
    }

    [[nodiscard]] std::filesystem::path early() const { return scratch_.path() / "early"; }

    [[nodiscard]] std::filesystem::path late() const { return scratch_.path() / "late"; }

    /// Where things happen.
    [[nodiscard]] std::filesystem::path place() const { return scratch_.path() / "place"; }

    const std::vector<std::string> names{"pins.json", "catalog-000001.db", "catalog-000002.db"};
    TestFolder scratch_{};
};

class BackupCutOff : public TwoBackups {
protected:
    /// A backup over an earlier one, from nothing but what each try begins with.
    void begin() {
        std::filesystem::remove_all(place());
        std::filesystem::create_directory(place());
        std::filesystem::copy(scratch_.path() / "early.ocop", file());
    }

    [[nodiscard]] std::filesystem::path file() const { return place() / "shop.ocop"; }

    [[nodiscard]] int work(const signing::Passphrase* passphrase) const {
        auto asked = order(file(), names);
        asked.passphrase = passphrase;
        return backup_to(late(), asked).has_value() ? 0 : 1;
    }

    /// Under its name lies the earlier backup or the new one, whole; the next run leaves no trace.
    void check(std::optional<bool> is_new, const signing::Passphrase* passphrase) {
        const auto verdict = verify_backup(file(), passphrase, prove);
        ASSERT_TRUE(verdict.has_value()) << verdict.error().what;
        ASSERT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);
        if (is_new) {
            EXPECT_EQ(verdict->records, *is_new ? 14 : 13);
        }
        EXPECT_EQ(work(passphrase), 0);
        EXPECT_EQ(files_in(place()), std::vector<std::string>{"shop.ocop"});
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator{place()}, {}), 1);
        for (const auto& entry : std::filesystem::directory_iterator{late()}) {
            EXPECT_FALSE(is_work_folder(entry.path().filename())) << entry.path();
        }
    }

    void try_all(const signing::Passphrase* passphrase) {
        begin();
        const int calls = DiskCalls::count([&] { EXPECT_EQ(work(passphrase), 0); });
        ASSERT_GT(calls, 20);
        for (int nth = 1; nth <= calls; ++nth) {
            SCOPED_TRACE(nth);
            begin();
            ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(work(passphrase)); }));
            check(std::nullopt, passphrase);
            for (const auto failing :
                 {DiskCalls::Failing::once, DiskCalls::Failing::from_there_on}) {
                begin();
                const int answer =
                    DiskCalls::fail_at(nth, failing, EIO, [&] { return work(passphrase); });
                ASSERT_LT(answer, 2);
                if (answer == 0) {
                    check(true, passphrase);
                } else {
                    check(std::nullopt, passphrase);
                }
            }
        }
    }
};

TEST_F(BackupCutOff, LeavesTheEarlierOrTheNewOneWhole) {
    try_all(nullptr);
}

TEST_F(BackupCutOff, SealedLeavesTheEarlierOrTheNewOneWhole) {
    const auto passphrase = phrase();
    try_all(&passphrase);
}

class RestoreCutOff : public TwoBackups {
protected:
    RestoreCutOff() {
        EXPECT_TRUE(back_up(late(), scratch_.path() / "late.ocop", names).has_value());
        old_ = dump(early());
        new_ = dump(late());
    }

    enum Answer { restored, refused, decided };

    [[nodiscard]] int work(const std::string& backup, bool replace) const {
        auto asked = restoring(scratch_.path() / backup);
        asked.replace = replace;
        const auto done = restore(place(), asked);
        if (done) {
            return restored;
        }
        return done.error().what.find("the restore is decided") != std::string::npos ? decided
                                                                                     : refused;
    }

    /// All of the old store, or all of the new one with its record; and what was there before.
    void check(std::optional<bool> is_new, const std::string& before, const std::string& after) {
        const auto finished = finish_restore(place());
        ASSERT_TRUE(finished.has_value()) << finished.error().what;
        clear_left_over(place());
        const std::string now = std::filesystem::exists(place() / ledger_file) ? dump(place()) : "";
        const bool found_new = now != before;
        if (is_new) {
            EXPECT_EQ(found_new, *is_new);
        }
        if (found_new) {
            ASSERT_TRUE(now.starts_with(after));
            const std::string last = now.substr(after.size());
            EXPECT_NE(last.find(R"("kind":"restore")"), std::string::npos);
            EXPECT_EQ(std::count(last.begin(), last.end(), '\n'), 1);
            if (!before.empty()) {
                EXPECT_EQ(dump(place() / "replaced-20261201-083000"), before);
            }
        }
        if (!now.empty()) {
            EXPECT_TRUE(is_whole(place()));
            const bool is_late = now.starts_with(new_);
            std::ifstream pins{place() / "pins.json"};
            std::string text;
            std::getline(pins, text);
            EXPECT_EQ(text, is_late ? R"({"lan":"new"})" : R"({"lan":"old"})");
            EXPECT_EQ(std::filesystem::exists(place() / "catalog-000001.db"), !is_late);
            EXPECT_EQ(std::filesystem::exists(place() / "catalog-000002.db"), is_late);
        }
        for (const auto& entry : std::filesystem::directory_iterator{place()}) {
            EXPECT_FALSE(is_work_folder(entry.path().filename())) << entry.path();
        }
    }

    void try_all(
        const std::string& backup,
        const std::filesystem::path& present,
        const std::string& before,
        const std::string& after
    ) {
        const bool replace = backup == "early.ocop";
        const auto begin = [&] {
            if (present.empty()) {
                std::filesystem::remove_all(place());
                std::filesystem::create_directory(place());
            } else {
                copy_folder(present, place());
            }
        };
        begin();
        const int calls = DiskCalls::count([&] { EXPECT_EQ(work(backup, replace), restored); });
        ASSERT_GT(calls, 30);
        int completed = 0;
        for (int nth = 1; nth <= calls; ++nth) {
            SCOPED_TRACE(nth);
            begin();
            ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(work(backup, replace)); }));
            completed += std::filesystem::exists(place() / "restore.pending") ? 1 : 0;
            check(std::nullopt, before, after);
            for (const auto failing :
                 {DiskCalls::Failing::once, DiskCalls::Failing::from_there_on}) {
                begin();
                const int answer =
                    DiskCalls::fail_at(nth, failing, EIO, [&] { return work(backup, replace); });
                ASSERT_LT(answer, 3);
                check(answer != refused, before, after);
            }
        }
        EXPECT_GT(completed, 5); // some were cut off after the decision
    }

    std::string old_{};
    std::string new_{};
};

TEST_F(RestoreCutOff, IntoAnEmptyPlaceIsAllOrNothing) {
    try_all("late.ocop", {}, {}, new_);
}

TEST_F(RestoreCutOff, OverAnEarlierStoreIsAllOrNothing) {
    try_all("late.ocop", early(), old_, new_);
}

TEST_F(RestoreCutOff, InPlaceOfALaterStoreIsAllOrNothing) {
    try_all("early.ocop", late(), new_, old_);
}

/// Yesterday's ledger beside today's head.
class LossCutOff : public TwoBackups {
protected:
    LossCutOff() {
        const TestFolder earlier;
        live_a_day(*make_store(lost()));
        std::filesystem::copy_file(lost() / ledger_file, earlier.path() / ledger_file);
        {
            const auto journal = open_store(lost());
            put(*journal, sale(journal->ledger()));
            put(*journal, shift_close(journal->ledger()));
        }
        std::filesystem::remove(lost() / ledger_file);
        std::filesystem::copy_file(earlier.path() / ledger_file, lost() / ledger_file);
    }

    [[nodiscard]] std::filesystem::path lost() const { return scratch_.path() / "lost"; }

    [[nodiscard]] static int decide(const std::filesystem::path& folder) {
        const auto journal = SqliteJournal::open_with_loss(
            folder,
            test_key(),
            [](const Ledger& ledger, const Fault&, const std::optional<Head>&) {
                return RecordDraft{"restore", ledger.last_at, {{"from_seq", ledger.records}}};
            }
        );
        return journal ? 0 : 1;
    }

    /// Refused as before, or decided; and it can be decided.
    void check(bool was_told) {
        const auto opened = SqliteJournal::open(place(), Use::write, test_key());
        if (opened) {
            EXPECT_EQ((*opened)->ledger().records, 14);
        } else {
            EXPECT_FALSE(was_told) << "told that it is on record";
            EXPECT_EQ(opened.error().code, FailureCode::corrupt) << opened.error().what;
            EXPECT_EQ(decide(place()), 0);
        }
        const auto verdict = verify(place(), Depth::full, test_check(), {}, test_seal());
        ASSERT_TRUE(verdict.has_value());
        EXPECT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);
        EXPECT_EQ(verdict->records, 14);
    }
};

TEST_F(LossCutOff, OnItsWayOntoRecordIsDecidedOrNot) {
    const auto begin = [&] { copy_folder(lost(), place()); };
    begin();
    const int calls = DiskCalls::count([&] { EXPECT_EQ(decide(place()), 0); });
    ASSERT_GT(calls, 5);
    for (int nth = 1; nth <= calls; ++nth) {
        SCOPED_TRACE(nth);
        begin();
        ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(decide(place())); }));
        check(false);
        for (const auto failing : {DiskCalls::Failing::once, DiskCalls::Failing::from_there_on}) {
            begin();
            const int answer =
                DiskCalls::fail_at(nth, failing, EIO, [&] { return decide(place()); });
            ASSERT_LT(answer, 2);
            check(answer == 0);
        }
    }
}

} // namespace
} // namespace ocop::store::test
