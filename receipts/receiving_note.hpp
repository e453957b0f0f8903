#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ocop::receipts {

/// One product that came in. `cost` is for one whole unit, without VAT; none where nobody said.
struct ReceivedGoods {
    std::string product{};
    std::string name{};
    std::string unit{};
    Quantity quantity{};
    std::optional<Money> cost{};
    std::optional<std::string> lot{};
    std::optional<Day> expiry{};
    bool consignment = false;
};

/// One delivery of one supplier.
struct ReceivingNote {
    std::string number{};
    std::string supplier{};      // code
    std::string supplier_name{}; // may be empty
    std::string receiver{};      // who booked it in
    std::vector<ReceivedGoods> goods{};
};

/// The note of goods received, after form 01-VT of Vietnamese accounting: who delivered what, at
/// what cost, the sum in digits and words, places to sign. Consigned goods are marked as such: they
/// stay the supplier's. Where a cost is missing there is no sum. `facts.at` is when they came in.
[[nodiscard]] Document receiving_note(const ReceivingNote& note, const ReceiptFacts& facts);

} // namespace ocop::receipts
