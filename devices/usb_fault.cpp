#include "devices/usb_fault.hpp"

#include "pos/core/assert.hpp"

namespace ocop::devices {

namespace {

FailureCode failure_code(UsbFault fault) {
    switch (fault) {
    case UsbFault::gone:
        return FailureCode::device_gone;
    case UsbFault::busy:
        return FailureCode::device_busy;
    case UsbFault::no_permission:
        return FailureCode::device_permission;
    case UsbFault::no_driver:
        return FailureCode::device_driver;
    case UsbFault::stalled:
    case UsbFault::timed_out:
    case UsbFault::stopped:
    case UsbFault::failed:
        return FailureCode::device;
    }
    OCOP_ASSERT(!"a fault that is none");
}

std::string place(const UsbDevice& device) {
    return device.name.empty() ? id_of(device) : device.name + ", " + id_of(device);
}

} // namespace

std::string_view code(UsbFault fault) {
    switch (fault) {
    case UsbFault::gone:
        return "gone";
    case UsbFault::busy:
        return "busy";
    case UsbFault::no_permission:
        return "no-permission";
    case UsbFault::no_driver:
        return "no-driver";
    case UsbFault::stalled:
        return "stalled";
    case UsbFault::timed_out:
        return "timed-out";
    case UsbFault::stopped:
        return "stopped";
    case UsbFault::failed:
        return "failed";
    }
    OCOP_ASSERT(!"a fault that is none");
}

Failure failure_of(UsbFault fault, const UsbDevice& device) {
    return Failure{failure_code(fault), std::string{code(fault)}, place(device)};
}

} // namespace ocop::devices
