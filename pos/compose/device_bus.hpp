#pragma once

#include "devices/usb_bus.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <memory>
#include <mutex>

namespace ocop::compose {

/// The USB of this machine, for all that print and scan in one program: started when it is first
/// asked for, and stopped with this object, which lives longer than whatever uses it.
class DeviceBus {
public:
    /// Any thread but the window's: the first call looks at every device. The same answer ever
    /// after.
    [[nodiscard]] Expected<devices::UsbBus*, Failure> get();

private:
    std::once_flag started_{};
    Expected<std::unique_ptr<devices::UsbBus>, Failure> bus_{};
};

} // namespace ocop::compose
