#pragma once

#include "pos/core/device_choice.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// Which printer a store has, as the setting `printer` says it:
///
///     auto                       the one USB printer that is plugged in; of several, none until
///                                one is chosen. A store that was never told anything has this
///     (empty)                    none
///     folder                     writes each job into DIR/printed
///     usb                        the first USB printer found
///     usb:04b8:0e15              the one with this vendor and product, in hex
///     usb:04b8:0e15:J6XF001@1-2  and this serial number, at this port; either may be left out
///     tcp:192.168.1.50           a network printer, port 9100
///     tcp:[fd00::5]:9101         with its own port
///     cups:bill                  a raw queue of the system's spooler
struct PrinterAddress {
    enum class Kind { none, folder, usb, tcp, cups, automatic };

    Kind kind = Kind::none;
    std::optional<DeviceChoice> device{}; // usb; none: the first that prints
    std::string host{};
    std::uint16_t tcp_port = 9100;
    std::string queue{};

    bool operator==(const PrinterAddress&) const = default;
};

/// nullopt for anything else.
[[nodiscard]] std::optional<PrinterAddress> parse_printer_address(std::string_view text);

/// As the setting says it; parse_printer_address() gives the same back.
[[nodiscard]] std::string to_string(const PrinterAddress& address);

} // namespace ocop
