#include "devices/device_kind.hpp"
#include "devices/hid_pos.hpp"
#include "devices/hid_sysfs.hpp"
#include "devices/usb_texts.hpp"
#include "devices/usb_thread.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::chrono::milliseconds text_time_max{500};
constexpr std::chrono::milliseconds open_again{50};
constexpr int opens_max = 4;
constexpr std::uint16_t text_size_bytes_max = 255;

} // namespace

/// What is asked of a device one after the other: the languages of its texts, then the texts.
enum class UsbThread::Question { languages, maker, name, serial, none };

namespace {

using Question = UsbThread::Question;

/// A HID interface that is no boot keyboard nor mouse.
bool may_scan(const UsbInterface& interface) {
    constexpr std::uint8_t hid = 3;
    constexpr std::uint8_t boot = 1;
    return interface.base_class == hid && interface.sub_class != boot;
}

/// The number of the text that answers `question`; 0 if the device has none, or none is asked.
std::uint8_t number_of(const raw::TextNumbers& numbers, Question question) {
    switch (question) {
    case Question::maker:
        return numbers.maker;
    case Question::name:
        return numbers.name;
    case Question::serial:
        return numbers.serial;
    case Question::languages:
    case Question::none:
        return 0;
    }
    OCOP_ASSERT(!"a question that is none");
}

/// Where the answer to `question` belongs; nullptr for what is no text.
std::string* text_of(UsbDevice& device, Question question) {
    switch (question) {
    case Question::maker:
        return &device.maker;
    case Question::name:
        return &device.name;
    case Question::serial:
        return &device.serial;
    case Question::languages:
    case Question::none:
        return nullptr;
    }
    OCOP_ASSERT(!"a question that is none");
}

Question following(Question question) {
    return static_cast<Question>(static_cast<int>(question) + 1);
}

} // namespace

void UsbThread::listen() {
    next_poll_ = Clock::now();
    if (options_.poll || libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) == 0) {
        return;
    }
    const int events = LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT;
    const int result = libusb_hotplug_register_callback(
        context_.get(),
        events,
        LIBUSB_HOTPLUG_ENUMERATE,
        LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY,
        &UsbThread::noted,
        this,
        &ear_
    );
    hears_ = result == LIBUSB_SUCCESS;
    take_changes();
}

void UsbThread::deafen() {
    if (std::exchange(hears_, false)) {
        libusb_hotplug_deregister_callback(context_.get(), ear_);
    }
    changes_.clear();
}

int LIBUSB_CALL
UsbThread::noted(libusb_context*, libusb_device* device, libusb_hotplug_event event, void* self) {
    static_cast<UsbThread*>(self)->changes_.emplace_back(
        raw::Device{libusb_ref_device(device)}, event
    );
    return 0; // goes on listening
}

void UsbThread::take_changes() {
    for (auto& [device, event] : std::exchange(changes_, {})) {
        if (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED) {
            arrived(std::move(device));
        } else {
            left(device.get());
        }
    }
    answer_lists();
}

void UsbThread::poll_list() {
    libusb_device** raw_list = nullptr;
    const auto count = libusb_get_device_list(context_.get(), &raw_list);
    if (count < 0) {
        return; // asked again soon
    }
    const raw::DeviceList list{raw_list};
    const std::span here{raw_list, static_cast<std::size_t>(count)};
    std::vector<libusb_device*> gone;
    for (const auto& [plug, plugged] : plugged_) {
        if (std::find(here.begin(), here.end(), plugged.raw.get()) == here.end()) {
            gone.push_back(plugged.raw.get());
        }
    }
    for (libusb_device* const device : gone) {
        left(device);
    }
    for (libusb_device* const device : here) {
        arrived(raw::Device{libusb_ref_device(device)});
    }
    answer_lists();
}

