#pragma once

#include "devices/scanner_service.hpp"
#include "pos/compose/device_bus.hpp"
#include "pos/core/refusal.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace ocop::compose {

/// A scanner came, went, or cannot be used, as the window shows it.
struct ScannerSign {
    enum class Kind { ready, gone, failed };

    Kind kind = Kind::ready;
    std::string id{};    // as the setting `scanner` names it
    std::string name{};  // for people
    std::string fault{}; // of one that failed: a sentence
};

/// What ScannerDesk is made of. The functions are called on its threads and must neither throw nor
/// wait.
struct ScannerDeskParts {
    DeviceBus* bus = nullptr; // outlives it
    Language language = Language::vi;
    std::map<std::string, std::string> settings{}; // `scanner`: ScannerChoice
    /// A whole code, once each, in the order it was scanned; `scanner` as in ScannerSign::id.
    std::function<void(devices::ScannedCode)> on_code{};
    std::function<void(ScannerSign)> on_sign{};
    std::function<void(const std::string&)> on_fault{};
};

/// The scanners a shop has claimed for its till, from their USB reports to codes. Making it starts
/// the USB: not on the window's thread. Going away gives the scanners back.
class ScannerDesk {
public:
    explicit ScannerDesk(ScannerDeskParts parts);

    /// Other settings: takes and gives back what differs.
    void choose(const std::map<std::string, std::string>& settings);

private:
    std::unique_ptr<devices::ScannerService> service_{};
};

/// `code` for people to read: GS as "<GS>", other control characters as '?'.
[[nodiscard]] std::string visible_code(const std::string& code);

/// What people call a device: its own name, else its maker's, else its numbers.
[[nodiscard]] std::string device_name(const devices::UsbDevice& device);

} // namespace ocop::compose
