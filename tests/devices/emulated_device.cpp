#include "tests/devices/emulated_device.hpp"

#include <algorithm>
#include <chrono>
#include <linux/usbdevice_fs.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace ocop::devices::testing {

namespace {

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

void EmulatedDevice::repeat_last(std::uint8_t endpoint) {
    const Lock lock{mutex_};
    repeating_.insert(endpoint);
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
    changed();
}

void EmulatedDevice::stay_halted() {
    const Lock lock{mutex_};
    stays_halted_ = true;
}

void EmulatedDevice::stall_in(std::uint8_t endpoint) {
    const Lock lock{mutex_};
    halted_.insert(endpoint);
    changed();
}

void EmulatedDevice::vanish_at(std::size_t bytes) {
    const Lock lock{mutex_};
    vanishes_at_ = bytes;
    changed();
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

void EmulatedDevice::hold(std::uint8_t interface) {
    const Lock lock{mutex_};
    claimed_[interface] = this; // no client of the bed
}

void EmulatedDevice::break_reads(int count) {
    const Lock lock{mutex_};
    broken_reads_ = count;
    changed();
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

} // namespace ocop::devices::testing
