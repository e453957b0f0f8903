#pragma once

#include "devices/usb_device.hpp"
#include "devices/usb_link.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

struct usbdevfs_urb;

namespace ocop::devices::testing {

using Bytes = std::vector<std::uint8_t>;

/// What the kernel answered an ioctl(2): its result, and errno where that is -1.
struct IoctlAnswer {
    int result = 0;
    int error = 0;
};

/// A USB device that is not there: what it tells of itself, and a script of what it does, followed
/// at the level of usbfs requests. Any thread. Nothing takes time: a request ends as soon as the
/// script lets it.
class EmulatedDevice {
public:
    /// What `control` says to a control request; nullopt stalls it. `data` is what came with it.
    using Control = std::function<
        std::optional<Bytes>(const UsbSetup& setup, std::span<const std::uint8_t> data)>;
    /// Sees the bytes of each OUT piece as it is taken; what it answers is queued on `in`.
    using Answer = std::function<Bytes(std::span<const std::uint8_t> piece)>;

    /// `info`: vendor, product, texts, interfaces with endpoints (in order; alternates one after
    /// the other); bus, address and port are set by the bed.
    explicit EmulatedDevice(UsbDevice info);
    ~EmulatedDevice();
    EmulatedDevice(const EmulatedDevice&) = delete;
    EmulatedDevice& operator=(const EmulatedDevice&) = delete;

    [[nodiscard]] const UsbDevice& info() const { return info_; }

    // The script.

    /// Queues one packet (which may be empty) for an IN endpoint.
    void send(std::uint8_t endpoint, Bytes packet);
    /// From now on an IN endpoint gives its last packet again and again while no other is queued.
    void repeat_last(std::uint8_t endpoint);
    /// Takes bytes on OUT endpoints up to this many in all, then NAKs; nothing, while it is 0.
    void accept_up_to(std::size_t bytes);
    void accept_all();
    /// Halts the OUT endpoint when this many bytes were taken in all, once; until CLEAR_HALT.
    void stall_out_at(std::size_t bytes);
    /// CLEAR_HALT ends no halt any more.
    void stay_halted();
    /// Halts an IN endpoint, until CLEAR_HALT.
    void stall_in(std::uint8_t endpoint);
    /// Is unplugged when this many bytes were taken in all: what is pending fails, all that comes
    /// later finds no device. udev hears of it by UsbTestBed::unplug() alone.
    void vanish_at(std::size_t bytes);
    void vanish();
    /// Comes back with other requests than the standard ones (texts, HID report descriptor).
    void on_control(Control control);
    void on_out(std::uint8_t in, Answer answer);
    /// Answers no control request from now on: they stay pending.
    void be_silent();
    /// The report descriptor of a HID interface (its size must stand in the interface's `extra`).
    void set_report_descriptor(std::uint8_t interface, Bytes descriptor);
    /// The next `count` claims find another program there.
    void refuse_claims(int count);
    /// Another program holds `interface` from now on.
    void hold(std::uint8_t interface);
    /// Each transfer of the next `count` on an IN endpoint breaks (-EPROTO).
    void break_reads(int count);

    // What happened.

    [[nodiscard]] Bytes received() const;
    [[nodiscard]] std::vector<UsbSetup> controls() const; // but for the standard ones
    [[nodiscard]] bool is_claimed(std::uint8_t interface) const;
    [[nodiscard]] bool has_driver(std::uint8_t interface) const; // a kernel driver is bound
    [[nodiscard]] int claims() const;                            // tried so far
    [[nodiscard]] int pending(std::uint8_t endpoint) const;
    [[nodiscard]] int halts_cleared() const;
    /// All packets queued for `endpoint` were fetched.
    [[nodiscard]] bool is_drained(std::uint8_t endpoint) const;
    /// Waits until `happened` (which may call what is above) is true: false after 30 s.
    [[nodiscard]] bool wait_until(const std::function<bool()>& happened) const;

    // For the bed.

    [[nodiscard]] Bytes descriptors() const;
    void place(std::uint8_t bus, std::uint8_t address, std::string port);

    /// A descriptor that can be read while a request may have ended, as usbfs's own can then be
    /// written: what a program has to wait on that is not to ask all the time.
    [[nodiscard]] int readiness() const { return readiness_; }

    [[nodiscard]] IoctlAnswer ioctl(const void* client, unsigned long request, void* argument);

private:
    struct Pending {
        const void* client;
        usbdevfs_urb* urb;
    };

    using Lock = std::lock_guard<std::recursive_mutex>;

    IoctlAnswer claim(const void* client, unsigned interface, bool take_from_driver);
    IoctlAnswer submit(const void* client, usbdevfs_urb* urb);
    IoctlAnswer discard(usbdevfs_urb* urb);
    IoctlAnswer reap(const void* client, void** urb);
    void advance();
    [[nodiscard]] bool try_finish(usbdevfs_urb& urb);
    [[nodiscard]] bool control(usbdevfs_urb& urb);
    [[nodiscard]] std::optional<Bytes> standard(const UsbSetup& setup) const;
    [[nodiscard]] bool take(usbdevfs_urb& urb);
    [[nodiscard]] bool give(usbdevfs_urb& urb);
    void finish(std::list<Pending>::iterator at, int status);
    void changed() const;

    mutable std::recursive_mutex mutex_{};
    mutable std::condition_variable_any changed_{};
    UsbDevice info_;
    int readiness_;
    std::map<std::uint8_t, Bytes> report_descriptors_{};
    Control on_control_{};
    Answer on_out_{};
    std::uint8_t answers_on_ = 0;
    std::map<std::uint8_t, std::deque<Bytes>> in_{};
    std::set<std::uint8_t> repeating_{};
    std::set<std::uint8_t> halted_{};
    Bytes received_{};
    std::size_t accepts_ = SIZE_MAX;
    std::size_t stalls_at_ = SIZE_MAX;
    std::size_t vanishes_at_ = SIZE_MAX;
    bool gone_ = false;
    bool silent_ = false;
    bool stays_halted_ = false;
    int refused_claims_ = 0;
    int broken_reads_ = 0;
    int claims_ = 0;
    int halts_cleared_ = 0;
    std::vector<UsbSetup> controls_{};
    std::map<unsigned, const void*> claimed_{};
    std::set<unsigned> driven_{};
    std::list<Pending> pending_{};
    std::list<Pending> finished_{};
};

} // namespace ocop::devices::testing
