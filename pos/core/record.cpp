#include "pos/core/record.hpp"

#include "pos/core/canonical_reader.hpp"
#include "pos/core/json_fields.hpp"

#include <utility>

namespace ocop {

namespace {

/// The record as canonical JSON, its keys in their order, around `body`, its body's canonical
/// text: writing the body costs more than everything else an append computes, so it is done once.
std::string envelope(const Record& record, const std::string& body, bool with_hashes) {
    std::string text;
    text.reserve(body.size() + 320);
    text += R"({"at":")" + iso(record.at) + R"(","body":)";
    text += body;
    if (with_hashes) {
        text += R"(,"hash":")" + hex(record.hash) + '"';
    }
    text += R"(,"kind":)" + canonical(record.kind);
    if (with_hashes) {
        text += R"(,"prev":")" + hex(record.prev) + '"';
    }
    text += R"(,"seq":)" + std::to_string(record.seq) + R"(,"till":)" + canonical(record.till);
    text += R"(,"v":1})";
    return text;
}

/// The record in `value`, which was read from `line`.
Expected<Record, RecordFault> record_of(Json value, std::string_view line) {
    if (!value.is_object()) {
        return Unexpected{RecordFault{"is not a JSON object of integers and text"}};
    }
    return read_fields<Record>(value, [&](Fields fields) -> Record {
        Record record;
        if (fields.integer("v") != 1) {
            fields.fail("has a version this program does not know");
        }
        record.seq = fields.integer("seq");
        record.till = fields.text("till");
        record.kind = fields.text("kind");
        record.at = fields.parsed("at", parse_moment);
        record.prev = fields.parsed("prev", parse_hash);
        record.hash = fields.parsed("hash", parse_hash);
        static_cast<void>(fields.object("body"));
        record.body = RecordBody{std::move(value["body"])};
        // One record has one spelling: anything else (spaces, another key order, more keys) would
        // leave bytes that no hash covers.
        if (line_text(record) != line) {
            fields.fail("is not in canonical form");
        }
        return record;
    });
}

} // namespace

std::string hashed_text(const Record& record) {
    return envelope(record, record.body.text(), false);
}

std::string line_text(const Record& record) {
    return envelope(record, record.body.text(), true);
}

SealedRecord
seal_with_line(RecordDraft draft, std::string till, std::int64_t seq, const Hash& prev) {
    Record record{
        seq, std::move(till), std::move(draft.kind), draft.at, std::move(draft.body), prev, {}};
    const std::string body = record.body.text();
    record.hash = link(prev, envelope(record, body, false));
    std::string line = envelope(record, body, true);
    return {std::move(record), std::move(line)};
}

Record seal(RecordDraft draft, std::string till, std::int64_t seq, const Hash& prev) {
    return seal_with_line(std::move(draft), std::move(till), seq, prev).record;
}

Expected<Record, RecordFault> parse_record(std::string_view line) {
    // Hardly any record is not read the quick way; what is wrong with one, the other way says.
    if (auto quick = read_canonical(line)) {
        if (auto record = record_of(std::move(*quick), line)) {
            return record;
        }
    }
    std::optional<Json> value = parse_json(line);
    if (!value) {
        return Unexpected{RecordFault{"is not a JSON object of integers and text"}};
    }
    return record_of(std::move(*value), line);
}

bool check_hash(const Record& record) {
    return link(record.prev, hashed_text(record)) == record.hash;
}

RecordDraft sale_draft(SaleBody body, Moment at) {
    return {body.is_return ? "return" : "sale", at, RecordBody{std::move(body)}};
}

Expected<SaleBody, RecordFault> read_sale(const Record& record) {
    if (!is_receipt(record.kind)) {
        return Unexpected{RecordFault{"is no sale and no return"}};
    }
    if (const SaleBody* sale = record.body.sale()) {
        return *sale;
    }
    return parse_sale_body(record.body.json(), record.kind == "return");
}

std::optional<std::string> receipt_of(const std::string& kind, const RecordBody& body) {
    if (!is_receipt(kind)) {
        return std::nullopt;
    }
    if (const SaleBody* sale = body.sale()) {
        return sale->number;
    }
    const auto number = body.json().find(kind);
    return number != body.json().end() && number->is_string()
               ? std::optional{number->get<std::string>()}
               : std::nullopt;
}

} // namespace ocop
