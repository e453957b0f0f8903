#pragma once

#include "pos/core/action.hpp"
#include "pos/core/answer.hpp"
#include "pos/core/record.hpp"
#include "pos/core/secret.hpp"
#include "pos/core/shift.hpp"

#include <string>
#include <variant>
#include <vector>

namespace ocop {

/// What the shell must do for the till. Carried out in order; the answers come back as messages.

/// Compare `pin` with the stored hash; answer PinChecked.
struct CheckPin {
    std::string user{};
    Secret pin{};
};

/// Look a sale up in the journal; answer SaleFound.
struct FindSale {
    std::string number{};
};

/// Append these records in order, each durably; answer RecordsAppended or AppendFailed.
struct AppendRecords {
    std::vector<RecordDraft> drafts{};
};

/// Tell the asker how an action ended.
struct Tell {
    Answer answer{};
};

/// Print the receipt of a sale or return that is on disk.
struct PrintReceipt {
    Record record{};
};

/// Print the Z report of a closed shift.
struct PrintShiftReport {
    Record record{};
};

/// Pulse the cash drawer.
struct OpenDrawer {};

using Effect = std::
    variant<CheckPin, FindSale, AppendRecords, Tell, PrintReceipt, PrintShiftReport, OpenDrawer>;

} // namespace ocop
