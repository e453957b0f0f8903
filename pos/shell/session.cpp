#include "pos/shell/session.hpp"

#include "pos/core/assert.hpp"

#include <deque>

namespace ocop {

RoutedEffect route(const Effect& effect) {
    return std::visit(
        [](const auto& kind) -> RoutedEffect {
            using Kind = std::decay_t<decltype(kind)>;
            if constexpr (std::is_same_v<Kind, Tell>) {
                return kind;
            } else if constexpr (std::is_constructible_v<StoreEffect, Kind>) {
                return StoreEffect{kind};
            } else {
                return PaperEffect{kind};
            }
        },
        effect
    );
}

std::optional<RecordDraft> catalog_note(const Ledger& ledger, const Catalog& catalog, Moment at) {
    if (catalog.version() == 0 || catalog.version() == ledger.catalog) {
        return std::nullopt;
    }
    return RecordDraft{
        "catalog",
        at,
        {{"version", catalog.version()}, {"products", static_cast<std::int64_t>(catalog.size())}}};
}

void note_catalog(StoreEffect& effect, const Ledger& ledger, const Catalog& catalog) {
    auto* append = std::get_if<AppendRecords>(&effect);
    // Nothing stands before the record that makes a clock believed again.
    if (append == nullptr || tells_of_typed_pin(append->drafts.back().kind)
        || append->drafts.back().kind == "clock") {
        return;
    }
    auto& drafts = append->drafts;
    if (auto note = catalog_note(ledger, catalog, drafts.back().at)) {
        drafts.insert(drafts.end() - 1, std::move(*note));
    }
}

Session::Session(
    Ledger ledger,
    std::shared_ptr<const Catalog> catalog,
    StoreRunner& store,
    std::function<void(const PaperEffect&)> paper
)
    : catalog_{std::move(catalog)},
      store_{&store},
      paper_{std::move(paper)} {
    till_.ledger = std::move(ledger);
}

void Session::see(const std::vector<Record>& records) {
    for (const Record& record : records) {
        till_ = step(std::move(till_), *catalog_, RecordSeen{record}).till;
    }
}

Answer Session::ask(Action action, Moment now) {
    std::deque<Message> messages{Asked{std::move(action), now}};
    std::optional<Answer> answer;
    while (!messages.empty()) {
        Step next = step(std::move(till_), *catalog_, messages.front());
        messages.pop_front();
        till_ = std::move(next.till);
        for (const Effect& effect : next.effects) {
            RoutedEffect routed = route(effect);
            if (auto* store = std::get_if<StoreEffect>(&routed)) {
                note_catalog(*store, till_.ledger, *catalog_);
                messages.push_back(store_->carry_out(std::move(*store)));
            } else if (const auto* paper = std::get_if<PaperEffect>(&routed)) {
                paper_(*paper);
            } else {
                answer = std::get<Tell>(routed).answer;
            }
        }
    }
    OCOP_ASSERT(answer.has_value()); // every action is answered once
    return std::move(*answer);
}

} // namespace ocop
