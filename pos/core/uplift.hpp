#pragma once

#include "pos/core/fraction.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/product.hpp"
#include "pos/core/quantity.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The programme's indicator "revenue and profit up at least 1.5 times one year after recognition":
/// domain notes, 2.3. Read as reaching 1.5 × the baseline, not growing by 1.5 ×.
namespace ocop {

/// Days after the follow-up window during which linked returns still count.
inline constexpr int uplift_grace_days = 30;
/// Fewer baseline months than this make a product not computable.
inline constexpr int uplift_baseline_months_min = 6;
/// No declared baseline or other channel goes beyond this many đồng.
inline constexpr Money uplift_amount_max{1'000'000'000'000'000};

/// One line sold, or taken back, of the product, amounts positive also in a return.
struct UpliftLine {
    Day day{}; // of the sale, or of the return
    bool is_return = false;
    std::optional<Day> original{}; // return: the day of the sale it takes back, if known
    std::string point{};
    Quantity quantity{};
    Money net_ex_vat{};                    // what the customer paid, without VAT
    std::optional<Money> producer_price{}; // consigned or bought outright: to the producer, ex VAT
    std::optional<Money> producer_share{}; // what the producer got for the line, where that is not
                                           // producer_price × quantity: goods returned in parts
    std::optional<Money> unit_cost{};      // the producer's declared cost of one unit
    std::int64_t pack = 1;                 // base units (g, ml, piece) in one unit
};

/// One month of a baseline, without VAT.
struct UpliftBaselineMonth {
    std::chrono::year_month month{};
    std::optional<Money> revenue{};
    std::optional<Money> profit{};
};

/// What was earned before joining, without VAT: month by month, or one total of `from` to `to`
/// (both absent: the twelve full months before joining).
struct UpliftBaseline {
    std::optional<Money> revenue{};
    std::optional<Money> profit{};
    std::optional<Day> from{};
    std::optional<Day> to{};
    std::vector<UpliftBaselineMonth> months{};
    BaselineScope scope = BaselineScope::these_points;
    bool verified = false;
    std::optional<std::int64_t> quantity{}; // in base units
};

/// A month whose figures a point has not exported: silence, not "no sales".
struct MissingExport {
    std::string point{};
    std::chrono::year_month month{};
};

/// What the producer documented for the window outside the points, without VAT.
struct OtherChannels {
    Money revenue{};
    std::optional<Money> profit{};
    bool complete = false;
};

/// All that decides one product.
struct UpliftInput {
    std::string product{};
    std::string name{};
    Day as_of{}; // counted in whole: sales of this day are in
    std::optional<Day> joined_on{};
    Day recognised_on{}; // first recognition at 3 stars or more
    std::optional<Day> revoked_on{};
    std::optional<UpliftBaseline> baseline{};
    std::vector<UpliftLine> lines{};
    std::vector<MissingExport> missing_exports{};
    std::optional<OtherChannels> other_channels{};
    bool demonstration = false; // rests on made-up prices, costs or baselines
};

enum class UpliftStatus { pass, fail, unknown, undefined };
enum class UpliftVerdict { dat, khong_dat, chua_du_du_lieu, khong_tinh_duoc };
enum class UpliftFlag {
    lower_bound,         // CAN_DUOI: something sold is not in the figures
    upper_bound,         // CAN_TREN: the baseline is smaller than what the points see
    provisional,         // TAM_TINH: fewer than twelve baseline months
    window_open,         // CHUA_DU_12_THANG: twelve months and thirty days are not over
    baseline_unverified, // NEN_CHUA_XAC_MINH: no document backs the baseline
    revoked,             // THU_HOI: the certificate was taken back within the window
};

/// "PASS" "FAIL" "UNKNOWN" "UNDEFINED".
[[nodiscard]] std::string_view code(UpliftStatus status);
/// "DAT" "KHONG_DAT" "CHUA_DU_DU_LIEU" "KHONG_TINH_DUOC".
[[nodiscard]] std::string_view code(UpliftVerdict verdict);
/// "CAN_DUOI" and so on, as beside each flag above.
[[nodiscard]] std::string_view code(UpliftFlag flag);

/// The answer for one product. Amounts without VAT.
struct UpliftOutcome {
    std::string product{};
    std::string name{};
    Day recognised_on{};
    Day window_first{};
    Day window_last{}; // included
    std::optional<Money> revenue_base{};
    std::optional<Money> profit_base{};
    // Set where only some months of the baseline have a like month to stand against:
    std::optional<Money> revenue_base_compared{};
    std::optional<Money> profit_base_compared{};
    Money revenue_follow{};
    std::optional<Money> profit_follow{}; // null without a declared cost
    Money shelf_net{};                    // what customers paid for the same lines
    Fraction quantity_follow{};           // in base units
    std::optional<Fraction> revenue_ratio{};
    std::optional<Fraction> profit_ratio{};
    std::optional<Fraction> quantity_index{};
    std::optional<Fraction> price_index{}; // revenue ratio / quantity index
    UpliftStatus revenue_status = UpliftStatus::undefined;
    UpliftStatus profit_status = UpliftStatus::undefined;
    UpliftVerdict verdict = UpliftVerdict::khong_tinh_duoc;
    std::vector<UpliftFlag> flags{}; // in the order of the enum
    bool demonstration = false;
};

/// The verdict on one product. Pure. Requires amounts of lines within `amount_max`, baseline and
/// other channels within `uplift_amount_max`, at most a million lines.
[[nodiscard]] UpliftOutcome uplift(const UpliftInput& input);

/// The programme's figure over many products: a share among the decided, and the interval it is
/// sure to lie in whatever the undecided turn out to be. Ratios are never averaged.
struct UpliftProgramme {
    std::int64_t products = 0;
    std::int64_t dat = 0;
    std::int64_t khong_dat = 0;
    std::int64_t chua_du_du_lieu = 0;
    std::int64_t khong_tinh_duoc = 0;
    std::optional<Fraction> share_among_decided{};
    std::optional<Fraction> lower_bound_of_share{};
    std::optional<Fraction> upper_bound_of_share{};
};

[[nodiscard]] UpliftProgramme programme(std::span<const UpliftOutcome> outcomes);

} // namespace ocop
