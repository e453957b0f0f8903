#include "pos/core/action.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/core/text_limits.hpp"

#include <charconv>

namespace ocop {

namespace {

std::optional<Approval> read_approval(const Fields& fields) {
    if (!fields.has("approver") || fields.is_null("approver")) {
        return std::nullopt;
    }
    return Approval{fields.text("approver"), fields.text("approver_pin")};
}

Denominations read_counted(const Fields& fields) {
    Denominations counted;
    const Fields pieces = fields.object("counted");
    for (const auto& member : pieces.json().items()) {
        const std::string& key = member.key();
        std::int64_t piece = 0;
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), piece);
        if (error != std::errc{} || end != key.data() + key.size()) {
            fields.fail("\"counted\" has a piece that is not a number: " + key);
        }
        counted[piece] = pieces.integer(key.c_str());
    }
    return counted;
}

ReturnGoods read_return(const Fields& fields) {
    ReturnGoods action;
    if (fields.has("sale") && !fields.is_null("sale")) {
        action.sale = fields.text("sale");
    }
    fields.each("lines", [&](const Fields& line) {
        ReturnLine wanted;
        if (line.has("line")) {
            wanted.line = line.integer("line");
        }
        if (line.has("product")) {
            wanted.product = line.text("product");
        }
        wanted.quantity = Quantity{line.integer("quantity")};
        action.lines.push_back(std::move(wanted));
    });
    if (fields.has("tender")) {
        action.tender = fields.text("tender");
    }
    if (fields.has("restock")) {
        action.restock = fields.boolean("restock");
    }
    action.reason = fields.text_if_any("reason");
    action.approval = read_approval(fields);
    return action;
}

Receive read_receive(const Fields& fields) {
    Receive action;
    action.producer = fields.text_if_any("producer");
    action.product = fields.text("product");
    action.quantity = Quantity{fields.integer("quantity")};
    if (fields.has("lot")) {
        action.lot = fields.optional_text("lot");
    }
    if (fields.has("expiry")) {
        action.expiry = fields.optional_day("expiry");
    }
    if (fields.has("cost")) {
        action.cost = fields.optional_money("cost");
    }
    action.consignment = fields.has("consignment") && fields.boolean("consignment");
    return action;
}

/// The same for a count and what sets the book right.
template <class Change>
Change read_stock_change(const Fields& fields) {
    Change action;
    action.product = fields.text("product");
    if (fields.has("lot")) {
        action.lot = fields.optional_text("lot");
    }
    action.quantity = Quantity{fields.integer("quantity")};
    action.reason = fields.text_if_any("reason");
    action.approval = read_approval(fields);
    return action;
}

GiveDiscount read_discount(const Fields& fields) {
    GiveDiscount action;
    if (fields.has("line") && !fields.is_null("line")) {
        action.line = fields.integer("line");
    }
    if (fields.has("percent")) {
        action.percent = fields.integer("percent");
    }
    if (fields.has("amount")) {
        action.amount = fields.money("amount");
    }
    action.reason = fields.text_if_any("reason");
    action.approval = read_approval(fields);
    return action;
}

ActionKind read_kind(const Fields& fields) {
    const std::string what = fields.text("do");
    if (what == "sign-in") {
        return SignIn{fields.text("user"), fields.text("pin")};
    }
    if (what == "sign-out") {
        return SignOut{};
    }
    if (what == "open-shift") {
        return OpenShift{fields.money("float")};
    }
    if (what == "scan") {
        return Scan{fields.text("code"), read_approval(fields)};
    }
    if (what == "add") {
        return Add{
            fields.text("product"),
            fields.has("quantity") ? Quantity{fields.integer("quantity")} : one_unit,
            read_approval(fields),
            fields.has("lot") ? fields.optional_text("lot") : std::nullopt,
            fields.has("expiry") ? fields.optional_day("expiry") : std::nullopt};
    }
    if (what == "quantity") {
        return SetQuantity{
            fields.integer("line"), Quantity{fields.integer("quantity")}, read_approval(fields)};
    }
    if (what == "remove") {
        return RemoveLine{fields.integer("line"), read_approval(fields)};
    }
    if (what == "discount") {
        return read_discount(fields);
    }
    if (what == "hold") {
        return HoldBasket{};
    }
    if (what == "recall") {
        return RecallHold{
            fields.integer("hold"),
            fields.has("leave_out") && fields.boolean("leave_out"),
            read_approval(fields)};
    }
    if (what == "pay") {
        return Pay{fields.text("tender"), fields.money("amount"), read_approval(fields)};
    }
    if (what == "untender") {
        return Untender{fields.integer("tender")};
    }
    if (what == "return") {
        return read_return(fields);
    }
    if (what == "cancel") {
        return Cancel{};
    }
    if (what == "no-sale") {
        return NoSale{fields.text_if_any("reason")};
    }
    if (what == "paid-in") {
        return PaidIn{fields.money("amount"), fields.text_if_any("reason")};
    }
    if (what == "paid-out") {
        return PaidOut{fields.money("amount"), fields.text_if_any("reason"), read_approval(fields)};
    }
    if (what == "receive") {
        return read_receive(fields);
    }
    if (what == "count-stock") {
        return read_stock_change<CountStock>(fields);
    }
    if (what == "adjust-stock") {
        return read_stock_change<AdjustStock>(fields);
    }
    if (what == "close-shift") {
        return CloseShift{read_counted(fields)};
    }
    if (what == "buyer") {
        return SetBuyer{read_buyer(fields)};
    }
    if (what == "settings") {
        return ChangeSetting{fields.text("key"), fields.text("value"), read_approval(fields)};
    }
    if (what == "confirm-day") {
        return ConfirmDay{fields.parsed("day", parse_day), read_approval(fields)};
    }
    fields.fail("\"do\" is not an action of the till: " + what);
}

