#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ocop::report {

/// What a workbook takes of text, so that no name and no text can make writing one fail
/// (Microsoft, "Excel specifications and limits": lengths count UTF-16 units).
inline constexpr std::size_t sheet_name_units_max = 31;
inline constexpr std::size_t cell_text_units_max = 32'767;

/// `name` as a sheet may be called: `[]:*?/\` and control characters become blanks, blanks and
/// apostrophes at either end go, what is too long is cut between letters and ends with "…"; one
/// that `taken` holds already (letters of either case are one) gets " (2)" and so on. Never empty.
[[nodiscard]] std::string sheet_name(std::string_view name, const std::vector<std::string>& taken);

/// `text` as a cell may hold it: what is too long is cut between letters and ends in "…"; what is
/// not plain text (bytes that are no UTF-8, characters that XML has not) becomes U+FFFD.
[[nodiscard]] std::string cell_text(std::string_view text);

} // namespace ocop::report
