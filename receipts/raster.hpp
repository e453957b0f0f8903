#pragma once

#include "receipts/bitmap.hpp"
#include "receipts/layout.hpp"
#include "receipts/typeface.hpp"

#include <vector>

namespace ocop::receipts {

/// `layout` as dots, `dots` wide: one picture for each piece of paper (a Cut ends one). Text wider
/// than its columns is narrowed until it fits, so it never runs into its neighbour. No picture
/// holds a real-time command (see break_real_time_commands()). Requires `dots` ≥ 8 ×
/// layout.columns.
[[nodiscard]] std::vector<Bitmap> rasterise(const Layout& layout, int dots, Typeface& typeface);

/// One code as it stands on paper `dots` wide: its modules enlarged, quiet zone above and below,
/// the digits of a barcode under it. An empty picture where the data does not fit.
[[nodiscard]] Bitmap code_picture(const Code& code, int dots, Typeface& typeface);

/// How many dots wide each module of a QR code `modules` wide is on paper `dots` wide: four fifths
/// of the paper at most, quiet zone and all, but 1 at least and no more than a camera needs.
[[nodiscard]] int qr_module(int modules, int dots);

/// Printers act on DLE EOT (10 04), DLE ENQ (10 05) and DLE DC4 (10 14) even within image data (the
/// last opens the drawer or switches off). Where two bytes of the picture would be one, a dot
/// beside a black dot is blackened.
void break_real_time_commands(Bitmap& picture);

} // namespace ocop::receipts
