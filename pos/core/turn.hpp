#pragma once

#include "pos/core/discount_limit.hpp"
#include "pos/core/till.hpp"

namespace ocop {

/// One action's way through the till, step()'s inside: not for use elsewhere. Every method either
/// tells an answer or leaves a Pending behind. turn.cpp begins and ends each turn, turn_pin asks
/// who acts, turn_approval whether that is enough for what is in the basket; turn_basket,
/// turn_clock, turn_hold, turn_sale, turn_settings, turn_shift and turn_stock hold the actions of
/// those names.
class Turn {
public:
    Turn(Till& till, const Catalog& catalog, std::vector<Effect>& effects)
        : till_{&till},
          catalog_{&catalog},
          effects_{&effects} {}

    /// Begins `asked`: asks for a PIN or a sale first where the action needs one.
    void begin(const Asked& asked);

    /// Goes on with the action whose PIN was asked for.
    void pin_checked(const Pending& pending, bool right);

    /// Goes on with the return whose sale was looked up.
    void sale_found(const Pending& pending, const SaleFound& found);

    /// The records are on disk: the till becomes what they say, and paper and drawer move.
    void appended(const Pending& pending, const std::vector<Record>& records);

    /// The store could not: nothing changes but what was written before.
    void failed(const Pending& pending, const StoreFailed& failure);

private:
    void take_records(const std::vector<Record>& records);

    // Who asks: a PIN, and what the journal is told of it.

    const Approval* credentials();

    /// Asks for the PIN in `approval`, unless its user does not exist or has to wait.
    void ask_for_pin(const Approval& approval);

    /// The user as the journal may name them: empty for a name that nobody has, which may be a PIN
    /// typed into the wrong field.
    [[nodiscard]] std::string known_name(const std::string& user) const;

    [[nodiscard]] PinTries tries_of(const std::string& name) const;

    /// A record of kind `kind` on whose PIN was typed, and for what.
    [[nodiscard]] RecordDraft pin_draft(const char* kind, const std::string& name) const;

    /// Writes down one more wrong PIN of `name`, then refuses.
    void refuse_pin(const std::string& name, Refusal refusal);

    /// Writes `draft` down, then refuses.
    void refuse_with(RecordDraft draft, Refusal refusal);

    /// Goes on where the PIN asked for was right.
    void pin_was_right();

    // Whether they may.

    [[nodiscard]] Role role_of(const std::string& user) const;

    /// The role an action is done with: the approver's where one approved.
    [[nodiscard]] Role acting_role() const;

    [[nodiscard]] Moment at() const;

    // Ends of a turn.

    void refuse(Refusal refusal);

    void refuse(RefusalCode code, std::string subject = {}, std::string detail = {});

    [[nodiscard]] Accepted standing() const;

    void accept();

    void wait_for(Pending::For what);

    /// Sends `draft` to disk; the till becomes `basket` and `tenders` only once it is there.
    void append(RecordDraft draft, Basket basket, std::vector<TenderRow> tenders = {});

    void append_keeping_basket(const char* kind, Json body);

    // The actions.

    void sign_in(const std::string& user);

    /// Tells of the baskets that the till died with.
    void offer_left(Accepted& answer) const;

    void go_on();

    /// True if a shift is open; else refuses.
    bool need_shift();

    void act(const SignIn&);

    void act(const SignOut&);

    void act(const OpenShift& action);

    void act(const Scan& action);

    void act(const Add& action);

    void add(const Product& product, Quantity quantity);

    /// What is on the counter: an emptied basket is a new one.
    [[nodiscard]] Basket on_counter() const;

    /// The basket with what a code says was scanned: so much of it, or a pack with its own price.
    [[nodiscard]] Expected<Basket, Refusal>
    with_scanned(const Product& product, const Code& code, Day today) const;

    /// Lets a basket with `product` put into it stand, with what there is to warn of.
    void stand(Expected<Basket, Refusal> basket, const Product& product);

    void add_warnings(Accepted& answer, const Product& product) const;

    /// Takes a changed basket in, if it may be so; while money was taken, only one that still costs
    /// more.
    bool take_basket(Basket basket);

