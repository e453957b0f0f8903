#pragma once

#include <string_view>

namespace ocop::province {

// The five files of a bundle (contract, section 6).
inline constexpr std::string_view manifest_file = "manifest.json";
inline constexpr std::string_view signature_file = "manifest.json.minisig";
inline constexpr std::string_view journal_file = "journal.jsonl";
inline constexpr std::string_view xlsx_file = "revenue.xlsx";
inline constexpr std::string_view pdf_file = "revenue.pdf";

/// On every table of a training store, as on its paper.
inline constexpr std::string_view training_note = "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ";

} // namespace ocop::province
