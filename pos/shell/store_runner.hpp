#pragma once

#include "pos/core/effect.hpp"
#include "pos/core/message.hpp"
#include "pos/ports/journal.hpp"
#include "pos/ports/pins.hpp"

#include <variant>

namespace ocop {

/// The effects the store thread carries out.
using StoreEffect = std::variant<CheckPin, FindSale, AppendRecords>;

/// Carries the store's effects out and gives the message that answers each. Store thread.
class StoreRunner {
public:
    /// Borrows both; failures are told in `language`.
    StoreRunner(Journal& journal, Pins& pins, Language language)
        : journal_{&journal},
          pins_{&pins},
          language_{language} {}

    /// PinChecked, SaleFound, RecordsAppended, or StoreFailed with a sentence for people.
    [[nodiscard]] Message carry_out(StoreEffect effect);

private:
    [[nodiscard]] StoreFailed failed(const Failure& failure) const;

    Journal* journal_;
    Pins* pins_;
    Language language_;
};

} // namespace ocop
