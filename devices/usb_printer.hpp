#pragma once

#include "devices/ieee1284.hpp"
#include "devices/printer_talk.hpp"
#include "devices/usb_bus.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/ports/printer.hpp"
#include "pos/shell/bounded_queue.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ocop::devices {

/// A printer on the USB: printer class (USB printer class 1.1), or the maker's own class where it
/// is known or chosen. Claimed from the first job until it is pulled out or this goes away; the
/// kernel's driver has it before and after.
class UsbPrinter : public Printer {
public:
    /// Borrows `bus`. A printer that answers questions is asked behind each receipt to say when it
    /// is printed; one that does not for `print_patience` is not asked again.
    UsbPrinter(
        UsbBus& bus,
        PrinterAddress address,
        std::chrono::milliseconds print_patience = std::chrono::seconds{5}
    );
    ~UsbPrinter() override;
    UsbPrinter(const UsbPrinter&) = delete;
    UsbPrinter& operator=(const UsbPrinter&) = delete;

    [[nodiscard]] Expected<void, PrinterFault>
    begin(JobKind kind, const std::string& name, std::stop_token stop) override;
    [[nodiscard]] Written
    write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] Expected<Ended, PrinterFault>
    end(std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] PrinterState state(std::chrono::milliseconds timeout) override;

    /// The device that is claimed; nullopt before begin().
    [[nodiscard]] const std::optional<UsbDevice>& device() const { return device_; }

    /// What the printer says it is; empty where it does not say. After begin().
    [[nodiscard]] DeviceId device_id();

private:
    /// What came on the IN endpoint; empty: the reading has ended. Filled on the bus thread.
    using News = BoundedQueue<std::vector<std::uint8_t>>;

    [[nodiscard]] Expected<void, PrinterFault> open();
    void close();
    [[nodiscard]] PrinterFault fault(PrintTrouble trouble, std::string what) const;
    [[nodiscard]] Written
    put(std::string_view bytes, std::chrono::milliseconds timeout, const std::stop_token& stop);
    [[nodiscard]] PrinterState hint();
    void reset();

    UsbBus& bus_;
    PrinterAddress address_;
    std::optional<UsbDevice> device_{};
    std::unique_ptr<UsbLink> link_{};
    std::shared_ptr<News> news_{};
    UsbInterface interface_{};
    std::uint8_t out_ = 0;
    PrinterTalk talk_;
    JobKind kind_ = JobKind::paper;
    bool in_job_ = false; // bytes of a receipt went out that has not ended
    bool kept_up_ = true; // the last write took all it was given
    int stalls_ = 0;      // in a row, without a byte between
};

} // namespace ocop::devices
