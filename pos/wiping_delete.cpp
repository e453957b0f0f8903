#include "pos/core/secret.hpp"

#include <cstdlib>
#include <malloc.h>
#include <new>

// Memory that goes back is wiped, whoever had it: PINs and keys pass through texts, lists and the
// JSON library, which leave what they held to whoever gets the memory next, or to whoever reads it.
// For the two programs alone; a block is some hundred bytes, and wiping it takes nanoseconds.

namespace {

void free_wiped(void* block) noexcept {
    if (block != nullptr) {
        ocop::wipe(block, ::malloc_usable_size(block));
        std::free(block); // NOLINT: the way back of what malloc() gave
    }
}

void* allocate(std::size_t size) {
    if (void* const block = std::malloc(size > 0 ? size : 1)) { // NOLINT
        return block;
    }
    throw std::bad_alloc{};
}

} // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}

void* operator new[](std::size_t size) {
    return allocate(size);
}

void operator delete(void* block) noexcept {
    free_wiped(block);
}

void operator delete[](void* block) noexcept {
    free_wiped(block);
}

void operator delete(void* block, std::size_t) noexcept {
    free_wiped(block);
}

void operator delete[](void* block, std::size_t) noexcept {
    free_wiped(block);
}
