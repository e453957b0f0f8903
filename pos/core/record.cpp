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

/// Builds an object from members in the order of their keys, which costs a third of what the
/// library's own lists cost: an append does it for some forty members a line.
class Members {
public:
    Members& put(const char* key, Json value) {
        Json::object_t& object = json_.get_ref<Json::object_t&>();
        object.emplace_hint(object.end(), key, std::move(value));
        return *this;
    }

    Members& put(const char* key, Money value) { return put(key, Json(value.vnd())); }

    Members& put(const char* key, Quantity value) { return put(key, Json(value.thousandths())); }

    Members& put(const char* key, Day value) { return put(key, Json(iso(value))); }

    /// Null where there is none.
    template <class Value>
    Members& put(const char* key, const std::optional<Value>& value) {
        return value ? put(key, *value) : put(key, Json(nullptr));
    }

    Members& put_if(bool given, const char* key, Json value) {
        return given ? put(key, std::move(value)) : *this;
    }

    [[nodiscard]] Json take() { return std::move(json_); }

private:
    Json json_ = Json::object();
};

Json set_json(const SetOfLine& set) {
    return Members{}
        .put("number", set.number)
        .put("price", set.price)
        .put("product", set.product)
        .put("quantity", set.quantity)
        .take();
}

Json consignment_json(const std::optional<Money>& producer_price_ex_vat) {
    return producer_price_ex_vat
               ? Members{}.put("producer_price_ex_vat", *producer_price_ex_vat).take()
               : Json(nullptr);
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
    return Members{}
        .put("basket_discount", line.basket_discount)
        .put("certificate", code(line.certificate))
        .put("commune", line.commune)
        .put("consignment", consignment_json(line.consignment_price_ex_vat))
        .put("cost_ex_vat", line.cost_ex_vat)
        .put_if(line.demonstration, "demonstration", true)
        .put("discount", line.discount)
        .put("district", line.district)
        .put("expiry", line.expiry)
        .put("gross", line.gross)
        .put("group", line.group)
        .put("gtin", line.gtin)
        .put("line", line.line)
        .put("lot", line.lot)
        .put("name", line.name)
        .put("net", line.net)
        .put_if(line.of_line.has_value(), "of_line", line.of_line.value_or(0))
        .put("producer", line.producer)
        .put("producer_cost", line.producer_cost)
        .put("producer_kind", code(line.producer_kind))
        .put("producer_name", line.producer_name)
        .put("product", line.product)
        .put("province", line.province)
        .put("quantity", line.quantity)
        .put("recognised_on", line.recognised_on)
        .put("set", line.set ? set_json(*line.set) : Json(nullptr))
        .put("stars", line.stars)
        .put("unit", line.unit)
        .put("unit_price", line.unit_price)
        .put("vat", line.vat)
        .put("vat_rate", code(line.vat_rate))
        .take();
}

Json to_json(const SaleBody& body) {
    Json lines = Json::array();
    for (const SaleLine& line : body.lines) {
        lines.push_back(to_json(line));
    }
    Json vat = Json::array();
    for (const VatRow& row : body.vat) {
        vat.push_back(Members{}
                          .put("net_ex_vat", row.net_ex_vat)
                          .put("rate", code(row.rate))
                          .put("vat", row.vat)
                          .take());
    }
    Json tenders = Json::array();
    for (const TenderRow& row : body.tenders) {
        tenders.push_back(Members{}.put("amount", row.amount).put("tender", row.tender).take());
    }
    return Members{}
        .put_if(body.approver.has_value(), "approver", body.approver.value_or(""))
        .put("cashier", body.cashier)
        .put("catalog", body.catalog)
        .put("change", body.change)
        .put("event", body.event)
        .put("lines", std::move(lines))
        .put_if(body.is_return, "of", body.of ? Json(*body.of) : Json(nullptr))
        .put_if(body.is_return, "restock", body.restock)
        .put_if(body.is_return, "return", body.number)
        .put_if(!body.is_return, "sale", body.number)
        .put("shift", body.shift)
        .put("tenders", std::move(tenders))
        .put("total", body.total)
        .put("vat", std::move(vat))
        .take();
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
