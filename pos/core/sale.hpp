#pragma once

#include "pos/core/basket.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/record.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// A line a customer brings back: the sale's line and how much of it; or, without a receipt, a
/// product.
struct ReturnLine {
    std::int64_t line = 0;
    std::string product{};
    Quantity quantity{};
    bool operator==(const ReturnLine&) const = default;
};

/// The lines of a return against `sale`, of which `earlier` returns took parts before. Each amount
/// is rounded(value × returned so far / sold) − what earlier returns took, so that parts add up to
/// the line (contract, section 4). Refuses unknown_line, quantity_zero, quantity_fraction,
/// return_too_much; basket_empty for no lines.
[[nodiscard]] Expected<std::vector<SaleLine>, Refusal> return_lines(
    const SaleBody& sale,
    const std::vector<SaleBody>& earlier,
    const std::vector<ReturnLine>& wanted
);

/// What is wrong with `taken_back`, a return against `sale` after `earlier` ones: nullopt if its
/// lines are what return_lines() gives, else the first that is not. For an auditor, who takes no
/// till's word for it.
[[nodiscard]] std::optional<RecordFault> check_return(
    const SaleBody& sale, const std::vector<SaleBody>& earlier, const SaleBody& taken_back
);

/// The lines of a return without a receipt: today's price and description of each product.
[[nodiscard]] Expected<std::vector<SaleLine>, Refusal> return_lines_without_sale(
    const Catalog& catalog, const std::vector<ReturnLine>& wanted, Day day, const VatRules& vat
);

/// Σ net of `lines`.
[[nodiscard]] Money total_of(const std::vector<SaleLine>& lines);

} // namespace ocop
