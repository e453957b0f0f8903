#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ocop::receipts {

/// What parts a receipt from the roll. A partial cut leaves a point uncut, so that it does not
/// fall.
enum class Cutter { none, partial, full };

/// Which pin of the drawer socket a drawer listens to; nearly all to pin 2.
enum class DrawerPin { two, five };

/// What opens a cash drawer. Below 20 ms many do not move, above 250 ms the coil heats; the pause
/// is to be four times as long as the pulse at least (Citizen iDP3551, ESC p).
struct DrawerPulse {
    DrawerPin pin = DrawerPin::two;
    int on_ms = 50;
    int off_ms = 500;
    bool operator==(const DrawerPulse&) const = default;
};

/// What is known of one printer model, or of a page size. Widths are in dots, because 180 dpi heads
/// print a picture made for 203 dpi too wide; code table numbers are arguments of ESC t.
struct PrinterProfile {
    std::string_view id{};
    std::string_view name{};
    int paper_mm = 80;
    int dots = 576;
    int columns = 48;
    std::optional<std::uint8_t> cp1258{};
    std::optional<std::uint8_t> tcvn3_small{};
    std::optional<std::uint8_t> tcvn3_capital{};
    Cutter cutter = Cutter::partial;
    std::optional<DrawerPulse> drawer{}; // none: no socket
    bool draws_qr = false;               // by GS ( k, cn 49
    int page_mm = 0;                     // height of a page; 0: a roll, as long as what is printed

    /// Pages are for pictures and PDF; a roll is what a receipt printer prints on.
    [[nodiscard]] bool is_roll() const { return page_mm == 0; }
};

/// All known models. The generic ones come first: they are right wherever text is sent as dots, and
/// number their code tables as Epson does, which most makers copy; a test print tells.
[[nodiscard]] std::span<const PrinterProfile> printer_profiles();

/// The profile with this id, or null.
[[nodiscard]] const PrinterProfile* find_profile(std::string_view id);

/// The profile for any printer with paper called "58", "80", "a5" or "a4"; null for another name.
[[nodiscard]] const PrinterProfile* paper_profile(std::string_view paper);

/// The generic profile for paper of 58 or 80 mm; null for another width.
[[nodiscard]] const PrinterProfile* generic_profile(int paper_mm);

} // namespace ocop::receipts