void UsbThread::arrived(raw::Device device) {
    const bool known = std::any_of(plugged_.begin(), plugged_.end(), [&](const auto& one) {
        return one.second.raw == device; // arrivals may be told twice
    });
    if (known) {
        return;
    }
    Plugged plugged;
    if (auto info = raw::describe(device.get())) {
        plugged.info = std::move(*info);
    } else {
        return;
    }
    plugged.raw = std::move(device);
    const std::uint32_t plug = ++plugs_;
    plugged.info.plug = plug;
    plugged_.emplace(plug, std::move(plugged));
    read_texts(plug);
}

void UsbThread::left(libusb_device* device) {
    const auto found = std::find_if(plugged_.begin(), plugged_.end(), [device](const auto& one) {
        return one.second.raw.get() == device;
    });
    if (found == plugged_.end()) {
        return;
    }
    const auto node = plugged_.extract(found);
    for (const auto& link : links_) {
        link->gone = link->gone || link->plug == node.key();
    }
    // The system ends what is pending; where it is slow to, this does.
    for (const auto& flight : flying_) {
        if (flight->link->gone) {
            libusb_cancel_transfer(flight->raw.get());
        }
    }
    if (node.mapped().told) {
        tell({UsbChange::Kind::left, node.mapped().info});
    }
}

void UsbThread::read_texts(std::uint32_t plug) {
    const auto found = plugged_.find(plug);
    if (found == plugged_.end()) {
        return;
    }
    Plugged& plugged = found->second;
    auto link = open(plug, {});
    if (link) {
        plugged.info.may_open = true;
        return next_text(plug, *link, Question::languages);
    }
    // Right after an arrival a device may not open yet, or its rights may still be on their way.
    if (link.error() != UsbFault::stopped && ++plugged.tries < opens_max) {
        return after(open_again, [this, plug] { read_texts(plug); });
    }
    if (link.error() == UsbFault::gone) {
        return forget(plug);
    }
    plugged.info.may_open = link.error() != UsbFault::no_permission;
    look_closer(plug, Clock::now() + options_.driver_patience);
}

void UsbThread::next_text(
    std::uint32_t plug, const std::shared_ptr<UsbLinkState>& link, Question question
) {
    const auto found = plugged_.find(plug);
    if (found == plugged_.end()) {
        return close(link, {});
    }
    const raw::TextNumbers numbers = raw::text_numbers(found->second.raw.get());
    while (question != Question::languages && question != Question::none
           && number_of(numbers, question) == 0) {
        question = following(question);
    }
    if (question == Question::none) {
        close(link, {});
        return look_closer(plug, Clock::now() + options_.driver_patience);
    }
    auto flight = prepare(link, LIBUSB_CONTROL_SETUP_SIZE + text_size_bytes_max);
    libusb_fill_control_setup(
        flight->buffer.data(),
        LIBUSB_ENDPOINT_IN,
        LIBUSB_REQUEST_GET_DESCRIPTOR,
        static_cast<std::uint16_t>(LIBUSB_DT_STRING << 8 | number_of(numbers, question)),
        found->second.language,
        text_size_bytes_max
    );
    libusb_fill_control_transfer(
        flight->raw.get(),
        link->handle.get(),
        flight->buffer.data(),
        nullptr,
        nullptr,
        static_cast<unsigned>(text_time_max.count())
    );
    flight->landed = [this, plug, question](UsbFlight& landed) {
        const auto fault = landed.fault();
        const auto here = plugged_.find(plug);
        if (here != plugged_.end() && !fault) {
            Plugged& plugged = here->second;
            const std::span answer{
                landed.buffer.data() + LIBUSB_CONTROL_SETUP_SIZE,
                static_cast<std::size_t>(landed.raw->actual_length)};
            if (std::string* const text = text_of(plugged.info, question)) {
                *text = usb_text(answer);
            } else {
                plugged.language = usb_language(answer);
            }
        }
        if (fault == UsbFault::gone) {
            close(landed.link, {});
            return forget(plug), false;
        }
        // A device that does not know one text may know the next; one that is silent stays so.
        const bool goes_on = !fault || fault == UsbFault::stalled;
        next_text(plug, landed.link, goes_on ? following(question) : Question::none);
        return false;
    };
    submit(std::move(flight));
}

