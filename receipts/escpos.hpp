#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/encoding.hpp"
#include "receipts/layout.hpp"
#include "receipts/profile.hpp"
#include "receipts/typeface.hpp"

#include <string>

namespace ocop::receipts {

/// Rows of one raster command: some printers read only the low byte of the height, some have 4 KB
/// for a whole image; slices join without a gap.
inline constexpr int slice_rows_max = 128;

/// True if text can reach a printer of `profile` in `encoding`: as dots it always can.
[[nodiscard]] bool has_tables(const PrinterProfile& profile, Encoding encoding);

/// `layout` as ESC/POS bytes: initialised (`1B 40`), out of the Chinese mode clones start in
/// (`1C 2E`), the lines as raster (`GS v 0`) or in a code page, where QR codes are drawn by
/// printers that can; fed clear of the blade and cut, or fed alone where there is no cutter. No
/// byte from the text is ever a command. FailureCode::device where `profile` is no roll, or has no
/// table for `encoding`.
[[nodiscard]] Expected<std::string, Failure> to_escpos(
    const Layout& layout, const PrinterProfile& profile, Encoding encoding, Typeface& typeface
);

/// Opens the cash drawer: `ESC p`, whose steps are of 2 ms, up to 510 ms.
[[nodiscard]] std::string drawer_pulse(const DrawerPulse& pulse);

/// The same for 100 ms by `DLE DC4`, which acts at once: in the midst of anything, and on a printer
/// that is out of paper.
[[nodiscard]] std::string drawer_pulse_at_once(DrawerPin pin);

} // namespace ocop::receipts
