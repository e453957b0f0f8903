#include "pos/core/till.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/sale.hpp"
#include "pos/core/tender.hpp"

#include <algorithm>

namespace ocop {

namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

/// One action's way through the till. Methods either tell an answer or leave a Pending behind.
class Turn {
public:
    Turn(Till& till, const Catalog& catalog, std::vector<Effect>& effects)
        : till_{&till},
          catalog_{&catalog},
          effects_{&effects} {}

    /// Begins `asked`: asks for a PIN or a sale first where the action needs one.
    void begin(const Asked& asked) {
        asked_ = asked;
        if (asked.action.at && !till_->ledger.identity->training) {
            return refuse(RefusalCode::at_refused);
        }
        if (const Approval* approval = credentials()) {
            if (auto refusal = check_tries(approval->user)) {
                return refuse(std::move(*refusal));
            }
            wait_for(Pending::For::pin);
            effects_->emplace_back(CheckPin{approval->user, approval->pin});
            return;
        }
        go_on();
    }

    void pin_checked(const Pending& pending, bool right) {
        asked_ = pending.asked;
        const Approval* approval = credentials();
        OCOP_ASSERT(approval != nullptr);
        const std::string user = approval->user;
        if (!right) {
            PinTries& tries = till_->pin_tries[user];
            tries.wrong += 1;
            tries.last = asked_.now;
            return refuse(RefusalCode::wrong_pin, user);
        }
        till_->pin_tries.erase(user);
        if (std::holds_alternative<SignIn>(asked_.action.kind)) {
            return sign_in(user);
        }
        approver_ = user;
        go_on();
    }

    void sale_found(const Pending& pending, const SaleFound& found) {
        asked_ = pending.asked;
        approver_ = pending.approver;
        finish_return(std::get<ReturnGoods>(asked_.action.kind), found);
    }

    void appended(const Pending& pending, const std::vector<Record>& records) {
        asked_ = pending.asked;
        take_records(records);
        till_->basket = pending.basket;
        till_->tenders = pending.tenders;
        OCOP_ASSERT(!records.empty());
        tell_appended(records.back());
    }

    void failed(const Pending& pending, const StoreFailed& failure) {
        asked_ = pending.asked;
        take_records(failure.written);
        effects_->emplace_back(Tell{
            Failed{std::string{verb(asked_.action.kind)}, failure.code, failure.reason}});
    }

private:
    void take_records(const std::vector<Record>& records) {
        for (const Record& record : records) {
            const auto fault = till_->ledger.apply(record);
            OCOP_ASSERT(!fault.has_value()); // the store ran the same fold before it wrote
        }
    }

    // Who asks, and whether they may.

    const Approval* credentials() {
        if (const auto* sign_in = std::get_if<SignIn>(&asked_.action.kind)) {
            sign_in_as_ = Approval{sign_in->user, sign_in->pin};
            return &sign_in_as_;
        }
        const std::optional<Approval>* approval = nullptr;
        if (const auto* discount = std::get_if<GiveDiscount>(&asked_.action.kind)) {
            approval = &discount->approval;
        } else if (const auto* goods = std::get_if<ReturnGoods>(&asked_.action.kind)) {
            approval = &goods->approval;
        } else if (const auto* scan = std::get_if<Scan>(&asked_.action.kind)) {
            approval = &scan->approval;
        }
        return approval != nullptr && *approval ? &**approval : nullptr;
    }

    std::optional<Refusal> check_tries(const std::string& user) {
        const auto known = till_->ledger.users.find(user);
        if (known == till_->ledger.users.end() || !known->second.active) {
            return Refusal{RefusalCode::unknown_user, user, {}, {}};
        }
        const auto tries = till_->pin_tries.find(user);
        if (tries == till_->pin_tries.end() || tries->second.wrong < pin_tries_max) {
            return std::nullopt;
        }
        const std::int64_t waited = asked_.now.seconds() - tries->second.last.seconds();
        if (waited >= 0 && waited < pin_lock_s) {
            return Refusal{RefusalCode::pin_locked, user, std::to_string(pin_lock_s - waited), {}};
        }
        till_->pin_tries.erase(tries);
        return std::nullopt;
    }

