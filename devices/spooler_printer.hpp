#pragma once

#include "devices/wait.hpp"
#include "pos/ports/printer.hpp"

#include <string>
#include <sys/types.h>

namespace ocop::devices {

/// A raw queue of the system's spooler: `lp -d QUEUE -o raw`, started without a shell, reads the
/// job from its standard input. The spooler takes a job whole or not at all, and tells nothing of
/// paper; what it complains of is passed on.
class SpoolerPrinter : public Printer {
public:
    /// `program` is lp(1), looked up in PATH where it holds no slash.
    explicit SpoolerPrinter(std::string queue, std::string program = "lp");
    ~SpoolerPrinter() override;
    SpoolerPrinter(const SpoolerPrinter&) = delete;
    SpoolerPrinter& operator=(const SpoolerPrinter&) = delete;

    [[nodiscard]] Expected<void, PrinterFault>
    begin(JobKind kind, const std::string& name, std::stop_token stop) override;
    [[nodiscard]] Written
    write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] Expected<Ended, PrinterFault>
    end(std::chrono::milliseconds timeout, std::stop_token stop) override;

    [[nodiscard]] PrinterState state(std::chrono::milliseconds) override { return {}; }

private:
    [[nodiscard]] PrinterFault fault(PrintTrouble trouble, std::string what) const;
    /// Takes what lp has said. True once it has closed its output, which it does by ending.
    [[nodiscard]] bool read();
    /// Waits for the end of lp, which is at hand; its exit code, or -1.
    [[nodiscard]] int reap();
    /// Ends an lp that was not told the whole job: it has handed nothing on yet.
    void drop();

    std::string queue_;
    std::string program_;
    pid_t child_ = 0;
    FileHandle input_{};
    FileHandle output_{};
    std::string said_{};
};

} // namespace ocop::devices
