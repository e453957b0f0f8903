#include "receipts/profile.hpp"

#include <array>
#include <string>

namespace ocop::receipts {
namespace {

constexpr auto none = Cutter::none;
constexpr auto partial = Cutter::partial;
constexpr auto full = Cutter::full;

/// Pin 2, 50 ms: where nothing else is known. A printer without a socket drops the command.
constexpr std::optional<DrawerPulse> socket{DrawerPulse{}};
constexpr std::optional<DrawerPulse> no_socket{};

// Code tables, cutters and QR: escpos-printer-db (receipt-print-hq) and the tables of
// receipt-printer-encoder 4.0.1. Where sources contradict each other nothing is claimed: Xprinter's
// table 27; QR codes that Xprinters (escpos-php issue 401), the POS-5890 and Bixolon's SRP-350 and
// SRP-350IIOBE print as text. TM-T88 II to IV and T70 have no table for Vietnamese, the T88V has
// (Epson's list of code pages per model). The RP332 knows the full cut alone. Bixolon's portable
// printers know neither ESC p nor the pulse of DLE DC4 (command manuals of SPP-R200 and R210).
constexpr std::array<PrinterProfile, 14> profiles{{
    {"generic-80", "80 mm, 203 dpi", 80, 576, 48, 52, 30, 31, partial, socket},
    {"generic-58", "58 mm, 203 dpi", 58, 384, 32, 52, 30, 31, none, socket},
    {"epson-tm-t20", "Epson TM-T20, T82, m30", 80, 576, 48, 52, 30, 31, partial, socket, true},
    {"epson-tm-t88", "Epson TM-T88 II-IV, T70, T81", 80, 512, 42, {}, {}, {}, partial, socket},
    {"epson-tm-t88v", "Epson TM-T88V, T70II", 80, 512, 42, 52, 30, 31, partial, socket, true},
    {"xprinter-80", "Xprinter XP-80, XP-Q, XP-N", 80, 576, 48, {}, {}, {}, partial, socket},
    {"xprinter-58", "Xprinter XP-58", 58, 384, 32, {}, {}, {}, none, socket},
    {"zjiang-58", "Zjiang POS-5890, NT-5890K", 58, 384, 32, 27, {}, {}, none, socket},
    {"rongta-80", "Rongta RP326, RP332", 80, 576, 48, 35, {}, {}, full, socket, true},
    {"citizen-80", "Citizen CT-S, CT-E", 80, 576, 48, 32, 30, 31, partial, socket, true},
    {"bixolon-80", "Bixolon SRP", 80, 512, 42, 41, 49, 50, partial, socket},
    {"bixolon-350iii", "Bixolon SRP-350III", 80, 512, 42, 41, 49, 50, partial, socket, true},
    {"bixolon-spp-58", "Bixolon SPP-R200, R210", 58, 384, 32, {}, {}, {}, none, no_socket},
    {"star-80", "Star mC-Print, TSP in ESC/POS mode", 80, 576, 48, {}, {}, {}, partial, socket},
}};

/// 10 mm free on each side: letters of 9 and 10 points.
constexpr std::array<PrinterProfile, 2> pages{{
    {"a5", "A5, 148 x 210 mm", 148, 1024, 72, {}, {}, {}, none, no_socket, false, 210},
    {"a4", "A4, 210 x 297 mm", 210, 1520, 96, {}, {}, {}, none, no_socket, false, 297},
}};

} // namespace

std::span<const PrinterProfile> printer_profiles() {
    return profiles;
}

const PrinterProfile* find_profile(std::string_view id) {
    for (const PrinterProfile& profile : profiles) {
        if (profile.id == id) {
            return &profile;
        }
    }
    return nullptr;
}

const PrinterProfile* paper_profile(std::string_view paper) {
    for (const PrinterProfile& page : pages) {
        if (page.id == paper) {
            return &page;
        }
    }
    return find_profile("generic-" + std::string{paper});
}

const PrinterProfile* generic_profile(int paper_mm) {
    return paper_profile(std::to_string(paper_mm));
}

} // namespace ocop::receipts
