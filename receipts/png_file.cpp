#include "receipts/png_file.hpp"

#include <png.h>

#include <csetjmp>
#include <cstddef>
#include <vector>

namespace ocop::receipts {
namespace {

constexpr int dots_per_metre = 7992; // 203 dots an inch
constexpr std::size_t signature_bytes = 8;

void append(png_structp png, png_bytep data, png_size_t length) {
    static_cast<std::string*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(data), length);
}

void flush(png_structp) {}

/// Everything between setjmp and a longjmp of libpng lives here, where no destructor is waiting.
bool write(
    png_structp png,
    png_infop info,
    const Bitmap& picture,
    const std::string& inverted,
    std::string& into
) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_set_write_fn(png, &into, append, flush);
    png_set_IHDR(
        png,
        info,
        static_cast<png_uint_32>(picture.width()),
        static_cast<png_uint_32>(picture.height()),
        1,
        PNG_COLOR_TYPE_GRAY,
        PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT
    );
    png_set_pHYs(png, info, dots_per_metre, dots_per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    const auto bytes_per_row = static_cast<std::size_t>(picture.bytes_per_row());
    for (std::size_t at = 0; at < inverted.size(); at += bytes_per_row) {
        png_write_row(png, reinterpret_cast<png_const_bytep>(inverted.data() + at));
    }
    png_write_end(png, info);
    return true;
}

} // namespace

Expected<std::string, Failure> to_png(const Bitmap& picture) {
    // PNG knows no empty picture: an empty receipt is one white row.
    Bitmap paper = picture;
    if (paper.empty()) {
        paper = Bitmap{picture.width() > 0 ? picture.width() : 8, 1};
    }
    std::string inverted = paper.bytes(); // in PNG 1 is white
    for (char& byte : inverted) {
        byte = static_cast<char>(~static_cast<unsigned char>(byte));
    }
    std::string result;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    const bool written = info != nullptr && write(png, info, paper, inverted, result);
    png_destroy_write_struct(&png, &info);
    if (!written) {
        return Unexpected{
            Failure{FailureCode::corrupt, "the picture cannot be written as PNG", {}}};
    }
    return result;
}

Expected<Bitmap, PngFault> parse_png(std::string_view bytes) {
    const auto* const start = reinterpret_cast<png_const_bytep>(bytes.data());
    if (bytes.size() < signature_bytes || png_sig_cmp(start, 0, signature_bytes) != 0) {
        return Unexpected{PngFault::no_png};
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return Unexpected{PngFault::damaged};
    }
    if (image.width > png_side_max || image.height > png_side_max) {
        png_image_free(&image);
        return Unexpected{PngFault::too_large};
    }
    image.format = PNG_FORMAT_GRAY;
    std::vector<png_byte> grey(PNG_IMAGE_SIZE(image));
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&image, &white, grey.data(), 0, nullptr) == 0) {
        png_image_free(&image);
        return Unexpected{PngFault::damaged};
    }
    Bitmap picture{static_cast<int>(image.width), static_cast<int>(image.height)};
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const auto place =
                static_cast<std::size_t>(y) * image.width + static_cast<std::size_t>(x);
            if (grey[place] < 128) {
                picture.blacken(x, y);
            }
        }
    }
    return picture;
}

} // namespace ocop::receipts
