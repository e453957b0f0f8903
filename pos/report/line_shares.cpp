#include "pos/report/line_shares.hpp"

namespace ocop::report {

Expected<LineShares, RecordFault>
LineShares::of(const Record& record, const SaleBody& receipt, const SaleSource& sales) {
    LineShares shares;
    if (!receipt.is_return || !receipt.of || !sales) {
        return shares;
    }
    const std::optional<StoredSale> found = sales(*receipt.of);
    if (!found) {
        return shares;
    }
    const auto sale = sale_in(found->sale);
    if (!sale) {
        return Unexpected{sale.error()};
    }
    for (const SaleLine& line : sale->lines) {
        shares.sold_[line.line].quantity = line.quantity;
    }
    for (const Record& earlier : found->returns) {
        if (earlier.seq >= record.seq) {
            break;
        }
        const auto back = sale_in(earlier);
        if (!back) {
            return Unexpected{back.error()};
        }
        for (const SaleLine& line : back->lines) {
            const auto sold = shares.sold_.find(line.of_line.value_or(0));
            if (sold != shares.sold_.end()) {
                sold->second.returned += line.quantity;
            }
        }
    }
    return shares;
}

Money LineShares::of_line(const SaleLine& line, Money per_unit) const {
    const auto sold = sold_.find(line.of_line.value_or(0));
    if (sold == sold_.end() || sold->second.quantity <= Quantity{}) {
        return extend(per_unit, line.quantity);
    }
    const auto [quantity, returned] = sold->second;
    const std::int64_t whole = extend(per_unit, quantity).vnd();
    const auto up_to = [&](Quantity so_far) {
        return Money{scale(whole, so_far.thousandths(), quantity.thousandths())};
    };
    return up_to(returned + line.quantity) - up_to(returned);
}

} // namespace ocop::report
