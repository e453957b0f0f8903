#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <string>

namespace ocop {

/// One thing to print: bytes in the printer's own language and a name for people and files.
struct PrintJob {
    std::string name{};  // "QNA-HOIAN-01-1-000017"
    std::string bytes{}; // ESC/POS
};

/// A receipt printer with its cash drawer. Used by the device thread alone.
class Printer {
public:
    virtual ~Printer() = default;
    /// Sends the whole job, or tells how it failed; paper may then be half printed.
    [[nodiscard]] virtual Expected<void, Failure> print(const PrintJob& job) = 0;
    /// Pulses the drawer's coil once.
    [[nodiscard]] virtual Expected<void, Failure> open_drawer() = 0;
};

} // namespace ocop
