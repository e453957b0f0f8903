#include "pos/shell/line_reader.hpp"

#include "pos/core/secret.hpp"
#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace ocop {

LineReader::~LineReader() {
    wipe(bytes_.data(), bytes_.size());
}

Expected<std::size_t, Failure> LineReader::fill() {
    if (begin_ < end_) {
        return end_ - begin_;
    }
    begin_ = 0;
    end_ = 0;
    while (true) {
        const ssize_t got = ::read(descriptor_, bytes_.data(), bytes_.size());
        if (got >= 0) {
            end_ = static_cast<std::size_t>(got);
            return end_;
        }
        if (errno == EAGAIN) { // whoever gave it to us left it so
            pollfd ready{descriptor_, POLLIN, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return Unexpected{system_failure(errno, "reading", name_)};
        }
    }
}

Expected<LineReader::Got, Failure> LineReader::next(std::string& line) {
    wipe(line);
    std::uint64_t length = 0;
    while (true) {
        const auto there = fill();
        if (!there) {
            return Unexpected{there.error()};
        }
        if (*there == 0 && length == 0) {
            return Got::end;
        }
        char* const start = bytes_.data() + begin_;
        const auto* const stop = static_cast<const char*>(std::memchr(start, '\n', *there));
        const std::size_t part = stop != nullptr ? static_cast<std::size_t>(stop - start) : *there;
        length += part;
        if (length <= line_bytes_max_) {
            line.append(start, part);
        } else {
            wipe(line);
        }
        wipe(start, part);
        begin_ += part + (stop != nullptr ? 1U : 0U);
        if (stop != nullptr || *there == 0) {
            return length <= line_bytes_max_ ? Got::line : Got::too_long;
        }
        if (length > endless_bytes_) {
            return Got::endless;
        }
    }
}

} // namespace ocop
