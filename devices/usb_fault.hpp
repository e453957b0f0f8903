#pragma once

#include "devices/usb_device.hpp"
#include "pos/ports/failure.hpp"

#include <string_view>

namespace ocop::devices {

/// How a request to a USB device ended badly.
enum class UsbFault {
    gone,          // unplugged, or switched off
    busy,          // another program holds the interface
    no_permission, // the system does not let us open it
    no_driver,     // Windows: another driver is bound to it (WinUSB is needed)
    stalled,       // the endpoint is halted until clear_halt()
    timed_out,     // the device took or gave nothing more in the time it had
    stopped,       // cancelled by us, or the bus is shut down
    failed,        // anything else: a bad cable, a broken answer
};

/// "gone" "busy" "no-permission" …: for logs and --json.
[[nodiscard]] std::string_view code(UsbFault fault);

/// The fault as a Failure that names `device` and what to do.
[[nodiscard]] Failure failure_of(UsbFault fault, const UsbDevice& device);

} // namespace ocop::devices
