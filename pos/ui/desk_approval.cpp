// What one person asks for and another approves.

#include "pos/ui/desk.hpp"

#include <utility>

namespace ocop::ui {

namespace {

/// `kind` where somebody can approve it.
std::optional<Approvable> approvable(const ActionKind& kind) {
    return std::visit(
        [](const auto& action) -> std::optional<Approvable> {
            if constexpr (requires { action.approval; }) {
                return action;
            } else {
                return std::nullopt;
            }
        },
        kind
    );
}

} // namespace

void Desk::note_approvable(const ActionKind& kind) {
    state_.to_approve = approvable(kind);
}

bool Desk::can_be_approved(RefusalCode code) const {
    if (!state_.to_approve) {
        return false;
    }
    if (std::holds_alternative<ChangeSetting>(*state_.to_approve)) {
        return code == RefusalCode::manager_needed;
    }
    if (std::holds_alternative<ConfirmDay>(*state_.to_approve)) {
        return code == RefusalCode::clock;
    }
    return code == RefusalCode::approval_needed || code == RefusalCode::lot_expired
           || code == RefusalCode::lot_near_expiry;
}

bool Desk::leave_out_unsold(RefusalCode code) {
    const auto* recall = state_.to_approve ? std::get_if<RecallHold>(&*state_.to_approve) : nullptr;
    if (code != RefusalCode::inactive_product || recall == nullptr || recall->leave_out) {
        return false;
    }
    RecallHold without = *recall; // nobody may let it be sold; the rest of the basket may
    without.leave_out = true;
    ask(std::move(without));
    return true;
}

bool Desk::only_managers_approve() const {
    return state_.approval_for
           && (state_.approval_for->code != RefusalCode::approval_needed
               || needs_manager(*state_.approval_for));
}

void Desk::approve(const std::string& user, Secret pin) {
    if (till_.pending || !state_.to_approve) {
        return;
    }
    if (!state_.receipt_setup.saving.empty()) {
        state_.receipt_setup.approval = Approval{user, pin};
    }
    std::visit(
        [&](auto action) {
            action.approval = Approval{user, std::move(pin)};
            ask(std::move(action));
        },
        *state_.to_approve
    );
}

void Desk::leave_approval() {
    const auto& waits = state_.to_approve;
    if (till_.paying() || (waits && std::holds_alternative<Pay>(*waits))) {
        show_payment(state_.tender);
    } else if (waits && std::holds_alternative<ChangeSetting>(*waits)) {
        go(Screen::devices);
    } else if (waits && std::holds_alternative<PaidOut>(*waits)) {
        go(Screen::drawer);
    } else if (waits && std::holds_alternative<RecallHold>(*waits)) {
        go(Screen::holds);
    } else {
        go(home());
    }
}

} // namespace ocop::ui
