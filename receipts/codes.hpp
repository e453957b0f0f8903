#pragma once

#include "receipts/bitmap.hpp"
#include "receipts/document.hpp"

#include <optional>

namespace ocop::receipts {

/// The modules of a code, one dot each, without quiet zone; a barcode is one row high. QR codes are
/// of level M (15 % may be damaged). nullopt for data that `code.kind` cannot hold.
[[nodiscard]] std::optional<Bitmap> modules(const Code& code);

/// White modules that must surround it: 4 for QR (ISO/IEC 18004), 11 for EAN-13, 10 for Code 128.
[[nodiscard]] int quiet_modules(CodeKind kind);

} // namespace ocop::receipts