    [[nodiscard]] Role role_of(const std::string& user) const {
        return till_->ledger.users.at(user).role;
    }

    /// The role an action is done with: the approver's where one approved.
    [[nodiscard]] Role acting_role() const {
        return role_of(approver_ ? *approver_ : *till_->cashier);
    }

    [[nodiscard]] Moment at() const { return asked_.action.at.value_or(asked_.now); }

    // Ends of a turn.

    void refuse(Refusal refusal) {
        effects_->emplace_back(Tell{
            Refused{std::string{verb(asked_.action.kind)}, std::move(refusal)}});
    }

    void refuse(RefusalCode code, std::string subject = {}, std::string detail = {}) {
        refuse(Refusal{code, std::move(subject), std::move(detail), {}});
    }

    [[nodiscard]] Accepted standing() const {
        const PricedBasket priced = price(till_->basket, at().day(), till_->settings().vat);
        Accepted answer;
        answer.action = std::string{verb(asked_.action.kind)};
        answer.total = priced.total;
        answer.paid = paid(till_->tenders);
        answer.lines = priced.lines;
        return answer;
    }

    void accept() { effects_->emplace_back(Tell{standing()}); }

    void wait_for(Pending::For what) {
        till_->pending = Pending{what, asked_, approver_, till_->basket, till_->tenders};
    }

    /// Sends `draft` to disk; the till becomes `basket` and `tenders` only once it is there.
    void append(RecordDraft draft, Basket basket, std::vector<TenderRow> tenders = {}) {
        wait_for(Pending::For::append);
        till_->pending->basket = std::move(basket);
        till_->pending->tenders = std::move(tenders);
        effects_->emplace_back(AppendRecords{with_clock(till_->ledger, std::move(draft))});
    }

    void append_keeping_basket(const char* kind, Json body) {
        append(RecordDraft{kind, at(), std::move(body)}, till_->basket, till_->tenders);
    }

    // The actions.

    void sign_in(const std::string& user) {
        if (till_->cashier && *till_->cashier != user && !till_->basket.empty()) {
            return refuse(RefusalCode::basket_not_empty);
        }
        till_->cashier = user;
        accept();
    }

    void go_on() {
        if (!till_->cashier) {
            return refuse(RefusalCode::not_signed_in);
        }
        if (role_of(*till_->cashier) == Role::auditor) {
            return refuse(RefusalCode::not_allowed, "auditor");
        }
        std::visit([this](const auto& action) { act(action); }, asked_.action.kind);
    }

    /// True if a shift is open; else refuses.
    bool need_shift() {
        if (!till_->ledger.shift) {
            refuse(RefusalCode::no_shift);
            return false;
        }
        return true;
    }

    void act(const SignIn&) { OCOP_ASSERT(!"signing in goes through its PIN"); }

    void act(const SignOut&) {
        if (!till_->basket.empty()) {
            return refuse(RefusalCode::basket_not_empty);
        }
        till_->cashier.reset();
        accept();
    }

