#include "pos/core/epoch.hpp"
#include "pos/core/open_basket.hpp"
#include "pos/core/turn.hpp"

#include <algorithm>

namespace ocop {

void Turn::act(const OpenShift& action) {
    if (till_->ledger.shift) {
        return refuse(RefusalCode::shift_already_open, std::to_string(till_->ledger.shift->shift));
    }
    if (action.opening_float < Money{}) {
        return refuse(RefusalCode::amount_not_positive, format(action.opening_float));
    }
    append_keeping_basket(
        "shift-open",
        {{"shift", till_->ledger.shifts + 1},
         {"cashier", *till_->cashier},
         {"float", action.opening_float.vnd()}}
    );
}

void Turn::act(const NoSale& action) {
    append_keeping_basket("no-sale", {{"cashier", *till_->cashier}, {"reason", action.reason}});
}

void Turn::act(const PaidIn& action) {
    move_cash("paid-in", action.amount, action.reason);
}

void Turn::act(const PaidOut& action) {
    move_cash("paid-out", action.amount, action.reason);
}

void Turn::move_cash(const char* kind, Money amount, const std::string& reason) {
    if (!need_shift()) {
        return;
    }
    if (amount <= Money{}) {
        return refuse(RefusalCode::amount_not_positive, format(amount));
    }
    if (reason.empty()) {
        return refuse(RefusalCode::reason_missing);
    }
    const bool out = std::string_view{kind} == "paid-out";
    if (out && (!need_cash(amount) || !may_pay_out(amount))) {
        return;
    }
    Json body{{"cashier", *till_->cashier}, {"amount", amount.vnd()}, {"reason", reason}};
    if (out && approver_) {
        body["approver"] = *approver_;
    }
    if (out && till_->role() == Role::cashier && acting_role() != Role::manager) {
        body["role"] = code(Role::cashier); // counts towards what cashiers may take in a shift
    }
    append_keeping_basket(kind, std::move(body));
}

void Turn::act(const CloseShift& action) {
    if (!need_shift()) {
        return;
    }
    if (!till_->basket.empty()) {
        return refuse(RefusalCode::basket_not_empty);
    }
    // Money that is in the drawer and in no sum: the count could not be right.
    for (const auto& [number, hold] : till_->ledger.holds) {
        if (const Money taken = paid(hold); taken != Money{}) {
            return refuse(RefusalCode::left_paid, std::to_string(number), format(taken));
        }
    }
    ShiftSummary shift = *till_->ledger.shift;
    for (const auto& [piece, count] : action.counted) {
        const bool legal =
            std::find(denominations.begin(), denominations.end(), piece) != denominations.end();
        if (!legal || count < 0 || count > 1'000'000) {
            return refuse(RefusalCode::bad_denomination, std::to_string(piece));
        }
        shift.counted += Money{piece * count};
    }
    shift.counted_pieces = action.counted;
    shift.closed_at = at();
    shift.closed_by = *till_->cashier;
    const Json summary = to_json(shift);
    append_keeping_basket(
        "shift-close",
        {{"shift", shift.shift},
         {"cashier", *till_->cashier},
         {"float", shift.opening_float.vnd()},
         {"expected", shift.expected_cash().vnd()},
         {"counted", shift.counted.vnd()},
         {"difference", shift.difference().vnd()},
         {"denominations", summary["denominations"]},
         {"by_tender", summary["by_tender"]},
         // What is asked for after a loss, on the shift's paper.
         {"in_use", to_json(numbers_in_use(till_->ledger), till_->ledger.identity->till)},
         {"summary", summary}}
    );
}

} // namespace ocop
