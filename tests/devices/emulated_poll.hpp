#pragma once

#include "tests/devices/emulated_device.hpp"

namespace ocop::devices::testing {

/// From now on a poll(2) of this program waits for `device` as it would for a real one, until
/// poll_as_file(). umockdev puts a file there, which is always ready, so that libusb would ask
/// without end: a core for each bus, and nothing could be said of what an idle till costs. The
/// device must be plugged in.
void poll_as_usbfs(const EmulatedDevice& device);
void poll_as_file(const EmulatedDevice& device);

} // namespace ocop::devices::testing
