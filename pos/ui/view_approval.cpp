// What is shown to whoever approves, and of a shift that was left open.

#include "pos/core/sale.hpp"
#include "pos/core/tender.hpp"
#include "pos/ui/view_parts.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

using Of = ApprovalView::Of;

/// Somebody who may approve anything: a manager, else a shift lead.
std::optional<std::string> highest(const Till& till) {
    std::optional<std::string> lead;
    for (const auto& [name, user] : till.ledger.users) {
        if (user.active && user.role == Role::manager) {
            return name;
        }
        if (user.active && user.role == Role::lead) {
            lead = name;
        }
    }
    return lead;
}

/// The basket if `wanted` were approved, worked out by the till itself; nullopt where it would be
/// refused all the same, or is about no basket. Nothing is written: no effect is carried out.
std::optional<Basket> if_approved(const Desk& desk, const Approvable& wanted) {
    const auto approver = highest(desk.till());
    if (!approver) {
        return std::nullopt;
    }
    Till trial = desk.till();
    trial.pending.reset();
    trial.waiting.clear();
    trial.ledger.pin_tries.clear(); // nobody's PIN is tried here
    trial.unwritten_tries.clear();
    Action action;
    std::visit(
        [&](auto kind) {
            kind.approval = Approval{*approver, {}};
            action.kind = std::move(kind);
        },
        wanted
    );
    Step asked = step(std::move(trial), desk.catalog(), Asked{std::move(action), desk.now()});
    const bool asks_pin = asked.till.pending && asked.till.pending->waits_for == Pending::For::pin;
    if (!asks_pin) {
        return std::nullopt;
    }
    const Step done = step(std::move(asked.till), desk.catalog(), PinChecked{true});
    for (const Effect& effect : done.effects) {
        const auto* tell = std::get_if<Tell>(&effect);
        if (tell != nullptr && !std::holds_alternative<Accepted>(tell->answer)) {
            return std::nullopt;
        }
    }
    return done.till.basket;
}

PricedBasket priced(const Desk& desk, const Basket& basket) {
    return price(basket, desk.now().day(), desk.till().settings().vat);
}

ApprovalGoods row_of(const SaleLine& line) {
    return {line.name, format(line.quantity) + " " + line.unit, {}, format(line.net)};
}

/// What differs between two baskets; all of the second one where nothing does.
std::vector<ApprovalGoods> differing(const PricedBasket& before, const PricedBasket& after) {
    std::vector<ApprovalGoods> rows;
    const auto same_goods = [](const SaleLine& a, const SaleLine& b) {
        return a.product == b.product && a.lot == b.lot && a.unit_price == b.unit_price;
    };
    std::vector<bool> seen(before.lines.size(), false);
    for (const SaleLine& line : after.lines) {
        std::size_t was = 0;
        while (was < before.lines.size() && (seen[was] || !same_goods(before.lines[was], line))) {
            ++was;
        }
        ApprovalGoods row = row_of(line);
        if (was < before.lines.size()) {
            seen[was] = true;
            const SaleLine& old = before.lines[was];
            if (old.quantity == line.quantity && old.net == line.net) {
                continue;
            }
            row.before = format(old.net);
            if (old.quantity != line.quantity) {
                row.quantity = format(old.quantity) + " → " + row.quantity;
            }
        }
        rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < before.lines.size(); ++i) {
        if (!seen[i]) {
            ApprovalGoods row = row_of(before.lines[i]);
            row.before = std::exchange(row.after, format(Money{}));
            rows.push_back(std::move(row));
        }
    }
    if (rows.empty()) {
        std::transform(after.lines.begin(), after.lines.end(), std::back_inserter(rows), row_of);
    }
    return rows;
}

