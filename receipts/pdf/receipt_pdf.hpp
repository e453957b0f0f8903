#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/font_files.hpp"
#include "receipts/layout.hpp"
#include "receipts/pdf/canvas.hpp"

#include <string>

namespace ocop::receipts {

/// `layout` as a PDF on paper of `paper_mm`, one page for each piece, as long as its contents: the
/// same lines as on the printer, as text that can be searched.
[[nodiscard]] Expected<std::string, Failure>
to_pdf(const Layout& layout, int paper_mm, int dots, const FontFiles& fonts, const PdfInfo& info);

} // namespace ocop::receipts
