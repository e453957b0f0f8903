#include "pos/core/clock_check.hpp"
#include "pos/core/turn.hpp"

namespace ocop {

std::optional<Refusal> Turn::refused_by_clock() const {
    auto doubt = check_clock(till_->ledger, asked_.now);
    const bool is_confirming = std::holds_alternative<ConfirmDay>(asked_.action.kind);
    if (doubt && (doubt->detail.empty() || !is_confirming)) {
        return doubt;
    }
    if (!can_be_recorded(at())) { // a script's own time, at the edge of what is read
        return Refusal{RefusalCode::clock, format(at()), {}, {}};
    }
    return std::nullopt;
}

void Turn::act(const ConfirmDay& action) {
    if (!approver_ && !till_->cashier) {
        return refuse(RefusalCode::not_signed_in);
    }
    if (acting_role() != Role::manager) {
        return refuse(RefusalCode::not_allowed, std::string{code(acting_role())});
    }
    const Ledger& ledger = till_->ledger;
    if (action.day != asked_.now.day()) { // confirmed is what the clock says, not another day
        return refuse(RefusalCode::clock, format(asked_.now), format(ledger.last_at));
    }
    if (!check_clock(ledger, asked_.now)) {
        return accept(); // nothing to write down
    }
    const std::string& who = approver_ ? *approver_ : *till_->cashier;
    append(confirmed_clock(ledger, asked_.now, "confirmed_by", who), till_->basket, till_->tenders);
}

} // namespace ocop
