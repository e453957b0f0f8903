#include "pos/core/shift.hpp"

#include "pos/core/json_fields.hpp"

#include <charconv>

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

Json to_json(const ShiftSummary& summary) {
    Json json{
        {"shift", summary.shift},
        {"opened_by", summary.opened_by},
        {"opened_at", iso(summary.opened_at)},
        {"float", summary.opening_float.vnd()},
        {"sales", summary.sales},
        {"returns", summary.returns},
        {"sold", summary.sold.vnd()},
        {"returned", summary.returned.vnd()},
        {"discounts", summary.discounts.vnd()},
        {"paid_in", summary.paid_in.vnd()},
        {"paid_out", summary.paid_out.vnd()},
        {"no_sales", summary.no_sales},
        {"cancelled", summary.cancelled},
        {"cancelled_amount", summary.cancelled_amount.vnd()},
        {"removed_lines", summary.removed_lines},
        {"by_tender", Json::object()},
        {"by_vat", Json::object()},
        {"first_receipt", nullptr},
        {"last_receipt", nullptr},
        {"closed_at", nullptr},
        {"closed_by", summary.closed_by},
        {"counted", summary.counted.vnd()},
        {"denominations", Json::object()}};
    for (const auto& [tender, amount] : summary.by_tender) {
        json["by_tender"][tender] = amount.vnd();
    }
    for (const auto& [rate, row] : summary.by_vat) {
        json["by_vat"][rate] = {{"net_ex_vat", row.net_ex_vat.vnd()}, {"vat", row.vat.vnd()}};
    }
    for (const auto& [piece, count] : summary.counted_pieces) {
        json["denominations"][std::to_string(piece)] = count;
    }
    if (summary.first_receipt) {
        json["first_receipt"] = *summary.first_receipt;
    }
    if (summary.last_receipt) {
        json["last_receipt"] = *summary.last_receipt;
    }
    if (summary.closed_at) {
        json["closed_at"] = iso(*summary.closed_at);
    }
    return json;
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
