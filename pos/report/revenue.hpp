#pragma once

#include "pos/core/json.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/money.hpp"
#include "pos/core/refusal.hpp"
#include "pos/report/records.hpp"
#include "pos/report/table.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::report {

/// What a revenue report's rows are.
enum class RevenueBy {
    product,
    producer,
    producer_kind,
    star,
    group,
    origin,
    day,
    hour,
    tender,
    cashier,
    event
};

/// "producer-kind": as `--by` takes it.
[[nodiscard]] std::string_view code(RevenueBy by);
[[nodiscard]] std::optional<RevenueBy> parse_revenue_by(std::string_view text);

/// Sums over lines (contract, section 7), returns subtracted.
struct RevenueSums {
    Quantity quantity{};
    std::int64_t sales = 0;   // sale receipts with such a line
    std::int64_t returns = 0; // return receipts with such a line
    Money revenue{};          // net of discounts and returns, VAT within
    Money vat{};
    Money net_ex_vat{};
    std::optional<Money> cost{Money{}}; // ex VAT; absent where the cost of one line is unknown
    bool demonstration = false;         // rests on made-up prices or costs

    /// net_ex_vat − cost, where there is one.
    [[nodiscard]] std::optional<Money> profit() const;
    bool operator==(const RevenueSums&) const = default;
};

struct RevenueRow {
    std::string key{};
    std::string label{};
    RevenueSums sums{};
};

struct RevenueReport {
    Day from{};
    Day to{};
    RevenueBy by = RevenueBy::product;
    std::vector<RevenueRow> rows{};
    RevenueSums total{};
};

/// Both days included. `tills` says where each till stands, for the origin of goods; a till that is
/// not among them is taken to stand elsewhere.
struct RevenueQuery {
    Day from{};
    Day to{};
    RevenueBy by = RevenueBy::product;
    Language language = Language::vi; // of labels
    std::vector<Identity> tills{};
};

/// A revenue report on its way: records one by one, so that whoever reads a journal once can make
/// several reports of it.
class RevenueTally {
public:
    explicit RevenueTally(RevenueQuery query);
    ~RevenueTally();
    RevenueTally(RevenueTally&&) noexcept;
    RevenueTally& operator=(RevenueTally&&) noexcept;

    /// True for a record that counts: a receipt dated within the query's days.
    [[nodiscard]] bool counts(const Record& record) const;

    /// Adds a record that counts, whose body is `body`; `sales` as below. Refuses a sale it takes
    /// back and cannot read.
    [[nodiscard]] Expected<void, RecordFault>
    add(const Record& record, const SaleBody& body, const SaleSource& sales);

    /// The report of what was added; nothing can be added any more.
    [[nodiscard]] RevenueReport finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Revenue of the receipts dated within the query's days. Days, hours, stars, groups, kinds and
/// origins come in their own order, all else by falling revenue. `sales` finds what a return takes
/// back, so that costs of goods returned in parts add up (line_shares.hpp). Refuses a record it
/// cannot read.
[[nodiscard]] Expected<RevenueReport, RecordFault> revenue_report(
    const RevenueQuery& query, const RecordSource& records, const SaleSource& sales = {}
);

/// {"from","to","by","rows":[…],"total":{…}} (contract, section 7); by tender all but revenue is
/// null.
[[nodiscard]] Json to_json(const RevenueReport& report);
[[nodiscard]] Table revenue_table(const RevenueReport& report, Language language);

} // namespace ocop::report
