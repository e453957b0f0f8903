#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace ocop {

/// Reads an open file line by line, and holds no more of it than one line may have: neither a line
/// of a gigabyte nor one that never ends fills the memory. Bytes that were handed on are wiped, for
/// they may have been a PIN.
class LineReader {
public:
    enum class Got {
        line,     // a whole one
        too_long, // one that had more bytes than allowed; it was read to its end
        endless,  // one that had more than `endless_bytes`; there is no point in reading on
        end       // nothing is left
    };

    /// Reads from `descriptor`, which stays the caller's; `name` says in failures what it is. The
    /// end of a line longer than `endless_bytes` is not waited for.
    LineReader(
        int descriptor,
        std::string name,
        std::size_t line_bytes_max,
        std::uint64_t endless_bytes = std::uint64_t{1} << 30U
    )
        : descriptor_{descriptor},
          name_{std::move(name)},
          line_bytes_max_{line_bytes_max},
          endless_bytes_{endless_bytes} {}

    ~LineReader();
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;

    /// The next line into `line`, without its end; the last one need not have one. Waits for it.
    /// Empties `line` for all but a whole one.
    [[nodiscard]] Expected<Got, Failure> next(std::string& line);

private:
    /// Bytes to take, at least one; 0 at the end.
    [[nodiscard]] Expected<std::size_t, Failure> fill();

    int descriptor_;
    std::string name_;
    std::size_t line_bytes_max_;
    std::uint64_t endless_bytes_;
    std::array<char, 16'384> bytes_{};
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace ocop
