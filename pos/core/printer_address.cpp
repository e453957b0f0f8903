#include "pos/core/printer_address.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace ocop {

namespace {

constexpr std::size_t text_size_max = 128; // of a serial number, host or queue

std::optional<std::uint16_t> number(std::string_view text, int base, std::size_t digits_max) {
    std::uint16_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || text.size() > digits_max || error != std::errc{}
        || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool all_of(std::string_view text, std::string_view besides) {
    return !text.empty() && text.size() <= text_size_max
           && std::all_of(text.begin(), text.end(), [besides](char c) {
                  return is_letter_or_digit(c) || besides.find(c) != std::string_view::npos;
              });
}

/// What stands before `mark`, which is taken away with it; all of it where there is no mark.
std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t at = std::min(text.find(mark), text.size());
    const std::string_view before = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return before;
}

std::optional<PrinterAddress> parse_usb(std::string_view text) {
    DeviceChoice device;
    constexpr std::size_t hex_digits = 4;
    const std::size_t at = text.rfind('@');
    if (at != std::string_view::npos) {
        device.port = text.substr(at + 1);
        if (!all_of(device.port, "-.")) {
            return std::nullopt;
        }
        text = text.substr(0, at);
    }
    const auto vendor = number(take_until(text, ':'), 16, hex_digits);
    const auto product = number(take_until(text, ':'), 16, hex_digits);
    device.serial = text;
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
        return c > 0x20 && c < 0x7F && c != '@';
    });
    if (!vendor || !product || !printable || text.size() > text_size_max) {
        return std::nullopt;
    }
    device.vendor = *vendor;
    device.product = *product;
    PrinterAddress address;
    address.kind = PrinterAddress::Kind::usb;
    address.device = std::move(device);
    return address;
}

std::optional<PrinterAddress> parse_tcp(std::string_view text) {
    PrinterAddress address;
    address.kind = PrinterAddress::Kind::tcp;
    std::string_view rest = text;
    if (!text.empty() && text.front() == '[') {
        rest.remove_prefix(1);
        address.host = take_until(rest, ']');
        if (!all_of(address.host, ":.") || (!rest.empty() && rest.front() != ':')
            || text.find(']') == std::string_view::npos) {
            return std::nullopt;
        }
        rest.remove_prefix(rest.empty() ? 0 : 1);
    } else {
        address.host = take_until(rest, ':');
        if (!all_of(address.host, ".-_") || address.host.front() == '-') {
            return std::nullopt;
        }
    }
    if (rest.empty()) {
        return text.back() == ':' ? std::nullopt : std::optional{address};
    }
    constexpr std::size_t port_digits = 5;
    const auto port = number(rest, 10, port_digits);
    if (!port || *port == 0) {
        return std::nullopt;
    }
    address.tcp_port = *port;
    return address;
}

} // namespace

std::optional<PrinterAddress> parse_printer_address(std::string_view text) {
    PrinterAddress address;
    if (text.empty()) {
        return address;
    }
    const std::string_view whole = text;
    const std::string_view kind = take_until(text, ':');
    if (whole == "auto") {
        address.kind = PrinterAddress::Kind::automatic;
        return address;
    }
    if (whole == "folder" || whole == "usb") {
        address.kind = whole == "usb" ? PrinterAddress::Kind::usb : PrinterAddress::Kind::folder;
        return address;
    }
    if (kind == "usb") {
        return parse_usb(text);
    }
    if (kind == "tcp") {
        return parse_tcp(text);
    }
    if (kind == "cups" && all_of(text, "-_.") && text.front() != '-') {
        address.kind = PrinterAddress::Kind::cups;
        address.queue = text;
        return address;
    }
    return std::nullopt;
}

std::string to_string(const PrinterAddress& address) {
    switch (address.kind) {
    case PrinterAddress::Kind::none:
        return {};
    case PrinterAddress::Kind::folder:
        return "folder";
    case PrinterAddress::Kind::usb:
        return address.device ? "usb:" + to_string(*address.device) : "usb";
    case PrinterAddress::Kind::tcp: {
        const bool bare = address.host.find(':') == std::string::npos;
        return "tcp:" + (bare ? address.host : '[' + address.host + ']') + ':'
               + std::to_string(address.tcp_port);
    }
    case PrinterAddress::Kind::cups:
        return "cups:" + address.queue;
    case PrinterAddress::Kind::automatic:
        return "auto";
    }
    return {};
}

} // namespace ocop
