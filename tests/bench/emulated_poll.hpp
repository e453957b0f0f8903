#pragma once

#include "tests/devices/emulated_device.hpp"

namespace ocop::bench {

/// From now on a poll(2) of this program waits for `device` as it would for a real one. umockdev
/// puts a file there, which is always ready, so that libusb would ask without end and nothing could
/// be said of what an idle till costs. The device must be plugged in, and outlive all polling.
void poll_as_usbfs(const devices::testing::EmulatedDevice& device);

} // namespace ocop::bench
