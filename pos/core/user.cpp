#include "pos/core/user.hpp"

namespace ocop {

std::string_view code(Role role) {
    switch (role) {
    case Role::cashier:
        return "cashier";
    case Role::lead:
        return "lead";
    case Role::manager:
        return "manager";
    case Role::auditor:
        return "auditor";
    }
    return "";
}

std::string role_name(Role role, Language language) {
    if (language == Language::en) {
        return std::string{code(role)};
    }
    switch (role) {
    case Role::cashier:
        return "thu ngân";
    case Role::lead:
        return "tổ trưởng";
    case Role::manager:
        return "quản lý";
    case Role::auditor:
        return "kiểm soát";
    }
    return {};
}

std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : {Role::cashier, Role::lead, Role::manager, Role::auditor}) {
        if (code(role) == text) {
            return role;
        }
    }
    return std::nullopt;
}

} // namespace ocop
