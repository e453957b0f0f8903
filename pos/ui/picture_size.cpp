#include "pos/ui/picture_size.hpp"

#include <cstddef>

namespace ocop::ui {

namespace {

constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view jpeg_start{"\xFF\xD8", 2};

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Two bytes, the higher first.
std::uint32_t pair_at(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

std::optional<PictureSize> size_of_png(std::string_view bytes) {
    constexpr std::size_t header_end = 24; // signature, length, "IHDR", width, height
    if (bytes.size() < header_end || bytes.substr(12, 4) != "IHDR") {
        return std::nullopt;
    }
    return PictureSize{
        pair_at(bytes, 16) << 16U | pair_at(bytes, 18),
        pair_at(bytes, 20) << 16U | pair_at(bytes, 22)};
}

/// True for the markers that begin a frame: C0 to CF but DHT, JPG and DAC.
bool begins_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PictureSize> size_of_jpeg(std::string_view bytes) {
    std::size_t at = jpeg_start.size();
    while (at + 9 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
        const std::uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) { // filling
            ++at;
            continue;
        }
        if (begins_frame(marker)) { // length, precision, height, width
            return PictureSize{pair_at(bytes, at + 7), pair_at(bytes, at + 5)};
        }
        at += 2 + pair_at(bytes, at + 2);
    }
    return std::nullopt;
}

} // namespace

std::optional<PictureSize> picture_size(std::string_view bytes) {
    std::optional<PictureSize> size;
    if (bytes.starts_with(png_signature)) {
        size = size_of_png(bytes);
    } else if (bytes.starts_with(jpeg_start)) {
        size = size_of_jpeg(bytes);
    }
    if (!size || size->width == 0 || size->height == 0
        || std::uint64_t{size->width} * size->height > picture_pixels_max) {
        return std::nullopt;
    }
    return size;
}

} // namespace ocop::ui
