#pragma once

#include "pos/core/json.hpp"
#include "pos/core/refusal.hpp"
#include "pos/report/records.hpp"
#include "pos/report/table.hpp"

#include <string>
#include <vector>

namespace ocop::report {

/// A sale or return whose e-invoice the till numbered.
struct InvoicedReceipt {
    Moment at{};
    SaleBody body{}; // has its einvoice; of a return the amounts are positive, as in its record
};

/// What the shop's provider transmits for a period (NĐ 254/2026, Art. 10.4 and 15.3: at the end of
/// the day).
struct EinvoiceList {
    Day from{};
    Day to{};
    std::string seller{};
    std::string seller_tax_code{};
    std::string seller_address{};
    std::string point{}; // the sales point's code: a seller with several shops names the place
    std::vector<InvoicedReceipt> receipts{}; // by series, then number
    std::int64_t without = 0;                // receipts of the period that have no number
};

/// Both days included. Refuses a record it cannot read.
[[nodiscard]] Expected<EinvoiceList, RecordFault>
einvoices(Day from, Day to, const RecordSource& records);

/// {"from","to","seller":{"name","tax_code","address","point"},"without","rows":[{"series","number","code","lookup",
/// "adjusts" (of a return),"receipt","at","buyer" (or null),"lines":[{"line","product","name",
/// "unit","quantity","unit_price","discount","vat_rate","net_ex_vat","vat","amount"}],"vat":[…],
/// "total","tenders":[…]}]}. Amounts and quantities of a return are negative, as in the invoice
/// that adjusts the sale's.
[[nodiscard]] Json to_json(const EinvoiceList& list);

/// `shown` has the columns that people compare with paper; `whole` also what only the provider
/// needs: the buyer's phone and e-mail, the day of an adjusted invoice, where to look it up.
enum class EinvoiceColumns { shown, whole };

/// One row a line of goods, under the numbers of its invoice. Who asked for no invoice in their
/// name is the consumer, as the invoice words it (NĐ 254/2026, App. 4b).
[[nodiscard]] Table einvoice_table(
    const EinvoiceList& list, Language language, EinvoiceColumns columns = EinvoiceColumns::whole
);

} // namespace ocop::report
