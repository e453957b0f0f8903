#pragma once

#include "pos/core/refusal.hpp"

#include <string>
#include <string_view>

namespace ocop {

/// How the surroundings failed. Undone or retried, told in one sentence, exit code 4 (3 where the
/// input itself was at fault, 1 where a check said no).
enum class FailureCode {
    disk_full,           // no space left
    disk_error,          // read or write failed
    locked,              // another program holds the file
    foreign,             // not one of our files, or another till's
    newer,               // written by a newer version of the program
    corrupt,             // a record or file does not verify
    tables,              // the sums beside the journal do; the journal itself does not show damage
    not_known,           // a commit failed, and whether the record is on disk cannot be found out
    missing,             // not there
    no_store,            // a folder that holds nothing of a store
    incomplete,          // a store without its ledger or key
    exists,              // there already
    wrong_kind,          // a folder, pipe or device where a file is wanted, or the reverse
    too_large,           // a file from outside, larger than any that makes sense
    sheet_full,          // a table of more rows than a sheet of a workbook holds
    network,             // unreachable, refused, cut
    network_sign_in,     // a hotspot's sign-in page stands before the server
    network_certificate, // who answers cannot prove who it is
    network_server,      // reached, but its answer is of no use
    device,              // printer or scanner
    device_gone,         // unplugged or switched off
    device_busy,         // another program holds it
    device_permission,   // the system does not let us open it
    device_driver,       // Windows: bound to another driver
    permission,          // not allowed by the system
    pins,                // the file of PINs cannot be read, or lacks a user's
    clock,               // the computer's is not believed: nothing is recorded until it is right
    unreadable,          // a new record that would never be read again
};

/// `what`: one English clause with the file or device named; words for people are made of the code,
/// and of the clause where clause() knows it.
struct Failure {
    FailureCode code{};
    std::string what{};
    std::string where{};
};

/// True for every code of the network: what was asked for may come at another time.
[[nodiscard]] bool is_network(FailureCode code);

/// "disk-full": the stable name of a code, as --json prints it.
[[nodiscard]] std::string_view name(FailureCode code);

/// One sentence in `language`: what failed, where, what to do. `what` stands in it in brackets
/// where it is a clause for people (clause()); else it is for `--json`, where whoever is asked for
/// help finds it.
[[nodiscard]] std::string words(const Failure& failure, Language language);

} // namespace ocop
