#include "tests/faults/loops.hpp"

#include "tests/faults/fault_plan.hpp"

#include <sstream>

namespace ocop::faults {

const std::vector<Loop>& loops() {
    static const std::vector<Loop> known{
        {"read-once", "once read N EIO", read_kind},
        {"read-from", "from read N EIO", read_kind},
        {"write-once", "once write N EIO", write_kind},
        {"write-from", "from write|sync N EIO", write_kind | sync_kind},
        {"gone-from", "from read|write|sync N EIO", read_kind | write_kind | sync_kind},
        {"sync-once", "once sync N EIO", sync_kind},
        {"sync-from", "from sync N EIO", sync_kind},
        {"close-once", "once close N EIO", close_kind},
        {"full-once", "once space N ENOSPC", space_kind},
        {"full-from", "from space N ENOSPC", space_kind},
        {"fills-up", "fill space N", space_kind},
        {"short", "short bytes N", bytes_kind, true},
        {"interrupted", "once bytes N EINTR", bytes_kind, true},
        {"kill", "kill write|sync N", write_kind | sync_kind},
        {"read-only", "from write N EROFS", write_kind, false, 1},
        {"descriptors", "", 0, false, 40}};
    return known;
}

std::string plan_at(const Loop& loop, std::int64_t nth) {
    const auto at = loop.plan.find('N');
    return at == std::string::npos ? loop.plan
                                   : std::string{loop.plan}.replace(at, 1, std::to_string(nth));
}

std::int64_t calls_in(const std::string& log, const Loop& loop) {
    std::int64_t calls = 0;
    std::istringstream lines{log};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string nth;
        std::string kinds;
        words >> nth >> kinds;
        calls += (kinds_in(kinds) & loop.kinds) != 0 ? 1 : 0;
    }
    return calls;
}

} // namespace ocop::faults
