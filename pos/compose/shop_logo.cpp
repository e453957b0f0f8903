#include "pos/compose/shop_logo.hpp"

#include "pos/core/assert.hpp"
#include "pos/signing/base64.hpp"
#include "receipts/png_file.hpp"

#include <cstdint>
#include <span>

namespace ocop::compose {

std::optional<std::string> logo_setting(const receipts::Bitmap& picture) {
    const receipts::Bitmap logo = receipts::shrunk(picture, logo_width_max, logo_height_max);
    if (logo.bytes().find_first_not_of('\0') == std::string::npos) {
        return std::nullopt;
    }
    const auto small = receipts::to_png(logo);
    OCOP_ASSERT(small.has_value()); // so small a picture is always written
    return signing::base64(std::span{
        reinterpret_cast<const std::uint8_t*>(small->data()), small->size()});
}

std::optional<receipts::Bitmap> logo_of(std::string_view setting) {
    const auto bytes = signing::parse_base64(setting);
    if (!bytes || bytes->empty()) {
        return std::nullopt;
    }
    const auto logo =
        receipts::parse_png({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!logo || logo->width() > logo_width_max || logo->height() > logo_height_max) {
        return std::nullopt;
    }
    return *logo;
}

} // namespace ocop::compose
