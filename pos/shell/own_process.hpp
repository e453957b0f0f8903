#pragma once

#include <sys/stat.h>

namespace ocop {

/// What each of our programs does first, before anything is opened, and once: it holds keys and
/// PINs, and a folder that belongs to one shop.
/// - Files and folders it makes are its account's alone (umask 077), whoever makes them (SQLite,
///   libraries); what others may read is given its rights by name.
/// - No core dump is written, and no process of the same account may look into its memory (Linux:
///   RLIMIT_CORE, PR_SET_DUMPABLE). A debugger that starts the program still can.
/// - Descriptors 0 to 2 that are closed are taken, each so that using it fails: else the next file
///   opened, the ledger for one, would be what is written to as stdout.
/// - A pipe that closed and a file that may not grow are errors where they are met, not signals.
/// The umask as it was, by which files that a person asks for are made.
[[nodiscard]] mode_t begin_privately();

} // namespace ocop
