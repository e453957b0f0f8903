#include "pos/report/uplift_inputs.hpp"

#include "pos/core/plain_text.hpp"
#include "pos/report/line_shares.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace ocop::report {
namespace {

/// The days a till's journal speaks for.
struct Span {
    std::string point{};
    Day first{};
    Day last{};
};

/// All that is gathered from the journals in one pass.
struct Gathered {
    std::map<std::string, Day> sold_on{}; // by sale number: for returns
    std::map<std::string, Span> spans{};  // by till, without training tills
    std::map<std::string, UpliftInput> inputs{};
};

const Identity* identity_of(const UpliftQuery& query, const std::string& till) {
    const auto found =
        std::find_if(query.tills.begin(), query.tills.end(), [&](const Identity& one) {
            return one.till == till;
        });
    return found == query.tills.end() ? nullptr : &*found;
}

UpliftBaseline to_uplift(const Baseline& declared, Vat vat) {
    const auto net = [&](Money amount) {
        const Vat rate = declared.vat.value_or(vat);
        return declared.vat_included ? amount - vat_within(amount, rate) : amount;
    };
    UpliftBaseline baseline;
    if (declared.revenue) {
        baseline.revenue = net(*declared.revenue);
    }
    baseline.profit = declared.profit;
    baseline.from = declared.from;
    baseline.to = declared.to;
    baseline.scope = declared.scope;
    baseline.verified = declared.verified;
    for (const BaselineMonth& month : declared.months) {
        baseline.months.push_back(
            {std::chrono::year{month.year} / std::chrono::month{month.month},
             net(month.revenue),
             month.profit}
        );
    }
    return baseline;
}

UpliftInput to_input(const Product& product, Day as_of) {
    UpliftInput input;
    input.product = product.code;
    input.name = product.name;
    input.as_of = as_of;
    input.joined_on = product.joined_on;
    input.recognised_on = *product.recognised_on;
    input.revoked_on = product.revoked_on;
    input.demonstration = product.demonstration;
    if (product.baseline) {
        input.baseline = to_uplift(*product.baseline, product.vat);
    }
    return input;
}

UpliftLine to_uplift(const SaleLine& line, const Record& record, const UpliftQuery& query) {
    const Identity* till = identity_of(query, record.till);
    UpliftLine result;
    result.day = record.at.day();
    result.point = till == nullptr ? record.till : till->point;
    result.quantity = line.quantity;
    result.net_ex_vat = line.net - line.vat;
    result.producer_price =
        line.consignment_price_ex_vat ? line.consignment_price_ex_vat : line.cost_ex_vat;
    result.unit_cost = line.producer_cost;
    return result;
}

/// The input a line belongs to, or null where its product is not asked for or not recognised.
UpliftInput* input_for(Gathered& gathered, const SaleLine& line, const UpliftQuery& query) {
    const std::string code = composed(line.product); // as the goods' own is
    const auto found = gathered.inputs.find(code);
    if (found != gathered.inputs.end()) {
        return &found->second;
    }
    const bool wanted = !query.product || composed(*query.product) == code;
    if (!wanted || !line.recognised_on || *line.recognised_on > query.as_of) {
        return nullptr;
    }
    UpliftInput input;
    input.product = code;
    input.name = line.name;
    input.as_of = query.as_of;
    input.recognised_on = *line.recognised_on;
    return &gathered.inputs.emplace(code, std::move(input)).first->second;
}

void gather_receipt(
    Gathered& gathered,
    const SaleBody& body,
    const LineShares& shares,
    const Record& record,
    const UpliftQuery& query
) {
    std::optional<Day> original;
    if (!body.is_return) {
        gathered.sold_on[body.number] = record.at.day();
    } else if (body.of) {
        const auto sale = gathered.sold_on.find(*body.of);
        original = sale == gathered.sold_on.end() ? std::nullopt : std::optional{sale->second};
    }
    for (const SaleLine& line : body.lines) {
        UpliftInput* input = input_for(gathered, line, query);
        if (input == nullptr) {
            continue;
        }
        UpliftLine next = to_uplift(line, record, query);
        next.is_return = body.is_return;
        next.original = original;
        if (body.is_return && next.producer_price) {
            next.producer_share = shares.of_line(line, *next.producer_price);
        }
        input->lines.push_back(std::move(next));
        input->demonstration = input->demonstration || line.demonstration;
    }
}

void stretch(Gathered& gathered, const Record& record, const UpliftQuery& query) {
    const Identity* till = identity_of(query, record.till);
    if (till == nullptr || till->training) {
        return;
    }
    const Day day = record.at.day();
    Span& span = gathered.spans.try_emplace(record.till, Span{till->point, day, day}).first->second;
    span.first = std::min(span.first, day);
    span.last = std::max(span.last, day);
}

/// Months of the thirteen after the recognition for which a point is silent; uplift() looks only at
/// those of its window.
std::vector<MissingExport> silent_months(const Gathered& gathered, Day recognised_on) {
    std::vector<MissingExport> missing;
    for (const auto& [till, span] : gathered.spans) {
        for (int i = 0; i <= 12; ++i) {
            const Day month = recognised_on.first_of_month().plus_months(i);
            if (month < span.first.first_of_month() || month > span.last.first_of_month()) {
                missing.push_back({span.point, month.date().year() / month.date().month()});
            }
        }
    }
    return missing;
}

} // namespace

Expected<std::vector<UpliftInput>, RecordFault> uplift_inputs(
    const UpliftQuery& query,
    std::span<const Product> products,
    const RecordSource& records,
    const SaleSource& sales
) {
    Gathered gathered;
    for (const Product& product : products) {
        const bool wanted = !query.product || *query.product == product.code;
        if (wanted && product.recognised_on && *product.recognised_on <= query.as_of) {
            gathered.inputs.emplace(product.code, to_input(product, query.as_of));
        }
    }
    std::optional<RecordFault> fault;
    records([&](const Record& record) {
        if (fault) {
            return;
        }
        stretch(gathered, record, query);
        if (is_receipt(record.kind)) {
            const Expected<SaleBody, RecordFault> body = sale_in(record);
            if (!body) {
                fault = body.error();
                return;
            }
            const auto shares = LineShares::of(record, *body, sales);
            if (shares) {
                gather_receipt(gathered, *body, *shares, record, query);
            } else {
                fault = shares.error();
            }
        }
    });
    if (fault) {
        return Unexpected{*fault};
    }
    std::vector<UpliftInput> inputs;
    for (auto& [code, input] : gathered.inputs) {
        input.missing_exports = silent_months(gathered, input.recognised_on);
        inputs.push_back(std::move(input));
    }
    return inputs;
}

} // namespace ocop::report
