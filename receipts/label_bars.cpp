#include "receipts/label_bars.hpp"

#include "receipts/codes.hpp"

namespace ocop::receipts {

std::optional<BarSymbol> symbol_within(const Code& code, double room_mm) {
    const auto row = modules(code);
    if (!row) {
        return std::nullopt;
    }
    const bool ean = code.kind == CodeKind::ean13;
    constexpr int dots_max = 8;
    const int dots_min = ean ? 7 : 5;
    const int quiet_left = quiet_modules(code.kind);
    const int quiet_right = ean ? 7 : quiet_left; // EAN-13 needs less on the right
    for (int dots = dots_max; dots >= dots_min; --dots) {
        const double module = dots * bar_dot_mm;
        const BarSymbol symbol{*row, code.kind, module, quiet_left * module, quiet_right * module};
        if (symbol.whole() <= room_mm) {
            return symbol;
        }
    }
    return std::nullopt;
}

std::vector<LabelBox> bars_of(const BarSymbol& symbol, double left, double top, double height) {
    const bool ean = symbol.kind == CodeKind::ean13;
    const double module = symbol.module;
    std::vector<LabelBox> bars;
    for (int start = 0; start < symbol.row.width(); ++start) {
        if (!symbol.row.black(start, 0)) {
            continue;
        }
        int end = start;
        while (symbol.row.black(end, 0)) {
            ++end;
        }
        const bool guard = ean && (start < 3 || (start >= 45 && start < 50) || start >= 92);
        bars.push_back(
            {left + start * module,
             top,
             (end - start) * module,
             guard ? height + 5 * module : height}
        );
        start = end;
    }
    return bars;
}

} // namespace ocop::receipts
