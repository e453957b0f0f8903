#pragma once

#include "pos/ports/printer.hpp"

#include <cstdint>
#include <filesystem>

namespace ocop::devices {

/// A printer that is a folder: for the demonstration, for tests, and for a shop whose printer is
/// yet to come. Job 17 becomes `000017-<name>.escpos`, holding exactly the bytes a real printer
/// would get; a pulse of the drawer becomes the empty file `000018-drawer`.
class FolderPrinter : public Printer {
public:
    /// Numbering goes on behind what lies in `folder`, which is made where it is not there.
    explicit FolderPrinter(std::filesystem::path folder)
        : folder_{std::move(folder)} {}

    [[nodiscard]] Expected<void, Failure> print(const PrintJob& job) override;
    [[nodiscard]] Expected<void, Failure> open_drawer() override;

private:
    [[nodiscard]] Expected<void, Failure> write(const std::string& name, const std::string& bytes);
    /// Finds the number of the next file, once.
    [[nodiscard]] Expected<void, Failure> prepare();

    std::filesystem::path folder_;
    std::int64_t next_ = 0; // 0: not looked yet
};

} // namespace ocop::devices
