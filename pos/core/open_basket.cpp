#include "pos/core/open_basket.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/core/tender.hpp"

#include <algorithm>
#include <utility>

namespace ocop {

namespace {

Json to_json(const std::vector<TenderRow>& tenders) {
    Json rows = Json::array();
    for (const TenderRow& row : tenders) {
        rows.push_back({{"tender", row.tender}, {"amount", row.amount.vnd()}});
    }
    return rows;
}

bool is_tender(const TenderRow& row) {
    const bool known =
        std::find(tender_kinds.begin(), tender_kinds.end(), row.tender) != tender_kinds.end();
    return known && row.amount > Money{};
}

} // namespace

std::optional<OpenBasket> open_basket(const Till& till, Moment at) {
    const bool any = !till.basket.empty() || till.paying();
    if (!any || !till.cashier || !till.ledger.identity) {
        return std::nullopt;
    }
    return OpenBasket{
        till.ledger.identity->till,
        *till.cashier,
        at,
        till.ledger.records,
        till.ledger.head,
        till.basket,
        till.tenders};
}

Json to_json(const OpenBasket& open) {
    Json basket = to_json(open.basket);
    basket["left"] = true;
    if (!open.tenders.empty()) {
        basket["tenders"] = to_json(open.tenders);
    }
    Json hold{{"cashier", open.cashier}, {"basket", std::move(basket)}, {"left", true}};
    if (open.basket.from_hold) {
        hold["replaces"] = *open.basket.from_hold;
    }
    return {
        {"till", open.till},
        {"at", iso(open.at)},
        {"records", open.records},
        {"head", hex(open.head)},
        {"hold", std::move(hold)}};
}

Json to_json(const KeptBasket& kept) {
    return {
        {"till", kept.till},
        {"at", iso(kept.at)},
        {"records", kept.records},
        {"head", hex(kept.head)},
        {"hold", kept.hold}};
}

Expected<KeptBasket, RecordFault> parse_kept_basket(const Json& kept) {
    return read_fields<KeptBasket>(kept, [](const Fields& fields) {
        KeptBasket read;
        read.till = fields.text("till");
        read.at = fields.parsed("at", parse_moment);
        read.records = fields.integer("records");
        read.head = fields.parsed("head", parse_hash);
        const Fields hold = fields.object("hold");
        if (hold.has("replaces") && hold.integer("replaces") < 1) {
            hold.fail("\"replaces\" is out of range");
        }
        read.hold = hold.json();
        // Its goods are looked up when it is taken up again; here it must only be one.
        const auto basket =
            parse_basket(hold.object("basket").json(), Catalog{}, hold.text("cashier"));
        const bool sellable =
            basket && !basket->basket.empty()
            && std::all_of(basket->tenders.begin(), basket->tenders.end(), is_tender);
        if (read.records < 1 || !sellable) {
            fields.fail("is no basket that could be sold");
        }
        return read;
    });
}

bool ends_basket(const Record& record) {
    return is_receipt(record.kind) || record.kind == "hold" || record.kind == "cancel"
           || record.kind == "shift-close";
}

RecordDraft left_basket(const KeptBasket& kept, const Ledger& ledger, Moment now) {
    Json body = kept.hold;
    // A basket that was recalled goes on as the hold it came from.
    const auto from = body.find("replaces");
    const bool was_held = from != body.end() && ledger.holds.contains(from->get<std::int64_t>());
    body["hold"] = was_held ? from->get<std::int64_t>() : ledger.last_hold + 1;
    body.erase("replaces");
    body["taken"] = iso(kept.at);
    return {"hold", ledger.identity->training ? kept.at : now, std::move(body)};
}

bool is_left(const Hold& hold) {
    return hold.basket.contains("left");
}

void drop_tender(Json& basket, std::string_view tender, Money amount) {
    const auto tenders = basket.find("tenders");
    if (tenders == basket.end() || !tenders->is_array()) {
        return;
    }
    const Json wanted{{"tender", std::string{tender}}, {"amount", amount.vnd()}};
    const auto row = std::find(tenders->begin(), tenders->end(), wanted);
    if (row != tenders->end()) {
        tenders->erase(row);
    }
    if (tenders->empty()) {
        basket.erase(tenders);
    }
}

void drop_untendered(KeptBasket& kept, const Record& untender) {
    const Json& body = untender.body.json();
    const auto basket = kept.hold.find("basket");
    const auto tender = body.find("tender");
    const auto amount = body.find("amount");
    const bool says = tender != body.end() && tender->is_string() && amount != body.end()
                      && amount->is_number_integer();
    if (says && basket != kept.hold.end()) {
        drop_tender(*basket, tender->get<std::string>(), Money{amount->get<std::int64_t>()});
    }
}

Money paid(const Hold& hold) {
    const auto read = read_fields<Money>(hold.basket, [](const Fields& fields) {
        Money sum;
        if (fields.has("tenders")) {
            fields.each("tenders", [&](const Fields& row) { sum += row.money("amount"); });
        }
        return sum;
    });
    return read.value_or(Money{});
}

} // namespace ocop
