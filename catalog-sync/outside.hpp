#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace ocop::catalog_sync {

/// Bytes from outside that nobody has verified. They can be carried, counted and thrown away, and
/// nothing else: only verify_manifest(), which alone sees `Opener`, can look into them.
class Outside {
public:
    Outside() = default;

    explicit Outside(std::string bytes)
        : bytes_{std::move(bytes)} {}

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    /// Defined in manifest.cpp and nowhere else.
    struct Opener;
    friend struct Opener;

private:
    std::string bytes_{};
};

} // namespace ocop::catalog_sync
