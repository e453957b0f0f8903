#pragma once

#include <chrono>
#include <stop_token>

namespace ocop::devices {

/// What a wait for a file descriptor ended with; bits of poll(2), none after the time was up or
/// when stop was asked for.
struct Ready {
    bool readable = false; // also at the end of the stream
    bool writable = false;
    bool broken = false; // POLLERR or POLLHUP
};

/// Which of the two a wait is for.
enum class WaitFor { reading, writing, both };

/// Waits for `file` as long as `timeout`, and no longer than `stop` lets it: a stop asked for by
/// another thread ends the wait at once.
[[nodiscard]] Ready
wait_for(int file, WaitFor what, std::chrono::milliseconds timeout, const std::stop_token& stop);

/// A file descriptor that closes itself.
class FileHandle {
public:
    FileHandle() = default;

    explicit FileHandle(int value)
        : value_{value} {}

    ~FileHandle() { close(); }

    FileHandle(FileHandle&& other) noexcept
        : value_{other.release()} {}

    FileHandle& operator=(FileHandle&& other) noexcept {
        if (this != &other) {
            close();
            value_ = other.release();
        }
        return *this;
    }

    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;

    [[nodiscard]] int get() const { return value_; }

    [[nodiscard]] bool is_open() const { return value_ >= 0; }

    void close();

private:
    [[nodiscard]] int release();

    int value_ = -1;
};

} // namespace ocop::devices
