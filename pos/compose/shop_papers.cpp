#include "pos/compose/shop_papers.hpp"

#include "pos/core/epoch.hpp"
#include "pos/core/json_fields.hpp"
#include "receipts/gift_list.hpp"
#include "receipts/receiving_note.hpp"
#include "receipts/sale_receipt.hpp"
#include "receipts/settlement_report.hpp"
#include "receipts/wording.hpp"

#include <iterator>
#include <utility>

namespace ocop::compose {

namespace {

constexpr std::size_t note_digits = 6;

Failure unreadable(const Record& record, const std::string& what) {
    return Failure{FailureCode::corrupt, what, "seq " + std::to_string(record.seq)};
}

std::string text_or_nothing(const Fields& fields, const char* key) {
    return fields.has(key) ? fields.optional_text(key).value_or("") : std::string{};
}

/// One record of goods received, and who delivered and booked them.
struct Received {
    receipts::ReceivedGoods goods{};
    std::string supplier{};
    std::string supplier_name{};
    std::string cashier{};
};

Expected<Received, RecordFault> read_received(const Record& record) {
    return read_fields<Received>(record.body.json(), [](const Fields& fields) {
        Received received;
        received.supplier = text_or_nothing(fields, "producer");
        received.supplier_name = text_or_nothing(fields, "producer_name");
        received.cashier = text_or_nothing(fields, "cashier");
        if (received.cashier.empty()) { // received by command line
            received.cashier = text_or_nothing(fields, "by");
        }
        receipts::ReceivedGoods& goods = received.goods;
        goods.product = fields.text("product");
        goods.name = text_or_nothing(fields, "name");
        goods.unit = text_or_nothing(fields, "unit");
        goods.quantity = Quantity{fields.integer("quantity")};
        goods.cost = fields.has("cost") ? fields.optional_money("cost") : std::nullopt;
        goods.lot = fields.has("lot") ? fields.optional_text("lot") : std::nullopt;
        goods.expiry = fields.has("expiry") ? fields.optional_day("expiry") : std::nullopt;
        goods.consignment = fields.has("consignment") && fields.boolean("consignment");
        return received;
    });
}

/// Records of before names were kept hold codes alone.
void complete(Received& received, const Catalog* catalog) {
    const Product* product =
        catalog == nullptr ? nullptr : catalog->find_code(received.goods.product);
    if (product == nullptr || !received.goods.name.empty()) {
        return;
    }
    received.goods.name = product->name;
    received.goods.unit = product->unit;
    if (product->producer_code == received.supplier) {
        received.supplier_name = product->producer_name;
    }
}

std::string note_number(const Record& first) {
    std::string counter = std::to_string(first.seq);
    counter.insert(0, note_digits - std::min(note_digits, counter.size()), '0');
    return first.till + "-NK-" + counter;
}

} // namespace

Expected<receipts::Document, Failure> document_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
) {
    const receipts::ReceiptFacts facts = receipt_facts(ledger, catalog, record.at, language, copy);
    if (!is_receipt(record.kind)) {
        return Unexpected{unreadable(record, "the record is not a sale or return")};
    }
    const auto body = read_sale(record);
    if (!body) {
        return Unexpected{unreadable(record, body.error().what)};
    }
    return receipts::sale_receipt(*body, facts);
}

receipts::Document shift_document(
    const ShiftSummary& shift,
    const std::optional<Record>& closed,
    const std::optional<receipts::JournalPlace>& signed_head,
    const Ledger& ledger,
    Moment at,
    Language language,
    Copy copy
) {
    receipts::ShiftReportFacts facts;
    facts.shop = receipt_facts(ledger, nullptr, at, language, copy);
    facts.kind = closed ? receipts::ShiftReportKind::z : receipts::ShiftReportKind::x;
    // A Z report names the record that closed the shift, so that a reprint says the same.
    facts.head = closed ? receipts::JournalPlace{closed->seq, hex(closed->hash)}
                        : receipts::JournalPlace{ledger.records - 1, hex(ledger.head)};
    facts.signed_head = signed_head;
    facts.in_use = closed ? numbers_in_use(*closed) : numbers_in_use(ledger);
    return receipts::shift_report(shift, facts);
}

