#pragma once

#include "pos/core/till.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// What is on the counter and in no journal yet: kept beside it, so that a power cut does not take
/// it. `records` and `head` say how far the journal had come; a sale, hold or cancel behind them
/// has ended it.
struct OpenBasket {
    std::string till{};
    std::string cashier{};
    Moment at{}; // of its last change
    std::int64_t records = 0;
    Hash head{};
    Basket basket{};
    std::vector<TenderRow> tenders{}; // taken for it so far
};

/// What is open in `till` at `at`; nullopt with an empty counter. A basket that is being paid is
/// open until its sale is on disk.
[[nodiscard]] std::optional<OpenBasket> open_basket(const Till& till, Moment at);

[[nodiscard]] Json to_json(const OpenBasket& open);

/// An open basket as it was kept.
struct KeptBasket {
    std::string till{};
    Moment at{};
    std::int64_t records = 0;
    Hash head{};
    Json hold{}; // the body of the `hold` record that brings it back, but for its number
};

/// The same, as it was read.
[[nodiscard]] Json to_json(const KeptBasket& kept);

/// Reads what to_json() wrote. Refuses what is none, or could not be sold: quantities and amounts
/// out of range.
[[nodiscard]] Expected<KeptBasket, RecordFault> parse_kept_basket(const Json& kept);

/// True for a record behind which no basket is open that was so before it.
[[nodiscard]] bool ends_basket(const Record& record);

/// The `hold` record that offers `kept` to whoever signs in next: a basket put aside, as far as it
/// can be told, by the cashier who had it, together with the money taken for it.
[[nodiscard]] RecordDraft left_basket(const KeptBasket& kept, const Ledger& ledger, Moment now);

/// A basket that nobody put aside: the till died with it.
[[nodiscard]] bool is_left(const Hold& hold);

/// Takes one row of `tender` and `amount` out of `basket`, a hold's, if there is one: an `untender`
/// record says that it was handed back.
void drop_tender(Json& basket, std::string_view tender, Money amount);

/// The same for `kept`, by `untender`, a record behind it.
void drop_untendered(KeptBasket& kept, const Record& untender);

/// Money taken for a held basket before the till died; 0 for one that was put aside.
[[nodiscard]] Money paid(const Hold& hold);

} // namespace ocop