void UsbThread::look_closer(std::uint32_t plug, Clock::time_point until) {
    constexpr std::chrono::milliseconds pause{50};
    const auto found = plugged_.find(plug);
    if (found == plugged_.end()) {
        return;
    }
    UsbDevice& device = found->second.info;
    if (kind_of(device) == DeviceKind::other) {
        bool complete = true;
        for (UsbInterface& interface : device.interfaces) {
            if (may_scan(interface)) {
                const auto descriptor = system_report_descriptor(device.port, interface.number);
                interface.scans = descriptor && is_hid_pos(hid_fields(*descriptor));
                complete = complete && descriptor;
            }
        }
        if (!complete && kind_of(device) == DeviceKind::other && Clock::now() < until) {
            return after(pause, [this, plug, until] { look_closer(plug, until); });
        }
    }
    tell_arrival(plug);
}

void UsbThread::forget(std::uint32_t plug) {
    if (Plugged& plugged = plugged_.at(plug); plugged.told) {
        plugged.asks = false;
    } else {
        plugged_.erase(plug);
    }
    answer_lists();
}

void UsbThread::ask_again(std::uint32_t plug) {
    const auto found = plugged_.find(plug);
    if (found != plugged_.end() && found->second.told && !found->second.info.may_open
        && !std::exchange(found->second.asks, true)) {
        found->second.tries = opens_max - 1; // once: nothing is on its way any more
        read_texts(plug);
    }
}

void UsbThread::tell_arrival(std::uint32_t plug) {
    Plugged& plugged = plugged_.at(plug);
    const bool asked_in_vain = std::exchange(plugged.asks, false) && !plugged.info.may_open;
    plugged.told = true;
    if (!asked_in_vain) {
        tell({UsbChange::Kind::arrived, plugged.info});
    }
    answer_lists();
}

void UsbThread::tell(const UsbChange& change) {
    for (const auto& [number, on_change] : watchers_) {
        guard([&, &handler = on_change] { handler(change); });
    }
}

void UsbThread::list(const Reply<std::vector<UsbDevice>>& reply) {
    // The system tells nobody that rights were given.
    std::vector<std::uint32_t> kept_from_us;
    for (const auto& [plug, plugged] : plugged_) {
        if (!plugged.info.may_open) {
            kept_from_us.push_back(plug);
        }
    }
    for (const std::uint32_t plug : kept_from_us) {
        ask_again(plug);
    }
    waiting_lists_.push_back(reply);
    answer_lists();
}

void UsbThread::answer_lists() {
    const bool settled = std::all_of(plugged_.begin(), plugged_.end(), [](const auto& one) {
        return one.second.told && !one.second.asks;
    });
    if (!settled || waiting_lists_.empty()) {
        return;
    }
    std::vector<UsbDevice> devices;
    for (const auto& [plug, plugged] : plugged_) {
        devices.push_back(plugged.info);
    }
    std::sort(devices.begin(), devices.end(), [](const UsbDevice& a, const UsbDevice& b) {
        return std::tie(a.bus, a.address) < std::tie(b.bus, b.address);
    });
    for (const auto& reply : std::exchange(waiting_lists_, {})) {
        reply->set_value(devices);
    }
}

void UsbThread::watch(std::uint64_t number, UsbBus::OnChange on_change) {
    const auto& handler = watchers_[number] = std::move(on_change);
    for (const auto& [plug, plugged] : plugged_) {
        if (plugged.told) {
            guard([&, &info = plugged.info] { handler({UsbChange::Kind::arrived, info}); });
        }
    }
}

void UsbThread::set_alarm(std::uint64_t number, std::chrono::milliseconds delay, Job on_time) {
    alarms_.insert(number);
    after(delay, [this, number, on_time = std::move(on_time)] {
        if (alarms_.erase(number) == 1) {
            on_time();
        }
    });
}

void UsbThread::unwatch(std::uint64_t number) {
    watchers_.erase(number);
    alarms_.erase(number);
}

} // namespace ocop::devices
