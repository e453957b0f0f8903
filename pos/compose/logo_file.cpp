#include "pos/compose/logo_file.hpp"

#include "pos/compose/shop_logo.hpp"
#include "pos/shell/atomic_file.hpp"
#include "receipts/png_file.hpp"

#include <cstddef>
#include <utility>

namespace ocop::compose {

namespace {

constexpr std::size_t file_size_bytes_max = 8U << 20U;

LogoFault fault_of(receipts::PngFault fault) {
    switch (fault) {
    case receipts::PngFault::no_png:
        return LogoFault::no_png;
    case receipts::PngFault::too_large:
        return LogoFault::too_many_dots;
    case receipts::PngFault::damaged:
        return LogoFault::damaged;
    }
    return LogoFault::damaged;
}

LogoFault fault_of(FailureCode code) {
    if (code == FailureCode::missing) {
        return LogoFault::missing;
    }
    if (code == FailureCode::too_large) {
        return LogoFault::too_long;
    }
    return code == FailureCode::disk_error ? LogoFault::disk_error : LogoFault::unreadable;
}

} // namespace

Expected<std::string, LogoFault> read_logo(const std::filesystem::path& file) {
    const auto bytes = read_input(file, file_size_bytes_max);
    if (!bytes) {
        return Unexpected{fault_of(bytes.error().code)};
    }
    const auto picture = receipts::parse_png(*bytes);
    if (!picture) {
        return Unexpected{fault_of(picture.error())};
    }
    auto setting = logo_setting(*picture);
    if (!setting) {
        return Unexpected{LogoFault::blank};
    }
    return std::move(*setting);
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
    case LogoFault::disk_error:
        return vi ? "Ổ đĩa không đọc được; hãy kiểm tra ổ đĩa rồi thử lại."
                  : "The disk could not be read; check the disk and try again.";
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