/// The goods that come back, with what each of them gives.
void put_coming_back(ApprovalView& view, const Desk& desk, const ReturnGoods& action) {
    view.of = Of::goods_come_back;
    view.subject = action.sale.value_or("");
    view.reason = action.reason;
    std::vector<SaleBody> earlier;
    std::optional<SaleBody> sale;
    if (const auto& found = desk.state().found_sale) {
        if (auto body = read_sale(found->sale)) {
            sale = std::move(*body);
        }
        for (const Record& record : found->returns) {
            if (auto body = read_sale(record)) {
                earlier.push_back(std::move(*body));
            }
        }
    }
    const auto lines =
        action.sale && sale
            ? return_lines(*sale, earlier, action.lines)
            : return_lines_without_sale(
                desk.catalog(), action.lines, desk.now().day(), desk.till().settings().vat
            );
    if (!lines) {
        return;
    }
    std::transform(lines->begin(), lines->end(), std::back_inserter(view.goods), row_of);
    const Money worth = total_of(*lines);
    const auto& rounding = desk.till().settings().rounding;
    const auto tenders = action.sale && sale ? refund(*sale, earlier, worth, action.tender)
                                             : pay_back(worth, action.tender, rounding);
    view.after = format(tenders ? paid(*tenders) : worth);
}

/// What kind of thing is asked for, with the words that go with it.
class Describe {
public:
    Describe(ApprovalView& view, const Desk& desk)
        : view_{&view},
          desk_{&desk} {}

    void operator()(const GiveDiscount& action) const {
        view_->of = action.line ? Of::line_discount : Of::basket_discount;
        view_->percent = action.percent ? std::to_string(*action.percent) : "";
        view_->reason = action.reason;
    }

    void operator()(const ReturnGoods& action) const { put_coming_back(*view_, *desk_, action); }

    void operator()(const ChangeSetting& action) const {
        view_->of = Of::setting;
        view_->subject = action.key;
        const auto& settings = desk_->till().ledger.settings;
        const auto now = settings.find(action.key);
        view_->before = now == settings.end() ? "" : now->second;
        view_->after = action.value;
    }

    void operator()(const RecallHold& action) const {
        view_->of = Of::recall;
        view_->subject = std::to_string(action.hold);
    }

    void operator()(const Pay& action) const {
        view_->of = Of::pay;
        view_->subject = action.tender;
    }

    void operator()(const PaidOut& action) const {
        view_->of = Of::cash_out;
        view_->after = format(action.amount);
        view_->reason = action.reason;
    }

    void operator()(const Scan&) const { view_->of = Of::goods_added; }

    void operator()(const Add&) const { view_->of = Of::goods_added; }

    void operator()(const SetQuantity&) const { view_->of = Of::quantity; }

    void operator()(const RemoveLine&) const { view_->of = Of::line_removed; }

    /// An action younger than this screen: at least why it was given, where it says.
    template <class Other>
    void operator()(const Other& action) const {
        if constexpr (requires { view_->reason = action.reason; }) {
            view_->reason = action.reason;
        }
    }

private:
    ApprovalView* view_;
    const Desk* desk_;
};

/// True for what changes the basket, or is done to all of it.
bool is_about_basket(Of of) {
    return of != Of::goods_come_back && of != Of::setting && of != Of::cash_out && of != Of::other;
}

} // namespace

void put_approval(ViewModel& view, const Desk& desk) {
    const auto& wanted = desk.state().to_approve;
    if (!wanted) {
        return;
    }
    ApprovalView approval;
    std::visit(Describe{approval, desk}, *wanted);
    approval.asked_by = desk.till().cashier.value_or("");
    if (desk.state().approval_for) {
        approval.rule = words(*desk.state().approval_for, desk.language());
    }
    if (is_about_basket(approval.of)) {
        const PricedBasket before = desk.priced();
        const auto basket = if_approved(desk, *wanted);
        const bool paid_whole = approval.of == Of::pay; // the basket is what it was
        const PricedBasket after = basket && !paid_whole ? priced(desk, *basket) : before;
        approval.goods = differing(before, after);
        approval.before = before.lines.empty() || paid_whole ? "" : format(before.total);
        approval.after = basket || paid_whole ? format(after.total) : "";
    }
    view.approval = std::move(approval);
}

void put_old_shift(ViewModel& view, const Desk& desk) {
    const auto& shift = desk.till().ledger.shift;
    if (!shift) {
        return;
    }
    view.old_shift = OldShiftView{
        std::to_string(shift->shift),
        format(shift->opened_at.day()),
        format(shift->opened_at).substr(0, 16),
        shift->opened_by,
        format(desk.now().day()),
        std::to_string(shift->sales)};
}

} // namespace ocop::ui
