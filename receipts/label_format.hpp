#pragma once

#include <span>
#include <string_view>

namespace ocop::receipts {

/// How labels lie on a sheet or roll. Units: tenths of a millimetre, from the upper left corner.
struct LabelFormat {
    std::string_view id{};
    std::string_view name{}; // its shape, and whose stationery has it: for any language
    int page_width = 0;
    int page_height = 0;
    int label_width = 0;
    int label_height = 0;
    int columns = 1;
    int rows = 1;
    int left = 0; // of the first label
    int top = 0;
    int pitch_x = 0; // from one label's edge to the next one's
    int pitch_y = 0;
    int dots_per_inch = 600; // of a picture; bars are whole dots at it

    [[nodiscard]] constexpr int labels_per_page() const { return columns * rows; }
};

/// All known formats, A4 sheets first.
[[nodiscard]] std::span<const LabelFormat> label_formats();

/// The format with this id ("a4-24", "roll-40x30" …), or null.
[[nodiscard]] const LabelFormat* find_label_format(std::string_view id);

/// Where a label lies: its page from 0, and its upper left corner in millimetres.
struct LabelSpot {
    int page = 0;
    double x = 0;
    double y = 0;
};

/// The place of label `index`, from 0, row by row. Requires `index` ≥ 0.
[[nodiscard]] LabelSpot label_spot(const LabelFormat& format, int index);

} // namespace ocop::receipts
