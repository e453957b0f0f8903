#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/printer_state.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace ocop {

/// What a job brings forth.
enum class JobKind {
    paper, // something to read
    drawer // a pulse for the cash drawer, nothing on paper
};

/// Why a printer did not do what it was asked to.
struct PrinterFault {
    PrintTrouble trouble{};
    std::string what{};  // one English clause: libusb's, the system's or the spooler's own words
    std::string where{}; // "usb:04b8:0e15", "192.168.1.50:9100", "cups:bill"
};

/// How far a write came. Bytes may have gone before a fault.
struct Written {
    std::size_t bytes = 0; // from the first of those given
    std::optional<PrinterFault> fault{};
};

/// Whether the last bytes of a job got to the printer, and it is through with them: `unsaid` where
/// it has all of them but has not said yet that all is printed.
enum class Ended { whole, not_yet, unsaid };

/// A receipt printer: bytes in its own language go out, in pieces, and it tells how it is. One
/// thread at a time. A job is begin(), then write() until all its bytes are taken, then end(); as
/// long as no write told of a fault, none of the bytes taken is lost, and the job can go on from
/// the next one however long it had to wait. After a fault it cannot: begin() starts anew.
class Printer {
public:
    virtual ~Printer() = default;

    /// Finds, claims or connects the printer where that is still to be done, and begins a job:
    /// `name` is for files and spoolers. A job that was not ended is given up first, as far as the
    /// wire allows. Waits some seconds at most, and no longer than `stop` lets it.
    [[nodiscard]] virtual Expected<void, PrinterFault>
    begin(JobKind kind, const std::string& name, std::stop_token stop) = 0;

    /// Hands over bytes of the job, as many as the printer takes within `timeout`: none is no
    /// fault, it may be out of paper. Returns at once when `stop` is asked for.
    [[nodiscard]] virtual Written
    write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) = 0;

    /// All bytes of the job are written: sees them to the printer for `timeout` at most. To be
    /// called again until the job is whole.
    [[nodiscard]] virtual Expected<Ended, PrinterFault>
    end(std::chrono::milliseconds timeout, std::stop_token stop) = 0;

    /// What the printer tells of itself, asked for `timeout` at most; what it does not tell stays
    /// unknown. Asks within the stream only where the last write took all it was given: before the
    /// first byte of a job or behind the last one.
    [[nodiscard]] virtual PrinterState state(std::chrono::milliseconds timeout) = 0;
};

} // namespace ocop
