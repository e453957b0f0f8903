#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/font_files.hpp"
#include "receipts/label_format.hpp"
#include "receipts/labels.hpp"
#include "receipts/pdf/canvas.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace ocop::receipts {

/// Told how many of how many labels are drawn; may be empty.
using LabelProgress = std::function<void(std::int64_t done, std::int64_t all)>;

/// `labels` as a PDF of `format`'s pages, to be printed at 100 %; the first `skip` places of the
/// first page stay empty, for a sheet already begun. Bars are filled boxes, all text can be
/// searched. Requires at least one label and 0 ≤ skip < format.labels_per_page().
[[nodiscard]] Expected<std::string, Failure> label_sheet(
    std::span<const Label> labels,
    const LabelFormat& format,
    int skip,
    const FontFiles& fonts,
    const PdfInfo& info,
    const LabelProgress& progress = {}
);

} // namespace ocop::receipts
