#include "tests/devices/emulated_device.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <linux/usbdevice_fs.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace ocop::devices::testing {

namespace {

constexpr std::uint8_t get_descriptor = 6;
constexpr std::uint8_t text_descriptor = 3;
constexpr std::uint8_t report_descriptor = 0x22;
constexpr std::size_t setup_bytes = 8;

// The numbers the descriptors give to the texts.
enum TextNumber : std::uint8_t { no_text, maker_text, name_text, serial_text };

std::uint8_t number(TextNumber text, const std::string& value) {
    return value.empty() ? std::uint8_t{no_text} : static_cast<std::uint8_t>(text);
}

std::uint8_t low(unsigned value) {
    return static_cast<std::uint8_t>(value & 0xFFU);
}

std::uint8_t high(unsigned value) {
    return low(value >> 8);
}

/// ASCII alone.
Bytes text_bytes(const std::string& text) {
    Bytes bytes{static_cast<std::uint8_t>(2 + text.size() * 2), text_descriptor};
    for (const char c : text) {
        bytes.push_back(static_cast<std::uint8_t>(c));
        bytes.push_back(0);
    }
    return bytes;
}

void append(Bytes& to, const Bytes& what) {
    to.insert(to.end(), what.begin(), what.end());
}

UsbSetup setup_of(const std::uint8_t* bytes) {
    return {
        bytes[0],
        bytes[1],
        static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8),
        static_cast<std::uint16_t>(bytes[4] | bytes[5] << 8)};
}

/// What is bound to an interface when it is plugged in.
bool is_driven(const UsbInterface& interface) {
    constexpr std::uint8_t cdc = 2;
    constexpr std::uint8_t hid = 3;
    constexpr std::uint8_t printer = 7;
    constexpr std::uint8_t cdc_data = 10;
    return interface.base_class == hid || interface.base_class == printer
           || interface.base_class == cdc || interface.base_class == cdc_data;
}

} // namespace

EmulatedDevice::EmulatedDevice(UsbDevice info)
    : info_{std::move(info)},
      readiness_{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
    for (const UsbInterface& interface : info_.interfaces) {
        if (is_driven(interface)) {
            driven_.insert(interface.number);
        }
    }
}

EmulatedDevice::~EmulatedDevice() {
    ::close(readiness_);
}

Bytes EmulatedDevice::descriptors() const {
    const Lock lock{mutex_};
    const bool is_hub = info_.interfaces.size() == 1 && info_.interfaces[0].base_class == 9;
    Bytes device{18, 1, 0, 2, std::uint8_t(is_hub ? 9 : 0), 0, 0, 64};
    append(
        device, {low(info_.vendor), high(info_.vendor), low(info_.product), high(info_.product)}
    );
    append(
        device,
        {0,
         1,
         number(maker_text, info_.maker),
         number(name_text, info_.name),
         number(serial_text, info_.serial),
         1}
    );
    Bytes body;
    std::set<std::uint8_t> numbers;
    for (const UsbInterface& one : info_.interfaces) {
        numbers.insert(one.number);
        append(
            body,
            {9,
             4,
             one.number,
             one.alternate,
             low(static_cast<unsigned>(one.endpoints.size())),
             one.base_class,
             one.sub_class,
             one.protocol,
             0}
        );
        append(body, one.extra);
        for (const UsbEndpoint& endpoint : one.endpoints) {
            append(
                body,
                {7,
                 5,
                 endpoint.address,
                 static_cast<std::uint8_t>(endpoint.transfer),
                 low(endpoint.packet_size_bytes),
                 high(endpoint.packet_size_bytes),
                 4}
            );
        }
    }
    const auto total = static_cast<unsigned>(body.size() + 9);
    append(device, {9, 2, low(total), high(total), low(unsigned(numbers.size())), 1, 0, 0xC0, 1});
    append(device, body);
    return device;
}

void EmulatedDevice::place(std::uint8_t bus, std::uint8_t address, std::string port) {
    const Lock lock{mutex_};
    info_.bus = bus;
    info_.address = address;
    info_.port = std::move(port);
}

void EmulatedDevice::changed() const {
    changed_.notify_all();
    ::eventfd_write(readiness_, 1);
}

