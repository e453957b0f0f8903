#pragma once

#include "pos/ports/failure.hpp"

namespace ocop::cli {

/// How a program of ours ends (contract, section 1).
enum class ExitCode {
    done = 0,
    said_no = 1,     // a check said no: tampered, differs, a bundle refused
    wrong_usage = 2, // the command line itself
    refused = 3,     // input refused, nothing changed
    failed = 4       // disk, network, device; nothing half done
};

/// The exit code a failure of the surroundings ends with.
[[nodiscard]] ExitCode exit_code(FailureCode code);

} // namespace ocop::cli
