#pragma once

#include "receipts/bitmap.hpp"

#include <string>
#include <string_view>

namespace ocop::receipts::paper {

/// The whole of a small command's output; `input` goes to a file whose name replaces "%".
[[nodiscard]] std::string
run(const std::string& command, std::string_view input, const std::string& ending);

/// A binary PBM file (P4) as dots.
[[nodiscard]] Bitmap parse_pbm(std::string_view bytes);

/// A PNG of any size as dots, read by libpng alone; empty where it is none.
[[nodiscard]] Bitmap parse_png(std::string_view bytes);

/// The text of QR codes and barcodes that zbar finds in a PNG.
[[nodiscard]] std::string read_codes(std::string_view png);

} // namespace ocop::receipts::paper
