#include "pos/core/turn.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/open_basket.hpp"
#include "pos/core/tender.hpp"

#include <algorithm>

namespace ocop {

namespace {

bool by_cash(const std::vector<TenderRow>& tenders) {
    return std::any_of(tenders.begin(), tenders.end(), [](const TenderRow& row) {
        return row.tender == "cash";
    });
}

/// What `body`, of an `untender` or `cancel` record that was just written, says of money.
std::vector<TenderRow> handed_back(const Json& body) {
    std::vector<TenderRow> rows;
    const auto row = [&rows](const Json& json) {
        rows.push_back(
            {json.at("tender").get<std::string>(), Money{json.at("amount").get<std::int64_t>()}}
        );
    };
    if (body.contains("tender")) {
        row(body);
    } else if (body.contains("tenders")) {
        for (const Json& json : body.at("tenders")) {
            row(json);
        }
    }
    return rows;
}

} // namespace

void Turn::begin(const Asked& asked) {
    asked_ = asked;
    if (asked.action.at && !till_->ledger.identity->training) {
        return refuse(RefusalCode::at_refused);
    }
    if (auto refusal = refused_by_clock()) {
        return refuse(std::move(*refusal));
    }
    if (const Approval* approval = credentials()) {
        return ask_for_pin(*approval);
    }
    go_on();
}

void Turn::sale_found(const Pending& pending, const SaleFound& found) {
    asked_ = pending.asked;
    approver_ = pending.approver;
    finish_return(std::get<ReturnGoods>(asked_.action.kind), found);
}

void Turn::appended(const Pending& pending, const std::vector<Record>& records) {
    asked_ = pending.asked;
    take_records(records);
    if (pending.waits_for == Pending::For::right_pin) {
        return pin_was_right();
    }
    if (pending.refusal) {
        return refuse(*pending.refusal);
    }
    till_->basket = pending.basket;
    till_->tenders = pending.tenders;
    OCOP_ASSERT(!records.empty());
    tell_appended(records.back());
}

void Turn::failed(const Pending& pending, const StoreFailed& failure) {
    asked_ = pending.asked;
    take_records(failure.written);
    if (pending.refusal && pending.refusal->code == RefusalCode::wrong_pin) {
        PinTries& tries = till_->unwritten_tries[known_name(credentials()->user)];
        tries.wrong += 1;
        tries.last = asked_.now;
    }
    effects_->emplace_back(Tell{
        Failed{std::string{verb(asked_.action.kind)}, failure.code, failure.reason}});
}

void Turn::take_records(const std::vector<Record>& records) {
    for (const Record& record : records) {
        const auto fault = till_->ledger.apply(record);
        OCOP_ASSERT(!fault.has_value()); // the store ran the same fold before it wrote
    }
}

Role Turn::role_of(const std::string& user) const {
    return till_->ledger.users.at(user).role;
}

Role Turn::acting_role() const {
    return role_of(approver_ ? *approver_ : *till_->cashier);
}

Moment Turn::at() const {
    return asked_.action.at.value_or(asked_.now);
}

void Turn::refuse(Refusal refusal) {
    effects_->emplace_back(Tell{Refused{std::string{verb(asked_.action.kind)}, std::move(refusal)}}
    );
}

void Turn::refuse(RefusalCode code, std::string subject, std::string detail) {
    refuse(Refusal{code, std::move(subject), std::move(detail), {}});
}

Accepted Turn::standing() const {
    const PricedBasket priced = price(till_->basket, at().day(), till_->settings().vat);
    Accepted answer;
    answer.action = std::string{verb(asked_.action.kind)};
    answer.total = priced.total;
    answer.paid = paid(till_->tenders);
    answer.lines = priced.lines;
    answer.tenders = till_->tenders;
    answer.buyer = till_->basket.buyer;
    return answer;
}

void Turn::accept() {
    effects_->emplace_back(Tell{standing()});
}

void Turn::wait_for(Pending::For what) {
    till_->pending = Pending{what, asked_, approver_, {}, till_->basket, till_->tenders};
}

void Turn::append(RecordDraft draft, Basket basket, std::vector<TenderRow> tenders) {
    wait_for(Pending::For::append);
    till_->pending->basket = std::move(basket);
    till_->pending->tenders = std::move(tenders);
    effects_->emplace_back(AppendRecords{with_clock(till_->ledger, std::move(draft))});
}

void Turn::append_keeping_basket(const char* kind, Json body) {
    append(RecordDraft{kind, at(), std::move(body)}, till_->basket, till_->tenders);
}

void Turn::sign_in(const std::string& user) {
    if (till_->cashier && *till_->cashier != user && !till_->basket.empty()) {
        return refuse(RefusalCode::basket_not_empty);
    }
    if (till_->cashier != user && till_->basket.empty()) {
        till_->basket = {}; // a hold that came back without goods is not the next one's
    }
    till_->cashier = user;
    Accepted answer = standing();
    const Ledger& ledger = till_->ledger;
    answer.last_receipt =
        ledger.receipts > 0 ? receipt_number(ledger.identity->till, ledger.receipts) : "";
    offer_left(answer);
    effects_->emplace_back(Tell{std::move(answer)});
}

void Turn::offer_left(Accepted& answer) const {
    for (const auto& [number, hold] : till_->ledger.holds) {
        if (!is_left(hold) || till_->basket.from_hold == number) {
            continue;
        }
        LeftBasket left{number, hold.cashier, hold.at, {}, paid(hold), {}};
        if (const auto held = parse_basket(hold.basket, *catalog_, hold.cashier)) {
            PricedBasket priced = price(held->basket, at().day(), till_->settings().vat);
            left.total = priced.total;
            left.lines = std::move(priced.lines);
        }
        const std::string who = std::to_string(number) + ", " + hold.cashier + ", ";
        const std::string total = format(left.total) + " đ";
        answer.warnings.push_back(
            left.paid == Money{} ? Warning{"left", who + total}
                                 : Warning{"left-paid", who + format(left.paid) + " đ / " + total}
        );
        answer.left.push_back(std::move(left));
    }
}

void Turn::go_on() {
    if (const auto* confirm = std::get_if<ConfirmDay>(&asked_.action.kind)) {
        return act(*confirm); // before anybody can sign in
    }
    if (!till_->cashier) {
        return refuse(RefusalCode::not_signed_in);
    }
    if (role_of(*till_->cashier) == Role::auditor) {
        return refuse(RefusalCode::not_allowed, "auditor");
    }
    std::visit([this](const auto& action) { act(action); }, asked_.action.kind);
}

bool Turn::need_shift() {
    if (!till_->ledger.shift) {
        refuse(RefusalCode::no_shift);
        return false;
    }
    return true;
}

void Turn::act(const SignIn&) {
    OCOP_ASSERT(!"signing in goes through its PIN");
}

void Turn::act(const SignOut&) {
    if (!till_->basket.empty()) {
        return refuse(RefusalCode::basket_not_empty);
    }
    till_->cashier.reset();
    accept();
}

void Turn::tell_appended(const Record& record) {
    Accepted answer = standing();
    if (is_receipt(record.kind)) {
        auto body = read_sale(record);
        OCOP_ASSERT(body.has_value());
        answer.receipt = std::move(*body);
        answer.paid = paid(answer.receipt->tenders);
        if (by_cash(answer.receipt->tenders)) {
            effects_->emplace_back(OpenDrawer{});
        }
        effects_->emplace_back(PrintReceipt{record});
    } else if (record.kind == "shift-close") {
        answer.shift_close = record.body.json();
        effects_->emplace_back(PrintShiftReport{record});
    } else if (record.kind == "hold") {
        answer.hold = record.body.json().at("hold").get<std::int64_t>();
    } else if (record.kind == "shift-open") {
        answer.shift = record.body.json().at("shift").get<std::int64_t>();
    } else if (record.kind == "no-sale" || record.kind == "paid-in" || record.kind == "paid-out") {
        effects_->emplace_back(OpenDrawer{});
    } else if (record.kind == "untender" || record.kind == "cancel") {
        answer.hand_back = handed_back(record.body.json());
        if (by_cash(answer.hand_back)) {
            effects_->emplace_back(OpenDrawer{}); // it lies there by now
        }
    }
    effects_->emplace_back(Tell{std::move(answer)});
}

} // namespace ocop
