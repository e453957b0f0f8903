#pragma once

#include "receipts/bitmap.hpp"
#include "receipts/document.hpp"

#include <optional>
#include <vector>

namespace ocop::receipts {

/// Bars are whole 1/600 inch wide, so that lasers draw them all alike.
inline constexpr double bar_dot_mm = 25.4 / 600;

/// A black box in millimetres.
struct LabelBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// A barcode at the size it is to be drawn. Units: millimetres.
struct BarSymbol {
    Bitmap row{};
    CodeKind kind = CodeKind::ean13;
    double module = 0;
    double quiet_left = 0;
    double quiet_right = 0;

    [[nodiscard]] double bars() const { return row.width() * module; }

    /// With its quiet zones.
    [[nodiscard]] double whole() const { return quiet_left + bars() + quiet_right; }
};

/// `code`, a barcode, as large as it may be (8/600 inch a module) within `room_mm`, quiet zones and
/// all. An EAN-13 never gets below 7/600 inch, 90 % of nominal (ISO/IEC 15420 allows 80 %), a Code
/// 128 never below 5/600. nullopt where it does not fit or cannot hold the data.
[[nodiscard]] std::optional<BarSymbol> symbol_within(const Code& code, double room_mm);

/// The bars of `symbol` with its upper left one at (`left`, `top`); the guard bars of an EAN-13
/// reach five modules lower than `height` (ISO/IEC 15420).
[[nodiscard]] std::vector<LabelBox>
bars_of(const BarSymbol& symbol, double left, double top, double height);

} // namespace ocop::receipts
