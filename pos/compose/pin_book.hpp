#pragma once

#include "pos/ports/pins.hpp"
#include "pos/store/pin_file.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::compose {

/// The PINs of a store: Argon2id over the file that keeps the hashes, read anew whenever one is
/// asked for. Store thread.
class PinBook final : public Pins {
public:
    explicit PinBook(std::filesystem::path folder)
        : folder_{std::move(folder)} {}

    /// Fails (`pins`) where the file cannot be read or has none of `user`, whom the journal knows:
    /// a user without a PIN has lost it.
    [[nodiscard]] Expected<bool, Failure>
    check(const std::string& user, std::string_view pin) override;

    /// Why no PIN of a store that has users can be checked; nullopt if they can.
    [[nodiscard]] std::optional<Failure> fault() const;

    /// Gives `user` a new PIN, which holds once it is put in place. Requires a PIN that is 4 to 12
    /// digits.
    [[nodiscard]] Expected<store::PinFile::Change, Failure>
    change(const std::string& user, std::string_view pin) const;

    /// The same, in place at once.
    [[nodiscard]] Expected<void, Failure> set(const std::string& user, std::string_view pin);

private:
    std::filesystem::path folder_;
};

} // namespace ocop::compose