void EmulatedDevice::send(std::uint8_t endpoint, Bytes packet) {
    const Lock lock{mutex_};
    in_[endpoint].push_back(std::move(packet));
    changed();
}

void EmulatedDevice::accept_up_to(std::size_t bytes) {
    const Lock lock{mutex_};
    accepts_ = bytes;
    changed();
}

void EmulatedDevice::accept_all() {
    accept_up_to(SIZE_MAX);
}

void EmulatedDevice::stall_out_at(std::size_t bytes) {
    const Lock lock{mutex_};
    stalls_at_ = bytes;
}

void EmulatedDevice::stall_in(std::uint8_t endpoint) {
    const Lock lock{mutex_};
    halted_.insert(endpoint);
}

void EmulatedDevice::vanish_at(std::size_t bytes) {
    const Lock lock{mutex_};
    vanishes_at_ = bytes;
}

void EmulatedDevice::vanish() {
    const Lock lock{mutex_};
    gone_ = true;
    while (!pending_.empty()) {
        finish(pending_.begin(), -ESHUTDOWN);
    }
    changed();
}

void EmulatedDevice::on_control(Control control) {
    const Lock lock{mutex_};
    on_control_ = std::move(control);
}

void EmulatedDevice::on_out(std::uint8_t in, Answer answer) {
    const Lock lock{mutex_};
    answers_on_ = in;
    on_out_ = std::move(answer);
}

void EmulatedDevice::be_silent() {
    const Lock lock{mutex_};
    silent_ = true;
}

void EmulatedDevice::set_report_descriptor(std::uint8_t interface, Bytes descriptor) {
    const Lock lock{mutex_};
    report_descriptors_[interface] = std::move(descriptor);
}

void EmulatedDevice::refuse_claims(int count) {
    const Lock lock{mutex_};
    refused_claims_ = count;
}

void EmulatedDevice::break_reads(int count) {
    const Lock lock{mutex_};
    broken_reads_ = count;
}

Bytes EmulatedDevice::received() const {
    const Lock lock{mutex_};
    return received_;
}

std::vector<UsbSetup> EmulatedDevice::controls() const {
    const Lock lock{mutex_};
    return controls_;
}

bool EmulatedDevice::is_claimed(std::uint8_t interface) const {
    const Lock lock{mutex_};
    return claimed_.contains(interface);
}

bool EmulatedDevice::has_driver(std::uint8_t interface) const {
    const Lock lock{mutex_};
    return driven_.contains(interface);
}

int EmulatedDevice::claims() const {
    const Lock lock{mutex_};
    return claims_;
}

int EmulatedDevice::pending(std::uint8_t endpoint) const {
    const Lock lock{mutex_};
    return static_cast<int>(std::count_if(
        pending_.begin(),
        pending_.end(),
        [endpoint](const Pending& one) { return one.urb->endpoint == endpoint; }
    ));
}

int EmulatedDevice::halts_cleared() const {
    const Lock lock{mutex_};
    return halts_cleared_;
}

bool EmulatedDevice::is_drained(std::uint8_t endpoint) const {
    const Lock lock{mutex_};
    const auto found = in_.find(endpoint);
    return found == in_.end() || found->second.empty();
}

bool EmulatedDevice::wait_until(const std::function<bool()>& happened) const {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{30}, happened);
}

