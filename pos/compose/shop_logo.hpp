#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/bitmap.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop::compose {

/// The largest logo, in dots: 48 mm wide, so that the narrowest paper holds it, and 20 mm high.
inline constexpr int logo_width_max = 384;
inline constexpr int logo_height_max = 160;

/// A PNG as the setting `receipt.logo`: black and white, made smaller where it is too large, as PNG
/// in base64. FailureCode::corrupt for what is no PNG, and for a picture without a dark dot.
[[nodiscard]] Expected<std::string, Failure> logo_setting(std::string_view png);

/// The logo of a setting; nullopt for an empty one, and for what logo_setting() does not write.
[[nodiscard]] std::optional<receipts::Bitmap> logo_of(std::string_view setting);

} // namespace ocop::compose
