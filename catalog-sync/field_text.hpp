#pragma once

#include "pos/core/product.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// No text of a product is longer.
inline constexpr std::size_t text_size_bytes_max = 1000;
/// No code is longer: it stands on labels and in file names.
inline constexpr std::size_t code_size_bytes_max = 64;

/// `text` without blanks (space, tab, no-break space) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// True for text a label can show: no control characters, at most text_size_bytes_max.
[[nodiscard]] bool is_text(std::string_view text);

/// True for text that may be a code: as is_text(), without ':' and ';', at most
/// code_size_bytes_max.
[[nodiscard]] bool is_code(std::string_view text);

/// Digits with an optional minus, at most 18; nullopt for anything else.
[[nodiscard]] std::optional<std::int64_t> parse_whole(std::string_view text);

/// "CODE:THOUSANDTHS;CODE:THOUSANDTHS" (contract, section 5), each code once and at least one, each
/// quantity above 0 and at most quantity_max; nullopt for anything else.
[[nodiscard]] std::optional<std::vector<SetComponent>> parse_components(std::string_view text);
[[nodiscard]] std::string write_components(const std::vector<SetComponent>& components);

/// "2026-12-01..2026-12-31:45000;2027-01-20..:50000": prices in đồng with VAT and the first and
/// last day each holds, the last one perhaps open; none overlapping, kept by date; nullopt for
/// anything else.
[[nodiscard]] std::optional<std::vector<DatedPrice>> parse_price_list(std::string_view text);
[[nodiscard]] std::string write_price_list(const std::vector<DatedPrice>& prices);

/// "12.5" (or "12,5") → 1250 hundredths of a percent, 0 to 10000; nullopt for anything else.
[[nodiscard]] std::optional<int> parse_percent(std::string_view text);
[[nodiscard]] std::string write_percent(int hundredths);

/// "2021-05:REVENUE:PROFIT;…" (contract, section 5), each month once; a loss is a negative profit.
[[nodiscard]] std::optional<std::vector<BaselineMonth>> parse_months(std::string_view text);
[[nodiscard]] std::string write_months(const std::vector<BaselineMonth>& months);

} // namespace ocop::catalog_sync
