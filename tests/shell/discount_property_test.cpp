#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck.h>

namespace ocop {
namespace {

using testing::Shop;

/// What somebody who may give more saw of a basket, as the answer showed it.
struct Sight {
    std::int64_t percent_max = 0;
    Json lines{};
};

/// What of a line somebody took off, and from how much: a gift set's price is none of it.
struct Part {
    std::int64_t gross = 0;
    std::int64_t own = 0;
    std::int64_t of_basket = 0;
};

Part part_of(const Json& line) {
    const auto amount = [&line](const char* key) { return line[key].get<std::int64_t>(); };
    const bool set = !line["set"].is_null();
    return {
        amount("gross") - (set ? amount("discount") : 0),
        set ? 0 : amount("discount"),
        amount("basket_discount")};
}

/// True if `off` is at most `percent` of `gross`, but for a share that rounding lifted by less than
/// 1 đ, twice where two are added.
bool within(std::int64_t off, std::int64_t percent, std::int64_t gross, std::int64_t lifted) {
    return 100 * (off - lifted) < percent * gross || off == 0;
}

std::string goods_of(const Json& line) {
    return line["set"].is_null() ? line["product"].get<std::string>()
                                 : line["set"]["product"].get<std::string>();
}

/// Σ over the lines of each product.
template <class Value>
std::map<std::string, std::int64_t> by_goods(const Json& lines, Value value) {
    std::map<std::string, std::int64_t> sums;
    for (const Json& line : lines) {
        sums[goods_of(line)] += value(part_of(line));
    }
    return sums;
}

std::int64_t basket_off(const Json& lines) {
    std::int64_t sum = 0;
    for (const Json& line : lines) {
        sum += part_of(line).of_basket;
    }
    return sum;
}

/// True if `sight` showed so much of the basket's discount on no less of all these goods.
bool showed_basket(const Sight& sight, const Json& lines) {
    const auto seen = by_goods(sight.lines, [](const Part& part) { return part.gross; });
    const auto now = by_goods(lines, [](const Part& part) { return part.gross; });
    return basket_off(lines) <= basket_off(sight.lines)
           && std::all_of(now.begin(), now.end(), [&](const auto& entry) {
                  const auto found = seen.find(entry.first);
                  return found != seen.end() && entry.second <= found->second;
              });
}

/// True if `sight` showed a line of these goods with no less of them and no less off.
bool showed_line(const Sight& sight, const Json& line) {
    const Part now = part_of(line);
    return std::any_of(sight.lines.begin(), sight.lines.end(), [&](const Json& seen) {
        const Part then = part_of(seen);
        return goods_of(seen) == goods_of(line) && now.gross <= then.gross && now.own <= then.own;
    });
}

/// Nothing beyond `cashier_max` in the sale that nobody who may give it saw.
void audit(const Json& sale, std::int64_t cashier_max, const std::vector<Sight>& sights) {
    for (const Json& line : sale["lines"]) {
        const Part part = part_of(line);
        if (within(part.own + part.of_basket, cashier_max, part.gross, 2)) {
            continue;
        }
        const auto seen = [&](auto showed) {
            return std::any_of(sights.begin(), sights.end(), [&](const Sight& sight) {
                return sight.percent_max > cashier_max && showed(sight);
            });
        };
        const bool line_seen = seen([&](const Sight& sight) { return showed_line(sight, line); });
        const bool all_seen =
            seen([&](const Sight& sight) { return showed_basket(sight, sale["lines"]); });
        RC_ASSERT(line_seen || within(part.own, cashier_max, part.gross, 1));
        RC_ASSERT(all_seen || within(part.of_basket, cashier_max, part.gross, 1));
        RC_ASSERT(line_seen || all_seen);
        const auto most =
            std::max_element(sights.begin(), sights.end(), [](const Sight& a, const Sight& b) {
                return a.percent_max < b.percent_max;
            });
        RC_ASSERT(within(part.own + part.of_basket, most->percent_max, part.gross, 2));
    }
}

/// One step of a day: an action of random kind, on random goods, by whoever is asked.
std::string random_action() {
    const auto one_of = [](std::vector<std::string> choices) {
        return *rc::gen::elementOf(std::move(choices));
    };
    const auto number = [](std::int64_t first, std::int64_t end) {
        return std::to_string(*rc::gen::inRange(first, end));
    };
    const std::string product = one_of({"QNA-002", "QNA-003", "QNA-004", "SET-01"});
    const std::string line = number(1, 4);
    const std::string approval = one_of(
        {"",
         "",
         R"(,"approver":"minh","approver_pin":"1234")",
         R"(,"approver":"hoa","approver_pin":"1234")"}
    );
    switch (*rc::gen::inRange(0, 13)) {
    case 0:
    case 1:
        return R"({"do":"add","product":")" + product + R"(","quantity":)" + number(1, 5) + "000"
               + approval + "}";
    case 2:
        return R"({"do":"scan","code":")" + product + "\"" + approval + "}";
    case 3:
        return R"({"do":"quantity","line":)" + line + R"(,"quantity":)" + number(1, 30) + "000"
               + approval + "}";
    case 4:
        return R"({"do":"remove","line":)" + line + approval + "}";
    case 5:
    case 6:
        return R"({"do":"discount","line":)" + line + R"(,"percent":)" + number(0, 101) + approval
               + "}";
    case 7:
        return R"({"do":"discount","percent":)" + number(0, 101) + approval + "}";
    case 8:
        return R"({"do":"discount","line":)" + line + R"(,"amount":)" + number(0, 50'000) + approval
               + "}";
    case 9:
        return R"({"do":"discount","amount":)" + number(0, 100'000) + approval + "}";
    case 10:
        return R"({"do":"hold"})";
    case 11:
        return R"({"do":"sign-in","user":")" + one_of({"lan", "lan", "minh", "hoa"})
               + R"(","pin":"1234"})";
    default:
        return R"({"do":"recall","hold":)" + number(1, 8) + approval + "}";
    }
}

