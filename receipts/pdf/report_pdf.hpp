#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/document.hpp"
#include "receipts/font_files.hpp"
#include "receipts/pdf/canvas.hpp"

#include <string>
#include <vector>

namespace ocop::receipts {

/// A column of a report; `share` of the page's width in parts of the sum of all shares.
struct ReportColumn {
    std::string title{};
    Align align = Align::left;
    double share = 1;
};

/// A table on A4: title, lines under it, rows; the heading is repeated on every page. Text cells
/// wrap between syllables, right-aligned ones (numbers) never do: too wide ones are narrowed. A row
/// longer than a page goes on on the next.
struct ReportPage {
    std::string title{};
    std::vector<std::string> notes{};
    std::vector<ReportColumn> columns{};
    std::vector<std::vector<std::string>> rows{};
    std::vector<std::string> total{}; // empty: none
    std::vector<std::string> footnotes{};
    bool landscape = false;
};

/// `report` as a PDF with page numbers ("2/5").
[[nodiscard]] Expected<std::string, Failure>
report_pdf(const ReportPage& report, const FontFiles& fonts, const PdfInfo& info);

} // namespace ocop::receipts
