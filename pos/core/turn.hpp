#pragma once

#include "pos/core/till.hpp"

namespace ocop {

/// One action's way through the till, step()'s inside: not for use elsewhere. Every method either
/// tells an answer or leaves a Pending behind. turn.cpp asks who may act and ends each turn;
/// turn_basket, turn_sale, turn_settings and turn_shift hold the actions of those names.
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

    // Who asks, and whether they may.

    const Approval* credentials();

    std::optional<Refusal> check_tries(const std::string& user);

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

    void go_on();

    /// True if a shift is open; else refuses.
    bool need_shift();

    void act(const SignIn&);

    void act(const SignOut&);

    void act(const OpenShift& action);

    void act(const Scan& action);

    void act(const Add& action);

    void add(const Product& product, Quantity quantity);
    /// The basket with what a code says was scanned: so much of it, or a pack with its own price.
    [[nodiscard]] Expected<Basket, Refusal>
    with_scanned(const Product& product, const Code& code, Day today) const;

    /// Lets a basket with `product` put into it stand, with what there is to warn of.
    void stand(Expected<Basket, Refusal> basket, const Product& product);

    void add_warnings(Accepted& answer, const Product& product) const;

    /// Takes a changed basket in; while money was taken, only one that still costs more.
    bool take_basket(Basket basket);

    /// Discounts nobody approved stay within the cashier's limit however the lines change.
    [[nodiscard]] std::optional<Refusal> check_limits(const Basket& basket) const;

    [[nodiscard]] static Refusal approval_needed(std::int64_t limit);

    void act(const SetQuantity& action);

    void act(const RemoveLine& action);

    void take(Expected<Basket, Refusal> basket);

    void act(const GiveDiscount& action);

    /// True if the discount is more than `limit` percent of what it is given on.
    [[nodiscard]] bool exceeds(const GiveDiscount& action, std::int64_t limit) const;

    void act(const HoldBasket&);

    void act(const RecallHold& action);

    void act(const Pay& action);

    /// What an auditor asks of a basket beyond its lines: discounts with reason and approver, lines
    /// taken out, the hold it came from.
    void add_basket_facts(SaleBody& body) const;

    [[nodiscard]] std::string next_number() const;

    /// The invoice with which goods of `sale` come back (TT 91/2026, Art. 10.5c: one that adjusts
    /// the sale's), if the sale had one.
    [[nodiscard]] std::optional<Einvoice> adjusting(const SaleBody& sale, Day sold_on) const;

    void act(const ReturnGoods& action);

    void finish_return(const ReturnGoods& action, const SaleFound& found);

    void act(const Cancel&);

    void act(const NoSale& action);

    void act(const PaidIn& action);

    void act(const PaidOut& action);

    void move_cash(const char* kind, Money amount, const std::string& reason);

    void act(const Receive& action);

    void act(const CloseShift& action);

    void act(const SetBuyer& action);

    void act(const ChangeSetting& action);

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
