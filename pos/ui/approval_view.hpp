#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {

/// Goods that an approval is about. Amounts are formatted without the unit, empty where there is
/// none.
struct ApprovalGoods {
    std::string name{};
    std::string quantity{}; // "2 → 3 hộp", or "3 hộp"
    std::string before{};   // what they cost without it
    std::string after{};    // and with it
};

/// What somebody asks for and another is to approve, as it is shown to the latter: what, how much
/// it was and will be, why and by whom.
struct ApprovalView {
    enum class Of {
        line_discount,
        basket_discount,
        goods_come_back,
        setting,
        goods_added,
        quantity,
        line_removed,
        recall,
        pay,
        cash_out,
        other // an action younger than this screen
    };

    Of of = Of::other;
    std::string subject{}; // a receipt's number, a setting's key, a hold's number, a way to pay
    std::string percent{}; // of a discount: "20"
    std::vector<ApprovalGoods> goods{};
    std::string before{}; // the whole basket, or the setting, as it is
    std::string after{};  // as it will be; of cash: the amount
    std::string reason{}; // as the asker gave it
    std::string rule{};   // why it needs somebody else
    std::string asked_by{};
};

/// A shift of another day that is still open.
struct OldShiftView {
    std::string number{};
    std::string day{};    // on which it was opened
    std::string opened{}; // the moment
    std::string opened_by{};
    std::string today{};
    std::string sales{}; // so far; no amount: the drawer is counted blind
};

} // namespace ocop::ui