IoctlAnswer EmulatedDevice::ioctl(const void* client, unsigned long request, void* argument) {
    const Lock lock{mutex_};
    if (request == USBDEVFS_REAPURBNDELAY || request == USBDEVFS_REAPURB) {
        return reap(client, static_cast<void**>(argument));
    }
    if (gone_ && request != USBDEVFS_GET_CAPABILITIES) {
        return {-1, ENODEV};
    }
    switch (request) {
    case USBDEVFS_GET_CAPABILITIES:
        // As Linux 6 with xHCI has them.
        *static_cast<std::uint32_t*>(argument) =
            USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_BULK_CONTINUATION
            | USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_BULK_SCATTER_GATHER
            | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
        return {};
    case USBDEVFS_CLAIMINTERFACE:
        return claim(client, *static_cast<unsigned*>(argument), false);
    case USBDEVFS_DISCONNECT_CLAIM:
        return claim(client, static_cast<usbdevfs_disconnect_claim*>(argument)->interface, true);
    case USBDEVFS_RELEASEINTERFACE:
        claimed_.erase(*static_cast<unsigned*>(argument));
        changed();
        return {};
    case USBDEVFS_IOCTL: {
        const auto& inner = *static_cast<usbdevfs_ioctl*>(argument);
        if (static_cast<unsigned>(inner.ioctl_code) == USBDEVFS_CONNECT) {
            driven_.insert(static_cast<unsigned>(inner.ifno));
        } else {
            driven_.erase(static_cast<unsigned>(inner.ifno));
        }
        changed();
        return {};
    }
    case USBDEVFS_SETINTERFACE:
    case USBDEVFS_SETCONFIGURATION:
        return {};
    case USBDEVFS_CLEAR_HALT:
        halted_.erase(static_cast<std::uint8_t>(*static_cast<unsigned*>(argument)));
        ++halts_cleared_;
        changed();
        return {};
    case USBDEVFS_SUBMITURB:
        return submit(client, static_cast<usbdevfs_urb*>(argument));
    case USBDEVFS_DISCARDURB:
        return discard(static_cast<usbdevfs_urb*>(argument));
    default:
        return {-1, ENOTTY};
    }
}

IoctlAnswer EmulatedDevice::claim(const void* client, unsigned interface, bool take_from_driver) {
    ++claims_;
    changed();
    if (refused_claims_ > 0) {
        --refused_claims_;
        return {-1, EBUSY};
    }
    const auto held = claimed_.find(interface);
    const bool is_held = held != claimed_.end() && held->second != client;
    if (is_held || (driven_.contains(interface) && !take_from_driver)) {
        return {-1, EBUSY};
    }
    driven_.erase(interface);
    claimed_[interface] = client;
    return {};
}

IoctlAnswer EmulatedDevice::submit(const void* client, usbdevfs_urb* urb) {
    const bool of_claimed = std::any_of(
        info_.interfaces.begin(),
        info_.interfaces.end(),
        [&](const UsbInterface& interface) {
            const auto held = claimed_.find(interface.number);
            return held != claimed_.end() && held->second == client
                   && std::any_of(
                       interface.endpoints.begin(),
                       interface.endpoints.end(),
                       [&](const UsbEndpoint& one) { return one.address == urb->endpoint; }
                   );
        }
    );
    if (urb->type != USBDEVFS_URB_TYPE_CONTROL && !of_claimed) {
        return {-1, ENOENT};
    }
    urb->status = 0;
    urb->actual_length = 0;
    pending_.push_back({client, urb});
    changed();
    return {};
}

IoctlAnswer EmulatedDevice::discard(usbdevfs_urb* urb) {
    const auto found = std::find_if(pending_.begin(), pending_.end(), [urb](const Pending& one) {
        return one.urb == urb;
    });
    if (found == pending_.end()) {
        return {-1, EINVAL};
    }
    finish(found, -ENOENT);
    return {};
}

IoctlAnswer EmulatedDevice::reap(const void* client, void** urb) {
    advance();
    const auto found =
        std::find_if(finished_.begin(), finished_.end(), [client](const Pending& one) {
            return one.client == client;
        });
    if (found == finished_.end()) {
        if (eventfd_t count = 0; !gone_) {
            ::eventfd_read(readiness_, &count);
        }
        return {-1, gone_ ? ENODEV : EAGAIN};
    }
    *urb = found->urb;
    finished_.erase(found);
    return {};
}

void EmulatedDevice::advance() {
    std::set<unsigned char> waiting; // an endpoint serves its requests in order
    for (auto at = pending_.begin(); at != pending_.end();) {
        const auto one = at++;
        usbdevfs_urb& urb = *one->urb;
        if (!waiting.contains(urb.endpoint) && try_finish(urb)) {
            finish(one, urb.status);
        } else {
            waiting.insert(urb.endpoint);
        }
        if (!gone_ && received_.size() >= vanishes_at_) {
            // As seen on a real kernel: the transfer under way breaks, the others are shut down.
            return vanish();
        }
    }
}

void EmulatedDevice::finish(std::list<Pending>::iterator at, int status) {
    at->urb->status = status;
    finished_.splice(finished_.end(), pending_, at);
    changed();
}

