#pragma once

#include "receipts/bitmap.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop::compose {

/// The largest logo, in dots: 48 mm wide, so that the narrowest paper holds it, and 20 mm high.
inline constexpr int logo_width_max = 384;
inline constexpr int logo_height_max = 160;

/// A picture as the setting `receipt.logo`: made smaller where it is too large, as PNG in base64;
/// nullopt for one without a dark dot.
[[nodiscard]] std::optional<std::string> logo_setting(const receipts::Bitmap& picture);

/// The logo of a setting; nullopt for an empty one, and for what logo_setting() does not write.
[[nodiscard]] std::optional<receipts::Bitmap> logo_of(std::string_view setting);

} // namespace ocop::compose
