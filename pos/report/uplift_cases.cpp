#include "pos/report/uplift_cases.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/tax.hpp"

#include <charconv>
#include <optional>
#include <span>
#include <utility>

namespace ocop::report {
namespace {

// One case, shortened to one line sold and one month missing:
//
//   {"id":"U16","input":{"as_of":"2026-12-31","joined_on":"2024-06-10","recognised_on":"2025-03-17",
//    "baseline":{"revenue":120000000,"profit":24000000,"vat_basis":"INCL","vat":"10",
//                "scope":"THESE_POINTS","verified":true},
//    "lines":[{"date":"2025-04-15","point":"P1","qty":"12.345","unit_price":108000,"vat":"8"}],
//    "unit_cost":78000,"missing_exports":[["P2","2025-10"]],
//    "other_channels":{"revenue":120000000,"profit":26400000,"complete":true}}}

constexpr std::int64_t quantity_thousandths_max = 1'000'000'000; // a million units on one line
constexpr std::int64_t pack_max = 1'000'000;
constexpr std::int64_t base_thousandths_max = 1'000'000'000'000; // a million lines still fit
constexpr std::size_t lines_max = 1'000'000;
constexpr std::size_t id_shown_bytes_max = 100;

bool given(const Fields& fields, const char* key) {
    return fields.has(key) && !fields.is_null(key);
}

std::optional<Money> money_if_given(const Fields& fields, const char* key) {
    return given(fields, key) ? std::optional{fields.money(key)} : std::nullopt;
}

/// An amount of a whole baseline, which may be larger than what a till ever takes.
std::optional<Money> large_money_if_given(const Fields& fields, const char* key) {
    if (!given(fields, key)) {
        return std::nullopt;
    }
    const Money amount{fields.integer(key)};
    if (amount > uplift_amount_max || amount < -uplift_amount_max) {
        fields.fail(std::string{"\""} + key + "\" is out of range");
    }
    return amount;
}

std::optional<Day> day_if_given(const Fields& fields, const char* key) {
    return given(fields, key) ? std::optional{fields.parsed(key, parse_day)} : std::nullopt;
}

/// "2025-03-31", "2025-03-31T23:59:59" (Vietnamese time) or with an offset.
std::optional<Day> parse_day_or_moment(std::string_view text) {
    if (const auto day = parse_day(text)) {
        return day;
    }
    const auto as_written = parse_moment(text);
    const auto moment = as_written ? as_written : parse_moment(std::string{text} + "+07:00");
    return moment ? std::optional{moment->day()} : std::nullopt;
}

/// "2025-10"
std::optional<std::chrono::year_month> parse_month(std::string_view text) {
    const auto day = parse_day(std::string{text} + "-01");
    return day ? std::optional{day->date().year() / day->date().month()} : std::nullopt;
}

/// "12.345" or "160" as thousandths; at most three decimals.
std::optional<std::int64_t> parse_decimal(std::string_view text) {
    const std::size_t dot = text.find('.');
    const std::string_view decimals = dot == text.npos ? "" : text.substr(dot + 1);
    if (decimals.size() > 3 || (dot != text.npos && decimals.empty())) {
        return std::nullopt;
    }
    std::string digits{text.substr(0, dot)};
    if (digits.empty() || digits.size() > 9) {
        return std::nullopt;
    }
    digits += std::string{decimals} + std::string(3 - decimals.size(), '0');
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole && digits.front() != '-' ? std::optional{value} : std::nullopt;
}

Quantity quantity_of(const Fields& fields) {
    const Json& value = fields.has("qty") ? fields.json().at("qty") : Json();
    std::optional<std::int64_t> thousandths;
    if (value.is_string()) {
        thousandths = parse_decimal(value.get<std::string>());
    } else if (value.is_number_integer()) {
        const auto units = value.get<std::int64_t>();
        const bool fits = units >= 0 && units <= quantity_thousandths_max / 1000;
        thousandths = fits ? std::optional{units * 1000} : std::nullopt;
    }
    if (!thousandths || *thousandths > quantity_thousandths_max) {
        fields.fail("\"qty\" is not a quantity of at most three decimals and a million units");
    }
    return Quantity{*thousandths};
}

std::optional<BaselineScope> parse_scope(std::string_view text) {
    if (text == "THESE_POINTS") {
        return BaselineScope::these_points;
    }
    if (text == "ALL_CHANNELS") {
        return BaselineScope::all_channels;
    }
    return text == "PART" ? std::optional{BaselineScope::part} : std::nullopt;
}

/// What was declared with VAT within, brought to the basis of everything else.
class ToNet {
public:
    explicit ToNet(const Fields& baseline) {
        const std::string basis = baseline.text("vat_basis");
        if (basis != "EXCL" && basis != "INCL") {
            baseline.fail("\"vat_basis\" is neither EXCL nor INCL");
        }
        if (basis == "INCL") {
            rate_ = baseline.parsed("vat", parse_vat);
        }
    }

