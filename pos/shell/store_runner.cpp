#include "pos/shell/store_runner.hpp"

namespace ocop {

StoreFailed StoreRunner::failed(const Failure& failure) const {
    return StoreFailed{std::string{name(failure.code)}, words(failure, language_)};
}

Message StoreRunner::carry_out(StoreEffect effect) {
    if (const auto* check = std::get_if<CheckPin>(&effect)) {
        const auto right = pins_->check(check->user, check->pin);
        wipe_stack(); // hashing copies the PIN
        return right ? Message{PinChecked{*right}} : Message{failed(right.error())};
    }
    if (const auto* find = std::get_if<FindSale>(&effect)) {
        auto found = journal_->find(find->number);
        if (!found) {
            return failed(found.error());
        }
        SaleFound answer;
        if (*found) {
            answer.sale = std::move((*found)->sale);
            answer.returns = std::move((*found)->returns);
        }
        return answer;
    }
    RecordsAppended appended;
    for (RecordDraft& draft : std::get<AppendRecords>(effect).drafts) {
        auto record = journal_->append(std::move(draft));
        if (!record) {
            // A `clock` record may have gone in before: it is true by itself, and harmless.
            StoreFailed failure = failed(record.error());
            failure.written = std::move(appended.records);
            return failure;
        }
        appended.records.push_back(std::move(*record));
    }
    return appended;
}

} // namespace ocop
