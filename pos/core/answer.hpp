#pragma once

#include "pos/core/json.hpp"
#include "pos/core/record.hpp"
#include "pos/core/refusal.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ocop {

/// Something the cashier should know though the action was done.
struct Warning {
    std::string code{}; // stock, certificate, age, gone, vanished, left, tax-code, demonstration
    std::string subject{};
    bool operator==(const Warning&) const = default;
};

/// One sentence for a warning.
[[nodiscard]] std::string words(const Warning& warning, Language language);

/// A basket that the till died with: offered to whoever signs in, until it is sold or given up.
struct LeftBasket {
    std::int64_t hold = 0;
    std::string cashier{}; // who had it
    Moment at{};
    Money total{};
    Money paid{}; // taken for it
    std::vector<SaleLine> lines{};
};

/// An action that was done, and how the basket stands after it.
struct Accepted {
    std::string action{}; // the contract's word
    Money total{};
    Money paid{};
    std::vector<SaleLine> lines{};
    std::vector<TenderRow> tenders{}; // taken so far for the open sale
    /// To be handed back to the customer: what was taken for a basket that was given up, or a
    /// tender that was taken back.
    std::vector<TenderRow> hand_back{};
    std::optional<Buyer> buyer{}; // who asked for an invoice in their name
    std::vector<Warning> warnings{};
    std::optional<SaleBody> receipt{};   // a completed sale or return
    std::optional<std::int64_t> hold{};  // number of the basket put aside
    std::optional<Json> shift_close{};   // body of the shift-close record
    std::optional<std::int64_t> shift{}; // open-shift: its number
    /// sign-in: the last receipt this till gave a number, empty for none: what stands on the last
    /// paper must be it, else the till goes on from a copy.
    std::optional<std::string> last_receipt{};
    std::vector<LeftBasket> left{}; // sign-in: what waits to be taken up again
};

/// An action that was refused: nothing changed.
struct Refused {
    std::string action{};
    Refusal refusal{};
};

/// An action the store could not carry out: nothing changed.
struct Failed {
    std::string action{};
    std::string code{};
    std::string reason{};
};

using Answer = std::variant<Accepted, Refused, Failed>;

/// The answer as `ocop sell` prints it (contract, section 3), one JSON object.
[[nodiscard]] Json to_json(const Answer& answer, Language language);

} // namespace ocop
