#pragma once

#include "pos/cli/verbs.hpp"

namespace ocop::cli {

/// `backup restore`, as a verb of `backup`.
void add_restore(CLI::App& backup, Context& context, Run& run);

} // namespace ocop::cli
