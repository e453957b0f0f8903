#include "devices/usb_bus.hpp"

#include "devices/usb_thread.hpp"

#include <utility>

namespace ocop::devices {

UsbWatch::UsbWatch(std::shared_ptr<UsbThread> thread, std::uint64_t number)
    : thread_{std::move(thread)},
      number_{number} {}

UsbWatch::~UsbWatch() {
    static_cast<void>(thread_->ask<bool>(true, [this](const UsbThread::Reply<bool>& reply) {
        thread_->unwatch(number_);
        reply->set_value(true);
    }));
}

UsbBus::UsbBus(std::shared_ptr<UsbThread> thread)
    : thread_{std::move(thread)} {}

UsbBus::~UsbBus() {
    thread_->stop();
}

Expected<std::unique_ptr<UsbBus>, Failure> UsbBus::start(UsbBusOptions options) {
    auto thread = std::make_shared<UsbThread>(std::move(options));
    if (auto started = thread->start(); !started) {
        return Unexpected{started.error()};
    }
    return std::unique_ptr<UsbBus>{new UsbBus{std::move(thread)}};
}

std::vector<UsbDevice> UsbBus::devices() const {
    using Devices = std::vector<UsbDevice>;
    return thread_->ask<Devices>({}, [this](const UsbThread::Reply<Devices>& reply) {
        thread_->list(reply);
    });
}

std::unique_ptr<UsbWatch> UsbBus::watch(OnChange on_change) {
    const std::uint64_t number = thread_->next_number();
    static_cast<void>(thread_->ask<bool>(true, [&](const UsbThread::Reply<bool>& reply) {
        thread_->watch(number, std::move(on_change));
        reply->set_value(true);
    }));
    return std::unique_ptr<UsbWatch>{new UsbWatch{thread_, number}};
}

std::unique_ptr<UsbWatch>
UsbBus::after(std::chrono::milliseconds delay, std::function<void()> on_time) {
    const std::uint64_t number = thread_->next_number();
    static_cast<void>(thread_->ask<bool>(true, [&](const UsbThread::Reply<bool>& reply) {
        thread_->set_alarm(number, delay, std::move(on_time));
        reply->set_value(true);
    }));
    return std::unique_ptr<UsbWatch>{new UsbWatch{thread_, number}};
}

Expected<std::unique_ptr<UsbLink>, UsbFault> UsbBus::open(
    const UsbDevice& device,
    std::span<const UsbInterface> interfaces,
    std::chrono::milliseconds patience
) {
    using Opened = Expected<std::shared_ptr<UsbLinkState>, UsbFault>;
    const std::vector<UsbInterface> claims{interfaces.begin(), interfaces.end()};
    const auto until = UsbThread::Clock::now() + patience;
    while (true) {
        auto opened = thread_->ask<Opened>(
            Unexpected{UsbFault::stopped},
            [this, plug = device.plug, claims](const UsbThread::Reply<Opened>& reply) {
                reply->set_value(thread_->open(plug, claims));
            }
        );
        if (opened) {
            return std::unique_ptr<UsbLink>{new UsbLink{thread_, std::move(*opened)}};
        }
        const UsbFault fault = opened.error();
        // "Failed" and "no permission" too: both pass by themselves right after an arrival.
        const bool passes = fault == UsbFault::busy || fault == UsbFault::failed
                            || fault == UsbFault::no_permission;
        if (!passes || UsbThread::Clock::now() >= until) {
            return Unexpected{fault};
        }
        thread_->pause();
    }
}

Expected<std::unique_ptr<UsbLink>, UsbFault> UsbBus::open(
    const UsbDevice& device, const UsbInterface& interface, std::chrono::milliseconds patience
) {
    return open(device, std::span{&interface, 1}, patience);
}

Expected<std::vector<UsbDevice>, Failure> list_usb_devices() {
    auto bus = UsbBus::start();
    if (!bus) {
        return Unexpected{bus.error()};
    }
    return (*bus)->devices();
}

} // namespace ocop::devices
