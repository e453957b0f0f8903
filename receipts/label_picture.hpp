#pragma once

#include "receipts/bitmap.hpp"
#include "receipts/label_format.hpp"
#include "receipts/labels.hpp"
#include "receipts/typeface.hpp"

#include <span>

namespace ocop::receipts {

/// One page of labels as dots, `format.dots_per_inch` of them an inch; the first `skip` places stay
/// empty. Requires `skip` ≥ 0 and skip + labels ≤ format.labels_per_page().
[[nodiscard]] Bitmap label_picture(
    std::span<const Label> labels, const LabelFormat& format, int skip, Typeface& typeface
);

} // namespace ocop::receipts
