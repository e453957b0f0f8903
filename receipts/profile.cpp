#include "receipts/profile.hpp"

#include <array>
#include <string>

namespace ocop::receipts {
namespace {

// Code tables: escpos-printer-db (receipt-print-hq) and the tables of
// receipt-printer-encoder 4.0.1; where sources contradict each other (Xprinter's table 27) no table
// is given.
constexpr std::array<PrinterProfile, 11> profiles{{
    {"generic-80", "80 mm, 203 dpi", 80, 576, 48, 52, 30, 31, true},
    {"generic-58", "58 mm, 203 dpi", 58, 384, 32, 52, 30, 31, false},
    {"epson-tm-t20", "Epson TM-T20, T82, m30", 80, 576, 48, 52, 30, 31, true},
    {"epson-tm-t88", "Epson TM-T88 II-V, T70, T81 (180 dpi)", 80, 512, 42, 52, 30, 31, true},
    {"xprinter-80", "Xprinter XP-80, XP-Q, XP-N", 80, 576, 48, {}, {}, {}, true},
    {"xprinter-58", "Xprinter XP-58", 58, 384, 32, {}, {}, {}, false},
    {"zjiang-58", "Zjiang POS-5890, NT-5890K", 58, 384, 32, 27, {}, {}, false},
    {"rongta-80", "Rongta RP326, RP332", 80, 576, 48, 35, {}, {}, true},
    {"citizen-80", "Citizen CT-S, CT-E", 80, 576, 48, 32, 30, 31, true},
    {"bixolon-80", "Bixolon SRP", 80, 512, 42, 41, 49, 50, true},
    {"star-80", "Star mC-Print, TSP in ESC/POS mode", 80, 576, 48, {}, {}, {}, true},
}};

/// 10 mm free on each side: letters of 9 and 10 points.
constexpr std::array<PrinterProfile, 2> pages{{
    {"a5", "A5, 148 x 210 mm", 148, 1024, 72, {}, {}, {}, false, 210},
    {"a4", "A4, 210 x 297 mm", 210, 1520, 96, {}, {}, {}, false, 297},
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