/// Memory that goes back is not emptied: whoever gets it next could read what was typed.
void wipe_pins(Json& action) {
    for (const char* key : {"pin", "approver_pin"}) {
        const auto found = action.is_object() ? action.find(key) : action.end();
        if (found != action.end() && found->is_string()) {
            wipe(found->get_ref<std::string&>());
        }
    }
}

struct Verb {
    std::string_view operator()(const SignIn&) const { return "sign-in"; }

    std::string_view operator()(const SignOut&) const { return "sign-out"; }

    std::string_view operator()(const OpenShift&) const { return "open-shift"; }

    std::string_view operator()(const Scan&) const { return "scan"; }

    std::string_view operator()(const Add&) const { return "add"; }

    std::string_view operator()(const SetQuantity&) const { return "quantity"; }

    std::string_view operator()(const RemoveLine&) const { return "remove"; }

    std::string_view operator()(const GiveDiscount&) const { return "discount"; }

    std::string_view operator()(const HoldBasket&) const { return "hold"; }

    std::string_view operator()(const RecallHold&) const { return "recall"; }

    std::string_view operator()(const Pay&) const { return "pay"; }

    std::string_view operator()(const Untender&) const { return "untender"; }

    std::string_view operator()(const ReturnGoods&) const { return "return"; }

    std::string_view operator()(const Cancel&) const { return "cancel"; }

    std::string_view operator()(const NoSale&) const { return "no-sale"; }

    std::string_view operator()(const PaidIn&) const { return "paid-in"; }

    std::string_view operator()(const PaidOut&) const { return "paid-out"; }

    std::string_view operator()(const Receive&) const { return "receive"; }

    std::string_view operator()(const CountStock&) const { return "count-stock"; }

    std::string_view operator()(const AdjustStock&) const { return "adjust-stock"; }

    std::string_view operator()(const CloseShift&) const { return "close-shift"; }

    std::string_view operator()(const SetBuyer&) const { return "buyer"; }

    std::string_view operator()(const ChangeSetting&) const { return "settings"; }

    std::string_view operator()(const ConfirmDay&) const { return "confirm-day"; }
};

} // namespace

std::string_view verb(const ActionKind& kind) {
    return std::visit(Verb{}, kind);
}

Expected<Action, Refusal> parse_action(std::string_view line) {
    if (line.size() > action_bytes_max) {
        return Unexpected{Refusal{
            RefusalCode::bad_action,
            "longer than " + std::to_string(action_bytes_max) + " bytes",
            {},
            {}}};
    }
    std::optional<Json> value = parse_json(line);
    if (!value) {
        return Unexpected{Refusal{RefusalCode::bad_action, "not a JSON object", {}, {}}};
    }
    auto action = read_fields<Action>(*value, [](Fields fields) {
        Action read;
        read.kind = read_kind(fields);
        if (fields.has("at")) {
            read.at = fields.parsed("at", parse_moment);
        }
        return read;
    });
    wipe_pins(*value);
    if (!action) {
        return Unexpected{Refusal{RefusalCode::bad_action, action.error().what, {}, {}}};
    }
    return std::move(*action);
}

} // namespace ocop
