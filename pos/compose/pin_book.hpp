#pragma once

#include "pos/ports/pins.hpp"
#include "pos/store/pin_file.hpp"

#include <string>
#include <string_view>

namespace ocop::compose {

/// The PINs of a store: Argon2id over the file that keeps the hashes. Store thread.
class PinBook final : public Pins {
public:
    explicit PinBook(store::PinFile file)
        : file_{std::move(file)} {}

    [[nodiscard]] Expected<bool, Failure>
    check(const std::string& user, std::string_view pin) override;

    /// Gives `user` a new PIN, durably. Requires a PIN that pin_fault() finds nothing wrong with.
    [[nodiscard]] Expected<void, Failure> set(const std::string& user, std::string_view pin);

private:
    store::PinFile file_;
};

} // namespace ocop::compose
