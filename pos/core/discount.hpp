#pragma once

#include "pos/core/json.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/money.hpp"

#include <map>
#include <optional>
#include <string>

namespace ocop {

/// What a person saw who gave or approved a discount: the goods it is on, at what they cost without
/// any discount, and the đồng it took off them.
struct Shown {
    std::map<std::string, Money> goods{}; // by product code
    Money off{};

    /// Σ goods.
    [[nodiscard]] Money gross() const;

    /// True if `now` is within what was seen: no goods of another kind, of none more, and no more
    /// taken off. Less of it was agreed to with it.
    [[nodiscard]] bool covers(const Shown& now) const;

    bool operator==(const Shown&) const = default;
};

/// A discount somebody gave: a whole percentage that follows the lines, or a fixed amount. Neither
/// set: no discount.
struct Discount {
    std::optional<std::int64_t> percent{}; // 1-100
    std::optional<Money> amount{};
    std::string reason{};
    std::optional<std::string> approver{};
    bool of_label = false;        // brings a pack to the price printed on it: nobody gives it
    std::string given_by{};       // user; empty: not said yet
    std::optional<Shown> shown{}; // when it was given, or approved where there is an approver

    [[nodiscard]] bool given() const { return percent || amount; }

    /// What it takes off `base`: never refuses, may exceed base if amount does.
    [[nodiscard]] Money of(Money base) const;

    bool operator==(const Discount&) const = default;
};

/// A discount as a `hold` record keeps it.
[[nodiscard]] Json to_json(const Discount& discount);
/// The reverse; throws FieldFault. Holds of an older version say neither who gave it nor for what.
[[nodiscard]] Discount read_held_discount(const Fields& fields);

} // namespace ocop
