#include "tests/bench/sales.hpp"

#include "pos/core/assert.hpp"
#include "tests/store/shop.hpp"

#include <utility>

namespace ocop::bench {

GrowingJournal::GrowingJournal() {
    opening_.push_back(take(store::test::genesis()));
    opening_.push_back(take(store::test::user("lan", Role::cashier)));
    opening_.push_back(take(store::test::shift_open(projected_.ledger)));
}

Record GrowingJournal::take(RecordDraft draft) {
    const Ledger& ledger = projected_.ledger;
    Record record =
        seal(std::move(draft), store::test::identity().till, ledger.records, ledger.head);
    const auto fault = projected_.apply(record);
    OCOP_ASSERT(!fault.has_value());
    return record;
}

SaleRows GrowingJournal::next_sale(int lines) {
    SaleRows rows;
    rows.draft = store::test::sale(projected_.ledger, lines);
    OCOP_ASSERT(rows.draft.body.sale() != nullptr);
    rows.body = *rows.draft.body.sale();
    rows.record = take(rows.draft);
    rows.line = line_text(rows.record);
    const Ledger& ledger = projected_.ledger;
    for (const std::string& product : store::products_named_in(rows.record.body)) {
        rows.stock.emplace_back(product, ledger.stock.at(product));
    }
    rows.summary = text_of(*ledger.shift);
    rows.einvoices = ledger.einvoices;
    rows.after.records = ledger.records;
    rows.after.head = ledger.head;
    rows.after.last_at = ledger.last_at;
    rows.after.shifts = ledger.shifts;
    rows.after.receipts = ledger.receipts;
    rows.after.last_hold = ledger.last_hold;
    rows.after.catalog = ledger.catalog;
    return rows;
}

} // namespace ocop::bench
