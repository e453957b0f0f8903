#include "pos/report/revenue.hpp"

#include "pos/core/admin_units.hpp"
#include "pos/core/assert.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/tender_names.hpp"
#include "pos/report/labels.hpp"
#include "pos/report/line_shares.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace ocop::report {
namespace {

constexpr std::array<std::pair<RevenueBy, std::string_view>, 11> dimensions{{
    {RevenueBy::product, "product"},
    {RevenueBy::producer, "producer"},
    {RevenueBy::producer_kind, "producer-kind"},
    {RevenueBy::star, "star"},
    {RevenueBy::group, "group"},
    {RevenueBy::origin, "origin"},
    {RevenueBy::day, "day"},
    {RevenueBy::hour, "hour"},
    {RevenueBy::tender, "tender"},
    {RevenueBy::cashier, "cashier"},
    {RevenueBy::event, "event"},
}};

/// A row's key and label, and where it stands among the others.
struct Key {
    std::int64_t rank = 0; // 0 for all: ranked by revenue
    std::string key{};
    std::string label{};
};

bool ranked_by_revenue(RevenueBy by) {
    switch (by) {
    case RevenueBy::product:
    case RevenueBy::producer:
    case RevenueBy::tender:
    case RevenueBy::cashier:
    case RevenueBy::event:
        return true;
    case RevenueBy::producer_kind:
    case RevenueBy::star:
    case RevenueBy::group:
    case RevenueBy::origin:
    case RevenueBy::day:
    case RevenueBy::hour:
        return false;
    }
    OCOP_ASSERT(false);
}

Key origin_of(const SaleLine& line, const Record& record, const RevenueQuery& query) {
    const auto till =
        std::find_if(query.tills.begin(), query.tills.end(), [&](const Identity& identity) {
            return identity.till == record.till;
        });
    const bool known = till != query.tills.end();
    const Day day = record.at.day();
    if (known && !line.district.empty()
        && is_same_district(
            {line.district, line.province}, {till->district, till->province}, day
        )) {
        return {0, "own-district", either(query.language, "Trong huyện", "Own district")};
    }
    if (known && is_same_province(line.province, till->province, day)) {
        return {1, "own-province", either(query.language, "Trong tỉnh", "Own province")};
    }
    return {2, "other-province", either(query.language, "Tỉnh khác", "Other province")};
}

Key star_of(const SaleLine& line, Language language) {
    if (!line.stars) {
        return {9, "none", either(language, "Không có sao", "No stars")};
    }
    const std::string stars = std::to_string(*line.stars);
    return {*line.stars, stars, stars + either(language, " sao", " stars")};
}

Key group_of(const SaleLine& line, Language language) {
    const std::string_view name = product_set_name(line.group);
    if (line.group.empty()) {
        return {99, "none", either(language, "Ngoài OCOP", "Not OCOP")};
    }
    if (name.empty()) {
        return {98, line.group, line.group};
    }
    return {std::stoll(line.group), line.group, line.group + ". " + std::string{name}};
}

Key hour_of(const Record& record) {
    const std::string number = std::to_string(record.at.hour());
    const std::string hour = number.size() == 1 ? "0" + number : number;
    return {record.at.hour(), hour, hour + ":00–" + hour + ":59"};
}

Key key_of(
    const SaleLine& line, const SaleBody& body, const Record& record, const RevenueQuery& query
) {
    switch (query.by) {
    case RevenueBy::product:
        return {0, composed(line.product), composed(line.name)};
    case RevenueBy::producer:
        return {
            0,
            composed(line.producer),
            composed(line.producer_name.empty() ? line.producer : line.producer_name)};
    case RevenueBy::producer_kind:
        return {
            static_cast<int>(line.producer_kind),
            std::string{code(line.producer_kind)},
            label(line.producer_kind, query.language)};
    case RevenueBy::star:
        return star_of(line, query.language);
    case RevenueBy::group:
        return group_of(line, query.language);
    case RevenueBy::origin:
        return origin_of(line, record, query);
    case RevenueBy::day:
        return {record.at.day().since(Day{}), iso(record.at.day()), format(record.at.day())};
    case RevenueBy::hour:
        return hour_of(record);
    case RevenueBy::cashier:
        return {0, body.cashier, body.cashier};
    case RevenueBy::event: {
        const std::string none{either(query.language, "Ngoài sự kiện", "No event")};
        return {0, composed(body.event.value_or("none")), composed(body.event.value_or(none))};
    }
    case RevenueBy::tender:
        break; // not a property of a line
    }
    OCOP_ASSERT(false);
}

void add_line(RevenueSums& sums, const SaleLine& line, const LineShares& shares, bool is_return) {
    const auto signed_by_kind = [&](auto value) { return is_return ? -value : value; };
    sums.quantity += signed_by_kind(line.quantity);
    sums.revenue += signed_by_kind(line.net);
    sums.vat += signed_by_kind(line.vat);
    sums.net_ex_vat += signed_by_kind(line.net - line.vat);
    if (!line.cost_ex_vat) {
        sums.cost = std::nullopt;
    } else if (sums.cost) {
        *sums.cost += signed_by_kind(shares.of_line(line, *line.cost_ex_vat));
    }
    sums.demonstration = sums.demonstration || line.demonstration;
}

void count_receipt(RevenueSums& sums, bool is_return) {
    (is_return ? sums.returns : sums.sales) += 1;
}

/// The rows on their way: keyed, with the rank they are sorted by.
class Rows {
public:
    RevenueSums& at(const Key& key) {
        Entry& entry = entries_[key.key];
        entry.rank = key.rank;
        entry.row.key = key.key;
        entry.row.label = key.label;
        return entry.row.sums;
    }

