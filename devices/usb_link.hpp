#pragma once

#include "devices/usb_fault.hpp"
#include "pos/core/expected.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace ocop::devices {

class UsbThread;
struct UsbLinkState;

/// The eight bytes that begin a control request (USB 2.0, 9.3), without the length, which is that
/// of the data.
struct UsbSetup {
    std::uint8_t request_type = 0; // bit 7: towards the till
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
};

/// What a pending read gave: bytes, or the fault that ended it, or neither: a silence
/// (read_pieces()).
struct UsbRead {
    std::span<const std::uint8_t> bytes{}; // valid during the call alone
    std::optional<UsbFault> fault{};
};

/// How far a write came. `bytes` went out even if it then failed: go on from there.
struct UsbWritten {
    std::size_t bytes = 0;
    std::optional<UsbFault> fault{};
};

/// A device that is open with some of its interfaces claimed, made by UsbBus::open(). Its functions
/// wait for the bus thread and must not be called on it; one thread at a time. When it goes away,
/// what is pending is cancelled and waited for, handlers are not called any more, the interfaces
/// are given back to the kernel's driver.
class UsbLink {
public:
    using OnRead = std::function<void(const UsbRead&)>;
    /// Answers whether the silence is to be counted anew from this piece on.
    using OnPiece = std::function<bool(const UsbRead&)>;

    ~UsbLink();
    UsbLink(const UsbLink&) = delete;
    UsbLink& operator=(const UsbLink&) = delete;

    /// Keeps a read pending on an interrupt or bulk IN `endpoint`, without time-out, and hands each
    /// report or packet to `on_read` on the bus thread, in order; empty ones are skipped.
    /// `size_bytes`: the largest report, rounded up here to whole packets, or a short one would
    /// wait for the next. A fault is told once and ends the reading; after `stalled` and
    /// clear_halt() it may be begun again. One read for each endpoint.
    [[nodiscard]] std::optional<UsbFault>
    read(std::uint8_t endpoint, std::size_t size_bytes, OnRead on_read);

    /// As read(), for what comes in pieces and does not say where it ends: `on_piece` is told of a
    /// silence once, when nothing came that counts (it answered true) for `silence` after something
    /// that did. What reached this machine before the silence was over is read first, however late
    /// the bus thread is. A reading that ended tells of none.
    [[nodiscard]] std::optional<UsbFault> read_pieces(
        std::uint8_t endpoint,
        std::size_t size_bytes,
        std::chrono::milliseconds silence,
        OnPiece on_piece
    );

    /// Sends `bytes` to a bulk OUT `endpoint` as one transfer and waits until all went, for at most
    /// `timeout` (> 0 ms). A device that takes nothing for now is no fault but `timed_out`, with
    /// the bytes that went. `stop` ends it at once as `stopped`.
    [[nodiscard]] UsbWritten write(
        std::uint8_t endpoint,
        std::span<const std::uint8_t> bytes,
        std::chrono::milliseconds timeout,
        const std::stop_token& stop = {}
    );

    /// A control request towards the till: at most `size_bytes` of answer, which may be shorter.
    [[nodiscard]] Expected<std::vector<std::uint8_t>, UsbFault>
    control_in(const UsbSetup& setup, std::uint16_t size_bytes, std::chrono::milliseconds timeout);

    /// A control request to the device, with `bytes` of data (none for many).
    [[nodiscard]] std::optional<UsbFault> control_out(
        const UsbSetup& setup,
        std::span<const std::uint8_t> bytes,
        std::chrono::milliseconds timeout
    );

    /// Ends the halt of a stalled endpoint. Nothing may be pending on it.
    [[nodiscard]] std::optional<UsbFault> clear_halt(std::uint8_t endpoint);

private:
    friend class UsbBus;
    UsbLink(std::shared_ptr<UsbThread> thread, std::shared_ptr<UsbLinkState> state);

    std::shared_ptr<UsbThread> thread_;
    std::shared_ptr<UsbLinkState> state_;
};

} // namespace ocop::devices
