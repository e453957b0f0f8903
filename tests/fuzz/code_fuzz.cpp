// Whatever a scanner sends, the whole way from its text to the basket: goods on the counter or a
// refusal in words, never a crash, never an amount or a quantity that no basket may hold.

#include "pos/core/code.hpp"
#include "pos/core/scanned_product.hpp"
#include "pos/core/till.hpp"
#include "tests/core/goods.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace ocop;

/// Goods of every unit, by the piece and by measure, by numbers of the maker's and the shop's own.
const Catalog& goods() {
    static const Catalog made = [] {
        std::vector<Product> all = testing::goods();
        constexpr std::array<const char*, 5> units{"kg", "g", "l", "m", "hộp"};
        for (std::size_t i = 0; i < units.size(); ++i) {
            const std::string place{static_cast<char>('1' + i)};
            Product product = testing::product("0001" + place, "Hàng", Money{120'000}, Vat::eight);
            product.unit = units.at(i);
            const std::string digits = "21" + product.code + "00000";
            product.gtin = Gtin::parse(digits + check_digit(digits));
            all.push_back(product);
            product.code = "8934563" + place;
            const std::string maker = "893521210" + place + "00";
            product.gtin = Gtin::parse(maker + check_digit(maker));
            all.push_back(std::move(product));
        }
        return Catalog{1, std::move(all)};
    }();
    return made;
}

/// A till with somebody signed in and a shift open.
Till open_till(const std::map<std::string, std::string>& settings) {
    Till till;
    till.ledger.identity = Identity{"P-1", "QNA", "P", "Điểm", "Hội An", "key", true};
    till.ledger.users["hoa"] = User{"hoa", Role::manager, true};
    till.ledger.settings = settings;
    till.ledger.shift.emplace();
    till.cashier = "hoa";
    return till;
}

void require(bool right) {
    if (!right) {
        std::abort();
    }
}

void check(const Answer& answer) {
    if (const auto* refused = std::get_if<Refused>(&answer)) {
        require(!words(refused->refusal, Language::vi).empty());
        require(!words(refused->refusal, Language::en).empty());
        return;
    }
    const auto& accepted = std::get<Accepted>(answer);
    require(accepted.total >= Money{} && accepted.total <= amount_max);
    for (const SaleLine& line : accepted.lines) {
        require(line.quantity > Quantity{} && line.quantity <= quantity_max);
        require(line.gross >= Money{} && line.gross <= amount_max);
        require(line.quantity.is_whole() || takes_fractions(line.unit));
    }
}

Till tell(Till till, Action action) {
    Step next = step(std::move(till), goods(), Asked{std::move(action), Moment{1'795'000'000}});
    for (const Effect& effect : next.effects) {
        if (const auto* said = std::get_if<Tell>(&effect)) {
            check(said->answer);
        }
    }
    next.till.pending.reset();
    return std::move(next.till);
}

void sell(const Till& open, std::string_view raw) {
    Till till = tell(open, Action{Scan{std::string{raw}, {}}, {}});
    if (till.basket.empty()) {
        return;
    }
    till = tell(std::move(till), Action{Scan{std::string{raw}, {}}, {}});
    till = tell(std::move(till), Action{SetQuantity{1, quantity_max, {}}, {}});
    (void)tell(std::move(till), Action{Pay{"cash", amount_max, {}}, {}});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::array tills{
        open_till({}),
        open_till({{"instore.21", "weight"}, {"instore.22", "price1000:IIIIIIVVVV"}}),
        open_till({{"instore.21", "price"}, {"instore.29", "weight"}})};
    const std::string_view raw{reinterpret_cast<const char*>(data), size};
    for (const Till& till : tills) {
        const InStoreRules rules = till.settings().in_store;
        const auto code = parse_code(raw, Day{2026, 11, 22}, rules);
        require(code || !words(code.error(), Language::vi).empty());
        require(!code || !code->gtin || Gtin::parse(code->gtin->digits14()) == code->gtin);
        (void)understand_typed_scan(goods(), raw, Day{2026, 11, 22}, rules);
        sell(till, raw);
    }
    return 0;
}
