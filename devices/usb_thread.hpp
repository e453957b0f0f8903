#pragma once

#include "devices/usb_bus.hpp"
#include "devices/usb_raw.hpp"
#include "pos/core/assert.hpp"
#include "pos/shell/bounded_queue.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace ocop::devices {

/// An open device. Used on the bus thread alone.
struct UsbLinkState {
    raw::Handle handle{};
    std::vector<int> claimed{};
    std::map<std::uint8_t, UsbEndpoint> endpoints{};
    std::uint32_t plug = 0;
    int flying = 0; // transfers under way
    bool gone = false;
    bool closing = false;
    std::vector<std::function<void()>> on_closed{};
};

/// One transfer with its buffer. libusb writes into it until its callback, which only marks it.
struct UsbFlight {
    raw::Transfer raw{};
    std::vector<unsigned char> buffer{};
    std::shared_ptr<UsbLinkState> link{};
    std::uint64_t number = 0;
    std::optional<UsbFault> refused{}; // it could not be submitted
    bool complete = false;
    /// Called once it ended, after libusb's event handling; true: submit it again.
    std::function<bool(UsbFlight&)> landed{};

    [[nodiscard]] std::optional<UsbFault> fault() const;
};

/// The thread behind UsbBus: everything in it but post(), ask() and stop() happens on that thread.
class UsbThread {
public:
    using Clock = std::chrono::steady_clock;
    using Job = std::function<void()>;
    /// What a device is asked when it arrives (usb_thread_devices.cpp).
    enum class Question;
    template <class T>
    using Reply = std::shared_ptr<std::promise<T>>;

    explicit UsbThread(UsbBusOptions options);
    ~UsbThread();
    UsbThread(const UsbThread&) = delete;
    UsbThread& operator=(const UsbThread&) = delete;

    /// Nothing happens before. Throws what std::thread throws.
    [[nodiscard]] Expected<void, Failure> start();
    /// Ends what is pending, closes all links, joins.
    void stop();

    /// Any thread. False once it is stopped: then the job is not done.
    [[nodiscard]] bool post(Job job);

    /// A twentieth of a second, or less where the bus is stopped meanwhile. Any thread.
    void pause();

    /// Begins something on the bus thread and waits for its answer; `if_stopped` once it is
    /// stopped. Any thread but the bus thread.
    template <class T, class Begin>
    [[nodiscard]] T ask(T if_stopped, Begin begin) {
        OCOP_ASSERT(std::this_thread::get_id() != thread_.get_id());
        const auto reply = std::make_shared<std::promise<T>>();
        auto answer = reply->get_future();
        if (!post([reply, begin = std::move(begin)] { begin(reply); })) {
            return if_stopped;
        }
        return answer.get();
    }

    // Devices: usb_thread_devices.cpp.
    void list(const Reply<std::vector<UsbDevice>>& reply);
    void watch(std::uint64_t number, UsbBus::OnChange on_change);
    void set_alarm(std::uint64_t number, std::chrono::milliseconds delay, Job on_time);
    void unwatch(std::uint64_t number); // an alarm too

    [[nodiscard]] std::uint64_t next_number() { return ++numbers_; } // any thread

    // Links and transfers: usb_thread.cpp.
    [[nodiscard]] Expected<std::shared_ptr<UsbLinkState>, UsbFault>
    open(std::uint32_t plug, const std::vector<UsbInterface>& interfaces);
    void close(const std::shared_ptr<UsbLinkState>& link, std::function<void()> closed);
    /// An empty transfer on `link` with a buffer of `size_bytes`.
    [[nodiscard]] std::unique_ptr<UsbFlight>
    prepare(const std::shared_ptr<UsbLinkState>& link, std::size_t size_bytes);
    /// Submits it; `landed` is called in the end, also if it cannot be submitted.
    void submit(std::unique_ptr<UsbFlight> flight);
    void cancel(std::uint64_t flight);

    /// Does `job` once `delay` is over and all that came from devices by then is handled. Never,
    /// where the bus is stopped before.
    void after(std::chrono::milliseconds delay, Job job);

private:
    /// A device on the bus, told of once its texts are read.
    struct Plugged {
        raw::Device raw{};
        UsbDevice info{};
        bool told = false;
        bool asks = false; // again, because it may be opened by now
        int tries = 0;
        std::uint16_t language = 0;
    };

    void run();
    void listen();
    void deafen();
    [[nodiscard]] timeval patience() const;
    void run_jobs();
    void run_timers(Clock::time_point due);
    void land();
    void fly(std::unique_ptr<UsbFlight> flight);
    void finish_close(UsbLinkState& link);
    void shut_down();
    void guard(const Job& job);
    static int LIBUSB_CALL
    noted(libusb_context*, libusb_device* device, libusb_hotplug_event event, void* self);
    static void LIBUSB_CALL landed(libusb_transfer* transfer);
    void take_changes();
    void poll_list();
    void arrived(raw::Device device);
    void left(libusb_device* device);
    void read_texts(std::uint32_t plug);
    void
    next_text(std::uint32_t plug, const std::shared_ptr<UsbLinkState>& link, Question question);
    /// Asks the system what a HID device is for, where its classes and numbers do not tell.
    void look_closer(std::uint32_t plug, Clock::time_point until);
    void tell_arrival(std::uint32_t plug);
    void forget(std::uint32_t plug); // it is leaving, which is told where its arrival was
    void ask_again(std::uint32_t plug);
    void tell(const UsbChange& change);
    void answer_lists();

    UsbBusOptions options_;
    raw::Context context_{};
    BoundedQueue<Job> jobs_;
    BoundedQueue<Job> pauses_{1}; // always empty: closed when the bus stops
    std::atomic<std::uint64_t> numbers_{0};

    bool stopping_ = false;
    bool hears_ = false; // hotplug is registered
    libusb_hotplug_callback_handle ear_{};
    std::vector<std::pair<raw::Device, libusb_hotplug_event>> changes_{};
    Clock::time_point next_poll_{};
    std::multimap<Clock::time_point, Job> timers_{};
    std::map<std::uint32_t, Plugged> plugged_{};
    std::uint32_t plugs_ = 0;
    std::map<std::uint64_t, UsbBus::OnChange> watchers_{};
    std::set<std::uint64_t> alarms_{};
    std::vector<Reply<std::vector<UsbDevice>>> waiting_lists_{};
    std::list<std::unique_ptr<UsbFlight>> flying_{};
    std::list<std::shared_ptr<UsbLinkState>> links_{};

    std::jthread thread_{};
};

} // namespace ocop::devices
