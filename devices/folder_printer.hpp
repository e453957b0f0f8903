#pragma once

#include "pos/ports/printer.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ocop::devices {

/// A printer that is a folder: for the demonstration, for tests, and for a shop whose printer is
/// yet to come. Job 17 becomes `000017-<name>.escpos`, holding exactly the bytes a real printer
/// would get, once it is whole; a pulse of the drawer becomes the empty file `000018-drawer`.
class FolderPrinter : public Printer {
public:
    /// Numbering goes on behind what lies in `folder`, which is made where it is not there.
    explicit FolderPrinter(std::filesystem::path folder)
        : folder_{std::move(folder)} {}

    [[nodiscard]] Expected<void, PrinterFault>
    begin(JobKind kind, const std::string& name, std::stop_token stop) override;
    [[nodiscard]] Written
    write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] Expected<Ended, PrinterFault>
    end(std::chrono::milliseconds timeout, std::stop_token stop) override;

    [[nodiscard]] PrinterState state(std::chrono::milliseconds) override { return {}; }

private:
    /// Finds the number of the next file, once.
    [[nodiscard]] Expected<void, PrinterFault> prepare();

    std::filesystem::path folder_;
    std::int64_t next_ = 0; // 0: not looked yet
    JobKind kind_ = JobKind::paper;
    std::string name_{};
    std::string bytes_{};
};

} // namespace ocop::devices
