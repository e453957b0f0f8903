#include "pos/core/sale_body.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/json_writer.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <utility>

namespace ocop {

namespace {

void write(JsonWriter& out, const SetOfLine& set) {
    out.begin_object()
        .member("number", set.number)
        .member("price", set.price)
        .member("product", set.product)
        .member("quantity", set.quantity)
        .end_object();
}

void write(JsonWriter& out, const SaleLine& line) {
    out.begin_object()
        .member("basket_discount", line.basket_discount)
        .member("certificate", code(line.certificate))
        .member("commune", line.commune)
        .key("consignment");
    if (line.consignment_price_ex_vat) {
        out.begin_object()
            .member("producer_price_ex_vat", *line.consignment_price_ex_vat)
            .end_object();
    } else {
        out.null();
    }
    out.member("cost_ex_vat", line.cost_ex_vat);
    if (line.demonstration) {
        out.member("demonstration", true);
    }
    out.member("discount", line.discount)
        .member("district", line.district)
        .member("expiry", line.expiry)
        .member("gross", line.gross)
        .member("group", line.group)
        .member("gtin", line.gtin)
        .member("line", line.line)
        .member("lot", line.lot);
    if (line.lot_approver) {
        out.member("lot_approver", *line.lot_approver);
    }
    out.member("name", line.name).member("net", line.net);
    if (line.of_line) {
        out.member("of_line", *line.of_line);
    }
    out.member("producer", line.producer)
        .member("producer_cost", line.producer_cost)
        .member("producer_kind", code(line.producer_kind))
        .member("producer_name", line.producer_name)
        .member("product", line.product)
        .member("province", line.province)
        .member("quantity", line.quantity)
        .member("recognised_on", line.recognised_on)
        .key("set");
    if (line.set) {
        write(out, *line.set);
    } else {
        out.null();
    }
    out.member("stars", line.stars);
    if (line.trace_url) {
        out.member("trace_url", *line.trace_url);
    }
    out.member("unit", line.unit)
        .member("unit_price", line.unit_price)
        .member("vat", line.vat)
        .member("vat_rate", code(line.vat_rate))
        .end_object();
}

void write(JsonWriter& out, const GivenDiscount& discount) {
    out.begin_object().member("approver", discount.approver);
    if (discount.by) {
        out.member("by", *discount.by);
    }
    out.member("product", discount.product).member("reason", discount.reason);
    if (discount.shown) {
        out.key("shown")
            .begin_object()
            .member("gross", discount.shown->gross)
            .member("off", discount.shown->off)
            .end_object();
    }
    out.end_object();
}

void write(JsonWriter& out, const Buyer& buyer) {
    out.begin_object()
        .member("address", buyer.address)
        .member("email", buyer.email)
        .member("name", buyer.name)
        .member("phone", buyer.phone)
        .member("tax_code", buyer.tax_code)
        .end_object();
}

void write(JsonWriter& out, const Einvoice& invoice) {
    out.begin_object();
    if (invoice.adjusts) {
        out.key("adjusts")
            .begin_object()
            .member("day", invoice.adjusts->day)
            .member("number", invoice.adjusts->number)
            .member("series", invoice.adjusts->series)
            .end_object();
    }
    out.member("code", invoice.code)
        .member("lookup", invoice.lookup)
        .member("number", invoice.number)
        .member("series", invoice.series)
        .end_object();
}

void write(JsonWriter& out, const TenderRow& row) {
    out.begin_object().member("amount", row.amount).member("tender", row.tender).end_object();
}

void write(JsonWriter& out, const VatRow& row) {
    out.begin_object()
        .member("net_ex_vat", row.net_ex_vat)
        .member("rate", code(row.rate))
        .member("vat", row.vat)
        .end_object();
}

template <class Rows>
void write_list(JsonWriter& out, std::string_view name, const Rows& rows) {
    out.key(name).begin_array();
    for (const auto& row : rows) {
        write(out, row);
    }
    out.end_array();
}

/// The tree of `text`, which was just written.
Json tree(const std::string& text) {
    auto json = parse_json(text);
    OCOP_ASSERT(json.has_value());
    return std::move(*json);
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
    if (fields.has("lot_approver")) {
        line.lot_approver = fields.text("lot_approver");
    }
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
    if (fields.has("trace_url")) {
        line.trace_url = fields.text("trace_url");
    }
    line.demonstration = fields.has("demonstration") && fields.boolean("demonstration");
    return line;
}

GivenDiscount read_given(const Fields& row) {
    GivenDiscount given{
        row.optional_text("product"), row.text("reason"), row.optional_text("approver"), {}, {}};
    if (row.has("shown")) {
        const Fields shown = row.object("shown");
        given.shown = ShownDiscount{shown.money("gross"), shown.money("off")};
    }
    if (row.has("by")) {
        given.by = row.text("by");
    }
    return given;
}

Einvoice read_einvoice(const Fields& fields) {
    Einvoice invoice;
    invoice.series = fields.text("series");
    invoice.number = fields.integer("number");
    invoice.code = fields.optional_text("code");
    invoice.lookup = fields.optional_text("lookup");
    if (fields.has("adjusts")) {
        const Fields adjusts = fields.object("adjusts");
        invoice.adjusts = EinvoiceReference{
            adjusts.text("series"), adjusts.integer("number"), adjusts.parsed("day", parse_day)};
    }
    return invoice;
}

} // namespace

Json to_json(const SaleLine& line) {
    JsonWriter out;
    write(out, line);
    return tree(out.take());
}

std::string text_of(const SaleBody& body) {
    constexpr std::size_t usual_line = 1024; // bytes; 700 to 900 of real goods
    JsonWriter out{usual_line * (1 + body.lines.size())};
    out.begin_object();
    if (body.approver) {
        out.member("approver", *body.approver);
    }
    if (body.buyer) {
        out.key("buyer");
        write(out, *body.buyer);
    }
    out.member("cashier", body.cashier)
        .member("catalog", body.catalog)
        .member("change", body.change);
    if (!body.discounts.empty()) {
        write_list(out, "discounts", body.discounts);
    }
    if (body.einvoice) {
        out.key("einvoice");
        write(out, *body.einvoice);
    }
    out.member("event", body.event);
    if (body.hold) {
        out.member("hold", *body.hold);
    }
    write_list(out, "lines", body.lines);
    if (body.is_return) {
        out.member("of", body.of);
        if (!body.reason.empty()) {
            out.member("reason", body.reason);
        }
    }
    if (body.removed_lines > 0) {
        out.member("removed_lines", body.removed_lines);
    }
    if (body.is_return) {
        out.member("restock", body.restock).member("return", body.number);
    } else {
        out.member("sale", body.number);
    }
    out.member("shift", body.shift);
    write_list(out, "tenders", body.tenders);
    out.member("total", body.total);
    write_list(out, "vat", body.vat);
    out.end_object();
    return out.take();
}

Json to_json(const SaleBody& body) {
    return tree(text_of(body));
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
        if (fields.has("buyer")) {
            sale.buyer = read_buyer(fields.object("buyer"));
        }
        if (fields.has("einvoice")) {
            sale.einvoice = read_einvoice(fields.object("einvoice"));
        }
        if (is_return) {
            sale.of = fields.optional_text("of");
            sale.restock = !fields.has("restock") || fields.boolean("restock");
            sale.reason = fields.has("reason") ? fields.text("reason") : std::string{};
            return sale;
        }
        if (fields.has("discounts")) {
            fields.each("discounts", [&](Fields row) {
                sale.discounts.push_back(read_given(row));
            });
        }
        if (fields.has("removed_lines")) {
            sale.removed_lines = fields.integer("removed_lines");
        }
        if (fields.has("hold")) {
            sale.hold = fields.integer("hold");
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