    void act(const OpenShift& action) {
        if (till_->ledger.shift) {
            return refuse(
                RefusalCode::shift_already_open, std::to_string(till_->ledger.shift->shift)
            );
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

    void act(const Scan& action) {
        if (!need_shift()) {
            return;
        }
        const Day today = at().day();
        const auto code = parse_code(action.code, today, till_->settings().in_store);
        const Product* product = nullptr;
        if (!code) {
            // A product code may look like a misread number; the whole text decides.
            product = catalog_->find_code(code.error().subject);
            if (product == nullptr) {
                return refuse(code.error());
            }
            return add(*product, one_unit);
        }
        if (code->gtin) {
            product = catalog_->find_gtin(*code->gtin);
        } else if (code->in_store_item) {
            product = catalog_->find_code(*code->in_store_item);
        }
        if (product == nullptr) {
            product = catalog_->find_code(code->text);
        }
        if (product == nullptr) {
            return refuse(RefusalCode::unknown_code, code->text);
        }
        if (code->expiry && *code->expiry < today
            && !(approver_ && role_of(*approver_) == Role::manager)) {
            return refuse(RefusalCode::lot_expired, product->name, format(*code->expiry));
        }
        add(*product, scanned_quantity(*code, *product), code->lot, code->expiry);
    }

    [[nodiscard]] static Quantity scanned_quantity(const Code& code, const Product& product) {
        if (code.grams && product.unit == "kg") {
            return Quantity{*code.grams};
        }
        if (code.grams && product.unit == "g") {
            return Quantity{*code.grams * 1000};
        }
        if (code.count && *code.count > 0) {
            return Quantity{*code.count * 1000};
        }
        return one_unit;
    }

    void act(const Add& action) {
        if (!need_shift()) {
            return;
        }
        const Product* product = catalog_->find_code(action.product);
        if (product == nullptr) {
            return refuse(RefusalCode::unknown_product, action.product);
        }
        add(*product, action.quantity);
    }

    void
    add(const Product& product,
        Quantity quantity,
        std::optional<std::string> lot = std::nullopt,
        std::optional<Day> expiry = std::nullopt) {
        auto basket =
            with_added(till_->basket, *catalog_, product, quantity, std::move(lot), expiry);
        if (!basket) {
            return refuse(basket.error());
        }
        if (take_basket(std::move(*basket))) {
            Accepted answer = standing();
            add_warnings(answer, product);
            effects_->emplace_back(Tell{std::move(answer)});
        }
    }

    void add_warnings(Accepted& answer, const Product& product) const {
        const Product* const only = &product;
        std::vector<const Product*> goods{only};
        if (product.is_set()) {
            goods.clear();
            for (const SetComponent& component : product.set_components) {
                goods.push_back(catalog_->find_code(component.product));
            }
        }
        for (const Product* part : goods) {
            Quantity in_basket;
            for (const SaleLine& line : answer.lines) {
                in_basket += line.product == part->code ? line.quantity : Quantity{};
            }
            // Goods never received are not kept in the stock book; it cannot lack them.
            const auto stock = till_->ledger.stock.find(part->code);
            const bool tracked = stock != till_->ledger.stock.end();
            if (tracked && stock->second < in_basket) {
                answer.warnings.push_back({"stock", part->name});
            }
            const CertificateState state = certificate_on(*part, at().day());
            if (state == CertificateState::expired || state == CertificateState::revoked) {
                answer.warnings.push_back({"certificate", part->name});
            }
            if (part->min_age > 0) {
                answer.warnings.push_back({"age", part->name});
            }
        }
    }

    /// Takes a changed basket in; while money was taken, only one that still costs more.
    bool take_basket(Basket basket) {
        if (auto refusal = check_limits(basket)) {
            refuse(std::move(*refusal));
            return false;
        }
        if (till_->paying()) {
            const Money total = price(basket, at().day(), till_->settings().vat).total;
            if (total <= paid(till_->tenders)) {
                refuse(RefusalCode::paying, format(paid(till_->tenders)));
                return false;
            }
        }
        till_->basket = std::move(basket);
        return true;
    }

    /// Discounts nobody approved stay within the cashier's limit however the lines change.
    [[nodiscard]] std::optional<Refusal> check_limits(const Basket& basket) const {
        const std::int64_t limit = till_->settings().discount_percent_max(role_of(*till_->cashier));
        const auto exceeds = [&](const Discount& discount, Money base) {
            return discount.given() && !discount.approver
                   && scale(discount.of(base).vnd(), 100, 1) > scale(base.vnd(), limit, 1);
        };
        Money before_discount;
        for (const BasketEntry& entry : basket.entries) {
            const Money gross = extend(entry.product.price, entry.quantity);
            if (exceeds(entry.discount, gross)) {
                return approval_needed(limit);
            }
            before_discount += gross - entry.discount.of(gross);
        }
        if (exceeds(basket.discount, before_discount)) {
            return approval_needed(limit);
        }
        return std::nullopt;
    }

    [[nodiscard]] static Refusal approval_needed(std::int64_t limit) {
        return Refusal{RefusalCode::approval_needed, "> " + std::to_string(limit) + " %", {}, {}};
    }

    void act(const SetQuantity& action) {
        if (need_shift()) {
            take(with_quantity(till_->basket, action.line, action.quantity));
        }
    }

    void act(const RemoveLine& action) {
        if (need_shift()) {
            take(without_line(till_->basket, action.line));
        }
    }

    void take(Expected<Basket, Refusal> basket) {
        if (!basket) {
            return refuse(basket.error());
        }
        if (take_basket(std::move(*basket))) {
            accept();
        }
    }

    void act(const GiveDiscount& action) {
        if (!need_shift()) {
            return;
        }
        if (approver_) {
            // A percentage beyond the approver's own limit is refused like the cashier's.
            const std::int64_t limit = till_->settings().discount_percent_max(role_of(*approver_));
            if (role_of(*approver_) == Role::auditor || role_of(*approver_) == Role::cashier) {
                return refuse(RefusalCode::not_allowed, std::string{code(role_of(*approver_))});
            }
            if (exceeds(action, limit)) {
                return refuse(approval_needed(limit));
            }
        }
        Discount discount{action.percent, action.amount, action.reason, approver_};
        const std::int64_t own = till_->settings().discount_percent_max(role_of(*till_->cashier));
        if (!exceeds(action, own)) {
            discount.approver.reset(); // within the cashier's own limit: no approval to record
        } else if (!approver_ && own == 100) {
            discount.approver = till_->cashier;
        }
        take(with_discount(till_->basket, action.line, std::move(discount)));
    }

    /// True if the discount is more than `limit` percent of what it is given on.
    [[nodiscard]] bool exceeds(const GiveDiscount& action, std::int64_t limit) const {
        if (action.percent) {
            return *action.percent > limit;
        }
        const PricedBasket priced = price(till_->basket, at().day(), till_->settings().vat);
        Money base = priced.before_discount;
        if (action.line) {
            const auto line = std::find_if(
                priced.lines.begin(),
                priced.lines.end(),
                [&](const SaleLine& candidate) { return candidate.line == *action.line; }
            );
            base = line == priced.lines.end() ? Money{} : line->gross;
        }
        return scale(action.amount.value_or(Money{}).vnd(), 100, 1) > scale(base.vnd(), limit, 1);
    }

    void act(const HoldBasket&) {
        if (!need_shift()) {
            return;
        }
        if (till_->basket.empty()) {
            return refuse(RefusalCode::basket_empty);
        }
        if (till_->paying()) {
            return refuse(RefusalCode::paying, format(paid(till_->tenders)));
        }
        Json body{
            {"hold", till_->ledger.last_hold + 1},
            {"cashier", *till_->cashier},
            {"basket", to_json(till_->basket)}};
        if (till_->basket.from_hold) {
            body["replaces"] = *till_->basket.from_hold;
        }
        append(RecordDraft{"hold", at(), std::move(body)}, Basket{});
    }

    void act(const RecallHold& action) {
        if (!need_shift()) {
            return;
        }
        if (!till_->basket.empty()) {
            return refuse(RefusalCode::basket_not_empty);
        }
        const auto hold = till_->ledger.holds.find(action.hold);
        if (hold == till_->ledger.holds.end()) {
            return refuse(RefusalCode::unknown_hold, std::to_string(action.hold));
        }
        auto basket = parse_basket(hold->second.basket, *catalog_);
        if (!basket) {
            return refuse(basket.error());
        }
        // The hold stays on disk until its sale, so that a power cut finds it again.
        basket->from_hold = action.hold;
        till_->basket = std::move(*basket);
        accept();
    }

    void act(const Pay& action) {
        if (!need_shift()) {
            return;
        }
        if (till_->basket.empty()) {
            return refuse(RefusalCode::basket_empty);
        }
        const Settings settings = till_->settings();
        const PricedBasket priced = price(till_->basket, at().day(), settings.vat);
        auto payment =
            pay(till_->tenders, priced.total, action.tender, action.amount, settings.rounding);
        if (!payment) {
            return refuse(payment.error());
        }
        if (!payment->complete) {
            till_->tenders = std::move(payment->tenders);
            return accept();
        }
        SaleBody body;
        body.number = next_number();
        body.shift = till_->ledger.shift->shift;
        body.cashier = *till_->cashier;
        body.catalog = catalog_->version();
        body.event = settings.event;
        body.lines = priced.lines;
        body.total = priced.total;
        body.vat = vat_rows(body.lines);
        body.tenders = std::move(payment->tenders);
        body.change = payment->change;
        Json json = to_json(body);
        add_basket_facts(json);
        append(RecordDraft{"sale", at(), std::move(json)}, Basket{});
    }

    /// What an auditor asks of a basket beyond its lines: discounts with reason and approver, lines
    /// taken out, the hold it came from.
    void add_basket_facts(Json& body) const {
        const auto note = [&](const Discount& discount, const Json& what) {
            if (discount.given() && (discount.approver || !discount.reason.empty())) {
                body["discounts"].push_back(
                    {{"product", what},
                     {"reason", discount.reason},
                     {"approver", discount.approver ? Json(*discount.approver) : Json(nullptr)}}
                );
            }
        };
        for (const BasketEntry& entry : till_->basket.entries) {
            note(entry.discount, entry.product.code);
        }
        note(till_->basket.discount, nullptr);
        if (till_->basket.removed_lines > 0) {
            body["removed_lines"] = till_->basket.removed_lines;
        }
        if (till_->basket.from_hold) {
            body["hold"] = *till_->basket.from_hold;
        }
    }

    [[nodiscard]] std::string next_number() const {
        return receipt_number(till_->ledger.identity->till, till_->ledger.receipts + 1);
    }

    void act(const ReturnGoods& action) {
        if (!need_shift()) {
            return;
        }
        if (!till_->basket.empty()) {
            return refuse(RefusalCode::basket_not_empty);
        }
        const Role role = acting_role();
        if (role == Role::cashier || role == Role::auditor) {
            return refuse(Refusal{
                RefusalCode::approval_needed, std::string{verb(ActionKind{action})}, {}, {}});
        }
        if (!action.sale) {
            return finish_return(action, SaleFound{});
        }
        wait_for(Pending::For::sale);
        effects_->emplace_back(FindSale{*action.sale});
    }

    void finish_return(const ReturnGoods& action, const SaleFound& found) {
        SaleBody body;
        Expected<std::vector<SaleLine>, Refusal> lines;
        if (action.sale) {
            const auto sale = found.sale && found.sale->kind == "sale"
                                  ? parse_sale_body(found.sale->body, false)
                                  : Unexpected{RecordFault{}};
            if (!sale) {
                return refuse(RefusalCode::unknown_sale, *action.sale);
            }
            std::vector<SaleBody> earlier;
            for (const Record& record : found.returns) {
                if (auto before = parse_sale_body(record.body, true)) {
                    earlier.push_back(std::move(*before));
                }
            }
            body.of = sale->number;
            body.event = sale->event;
            lines = return_lines(*sale, earlier, action.lines);
        } else {
            lines = return_lines_without_sale(
                *catalog_, action.lines, at().day(), till_->settings().vat
            );
        }
        if (!lines) {
            return refuse(lines.error());
        }
        body.is_return = true;
        body.number = next_number();
        body.shift = till_->ledger.shift->shift;
        body.cashier = *till_->cashier;
        body.approver = approver_;
        body.catalog = catalog_->version();
        body.lines = std::move(*lines);
        body.total = total_of(body.lines);
        body.vat = vat_rows(body.lines);
        body.restock = action.restock;
        auto tenders = pay_back(body.total, action.tender, till_->settings().rounding);
        if (!tenders) {
            return refuse(tenders.error());
        }
        body.tenders = std::move(*tenders);
        Json json = to_json(body);
        if (!action.reason.empty()) {
            json["reason"] = action.reason;
        }
        append(RecordDraft{"return", at(), std::move(json)}, Basket{});
    }

    void act(const Cancel&) {
        if (till_->basket.empty() && !till_->paying()) {
            return refuse(RefusalCode::basket_empty);
        }
        if (!need_shift()) {
            return;
        }
        const PricedBasket priced = price(till_->basket, at().day(), till_->settings().vat);
        Json body{
            {"cashier", *till_->cashier},
            {"total", priced.total.vnd()},
            {"paid", paid(till_->tenders).vnd()},
            {"lines", static_cast<std::int64_t>(priced.lines.size())},
            {"removed_lines", till_->basket.removed_lines}};
        if (till_->basket.from_hold) {
            body["hold"] = *till_->basket.from_hold;
        }
        append(RecordDraft{"cancel", at(), std::move(body)}, Basket{});
    }

    void act(const NoSale& action) {
        append_keeping_basket("no-sale", {{"cashier", *till_->cashier}, {"reason", action.reason}});
    }

    void act(const PaidIn& action) { move_cash("paid-in", action.amount, action.reason); }

    void act(const PaidOut& action) { move_cash("paid-out", action.amount, action.reason); }

    void move_cash(const char* kind, Money amount, const std::string& reason) {
        if (!need_shift()) {
            return;
        }
        if (amount <= Money{}) {
            return refuse(RefusalCode::amount_not_positive, format(amount));
        }
        if (reason.empty()) {
            return refuse(RefusalCode::reason_missing);
        }
        append_keeping_basket(
            kind, {{"cashier", *till_->cashier}, {"amount", amount.vnd()}, {"reason", reason}}
        );
    }

    void act(const Receive& action) {
        const Product* product = catalog_->find_code(action.product);
        if (product == nullptr) {
            return refuse(RefusalCode::unknown_product, action.product);
        }
        if (action.quantity <= Quantity{}) {
            return refuse(RefusalCode::quantity_zero, product->name);
        }
        if (!action.quantity.is_whole() && !takes_fractions(product->unit)) {
            return refuse(RefusalCode::quantity_fraction, product->name, product->unit);
        }
        // A pallet may be a thousand times what one customer buys; beyond that it is a slip.
        if (action.quantity.thousandths() > quantity_max.thousandths() * 1000) {
            return refuse(RefusalCode::quantity_too_big, product->name, format(quantity_max));
        }
        append_keeping_basket(
            "stock",
            {{"do", "receive"},
             {"cashier", *till_->cashier},
             {"producer", action.producer.empty() ? product->producer_code : action.producer},
             {"product", product->code},
             {"quantity", action.quantity.thousandths()},
             {"lot", action.lot ? Json(*action.lot) : Json(nullptr)},
             {"expiry", action.expiry ? Json(iso(*action.expiry)) : Json(nullptr)},
             {"cost", action.cost ? Json(action.cost->vnd()) : Json(nullptr)},
             {"consignment", action.consignment}}
        );
    }

    void act(const CloseShift& action) {
        if (!need_shift()) {
            return;
        }
        if (!till_->basket.empty()) {
            return refuse(RefusalCode::basket_not_empty);
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
             {"summary", summary}}
        );
    }

    // What follows from a record on disk: only now paper and drawer move.
    void tell_appended(const Record& record) {
        Accepted answer = standing();
        const bool is_return = record.kind == "return";
        if (record.kind == "sale" || is_return) {
            auto body = parse_sale_body(record.body, is_return);
            OCOP_ASSERT(body.has_value());
            answer.receipt = std::move(*body);
            answer.paid = paid(answer.receipt->tenders);
            const bool cash = std::any_of(
                answer.receipt->tenders.begin(),
                answer.receipt->tenders.end(),
                [](const TenderRow& row) { return row.tender == "cash"; }
            );
            if (cash) {
                effects_->emplace_back(OpenDrawer{});
            }
            effects_->emplace_back(PrintReceipt{record});
        } else if (record.kind == "shift-close") {
            answer.shift_close = record.body;
            effects_->emplace_back(PrintShiftReport{record});
        } else if (record.kind == "hold") {
            answer.hold = record.body["hold"].get<std::int64_t>();
        } else if (record.kind == "shift-open") {
            answer.shift = record.body["shift"].get<std::int64_t>();
        } else if (record.kind == "no-sale" || record.kind == "paid-in" || record.kind == "paid-out") {
            effects_->emplace_back(OpenDrawer{});
        }
        effects_->emplace_back(Tell{std::move(answer)});
    }

    Till* till_;
    const Catalog* catalog_;
    std::vector<Effect>* effects_;
    Asked asked_{};
    Approval sign_in_as_{};
    std::optional<std::string> approver_{};
};

/// Takes the pending action out of the till; there must be one that waits for `what`.
Pending take_pending(Till& till, Pending::For what) {
    OCOP_ASSERT(till.pending && till.pending->waits_for == what);
    Pending pending = std::move(*till.pending);
    till.pending.reset();
    return pending;
}

void take_asked(
    Till& till, const Catalog& catalog, const Asked& asked, std::vector<Effect>& effects
) {
    if (!till.pending) {
        Turn{till, catalog, effects}.begin(asked);
    } else if (till.waiting.size() < waiting_max) {
        till.waiting.push_back(asked);
    } else {
        effects.emplace_back(Tell{
            Refused{std::string{verb(asked.action.kind)}, Refusal{RefusalCode::busy, {}, {}, {}}}});
    }
}

} // namespace

Settings Till::settings() const {
    return read_settings(ledger.settings);
}

std::optional<Role> Till::role() const {
    return cashier ? std::optional{ledger.users.at(*cashier).role} : std::nullopt;
}

std::vector<RecordDraft> with_clock(const Ledger& ledger, RecordDraft draft) {
    std::vector<RecordDraft> drafts;
    const bool training = ledger.identity && ledger.identity->training;
    if (!training && draft.at < ledger.last_at) {
        drafts.push_back(
            {"clock",
             draft.at,
             {{"last", iso(ledger.last_at)},
              {"behind_s", ledger.last_at.seconds() - draft.at.seconds()}}}
        );
    }
    drafts.push_back(std::move(draft));
    return drafts;
}

Step step(Till till, const Catalog& catalog, const Message& message) {
    OCOP_ASSERT(till.ledger.identity.has_value());
    std::vector<Effect> effects;
    std::visit(
        Overloaded{
            [&](const Asked& asked) { take_asked(till, catalog, asked, effects); },
            [&](const PinChecked& answer) {
                const Pending pending = take_pending(till, Pending::For::pin);
                Turn{till, catalog, effects}.pin_checked(pending, answer.right);
            },
            [&](const SaleFound& found) {
                const Pending pending = take_pending(till, Pending::For::sale);
                Turn{till, catalog, effects}.sale_found(pending, found);
            },
            [&](const RecordsAppended& appended) {
                const Pending pending = take_pending(till, Pending::For::append);
                Turn{till, catalog, effects}.appended(pending, appended.records);
            },
            [&](const StoreFailed& failure) {
                OCOP_ASSERT(till.pending.has_value());
                const Pending pending = take_pending(till, till.pending->waits_for);
                Turn{till, catalog, effects}.failed(pending, failure);
            },
            [&](const RecordSeen& seen) {
                const auto fault = till.ledger.apply(seen.record);
                OCOP_ASSERT(!fault.has_value());
            },
        },
        message
    );
    while (!till.pending && !till.waiting.empty()) {
        const Asked next = std::move(till.waiting.front());
        till.waiting.pop_front();
        Turn{till, catalog, effects}.begin(next);
    }
    return Step{std::move(till), std::move(effects)};
}

} // namespace ocop
