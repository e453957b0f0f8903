#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocop::ui {

/// Width and height of a picture, in pixels.
struct PictureSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool operator==(const PictureSize&) const = default;
};

/// No picture of goods has more pixels: 25 million take 75 MB once decoded.
inline constexpr std::uint64_t picture_pixels_max = 25'000'000;

/// What the head of a PNG (W3C PNG, 11.2.2) or JPEG file (ITU T.81, B.2.2) says of its size, told
/// before anything is decoded: a small file can claim a picture that fills the memory. nullopt for
/// anything else, for a head cut short and for a picture without pixels or with more than
/// picture_pixels_max.
[[nodiscard]] std::optional<PictureSize> picture_size(std::string_view bytes);

} // namespace ocop::ui
