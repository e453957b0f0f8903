#pragma once

#include <tl/expected.hpp>

namespace ocop {

/// A value or the reason there is none. GCC 12 lacks std::expected; tl::expected has its shape, and
/// we keep to the shared part, so that C++23 changes this one file.
template <class T, class E>
using Expected = tl::expected<T, E>;

/// The "no" of an Expected: `return Unexpected{refusal};`. A class, because clang 14 (the fuzzers)
/// deduces no arguments for an alias.
template <class E>
struct Unexpected : tl::unexpected<E> {
    using tl::unexpected<E>::unexpected;
};

template <class E>
Unexpected(E) -> Unexpected<E>;

} // namespace ocop
