#include "pos/store/next_ledger.hpp"

#include "pos/store/projections.hpp"

#include <utility>

namespace ocop::store {

NextLedger::NextLedger(Ledger& ledger, const Record& record)
    : ledger_{ledger} {
    for (const std::string& product : products_named_in(record.body)) {
        const auto level = ledger.stock.find(product);
        old_levels_[product] =
            level != ledger.stock.end() ? std::optional{level->second} : std::nullopt;
    }
    auto stock = std::exchange(ledger.stock, {});
    next_ = ledger_;
    next_.stock = std::move(stock);
}

NextLedger::~NextLedger() {
    if (kept_) {
        return;
    }
    for (const auto& [product, level] : old_levels_) {
        if (level) {
            next_.stock.insert_or_assign(product, *level);
        } else {
            next_.stock.erase(product);
        }
    }
    ledger_.stock = std::move(next_.stock);
}

void NextLedger::keep() {
    ledger_ = std::move(next_);
    kept_ = true;
}

} // namespace ocop::store