    /// Asks again whether `basket` may be sold as it is: what grew since `before` (all of it, for
    /// an empty one), and all discounts. What the approver of this action may let pass is approved
    /// in it.
    [[nodiscard]] std::optional<Refusal> settle(Basket& basket, const Basket& before) const;

    /// What of `entry` is no longer sold, by what was known when it was scanned or is by now.
    [[nodiscard]] const Product* taken_off_sale(const BasketEntry& entry) const;

    [[nodiscard]] std::optional<Refusal> settle_goods(Basket& basket, const Basket& before) const;

    [[nodiscard]] std::optional<Refusal> settle_discounts(Basket& basket) const;

    /// How many percent a discount may come to: as much as the cashier may give, and where it is no
    /// more than was seen, as much as its giver or approver may.
    [[nodiscard]] std::int64_t percent_max(const Discount& discount, const Shown& now) const;

    /// The discount of whoever the approver takes it over from: those that lapsed, or all.
    void approve_discounts(Basket& basket, bool lapsed_alone) const;

    /// Discounts of the cashier's own are seen as they are now.
    void note_shown(Basket& basket) const;

    [[nodiscard]] std::int64_t percent_max_of(const std::string& user) const;

    [[nodiscard]] static Refusal approval_needed(const Overstep& overstep);

    /// Only a manager may let `amount` pass.
    [[nodiscard]] static Refusal manager_needed(Money amount, Money limit);

    /// Refuses unless the drawer should hold `amount` in cash: nobody can approve what is not
    /// there.
    bool need_cash(Money amount);

    void act(const SetQuantity& action);

    void act(const RemoveLine& action);

    void take(Expected<Basket, Refusal> basket);

    void act(const GiveDiscount& action);

    void act(const HoldBasket&);

    void act(const RecallHold& action);

    void act(const Pay& action);

    void act(const Untender& action);

    /// What an auditor asks of a basket beyond its lines: discounts with reason and approver, lines
    /// taken out, the hold it came from.
    void add_basket_facts(SaleBody& body, const Basket& basket) const;

    [[nodiscard]] std::string next_number() const;

    /// The invoice with which goods of `sale` come back (TT 91/2026, Art. 10.5c: one that adjusts
    /// the sale's), if the sale had one.
    [[nodiscard]] std::optional<Einvoice> adjusting(const SaleBody& sale, Day sold_on) const;

    void act(const ReturnGoods& action);

    /// For the approver: the receipt the goods are from, else the first of them.
    [[nodiscard]] std::string what_comes_back(const ReturnGoods& action) const;
    void finish_return(const ReturnGoods& action, const SaleFound& found);

    void act(const Cancel&);

    /// `basket` is given up.
    [[nodiscard]] RecordDraft cancel_draft(const Basket& basket) const;

    void act(const NoSale& action);

    void act(const PaidIn& action);

    void act(const PaidOut& action);

    void move_cash(const char* kind, Money amount, const std::string& reason);

    /// True if the cashier, or a manager who approves, may take `amount` out of the drawer, on top
    /// of what cashiers took in this shift; else refuses.
    bool may_pay_out(Money amount);

    /// True if the one who asks, or who approves, may give back so much as `total` on top of
    /// `before`; else refuses.
    bool may_give_back(Money total, Money before);

    void act(const Receive& action);

    void act(const CountStock& action);

    void act(const AdjustStock& action);

    /// Writes down a change of the stock book that a lead or manager makes or approves.
    void change_stock(Expected<Json, Refusal> body);

    void act(const CloseShift& action);

    void act(const SetBuyer& action);

    void act(const ChangeSetting& action);

    void act(const ConfirmDay& action);

    /// Why the clock lets nothing be done; a day in doubt can still be confirmed.
    [[nodiscard]] std::optional<Refusal> refused_by_clock() const;

    // What follows from a record on disk: only now paper and drawer move.
    void tell_appended(const Record& record);

    Till* till_;
    const Catalog* catalog_;
    std::vector<Effect>* effects_;
    Asked asked_{};
    Approval sign_in_as_{};
    std::optional<std::string> approver_{};
};

} // namespace ocop
