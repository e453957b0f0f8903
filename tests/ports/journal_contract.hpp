#pragma once

#include "pos/core/basket.hpp"
#include "pos/ports/journal.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace ocop::testing {

/// What every Journal promises: run over the fake and over the real one, so that the fake does not
/// lie. `Made` is default constructible and gives a journal of its own through `journal()`.
template <class Made>
class JournalContract : public ::testing::Test {
protected:
    Journal& journal() { return made_.journal(); }

    RecordDraft shift_open() {
        const std::int64_t number = journal().ledger().shifts + 1;
        return {"shift-open", at_, {{"shift", number}, {"cashier", "lan"}, {"float", 500'000}}};
    }

    RecordDraft sale() {
        const auto shop = catalog();
        const auto basket =
            with_added({}, *shop, *shop->find_code("QNA-002"), Quantity{2000}, Day{2026, 11, 22});
        const PricedBasket priced = price(*basket, at_.day(), VatRules{});
        const Ledger& ledger = journal().ledger();
        SaleBody body;
        body.number = receipt_number(ledger.identity->till, ledger.receipts + 1);
        body.shift = 1;
        body.cashier = "lan";
        body.lines = priced.lines;
        body.total = priced.total;
        body.vat = vat_rows(body.lines);
        body.tenders = {{"cash", priced.total}};
        return {"sale", at_, to_json(body)};
    }

    std::vector<Record> all() {
        std::vector<Record> records;
        const auto read = journal().read(0, -1, [&](const Record& record) {
            records.push_back(record);
            return true;
        });
        EXPECT_TRUE(read.has_value());
        return records;
    }

    Moment at_ = *parse_moment("2026-11-22T09:00:00+07:00");

private:
    Made made_{};
};

TYPED_TEST_SUITE_P(JournalContract);

TYPED_TEST_P(JournalContract, BeginsWithAGenesisOfItsTill) {
    const auto records = this->all();
    ASSERT_FALSE(records.empty());
    EXPECT_EQ(records.front().kind, "genesis");
    EXPECT_EQ(records.front().prev, Hash{});
    EXPECT_EQ(this->journal().ledger().identity->till, records.front().till);
}

TYPED_TEST_P(JournalContract, ChainsEachRecordToTheOneBefore) {
    ASSERT_TRUE(this->journal().append(this->shift_open()).has_value());
    ASSERT_TRUE(this->journal().append(this->sale()).has_value());
    const auto records = this->all();
    for (std::size_t i = 0; i < records.size(); ++i) {
        EXPECT_EQ(records[i].seq, static_cast<std::int64_t>(i));
        EXPECT_TRUE(check_hash(records[i]));
        EXPECT_EQ(records[i].prev, i == 0 ? Hash{} : records[i - 1].hash);
    }
}

TYPED_TEST_P(JournalContract, AppendsAReceiptOnceHoweverOftenItIsAsked) {
    ASSERT_TRUE(this->journal().append(this->shift_open()).has_value());
    const RecordDraft draft = this->sale();
    const auto first = this->journal().append(draft);
    const auto again = this->journal().append(draft);
    ASSERT_TRUE(first.has_value());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->hash, first->hash);
    EXPECT_EQ(this->journal().ledger().receipts, 1);
    EXPECT_EQ(this->all().back().hash, first->hash);
}

TYPED_TEST_P(JournalContract, FindsASaleByItsNumberAndNoOther) {
    ASSERT_TRUE(this->journal().append(this->shift_open()).has_value());
    const auto sold = this->journal().append(this->sale());
    ASSERT_TRUE(sold.has_value());
    const auto found = this->journal().find(*receipt_of(sold->kind, sold->body));
    ASSERT_TRUE(found.has_value());
    ASSERT_TRUE(found->has_value());
    EXPECT_EQ((*found)->sale.hash, sold->hash);
    EXPECT_TRUE((*found)->returns.empty());
    EXPECT_FALSE(this->journal().find("T-99-000001")->has_value());
}

TYPED_TEST_P(JournalContract, ReadsTheRangeItIsAskedForAndStopsWhenTold) {
    ASSERT_TRUE(this->journal().append(this->shift_open()).has_value());
    ASSERT_TRUE(this->journal().append(this->sale()).has_value());
    const std::int64_t last = this->journal().ledger().records - 1;
    std::vector<std::int64_t> seen;
    const auto note = [&](const Record& record) {
        seen.push_back(record.seq);
        return seen.size() < 2;
    };
    ASSERT_TRUE(this->journal().read(last, last, note).has_value());
    EXPECT_EQ(seen, std::vector{last});
    seen.clear();
    ASSERT_TRUE(this->journal().read(0, -1, note).has_value());
    EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 1}));
}

TYPED_TEST_P(JournalContract, HoldsTheSumsOfItsRecords) {
    ASSERT_TRUE(this->journal().append(this->shift_open()).has_value());
    ASSERT_TRUE(this->journal().append(this->sale()).has_value());
    Ledger folded;
    for (const Record& record : this->all()) {
        EXPECT_FALSE(folded.apply(record).has_value());
    }
    EXPECT_EQ(folded, this->journal().ledger());
    EXPECT_EQ(folded.shift->expected_cash(), Money{590'000});
}

REGISTER_TYPED_TEST_SUITE_P(
    JournalContract,
    BeginsWithAGenesisOfItsTill,
    ChainsEachRecordToTheOneBefore,
    AppendsAReceiptOnceHoweverOftenItIsAsked,
    FindsASaleByItsNumberAndNoOther,
    ReadsTheRangeItIsAskedForAndStopsWhenTold,
    HoldsTheSumsOfItsRecords
);

} // namespace ocop::testing
