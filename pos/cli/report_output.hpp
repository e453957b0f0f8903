#pragma once

#include "pos/cli/context.hpp"
#include "pos/report/table.hpp"

#include <string>

namespace ocop::cli {

/// Shows a report as table | csv | json | xlsx | pdf, on stdout or in the file `out`. `json` is the
/// report's own JSON (contract, section 7), which says more than the table.
void write_report(
    const Context& context,
    const report::Table& table,
    const Json& json,
    const std::string& as,
    const std::string& out
);

} // namespace ocop::cli
