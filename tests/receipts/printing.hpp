#pragma once

#include "receipts/document.hpp"
#include "receipts/encoding.hpp"
#include "receipts/profile.hpp"
#include "receipts/typeface.hpp"
#include "tests/receipts/escpos_decoder.hpp"

#include <string>

namespace ocop::receipts::paper {

/// The fonts of the system.
[[nodiscard]] Typeface typeface();

/// What the till sends to such a printer.
[[nodiscard]] std::string
printed(const Document& document, const PrinterProfile& profile, Encoding encoding);

/// The printer that `profile` describes.
[[nodiscard]] Printer printer_of(const PrinterProfile& profile);

/// True if `profile` has the code tables for `encoding`.
[[nodiscard]] bool can_print(const PrinterProfile& profile, Encoding encoding);

/// The paper as it comes out, to be looked at: pictures dot by dot, text drawn letter by letter in
/// the columns a printer has (12 × 24 dots, 30 to a line), a tone of Windows-1258 in a column of
/// its own, and a line that is then too long on the next, as printers print it.
[[nodiscard]] Bitmap seen(const Decoded& decoded, const Printer& printer, Typeface& typeface);

} // namespace ocop::receipts::paper
