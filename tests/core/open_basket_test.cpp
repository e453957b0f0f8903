#include "pos/core/open_basket.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace ocop {
namespace {

constexpr Day today{2026, 11, 22};
const Moment noon = *parse_moment("2026-11-22T12:00:00+07:00");

Till till_with_basket() {
    Till till;
    till.ledger.identity = Identity{"T-01-1", "QNA", "T-01", "OCOP", "Hội An", "key", false};
    till.ledger.records = 7;
    till.ledger.last_hold = 4;
    till.cashier = "lan";
    const auto shop = testing::catalog();
    till.basket = *with_added({}, *shop, *shop->find_code("QNA-002"), Quantity{2000}, today);
    till.basket = *with_added(till.basket, *shop, *shop->find_code("SET-01"), one_unit, today);
    Discount given{10, {}, "khách quen", {}};
    given.given_by = "lan";
    till.basket = *with_discount(till.basket, 1, std::move(given));
    till.basket.entries[0].discount.shown = shown(till.basket.entries[0]);
    till.basket.buyer = Buyer{"Bà Tư", {}, {}, {}, {}};
    return till;
}

Json kept(const Till& till) {
    return to_json(*open_basket(till, noon));
}

/// The hold that a till with `till`'s journal begins with after it died with its basket.
Hold brought_back(const Till& till) {
    const auto read = parse_kept_basket(kept(till));
    EXPECT_TRUE(read.has_value());
    const RecordDraft draft = left_basket(*read, till.ledger, noon);
    EXPECT_EQ(draft.kind, "hold");
    const Json body = draft.body.json();
    return {
        body["hold"].get<std::int64_t>(),
        body["cashier"].get<std::string>(),
        draft.at,
        body["basket"]};
}

TEST(OpenBasket, IsThereAsLongAsGoodsAreOnTheCounter) {
    Till till = till_with_basket();
    EXPECT_TRUE(open_basket(till, noon).has_value());
    till.basket = {};
    EXPECT_FALSE(open_basket(till, noon).has_value());
}

TEST(OpenBasket, ComesBackAsAHoldWithAllThatWasInItAndTheMoneyTaken) {
    Till till = till_with_basket();
    till.tenders = {{"cash", Money{50'000}}, {"transfer", Money{20'000}}};
    const Hold hold = brought_back(till);
    EXPECT_EQ(hold.number, 5);
    EXPECT_EQ(hold.cashier, "lan");
    EXPECT_TRUE(is_left(hold));
    EXPECT_EQ(paid(hold), Money{70'000});
    const auto back = parse_basket(hold.basket, *testing::catalog());
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->basket, till.basket);
    EXPECT_EQ(back->tenders, till.tenders);
}

TEST(OpenBasket, ThatWasRecalledGoesOnAsTheHoldItCameFrom) {
    Till till = till_with_basket();
    till.basket.from_hold = 2;
    till.ledger.holds[2] = {};
    EXPECT_EQ(brought_back(till).number, 2);
    till.ledger.holds.clear();
    EXPECT_EQ(brought_back(till).number, 5) << "that hold is over";
}

TEST(OpenBasket, ThatCouldNotBeSoldIsRefused) {
    Till till = till_with_basket();
    till.tenders = {{"cash", Money{50'000}}};
    const Json whole = kept(till);
    ASSERT_TRUE(parse_kept_basket(whole).has_value());
    const auto bent = [&](const char* pointer, Json value) {
        Json json = whole;
        json[Json::json_pointer{pointer}] = std::move(value);
        return parse_kept_basket(json).has_value();
    };
    EXPECT_FALSE(bent("/records", 0));
    EXPECT_FALSE(bent("/head", "00"));
    EXPECT_FALSE(bent("/hold/basket/entries", Json::array()));
    EXPECT_FALSE(bent("/hold/basket/entries/0/quantity", -1));
    EXPECT_FALSE(bent("/hold/basket/entries/0/price", -1));
    EXPECT_FALSE(bent("/hold/basket/tenders/0/amount", -1));
    EXPECT_FALSE(bent("/hold/basket/tenders/0/tender", "gold"));
    EXPECT_FALSE(bent("/hold/cashier", 1));
    EXPECT_FALSE(parse_kept_basket(Json::array()).has_value());
}

TEST(OpenBasket, IsOverWithASaleAHoldOrACancel) {
    const auto ends = [](const char* kind) {
        Record record;
        record.kind = kind;
        return ends_basket(record);
    };
    for (const char* kind : {"sale", "hold", "cancel", "shift-close"}) {
        EXPECT_TRUE(ends(kind)) << kind;
    }
    for (const char* kind : {"no-sale", "paid-in", "settings", "wrong-pin", "catalog", "clock"}) {
        EXPECT_FALSE(ends(kind)) << kind;
    }
}

TEST(OpenBasket, LosesOneRowOfMoneyForEachThatWentBack) {
    Till till = till_with_basket();
    till.tenders = {{"cash", Money{30'000}}, {"cash", Money{30'000}}, {"card", Money{1}}};
    auto read = parse_kept_basket(kept(till));
    ASSERT_TRUE(read.has_value());
    Record record;
    record.kind = "untender";
    record.body = Json{{"tender", "cash"}, {"amount", 30'000}};
    drop_untendered(*read, record);
    EXPECT_EQ(paid(Hold{1, "lan", {}, read->hold["basket"]}), Money{30'001});
    record.body = Json{{"tender", "cash"}, {"amount", 40'000}};
    drop_untendered(*read, record);
    EXPECT_EQ(paid(Hold{1, "lan", {}, read->hold["basket"]}), Money{30'001});
    EXPECT_TRUE(parse_kept_basket(to_json(*read)).has_value());
}

} // namespace
} // namespace ocop
