#include "pos/core/stock.hpp"
#include "pos/core/turn.hpp"

namespace ocop {

void Turn::act(const Receive& action) {
    auto body = stock_body(action, *catalog_);
    if (!body) {
        return refuse(body.error());
    }
    (*body)["cashier"] = *till_->cashier;
    append_keeping_basket("stock", std::move(*body));
}

void Turn::act(const CountStock& action) {
    change_stock(stock_body(action, *catalog_, till_->ledger));
}

void Turn::act(const AdjustStock& action) {
    change_stock(stock_body(action, *catalog_, till_->ledger));
}

void Turn::change_stock(Expected<Json, Refusal> body) {
    if (!body) {
        return refuse(body.error());
    }
    const Role role = acting_role();
    if (role != Role::lead && role != Role::manager) {
        return refuse(RefusalCode::approval_needed, (*body)["name"].get<std::string>());
    }
    (*body)["cashier"] = *till_->cashier;
    if (approver_) {
        (*body)["approver"] = *approver_;
    }
    append_keeping_basket("stock", std::move(*body));
}

} // namespace ocop
