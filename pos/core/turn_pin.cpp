#include "pos/core/assert.hpp"
#include "pos/core/clock_check.hpp"
#include "pos/core/turn.hpp"

#include <algorithm>

namespace ocop {

const Approval* Turn::credentials() {
    if (const auto* sign_in = std::get_if<SignIn>(&asked_.action.kind)) {
        sign_in_as_ = Approval{sign_in->user, sign_in->pin};
        return &sign_in_as_;
    }
    return std::visit(
        [](const auto& action) -> const Approval* {
            if constexpr (requires { action.approval; }) {
                return action.approval ? &*action.approval : nullptr;
            } else {
                return nullptr;
            }
        },
        asked_.action.kind
    );
}

void Turn::ask_for_pin(const Approval& approval) {
    const std::string name = known_name(approval.user);
    const auto user = till_->ledger.users.find(name);
    const bool may = user != till_->ledger.users.end() && user->second.active;
    const Refusal unknown{RefusalCode::unknown_user, approval.user, {}, {}};
    const PinTries tries = tries_of(name);
    if (const std::int64_t wait = pin_wait(tries, asked_.now); wait > 0) {
        // Not even looked at: whoever guesses on learns nothing, and fills no journal.
        Refusal locked{RefusalCode::pin_locked, approval.user, std::to_string(wait), {}};
        if (asked_.now < tries.last) {
            if (const auto unwritten = till_->unwritten_tries.find(name);
                unwritten != till_->unwritten_tries.end()) {
                unwritten->second.last = asked_.now;
            }
            return refuse_with(pin_draft("pin-wait", name), may ? std::move(locked) : unknown);
        }
        return refuse(may ? std::move(locked) : unknown);
    }
    if (!may) {
        return refuse_pin(name, unknown);
    }
    wait_for(Pending::For::pin);
    effects_->emplace_back(CheckPin{approval.user, approval.pin});
}

void Turn::pin_checked(const Pending& pending, bool right) {
    asked_ = pending.asked;
    const Approval* approval = credentials();
    OCOP_ASSERT(approval != nullptr);
    if (!right) {
        return refuse_pin(approval->user, Refusal{RefusalCode::wrong_pin, approval->user, {}, {}});
    }
    const bool after_wrong_ones = till_->ledger.pin_tries.contains(approval->user);
    till_->unwritten_tries.erase(approval->user);
    if (!after_wrong_ones) {
        return pin_was_right();
    }
    // Or the next start would count them on.
    wait_for(Pending::For::right_pin);
    effects_->emplace_back(AppendRecords{
        with_clock(till_->ledger, pin_draft("right-pin", approval->user))});
}

void Turn::pin_was_right() {
    const std::string user = credentials()->user;
    if (std::holds_alternative<SignIn>(asked_.action.kind)) {
        return sign_in(user);
    }
    approver_ = user;
    go_on();
}

std::string Turn::known_name(const std::string& user) const {
    return till_->ledger.users.contains(user) ? user : std::string{};
}

PinTries Turn::tries_of(const std::string& name) const {
    const auto find = [&name](const std::map<std::string, PinTries>& tries) {
        const auto found = tries.find(name);
        return found == tries.end() ? PinTries{} : found->second;
    };
    const PinTries written = find(till_->ledger.pin_tries);
    const PinTries unwritten = find(till_->unwritten_tries);
    return {written.wrong + unwritten.wrong, std::max(written.last, unwritten.last)};
}

RecordDraft Turn::pin_draft(const char* kind, const std::string& name) const {
    // A PIN typed to confirm the day is written down before that day is.
    const bool is_day_in_doubt = check_clock(till_->ledger, asked_.now).has_value();
    const Moment when = is_day_in_doubt ? till_->ledger.last_at : at();
    Json body{
        {"user", name.empty() ? Json(nullptr) : Json(name)},
        {"for", verb(asked_.action.kind)},
        {"try", tries_of(name).wrong},
        {"cashier", till_->cashier ? Json(*till_->cashier) : Json(nullptr)}};
    if (when != asked_.now) {
        body["clock"] = iso(asked_.now); // waiting goes by the clock, whatever time a script gives
    }
    return {kind, when, std::move(body)};
}

void Turn::refuse_pin(const std::string& name, Refusal refusal) {
    RecordDraft draft = pin_draft("wrong-pin", name);
    Json body = draft.body.json();
    body["try"] = tries_of(name).wrong + 1;
    draft.body = std::move(body);
    refuse_with(std::move(draft), std::move(refusal));
}

void Turn::refuse_with(RecordDraft draft, Refusal refusal) {
    wait_for(Pending::For::append);
    till_->pending->refusal = std::move(refusal);
    effects_->emplace_back(AppendRecords{with_clock(till_->ledger, std::move(draft))});
}

} // namespace ocop