    [[nodiscard]] std::vector<RevenueRow> sorted(bool by_revenue) && {
        std::vector<Entry> entries;
        for (auto& [key, entry] : entries_) {
            entries.push_back(std::move(entry));
        }
        const auto place = [&](const Entry& entry) {
            const std::int64_t first = by_revenue ? -entry.row.sums.revenue.vnd() : entry.rank;
            return std::tuple{first, std::cref(entry.row.key)};
        };
        std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
            const auto [rank_a, key_a] = place(a);
            const auto [rank_b, key_b] = place(b);
            return rank_a != rank_b ? rank_a < rank_b : key_a.get() < key_b.get();
        });
        std::vector<RevenueRow> rows;
        rows.reserve(entries.size());
        for (Entry& entry : entries) {
            rows.push_back(std::move(entry.row));
        }
        return rows;
    }

private:
    struct Entry {
        std::int64_t rank = 0;
        RevenueRow row{};
    };

    std::map<std::string, Entry> entries_{};
};

void add_lines(
    Rows& rows,
    RevenueSums& total,
    const SaleBody& body,
    const LineShares& shares,
    const Record& record,
    const RevenueQuery& query
) {
    std::set<std::string> counted;
    for (const SaleLine& line : body.lines) {
        const Key key = key_of(line, body, record, query);
        RevenueSums& sums = rows.at(key);
        add_line(sums, line, shares, body.is_return);
        add_line(total, line, shares, body.is_return);
        if (counted.insert(key.key).second) {
            count_receipt(sums, body.is_return);
        }
    }
    count_receipt(total, body.is_return);
}

/// Tenders net of change: what stayed of the money handed over. Σ = the receipts' totals.
void add_tenders(Rows& rows, RevenueSums& total, const SaleBody& body, const RevenueQuery& query) {
    const auto add = [&](const std::string& tender, Money amount) {
        RevenueSums& sums = rows.at({0, tender, tender_name(tender, query.language)});
        sums.revenue += amount;
        total.revenue += amount;
    };
    for (const TenderRow& row : body.tenders) {
        add(row.tender, body.is_return ? -row.amount : row.amount);
    }
    if (body.change != Money{}) {
        add("cash", -body.change); // only cash gives change
    }
    for (const SaleLine& line : body.lines) {
        total.demonstration = total.demonstration || line.demonstration;
    }
}

} // namespace

std::string_view code(RevenueBy by) {
    return dimensions[static_cast<std::size_t>(by)].second;
}

std::optional<RevenueBy> parse_revenue_by(std::string_view text) {
    for (const auto& [by, known] : dimensions) {
        if (known == text) {
            return by;
        }
    }
    return std::nullopt;
}

std::optional<Money> RevenueSums::profit() const {
    return cost ? std::optional{net_ex_vat - *cost} : std::nullopt;
}

struct RevenueTally::State {
    RevenueQuery query{};
    Rows rows{};
    RevenueSums total{};
};

RevenueTally::RevenueTally(RevenueQuery query)
    : state_{std::make_unique<State>()} {
    state_->query = std::move(query);
}

RevenueTally::~RevenueTally() = default;
RevenueTally::RevenueTally(RevenueTally&&) noexcept = default;
RevenueTally& RevenueTally::operator=(RevenueTally&&) noexcept = default;

bool RevenueTally::counts(const Record& record) const {
    const Day day = record.at.day();
    return is_receipt(record.kind) && day >= state_->query.from && day <= state_->query.to;
}

Expected<void, RecordFault>
RevenueTally::add(const Record& record, const SaleBody& body, const SaleSource& sales) {
    if (state_->query.by == RevenueBy::tender) {
        add_tenders(state_->rows, state_->total, body, state_->query);
        return {};
    }
    const auto shares = LineShares::of(record, body, sales);
    if (!shares) {
        return Unexpected{shares.error()};
    }
    add_lines(state_->rows, state_->total, body, *shares, record, state_->query);
    return {};
}

RevenueReport RevenueTally::finish() {
    const RevenueQuery& query = state_->query;
    return RevenueReport{
        query.from,
        query.to,
        query.by,
        std::move(state_->rows).sorted(ranked_by_revenue(query.by)),
        state_->total};
}

Expected<RevenueReport, RecordFault>
revenue_report(const RevenueQuery& query, const RecordSource& records, const SaleSource& sales) {
    RevenueTally tally{query};
    std::optional<RecordFault> fault;
    records([&](const Record& record) {
        if (fault || !tally.counts(record)) {
            return;
        }
        const Expected<SaleBody, RecordFault> body = sale_in(record);
        if (!body) {
            fault = body.error();
        } else if (auto added = tally.add(record, *body, sales); !added) {
            fault = added.error();
        }
    });
    return fault ? Expected<RevenueReport, RecordFault>{Unexpected{*fault}} : tally.finish();
}

} // namespace ocop::report
