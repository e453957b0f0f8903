#pragma once

#include "receipts/bitmap.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts::paper {

/// What an ESC/POS printer would do with bytes, read by a decoder of its own.
struct Printed {
    Bitmap dots{};                 // all raster images below each other
    std::string text{};            // bytes printed as characters, newlines kept
    std::vector<int> tables{};     // arguments of ESC t in order
    std::vector<int> slice_rows{}; // heights of the raster commands
    int cuts = 0;
    int feeds = 0;            // ESC d
    int real_time = 0;        // DLE EOT, ENQ, DC4 anywhere in the stream
    bool initialised = false; // 1B 40 stood first
    std::string unknown{};    // the first command the decoder does not know
};

[[nodiscard]] Printed decode(std::string_view bytes);

/// The whole of a small command's output; `input` goes to a file whose name replaces "%".
[[nodiscard]] std::string
run(const std::string& command, std::string_view input, const std::string& ending);

/// A binary PBM file (P4) as dots.
[[nodiscard]] Bitmap parse_pbm(std::string_view bytes);

/// The text of QR codes and barcodes that zbar finds in a PNG.
[[nodiscard]] std::string read_codes(std::string_view png);

} // namespace ocop::receipts::paper
