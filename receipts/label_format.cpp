#include "receipts/label_format.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <array>

namespace ocop::receipts {
namespace {

// Sizes, pitches and margins as the makers state them and as the templates of gLabels
// (avery-iso-templates.xml, zweckform-iso-templates.xml) agree on; where makers differ by half a
// millimetre, the margins of an A4 sheet are equal on both sides.
constexpr std::array formats{
    LabelFormat{
        "a4-24",
        "3 × 8, 70 × 37 mm (Avery Zweckform 3474)",
        2100,
        2970,
        700,
        370,
        3,
        8,
        0,
        5,
        700,
        370,
        600},
    LabelFormat{
        "a4-21",
        "3 × 7, 63,5 × 38,1 mm (Avery L7160, J8160)",
        2100,
        2970,
        635,
        381,
        3,
        7,
        72,
        151,
        660,
        381,
        600},
    LabelFormat{
        "a4-14",
        "2 × 7, 99,1 × 38,1 mm (Avery L7163, J8163)",
        2100,
        2970,
        991,
        381,
        2,
        7,
        47,
        151,
        1016,
        381,
        600},
    LabelFormat{
        "a4-40",
        "4 × 10, 48,5 × 25,4 mm (Avery Zweckform 4780, 3657)",
        2100,
        2970,
        485,
        254,
        4,
        10,
        80,
        215,
        485,
        254,
        600},
    LabelFormat{"roll-40x30", "40 × 30 mm", 400, 300, 400, 300, 1, 1, 0, 0, 400, 300, 300},
    LabelFormat{"roll-50x30", "50 × 30 mm", 500, 300, 500, 300, 1, 1, 0, 0, 500, 300, 300},
};

} // namespace

std::span<const LabelFormat> label_formats() {
    return formats;
}

const LabelFormat* find_label_format(std::string_view id) {
    const auto* const found =
        std::find_if(formats.begin(), formats.end(), [id](const LabelFormat& format) {
            return format.id == id;
        });
    return found == formats.end() ? nullptr : found;
}

LabelSpot label_spot(const LabelFormat& format, int index) {
    OCOP_ASSERT(index >= 0);
    const int place = index % format.labels_per_page();
    const int row = place / format.columns;
    return {
        index / format.labels_per_page(),
        (format.left + place % format.columns * format.pitch_x) / 10.0,
        (format.top + row * format.pitch_y) / 10.0};
}

} // namespace ocop::receipts
