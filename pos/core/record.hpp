#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/product.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/tax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// What a journal record says, before the journal gives it its place: `kind` as the contract names
/// it ("sale", "shift-open" …), `body` its JSON object, `at` the clock's second.
struct RecordDraft {
    std::string kind{};
    Moment at{};
    Json body = Json::object();
};

/// One record of a till's journal (contract, section 4). `v` is 1.
struct Record {
    std::int64_t seq = 0;
    std::string till{};
    std::string kind{};
    Moment at{};
    Json body = Json::object();
    Hash prev{};
    Hash hash{};
};

/// The record without `hash` and `prev` as canonical JSON: what the hash is taken over.
[[nodiscard]] std::string hashed_text(const Record& record);
/// The whole record as one line of canonical JSON, as `journal dump` prints it (no newline).
[[nodiscard]] std::string line_text(const Record& record);
/// Places `draft` behind the record whose sequence is `seq` − 1 and whose hash is `prev`.
[[nodiscard]] Record seal(RecordDraft draft, std::string till, std::int64_t seq, const Hash& prev);

/// A record and its line_text().
struct SealedRecord {
    Record record{};
    std::string line{};
};

/// The same as seal(), with the line that is stored, for the price of one writing of the body.
[[nodiscard]] SealedRecord
seal_with_line(RecordDraft draft, std::string till, std::int64_t seq, const Hash& prev);

/// A record's fault: what is wrong, in one English clause ("hash does not match").
struct RecordFault {
    std::string what{};
};

/// Reads one line of canonical JSON as a record. Refuses text that is not exactly what line_text()
/// writes; does not check the hash (see check_hash).
[[nodiscard]] Expected<Record, RecordFault> parse_record(std::string_view line);
/// True if `record.hash` is the hash of its text over `record.prev`.
[[nodiscard]] bool check_hash(const Record& record);

/// The gift set a line belongs to: `number` counts the set groups of a sale from 1, `quantity` is
/// how many sets in thousandths, `price` that of one set.
struct SetOfLine {
    std::string product{};
    std::int64_t number = 0;
    Quantity quantity{};
    Money price{};
    bool operator==(const SetOfLine&) const = default;
};

/// One line of a sale or return, with everything a report or auditor needs: it never depends on a
/// later catalogue. Amounts in đồng with VAT within, unless named `_ex_vat`.
struct SaleLine {
    std::int64_t line = 0;
    std::optional<std::int64_t> of_line{}; // in a return of a known sale: the sale's line
    std::string product{};
    std::optional<std::string> gtin{};
    std::string name{};
    std::string unit{};
    Quantity quantity{};
    Money unit_price{};
    Money gross{};
    Money discount{};
    Money basket_discount{};
    Money net{};
    Vat vat_rate = Vat::ten;
    Money vat{};
    std::string producer{};
    std::string producer_name{};
    ProducerKind producer_kind = ProducerKind::khac;
    std::string group{};
    std::optional<int> stars{};
    CertificateState certificate = CertificateState::none;
    std::optional<Day> recognised_on{};
    std::string commune{};
    std::string district{};
    std::string province{};
    std::optional<std::string> lot{};
    std::optional<Day> expiry{};
    std::optional<Money> cost_ex_vat{};
    std::optional<Money> producer_cost{};
    std::optional<Money> consignment_price_ex_vat{}; // set: goods on consignment
    std::optional<SetOfLine> set{};
    bool demonstration = false; // price or cost are demonstration figures

    bool operator==(const SaleLine&) const = default;
};

/// A way to pay and how much of it was handed over. The tender "rounding" is what cash rounding
/// took or gave (negative: the customer paid more); it keeps Σ tenders − change = total.
struct TenderRow {
    std::string tender{};
    Money amount{};
    bool operator==(const TenderRow&) const = default;
};

/// One row of a receipt's VAT table.
struct VatRow {
    Vat rate = Vat::ten;
    Money net_ex_vat{};
    Money vat{};
    bool operator==(const VatRow&) const = default;
};

/// The body of a `sale` or `return` record.
struct SaleBody {
    bool is_return = false;
    std::string number{};            // `sale`, or `return` for a return
    std::optional<std::string> of{}; // return: the sale it takes back, if known
    std::int64_t shift = 0;
    std::string cashier{};
    std::optional<std::string> approver{};
    std::int64_t catalog = 0;
    std::optional<std::string> event{};
    std::vector<SaleLine> lines{};
    Money total{};
    std::vector<VatRow> vat{};
    std::vector<TenderRow> tenders{};
    Money change{};
    bool restock = true; // return: goods go back on the shelf

    bool operator==(const SaleBody&) const = default;
};

[[nodiscard]] Json to_json(const SaleLine& line);
[[nodiscard]] Json to_json(const SaleBody& body);
/// Reads the body of a `sale` or `return` record; refuses missing keys and wrong types. Sums are
/// checked by check_sums().
[[nodiscard]] Expected<SaleBody, RecordFault> parse_sale_body(const Json& body, bool is_return);
/// Checks every sum of the contract: gross − discounts = net, Σ net = total = Σ tenders − change,
/// VAT rows. nullopt if all agree, else the first fault.
[[nodiscard]] std::optional<RecordFault> check_sums(const SaleBody& body);
/// Rows per rate in the order 0, 5, 8, 10, KCT, TT; only rates that occur.
[[nodiscard]] std::vector<VatRow> vat_rows(const std::vector<SaleLine>& lines);

} // namespace ocop
