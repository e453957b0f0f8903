// What the kernel's usbfs answers for an emulated device, as umockdev hands its ioctls over.

#include "tests/devices/emulated_device.hpp"

#include <algorithm>
#include <cerrno>
#include <linux/usbdevice_fs.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <utility>

namespace ocop::devices::testing {

namespace {

constexpr std::size_t setup_bytes = 8;

UsbSetup setup_of(const std::uint8_t* bytes) {
    return {
        bytes[0],
        bytes[1],
        static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8),
        static_cast<std::uint16_t>(bytes[4] | bytes[5] << 8)};
}

} // namespace

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
        if (!stays_halted_) {
            halted_.erase(static_cast<std::uint8_t>(*static_cast<unsigned*>(argument)));
        }
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
        if (eventfd_t count = 0; !gone_ && finished_.empty()) {
            ::eventfd_read(readiness_, &count); // else another handle's wait goes on
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
    const Bytes packet = packets.front();
    if (packets.size() > 1 || !repeating_.contains(urb.endpoint)) {
        packets.pop_front();
    }
    const auto room = static_cast<std::size_t>(urb.buffer_length);
    const std::size_t size = std::min(packet.size(), room);
    std::copy_n(packet.begin(), size, static_cast<std::uint8_t*>(urb.buffer));
    urb.actual_length = static_cast<int>(size);
    urb.status = packet.size() > room ? -EOVERFLOW : 0;
    changed();
    return true;
}

} // namespace ocop::devices::testing
