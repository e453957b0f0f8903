#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {

/// A picture as rows of red, green, blue, one byte each, from the top.
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb{};
};

/// Decodes a PNG, JPEG or WebP file and shrinks it to fit into `width` × `height` pixels, keeping
/// its shape; what is transparent becomes white. Never enlarges. nullopt for anything that is none
/// of these, is damaged, or has more than picture_pixels_max. Any thread, once decode_ready() was
/// called; takes some ten milliseconds for a photograph.
[[nodiscard]] std::optional<Pixels> decode(const std::string& bytes, int width, int height);

/// Makes the decoders known. UI thread, once.
void decode_ready();

} // namespace ocop::ui
