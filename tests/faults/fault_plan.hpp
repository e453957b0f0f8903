#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::faults {

/// What a call asks of the disk. A call may be of several kinds: making a file is a write that
/// takes space.
enum Kind : unsigned {
    read_kind = 1,   // bytes, names, sizes
    write_kind = 2,  // whatever changes the disk
    space_kind = 4,  // of those, what a full disk refuses
    sync_kind = 8,   // fsync and its like
    close_kind = 16, // of a file open for writing: a network's disk tells only then
    bytes_kind = 32  // moves bytes, and may move fewer than asked
};

enum class Mode {
    none,       // nothing goes wrong
    once,       // the Nth call fails
    from,       // the Nth and all after it fail
    shorten,    // the Nth call moves half of what was asked
    fill,       // the same, and all after it that take space fail: a disk that runs full
    kill_before // the program is killed at the Nth call, before it is done
};

/// What shall go wrong in one program, as OCOP_FAULT says: `MODE KINDS N ERRNO`, for example
/// `once read 7 EIO`, `from write|sync 3 EIO`, `from space 1 ENOSPC`, `short bytes 2`, `fill space
/// 3`, `kill write|sync 5`. N counts the calls of these kinds from 1.
struct Plan {
    Mode mode = Mode::none;
    unsigned kinds = 0;
    std::int64_t nth = 0;
    int error = 0;
};

/// The plan in `text`; nullopt if it is none. An empty text is Mode::none.
[[nodiscard]] std::optional<Plan> parse_plan(std::string_view text);

/// The folders in `text`, with ':' between them.
[[nodiscard]] std::vector<std::string> parse_folders(std::string_view text);

/// True if `path` is one of `folders` or lies in one.
[[nodiscard]] bool lies_in(std::string_view path, const std::vector<std::string>& folders);

/// "read", "write+space" …, for the log.
[[nodiscard]] std::string name_of_kinds(unsigned kinds);

/// The other way round; 0 for what is none.
[[nodiscard]] unsigned kinds_in(std::string_view names);

/// The name of one of the errors a plan may ask for; "0" for none.
[[nodiscard]] std::string_view name_of_error(int error);

} // namespace ocop::faults
