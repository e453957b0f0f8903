#pragma once

#include "pos/core/record.hpp"
#include "pos/ports/journal.hpp"

#include <functional>
#include <optional>
#include <string>

namespace ocop::report {

/// Calls its argument for each record, in the order of the journal. Reports take records from here,
/// so that they know no store; the caller sees to failures of its own reading.
using RecordSource = std::function<void(const std::function<void(const Record&)>&)>;

/// The sale with this number and all returns against it, of any day; nullopt where the journal has
/// none. As above, the caller sees to failures of its own reading.
using SaleSource = std::function<std::optional<StoredSale>(const std::string&)>;

/// The sale or return in `record`; a fault names the record.
[[nodiscard]] Expected<SaleBody, RecordFault> sale_in(const Record& record);

} // namespace ocop::report
