#include "devices/usb_link.hpp"

#include "devices/usb_thread.hpp"

#include <algorithm>
#include <utility>

namespace ocop::devices {

namespace {

constexpr int broken_reads_max = 3;

unsigned timeout_of(std::chrono::milliseconds timeout) {
    // 0 is for ever to libusb.
    return static_cast<unsigned>(std::clamp<std::int64_t>(timeout.count(), 1, 3'600'000));
}

/// A read that is submitted again and again until it fails, and the silences within.
class Reading : public std::enable_shared_from_this<Reading> {
public:
    Reading(
        UsbThread& thread,
        std::shared_ptr<UsbLinkState> link,
        std::chrono::milliseconds silence,
        UsbLink::OnPiece on_piece
    )
        : thread_{thread},
          link_{std::move(link)},
          silence_{silence},
          on_piece_{std::move(on_piece)} {}

    /// True: to be submitted again.
    [[nodiscard]] bool land(const UsbFlight& flight) {
        const auto fault = flight.fault();
        if (link_->closing) {
            return false;
        }
        // A disturbed packet is no reason to give up; a pulled plug breaks all that follow.
        const bool disturbed = fault == UsbFault::failed && ++broken_ < broken_reads_max;
        if (fault && !disturbed) {
            on_piece_(UsbRead{{}, fault});
            return false;
        }
        if (!fault && flight.raw->actual_length > 0) {
            broken_ = 0;
            const std::span<const std::uint8_t> bytes{
                flight.buffer.data(), static_cast<std::size_t>(flight.raw->actual_length)};
            if (on_piece_(UsbRead{bytes, {}})) {
                count_silence();
            }
        }
        return true;
    }

private:
    void count_silence() {
        over_at_ = UsbThread::Clock::now() + silence_;
        if (!std::exchange(counts_, true)) {
            wait();
        }
    }

    void wait() {
        const auto left = over_at_ - UsbThread::Clock::now();
        thread_.after(
            std::chrono::ceil<std::chrono::milliseconds>(left),
            [self = weak_from_this()] {
                if (const auto reading = self.lock()) {
                    reading->look();
                }
            }
        );
    }

    void look() {
        if (link_->closing) {
            return;
        }
        if (UsbThread::Clock::now() < over_at_) {
            return wait(); // more came meanwhile
        }
        counts_ = false;
        on_piece_({});
    }

