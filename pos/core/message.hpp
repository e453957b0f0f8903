#pragma once

#include "pos/core/action.hpp"
#include "pos/core/record.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ocop {

/// What happens to the till: an action of a person or script, or news from a thread.

/// Somebody asks for `action`; `now` is the clock's second.
struct Asked {
    Action action{};
    Moment now{};
};

/// Answer to CheckPin.
struct PinChecked {
    bool right = false;
};

/// Answer to FindSale; nothing if this till's journal has no such sale.
struct SaleFound {
    std::optional<Record> sale{};
    std::vector<Record> returns{};
};

/// Answer to AppendRecords: all of them are on disk.
struct RecordsAppended {
    std::vector<Record> records{};
};

/// Answer to any store effect: the store could not. `reason` is a sentence for people, `code` its
/// stable name; `written` holds the records that were on disk before the failure (a `clock`
/// record), never the one asked for.
struct StoreFailed {
    std::string code{};
    std::string reason{};
    std::vector<Record> written{};
};

/// Another program wrote to the journal (a setting, a user): take its record into the sums.
struct RecordSeen {
    Record record{};
};

using Message =
    std::variant<Asked, PinChecked, SaleFound, RecordsAppended, StoreFailed, RecordSeen>;

} // namespace ocop
