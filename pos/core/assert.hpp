#pragma once

namespace ocop {

/// Says on stderr which invariant broke and where, then aborts: the journal makes a restart safe.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

} // namespace ocop

/// An invariant of ours, checked in every build. Not for input: input is refused, never asserted.
#define OCOP_ASSERT(condition)                                                                     \
    (static_cast<bool>(condition) ? static_cast<void>(0)                                           \
                                  : ::ocop::assertion_failed(#condition, __FILE__, __LINE__))