std::int64_t percent_max_of(const std::string& user) {
    return user == "hoa" ? 100 : user == "minh" ? 20 : 5;
}

TEST(Discounts, OfASaleAreNoMoreThanItsCashierMayGiveOrWhoMaySaw) {
    EXPECT_TRUE(rc::check([] {
        Shop shop;
        shop.open();
        std::vector<Sight> sights;
        std::map<std::int64_t, std::vector<Sight>> held;
        const auto ask = [&](const std::string& text) {
            const Json action = Json::parse(text);
            const Json answer = shop.ask(text);
            if (!answer["ok"].get<bool>()) {
                return answer;
            }
            if (action["do"] == "recall") {
                sights = held[action["hold"].get<std::int64_t>()];
            }
            if (answer.contains("hold")) {
                held[answer["hold"].get<std::int64_t>()] = std::exchange(sights, {});
                return answer;
            }
            const std::string cashier = *shop.session.till().cashier;
            sights.push_back({percent_max_of(cashier), answer["lines"]});
            if (action.contains("approver")) {
                sights.push_back({percent_max_of(action["approver"]), answer["lines"]});
            }
            if (shop.session.till().basket.empty() && !answer.contains("sale")) {
                sights.clear(); // emptied
            }
            return answer;
        };
        const auto steps = *rc::gen::inRange(1, 40);
        for (int i = 0; i < steps; ++i) {
            ask(random_action());
            if (*rc::gen::inRange(0, 6) != 0) {
                continue;
            }
            const std::string amount = *rc::gen::element<std::string>("0", "99999999");
            const Json sold = ask(R"({"do":"pay","tender":"cash","amount":)" + amount + "}");
            if (sold.contains("sale")) {
                audit(sold, percent_max_of(*shop.session.till().cashier), sights);
                sights.clear();
            }
        }
        for (const Record& record : shop.journal.records) {
            if (record.kind == "sale") {
                const auto body = read_sale(record);
                RC_ASSERT(body.has_value());
                RC_ASSERT(!check_sums(*body).has_value());
            }
        }
        Ledger again;
        for (const Record& record : shop.journal.records) {
            RC_ASSERT(!again.apply(record).has_value());
        }
        RC_ASSERT(again == shop.session.till().ledger);
    }));
}

} // namespace
} // namespace ocop
