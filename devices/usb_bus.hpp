#pragma once

#include "devices/usb_fault.hpp"
#include "devices/usb_link.hpp"
#include "pos/core/expected.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ocop::devices {

class UsbThread;

/// A device came or went.
struct UsbChange {
    enum class Kind { arrived, left } kind = Kind::arrived;
    UsbDevice device{};
};

/// How the bus is watched.
struct UsbBusOptions {
    /// Ask for the list again and again even where the system tells of arrivals (for tests).
    bool poll = false;
    std::chrono::milliseconds poll_every{1500};
    /// So long the arrival of a HID device that may be anything is held back, until the kernel's
    /// driver has read what it is.
    std::chrono::milliseconds driver_patience{500};
    /// Told, on the bus thread, of a handler that threw. Must not throw itself.
    std::function<void(const std::string&)> on_fault{};
};

/// Keeps a handler told of changes, or of a time that comes, until it goes away; from then on the
/// handler is not called. Not to be destroyed on the bus thread.
class UsbWatch {
public:
    ~UsbWatch();
    UsbWatch(const UsbWatch&) = delete;
    UsbWatch& operator=(const UsbWatch&) = delete;

private:
    friend class UsbBus;
    UsbWatch(std::shared_ptr<UsbThread> thread, std::uint64_t number);

    std::shared_ptr<UsbThread> thread_;
    std::uint64_t number_;
};

/// The USB of this machine: the one libusb context and the one thread that handles its events.
/// Everything libusb is asked for happens on that thread; the functions here may be called from any
/// other thread, and wait for it. Handlers are called on it and must be quick and never call back
/// into the bus: record, post, return.
class UsbBus {
public:
    using OnChange = std::function<void(const UsbChange&)>;

    /// Begins to listen. Fails where the machine's USB cannot be reached at all.
    [[nodiscard]] static Expected<std::unique_ptr<UsbBus>, Failure>
    start(UsbBusOptions options = {});

    /// Ends what is pending as `stopped`, gives interfaces back, joins. Links that live longer
    /// answer `stopped`.
    ~UsbBus();
    UsbBus(const UsbBus&) = delete;
    UsbBus& operator=(const UsbBus&) = delete;

    /// What is plugged in now but for hubs, by bus and address. Waits until every device was asked
    /// for its texts: a few milliseconds each, at most two seconds for one that does not answer.
    /// Those the system kept from us are tried anew, and told as arrivals again if it no longer
    /// does.
    [[nodiscard]] std::vector<UsbDevice> devices() const;

    /// Tells `on_change` of every device that is here, as arrivals, before it returns; then of each
    /// change. One that may be opened at last arrives again, under the same `plug`, with its texts.
    [[nodiscard]] std::unique_ptr<UsbWatch> watch(OnChange on_change);

    /// Calls `on_time` once, when `delay` is over.
    [[nodiscard]] std::unique_ptr<UsbWatch>
    after(std::chrono::milliseconds delay, std::function<void()> on_time);

    /// Opens `device` and claims `interfaces`, each in its alternate setting; a kernel driver is
    /// detached, and given them back when the link goes. Tries again for `patience` while another
    /// program (CUPS, a driver just binding) holds one. Needs every interface to be of `device`.
    [[nodiscard]] Expected<std::unique_ptr<UsbLink>, UsbFault> open(
        const UsbDevice& device,
        std::span<const UsbInterface> interfaces,
        std::chrono::milliseconds patience
    );
    [[nodiscard]] Expected<std::unique_ptr<UsbLink>, UsbFault> open(
        const UsbDevice& device, const UsbInterface& interface, std::chrono::milliseconds patience
    );

private:
    explicit UsbBus(std::shared_ptr<UsbThread> thread);

    std::shared_ptr<UsbThread> thread_;
};

/// All devices on the USB of this machine but its hubs, by bus and address: a bus that is started,
/// asked once and stopped. A machine without USB has none.
[[nodiscard]] Expected<std::vector<UsbDevice>, Failure> list_usb_devices();

} // namespace ocop::devices
