#pragma once

#include "receipts/bitmap.hpp"

#include <string>
#include <vector>

namespace ocop::receipts::paper {

/// A code as a scanner reads it.
struct ReadCode {
    std::string kind{}; // as zbar names it: "QR-Code", "EAN-13", "CODE-128"
    std::string data{};
    bool operator==(const ReadCode&) const = default;
};

/// All codes that zbar finds on `paper`, dot by dot as it leaves the printer: nothing is enlarged,
/// only the white paper left and right of the head (`margin` dots) is added. Sorted by kind.
[[nodiscard]] std::vector<ReadCode> read_codes(const Bitmap& paper, int margin = 32);

/// For messages of tests.
void PrintTo(const ReadCode& code, std::ostream* out);

} // namespace ocop::receipts::paper
