#include "devices/usb_thread.hpp"

#include <algorithm>
#include <exception>
#include <pthread.h>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::size_t jobs_max = 1024;
constexpr std::chrono::milliseconds wait_max{60'000};

/// True if the interface has more than one setting: which one it is in may be another's choice.
bool has_settings(const UsbDevice& device, std::uint8_t interface) {
    return std::count_if(
               device.interfaces.begin(),
               device.interfaces.end(),
               [interface](const UsbInterface& one) { return one.number == interface; }
           )
           > 1;
}

} // namespace

std::optional<UsbFault> UsbFlight::fault() const {
    const auto found = refused ? refused : raw::fault_of(raw->status);
    return found == UsbFault::stopped && link->gone ? UsbFault::gone : found;
}

UsbThread::UsbThread(UsbBusOptions options)
    : options_{std::move(options)},
      jobs_{jobs_max} {}

UsbThread::~UsbThread() {
    stop();
}

Expected<void, Failure> UsbThread::start() {
    libusb_context* context = nullptr;
    if (const int result = libusb_init(&context); result < 0) {
        return Unexpected{Failure{FailureCode::device, libusb_strerror(result), "USB"}};
    }
    context_.reset(context);
    thread_ = std::jthread{[this] {
        pthread_setname_np(pthread_self(), "usb");
        run();
    }};
    return {};
}

void UsbThread::stop() {
    if (thread_.joinable()) {
        static_cast<void>(post([this] { stopping_ = true; }));
        thread_.join();
    }
}

bool UsbThread::post(Job job) {
    if (!jobs_.push(std::move(job))) {
        return false;
    }
    libusb_interrupt_event_handler(context_.get());
    return true;
}

void UsbThread::pause() {
    constexpr std::chrono::milliseconds moment{50};
    static_cast<void>(pauses_.pop_for(moment));
}

void UsbThread::run() {
    guard([this] { listen(); });
    while (!stopping_) {
        // What is due only now waits for the next turn: first comes what devices sent by then.
        const auto begun = Clock::now();
        timeval time = patience();
        const int result = libusb_handle_events_timeout_completed(context_.get(), &time, nullptr);
        if (result < 0 && result != LIBUSB_ERROR_INTERRUPTED) {
            // Told at once, it would be asked at once again: a thread that only spins.
            constexpr std::chrono::milliseconds breath{100};
            if (const auto job = jobs_.pop_for(breath)) {
                guard(*job);
            }
        }
        land();
        guard([this] { take_changes(); });
        run_jobs();
        run_timers(begun);
        if (!hears_ && Clock::now() >= next_poll_) {
            next_poll_ = Clock::now() + options_.poll_every;
            guard([this] { poll_list(); });
        }
    }
    shut_down();
}

timeval UsbThread::patience() const {
    auto next = Clock::now() + wait_max;
    if (!hears_) {
        next = std::min(next, next_poll_);
    }
    if (!timers_.empty()) {
        next = std::min(next, timers_.begin()->first);
    }
    // Rounded up, or the last part of a millisecond would be spent asking.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
    const auto ms = std::max<std::int64_t>(0, left.count());
    return timeval{static_cast<time_t>(ms / 1000), static_cast<suseconds_t>(ms % 1000 * 1000)};
}

void UsbThread::run_jobs() {
    while (const auto job = jobs_.try_pop()) {
        guard(*job);
    }
}

void UsbThread::after(std::chrono::milliseconds delay, Job job) {
    timers_.emplace(Clock::now() + delay, std::move(job));
}

void UsbThread::run_timers(Clock::time_point due) {
    while (!timers_.empty() && timers_.begin()->first <= due) {
        const auto timer = timers_.extract(timers_.begin());
        guard(timer.mapped());
    }
}

void UsbThread::guard(const Job& job) {
    // The barrier of this thread: one bad handler must not take scanners and printers with it.
    std::string what;
    try {
        return job();
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
        what = "something that is no std::exception";
    }
    if (options_.on_fault) {
        options_.on_fault(what);
    }
}

void UsbThread::shut_down() {
    jobs_.close();
    pauses_.close();
    run_jobs(); // whoever still waits is answered
    timers_.clear();
    deafen();
    for (const auto& link : std::list{links_}) {
        close(link, {});
    }
    while (!flying_.empty()) {
        timeval time{1, 0};
        libusb_handle_events_timeout_completed(context_.get(), &time, nullptr);
        land();
    }
    plugged_.clear();
    answer_lists();
    watchers_.clear();
}

