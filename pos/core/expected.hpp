#pragma once

#include <tl/expected.hpp>

namespace ocop {

/// A value or the reason there is none. GCC 12 lacks std::expected; tl::expected has its shape, and
/// we keep to the shared part, so that C++23 changes this one line.
template <class T, class E>
using Expected = tl::expected<T, E>;

/// The "no" of an Expected: `return Unexpected{refusal};`
template <class E>
using Unexpected = tl::unexpected<E>;

} // namespace ocop
