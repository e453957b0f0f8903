#pragma once

#include "devices/ieee1284.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"
#include "pos/ports/printer_state.hpp"
#include "receipts/profile.hpp"

#include <optional>
#include <string>

namespace ocop::compose {

/// What a test page says of the printer that prints it.
struct TestPageFacts {
    std::string address{};
    devices::DeviceId id{};
    PrinterState state{};
    Language language = Language::vi;
    Moment at{};
    receipts::PrinterProfile profile{};
    std::optional<receipts::DrawerPulse> drawer{}; // what would open it
    bool code_pages = false; // also a slip for each code page its model is said to have
};

/// A page that tells whether a printer is set up well, as ESC/POS: every Vietnamese letter, a ruler
/// across the paper, a barcode to scan, who the printer is and how. Where code pages are asked for,
/// the letters again in each, and a QR code that the printer draws if its model is said to: whoever
/// sees them right may set `printer.encoding` so. Fails where no font is found.
[[nodiscard]] Expected<std::string, Failure> test_page(const TestPageFacts& facts);

} // namespace ocop::compose
