#pragma once

#include "devices/printer_talk.hpp"
#include "devices/wait.hpp"
#include "pos/ports/printer.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop::devices {

/// A network printer that takes raw bytes on a port, 9100 by custom ("JetDirect"). One
/// connection per job, so that several tills can share it; the printer's answers come back on the
/// same connection. Bytes count as written once the system has them; the job is whole when the
/// printer's side has acknowledged all of them (SIOCOUTQ, tcp(7)) and a printer that answers has
/// said that all is printed.
class TcpPrinter : public Printer {
public:
    /// `print_patience` as for PrinterTalk.
    TcpPrinter(
        std::string host,
        std::uint16_t port,
        std::chrono::milliseconds print_patience = std::chrono::seconds{5}
    );
    ~TcpPrinter() override;
    TcpPrinter(const TcpPrinter&) = delete;
    TcpPrinter& operator=(const TcpPrinter&) = delete;

    /// Connects, for connect_timeout at most. A name is looked up by the system, which may take
    /// longer and does not heed `stop`; a number is not.
    [[nodiscard]] Expected<void, PrinterFault>
    begin(JobKind kind, const std::string& name, std::stop_token stop) override;
    [[nodiscard]] Written
    write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] Expected<Ended, PrinterFault>
    end(std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] PrinterState state(std::chrono::milliseconds timeout) override;

    static constexpr std::chrono::milliseconds connect_timeout{3000};

private:
    [[nodiscard]] PrinterFault fault(PrintTrouble trouble, std::string what) const;
    [[nodiscard]] Written
    put(std::string_view bytes, std::chrono::milliseconds timeout, const std::stop_token& stop);
    /// What the printer sends next, as PrinterTalk wants it.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> read(std::chrono::milliseconds timeout);
    /// Waits until the printer's side has all bytes; not_yet when the time is up.
    [[nodiscard]] Expected<Ended, PrinterFault>
    await_acknowledged(std::chrono::milliseconds timeout, const std::stop_token& stop);
    /// Hangs up. Without an end to the job, so that what waits here is not sent any more.
    void drop();

    std::string host_;
    std::uint16_t port_;
    FileHandle socket_{};
    PrinterTalk talk_;
    JobKind kind_ = JobKind::paper;
    bool kept_up_ = false; // the last write took all it was given
};

} // namespace ocop::devices
