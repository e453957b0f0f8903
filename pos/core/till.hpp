#pragma once

#include "pos/core/action.hpp"
#include "pos/core/basket.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/effect.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/message.hpp"
#include "pos/core/settings.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ocop {

/// Actions that may wait while a record is on its way to disk: more than any scanner sends.
inline constexpr std::size_t waiting_max = 256;

/// The action that waits for an answer of the world.
struct Pending {
    enum class For { pin, right_pin, sale, append };
    For waits_for = For::append;
    Asked asked{};
    std::optional<std::string> approver{}; // whose PIN was right
    std::optional<Refusal> refusal{};      // told once the record of a wrong PIN is on disk
    // For append: what the till will be once the records are on disk.
    Basket basket{};
    std::vector<TenderRow> tenders{};
};

/// The whole till between two messages: what is on disk (`ledger`) and what is on the counter.
struct Till {
    Ledger ledger{};
    std::optional<std::string> cashier{}; // signed in
    Basket basket{};
    std::vector<TenderRow> tenders{}; // taken so far for this basket
    std::optional<Pending> pending{};
    std::deque<Asked> waiting{}; // asked while something was pending
    /// Wrong PINs that could not be written down: they count until the program ends. The others are
    /// in the ledger.
    std::map<std::string, PinTries> unwritten_tries{};

    /// The settings as they stand in the ledger.
    [[nodiscard]] Settings settings() const;
    /// Role of who is signed in; nullopt if nobody is.
    [[nodiscard]] std::optional<Role> role() const;

    /// True once money was taken for the basket and it is not finished.
    [[nodiscard]] bool paying() const { return !tenders.empty(); }
};

/// The till after a message, and the effects to carry out, in order.
struct Step {
    Till till{};
    std::vector<Effect> effects{};
};

/// The till after `message`, and the effects to carry out. Pure: no clock, no I/O, no randomness.
/// A refused action changes nothing but tells so; actions asked while one is pending wait and are
/// taken in order. `catalog` must be the same from a basket's first line to its sale.
[[nodiscard]] Step step(Till till, const Catalog& catalog, const Message& message);

/// `draft` as it must be appended to `ledger`: behind a `clock` record where `now` lies before the
/// last record (a real store's clock that was set back).
[[nodiscard]] std::vector<RecordDraft> with_clock(const Ledger& ledger, RecordDraft draft);

} // namespace ocop
