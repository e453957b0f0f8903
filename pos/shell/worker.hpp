#pragma once

#include "pos/shell/bounded_queue.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <thread>

namespace ocop {

/// A named thread that carries out jobs in the order they were posted. What it owns belongs to its
/// jobs alone. Going away finishes every job posted before, then joins: a sale on its way to disk
/// gets there.
class Worker {
public:
    using Job = std::function<void()>;
    /// Told, on the worker's thread, of a job that threw; it must not throw itself.
    using Fault = std::function<void(const std::string& what)>;

    /// `name` shows in debuggers, cut to 15 bytes (pthread_setname_np(3)). At most `capacity` jobs
    /// wait.
    Worker(const std::string& name, std::size_t capacity, Fault on_fault);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Any thread. False if `capacity` jobs wait already, or after stop(): then the job is not
    /// done.
    [[nodiscard]] bool post(Job job);

    /// Takes no more jobs, finishes those posted, joins. Not from the worker's own thread.
    void stop();

private:
    void run();

    BoundedQueue<Job> jobs_;
    Fault on_fault_;
    std::jthread thread_{};
};

} // namespace ocop
