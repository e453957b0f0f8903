#include "pos/core/till.hpp"

#include "pos/core/action_limits.hpp"
#include "pos/core/assert.hpp"
#include "pos/core/turn.hpp"

namespace ocop {

namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

// clang 14 (the fuzzers) deduces no arguments for an aggregate by itself.
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

/// Takes the pending action out of the till; there must be one that waits for `what`.
Pending take_pending(Till& till, Pending::For what) {
    OCOP_ASSERT(till.pending && till.pending->waits_for == what);
    Pending pending = std::move(*till.pending);
    till.pending.reset();
    return pending;
}

void take_asked(Till& till, const Catalog& catalog, Asked asked, std::vector<Effect>& effects) {
    compose_texts(asked.action.kind);
    if (auto refusal = check_texts(asked.action.kind)) {
        effects.emplace_back(Tell{
            Refused{std::string{verb(asked.action.kind)}, std::move(*refusal)}});
    } else if (!till.pending) {
        Turn{till, catalog, effects}.begin(asked);
    } else if (till.waiting.size() < waiting_max) {
        till.waiting.push_back(asked);
    } else {
        effects.emplace_back(Tell{
            Refused{std::string{verb(asked.action.kind)}, Refusal{RefusalCode::busy, {}, {}, {}}}});
    }
}

} // namespace

Settings Till::settings() const {
    return read_settings(ledger.settings);
}

std::optional<Role> Till::role() const {
    return cashier ? std::optional{ledger.users.at(*cashier).role} : std::nullopt;
}

std::vector<RecordDraft> with_clock(const Ledger& ledger, RecordDraft draft) {
    std::vector<RecordDraft> drafts;
    const bool training = ledger.identity && ledger.identity->training;
    if (!training && draft.at < ledger.last_at && draft.kind != "clock") {
        Json body{
            {"last", iso(ledger.last_at)},
            {"behind_s", ledger.last_at.seconds() - draft.at.seconds()}};
        // Whoever decides about the whole journal confirms the day with it (confirms_clock()).
        if (draft.kind == "restore" && draft.body.json().contains("by")) {
            body["by"] = draft.body.json()["by"];
        }
        drafts.push_back({"clock", draft.at, std::move(body)});
    }
    drafts.push_back(std::move(draft));
    return drafts;
}

Step step(Till till, const Catalog& catalog, const Message& message) {
    OCOP_ASSERT(till.ledger.identity.has_value());
    std::vector<Effect> effects;
    std::visit(
        Overloaded{
            [&](const Asked& asked) { take_asked(till, catalog, asked, effects); },
            [&](const PinChecked& answer) {
                const Pending pending = take_pending(till, Pending::For::pin);
                Turn{till, catalog, effects}.pin_checked(pending, answer.right);
            },
            [&](const SaleFound& found) {
                const Pending pending = take_pending(till, Pending::For::sale);
                Turn{till, catalog, effects}.sale_found(pending, found);
            },
            [&](const RecordsAppended& appended) {
                OCOP_ASSERT(till.pending.has_value());
                const bool right = till.pending->waits_for == Pending::For::right_pin;
                const Pending pending =
                    take_pending(till, right ? Pending::For::right_pin : Pending::For::append);
                Turn{till, catalog, effects}.appended(pending, appended.records);
            },
            [&](const StoreFailed& failure) {
                OCOP_ASSERT(till.pending.has_value());
                const Pending pending = take_pending(till, till.pending->waits_for);
                Turn{till, catalog, effects}.failed(pending, failure);
            },
            [&](const RecordSeen& seen) {
                const auto fault = till.ledger.apply(seen.record);
                OCOP_ASSERT(!fault.has_value());
            },
        },
        message
    );
    while (!till.pending && !till.waiting.empty()) {
        const Asked next = std::move(till.waiting.front());
        till.waiting.pop_front();
        Turn{till, catalog, effects}.begin(next);
    }
    return Step{std::move(till), std::move(effects)};
}

} // namespace ocop
