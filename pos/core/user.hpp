#pragma once

#include "pos/core/refusal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// cashier sells; lead also approves and returns; manager may do everything; auditor only looks.
enum class Role { cashier, lead, manager, auditor };

[[nodiscard]] std::string_view code(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);
/// "tổ trưởng", "lead": what people call the role, within a sentence.
[[nodiscard]] std::string role_name(Role role, Language language);

/// One who works at the till. PINs are not here: their Argon2id hashes stay in a file of their own
/// beside the ledger, because the journal travels to the province.
struct User {
    std::string name{};
    Role role = Role::cashier;
    bool active = true;
    bool operator==(const User&) const = default;
};

} // namespace ocop
