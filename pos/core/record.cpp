#include "pos/core/record.hpp"

#include "pos/core/json_fields.hpp"

#include <array>
#include <map>
#include <utility>

namespace ocop {

namespace {

/// The record as canonical JSON, its keys in their order, around `body`, its body's canonical
/// text: writing the body costs more than everything else an append computes, so it is done once.
std::string envelope(const Record& record, const std::string& body, bool with_hashes) {
    std::string text;
    text.reserve(body.size() + 320);
    text += R"({"at":")" + iso(record.at) + R"(","body":)";
    text += body;
    if (with_hashes) {
        text += R"(,"hash":")" + hex(record.hash) + '"';
    }
    text += R"(,"kind":)" + canonical(record.kind);
    if (with_hashes) {
        text += R"(,"prev":")" + hex(record.prev) + '"';
    }
    text += R"(,"seq":)" + std::to_string(record.seq) + R"(,"till":)" + canonical(record.till);
    text += R"(,"v":1})";
    return text;
}

Json optional_text(const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
}

Json optional_money(const std::optional<Money>& money) {
    return money ? Json(money->vnd()) : Json(nullptr);
}

Json optional_day(const std::optional<Day>& day) {
    return day ? Json(iso(*day)) : Json(nullptr);
}

Json set_json(const SetOfLine& set) {
    return Json{
        {"product", set.product},
        {"number", set.number},
        {"quantity", set.quantity.thousandths()},
        {"price", set.price.vnd()}};
}

constexpr std::array certificate_states{
    CertificateState::none,
    CertificateState::valid,
    CertificateState::expiring,
    CertificateState::grace,
    CertificateState::expired,
    CertificateState::revoked};

SaleLine read_line(Fields fields) {
    SaleLine line;
    line.line = fields.integer("line");
    if (fields.has("of_line")) {
        line.of_line = fields.integer("of_line");
    }
    line.product = fields.text("product");
    line.gtin = fields.optional_text("gtin");
    line.name = fields.text("name");
    line.unit = fields.text("unit");
    line.quantity = Quantity{fields.integer("quantity")};
    line.unit_price = fields.money("unit_price");
    line.gross = fields.money("gross");
    line.discount = fields.money("discount");
    line.basket_discount = fields.money("basket_discount");
    line.net = fields.money("net");
    line.vat_rate = fields.parsed("vat_rate", parse_vat);
    line.vat = fields.money("vat");
    line.producer = fields.text("producer");
    line.producer_name = fields.has("producer_name") ? fields.text("producer_name") : line.producer;
    line.producer_kind = fields.parsed("producer_kind", parse_producer_kind);
    line.group = fields.text("group");
    if (!fields.is_null("stars")) {
        line.stars = static_cast<int>(fields.integer("stars"));
    }
    line.certificate = fields.parsed("certificate", [](std::string_view text) {
        std::optional<CertificateState> found;
        for (const CertificateState state : certificate_states) {
            if (code(state) == text) {
                found = state;
            }
        }
        return found;
    });
    line.recognised_on = fields.optional_day("recognised_on");
    line.commune = fields.text("commune");
    line.district = fields.text("district");
    line.province = fields.text("province");
    line.lot = fields.optional_text("lot");
    line.expiry = fields.optional_day("expiry");
    line.cost_ex_vat = fields.optional_money("cost_ex_vat");
    line.producer_cost = fields.optional_money("producer_cost");
    if (!fields.is_null("consignment")) {
        line.consignment_price_ex_vat = fields.object("consignment").money("producer_price_ex_vat");
    }
    if (!fields.is_null("set")) {
        Fields set = fields.object("set");
        line.set = SetOfLine{
            set.text("product"),
            set.integer("number"),
            Quantity{set.integer("quantity")},
            set.money("price")};
    }
    line.demonstration = fields.has("demonstration") && fields.boolean("demonstration");
    return line;
}

} // namespace

std::string hashed_text(const Record& record) {
    return envelope(record, canonical(record.body), false);
}

std::string line_text(const Record& record) {
    return envelope(record, canonical(record.body), true);
}

