#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/record_body.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// What a journal record says, before the journal gives it its place: `kind` as the contract names
/// it ("sale", "shift-open" …), `body` its JSON object, `at` the clock's second.
struct RecordDraft {
    std::string kind{};
    Moment at{};
    RecordBody body{};
};

/// The record of a sale or return.
[[nodiscard]] RecordDraft sale_draft(SaleBody body, Moment at);

/// True for the kinds `sale` and `return`.
[[nodiscard]] inline bool is_receipt(std::string_view kind) {
    return kind == "sale" || kind == "return";
}

/// One record of a till's journal (contract, section 4). `v` is 1.
struct Record {
    std::int64_t seq = 0;
    std::string till{};
    std::string kind{};
    Moment at{};
    RecordBody body{};
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

/// Reads one line of canonical JSON as a record. Refuses text that is not exactly what line_text()
/// writes; does not check the hash (see check_hash).
[[nodiscard]] Expected<Record, RecordFault> parse_record(std::string_view line);
/// True if `record.hash` is the hash of its text over `record.prev`.
[[nodiscard]] bool check_hash(const Record& record);
/// The sale or return in `record`; refuses missing keys and wrong types, and any other kind.
[[nodiscard]] Expected<SaleBody, RecordFault> read_sale(const Record& record);
/// The receipt's number, if `record` is a sale or return that has one.
[[nodiscard]] std::optional<std::string>
receipt_of(const std::string& kind, const RecordBody& body);

} // namespace ocop
