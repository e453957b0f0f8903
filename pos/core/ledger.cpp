#include "pos/core/ledger.hpp"

#include "pos/core/einvoice_counters.hpp"
#include "pos/core/epoch.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/open_basket.hpp"
#include "pos/core/tender.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace ocop {

namespace {

/// What a sale or return does to the open shift's sums.
void add_to_shift(ShiftSummary& shift, const SaleBody& body) {
    const std::int64_t sign = body.is_return ? -1 : 1;
    (body.is_return ? shift.returns : shift.sales) += 1;
    (body.is_return ? shift.returned : shift.sold) += body.total;
    for (const TenderRow& row : body.tenders) {
        shift.by_tender[row.tender] += Money{row.amount.vnd() * sign};
    }
    if (body.change != Money{}) {
        shift.by_tender["cash"] -= body.change;
    }
    for (const VatRow& row : body.vat) {
        VatRow& sum = shift.by_vat[std::string{code(row.rate)}];
        sum.rate = row.rate;
        sum.net_ex_vat += Money{row.net_ex_vat.vnd() * sign};
        sum.vat += Money{row.vat.vnd() * sign};
    }
    if (!body.is_return) {
        for (const SaleLine& line : body.lines) {
            // A gift set's share is its price, not a discount somebody gave.
            shift.discounts += line.basket_discount + (line.set ? Money{} : line.discount);
        }
    }
    if (!shift.first_receipt) {
        shift.first_receipt = body.number;
    }
    shift.last_receipt = body.number;
}

void apply_genesis(Ledger& next, const Record& record) {
    const Fields fields{record.body.json()};
    Identity identity;
    identity.till = fields.text("till");
    identity.province = fields.text("province");
    identity.point = fields.text("point");
    identity.point_name = fields.has("name") ? fields.text("name") : identity.point;
    identity.district = fields.text("district");
    identity.public_key = fields.text("public_key");
    identity.training = fields.boolean("training");
    if (record.seq != 0 || identity.till != record.till) {
        fields.fail("genesis is not record 0 of its till");
    }
    next.identity = std::move(identity);
}

void apply_user(Ledger& next, const Fields& fields) {
    User user;
    user.name = fields.text("user");
    user.role = fields.parsed("role", parse_role);
    user.active = fields.boolean("active");
    next.users[user.name] = user;
    next.pin_tries.erase(user.name); // whoever is added has a new PIN
}

/// The user a record on PINs is about; empty for a name that nobody has.
std::string pin_user(const Fields& fields) {
    return fields.optional_text("user").value_or("");
}

/// `wrong-pin`, `right-pin`, `pin-wait`.
void apply_typed_pin(Ledger& next, const Record& record) {
    const Fields fields{record.body.json()};
    const std::string user = pin_user(fields);
    const Moment clock = fields.has("clock") ? fields.parsed("clock", parse_moment) : record.at;
    if (record.kind == "right-pin") {
        next.pin_tries.erase(user);
    } else if (record.kind == "wrong-pin") {
        PinTries& tries = next.pin_tries[user];
        tries.wrong += 1;
        tries.last = clock;
    } else if (const auto tries = next.pin_tries.find(user); tries != next.pin_tries.end()) {
        tries->second.last = clock;
    }
}

/// The clock was set back to `now`: no wait may last until the time it showed before.
void apply_clock(Ledger& next, Moment now) {
    for (auto& [user, tries] : next.pin_tries) {
        tries.last = std::min(tries.last, now);
    }
}

void apply_shift_open(Ledger& next, const Fields& fields, Moment at) {
    if (next.shift) {
        fields.fail("a shift is open already");
    }
    ShiftSummary shift;
    shift.shift = fields.integer("shift");
    shift.opened_by = fields.text("cashier");
    shift.opened_at = at;
    shift.opening_float = fields.money("float");
    next.shifts = shift.shift;
    next.shift = std::move(shift);
}

void apply_shift_close(Ledger& next, const Record& record, const Fields& fields) {
    if (!next.shift || next.shift->shift != fields.integer("shift")) {
        fields.fail("closes a shift that is not open");
    }
    ShiftSummary shift = *next.shift;
    shift.closed_at = record.at;
    shift.closed_by = fields.text("cashier");
    shift.counted = fields.money("counted");
    const Fields pieces = fields.object("denominations");
    for (const auto& member : pieces.json().items()) {
        std::int64_t piece = 0;
        std::from_chars(member.key().data(), member.key().data() + member.key().size(), piece);
        shift.counted_pieces[piece] = pieces.integer(member.key().c_str());
    }
    // What the record says of the drawer must follow from the records before it.
    if (fields.money("float") != shift.opening_float
        || Money{fields.integer("expected")} != shift.expected_cash()
        || Money{fields.integer("difference")} != shift.difference()) {
        fields.fail("the drawer's sums do not follow from the shift's records");
    }
    // And so must the numbers a manager will read from its paper; older records state none.
    if (fields.has("in_use")
        && fields.object("in_use").json() != to_json(numbers_in_use(next), record.till)) {
        fields.fail("the numbers in use do not follow from the records before it");
    }
    next.last_shift = std::move(shift);
    next.shift.reset();
}

/// `level` with `change` put to it, or taken from it.
Quantity counted_on(Quantity level, Quantity change, bool is_taken = false) {
    std::int64_t sum = 0;
    const bool beyond =
        is_taken ? __builtin_sub_overflow(level.thousandths(), change.thousandths(), &sum)
                 : __builtin_add_overflow(level.thousandths(), change.thousandths(), &sum);
    if (beyond) {
        throw FieldFault{"a stock level beyond all counting"};
    }
    return Quantity{sum};
}

/// What the book holds of the goods in `body` once it is on disk.
std::map<std::string, Quantity> levels_after(const Ledger& before, const SaleBody& body) {
    std::map<std::string, Quantity> levels;
    if (body.is_return && !body.restock) {
        return levels;
    }
    for (const SaleLine& line : body.lines) {
        const auto known = before.stock.find(line.product);
        const auto level =
            levels
                .try_emplace(line.product, known == before.stock.end() ? Quantity{} : known->second)
                .first;
        level->second = counted_on(level->second, line.quantity, !body.is_return);
    }
    return levels;
}

void apply_sale(Ledger& next, const Record& record) {
    std::optional<SaleBody> read;
    const SaleBody* body = record.body.sale();
    if (body == nullptr) {
        auto parsed = read_sale(record);
        if (!parsed) {
            throw FieldFault{parsed.error().what};
        }
        body = &read.emplace(std::move(*parsed));
    }
    if (body->is_return != (record.kind == "return")) {
        throw FieldFault{"holds the body of another kind"};
    }
    const auto counter = receipt_counter(body->number);
    if (!counter) {
        throw FieldFault{"the receipt number has no counter"};
    }
    // Numbers run without a gap; only a `restore` record moves them on.
    if (*counter != next.receipts + 1) {
        throw FieldFault{
            "is not receipt " + std::to_string(next.receipts + 1) + ", which comes next"};
    }
    if (body->einvoice && !note_einvoice(next.einvoices, *body->einvoice)) {
        throw FieldFault{"uses the number of an e-invoice again"};
    }
    const auto levels = levels_after(next, *body);
    next.receipts = *counter;
    next.holds.erase(body->hold.value_or(0));
    if (next.shift) {
        add_to_shift(*next.shift, *body);
        const auto user = next.users.find(body->approver.value_or(body->cashier));
        if (body->is_return && !body->of && user != next.users.end()
            && user->second.role == Role::lead) {
            next.shift->lead_returned += body->total;
        }
        next.shift->removed_lines += body->removed_lines;
    }
    for (const auto& [product, level] : levels) {
        next.stock[product] = level;
    }
}

void apply_hold(Ledger& next, const Fields& fields, Moment at) {
    Hold hold;
    hold.number = fields.integer("hold");
    hold.cashier = fields.text("cashier");
    hold.at = at;
    hold.basket = fields.object("basket").json();
    if (fields.has("replaces")) {
        next.holds.erase(fields.integer("replaces"));
    }
    next.last_hold = std::max(next.last_hold, hold.number); // one that was recalled keeps its own
    next.holds[hold.number] = std::move(hold);
}

void apply_cancel(Ledger& next, const Fields& fields) {
    const Money total = fields.money("total");
    const std::int64_t removed = fields.integer("removed_lines");
    const std::int64_t hold = fields.has("hold") ? fields.integer("hold") : 0;
    if (next.shift) {
        next.shift->cancelled += 1;
        next.shift->cancelled_amount += total;
        next.shift->removed_lines += removed;
    }
    next.holds.erase(hold);
}

void apply_moved_cash(Ledger& next, bool is_out, const Fields& fields) {
    if (!next.shift) {
        return;
    }
    const Money amount = fields.money("amount");
    (is_out ? next.shift->paid_out : next.shift->paid_in) += amount;
    if (fields.text_if_any("role") == code(Role::cashier)) {
        next.shift->cashier_out += amount;
    }
}

/// Cash that was taken for a basket goes back to the customer: no sum of the drawer's changes. A
/// recalled hold no longer has it either, or it would be offered as paid again.
void apply_untender(Ledger& next, const Fields& fields) {
    const Money amount = fields.money("amount");
    if (next.shift) {
        next.shift->untendered += 1;
        next.shift->untendered_amount += amount;
    }
    const auto hold =
        fields.has("hold") ? next.holds.find(fields.integer("hold")) : next.holds.end();
    if (hold != next.holds.end()) {
        drop_tender(hold->second.basket, fields.text("tender"), amount);
    }
}

void apply_stock(Ledger& next, const Fields& fields) {
    const std::string what = fields.text("do");
    const std::string product = fields.text("product");
    const Quantity quantity{fields.integer("quantity")};
    Quantity& level = next.stock[product];
    if (what == "count") {
        level = quantity;
    } else {
        level = counted_on(level, quantity); // receive, or adjust with its sign
    }
}

/// The numbers in use before a loss, as a person read them from paper: what comes is counted after
/// them. Records of older programs state none.
void apply_restore(Ledger& next, const Record& record, const Fields& fields) {
    if (fields.has("from_seq") && fields.integer("from_seq") != record.seq) {
        fields.fail("\"from_seq\" is not its own place");
    }
    if (fields.has("last_receipt") && !fields.is_null("last_receipt")) {
        const std::string last = fields.text("last_receipt");
        const auto counter = receipt_counter(last);
        if (!counter || last != receipt_number(record.till, *counter)) {
            fields.fail("\"last_receipt\" is no number of this till");
        }
        next.receipts = std::max(next.receipts, *counter);
    }
    if (fields.has("last_einvoice") && !fields.is_null("last_einvoice")) {
        const Fields stated = fields.object("last_einvoice");
        for (const auto& [counter, last] : stated.json().items()) {
            const std::int64_t number = stated.integer(counter.c_str());
            if (!is_einvoice_counter(counter, number)) {
                fields.fail("\"last_einvoice\" holds a number that is none");
            }
            std::int64_t& used = next.einvoices[counter];
            used = std::max(used, number);
        }
    }
}

void apply_body(Ledger& next, const Record& record) {
    if (is_receipt(record.kind)) {
        return apply_sale(next, record);
    }
    const Fields fields{record.body.json()};
    if (record.kind == "genesis") {
        apply_genesis(next, record);
    } else if (record.kind == "user") {
        apply_user(next, fields);
    } else if (record.kind == "settings") {
        next.settings[fields.text("key")] = fields.text("value");
    } else if (record.kind == "shift-open") {
        apply_shift_open(next, fields, record.at);
    } else if (record.kind == "shift-close") {
        apply_shift_close(next, record, fields);
    } else if (record.kind == "hold") {
        apply_hold(next, fields, record.at);
    } else if (record.kind == "cancel") {
        apply_cancel(next, fields);
    } else if (record.kind == "untender") {
        apply_untender(next, fields);
    } else if (record.kind == "no-sale") {
        if (next.shift) {
            next.shift->no_sales += 1;
        }
    } else if (record.kind == "paid-in" || record.kind == "paid-out") {
        apply_moved_cash(next, record.kind == "paid-out", fields);
    } else if (record.kind == "stock") {
        apply_stock(next, fields);
    } else if (record.kind == "catalog") {
        next.catalog = fields.integer("version");
    } else if (record.kind == "restore") {
        apply_restore(next, record, fields);
    } else if (tells_of_typed_pin(record.kind)) {
        apply_typed_pin(next, record);
    } else if (record.kind == "pin") {
        if (fields.has("user")) {                      // else all of them, from a backup
            next.pin_tries.erase(fields.text("user")); // changed by the folder's owner
        }
    } else if (record.kind == "clock") {
        apply_clock(next, record.at);
    }
}

} // namespace

std::optional<RecordFault> Ledger::apply(const Record& record) {
    if (record.seq != records || (record.seq == 0) != (record.kind == "genesis")) {
        return RecordFault{"is not the next record of the sequence"};
    }
    try {
        apply_body(*this, record);
    } catch (const FieldFault& fault) {
        return RecordFault{fault.what};
    }
    records = record.seq + 1;
    head = record.hash;
    last_at = record.at;
    return std::nullopt;
}

std::optional<std::int64_t> receipt_counter(std::string_view number) {
    const std::size_t dash = number.rfind('-');
    if (dash == std::string_view::npos || number.size() - dash < 7) {
        return std::nullopt;
    }
    const std::string_view digits = number.substr(dash + 1);
    std::int64_t counter = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), counter);
    if (error != std::errc{} || end != digits.data() + digits.size() || counter < 1) {
        return std::nullopt;
    }
    return counter;
}

std::string receipt_number(std::string_view till, std::int64_t counter) {
    std::string digits = std::to_string(counter);
    if (digits.size() < 6) {
        digits.insert(0, 6 - digits.size(), '0');
    }
    return std::string{till} + '-' + digits;
}

} // namespace ocop
