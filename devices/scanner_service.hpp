#pragma once

#include "devices/scanner.hpp"
#include "devices/usb_bus.hpp"
#include "pos/core/scanner_choice.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/worker.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace ocop::devices {

/// A whole code as a scanner sent it, its AIM identifier in front if it has one; UTF-8.
struct ScannedCode {
    std::string text{};
    std::string scanner{}; // id_of()
};

/// A scanner came, went, or cannot be used.
struct ScannerNews {
    enum class Kind { ready, gone, failed };

    Kind kind = Kind::ready;
    UsbDevice device{};
    std::optional<ScannerMode> mode{}; // of one that is or was ready
    std::optional<Failure> failure{};  // of one that failed
};

/// "ready" "gone" "failed".
[[nodiscard]] std::string_view code(ScannerNews::Kind kind);

/// Claims the scanners a store has, those plugged in later too, and hands their codes over: each
/// whole, each once, those of one scanner in the order it sent them. One that breaks, that another
/// program holds or that the system keeps from us is tried again after growing pauses, for ever.
class ScannerService {
public:
    struct Handlers {
        /// On the bus thread: record, post, return.
        std::function<void(ScannedCode)> on_code{};
        /// On the service's thread.
        std::function<void(const ScannerNews&)> on_news{};
        /// On the service's thread, of a handler that threw.
        std::function<void(const std::string&)> on_fault{};
    };

    /// `bus` must live longer. Returns at once; claiming happens on a thread of the service.
    ScannerService(UsbBus& bus, ScannerChoice choice, Handlers handlers, ScannerPace pace = {});
    /// Gives all scanners back. No handler is called any more.
    ~ScannerService();
    ScannerService(const ScannerService&) = delete;
    ScannerService& operator=(const ScannerService&) = delete;

    /// Another choice: takes and gives back what differs.
    void choose(ScannerChoice choice);

private:
    struct Here {
        UsbDevice device{};
        std::unique_ptr<Scanner> scanner{};
        bool tried = false;       // to be opened again by the alarm, not by a change on the bus
        bool was_ready = false;   // a scanner for certain
        std::size_t failures = 0; // since it last sent a code
        std::optional<FailureCode> told{};          // of the failure it is in
        std::shared_ptr<std::atomic<bool>> heard{}; // it sent a code; set on the bus thread
        std::unique_ptr<UsbWatch> alarm{};
    };

    void take(const UsbChange& change);
    /// Gives back what is not wanted, opens what is and was not tried yet.
    void suit();
    void ended(std::uint32_t plug, UsbFault fault);
    /// Opens it again after a pause.
    void open_later(Here& here);
    void open_again(std::uint32_t plug);
    [[nodiscard]] bool is_wanted(const UsbDevice& device) const;
    void open(Here& here, std::chrono::milliseconds patience);
    void release(Here& here);
    void tell(ScannerNews::Kind kind, const Here& here, std::optional<Failure> failure = {});
    void post(Worker::Job job);

    UsbBus& bus_;
    Handlers handlers_;
    ScannerPace pace_;
    // Used on the service's thread alone.
    ScannerChoice choice_;
    std::map<std::uint32_t, Here> here_{};

    Worker worker_;
    std::unique_ptr<UsbWatch> watch_{};
};

} // namespace ocop::devices
