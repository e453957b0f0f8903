#pragma once

#include "receipts/bitmap.hpp"

#include <string>
#include <string_view>

namespace ocop::receipts::paper {

/// What a printer did with one GS ( k.
struct QrAnswer {
    std::string what{};  // for people
    std::string fault{}; // why it ignores the command, or prints nothing
    Bitmap symbol{};     // where one is printed: no white around it
};

/// The part of a printer that draws QR codes, by Epson's manual (GS ( k, cn 49: functions 165, 167,
/// 169, 180, 181; TM-T81 specification, pp. 95-98). It packs all data as bytes, as the plainest
/// printers do, so its symbols are as large as they get.
class QrPrinter {
public:
    /// `parameters` are the bytes that pL and pH count.
    [[nodiscard]] QrAnswer obey(std::string_view parameters);

private:
    [[nodiscard]] QrAnswer print() const;

    int module_ = 3;
    char level_ = '0';
    std::string data_{};
};

} // namespace ocop::receipts::paper
