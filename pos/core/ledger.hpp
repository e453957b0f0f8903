#pragma once

#include "pos/core/einvoice.hpp"
#include "pos/core/pin_tries.hpp"
#include "pos/core/record.hpp"
#include "pos/core/shift.hpp"
#include "pos/core/user.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ocop {

/// Who a till is, from its genesis record.
struct Identity {
    std::string till{}; // "<point>-<number>"
    std::string province{};
    std::string point{};
    std::string point_name{};
    std::string district{};
    std::string public_key{}; // minisign public key line
    bool training = false;
    bool operator==(const Identity&) const = default;
};

/// A basket put aside, as the `hold` record keeps it; `basket` is Basket's JSON.
struct Hold {
    std::int64_t number = 0;
    std::string cashier{};
    Moment at{};
    Json basket{};
    bool operator==(const Hold&) const = default;
};

/// The one fold: records in, sums out. Till and store run the same one; `journal rebuild` runs it
/// anew from record 0 and must come out equal. Holds nothing that grows with the number of sales.
struct Ledger {
    std::optional<Identity> identity{};
    std::int64_t records = 0; // sequence of the next record
    Hash head{};              // hash of the last record
    Moment last_at{};
    std::map<std::string, User> users{};
    std::map<std::string, std::string> settings{};
    std::map<std::int64_t, Hold> holds{};
    std::map<std::string, Quantity>
        stock{};                         // by product code; goods never received count down from 0
    std::optional<ShiftSummary> shift{}; // the open one
    std::optional<ShiftSummary> last_shift{}; // the one closed last
    std::int64_t shifts = 0;                  // shifts opened so far
    std::int64_t receipts = 0;    // last receipt number given, sales and returns in one row
    EinvoiceCounters einvoices{}; // numbers of e-invoices used so far
    std::int64_t last_hold = 0;
    std::int64_t catalog = 0; // version the till noted last
    /// Wrong PINs in a row, by user; those of names that nobody has stand under the empty one.
    std::map<std::string, PinTries> pin_tries{};

    /// The sums after `record`. Requires the next record in sequence. Unknown kinds change only
    /// `records`, `head` and `last_at`. Refuses a body it cannot read, then nothing changed.
    [[nodiscard]] std::optional<RecordFault> apply(const Record& record);

    bool operator==(const Ledger&) const = default;
};

/// The running number at the end of "<till>-000017", or nullopt.
[[nodiscard]] std::optional<std::int64_t> receipt_counter(std::string_view number);
/// "<till>-000017".
[[nodiscard]] std::string receipt_number(std::string_view till, std::int64_t counter);

} // namespace ocop
