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

/// A PNG as black and white, for a logo: what is darker than half grey is black, transparent is
/// white. FailureCode::corrupt for bytes that are no PNG, or one larger than 2048 dots a side.
[[nodiscard]] Expected<Bitmap, Failure> parse_png(std::string_view bytes);

} // namespace ocop::receipts