Expected<std::shared_ptr<UsbLinkState>, UsbFault>
UsbThread::open(std::uint32_t plug, const std::vector<UsbInterface>& interfaces) {
    const auto found = plugged_.find(plug);
    if (stopping_ || found == plugged_.end()) {
        return Unexpected{stopping_ ? UsbFault::stopped : UsbFault::gone};
    }
    auto link = std::make_shared<UsbLinkState>();
    link->plug = plug;
    libusb_device_handle* handle = nullptr;
    if (const int result = libusb_open(found->second.raw.get(), &handle); result < 0) {
        return Unexpected{raw::fault_of(result)};
    }
    link->handle.reset(handle);
    // Not supported on Windows, and not needed there.
    libusb_set_auto_detach_kernel_driver(handle, 1);
    for (const UsbInterface& interface : interfaces) {
        int result = libusb_claim_interface(handle, interface.number);
        if (result == 0) {
            link->claimed.push_back(interface.number);
            if (has_settings(found->second.info, interface.number)) {
                result =
                    libusb_set_interface_alt_setting(handle, interface.number, interface.alternate);
            }
        }
        if (result < 0) {
            finish_close(*link);
            return Unexpected{raw::fault_of(result)};
        }
        for (const UsbEndpoint& endpoint : interface.endpoints) {
            link->endpoints[endpoint.address] = endpoint;
        }
    }
    if (!found->second.info.may_open && !found->second.asks) {
        after(std::chrono::milliseconds{0}, [this, plug] { ask_again(plug); });
    }
    links_.push_back(link);
    return link;
}

void UsbThread::close(const std::shared_ptr<UsbLinkState>& link, std::function<void()> closed) {
    if (!link->handle) {
        return closed ? closed() : void();
    }
    if (closed) {
        link->on_closed.push_back(std::move(closed));
    }
    link->closing = true;
    for (const auto& flight : flying_) {
        if (flight->link == link) {
            libusb_cancel_transfer(flight->raw.get());
        }
    }
    if (link->flying == 0) {
        finish_close(*link);
    }
}

void UsbThread::finish_close(UsbLinkState& link) {
    for (const int interface : link.claimed) {
        // Gives the interface back to the kernel's driver; a device that is gone has none.
        libusb_release_interface(link.handle.get(), interface);
    }
    link.claimed.clear();
    link.handle.reset();
    for (const auto& closed : std::exchange(link.on_closed, {})) {
        closed();
    }
    links_.remove_if([&link](const auto& one) { return one.get() == &link; });
}

std::unique_ptr<UsbFlight>
UsbThread::prepare(const std::shared_ptr<UsbLinkState>& link, std::size_t size_bytes) {
    auto flight = std::make_unique<UsbFlight>();
    flight->raw.reset(libusb_alloc_transfer(0));
    OCOP_ASSERT(flight->raw != nullptr); // no memory for 64 bytes
    flight->buffer.resize(size_bytes);
    flight->link = link;
    flight->number = next_number();
    return flight;
}

void UsbThread::submit(std::unique_ptr<UsbFlight> flight) {
    flight->raw->callback = &UsbThread::landed;
    flight->raw->user_data = flight.get();
    flight->complete = false;
    fly(std::move(flight));
}

void UsbThread::fly(std::unique_ptr<UsbFlight> flight) {
    UsbLinkState& link = *flight->link;
    if (stopping_ || link.closing || !link.handle) {
        flight->refused = UsbFault::stopped;
    } else if (const int result = libusb_submit_transfer(flight->raw.get()); result < 0) {
        flight->refused = raw::fault_of(result);
    }
    // One that was refused lands with the next turn, like all others: never within its submitting.
    flight->complete = flight->refused.has_value();
    if (flight->complete) {
        libusb_interrupt_event_handler(context_.get());
    }
    ++link.flying;
    flying_.push_back(std::move(flight));
}

void UsbThread::cancel(std::uint64_t number) {
    for (const auto& flight : flying_) {
        if (flight->number == number) {
            libusb_cancel_transfer(flight->raw.get());
        }
    }
}

void LIBUSB_CALL UsbThread::landed(libusb_transfer* transfer) {
    static_cast<UsbFlight*>(transfer->user_data)->complete = true;
}

void UsbThread::land() {
    for (auto at = flying_.begin(); at != flying_.end();) {
        if (!(*at)->complete) {
            ++at;
            continue;
        }
        auto flight = std::move(*at);
        at = flying_.erase(at);
        const auto link = flight->link;
        --link->flying;
        bool again = false;
        guard([&] { again = flight->landed(*flight); });
        if (again) {
            submit(std::move(flight));
        }
        if (link->closing && link->flying == 0 && link->handle) {
            finish_close(*link);
        }
    }
}

} // namespace ocop::devices