SealedRecord
seal_with_line(RecordDraft draft, std::string till, std::int64_t seq, const Hash& prev) {
    Record record{
        seq, std::move(till), std::move(draft.kind), draft.at, std::move(draft.body), prev, {}};
    const std::string body = canonical(record.body);
    record.hash = link(prev, envelope(record, body, false));
    std::string line = envelope(record, body, true);
    return {std::move(record), std::move(line)};
}

Record seal(RecordDraft draft, std::string till, std::int64_t seq, const Hash& prev) {
    return seal_with_line(std::move(draft), std::move(till), seq, prev).record;
}

Expected<Record, RecordFault> parse_record(std::string_view line) {
    std::optional<Json> value = parse_json(line);
    if (!value || !value->is_object()) {
        return Unexpected{RecordFault{"is not a JSON object of integers and text"}};
    }
    return read_fields<Record>(*value, [&](Fields fields) -> Record {
        Record record;
        if (fields.integer("v") != 1) {
            fields.fail("has a version this program does not know");
        }
        record.seq = fields.integer("seq");
        record.till = fields.text("till");
        record.kind = fields.text("kind");
        record.at = fields.parsed("at", parse_moment);
        record.prev = fields.parsed("prev", parse_hash);
        record.hash = fields.parsed("hash", parse_hash);
        static_cast<void>(fields.object("body"));
        record.body = std::move((*value)["body"]);
        // One record has one spelling: anything else (spaces, another key order, more keys) would
        // leave bytes that no hash covers.
        if (line_text(record) != line) {
            fields.fail("is not in canonical form");
        }
        return record;
    });
}

bool check_hash(const Record& record) {
    return link(record.prev, hashed_text(record)) == record.hash;
}

Json to_json(const SaleLine& line) {
    Json json{
        {"line", line.line},
        {"product", line.product},
        {"gtin", optional_text(line.gtin)},
        {"name", line.name},
        {"unit", line.unit},
        {"quantity", line.quantity.thousandths()},
        {"unit_price", line.unit_price.vnd()},
        {"gross", line.gross.vnd()},
        {"discount", line.discount.vnd()},
        {"basket_discount", line.basket_discount.vnd()},
        {"net", line.net.vnd()},
        {"vat_rate", code(line.vat_rate)},
        {"vat", line.vat.vnd()},
        {"producer", line.producer},
        {"producer_name", line.producer_name},
        {"producer_kind", code(line.producer_kind)},
        {"group", line.group},
        {"stars", line.stars ? Json(*line.stars) : Json(nullptr)},
        {"certificate", code(line.certificate)},
        {"recognised_on", optional_day(line.recognised_on)},
        {"commune", line.commune},
        {"district", line.district},
        {"province", line.province},
        {"lot", optional_text(line.lot)},
        {"expiry", optional_day(line.expiry)},
        {"cost_ex_vat", optional_money(line.cost_ex_vat)},
        {"producer_cost", optional_money(line.producer_cost)},
        {"consignment", nullptr},
        {"set", line.set ? set_json(*line.set) : Json(nullptr)}};
    if (line.consignment_price_ex_vat) {
        json["consignment"] = {{"producer_price_ex_vat", line.consignment_price_ex_vat->vnd()}};
    }
    if (line.of_line) {
        json["of_line"] = *line.of_line;
    }
    if (line.demonstration) {
        json["demonstration"] = true;
    }
    return json;
}

Json to_json(const SaleBody& body) {
    Json json{
        {body.is_return ? "return" : "sale", body.number},
        {"shift", body.shift},
        {"cashier", body.cashier},
        {"catalog", body.catalog},
        {"event", optional_text(body.event)},
        {"total", body.total.vnd()},
        {"change", body.change.vnd()}};
    json["lines"] = Json::array();
    for (const SaleLine& line : body.lines) {
        json["lines"].push_back(to_json(line));
    }
    json["vat"] = Json::array();
    for (const VatRow& row : body.vat) {
        json["vat"].push_back(
            {{"rate", code(row.rate)}, {"net_ex_vat", row.net_ex_vat.vnd()}, {"vat", row.vat.vnd()}}
        );
    }
    json["tenders"] = Json::array();
    for (const TenderRow& row : body.tenders) {
        json["tenders"].push_back({{"tender", row.tender}, {"amount", row.amount.vnd()}});
    }
    if (body.approver) {
        json["approver"] = *body.approver;
    }
    if (body.is_return) {
        json["of"] = optional_text(body.of);
        json["restock"] = body.restock;
    }
    return json;
}

