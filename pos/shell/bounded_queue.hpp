#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace ocop {

/// The one way threads hand each other values: first in, first out, never longer than its capacity.
/// Holds the only mutex in the program. Every function may be called from any thread.
template <class T>
class BoundedQueue {
public:
    /// Requires `capacity` > 0.
    explicit BoundedQueue(std::size_t capacity)
        : capacity_{capacity} {}

    /// Puts `value` at the end. False, and `value` untouched, if the queue is full or closed: a
    /// full queue refuses aloud, it never waits and never drops.
    [[nodiscard]] bool push(T&& value) {
        const std::lock_guard lock{mutex_};
        if (closed_ || values_.size() >= capacity_) {
            return false;
        }
        values_.push_back(std::move(value));
        changed_.notify_one(); // under the lock: who takes the last value may end the queue
        return true;
    }

    /// Waits for the next value. nullopt once the queue is closed and everything in it was taken.
    [[nodiscard]] std::optional<T> pop() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !values_.empty(); });
        return take();
    }

    /// The same, but waits no longer than `timeout`: nullopt also then.
    [[nodiscard]] std::optional<T> pop_for(std::chrono::milliseconds timeout) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, timeout, [this] { return closed_ || !values_.empty(); });
        return take();
    }

    /// The next value if there is one now.
    [[nodiscard]] std::optional<T> try_pop() {
        const std::lock_guard lock{mutex_};
        return take();
    }

    /// Takes nothing more; what is in it can still be taken. Wakes all who wait.
    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }

private:
    std::optional<T> take() {
        if (values_.empty()) {
            return std::nullopt;
        }
        std::optional<T> value{std::move(values_.front())};
        values_.pop_front();
        return value;
    }

    const std::size_t capacity_;
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::deque<T> values_{};
    bool closed_ = false;
};

} // namespace ocop
