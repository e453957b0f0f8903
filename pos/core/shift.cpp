#include "pos/core/shift.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

namespace ocop {

namespace {

std::optional<std::int64_t> integer(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value}
                                                                    : std::nullopt;
}

} // namespace

Money ShiftSummary::expected_cash() const {
    const auto cash = by_tender.find("cash");
    return opening_float + (cash == by_tender.end() ? Money{} : cash->second) + paid_in - paid_out;
}

std::vector<VatRow> ShiftSummary::vat_in_order() const {
    std::vector<VatRow> rows;
    for (const auto& [rate, row] : by_vat) { // as text, 10 comes before 5
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const VatRow& a, const VatRow& b) {
        return a.rate < b.rate;
    });
    return rows;
}

std::string text_of(const ShiftSummary& summary) {
    JsonWriter out;
    out.begin_object().key("by_tender").begin_object();
    for (const auto& [tender, amount] : summary.by_tender) {
        out.key(tender).value(amount);
    }
    out.end_object().key("by_vat").begin_object();
    for (const auto& [rate, row] : summary.by_vat) {
        out.key(rate)
            .begin_object()
            .member("net_ex_vat", row.net_ex_vat)
            .member("vat", row.vat)
            .end_object();
    }
    out.end_object()
        .member("cancelled", summary.cancelled)
        .member("cancelled_amount", summary.cancelled_amount);
    if (summary.cashier_out != Money{}) {
        out.member("cashier_out", summary.cashier_out);
    }
    out.member("closed_at", summary.closed_at)
        .member("closed_by", summary.closed_by)
        .member("counted", summary.counted)
        .key("denominations")
        .begin_object();
    std::map<std::string, std::int64_t> pieces; // in the order of their digits as text
    for (const auto& [piece, count] : summary.counted_pieces) {
        pieces[std::to_string(piece)] = count;
    }
    for (const auto& [piece, count] : pieces) {
        out.key(piece).value(count);
    }
    out.end_object()
        .member("discounts", summary.discounts)
        .member("first_receipt", summary.first_receipt)
        .member("float", summary.opening_float)
        .member("last_receipt", summary.last_receipt);
    if (summary.lead_returned != Money{}) {
        out.member("lead_returned", summary.lead_returned);
    }
    out.member("no_sales", summary.no_sales)
        .member("opened_at", summary.opened_at)
        .member("opened_by", summary.opened_by)
        .member("paid_in", summary.paid_in)
        .member("paid_out", summary.paid_out)
        .member("removed_lines", summary.removed_lines)
        .member("returned", summary.returned)
        .member("returns", summary.returns)
        .member("sales", summary.sales)
        .member("shift", summary.shift)
        .member("sold", summary.sold);
    if (summary.untendered > 0) {
        out.member("untendered", summary.untendered)
            .member("untendered_amount", summary.untendered_amount);
    }
    out.end_object();
    return out.take();
}

Json to_json(const ShiftSummary& summary) {
    auto json = parse_json(text_of(summary));
    OCOP_ASSERT(json.has_value());
    return std::move(*json);
}

std::optional<ShiftSummary> parse_shift_summary(const Json& value) {
    const auto read = read_fields<ShiftSummary>(value, [](Fields fields) {
        ShiftSummary summary;
        summary.shift = fields.integer("shift");
        summary.opened_by = fields.text("opened_by");
        summary.opened_at = fields.parsed("opened_at", parse_moment);
        summary.opening_float = fields.money("float");
        summary.sales = fields.integer("sales");
        summary.returns = fields.integer("returns");
        summary.sold = Money{fields.integer("sold")};
        summary.returned = Money{fields.integer("returned")};
        summary.discounts = Money{fields.integer("discounts")};
        summary.paid_in = Money{fields.integer("paid_in")};
        summary.paid_out = Money{fields.integer("paid_out")};
        summary.no_sales = fields.integer("no_sales");
        summary.cancelled = fields.integer("cancelled");
        summary.cancelled_amount = Money{fields.integer("cancelled_amount")};
        summary.removed_lines = fields.integer("removed_lines");
        if (fields.has("untendered")) {
            summary.untendered = fields.integer("untendered");
            summary.untendered_amount = Money{fields.integer("untendered_amount")};
        }
        if (fields.has("cashier_out")) {
            summary.cashier_out = fields.money("cashier_out");
        }
        if (fields.has("lead_returned")) {
            summary.lead_returned = fields.money("lead_returned");
        }
        const Fields tenders = fields.object("by_tender");
        for (const auto& [tender, amount] : tenders.json().items()) {
            summary.by_tender[tender] = Money{tenders.integer(tender.c_str())};
        }
        for (const auto& [rate, row] : fields.object("by_vat").json().items()) {
            const auto vat = parse_vat(rate);
            if (!vat) {
                fields.fail("by_vat has an unknown rate");
            }
            const Fields sums{row};
            summary.by_vat[rate] =
                VatRow{*vat, Money{sums.integer("net_ex_vat")}, Money{sums.integer("vat")}};
        }
        for (const auto& [piece, count] : fields.object("denominations").json().items()) {
            const auto denomination = integer(piece);
            if (!denomination || !count.is_number_integer()) {
                fields.fail("denominations are not whole numbers");
            }
            summary.counted_pieces[*denomination] = count.get<std::int64_t>();
        }
        summary.first_receipt = fields.optional_text("first_receipt");
        summary.last_receipt = fields.optional_text("last_receipt");
        if (!fields.is_null("closed_at")) {
            summary.closed_at = fields.parsed("closed_at", parse_moment);
        }
        summary.closed_by = fields.text("closed_by");
        summary.counted = Money{fields.integer("counted")};
        return summary;
    });
    return read ? std::optional{*read} : std::nullopt;
}

} // namespace ocop
