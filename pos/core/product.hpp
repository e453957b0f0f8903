#pragma once

#include "pos/core/boxed.hpp"
#include "pos/core/gtin.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/tax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// Legal form of a producer (chủ thể): co-operative, small or medium enterprise, co-operative
/// group, household, other. QĐ 26/2026/QĐ-TTg, Art. 2.3.
enum class ProducerKind { htx, dnnvv, tht, ho, khac };

[[nodiscard]] std::string_view code(ProducerKind kind);
[[nodiscard]] std::optional<ProducerKind> parse_producer_kind(std::string_view text);

/// Which sales a declared baseline covers (domain notes, 2.3).
enum class BaselineScope { these_points, all_channels, part };

/// One month of a baseline declared month by month.
struct BaselineMonth {
    int year{};
    unsigned month{};
    Money revenue{};
    Money profit{};
    bool operator==(const BaselineMonth&) const = default;
};

/// What a product earned before it joined the programme, as its producer declared it.
struct Baseline {
    std::optional<Day> from{};
    std::optional<Day> to{};
    std::optional<Money> revenue{};
    std::optional<Money> profit{};
    bool vat_included = false; // baseline_vat_basis INCL
    std::optional<Vat> vat{};  // the rate within then, where it is not the product's of today
    BaselineScope scope = BaselineScope::these_points;
    std::vector<BaselineMonth> months{};
    bool verified = false;
    bool operator==(const Baseline&) const = default;
};

/// A price for a while: a season, a fair, a promotion announced to the trade department.
struct DatedPrice {
    Day from{};
    std::optional<Day> to{}; // the last day it holds; none: until further notice
    Money price{};           // with VAT, per whole unit
    bool operator==(const DatedPrice&) const = default;
};

/// One component of a gift set: a product code and how much of it one set holds.
struct SetComponent {
    std::string product{};
    Quantity quantity{};
    bool operator==(const SetComponent&) const = default;
};

/// One product as the catalogue states it, every field in range (contract, section 5).
/// `price` includes VAT; `producer_price` (what the producer receives) and `cost` (the producer's
/// declared unit cost) do not. Units: đồng per whole `unit`.
struct Product {
    std::string code{};
    std::string name{};
    std::string name_en{};
    std::string producer_code{};
    std::string producer_name{};
    std::string commune{};
    std::string district{};
    std::string province{};
    std::string certificate{};
    std::string unit{};
    std::string trace_url{};
    std::string image{};
    std::optional<Gtin> gtin{};
    Money price{};                        // where no dated price holds: see price_on()
    std::vector<DatedPrice> price_list{}; // by date, none overlapping
    std::optional<Money> producer_price{};
    std::optional<Money> cost{};
    std::vector<SetComponent> set_components{};
    Boxed<Baseline> baseline{};
    std::optional<Day> recognised_on{}; // first recognition at 3 stars or more
    std::optional<Day> joined_on{};     // first registration with the programme
    std::optional<Day> revoked_on{};
    std::optional<Day> certificate_expires{};
    std::optional<int> commission{}; // what the shop keeps of consigned goods, 0-10000 = 0-100 %
    int group = 0;            // product set 1-26 of QĐ 26/2026/QĐ-TTg; 0 = not an OCOP product
    int stars = 0;            // 3, 4, 5; 0 = none
    int sell_before_days = 0; // a lot is not sold on its last so many days before its expiry
    int min_age = 0;
    ProducerKind producer_kind = ProducerKind::khac;
    Vat vat = Vat::ten;
    bool consignment = false;
    bool lot_tracked = false;
    bool active = true;
    bool demonstration = false; // price, cost or baseline are made up: said wherever they show

    [[nodiscard]] bool is_set() const { return !set_components.empty(); }

    bool operator==(const Product&) const = default;
};

/// The price on `day`: the dated one that holds, else `price`.
[[nodiscard]] Money price_on(const Product& product, Day day);

/// What the producer receives for one unit sold at `price` (đồng with VAT), without VAT:
/// `producer_price` if stated, else the price without VAT less the commission, rounded half up;
/// none where neither is stated.
[[nodiscard]] std::optional<Money> producer_price_at(const Product& product, Money price, Vat vat);

/// The last day on which a lot of `product` that expires on `expiry` is sold.
[[nodiscard]] Day last_day_of_sale(const Product& product, Day expiry);

/// How a certificate stands on a day (QĐ 26/2026/QĐ-TTg, Art. 4, 8 and 12).
enum class CertificateState { none, valid, expiring, grace, expired, revoked };

/// "valid", "expiring" …, as the journal writes it.
[[nodiscard]] std::string_view code(CertificateState state);

/// `none` before recognition or without stars; `expiring` in the last 180 days up to and with the
/// day of expiry; `grace` the 180 days after it; a certificate without an end is `valid`.
[[nodiscard]] CertificateState certificate_on(const Product& product, Day day);

/// Stars that may be shown on `day`: while valid, expiring or in grace; else 0.
[[nodiscard]] int stars_on(const Product& product, Day day);

} // namespace ocop
