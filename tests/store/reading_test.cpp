#include "pos/sqlite/connection.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ocop::store::test {
namespace {

RecordDraft on(RecordDraft draft, Day day) {
    draft.at = Moment{day.since(Day{}) * 86'400 + std::int64_t{5} * 3600};
    return draft;
}

/// Changes the text of a record behind the till's back.
void spoil(const std::filesystem::path& folder, std::int64_t seq, const char* what = "'{}'") {
    sqlite::Connection database{folder / ledger_file, sqlite::Access::write};
    database.execute("DROP TRIGGER journal_changes_no_record");
    database.execute(
        std::string{"UPDATE journal SET record = "} + what + " WHERE seq = " + std::to_string(seq)
    );
}

std::vector<std::int64_t> seqs_of(SqliteJournal& journal, Day from, Day to) {
    std::vector<std::int64_t> seqs;
    EXPECT_TRUE(journal.read_days(from, to, [&](const Record& record) {
        seqs.push_back(record.seq);
        return true;
    }));
    return seqs;
}

TEST(Reading, OfDaysFollowsTheJournalHoweverItsClockJumped) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Day day{2026, 11, 20};
    for (const int shift : {0, 0, 3, 0, -2, 3}) {
        put(*journal, on(setting("event", "x"), day.plus_days(shift)));
    }
    EXPECT_EQ(seqs_of(*journal, day, day), (std::vector<std::int64_t>{1, 2, 4}));
    EXPECT_EQ(seqs_of(*journal, day, day.plus_days(3)), (std::vector<std::int64_t>{1, 2, 3, 4, 6}));
    EXPECT_EQ(journal->first_of_days(day.plus_days(3), day.plus_days(9)).value(), 3);
    EXPECT_EQ(journal->first_of_days(day.plus_days(4), day.plus_days(9)).value(), std::nullopt);
}

TEST(Reading, BackwardsPassesOverOtherKindsAndStopsWhenTold) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    spoil(folder.path(), 1); // a user: it would not parse
    std::vector<std::int64_t> seen;
    ASSERT_TRUE(journal->read_backwards("shift-open", [&](const Record& record) {
        seen.push_back(record.seq);
        return true;
    }));
    EXPECT_EQ(seen, (std::vector<std::int64_t>{11, 5}));
    seen.clear();
    ASSERT_TRUE(journal->read_backwards("sale", [&](const Record& record) {
        seen.push_back(record.seq);
        return false;
    }));
    EXPECT_EQ(seen, (std::vector<std::int64_t>{12}));
}

TEST(Reading, ProvedTakesNoRecordThatWasChangedAndNeedsNoneBefore) {
    const TestFolder folder;
    auto journal = make_store(folder.path());
    live_a_day(*journal);
    const auto proved_from = [&](std::int64_t first) {
        return journal->read_proved(first, {}, [](const Record&) { return true; });
    };
    for (std::int64_t first = 0; first < journal->ledger().records; ++first) {
        EXPECT_TRUE(proved_from(first)) << first;
    }
    spoil(folder.path(), 6, "replace(record, 'lan', 'lam')"); // a sale
    EXPECT_EQ(proved_from(0).error().where, "seq 6");
    EXPECT_EQ(proved_from(6).error().where, "seq 6");
    EXPECT_EQ(proved_from(7).error().where, "seq 6") << "the one that the first follows";
    EXPECT_TRUE(proved_from(8));
}

TEST(Reading, ProvedEndsAtTheRecordThatWasSealed) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    const std::string last = std::to_string(journal->ledger().records - 1);
    sqlite::Connection database{folder.path() / ledger_file, sqlite::Access::write};
    database.execute("DROP TRIGGER journal_keeps_every_record");
    database.execute("DELETE FROM journal WHERE seq = " + last);
    const auto read = journal->read_proved(3, {}, [](const Record&) { return true; });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().where, "seq " + last);
}

TEST(Reading, OfAProductIsItsReceiptsTheirSalesAndTheEndsOfTheJournal) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Day day{2026, 11, 20};
    put(*journal, on(shift_open(journal->ledger()), day));
    const Record sold = put(*journal, on(sale(journal->ledger(), 2), day));  // 2
    put(*journal, on(sale(journal->ledger(), 1), day.plus_days(5)));         // 3
    put(*journal, on(take_back(journal->ledger(), sold), day.plus_days(6))); // 4
    put(*journal, on(sale(journal->ledger(), 2), day.plus_days(7)));         // 5
    put(*journal, on(setting("event", "QNA-002"), day.plus_days(8)));        // 6
    const auto of = [&](const std::string& product, Day from, Day to) {
        std::vector<std::int64_t> seqs;
        EXPECT_TRUE(journal->read_of_product(product, from, to, [&](const Record& record) {
            seqs.push_back(record.seq);
        }));
        return seqs;
    };
    EXPECT_EQ(of("QNA-002", day, day.plus_days(30)), (std::vector<std::int64_t>{0, 2, 4, 5, 6}));
    EXPECT_EQ(
        of("QNA-002", day.plus_days(6), day.plus_days(6)), (std::vector<std::int64_t>{0, 2, 4, 6})
    ) << "the sale that comes back is of an earlier day";
    EXPECT_EQ(of("QNA-00", day, day.plus_days(30)), (std::vector<std::int64_t>{0, 6}));
}

} // namespace
} // namespace ocop::store::test
