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

/// Wrong PINs in a row after which a user waits, and how long, in seconds.
inline constexpr int pin_tries_max = 5;
inline constexpr std::int64_t pin_lock_s = 60;
/// Actions that may wait while a record is on its way to disk: more than any scanner sends.
inline constexpr std::size_t waiting_max = 256;

/// Wrong PINs of one user, in this process.
struct PinTries {
    int wrong = 0;
    Moment last{};
    bool operator==(const PinTries&) const = default;
};

/// The action that waits for an answer of the world.
struct Pending {
    enum class For { pin, sale, append };
    For waits_for = For::append;
    Asked asked{};
    std::optional<std::string> approver{}; // whose PIN was right
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
    std::map<std::string, PinTries> pin_tries{};

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
