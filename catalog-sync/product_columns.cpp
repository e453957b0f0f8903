#include "catalog-sync/product_columns.hpp"

#include "catalog-sync/field_text.hpp"
#include "pos/core/assert.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/unit.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace ocop::catalog_sync {

namespace {

using Fault = std::optional<RowFaultCode>;

constexpr std::int64_t price_max = unit_price_max.vnd();
constexpr std::int64_t sum_max = amount_max.vnd();

/// Reads a whole number from `low` to `high` and hands it to `store`.
template <class Store>
Fault whole_between(std::string_view text, std::int64_t low, std::int64_t high, Store store) {
    const auto value = parse_whole(text);
    if (!value) {
        return RowFaultCode::bad_number;
    }
    if (*value < low || *value > high) {
        return RowFaultCode::out_of_range;
    }
    store(*value);
    return std::nullopt;
}

Fault set_text(std::string& into, std::string_view text) {
    if (!is_text(text)) {
        return RowFaultCode::bad_text;
    }
    into = text;
    return std::nullopt;
}

Fault set_code(std::string& into, std::string_view text) {
    if (!is_code(text)) {
        return RowFaultCode::bad_code;
    }
    into = text;
    return std::nullopt;
}

Fault set_day(std::optional<Day>& into, std::string_view text) {
    into = parse_day(text);
    return into ? std::nullopt : Fault{RowFaultCode::bad_date};
}

/// "true" and "false", also in the capitals Excel gives them.
Fault set_bool(bool& into, std::string_view text) {
    if (text == "true" || text == "TRUE") {
        into = true;
    } else if (text == "false" || text == "FALSE") {
        into = false;
    } else {
        return RowFaultCode::bad_choice;
    }
    return std::nullopt;
}

std::string get_number(std::int64_t value) {
    return std::to_string(value);
}

std::string get_number_or_none(int value) {
    return value == 0 ? "" : std::to_string(value);
}

std::string get_day(const std::optional<Day>& day) {
    return day ? iso(*day) : "";
}

std::string get_money(const std::optional<Money>& money) {
    return money ? get_number(money->vnd()) : "";
}

std::string get_bool(bool value) {
    return value ? "true" : "false";
}

/// The baseline a baseline_… column speaks of, made when the first of them does.
Baseline& baseline_of(Product& product) {
    if (!product.baseline) {
        product.baseline.emplace();
    }
    return *product.baseline;
}

template <std::string Product::*member>
constexpr ProductColumn text_column(std::string_view name) {
    return {
        name,
        ColumnKind::text,
        false,
        [](Product& product, std::string_view text) { return set_text(product.*member, text); },
        [](const Product& product) { return product.*member; }};
}

template <std::optional<Day> Product::*member>
constexpr ProductColumn day_column(std::string_view name) {
    return {
        name,
        ColumnKind::text,
        false,
        [](Product& product, std::string_view text) { return set_day(product.*member, text); },
        [](const Product& product) { return get_day(product.*member); }};
}

template <bool Product::*member>
constexpr ProductColumn bool_column(std::string_view name) {
    return {
        name,
        ColumnKind::yes_no,
        false,
        [](Product& product, std::string_view text) { return set_bool(product.*member, text); },
        [](const Product& product) { return get_bool(product.*member); }};
}

/// An amount per unit without VAT, which may be 0: a gift costs nothing.
template <std::optional<Money> Product::*member>
constexpr ProductColumn unit_amount_column(std::string_view name) {
    return {
        name,
        ColumnKind::whole_number,
        false,
        [](Product& product, std::string_view text) {
            return whole_between(text, 0, price_max, [&](std::int64_t value) {
                product.*member = Money{value};
            });
        },
        [](const Product& product) { return get_money(product.*member); }};
}

template <std::optional<Day> Baseline::*member>
constexpr ProductColumn baseline_day_column(std::string_view name) {
    return {
        name,
        ColumnKind::text,
        false,
        [](Product& product, std::string_view text) {
            return set_day(baseline_of(product).*member, text);
        },
        [](const Product& product) {
            return product.baseline ? get_day((*product.baseline).*member) : "";
        }};
}

template <std::optional<Money> Baseline::*member, std::int64_t low>
constexpr ProductColumn baseline_sum_column(std::string_view name) {
    return {
        name,
        ColumnKind::whole_number,
        false,
        [](Product& product, std::string_view text) {
            return whole_between(text, low, sum_max, [&](std::int64_t value) {
                baseline_of(product).*member = Money{value};
            });
        },
        [](const Product& product) {
            return product.baseline ? get_money((*product.baseline).*member) : "";
        }};
}

Fault set_components(Product& product, std::string_view text) {
    auto components = parse_components(text);
    if (!components) {
        return RowFaultCode::bad_components;
    }
    product.set_components = std::move(*components);
    return std::nullopt;
}

Fault set_months(Product& product, std::string_view text) {
    auto months = parse_months(text);
    if (!months) {
        return RowFaultCode::bad_months;
    }
    baseline_of(product).months = std::move(*months);
    return std::nullopt;
}

std::string get_months(const Product& product) {
    return product.baseline ? write_months(product.baseline->months) : std::string{};
}

std::string_view scope_code(BaselineScope scope) {
    switch (scope) {
    case BaselineScope::these_points:
        return "THESE_POINTS";
    case BaselineScope::all_channels:
        return "ALL_CHANNELS";
    case BaselineScope::part:
        return "PART";
    }
    OCOP_ASSERT(false);
}

Fault set_scope(Product& product, std::string_view text) {
    for (const auto scope :
         {BaselineScope::these_points, BaselineScope::all_channels, BaselineScope::part}) {
        if (text == scope_code(scope)) {
            baseline_of(product).scope = scope;
            return std::nullopt;
        }
    }
    return RowFaultCode::bad_choice;
}

Fault set_gtin(Product& product, std::string_view text) {
    product.gtin = Gtin::parse(text);
    return product.gtin ? std::nullopt : Fault{RowFaultCode::bad_gtin};
}

Fault set_producer_kind(Product& product, std::string_view text) {
    const auto kind = parse_producer_kind(text);
    product.producer_kind = kind.value_or(ProducerKind::khac);
    return kind ? std::nullopt : Fault{RowFaultCode::bad_choice};
}

Fault set_vat(Product& product, std::string_view text) {
    const auto vat = parse_vat(text);
    product.vat = vat.value_or(Vat::ten);
    return vat ? std::nullopt : Fault{RowFaultCode::bad_choice};
}

Fault set_vat_basis(Product& product, std::string_view text) {
    if (text != "INCL" && text != "EXCL") {
        return RowFaultCode::bad_choice;
    }
    baseline_of(product).vat_included = text == "INCL";
    return std::nullopt;
}

Fault set_baseline_vat(Product& product, std::string_view text) {
    const auto vat = parse_vat(text);
    baseline_of(product).vat = vat;
    return vat ? std::nullopt : Fault{RowFaultCode::bad_choice};
}

Fault set_verified(Product& product, std::string_view text) {
    return set_bool(baseline_of(product).verified, text);
}

/// `get` for a column that speaks of the baseline and always says something where there is one.
template <class Get>
std::string of_baseline(const Product& product, Get get) {
    return product.baseline ? std::string{get(*product.baseline)} : std::string{};
}

constexpr std::array columns{
    ProductColumn{
        "code",
        ColumnKind::text,
        true,
        [](Product& p, std::string_view text) { return set_code(p.code, text); },
        [](const Product& p) { return p.code; }},
    ProductColumn{
        "gtin",
        ColumnKind::text,
        false,
        set_gtin,
        [](const Product& p) { return p.gtin ? p.gtin->digits14() : std::string{}; }},
    ProductColumn{
        "name",
        ColumnKind::text,
        true,
        [](Product& p, std::string_view text) { return set_text(p.name, text); },
        [](const Product& p) { return p.name; }},
    text_column<&Product::name_en>("name_en"),
    ProductColumn{
        "group",
        ColumnKind::text,
        false,
        [](Product& p, std::string_view text) {
            return whole_between(text, 1, 26, [&](std::int64_t value) {
                p.group = static_cast<int>(value);
            });
        },
        [](const Product& p) { return get_number_or_none(p.group); }},
    ProductColumn{
        "producer_code",
        ColumnKind::text,
        false,
        [](Product& p, std::string_view text) { return set_code(p.producer_code, text); },
        [](const Product& p) { return p.producer_code; }},
    text_column<&Product::producer_name>("producer_name"),
    ProductColumn{
        "producer_kind",
        ColumnKind::text,
        false,
        set_producer_kind,
        [](const Product& p) { return std::string{code(p.producer_kind)}; }},
    text_column<&Product::commune>("commune"),
    text_column<&Product::district>("district"),
    text_column<&Product::province>("province"),
    ProductColumn{
        "stars",
        ColumnKind::whole_number,
        false,
        [](Product& p, std::string_view text) {
            return whole_between(text, 3, 5, [&](std::int64_t value) {
                p.stars = static_cast<int>(value);
            });
        },
        [](const Product& p) { return get_number_or_none(p.stars); }},
    day_column<&Product::recognised_on>("recognised_on"),
    day_column<&Product::joined_on>("joined_on"),
    day_column<&Product::revoked_on>("revoked_on"),
    text_column<&Product::certificate>("certificate"),
    day_column<&Product::certificate_expires>("certificate_expires"),
    ProductColumn{
        "unit",
        ColumnKind::text,
        true,
        [](Product& p, std::string_view text) { return set_text(p.unit, normal_unit(text)); },
        [](const Product& p) { return p.unit; }},
    ProductColumn{
        "price",
        ColumnKind::whole_number,
        true,
        [](Product& p, std::string_view text) {
            return whole_between(text, 1, price_max, [&](std::int64_t value) {
                p.price = Money{value};
            });
        },
        [](const Product& p) { return get_number(p.price.vnd()); }},
    ProductColumn{
        "vat",
        ColumnKind::text,
        true,
        set_vat,
        [](const Product& p) { return std::string{code(p.vat)}; }},
    ProductColumn{
        "price_list",
        ColumnKind::text,
        false,
        [](Product& p, std::string_view text) -> Fault {
            auto prices = parse_price_list(text);
            if (!prices) {
                return RowFaultCode::bad_price_list;
            }
            p.price_list = std::move(*prices);
            return std::nullopt;
        },
        [](const Product& p) { return write_price_list(p.price_list); }},
    unit_amount_column<&Product::producer_price>("producer_price"),
    unit_amount_column<&Product::cost>("cost"),
    bool_column<&Product::consignment>("consignment"),
    ProductColumn{
        "commission",
        ColumnKind::text,
        false,
        [](Product& p, std::string_view text) -> Fault {
            p.commission = parse_percent(text);
            return p.commission ? std::nullopt : Fault{RowFaultCode::bad_percent};
        },
        [](const Product& p) { return p.commission ? write_percent(*p.commission) : ""; }},
    bool_column<&Product::lot_tracked>("lot_tracked"),
    ProductColumn{
        "sell_before_days",
        ColumnKind::whole_number,
        false,
        [](Product& p, std::string_view text) {
            return whole_between(text, 0, 3650, [&](std::int64_t value) {
                p.sell_before_days = static_cast<int>(value);
            });
        },
        [](const Product& p) { return get_number_or_none(p.sell_before_days); }},
    ProductColumn{
        "min_age",
        ColumnKind::whole_number,
        false,
        [](Product& p, std::string_view text) {
            return whole_between(text, 0, 99, [&](std::int64_t value) {
                p.min_age = static_cast<int>(value);
            });
        },
        [](const Product& p) { return get_number(p.min_age); }},
    baseline_day_column<&Baseline::from>("baseline_from"),
    baseline_day_column<&Baseline::to>("baseline_to"),
    baseline_sum_column<&Baseline::revenue, 0>("baseline_revenue"),
    baseline_sum_column<&Baseline::profit, -sum_max>("baseline_profit"),
    ProductColumn{
        "baseline_vat_basis",
        ColumnKind::text,
        false,
        set_vat_basis,
        [](const Product& p) {
            return of_baseline(p, [](const Baseline& b) {
                return b.vat_included ? "INCL" : "EXCL";
            });
        }},
    ProductColumn{
        "baseline_vat",
        ColumnKind::text,
        false,
        set_baseline_vat,
        [](const Product& p) {
            return of_baseline(p, [](const Baseline& b) {
                return b.vat ? code(*b.vat) : std::string_view{};
            });
        }},
    ProductColumn{
        "baseline_scope",
        ColumnKind::text,
        false,
        set_scope,
        [](const Product& p) {
            return of_baseline(p, [](const Baseline& b) { return scope_code(b.scope); });
        }},
    ProductColumn{"baseline_months", ColumnKind::text, false, set_months, get_months},
    ProductColumn{
        "baseline_verified",
        ColumnKind::yes_no,
        false,
        set_verified,
        [](const Product& p) {
            return of_baseline(p, [](const Baseline& b) { return get_bool(b.verified); });
        }},
    text_column<&Product::trace_url>("trace_url"),
    text_column<&Product::image>("image"),
    ProductColumn{
        "set_components",
        ColumnKind::text,
        false,
        set_components,
        [](const Product& p) { return write_components(p.set_components); }},
    bool_column<&Product::active>("active"),
    bool_column<&Product::demonstration>("demonstration"),
};

} // namespace

std::optional<RowFaultCode>
take_field(const ProductColumn& column, Product& product, std::string_view text) {
    std::string room;
    text = trimmed(composed(text, room)); // blanks of other widths are blanks only once composed
    if (text.empty()) {
        return column.required ? std::optional{RowFaultCode::empty_value} : std::nullopt;
    }
    if (is_text(text) && !is_plain_text(text)) {
        return RowFaultCode::bad_text;
    }
    return column.set(product, text);
}

std::span<const ProductColumn> product_columns() {
    return columns;
}

const ProductColumn* find_column(std::string_view name) {
    const auto* found =
        std::find_if(columns.begin(), columns.end(), [&](const ProductColumn& column) {
            return column.name == name;
        });
    return found == columns.end() ? nullptr : found;
}

} // namespace ocop::catalog_sync
