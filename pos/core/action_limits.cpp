#include "pos/core/action_limits.hpp"

#include "pos/core/plain_text.hpp"
#include "pos/core/text_limits.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace ocop {

namespace {

constexpr TextLimit user{"user", user_bytes_max, TextKind::raw}; // looked up, refused by itself
constexpr TextLimit pin{"pin", pin_bytes_max, TextKind::raw};
constexpr TextLimit approver{"approver", user_bytes_max, TextKind::raw};
constexpr TextLimit approver_pin{"approver_pin", pin_bytes_max, TextKind::raw};
constexpr TextLimit scan{"code", scan_bytes_max, TextKind::raw}; // holds separators
constexpr TextLimit product{"product", code_text_bytes_max, TextKind::plain};
constexpr TextLimit producer{"producer", code_text_bytes_max, TextKind::plain};
constexpr TextLimit lot{"lot", code_text_bytes_max, TextKind::plain};
constexpr TextLimit sale{"sale", code_text_bytes_max, TextKind::plain};
constexpr TextLimit tender{"tender", user_bytes_max, TextKind::plain};
constexpr TextLimit reason{"reason", reason_bytes_max, TextKind::plain};
constexpr TextLimit setting_key{"key", code_text_bytes_max, TextKind::plain};
constexpr TextLimit setting_value{"value", setting_bytes_max, TextKind::lines};

struct Said {
    TextLimit limit;
    std::string_view text;
};

std::optional<Refusal> check(std::initializer_list<Said> texts) {
    for (const Said& said : texts) {
        if (auto refusal = check_text(said.limit, said.text)) {
            return refusal;
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_approval(const std::optional<Approval>& approval) {
    return approval ? check({{approver, approval->user}, {approver_pin, approval->pin}})
                    : std::nullopt;
}

/// What of an action is text.
struct Check {
    using Answer = std::optional<Refusal>;

    Answer operator()(const SignIn& action) const {
        return check({{user, action.user}, {pin, action.pin}});
    }

    Answer operator()(const Scan& action) const {
        auto refusal = check({{scan, action.code}});
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const Add& action) const {
        auto refusal = check(
            {{product, action.product},
             {lot, action.lot ? std::string_view{*action.lot} : std::string_view{}}}
        );
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const GiveDiscount& action) const {
        auto refusal = check({{reason, action.reason}});
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const Pay& action) const {
        auto refusal = check({{tender, action.tender}});
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const ReturnGoods& action) const {
        auto refusal = check(
            {{sale, action.sale ? std::string_view{*action.sale} : std::string_view{}},
             {tender, action.tender},
             {reason, action.reason}}
        );
        for (const ReturnLine& line : action.lines) {
            if (!refusal) {
                refusal = check({{product, line.product}});
            }
        }
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const NoSale& action) const { return check({{reason, action.reason}}); }

    Answer operator()(const PaidIn& action) const { return check({{reason, action.reason}}); }

    Answer operator()(const PaidOut& action) const {
        auto refusal = check({{reason, action.reason}});
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const Receive& action) const {
        return check(
            {{producer, action.producer},
             {product, action.product},
             {lot, action.lot ? std::string_view{*action.lot} : std::string_view{}}}
        );
    }

    Answer operator()(const SetQuantity& action) const { return check_approval(action.approval); }

    Answer operator()(const RemoveLine& action) const { return check_approval(action.approval); }

    Answer operator()(const RecallHold& action) const { return check_approval(action.approval); }

    template <class Change>
    static Answer check_stock_change(const Change& action) {
        auto refusal = check(
            {{product, action.product},
             {lot, action.lot ? std::string_view{*action.lot} : std::string_view{}},
             {reason, action.reason}}
        );
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const CountStock& action) const { return check_stock_change(action); }

    Answer operator()(const AdjustStock& action) const { return check_stock_change(action); }

    Answer operator()(const ChangeSetting& action) const {
        auto refusal = check({{setting_key, action.key}, {setting_value, action.value}});
        return refusal ? refusal : check_approval(action.approval);
    }

    Answer operator()(const ConfirmDay& action) const { return check_approval(action.approval); }

    // What holds no text, or has tidied() look at it.
    Answer operator()(const SignOut&) const { return std::nullopt; }

    Answer operator()(const OpenShift&) const { return std::nullopt; }

    Answer operator()(const HoldBasket&) const { return std::nullopt; }

    Answer operator()(const Untender&) const { return std::nullopt; }

    Answer operator()(const Cancel&) const { return std::nullopt; }

    Answer operator()(const CloseShift&) const { return std::nullopt; }

    Answer operator()(const SetBuyer&) const { return std::nullopt; }
};

/// The texts of an action, put into form C.
struct Compose {
    void operator()(Add& action) const {
        compose(action.product);
        if (action.lot) {
            compose(*action.lot);
        }
    }

    void operator()(GiveDiscount& action) const { compose(action.reason); }

    void operator()(ReturnGoods& action) const {
        compose(action.reason);
        for (ReturnLine& line : action.lines) {
            compose(line.product);
        }
    }

    void operator()(NoSale& action) const { compose(action.reason); }

    void operator()(PaidIn& action) const { compose(action.reason); }

    void operator()(PaidOut& action) const { compose(action.reason); }

    void operator()(Receive& action) const {
        compose(action.producer);
        compose(action.product);
        if (action.lot) {
            compose(*action.lot);
        }
    }

    void operator()(CountStock& action) const { compose_stock_change(action); }

    void operator()(AdjustStock& action) const { compose_stock_change(action); }

    void operator()(ChangeSetting& action) const { compose(action.value); }

    // parse_code() and tidied() do it themselves, names of users and tenders are ASCII.
    template <class Other>
    void operator()(Other&) const {}

private:
    template <class Change>
    static void compose_stock_change(Change& action) {
        compose(action.product);
        compose(action.reason);
        if (action.lot) {
            compose(*action.lot);
        }
    }

    static void compose(std::string& text) { text = composed(text); }
};

} // namespace

void compose_texts(ActionKind& kind) {
    std::visit(Compose{}, kind);
}

std::optional<Refusal> check_texts(const ActionKind& kind) {
    return std::visit(Check{}, kind);
}

} // namespace ocop
