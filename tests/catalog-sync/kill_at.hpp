#pragma once

#include <functional>

namespace ocop::catalog_sync {

/// How often this program asked the system to change something on disk (write, rename, remove,
/// shorten, sync, create), counted from here on.
struct DiskCalls {
    /// Runs `work` in a process of its own to its end; the number of its calls.
    [[nodiscard]] static int count(const std::function<void()>& work);
    /// Runs `work` in a process of its own that is killed (SIGKILL) when it is about to make call
    /// number `nth`, from 1. False if it ended before.
    [[nodiscard]] static bool kill_at(int nth, const std::function<void()>& work);

    enum class Failing { once, from_there_on };

    /// Runs `work` in a process of its own where call number `nth` fails with the errno `error`,
    /// and with it, if told so, all that come after; what `work` answers (0 to 255), or 256 and
    /// more where a signal ended it.
    [[nodiscard]] static int
    fail_at(int nth, Failing failing, int error, const std::function<int()>& work);
};

} // namespace ocop::catalog_sync
