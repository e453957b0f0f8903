#pragma once

#include "pos/cli/verbs.hpp"

namespace ocop::cli {

/// `journal accept-loss`, as a verb of `journal`: a manager's decision to go on without records
/// that are gone from the journal's end.
void add_accept_loss(CLI::App& journal, Context& context, Run& run);

} // namespace ocop::cli
