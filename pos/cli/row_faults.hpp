#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/cli/context.hpp"

namespace ocop::cli {

/// The first few warnings and how many there are, on stderr: a register may have hundreds of the
/// same kind.
void tell_warnings(const Context& context, const catalog_sync::RowFaults& warnings);

/// Every fault of a file of goods on stderr, a line each, and the end of the verb: nothing changed.
[[noreturn]] void refuse_rows(const Context& context, const catalog_sync::RowFaults& faults);

} // namespace ocop::cli
