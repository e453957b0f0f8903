#pragma once

#include "pos/core/buyer.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/discount.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/product.hpp"
#include "pos/core/record.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/tax.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// A manager's leave to sell so much of a lot whose last day of sale is over.
struct LotApproval {
    std::string by{};
    Quantity quantity{};
    Day day{}; // when it was given: what was too near its expiry then may have passed it since

    bool operator==(const LotApproval&) const = default;
};

/// One product or gift set in the basket. The product is kept as it was when scanned, so that a
/// new catalogue never changes a price under the customer's eyes.
struct BasketEntry {
    Product product{};
    std::vector<Product> components{}; // of a set, in the order of product.set_components
    Quantity quantity{};
    std::optional<std::string> lot{};
    std::optional<Day> expiry{};
    std::optional<LotApproval> lot_approval{};
    Discount discount{};

    /// What it costs without a discount.
    [[nodiscard]] Money gross() const { return extend(product.price, quantity); }

    bool operator==(const BasketEntry&) const = default;
};

/// Goods that were on the counter and were taken off it, at their price.
struct RemovedGoods {
    std::string product{};
    std::string name{};
    Quantity quantity{};
    Money amount{};

    bool operator==(const RemovedGoods&) const = default;
};

/// As many are named one by one; the value of more is only added up.
inline constexpr std::size_t removed_goods_max = 50;

/// What the customer has on the counter. Lines are numbered from 1 as they will stand in the
/// record: a gift set takes one line per component, and an action on any of them means the whole
/// set.
struct Basket {
    std::vector<BasketEntry> entries{};
    Discount discount{};                     // over the whole basket
    std::int64_t removed_lines = 0;          // taken out before paying: told on the Z report
    std::vector<RemovedGoods> removed{};     // by them, and by lowering a quantity
    Money removed_amount{};                  // Σ of these, and of those no longer named
    std::optional<std::int64_t> from_hold{}; // the hold it was recalled from
    std::optional<Buyer> buyer{};            // who asked for an invoice in their name

    [[nodiscard]] bool empty() const { return entries.empty(); }

    bool operator==(const Basket&) const = default;
};

/// The basket with its amounts worked out.
struct PricedBasket {
    std::vector<SaleLine> lines{};
    std::vector<std::size_t> entry_of_line{}; // position in Basket::entries for each line
    Money before_discount{}; // Σ (gross − line discount), the base of the basket's
    Money total{};
};

/// Prices `basket` as of `day`: gross, discounts, shares by largest remainder, VAT within each
/// line, stars and certificate valid on that day. Pure; the lines add up to the total to the đồng.
[[nodiscard]] PricedBasket price(const Basket& basket, Day day, const VatRules& vat);

/// `basket` with `quantity` more of `product` at its price on `day`: raises the line that holds the
/// same goods at the same price and lot, else adds one at the end. Refuses inactive_product,
/// quantity_zero, quantity_fraction, quantity_too_big, amount_too_big, sets_in_set (a component the
/// catalogue lacks).
[[nodiscard]] Expected<Basket, Refusal> with_added(
    Basket basket,
    const Catalog& catalog,
    const Product& product,
    Quantity quantity,
    Day day,
    std::optional<std::string> lot = std::nullopt,
    std::optional<Day> expiry = std::nullopt
);

/// A weight or a price printed on the pack itself.
struct PackLabel {
    Money price{};                     // of the whole pack, > 0
    std::optional<Quantity> measure{}; // what it holds, where the label says so
    std::optional<std::string> lot{};
    std::optional<Day> expiry{};
};

/// `basket` with a pack that carries its own price, on a line of its own that comes to exactly that
/// price: what the customer reads is what is asked for. Goods sold by measure take the label's
/// measure, else as much as the price buys on `day`; the unit price follows from both, rounded up,
/// and the đồng too many come off as a discount. Refuses as with_added() does, and sets.
[[nodiscard]] Expected<Basket, Refusal> with_pack(
    Basket basket, const Catalog& catalog, const Product& product, const PackLabel& label, Day day
);

/// `basket` with `line` set to `quantity` (of a set: so many sets). Less than before is noted as
/// taken off.
[[nodiscard]] Expected<Basket, Refusal>
with_quantity(Basket basket, std::int64_t line, Quantity quantity);

/// `basket` without `line`, which is noted as taken off; later lines move up. What is left of an
/// emptied basket is only that note and the hold it came from.
[[nodiscard]] Expected<Basket, Refusal> without_line(Basket basket, std::int64_t line);

/// `basket` with `discount` on `line`, or on everything if there is no line; replaces an earlier
/// one, and 0 takes it off. Refuses discount_percent, discount_too_big, discount_of_set,
/// unknown_line, basket_empty. Limits of roles are the till's to check.
[[nodiscard]] Expected<Basket, Refusal>
with_discount(Basket basket, std::optional<std::int64_t> line, Discount discount);

/// What of `entry` is no longer sold: its product, or a part of the gift set it is; nullptr if all
/// of it is.
[[nodiscard]] const Product* no_longer_sold(const BasketEntry& entry);

/// True if the last day of sale of `entry`'s lot is over on `today` and nobody let so much of it go
/// as it now is: a lot that was only too near its expiry, and has expired since, is another matter.
[[nodiscard]] bool lot_needs_approval(const BasketEntry& entry, Day today);

/// Checks a basket whose lines changed under discounts already given: no discount above its goods,
/// total within amount_max.
[[nodiscard]] std::optional<Refusal> check_basket(const Basket& basket);

/// What is shown to whoever gives or approves the discount of `entry`, or of the whole `basket`:
/// its goods at their undiscounted value, and the đồng it takes off now.
[[nodiscard]] Shown shown(const BasketEntry& entry);
[[nodiscard]] Shown shown(const Basket& basket);

/// Σ (gross − line discount): the base of the basket's discount.
[[nodiscard]] Money before_discount(const Basket& basket);

/// The goods taken off, as a `hold` or `cancel` record keeps them.
[[nodiscard]] Json to_json(const std::vector<RemovedGoods>& removed);

/// The basket as a `hold` record keeps it: codes, prices, quantities, discounts and approvals with
/// what they are for.
[[nodiscard]] Json to_json(const Basket& basket);

/// A basket as it comes back from a hold.
struct HeldBasket {
    Basket basket{};
    std::vector<std::string> gone{};     // left out: codes that nobody knows any more
    std::vector<std::string> vanished{}; // names: in it, though the catalogue has them no longer
    std::vector<TenderRow> tenders{};    // money taken for it before the till died
    bool left = false;                   // nobody put it aside: the till died with it
};

/// The reverse, with goods looked up in `catalog` but prices as they were held; goods that left it
/// are what they were when they were put aside. Holds of an older version do not say: then a gift
/// set goes when one of its goods is gone, and so does a fixed amount off the whole basket. What
/// was given or approved in a hold of an older version, which does not say by whom or for what, was
/// so by `holder` and for what it holds; an old lot is asked for again. Refuses bad_action for a
/// broken record.
[[nodiscard]] Expected<HeldBasket, Refusal>
parse_basket(const Json& held, const Catalog& catalog, const std::string& holder = {});

} // namespace ocop
