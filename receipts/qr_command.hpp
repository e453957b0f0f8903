#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::receipts {

/// The modules across a QR code of level M that holds `size_bytes` bytes, whatever they are: a
/// printer may pack them worse than codes.hpp does, never worse than this (ISO/IEC 18004, table 7).
/// nullopt beyond 2,331.
[[nodiscard]] std::optional<int> qr_modules_max(std::size_t size_bytes);

/// Tells a printer to draw `data` as a QR code of model 2 and level M (`GS ( k`, functions 165,
/// 167, 169, 180, 181) at the beginning of a line: modules as large as dots would make them on
/// paper `dots` wide. nullopt where dots are surer: for other data than printable ASCII (printers
/// obey DLE EOT and its like within data too, and some take UTF-8 for Japanese), for more than
/// 1,000 bytes (the HPRT HM-E200 takes under 1,021), and where a module would be under 3 dots.
[[nodiscard]] std::optional<std::string> qr_command(std::string_view data, int dots);

} // namespace ocop::receipts
