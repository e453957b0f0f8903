#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop::devices {

/// The report descriptor of a HID interface as the kernel's driver read it, without opening or
/// claiming the device: Linux keeps it, for all to read, in
///
///     /sys/bus/usb/devices/1-2.4/1-2.4:1.0/0003:0C2E:0B8F.0007/report_descriptor
///
/// `port` as UsbDevice has it. nullopt where no driver of HID is bound (yet), and on other systems.
[[nodiscard]] std::optional<std::vector<std::uint8_t>>
system_report_descriptor(const std::string& port, std::uint8_t interface);

} // namespace ocop::devices
