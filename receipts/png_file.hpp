#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/bitmap.hpp"

#include <string>
#include <string_view>

namespace ocop::receipts {

/// `picture` as a PNG of one bit a dot, at 203 dots an inch, so that it shows at the size of the
/// paper.
[[nodiscard]] Expected<std::string, Failure> to_png(const Bitmap& picture);

/// The most dots a picture from outside may have on a side.
inline constexpr int png_side_max = 2048;

/// Why bytes from outside are no picture.
enum class PngFault {
    no_png,    // they do not begin as one
    too_large, // more than png_side_max dots on a side
    damaged    // they begin as a PNG and do not go on as one
};

/// A PNG as black and white, for a logo: what is darker than half grey is black, transparent is
/// white.
[[nodiscard]] Expected<Bitmap, PngFault> parse_png(std::string_view bytes);

} // namespace ocop::receipts
