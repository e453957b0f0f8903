#include "pos/ui/decode.hpp"

#include "pos/ui/picture_size.hpp"

#include <wx/image.h>
#include <wx/imagjpeg.h>
#include <wx/imagpng.h>
#include <wx/log.h>
#include <wx/mstream.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <webp/decode.h>

namespace ocop::ui {

namespace {

/// `size` made to fit into `width` × `height`, at least one pixel each way.
PictureSize fitted(PictureSize size, int width, int height) {
    const double scale = std::min(
        {1.0,
         static_cast<double>(width) / static_cast<double>(size.width),
         static_cast<double>(height) / static_cast<double>(size.height)}
    );
    const auto shrunk = [scale](std::uint32_t pixels) {
        return std::max(1U, static_cast<std::uint32_t>(std::lround(pixels * scale)));
    };
    return {shrunk(size.width), shrunk(size.height)};
}

std::uint8_t on_white(unsigned colour, unsigned alpha) {
    return static_cast<std::uint8_t>((colour * alpha + 255U * (255U - alpha)) / 255U);
}

std::optional<Pixels> decode_webp(const std::string& bytes, int width, int height) {
    WebPDecoderConfig config;
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    if (WebPInitDecoderConfig(&config) == 0
        || WebPGetFeatures(data, bytes.size(), &config.input) != VP8_STATUS_OK
        || config.input.has_animation != 0 || config.input.width <= 0 || config.input.height <= 0) {
        return std::nullopt;
    }
    const PictureSize whole{
        static_cast<std::uint32_t>(config.input.width),
        static_cast<std::uint32_t>(config.input.height)};
    if (std::uint64_t{whole.width} * whole.height > picture_pixels_max) {
        return std::nullopt;
    }
    const PictureSize size = fitted(whole, width, height);
    std::vector<std::uint8_t> rgba(std::size_t{size.width} * size.height * 4);
    config.options.use_scaling = 1;
    config.options.scaled_width = static_cast<int>(size.width);
    config.options.scaled_height = static_cast<int>(size.height);
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = rgba.data();
    config.output.u.RGBA.stride = static_cast<int>(size.width * 4);
    config.output.u.RGBA.size = rgba.size();
    if (WebPDecode(data, bytes.size(), &config) != VP8_STATUS_OK) {
        return std::nullopt;
    }
    Pixels pixels{static_cast<int>(size.width), static_cast<int>(size.height), {}};
    pixels.rgb.reserve(rgba.size() / 4 * 3);
    for (std::size_t at = 0; at < rgba.size(); at += 4) {
        for (std::size_t part = 0; part < 3; ++part) {
            pixels.rgb.push_back(on_white(rgba[at + part], rgba[at + 3]));
        }
    }
    return pixels;
}

std::optional<Pixels>
decode_with_wx(const std::string& bytes, PictureSize whole, int width, int height) {
    const wxLogNull silence; // of this thread; a damaged picture is no news to the cashier
    wxMemoryInputStream stream{bytes.data(), bytes.size()};
    wxImage image;
    // JPEG is then read at a half, a quarter or an eighth, which is much faster.
    const PictureSize size = fitted(whole, width, height);
    image.SetOption(wxIMAGE_OPTION_MAX_WIDTH, static_cast<int>(size.width * 2));
    image.SetOption(wxIMAGE_OPTION_MAX_HEIGHT, static_cast<int>(size.height * 2));
    if (!image.LoadFile(stream)) {
        return std::nullopt;
    }
    if (image.HasMask()) {
        image.InitAlpha();
    }
    image.Rescale(
        static_cast<int>(size.width), static_cast<int>(size.height), wxIMAGE_QUALITY_HIGH
    );
    const std::size_t count = std::size_t{size.width} * size.height;
    Pixels pixels{static_cast<int>(size.width), static_cast<int>(size.height), {}};
    pixels.rgb.resize(count * 3);
    std::memcpy(pixels.rgb.data(), image.GetData(), pixels.rgb.size());
    if (const unsigned char* alpha = image.GetAlpha()) {
        for (std::size_t i = 0; i < pixels.rgb.size(); ++i) {
            pixels.rgb[i] = on_white(pixels.rgb[i], alpha[i / 3]);
        }
    }
    return pixels;
}

} // namespace

std::optional<Pixels> decode(const std::string& bytes, int width, int height) {
    if (bytes.starts_with("RIFF")) {
        return decode_webp(bytes, width, height);
    }
    const auto size = picture_size(bytes);
    return size ? decode_with_wx(bytes, *size, width, height) : std::nullopt;
}

void decode_ready() {
    if (wxImage::FindHandler(wxBITMAP_TYPE_PNG) == nullptr) {
        wxImage::AddHandler(new wxPNGHandler); // wx takes both
    }
    if (wxImage::FindHandler(wxBITMAP_TYPE_JPEG) == nullptr) {
        wxImage::AddHandler(new wxJPEGHandler);
    }
}

} // namespace ocop::ui
