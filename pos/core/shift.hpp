#pragma once

#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/record.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// Notes and coins that are legal tender, đồng, largest first (domain notes, 3.1).
inline constexpr std::array<std::int64_t, 12> denominations{
    500'000, 200'000, 100'000, 50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100};

/// Counted pieces per denomination.
using Denominations = std::map<std::int64_t, std::int64_t>;

/// The running sums of one shift: all that X and Z reports print, grown record by record so that
/// closing never depends on how many sales there were.
struct ShiftSummary {
    std::int64_t shift = 0;
    std::string opened_by{};
    Moment opened_at{};
    Money opening_float{};
    std::int64_t sales = 0;
    std::int64_t returns = 0;
    Money sold{};                             // Σ total of sales
    Money returned{};                         // Σ total of returns
    Money discounts{};                        // line and basket discounts given on sales
    std::map<std::string, Money> by_tender{}; // net of change and refunds
    std::map<std::string, VatRow> by_vat{};   // key: VAT code; sales less returns
    Money paid_in{};
    Money paid_out{};
    std::int64_t no_sales = 0;
    std::int64_t cancelled = 0;     // baskets given up
    Money cancelled_amount{};       // what they would have cost
    std::int64_t removed_lines = 0; // lines taken out before paying
    std::int64_t untendered = 0;    // cash handed back before a sale was finished: how often
    Money untendered_amount{};
    Money cashier_out{};   // of paid_out: what cashiers took without a manager
    Money lead_returned{}; // of returned: what leads let back without a sale and a manager
    std::optional<std::string> first_receipt{};
    std::optional<std::string> last_receipt{};

    // Once closed:
    std::optional<Moment> closed_at{};
    std::string closed_by{};
    Money counted{};
    Denominations counted_pieces{};

    /// Cash that should lie in the drawer: float + cash tenders − change − cash refunds + paid in −
    /// paid out.
    [[nodiscard]] Money expected_cash() const;

    /// by_vat in the order of receipts: 0, 5, 8, 10 %, then what has no rate.
    [[nodiscard]] std::vector<VatRow> vat_in_order() const;

    /// counted − expected, once closed.
    [[nodiscard]] Money difference() const { return counted - expected_cash(); }

    bool operator==(const ShiftSummary&) const = default;
};

/// Canonical JSON.
[[nodiscard]] std::string text_of(const ShiftSummary& summary);
/// The same as a tree.
[[nodiscard]] Json to_json(const ShiftSummary& summary);
/// Reads what to_json wrote (a projection, or a shift-close record's `summary`).
[[nodiscard]] std::optional<ShiftSummary> parse_shift_summary(const Json& value);

} // namespace ocop
