#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/font_files.hpp"
#include "receipts/layout.hpp"
#include "receipts/pdf/canvas.hpp"
#include "receipts/profile.hpp"

#include <string>

namespace ocop::receipts {

/// `layout` as a PDF on `paper`: on a roll one page for each piece, as long as its contents; on
/// pages as many as it takes, numbered where there are more, each after the first with what paper
/// it is of. The same lines as on the printer, as text that can be searched.
[[nodiscard]] Expected<std::string, Failure> to_pdf(
    const Layout& layout, const PrinterProfile& paper, const FontFiles& fonts, const PdfInfo& info
);

} // namespace ocop::receipts
