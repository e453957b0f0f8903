#include "pos/core/tender_names.hpp"

#include "pos/core/tender.hpp"

#include <algorithm>
#include <array>

namespace ocop {

namespace {

struct Name {
    std::string_view tender;
    std::string_view vi;
    std::string_view en;
};

constexpr std::array names{
    Name{"cash", "Tiền mặt", "Cash"},
    Name{"transfer", "Chuyển khoản", "Bank transfer"},
    Name{"card", "Thẻ", "Card"},
    Name{"voucher", "Phiếu mua hàng", "Voucher"},
    Name{"ewallet", "Ví điện tử", "E-wallet"},
    Name{rounding_tender, "Làm tròn", "Rounding"},
};

constexpr const Name* find(std::string_view tender) {
    for (const Name& name : names) {
        if (name.tender == tender) {
            return &name;
        }
    }
    return nullptr;
}

static_assert(
    std::all_of(
        tender_kinds.begin(), tender_kinds.end(), [](auto kind) { return find(kind) != nullptr; }
    ),
    "every way to pay has a name"
);

} // namespace

std::string tender_name(std::string_view tender, Language language) {
    const Name* name = find(tender);
    if (name == nullptr) {
        return std::string{tender};
    }
    return std::string{language == Language::vi ? name->vi : name->en};
}

} // namespace ocop
