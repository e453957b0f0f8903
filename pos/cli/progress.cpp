#include "pos/cli/progress.hpp"

#include <chrono>
#include <ostream>
#include <unistd.h>
#include <utility>

namespace ocop::cli {

Progress progress(const Context& context, std::string what) {
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const auto began = std::chrono::steady_clock::now();
    if (!what.empty()) {
        what += ' ';
    }
    return [&context, terminal, began, what = std::move(what), told = std::int64_t{0}](
               std::int64_t done, std::int64_t all
           ) mutable {
        const auto taken = std::chrono::steady_clock::now() - began;
        if (taken < std::chrono::seconds{1} || all == 0) {
            return;
        }
        if (terminal) {
            constexpr std::int64_t width = 40;
            const std::int64_t filled = done * width / all;
            context.err() << '\r' << what << '['
                          << std::string(static_cast<std::size_t>(filled), '#')
                          << std::string(static_cast<std::size_t>(width - filled), ' ') << "] "
                          << done << '/' << all << (done == all ? "\n" : "") << std::flush;
        } else if (const std::int64_t tenth = done * 10 / all; tenth > told) {
            told = tenth;
            context.err() << what << tenth * 10 << " %\n" << std::flush;
        }
    };
}

} // namespace ocop::cli
