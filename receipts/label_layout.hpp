#pragma once

#include "receipts/label_bars.hpp"
#include "receipts/label_format.hpp"
#include "receipts/labels.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

class Typeface;

/// Text on a label: millimetres from its upper left corner, `y` the base line; text wider than
/// `room` is narrowed to it.
struct LabelText {
    double x = 0;
    double y = 0;
    double room = 0;
    std::string text{};
    Align align = Align::left;
    Weight weight = Weight::normal;
    double size_pt = 0;
};

/// Everything on one label, in its place, the same for a PDF and a picture.
struct PlacedLabel {
    std::vector<LabelText> texts{};
    std::vector<LabelBox> bars{};
};

/// Width of clean text in millimetres.
using TextWidth = std::function<double(std::string_view text, Weight weight, double size_pt)>;

/// Widths as `typeface` draws; it must outlive the result.
[[nodiscard]] TextWidth text_width(Typeface& typeface);

/// Sets `label` on a label of `format`. The price is the largest and stands on one line. The name
/// wraps between syllables and shrinks to 6 points; where it still does not fit, producer, origin
/// and English name give way, it shrinks to 5, and last its end is left out behind a "…". Bars are
/// of whole 1/600 inch and an EAN-13 has at least 80 % of the nominal size with its quiet zones
/// (ISO/IEC 15420, 4.5); a code too long for the label stands as text alone.
[[nodiscard]] PlacedLabel
place_label(const Label& label, const LabelFormat& format, const TextWidth& width);

} // namespace ocop::receipts