Expected<SaleBody, RecordFault> parse_sale_body(const Json& body, bool is_return) {
    return read_fields<SaleBody>(body, [&](Fields fields) -> SaleBody {
        SaleBody sale;
        sale.is_return = is_return;
        sale.number = fields.text(is_return ? "return" : "sale");
        sale.shift = fields.integer("shift");
        sale.cashier = fields.text("cashier");
        sale.catalog = fields.integer("catalog");
        sale.event = fields.optional_text("event");
        if (fields.has("approver")) {
            sale.approver = fields.text("approver");
        }
        sale.total = fields.money("total");
        sale.change = fields.money("change");
        fields.each("lines", [&](Fields line) { sale.lines.push_back(read_line(line)); });
        fields.each("vat", [&](Fields row) {
            sale.vat.push_back(
                {row.parsed("rate", parse_vat), row.money("net_ex_vat"), row.money("vat")}
            );
        });
        fields.each("tenders", [&](Fields row) {
            sale.tenders.push_back({row.text("tender"), row.money("amount")});
        });
        if (is_return) {
            sale.of = fields.optional_text("of");
            sale.restock = !fields.has("restock") || fields.boolean("restock");
        }
        return sale;
    });
}

std::vector<VatRow> vat_rows(const std::vector<SaleLine>& lines) {
    std::vector<VatRow> rows;
    for (const Vat rate :
         {Vat::zero, Vat::five, Vat::eight, Vat::ten, Vat::not_taxable, Vat::direct_method}) {
        VatRow row{rate, Money{}, Money{}};
        bool seen = false;
        for (const SaleLine& line : lines) {
            if (line.vat_rate == rate) {
                row.net_ex_vat += line.net - line.vat;
                row.vat += line.vat;
                seen = true;
            }
        }
        if (seen) {
            rows.push_back(row);
        }
    }
    return rows;
}

namespace {

/// A gift set's lines, before the basket's discount, add up to its price (contract, section 4). The
/// parts of a set that come back in a return stand for themselves.
std::optional<RecordFault> check_sets(const std::vector<SaleLine>& lines) {
    std::map<std::int64_t, std::pair<SetOfLine, Money>> sets;
    for (const SaleLine& line : lines) {
        if (line.set && !line.of_line) {
            auto& [set, sum] = sets.try_emplace(line.set->number, *line.set, Money{}).first->second;
            if (set != *line.set) {
                return RecordFault{
                    "line " + std::to_string(line.line) + " tells its gift set otherwise"};
            }
            sum += line.gross - line.discount;
        }
    }
    for (const auto& [number, entry] : sets) {
        if (entry.second != extend(entry.first.price, entry.first.quantity)) {
            return RecordFault{
                "gift set " + std::to_string(number) + " does not add up to its price"};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<RecordFault> check_sums(const SaleBody& body) {
    Money total;
    std::int64_t expected_line = 1;
    for (const SaleLine& line : body.lines) {
        const std::string where = "line " + std::to_string(line.line);
        if (line.line != expected_line++) {
            return RecordFault{where + " is out of order"};
        }
        // A part of a returned line is a share of the sale's rounding, not a product of its own.
        const bool is_share = line.of_line.has_value();
        if (!is_share && line.gross != extend(line.unit_price, line.quantity)) {
            return RecordFault{where + ": gross is not unit price × quantity"};
        }
        if (line.net != line.gross - line.discount - line.basket_discount) {
            return RecordFault{where + ": net is not gross less discounts"};
        }
        if (!is_share && line.vat != vat_within(line.net, line.vat_rate)) {
            return RecordFault{where + ": VAT does not follow from net and rate"};
        }
        total += line.net;
    }
    if (total != body.total) {
        return RecordFault{"the lines do not add up to the total"};
    }
    Money tendered;
    for (const TenderRow& row : body.tenders) {
        tendered += row.amount;
    }
    if (tendered - body.change != body.total) {
        return RecordFault{"tenders less change are not the total"};
    }
    if (vat_rows(body.lines) != body.vat) {
        return RecordFault{"the VAT table does not add up from the lines"};
    }
    return check_sets(body.lines);
}

} // namespace ocop
