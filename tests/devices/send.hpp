#pragma once

#include "pos/ports/printer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop::devices {

/// One whole job; the first fault, if there is one. A printer that takes nothing ends the job.
inline std::optional<PrinterFault>
send(Printer& printer, JobKind kind, const std::string& name, std::string_view bytes) {
    if (const auto begun = printer.begin(kind, name, {}); !begun) {
        return begun.error();
    }
    while (!bytes.empty()) {
        const Written written = printer.write(bytes, std::chrono::seconds{2}, {});
        if (written.fault) {
            return written.fault;
        }
        if (written.bytes == 0) {
            return PrinterFault{PrintTrouble::takes_nothing, {}, {}};
        }
        bytes.remove_prefix(written.bytes);
    }
    const auto ended = printer.end(std::chrono::seconds{10}, {});
    if (!ended) {
        return ended.error();
    }
    return *ended == Ended::whole
               ? std::nullopt
               : std::optional{PrinterFault{PrintTrouble::takes_nothing, {}, {}}};
}

} // namespace ocop::devices
