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

std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : {Role::cashier, Role::lead, Role::manager, Role::auditor}) {
        if (code(role) == text) {
            return role;
        }
    }
    return std::nullopt;
}

} // namespace ocop
