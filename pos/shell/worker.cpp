#include "pos/shell/worker.hpp"

#include <exception>
#include <pthread.h>
#include <utility>

namespace ocop {

Worker::Worker(const std::string& name, std::size_t capacity, Fault on_fault)
    : jobs_{capacity},
      on_fault_{std::move(on_fault)},
      thread_{[this, short_name = name.substr(0, 15)] {
          pthread_setname_np(pthread_self(), short_name.c_str());
          run();
      }} {}

Worker::~Worker() {
    stop();
}

bool Worker::post(Job job) {
    return jobs_.push(std::move(job));
}

void Worker::stop() {
    jobs_.close();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Worker::run() {
    while (auto job = jobs_.pop()) {
        // The barrier of this thread: one bad job must not take the others with it.
        try {
            (*job)();
        } catch (const std::exception& error) {
            on_fault_(error.what());
        } catch (...) {
            on_fault_("something that is no std::exception");
        }
    }
}

} // namespace ocop