    std::optional<Money> operator()(const std::optional<Money>& declared) const {
        return declared && rate_ ? std::optional{*declared - vat_within(*declared, *rate_)}
                                 : declared;
    }

private:
    std::optional<Vat> rate_{};
};

UpliftBaseline baseline_of(const Fields& fields) {
    const ToNet net{fields};
    UpliftBaseline baseline;
    baseline.revenue = net(large_money_if_given(fields, "revenue"));
    baseline.profit = large_money_if_given(fields, "profit");
    baseline.from = day_if_given(fields, "from");
    baseline.to = day_if_given(fields, "to");
    baseline.scope = fields.parsed("scope", parse_scope);
    baseline.verified = fields.boolean("verified");
    if (given(fields, "qty")) {
        baseline.quantity = fields.integer("qty");
    }
    if (given(fields, "months")) {
        fields.each("months", [&](const Fields& month) {
            const UpliftBaselineMonth next{
                month.parsed("month", parse_month),
                net(large_money_if_given(month, "revenue")),
                large_money_if_given(month, "profit")};
            for (const UpliftBaselineMonth& earlier : baseline.months) {
                if (earlier.month == next.month) {
                    fields.fail("month " + month.text("month") + " of the baseline is there twice");
                }
            }
            baseline.months.push_back(next);
        });
    }
    return baseline;
}

UpliftLine line_of(const Fields& fields, const std::optional<Money>& unit_cost) {
    UpliftLine line;
    line.day = fields.parsed("date", parse_day_or_moment);
    if (given(fields, "kind")) {
        const std::string kind = fields.text("kind");
        if (kind != "RETURN" && kind != "SALE") {
            fields.fail("\"kind\" is neither SALE nor RETURN");
        }
        line.is_return = kind == "RETURN";
    }
    if (given(fields, "original_date")) {
        line.original = fields.parsed("original_date", parse_day_or_moment);
    }
    line.point = fields.text("point");
    line.quantity = quantity_of(fields);
    const Money unit_price = fields.money("unit_price");
    const Money discount = money_if_given(fields, "discount").value_or(Money{});
    if (unit_price < Money{} || unit_price > unit_price_max) {
        fields.fail("\"unit_price\" is out of range");
    }
    const Money paid = extend(unit_price, line.quantity) - discount;
    line.net_ex_vat = paid - vat_within(paid, fields.parsed("vat", parse_vat));
    line.producer_price = money_if_given(fields, "producer_price");
    line.unit_cost = given(fields, "unit_cost") ? money_if_given(fields, "unit_cost") : unit_cost;
    for (const auto& price : {line.producer_price, line.unit_cost}) {
        if (price && (*price < Money{} || *price > unit_price_max)) {
            fields.fail("\"producer_price\" or \"unit_cost\" is out of range");
        }
        if (price && extend(*price, line.quantity) > amount_max) {
            fields.fail("the line is worth too much");
        }
    }
    if (paid > amount_max) {
        fields.fail("the line is worth too much");
    }
    if (given(fields, "pack")) {
        line.pack = fields.integer("pack");
        if (line.pack < 1 || line.pack > pack_max
            || line.quantity.thousandths() * line.pack > base_thousandths_max) {
            fields.fail("\"pack\" is out of range");
        }
    }
    return line;
}

std::vector<MissingExport> missing_of(const Fields& fields) {
    std::vector<MissingExport> missing;
    const Json& list = fields.json().at("missing_exports");
    const auto is_text = [](const Json& value) { return value.is_string(); };
    for (const Json& entry : list.is_array() ? list : Json::array({nullptr})) {
        const bool pair =
            entry.is_array() && entry.size() == 2 && is_text(entry[0]) && is_text(entry[1]);
        const auto month = pair ? parse_month(entry[1].get<std::string>()) : std::nullopt;
        if (!month) {
            fields.fail("\"missing_exports\" is not a list of [point, month]");
        }
        missing.push_back({entry[0].get<std::string>(), *month});
    }
    return missing;
}

UpliftInput input_of(const Fields& fields) {
    UpliftInput input;
    input.as_of = fields.parsed("as_of", parse_day);
    input.joined_on = day_if_given(fields, "joined_on");
    input.recognised_on = fields.parsed("recognised_on", parse_day);
    input.revoked_on = day_if_given(fields, "revoked_on");
    if (given(fields, "baseline")) {
        input.baseline = baseline_of(fields.object("baseline"));
    }
    const std::optional<Money> unit_cost = money_if_given(fields, "unit_cost");
    fields.each("lines", [&](const Fields& line) {
        if (input.lines.size() == lines_max) {
            fields.fail("\"lines\" holds more than a million lines");
        }
        input.lines.push_back(line_of(line, unit_cost));
    });
    if (given(fields, "missing_exports")) {
        input.missing_exports = missing_of(fields);
    }
    if (given(fields, "other_channels")) {
        const Fields other = fields.object("other_channels");
        const std::optional<Money> revenue = large_money_if_given(other, "revenue");
        input.other_channels = OtherChannels{
            revenue.value_or(Money{}),
            large_money_if_given(other, "profit"),
            given(other, "complete") && other.boolean("complete")};
    }
    return input;
}

/// The next case, behind `before` others.
Expected<UpliftInput, CaseFault> case_of(const Json& entry, std::size_t before) {
    std::string where = "case " + std::to_string(before + 1);
    auto input = read_fields<UpliftInput>(entry, [&](const Fields& fields) {
        const std::string id = fields.text("id");
        where += " (" + shown_text(id, id_shown_bytes_max) + ")";
        UpliftInput next = input_of(fields.object("input"));
        next.product = id;
        return next;
    });
    if (!input) {
        return Unexpected{CaseFault{where, input.error().what}};
    }
    return std::move(*input);
}

/// Why there are no cases beyond the fault of one of them.
CaseFault fault_of(ListEnd end, std::size_t read) {
    switch (end) {
    case ListEnd::too_large:
        return {"case " + std::to_string(read + 1), "it is larger than any case may be"};
    case ListEnd::no_list:
        return {"", "there is no list \"cases\""};
    case ListEnd::not_json:
    case ListEnd::whole:
    case ListEnd::stopped:
        break;
    }
    return {"", "not JSON, or with numbers that are not integers"};
}

} // namespace

Expected<std::vector<UpliftInput>, CaseFault> read_uplift_cases(const MoreBytes& more) {
    std::vector<UpliftInput> inputs;
    std::optional<CaseFault> fault;
    const ListEnd end =
        read_json_list(more, "cases", case_memory_bytes_max, [&](const Json& entry) {
            auto next = case_of(entry, inputs.size());
            if (next) {
                inputs.push_back(std::move(*next));
            } else {
                fault = std::move(next.error());
            }
            return !fault;
        });
    if (!fault && end != ListEnd::whole) {
        fault = fault_of(end, inputs.size());
    }
    return fault ? Expected<std::vector<UpliftInput>, CaseFault>{Unexpected{std::move(*fault)}}
                 : std::move(inputs);
}

Expected<std::vector<UpliftInput>, CaseFault> parse_uplift_cases(std::string_view text) {
    return read_uplift_cases([text](std::span<char> into) mutable {
        const std::size_t taken = text.copy(into.data(), into.size());
        text.remove_prefix(taken);
        return taken;
    });
}

} // namespace ocop::report