Expected<Record, Failure> with_numbers_in_use(Journal& journal, Record closed) {
    if (closed.kind != "shift-close" || closed.body.json().contains("in_use")) {
        return closed;
    }
    Ledger sums;
    std::optional<RecordFault> fault;
    const auto read = journal.read(0, closed.seq, [&](const Record& record) {
        fault = sums.apply(record);
        return !fault;
    });
    if (!read || fault) {
        return Unexpected{read ? unreadable(closed, fault->what) : read.error()};
    }
    Json body = closed.body.json();
    body["in_use"] = to_json(numbers_in_use(sums), closed.till);
    closed.body = RecordBody{std::move(body)};
    return closed;
}

Expected<receipts::Document, Failure> paper_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
) {
    if (record.kind != "shift-close") {
        return document_of(record, ledger, catalog, language, copy);
    }
    const Json& body = record.body.json();
    const auto sums = body.find("summary");
    const auto summary = sums == body.end() ? std::nullopt : parse_shift_summary(*sums);
    if (!summary) {
        return Unexpected{unreadable(record, "the shift's sums cannot be read")};
    }
    return shift_document(
        *summary,
        record,
        // The store signs its head at each shift close, in the same step as the record.
        receipts::JournalPlace{record.seq, hex(record.hash)},
        ledger,
        record.at,
        language,
        copy
    );
}

std::string paper_name(const Record& record, const Ledger& ledger) {
    if (record.kind == "shift-close") {
        return ledger.identity.value_or(Identity{}).till + "-Z-"
               + std::to_string(record.body.json().value("shift", std::int64_t{0}));
    }
    return receipt_of(record.kind, record.body).value_or(std::string{});
}

Expected<receipts::Document, Failure> gift_document(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language
) {
    if (record.kind != "sale") {
        return Unexpected{unreadable(record, "the record is not a sale")};
    }
    const auto body = read_sale(record);
    if (!body) {
        return Unexpected{unreadable(record, body.error().what)};
    }
    // It counts nothing, so it needs no mark of a second copy.
    return receipts::gift_list(
        *body, receipt_facts(ledger, catalog, record.at, language, Copy::first)
    );
}

bool is_receipt_of_goods(const Record& record) {
    if (record.kind != "stock") {
        return false;
    }
    const Json& body = record.body.json();
    const auto what = body.find("do");
    return what != body.end() && what->is_string() && *what == "receive";
}

std::string supplier_of(const Record& record) {
    const Json& body = record.body.json();
    const auto supplier = body.find("producer");
    return supplier != body.end() && supplier->is_string() ? supplier->get<std::string>()
                                                           : std::string{};
}

Expected<receipts::Document, Failure> receiving_document(
    std::span<const Record> records, const Ledger& ledger, const Catalog* catalog, Language language
) {
    const Record& first = records.front();
    receipts::ReceivingNote note;
    note.number = note_number(first);
    for (const Record& record : records) {
        auto received = read_received(record);
        if (!received) {
            return Unexpected{unreadable(record, received.error().what)};
        }
        complete(*received, catalog);
        note.supplier = received->supplier;
        if (note.supplier_name.empty()) {
            note.supplier_name = received->supplier_name;
        }
        note.receiver = received->cashier;
        note.goods.push_back(std::move(received->goods));
    }
    return receipts::receiving_note(
        note, receipt_facts(ledger, nullptr, first.at, language, Copy::first)
    );
}

receipts::Document settlement_document(
    const report::Settlement& settlement, const Ledger& ledger, Moment at, Language language
) {
    std::vector<receipts::SettlementStatement> statements;
    for (const report::SettlementRow& row : settlement.rows) {
        if (statements.empty() || statements.back().producer != row.producer) {
            receipts::SettlementStatement statement;
            statement.producer = row.producer;
            statement.producer_name = row.producer_name;
            statement.from = settlement.from;
            statement.to = settlement.to;
            statements.push_back(std::move(statement));
        }
        receipts::SettlementStatement& statement = statements.back();
        statement.demonstration = statement.demonstration || row.demonstration;
        statement.goods.push_back(
            {row.product,
             row.name,
             row.unit,
             row.vat_rate,
             row.quantity,
             row.shelf_ex_vat,
             row.shelf_ex_vat - row.owed_ex_vat,
             row.owed_ex_vat}
        );
    }
    const auto facts = receipt_facts(ledger, nullptr, at, language, Copy::first);
    receipts::Document all{std::string{receipts::wording(language).settlement}, language, at, {}};
    for (const receipts::SettlementStatement& statement : statements) {
        auto one = receipts::settlement_report(statement, facts);
        all.blocks.insert(
            all.blocks.end(),
            std::make_move_iterator(one.blocks.begin()),
            std::make_move_iterator(one.blocks.end())
        );
    }
    return all;
}

} // namespace ocop::compose
