#include "pos/compose/logo_file.hpp"

#include "pos/compose/shop_logo.hpp"
#include "pos/shell/atomic_file.hpp"
#include "receipts/png_file.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <utility>

namespace ocop::compose {

namespace {

constexpr std::size_t file_size_bytes_max = 8U << 20U;
constexpr std::uint32_t side_max = 2048; // as receipts::parse_png() takes

/// Four bytes, the first of them the highest, as PNG has its numbers.
std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (const char byte : bytes.substr(at, 4)) {
        number = number << 8U | static_cast<unsigned char>(byte);
    }
    return number;
}

/// Why `png` is refused, looked at only once it is: its signature, its size, then all the rest
/// (PNG, 5.2 and 11.2.2).
LogoFault fault_of(std::string_view png) {
    constexpr std::string_view signature = "\x89PNG\r\n\x1A\n";
    constexpr std::size_t width_at = 16;
    constexpr std::size_t height_at = 20;
    if (!png.starts_with(signature)) {
        return LogoFault::no_png;
    }
    const bool has_size = png.size() >= height_at + 4;
    if (has_size && (number_at(png, width_at) > side_max || number_at(png, height_at) > side_max)) {
        return LogoFault::too_many_dots;
    }
    return LogoFault::damaged;
}

} // namespace

Expected<std::string, LogoFault> read_logo(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return Unexpected{LogoFault::missing};
    }
    if (!std::filesystem::is_regular_file(status)) {
        return Unexpected{LogoFault::unreadable}; // one may wait for a pipe for ever
    }
    if (const auto size = std::filesystem::file_size(file, error);
        !error && size > file_size_bytes_max) {
        return Unexpected{LogoFault::too_long};
    }
    const auto bytes = read_file(file, file_size_bytes_max);
    if (!bytes) {
        return Unexpected{LogoFault::unreadable};
    }
    auto setting = logo_setting(*bytes);
    if (setting) {
        return std::move(*setting);
    }
    return Unexpected{receipts::parse_png(*bytes) ? LogoFault::blank : fault_of(*bytes)};
}

std::string words(LogoFault fault, Language language) {
    const bool vi = language == Language::vi;
    switch (fault) {
    case LogoFault::missing:
        return vi ? "Không có tệp này; hãy xem lại tên và thư mục."
                  : "There is no such file; check its name and folder.";
    case LogoFault::unreadable:
        return vi ? "Không đọc được tệp này; hãy chọn một tệp PNG khác."
                  : "This cannot be read as a file; choose another PNG file.";
    case LogoFault::too_long:
        return vi ? "Tệp lớn hơn 8 MB; hãy lưu ảnh nhỏ lại."
                  : "The file is larger than 8 MB; save the picture smaller.";
    case LogoFault::no_png:
        return vi ? "Đây không phải ảnh PNG; hãy lưu ảnh thành PNG rồi chọn lại."
                  : "This is no PNG picture; save it as PNG and choose it again.";
    case LogoFault::too_many_dots:
        return vi ? "Ảnh lớn hơn 2048 điểm một cạnh; hãy thu nhỏ ảnh."
                  : "The picture has more than 2048 dots a side; make it smaller.";
    case LogoFault::damaged:
        return vi ? "Tệp PNG này bị hỏng; hãy lưu lại hoặc chọn tệp khác."
                  : "This PNG file is damaged; save it again or choose another.";
    case LogoFault::blank:
        return vi ? "Ảnh không có điểm nào đậm nên in ra sẽ trắng; hãy chọn ảnh đậm hơn."
                  : "The picture has no dark dot and would print white; choose a darker one.";
    }
    return {};
}

} // namespace ocop::compose