    UsbThread& thread_;
    std::shared_ptr<UsbLinkState> link_;
    std::chrono::milliseconds silence_;
    UsbLink::OnPiece on_piece_;
    int broken_ = 0;
    bool counts_ = false;
    UsbThread::Clock::time_point over_at_{};
};

} // namespace

UsbLink::UsbLink(std::shared_ptr<UsbThread> thread, std::shared_ptr<UsbLinkState> state)
    : thread_{std::move(thread)},
      state_{std::move(state)} {}

UsbLink::~UsbLink() {
    static_cast<void>(thread_->ask<bool>(true, [this](const UsbThread::Reply<bool>& reply) {
        thread_->close(state_, [reply] { reply->set_value(true); });
    }));
}

std::optional<UsbFault>
UsbLink::read(std::uint8_t endpoint, std::size_t size_bytes, OnRead on_read) {
    return read_pieces(
        endpoint,
        size_bytes,
        std::chrono::milliseconds{0},
        [on_read = std::move(on_read)](const UsbRead& read) {
            on_read(read);
            return false;
        }
    );
}

std::optional<UsbFault> UsbLink::read_pieces(
    std::uint8_t endpoint,
    std::size_t size_bytes,
    std::chrono::milliseconds silence,
    OnPiece on_piece
) {
    using Answer = std::optional<UsbFault>;
    return thread_->ask<Answer>(UsbFault::stopped, [&](const UsbThread::Reply<Answer>& reply) {
        const auto found = state_->endpoints.find(endpoint);
        if (found == state_->endpoints.end() || !state_->handle) {
            return reply->set_value(state_->handle ? UsbFault::failed : UsbFault::stopped);
        }
        const std::size_t packet = std::max<std::size_t>(1, found->second.packet_size_bytes);
        auto flight = thread_->prepare(state_, (size_bytes + packet - 1) / packet * packet);
        libusb_fill_bulk_transfer(
            flight->raw.get(),
            state_->handle.get(),
            endpoint,
            flight->buffer.data(),
            static_cast<int>(flight->buffer.size()),
            nullptr,
            nullptr,
            0
        );
        if (found->second.transfer == UsbTransfer::interrupt) {
            flight->raw->type = LIBUSB_TRANSFER_TYPE_INTERRUPT;
        }
        const auto reading =
            std::make_shared<Reading>(*thread_, state_, silence, std::move(on_piece));
        flight->landed = [reading](const UsbFlight& landed) { return reading->land(landed); };
        thread_->submit(std::move(flight));
        reply->set_value(std::nullopt);
    });
}

UsbWritten UsbLink::write(
    std::uint8_t endpoint,
    std::span<const std::uint8_t> bytes,
    std::chrono::milliseconds timeout,
    const std::stop_token& stop
) {
    const std::uint64_t number = thread_->next_number();
    const std::stop_callback cancel{
        stop, [this, number] {
            // Posted behind the write itself, which may not have begun.
            static_cast<void>(thread_->post([thread = thread_.get(), number] {
                thread->cancel(number);
            }));
        }};
    return thread_->ask<UsbWritten>(
        UsbWritten{0, UsbFault::stopped},
        [&](const UsbThread::Reply<UsbWritten>& reply) {
            if (!state_->handle || stop.stop_requested()) {
                return reply->set_value({0, UsbFault::stopped});
            }
            auto flight = thread_->prepare(state_, 0);
            flight->number = number;
            flight->buffer.assign(bytes.begin(), bytes.end());
            libusb_fill_bulk_transfer(
                flight->raw.get(),
                state_->handle.get(),
                endpoint,
                flight->buffer.data(),
                static_cast<int>(flight->buffer.size()),
                nullptr,
                nullptr,
                timeout_of(timeout)
            );
            flight->landed = [reply](UsbFlight& landed) {
                const int went = landed.refused ? 0 : landed.raw->actual_length;
                reply->set_value({static_cast<std::size_t>(std::max(0, went)), landed.fault()});
                return false;
            };
            thread_->submit(std::move(flight));
        }
    );
}

namespace {

/// Begins a control request with the data `bytes`, room for `size_bytes`; `done` gets the flight.
void control(
    UsbThread& thread,
    const std::shared_ptr<UsbLinkState>& state,
    const UsbSetup& setup,
    std::span<const std::uint8_t> bytes,
    std::uint16_t size_bytes,
    std::chrono::milliseconds timeout,
    std::function<bool(UsbFlight&)> landed
) {
    auto flight = thread.prepare(state, LIBUSB_CONTROL_SETUP_SIZE + std::size_t{size_bytes});
    libusb_fill_control_setup(
        flight->buffer.data(),
        setup.request_type,
        setup.request,
        setup.value,
        setup.index,
        size_bytes
    );
    std::copy(bytes.begin(), bytes.end(), flight->buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE);
    libusb_fill_control_transfer(
        flight->raw.get(),
        state->handle.get(),
        flight->buffer.data(),
        nullptr,
        nullptr,
        timeout_of(timeout)
    );
    flight->landed = std::move(landed);
    thread.submit(std::move(flight));
}

} // namespace

Expected<std::vector<std::uint8_t>, UsbFault> UsbLink::control_in(
    const UsbSetup& setup, std::uint16_t size_bytes, std::chrono::milliseconds timeout
) {
    using Answer = Expected<std::vector<std::uint8_t>, UsbFault>;
    return thread_->ask<Answer>(
        Unexpected{UsbFault::stopped},
        [&](const UsbThread::Reply<Answer>& reply) {
            control(*thread_, state_, setup, {}, size_bytes, timeout, [reply](UsbFlight& landed) {
                if (const auto fault = landed.fault()) {
                    reply->set_value(Unexpected{*fault});
                } else {
                    const auto data = landed.buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE;
                    reply->set_value(std::vector(data, data + landed.raw->actual_length));
                }
                return false;
            });
        }
    );
}

std::optional<UsbFault> UsbLink::control_out(
    const UsbSetup& setup, std::span<const std::uint8_t> bytes, std::chrono::milliseconds timeout
) {
    using Answer = std::optional<UsbFault>;
    return thread_->ask<Answer>(UsbFault::stopped, [&](const UsbThread::Reply<Answer>& reply) {
        const auto size_bytes = static_cast<std::uint16_t>(bytes.size());
        control(*thread_, state_, setup, bytes, size_bytes, timeout, [reply](UsbFlight& landed) {
            reply->set_value(landed.fault());
            return false;
        });
    });
}

std::optional<UsbFault> UsbLink::clear_halt(std::uint8_t endpoint) {
    using Answer = std::optional<UsbFault>;
    return thread_->ask<Answer>(UsbFault::stopped, [&](const UsbThread::Reply<Answer>& reply) {
        if (!state_->handle) {
            return reply->set_value(UsbFault::stopped);
        }
        const int result = libusb_clear_halt(state_->handle.get(), endpoint);
        reply->set_value(result < 0 ? Answer{raw::fault_of(result)} : std::nullopt);
    });
}

} // namespace ocop::devices
