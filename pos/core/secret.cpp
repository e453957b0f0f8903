#include "pos/core/secret.hpp"

#include <array>
#include <cstring>

namespace ocop {

void wipe(void* bytes, std::size_t size) noexcept {
    // Called through a volatile pointer, so that no compiler knows what it does and leaves it out.
    static void* (*const volatile set)(void*, int, std::size_t) = std::memset;
    set(bytes, 0, size);
}

void wipe(std::string& text) noexcept {
    text.resize(text.capacity()); // within its own room: allocates nothing
    wipe(text.data(), text.size());
    text.clear();
}

// Not inlined: its variables lie where those of the calls before it lay.
[[gnu::noinline]] void wipe_stack() noexcept {
    std::array<unsigned char, std::size_t{64} * 1024> below; // NOLINT: filled at once
    wipe(below.data(), below.size());
}

} // namespace ocop
