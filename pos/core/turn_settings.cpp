#include "pos/core/turn.hpp"

namespace ocop {

void Turn::act(const ChangeSetting& action) {
    if (acting_role() != Role::manager) {
        return approver_ ? refuse(RefusalCode::not_allowed, std::string{code(acting_role())})
                         : refuse(RefusalCode::manager_needed);
    }
    const auto value = check_setting(action.key, action.value);
    if (!value) {
        return refuse(RefusalCode::bad_setting, action.key, value.error().what);
    }
    const auto& settings = till_->ledger.settings;
    const auto known = settings.find(action.key);
    if (known != settings.end() && known->second == *value) {
        return accept(); // nothing to write down
    }
    Json body{{"key", action.key}, {"value", *value}, {"cashier", *till_->cashier}};
    if (approver_) {
        body["approver"] = *approver_;
    }
    append_keeping_basket("settings", std::move(body));
}

} // namespace ocop
