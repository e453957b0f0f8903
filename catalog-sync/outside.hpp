#pragma once

#include "pos/core/chain.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace ocop::catalog_sync {

/// Bytes from outside that nobody has verified. They can be carried, counted and thrown away, and
/// nothing else: only verify_manifest(), which alone sees `Opener`, can look into them, and whoever
/// knows their hash from something verified.
class Outside {
public:
    Outside() = default;

    explicit Outside(std::string bytes)
        : bytes_{std::move(bytes)} {}

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    /// The bytes, if `hash` is theirs; nullopt for any others. Requires that `hash` comes from a
    /// manifest or row that was verified.
    [[nodiscard]] std::optional<std::string> take_if(const Hash& hash) && {
        return blake2b(bytes_) == hash ? std::optional{std::move(bytes_)} : std::nullopt;
    }

    /// Defined in manifest.cpp and nowhere else.
    struct Opener;
    friend struct Opener;

private:
    std::string bytes_{};
};

} // namespace ocop::catalog_sync
