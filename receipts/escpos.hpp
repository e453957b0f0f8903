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
/// (`1C 2E`), the lines as raster (`GS v 0`) or in a code page, fed clear of the blade and cut.
/// No byte from the text is ever a command. FailureCode::device where `profile` is no roll, or has
/// no table for `encoding`.
[[nodiscard]] Expected<std::string, Failure> to_escpos(
    const Layout& layout, const PrinterProfile& profile, Encoding encoding, Typeface& typeface
);

/// Which pin of the drawer socket a drawer listens to; nearly all to pin 2.
enum class DrawerPin { two, five };

/// Opens the cash drawer: `ESC p`, 50 ms on and 500 ms off (in steps of 2 ms; below 20 ms many
/// drawers do not move, above 250 ms the coil heats).
[[nodiscard]] std::string drawer_pulse(DrawerPin pin = DrawerPin::two);

} // namespace ocop::receipts
