#pragma once

#include "devices/print_service.hpp"
#include "tests/devices/scratch.hpp"
#include "tests/fakes/fake_printer.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace ocop::devices {

/// A print service with a printer of the test's, and what it tells.
class Printing {
public:
    Printing(
        const std::filesystem::path& folder,
        std::function<std::unique_ptr<Printer>(const PrinterAddress&)> make
    ) {
        PrintServiceParts parts;
        parts.folder = folder;
        parts.language = Language::en;
        parts.make = std::move(make);
        parts.on_status = [this](const PrintStatus& status) {
            static_cast<void>(news_.push(PrintStatus{status}));
        };
        parts.pace.slice = std::chrono::milliseconds{5};
        parts.pace.answer = std::chrono::milliseconds{5};
        parts.pace.again = std::chrono::milliseconds{1};
        parts.pace.empty_slices_max = 2;
        service_ = std::make_unique<PrintService>(std::move(parts));
        PrinterAddress address;
        address.kind = PrinterAddress::Kind::usb;
        EXPECT_TRUE(service_->use(address));
    }

    Printing(const std::filesystem::path& folder, const std::shared_ptr<FakePaper>& paper)
        : Printing{folder, [paper](const PrinterAddress&) {
                       return std::make_unique<FakePrinter>(paper);
                   }} {}

    [[nodiscard]] PrintService& service() { return *service_; }

    /// The first news that `is_it`; a failure of the test if it does not come.
    PrintStatus wait(const std::function<bool(const PrintStatus&)>& is_it, const char* what) {
        if (last_ && is_it(*last_)) {
            return *last_;
        }
        while (auto status = news_.pop_for(std::chrono::seconds{20})) {
            last_ = std::move(status);
            if (is_it(*last_)) {
                return *last_;
            }
        }
        ADD_FAILURE() << "never told: " << what;
        return {};
    }

    PrintStatus wait_done(std::int64_t count) {
        return wait(
            [count](const PrintStatus& status) {
                return status.done >= count && status.phase == PrintStatus::Phase::idle;
            },
            "done"
        );
    }

    PrintStatus wait_asking() {
        return wait(
            [](const PrintStatus& status) { return status.phase == PrintStatus::Phase::asking; },
            "asking"
        );
    }

    PrintStatus wait_trouble(PrintTrouble trouble) {
        return wait(
            [trouble](const PrintStatus& status) {
                return status.phase == PrintStatus::Phase::waiting && status.trouble == trouble;
            },
            "waiting"
        );
    }

    PrintStatus wait_offered(std::size_t count) {
        return wait(
            [count](const PrintStatus& status) { return status.offered.size() == count; }, "offered"
        );
    }

    /// Ends the program: what is not done stays on disk.
    void end() { service_.reset(); }

private:
    BoundedQueue<PrintStatus> news_{10'000};
    std::optional<PrintStatus> last_{};
    std::unique_ptr<PrintService> service_{};
};

/// A small receipt: two images, text, a cut.
inline std::string small_receipt(char ink) {
    const std::string image =
        std::string{"\x1D\x76\x30\x00\x02\x00\x08\x00", 8} + std::string(16, ink);
    return std::string{"\x1B\x40\x1C\x2E", 4} + image + image + std::string{"\x1D\x56\x42\x00", 4};
}

inline PrintJob small_job(std::int64_t seq = 17) {
    return PrintJob{"receipt-" + std::to_string(seq), seq, small_receipt('F'), small_receipt('A')};
}

/// How often `part` stands in `whole`.
inline std::size_t count_of(const std::string& whole, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = whole.find(part); at != std::string::npos;
         at = whole.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

} // namespace ocop::devices
