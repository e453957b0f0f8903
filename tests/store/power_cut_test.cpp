#include "pos/sqlite/connection.hpp"
#include "pos/store/verify.hpp"
#include "tests/store/faulty_vfs.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
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
        auto journal = SqliteJournal::open(folder, Use::write, test_sign());
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
    const auto verdict = verify(folder, Depth::full, test_check());
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
            SqliteJournal::create(folder.path(), identity(), genesis(), test_sign()).has_value();
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
                EXPECT_EQ(till->failure().code, FailureCode::disk_full);
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
                EXPECT_EQ(till->failure().code, FailureCode::disk_error);
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
