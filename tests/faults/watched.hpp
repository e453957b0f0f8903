#pragma once

#include "tests/faults/fault_plan.hpp"

#include <cstddef>
#include <string>

namespace ocop::faults {

/// What `descriptor` was opened as, by the name it has now; empty for what has none. Leaves errno.
[[nodiscard]] std::string path_of(int descriptor);

/// `path` as seen from the open folder `folder` (AT_FDCWD: where the program stands), without a
/// look at the disk. Leaves errno.
[[nodiscard]] std::string absolute(int folder, const char* path);

/// Counts from 1 again and reads the variables anew: for a copy of a process.
void begin_anew();

/// True if calls on `path` are counted.
[[nodiscard]] bool is_watched(const std::string& path);

/// What becomes of a call.
struct Verdict {
    int error = 0;     // not 0: the call fails with it, undone
    bool half = false; // it moves half of what it was asked to
};

/// Counts a call named `call` of `kinds` on `path` and says what becomes of it; kills the program
/// where that is planned. A call on what lies in no folder of OCOP_FAULT_FOLDERS is not counted and
/// goes on. What goes wrong is a line in the file OCOP_FAULT_LOG; every call is where there is no
/// plan. Any thread.
[[nodiscard]] Verdict meet(unsigned kinds, const char* call, const std::string& path);

/// The same for a call that is done or not: true where it shall fail; errno says why.
[[nodiscard]] bool fails(unsigned kinds, const char* call, const std::string& path);

/// Half of `size`, but something.
[[nodiscard]] constexpr std::size_t half_of(std::size_t size) {
    return size > 1 ? size / 2 : size;
}

/// The function `name` that would be called without us. Ends the program where there is none.
[[nodiscard]] void* next_in_line(const char* name);

template <class Function>
[[nodiscard]] Function* real(const char* name) {
    return reinterpret_cast<Function*>(next_in_line(name));
}

} // namespace ocop::faults
