#include "pos/sqlite/connection.hpp"
#include "pos/store/verify.hpp"
#include "tests/store/faulty_vfs.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace ocop::store::test {
namespace {

constexpr std::uint32_t seed = 20'261'122;

/// What the shop was told is on disk.
using Told = std::vector<std::string>;

/// One append after the other until one fails; those that were told to be done.
class Till {
public:
    Till(const std::filesystem::path& folder, Told& told)
        : told_{told} {
        auto journal = SqliteJournal::open(folder, Use::write, test_key());
        if (journal) {
            journal_ = std::move(*journal);
        }
    }

    [[nodiscard]] bool is_open() const { return journal_ != nullptr; }

    /// False, and the sums as they were, if the record is not on disk.
    template <class Draft>
    bool append(Draft draft) {
        if (!journal_) {
            return false;
        }
        const Ledger before = journal_->ledger();
        auto record = journal_->append(draft(journal_->ledger()));
        if (!record) {
            failure_ = record.error();
            EXPECT_EQ(journal_->ledger(), before);
            return false;
        }
        told_.push_back(line_text(*record));
        return true;
    }

    [[nodiscard]] const Failure& failure() const { return failure_; }

    [[nodiscard]] const Ledger& ledger() const { return journal_->ledger(); }

private:
    Told& told_;
    std::unique_ptr<SqliteJournal> journal_{};
    Failure failure_{};
};

/// A day in two sittings: both end with a clean close, which writes the log back into the ledger.
void sell_all_day(const std::filesystem::path& folder, Told& told) {
    for (int sitting = 0; sitting < 2; ++sitting) {
        Till till{folder, told};
        const bool whole = till.append(shift_open)
                           && till.append([](const Ledger& ledger) { return sale(ledger, 5); })
                           && till.append([](const Ledger& ledger) { return sale(ledger, 1); })
                           && till.append(hold) && till.append(shift_close);
        if (!whole) {
            return;
        }
    }
}

std::vector<std::string> lines_of(const std::filesystem::path& folder) {
    std::istringstream text{dump(folder)};
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// What was told is there, in its place, once; at most the one record in flight came with it.
void expect_nothing_lost(const std::filesystem::path& folder, const Told& told) {
    const auto verdict = verify(folder, Depth::full, test_check(), {}, test_seal());
    ASSERT_TRUE(verdict.has_value()) << verdict.error().what;
    ASSERT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);
    const auto lines = lines_of(folder);
    ASSERT_GE(lines.size(), told.size() + 1);
    ASSERT_LE(lines.size(), told.size() + 2);
    for (std::size_t i = 0; i < told.size(); ++i) {
        ASSERT_EQ(lines[i + 1], told[i]);
    }
}

/// A copy of a fresh store, made once.
void furnish(const std::filesystem::path& folder) {
    static const TestFolder fresh;
    if (std::filesystem::is_empty(fresh.path())) {
        make_store(fresh.path());
    }
    std::filesystem::copy(fresh.path(), folder, std::filesystem::copy_options::recursive);
}

class PowerCut : public testing::TestWithParam<Survivors> {};

TEST_P(PowerCut, AtAnySyncLosesNothingThatWasTold) {
    int cuts = 0;
    for (int sync = 1;; ++sync) {
        const TestFolder folder;
        furnish(folder.path());
        FaultyDisk disk;
        disk.cut_power_at_sync(sync);
        Told told;
        sell_all_day(folder.path(), told);
        if (!disk.has_failed()) {
            break;
        }
        ++cuts;
        disk.restore_power(GetParam(), seed + static_cast<std::uint32_t>(sync));
        SCOPED_TRACE("sync " + std::to_string(sync));
        ASSERT_NO_FATAL_FAILURE(expect_nothing_lost(folder.path(), told));
        // And the shop goes on from there.
        Told more;
        sell_all_day(folder.path(), more);
        EXPECT_FALSE(verify(folder.path(), Depth::full, test_check())->fault.has_value());
    }
    EXPECT_GE(cuts, 10) << "every append syncs";
}

TEST_P(PowerCut, AtAnyChangeOfTheDiskLosesNothingThatWasTold) {
    int cuts = 0;
    for (int change = 1;; ++change) {
        const TestFolder folder;
        furnish(folder.path());
        FaultyDisk disk;
        disk.cut_power_at(change);
        Told told;
        sell_all_day(folder.path(), told);
        if (!disk.has_failed()) {
            break;
        }
        ++cuts;
        disk.restore_power(GetParam(), seed + static_cast<std::uint32_t>(change));
        SCOPED_TRACE("change " + std::to_string(change));
        ASSERT_NO_FATAL_FAILURE(expect_nothing_lost(folder.path(), told));
    }
    EXPECT_GE(cuts, 100);
}

TEST_P(PowerCut, WhileTheStoreIsMadeLeavesItWholeOrNotThere) {
    for (int change = 1;; ++change) {
        const TestFolder folder;
        FaultyDisk disk;
        disk.cut_power_at(change);
        const bool made =
            SqliteJournal::create(folder.path(), identity(), genesis(), test_key()).has_value();
        if (!disk.has_failed()) {
            EXPECT_TRUE(made);
            break;
        }
        disk.restore_power(GetParam(), seed + static_cast<std::uint32_t>(change));
        SCOPED_TRACE("change " + std::to_string(change));
        if (std::filesystem::exists(folder.path() / ledger_file)) {
            ASSERT_NO_FATAL_FAILURE(expect_nothing_lost(folder.path(), {}));
        } else {
            EXPECT_TRUE(SqliteJournal::create(folder.path(), identity(), genesis()).has_value());
        }
    }
}

std::string name_of(const testing::TestParamInfo<Survivors>& info) {
    switch (info.param) {
    case Survivors::none:
        return "NothingUnsyncedStays";
    case Survivors::all:
        return "EverythingStays";
    case Survivors::some_sectors:
        return "SomeSectorsStay";
    }
    return "";
}

INSTANTIATE_TEST_SUITE_P(
    Faulty,
    PowerCut,
    testing::Values(Survivors::none, Survivors::all, Survivors::some_sectors),
    name_of
);

TEST(FullDisk, AtAnyWriteRefusesTheSaleAndTakesItOnceThereIsSpace) {
    int refusals = 0;
    for (int write = 1;; ++write) {
        const TestFolder folder;
        furnish(folder.path());
        FaultyDisk disk;
        disk.fill_up_at(write);
        Told told;
        auto till = std::make_unique<Till>(folder.path(), told);
        if (!till->is_open()) {
            disk.there_is_space();
            till = std::make_unique<Till>(folder.path(), told);
        }
        SCOPED_TRACE("write " + std::to_string(write));
        const auto insist = [&](auto draft) {
            if (!till->append(draft)) {
                ++refusals;
                EXPECT_EQ(till->failure().code, FailureCode::disk_full) << till->failure().what;
                EXPECT_TRUE(disk.has_failed());
                disk.there_is_space();
                EXPECT_TRUE(till->append(draft));
            }
        };
        insist(shift_open);
        for (int i = 1; i <= 4; ++i) {
            insist([i](const Ledger& ledger) { return sale(ledger, i); });
        }
        insist(shift_close);
        till.reset();
        const bool was_full = disk.has_failed();
        disk.there_is_space();
        EXPECT_EQ(told.size(), 6U);
        ASSERT_NO_FATAL_FAILURE(expect_nothing_lost(folder.path(), told));
        if (!was_full) {
            break;
        }
    }
    EXPECT_GE(refusals, 20);
}

TEST(FailedSync, AtAnyMomentRefusesTheSaleAndTakesItTheNextTime) {
    int refusals = 0;
    for (int sync = 1;; ++sync) {
        const TestFolder folder;
        furnish(folder.path());
        FaultyDisk disk;
        Told told;
        disk.fail_sync_at(sync);
        auto till = std::make_unique<Till>(folder.path(), told);
        if (!till->is_open()) {
            till = std::make_unique<Till>(folder.path(), told);
        }
        SCOPED_TRACE("sync " + std::to_string(sync));
        const auto insist = [&](auto draft) {
            if (!till->append(draft)) {
                ++refusals;
                EXPECT_EQ(till->failure().code, FailureCode::disk_error) << till->failure().what;
                EXPECT_TRUE(till->append(draft));
            }
        };
        insist(shift_open);
        insist([](const Ledger& ledger) { return sale(ledger, 2); });
        insist([](const Ledger& ledger) { return sale(ledger, 2); });
        till.reset();
        EXPECT_EQ(told.size(), 3U);
        ASSERT_NO_FATAL_FAILURE(expect_nothing_lost(folder.path(), told));
        if (!disk.has_failed()) {
            break;
        }
    }
    EXPECT_GE(refusals, 3);
}

/// One kind of action each, in an order a shop knows.
std::vector<std::function<RecordDraft(const Ledger&)>> kinds_of_a_day() {
    return {
        shift_open,
        [](const Ledger& ledger) { return sale(ledger, 2); },
        hold,
        [](const Ledger&) { return setting("rounding", "on"); },
        [](const Ledger&) { return user("mai", Role::cashier); },
        [](const Ledger&) { return receive("QNA-001", 5'000); },
        [](const Ledger& ledger) { return sale(ledger, 1); },
        shift_close};
}

/// How many records of `kind` the journal in `folder` holds.
std::ptrdiff_t count_of(const std::filesystem::path& folder, const std::string& kind) {
    const auto lines = lines_of(folder);
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find("\"kind\":\"" + kind + '"') != std::string::npos;
    });
}

/// A sync that fails at a commit leaves the record in the log, where the next start finds it:
/// refused, and yet sold. The till must not say "no" to what is there, nor "yes" to what is not.
TEST(FailedSync, ForGoodIsNeverToldAsARefusalOfWhatTheNextStartFinds) {
    const auto kinds = kinds_of_a_day();
    std::set<std::size_t> unknown;
    for (std::size_t failing = 0; failing < kinds.size(); ++failing) {
        for (int sync = 1; sync <= 2; ++sync) {
            const TestFolder folder;
            furnish(folder.path());
            FaultyDisk disk;
            Told told;
            std::string kind;
            std::ptrdiff_t before = 0;
            std::optional<Failure> failure;
            {
                Till till{folder.path(), told};
                for (std::size_t n = 0; n < failing; ++n) {
                    ASSERT_TRUE(till.append(kinds[n]));
                }
                kind = kinds[failing](till.ledger()).kind;
                before = count_of(folder.path(), kind);
                disk.fail_syncs_from(sync);
                if (!till.append(kinds[failing])) {
                    failure = till.failure();
                }
                if (failure && failure->code == FailureCode::not_known) {
                    EXPECT_FALSE(till.append(kinds[failing])) << "it stops";
                }
            }
            SCOPED_TRACE(kind + ", sync " + std::to_string(sync));
            disk.syncs_work();
            const auto after = SqliteJournal::open(folder.path(), Use::write, test_key());
            ASSERT_TRUE(after.has_value()) << after.error().what;
            const bool is_there = count_of(folder.path(), kind) > before;
            if (!failure) {
                EXPECT_TRUE(is_there);
            } else if (failure->code == FailureCode::not_known) {
                unknown.insert(failing);
                ASSERT_TRUE((*after)->doubt().has_value());
                EXPECT_EQ((*after)->doubt()->is_recorded, is_there);
                EXPECT_EQ((*after)->doubt()->doubt.kind, kind);
            } else {
                EXPECT_FALSE(is_there) << "refused, and yet there";
            }
            EXPECT_FALSE(verify(folder.path(), Depth::full, test_check(), {}, test_seal())->fault);
        }
    }
    // The first append finds no log yet: what fails then leaves none, and is refused rightly.
    EXPECT_EQ(unknown.size(), kinds.size() - 1) << "each other kind of action";
}

TEST(Doubt, IsForgottenOnceSomebodyWasToldAndTheShopGoesOn) {
    const TestFolder folder;
    furnish(folder.path());
    const Ledger ledger = open_store(folder.path(), Use::read)->ledger();
    const Record lost = seal(shift_open(ledger), ledger.identity->till, 1, ledger.head);
    ASSERT_TRUE(keep_doubt(folder.path(), doubt_about(lost)));
    {
        const auto journal = open_store(folder.path());
        ASSERT_TRUE(journal->doubt().has_value());
        EXPECT_FALSE(journal->doubt()->is_recorded);
    }
    EXPECT_TRUE(open_store(folder.path())->doubt().has_value()) << "nobody went on";
    put(*open_store(folder.path()), setting("rounding", "on"));
    EXPECT_TRUE(open_store(folder.path())->doubt().has_value()) << "nobody was told";
    {
        const auto journal = open_store(folder.path());
        journal->doubt_was_told();
        put(*journal, {"wrong-pin", journal->ledger().last_at, {{"user", "lan"}}});
        EXPECT_TRUE(journal->doubt().has_value()) << "that was nobody yet";
        put(*journal, setting("rounding", "off"));
        EXPECT_FALSE(journal->doubt().has_value());
    }
    EXPECT_FALSE(open_store(folder.path())->doubt().has_value());
}

TEST(Doubt, IsThereWhereWhatItWasAboutCannotBeRead) {
    const TestFolder folder;
    furnish(folder.path());
    std::ofstream{folder.path() / doubt_file} << "{\"seq\":1";
    const auto journal = open_store(folder.path());
    ASSERT_TRUE(journal->doubt().has_value());
    EXPECT_EQ(journal->doubt()->doubt.kind, "");
}

TEST(Doubt, ThatTheDiskTookNoNoteOfIsKnownFromHowTheRunEnded) {
    const TestFolder folder;
    furnish(folder.path());
    StoreLock{folder.path()}.say(StoreLock::Run::lost_track);
    for (int again = 0; again < 2; ++again) { // asked until somebody has answered
        const auto journal = open_store(folder.path());
        ASSERT_TRUE(journal->doubt().has_value());
        EXPECT_EQ(journal->doubt()->doubt.kind, "");
    }
    {
        const auto journal = open_store(folder.path());
        journal->doubt_was_told();
        journal->end_was_told();
        put(*journal, setting("rounding", "off"));
        EXPECT_TRUE(journal->write_head().has_value());
    }
    const auto journal = open_store(folder.path());
    EXPECT_FALSE(journal->doubt().has_value());
    EXPECT_FALSE(journal->ended_early());
}

TEST(LastRunOfAStore, ThatWasCutOffIsKnownAlsoWhereItAppendedNothing) {
    const TestFolder folder;
    furnish(folder.path());
    static_cast<void>(open_store(folder.path())->write_head());
    EXPECT_FALSE(open_store(folder.path())->ended_early()) << "it ended by itself";
    const pid_t child = ::fork();
    if (child == 0) {
        const auto journal = open_store(folder.path());
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(open_store(folder.path())->ended_early());
    EXPECT_TRUE(open_store(folder.path())->ended_early()) << "nobody was told";
    open_store(folder.path())->end_was_told();
    EXPECT_FALSE(open_store(folder.path())->ended_early());
}

/// The disk itself: it must lose what a careless program does not sync, or it proves nothing.
TEST(FaultyDisk, LosesACommitThatWasNotSyncedAndKeepsOneThatWas) {
    for (const bool careful : {false, true}) {
        const TestFolder folder;
        const auto path = folder.path() / "some.db";
        sqlite::Connection{path, sqlite::Access::create}.execute(
            "PRAGMA journal_mode = WAL; CREATE TABLE t (x INTEGER) STRICT"
        );
        FaultyDisk disk;
        {
            sqlite::Connection database{path, sqlite::Access::write};
            database.execute(careful ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            database.execute("INSERT INTO t VALUES (1)");
            disk.cut_power_at(1);
            EXPECT_ANY_THROW(database.execute("INSERT INTO t VALUES (2)"));
        }
        disk.restore_power(Survivors::none, seed);
        sqlite::Connection after{path, sqlite::Access::write};
        EXPECT_EQ(after.integer("SELECT count(*) FROM t"), careful ? 1 : 0);
    }
}

} // namespace
} // namespace ocop::store::test