bool EmulatedDevice::try_finish(usbdevfs_urb& urb) {
    if (urb.type == USBDEVFS_URB_TYPE_CONTROL) {
        return !silent_ && control(urb);
    }
    if (halted_.contains(urb.endpoint)) {
        urb.status = -EPIPE;
        return true;
    }
    return (urb.endpoint & 0x80U) != 0 ? give(urb) : take(urb);
}

bool EmulatedDevice::control(usbdevfs_urb& urb) {
    auto* const buffer = static_cast<std::uint8_t*>(urb.buffer);
    const UsbSetup setup = setup_of(buffer);
    const std::size_t room = static_cast<std::size_t>(urb.buffer_length) - setup_bytes;
    const bool in = (setup.request_type & 0x80U) != 0;
    auto answer = standard(setup);
    if (!answer) {
        controls_.push_back(setup);
        const std::span data{buffer + setup_bytes, in ? 0 : room};
        answer = on_control_ ? on_control_(setup, data) : std::nullopt;
    }
    urb.status = answer ? 0 : -EPIPE;
    if (answer && in) {
        const std::size_t size = std::min(room, answer->size());
        std::copy_n(answer->begin(), size, buffer + setup_bytes);
        urb.actual_length = static_cast<int>(size);
    } else if (answer) {
        urb.actual_length = static_cast<int>(room);
    }
    return true;
}

std::optional<Bytes> EmulatedDevice::standard(const UsbSetup& setup) const {
    if (setup.request != get_descriptor) {
        return std::nullopt;
    }
    const auto kind = setup.value >> 8;
    if (setup.request_type == 0x81 && kind == report_descriptor) {
        const auto found = report_descriptors_.find(low(setup.index));
        return found == report_descriptors_.end() ? std::nullopt : std::optional{found->second};
    }
    if (setup.request_type != 0x80 || kind != text_descriptor) {
        return std::nullopt;
    }
    switch (low(setup.value)) {
    case no_text:
        return Bytes{4, text_descriptor, 0x09, 0x04};
    case maker_text:
        return text_bytes(info_.maker);
    case name_text:
        return text_bytes(info_.name);
    case serial_text:
        return text_bytes(info_.serial);
    default:
        return std::nullopt;
    }
}

bool EmulatedDevice::take(usbdevfs_urb& urb) {
    const std::size_t limit = std::min({accepts_, stalls_at_, vanishes_at_});
    const auto went = static_cast<std::size_t>(urb.actual_length);
    const std::size_t left = static_cast<std::size_t>(urb.buffer_length) - went;
    const std::size_t free = limit > received_.size() ? limit - received_.size() : 0;
    const std::size_t size = std::min(left, free);
    const std::span piece{static_cast<const std::uint8_t*>(urb.buffer) + went, size};
    received_.insert(received_.end(), piece.begin(), piece.end());
    urb.actual_length += static_cast<int>(size);
    if (size > 0) {
        if (on_out_) {
            if (Bytes answer = on_out_(piece); !answer.empty()) {
                in_[answers_on_].push_back(std::move(answer));
            }
        }
        changed();
    }
    if (size == left) {
        return true;
    }
    if (received_.size() >= vanishes_at_) {
        urb.status = -EPROTO;
        return true;
    }
    if (received_.size() >= stalls_at_) {
        stalls_at_ = SIZE_MAX;
        halted_.insert(urb.endpoint);
        urb.status = -EPIPE;
        return true;
    }
    return false;
}

bool EmulatedDevice::give(usbdevfs_urb& urb) {
    if (broken_reads_ > 0) {
        --broken_reads_;
        urb.status = -EPROTO;
        return true;
    }
    auto& packets = in_[urb.endpoint];
    if (packets.empty()) {
        return false;
    }
    const Bytes packet = std::move(packets.front());
    packets.pop_front();
    const auto room = static_cast<std::size_t>(urb.buffer_length);
    const std::size_t size = std::min(packet.size(), room);
    std::copy_n(packet.begin(), size, static_cast<std::uint8_t*>(urb.buffer));
    urb.actual_length = static_cast<int>(size);
    urb.status = packet.size() > room ? -EOVERFLOW : 0;
    changed();
    return true;
}

} // namespace ocop::devices::testing
