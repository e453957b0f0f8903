#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <string>
#include <string_view>

namespace ocop {

/// Compares a PIN with the hash kept for a user. Slow on purpose (Argon2id): never on the UI
/// thread.
class Pins {
public:
    virtual ~Pins() = default;
    /// True if `pin` is the PIN of `user`; false for a wrong one or a user without PIN.
    [[nodiscard]] virtual Expected<bool, Failure>
    check(const std::string& user, std::string_view pin) = 0;
};

} // namespace ocop
