#pragma once

#include "pos/core/buyer.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/sale.hpp"
#include "pos/core/secret.hpp"
#include "pos/core/shift.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ocop {

/// Who approves one action at the till, with the PIN as typed. The approval ends with the action,
/// but what it let pass stands: a discount, for the goods and the đồng that were shown; a lot, for
/// the quantity. More of it is asked for again, by the action that makes it more.
struct Approval {
    std::string user{};
    Secret pin{};
};

// What a person or a script may ask of the till (contract, section 3). One struct per "do".

struct SignIn {
    std::string user{};
    Secret pin{};
};

struct SignOut {};

struct OpenShift {
    Money opening_float{};
};

/// Raw scanner text, or what was typed into the code field.
struct Scan {
    std::string code{};
    std::optional<Approval> approval{}; // a lot past its expiry, or a discount that grows with it
};

struct Add {
    std::string product{};
    Quantity quantity = one_unit;
    std::optional<Approval> approval{};
    std::optional<std::string> lot{}; // as a code says them that was scanned with a count
    std::optional<Day> expiry{};
};

struct SetQuantity {
    std::int64_t line = 0;
    Quantity quantity{};
    std::optional<Approval> approval{};
};

struct RemoveLine {
    std::int64_t line = 0;
    std::optional<Approval> approval{}; // an amount off the basket is then more of what is left
};

struct GiveDiscount {
    std::optional<std::int64_t> line{}; // none: the basket
    std::optional<std::int64_t> percent{};
    std::optional<Money> amount{};
    std::string reason{};
    std::optional<Approval> approval{};
};

struct HoldBasket {};

/// What is held is asked for again as if it were added now. With `leave_out`, goods that are no
/// longer sold stay out of the basket with a warning, as those that left the catalogue do; without,
/// they are refused.
struct RecallHold {
    std::int64_t hold = 0;
    bool leave_out = false;
    std::optional<Approval> approval{};
};

struct Pay {
    std::string tender{};
    Money amount{};
    std::optional<Approval> approval{}; // for what is no longer as it was when it was added
};

/// Takes the `tender`th way of paying of the open sale back, counted from 1: a slip of the cashier,
/// or a customer who pays otherwise.
struct Untender {
    std::int64_t tender = 0;
};

struct ReturnGoods {
    std::optional<std::string> sale{}; // none: without a receipt
    std::vector<ReturnLine> lines{};
    std::string tender{"cash"};
    bool restock = true;
    std::string reason{};
    std::optional<Approval> approval{};
};

struct Cancel {};

struct NoSale {
    std::string reason{};
};

struct PaidIn {
    Money amount{};
    std::string reason{};
};

struct PaidOut {
    Money amount{};
    std::string reason{};
    std::optional<Approval> approval{}; // above cash.cashier_out_max
};

struct Receive {
    std::string producer{};
    std::string product{};
    Quantity quantity{};
    std::optional<std::string> lot{};
    std::optional<Day> expiry{};
    std::optional<Money> cost{};
    bool consignment = false;
};

/// What is on the shelf; the book is set to it. Of a product, whatever its lots: a lot is noted.
struct CountStock {
    std::string product{};
    std::optional<std::string> lot{};
    Quantity quantity{}; // 0: none is left
    std::string reason{};
    std::optional<Approval> approval{}; // a cashier's
};

/// Goods broken, given away, found: the book goes up or down by so much.
struct AdjustStock {
    std::string product{};
    std::optional<std::string> lot{};
    Quantity quantity{};
    std::string reason{};
    std::optional<Approval> approval{}; // a cashier's
};

struct CloseShift {
    Denominations counted{};
};

/// Who asks for an invoice in their name; a buyer without any text takes an earlier one back.
struct SetBuyer {
    Buyer buyer{};
};

/// What `ocop settings set` does, by a manager or with one's approval.
struct ChangeSetting {
    std::string key{};
    std::string value{};
    std::optional<Approval> approval{};
};

/// The computer's clock is right though the last record is more than a year from it: a manager says
/// so, by the day it shows. Needs nobody signed in.
struct ConfirmDay {
    Day day{};
    std::optional<Approval> approval{};
};

using ActionKind = std::variant<
    SignIn,
    SignOut,
    OpenShift,
    Scan,
    Add,
    SetQuantity,
    RemoveLine,
    GiveDiscount,
    HoldBasket,
    RecallHold,
    Pay,
    Untender,
    ReturnGoods,
    Cancel,
    NoSale,
    PaidIn,
    PaidOut,
    Receive,
    CountStock,
    AdjustStock,
    CloseShift,
    SetBuyer,
    ChangeSetting,
    ConfirmDay>;

/// One action, with the time a training script gives it.
struct Action {
    ActionKind kind{};
    std::optional<Moment> at{};
};

/// "sign-in", "pay" …: the contract's word for an action.
[[nodiscard]] std::string_view verb(const ActionKind& kind);

/// Reads one line of `ocop sell`, of at most action_bytes_max: a JSON object with "do". Refuses
/// bad_action with what is wrong. Leaves no PIN in memory but in the action.
[[nodiscard]] Expected<Action, Refusal> parse_action(std::string_view line);

} // namespace ocop
