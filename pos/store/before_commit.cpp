#include "pos/store/before_commit.hpp"

#include "pos/core/clock_check.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/recordable.hpp"

#include <optional>
#include <utility>

namespace ocop::store {

namespace {

Failure unreadable(const std::string& kind, const std::string& what) {
    return Failure{FailureCode::unreadable, what, shown_text(kind)};
}

/// A training store's times come from a script; genesis says itself what it begins.
bool is_training(const Ledger& ledger, const RecordDraft& draft) {
    if (draft.kind != "genesis") {
        return ledger.identity && ledger.identity->training;
    }
    const auto training = draft.body.json().find("training");
    return training != draft.body.json().end() && *training == true;
}

std::optional<Failure> refused_time(const Ledger& ledger, const RecordDraft& draft) {
    if (is_training(ledger, draft) && can_be_recorded(draft.at)) {
        return std::nullopt;
    }
    const auto doubt = check_clock(ledger, draft.at);
    if (!doubt || (!doubt->detail.empty() && confirms_clock(draft))) {
        return std::nullopt;
    }
    return Failure{FailureCode::clock, doubt->detail, doubt->subject};
}

std::optional<Failure> refused_draft(const Ledger& ledger, const RecordDraft& draft) {
    if (!is_recordable(std::string_view{draft.kind})) {
        return unreadable(draft.kind, "a kind that is no UTF-8");
    }
    // A sale written from its values is read back alone.
    if (draft.body.sale() == nullptr && !is_recordable(draft.body.json())) {
        return unreadable(draft.kind, "a body that no record can hold");
    }
    return refused_time(ledger, draft);
}

std::optional<Failure> refused_when_read(const SealedRecord& sealed) {
    const Record& record = sealed.record;
    const auto read = parse_record(sealed.line);
    if (!read) {
        return unreadable(record.kind, read.error().what);
    }
    if (read->seq != record.seq || read->till != record.till || read->kind != record.kind
        || read->at != record.at || read->prev != record.prev || read->hash != record.hash) {
        return unreadable(record.kind, "it reads back as another record");
    }
    if (is_receipt(record.kind)) {
        if (const auto sale = read_sale(*read); !sale) {
            return unreadable(record.kind, sale.error().what);
        }
    }
    return std::nullopt;
}

} // namespace

Expected<SealedRecord, Failure>
sealed_to_be_read(const Ledger& ledger, RecordDraft draft, const std::string& till) {
    if (auto refused = refused_draft(ledger, draft)) {
        return Unexpected{std::move(*refused)};
    }
    const std::string kind = draft.kind;
    try {
        SealedRecord sealed = seal_with_line(std::move(draft), till, ledger.records, ledger.head);
        if (auto refused = refused_when_read(sealed)) {
            return Unexpected{std::move(*refused)};
        }
        return sealed;
    } catch (const Json::exception& error) { // a sale's text that is no UTF-8
        return Unexpected{unreadable(kind, error.what())};
    }
}

} // namespace ocop::store
