#include "pos/core/text_limits.hpp"

#include "pos/core/plain_text.hpp"

#include <algorithm>
#include <array>

namespace ocop {

namespace {

struct Name {
    std::string_view key;
    std::string_view vi;
    std::string_view en;
};

constexpr std::array names{
    Name{"address", "địa chỉ", "address"},
    Name{"approver", "tên người duyệt", "approver's name"},
    Name{"approver_pin", "PIN người duyệt", "approver's PIN"},
    Name{"code", "mã quét", "scanned code"},
    Name{"district", "tên huyện", "district"},
    Name{"email", "thư điện tử", "e-mail address"},
    Name{"key", "tên thiết lập", "name of the setting"},
    Name{"lot", "số lô", "lot"},
    Name{"name", "tên", "name"},
    Name{"phone", "số điện thoại", "phone number"},
    Name{"pin", "PIN", "PIN"},
    Name{"producer", "mã chủ thể", "producer's code"},
    Name{"product", "mã hàng", "product code"},
    Name{"province", "mã tỉnh", "province"},
    Name{"reason", "lý do", "reason"},
    Name{"sale", "số phiếu", "receipt number"},
    Name{"tax_code", "mã số thuế", "tax code"},
    Name{"tender", "cách trả tiền", "tender"},
    Name{"user", "tên người dùng", "user name"},
    Name{"value", "giá trị", "value"},
};

bool fits(TextKind kind, std::string_view text) {
    switch (kind) {
    case TextKind::plain:
        return is_plain_text(text);
    case TextKind::lines:
        return is_plain_lines(text);
    case TextKind::raw:
        return true;
    }
    return false;
}

} // namespace

std::optional<Refusal> check_text(const TextLimit& limit, std::string_view text) {
    if (text.size() > limit.bytes_max) {
        return Refusal{
            RefusalCode::text_too_long,
            std::string{limit.key},
            std::to_string(limit.bytes_max),
            {}};
    }
    if (!fits(limit.kind, text)) {
        return Refusal{RefusalCode::text_not_plain, std::string{limit.key}, {}, {}};
    }
    return std::nullopt;
}

std::string text_name(std::string_view key, Language language) {
    const auto* const found = std::find_if(names.begin(), names.end(), [key](const Name& name) {
        return name.key == key;
    });
    if (found == names.end()) {
        return '"' + shown_text(key, code_text_bytes_max) + '"';
    }
    return std::string{language == Language::vi ? found->vi : found->en};
}

} // namespace ocop
