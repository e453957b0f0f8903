#include "pos/core/uplift.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <utility>

namespace ocop {
namespace {

using std::chrono::year_month;

/// Twelve booleans, one per calendar month, January first.
using CalendarMonths = std::array<bool, 12>;

constexpr CalendarMonths every_month{
    true, true, true, true, true, true, true, true, true, true, true, true};

std::size_t calendar_index(Day day) {
    return static_cast<unsigned>(day.date().month()) - 1;
}

Day first_day(year_month month) {
    return Day{std::chrono::sys_days{month / std::chrono::day{1}}};
}

int count(const CalendarMonths& months) {
    return static_cast<int>(std::count(months.begin(), months.end(), true));
}

CalendarMonths both(const CalendarMonths& a, const CalendarMonths& b) {
    CalendarMonths result{};
    std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::logical_and<>{});
    return result;
}

/// The twelve full calendar months that begin on a first of a month on or after the recognition.
/// Each calendar month lies in it once.
struct Window {
    Day first{};
    Day last{};

    [[nodiscard]] bool holds(Day day) const { return first <= day && day <= last; }
};

Window window_after(Day recognised_on) {
    const Day month = recognised_on.first_of_month();
    const Day first = month == recognised_on ? month : month.plus_months(1);
    return {first, first.plus_months(12).plus_days(-1)};
}

/// Months of the window that are over at the end of `as_of`.
CalendarMonths elapsed_months(const Window& window, Day as_of) {
    CalendarMonths elapsed{};
    for (int i = 0; i < 12; ++i) {
        const Day first = window.first.plus_months(i);
        elapsed[calendar_index(first)] = window.first.plus_months(i + 1).plus_days(-1) <= as_of;
    }
    return elapsed;
}

/// Revenue and profit of some months; each absent where one of its parts is.
struct Sums {
    std::optional<Money> revenue{Money{}};
    std::optional<Money> profit{Money{}};

    void add(const std::optional<Money>& more_revenue, const std::optional<Money>& more_profit) {
        revenue = revenue && more_revenue ? std::optional{*revenue + *more_revenue} : std::nullopt;
        profit = profit && more_profit ? std::optional{*profit + *more_profit} : std::nullopt;
    }
};

/// The baseline as far as it can be compared.
struct Base {
    Sums whole{std::nullopt, std::nullopt};
    CalendarMonths months{};         // which calendar months it covers
    std::array<Sums, 12> by_month{}; // only where `monthly`
    bool monthly = false;
    bool computable = false; // long enough, and cut at whole months
};

Base base_of_months(const UpliftInput& input) {
    const std::vector<UpliftBaselineMonth>& months = input.baseline->months;
    const auto later = [](const UpliftBaselineMonth& a, const UpliftBaselineMonth& b) {
        return a.month < b.month;
    };
    const Day last = first_day(std::max_element(months.begin(), months.end(), later)->month);
    // Without a day of joining the months declared are taken to end just before it.
    const Day end = input.joined_on ? input.joined_on->first_of_month() : last.plus_months(1);
    const Day begin = end.plus_months(-12);
    Base base{.whole = {}, .monthly = true};
    for (const UpliftBaselineMonth& month : months) {
        const Day first = first_day(month.month);
        if (first < begin || first >= end) {
            continue; // the measure is the twelve months before joining, nothing else
        }
        const std::size_t index = calendar_index(first);
        base.months[index] = true;
        base.by_month[index].add(month.revenue, month.profit);
        base.whole.add(month.revenue, month.profit);
    }
    base.computable = count(base.months) >= uplift_baseline_months_min;
    return base;
}

/// The calendar months a total covers: one year exactly, or six to eleven whole months; else none,
/// because a total cannot be cut.
CalendarMonths months_of_total(Day from, Day to) {
    const Day end = to.plus_days(1);
    if (end == from.plus_months(12)) {
        return every_month;
    }
    CalendarMonths months{};
    const bool whole_months = from == from.first_of_month() && end == end.first_of_month();
    if (!whole_months || end > from.plus_months(12)) {
        return months;
    }
    for (Day first = from; first < end; first = first.plus_months(1)) {
        months[calendar_index(first)] = true;
    }
    return months;
}

Base base_of_total(const UpliftInput& input) {
    const UpliftBaseline& declared = *input.baseline;
    Base base{.whole = {declared.revenue, declared.profit}, .months = every_month};
    if (declared.from && declared.to) {
        base.months = months_of_total(*declared.from, *declared.to);
        const bool before_joining = !input.joined_on || *declared.to < *input.joined_on;
        base.computable = before_joining && count(base.months) >= uplift_baseline_months_min;
    } else {
        base.computable = true;
    }
    return base;
}

Base base_of(const UpliftInput& input) {
    if (!input.baseline) {
        return {};
    }
    return input.baseline->months.empty() ? base_of_total(input) : base_of_months(input);
}

/// What the baseline says of `compared`, a part of its months; absent where a total cannot be cut.
Sums base_compared(const Base& base, const CalendarMonths& compared) {
    if (compared == base.months) {
        return base.whole;
    }
    if (!base.monthly) {
        return {std::nullopt, std::nullopt};
    }
    Sums sums;
    for (std::size_t i = 0; i < compared.size(); ++i) {
        if (compared[i]) {
            sums.add(base.by_month[i].revenue, base.by_month[i].profit);
        }
    }
    return sums;
}

/// Declared costs of many lines, summed exactly and rounded once: two lines of half a unit cost
/// what one whole unit costs (meta.rules of the uplift cases).
class ExactCost {
public:
    void add(Money unit_cost, Quantity quantity) {
        sum_ += static_cast<wide>(unit_cost.vnd()) * quantity.thousandths();
    }

    /// Whole đồng, half away from zero.
    [[nodiscard]] Money rounded() const {
        const wide magnitude = ((sum_ < 0 ? -sum_ : sum_) + 500) / 1000;
        return Money{static_cast<std::int64_t>(sum_ < 0 ? -magnitude : magnitude)};
    }

private:
    __extension__ using wide = __int128; // a million lines of amount_max, in thousandths

    wide sum_ = 0;
};

/// What the points saw in the counted months of the window.
struct Follow {
    Money revenue{};
    std::optional<ExactCost> cost{ExactCost{}}; // none where a line has no declared cost
    std::optional<Money> profit{};              // revenue less cost, once all lines are in
    Money shelf_net{};
    std::int64_t base_thousandths = 0;
    bool sold_below_cost = false;
};

/// The day a line counts on, or nullopt where it is not to count: a linked return reduces the month
/// of its sale if it came in time, any other line its own day.
std::optional<Day> counted_day(const UpliftLine& line, const Window& window, Day as_of) {
    if (line.day > as_of) {
        return std::nullopt;
    }
    if (line.is_return && line.original) {
        const bool in_time = line.day <= window.last.plus_days(uplift_grace_days);
        return in_time ? line.original : std::nullopt;
    }
    return line.day;
}

void add_line(Follow& follow, const UpliftLine& line) {
    const Money revenue = line.producer_share   ? *line.producer_share
                          : line.producer_price ? extend(*line.producer_price, line.quantity)
                                                : line.net_ex_vat;
    const auto signed_by_kind = [&](Money amount) { return line.is_return ? -amount : amount; };
    follow.revenue += signed_by_kind(revenue);
    follow.shelf_net += signed_by_kind(line.net_ex_vat);
    const Quantity quantity = line.is_return ? -line.quantity : line.quantity;
    follow.base_thousandths += quantity.thousandths() * line.pack;
    if (!line.unit_cost) {
        follow.cost = std::nullopt;
        return;
    }
    const Money cost = extend(*line.unit_cost, line.quantity); // as the line's revenue is rounded
    follow.sold_below_cost = follow.sold_below_cost || (!line.is_return && revenue < cost);
    if (follow.cost) {
        follow.cost->add(*line.unit_cost, quantity);
    }
}

Follow follow_up(const UpliftInput& input, const Window& window, const CalendarMonths& counted) {
    Follow follow;
    for (const UpliftLine& line : input.lines) {
        const std::optional<Day> day = counted_day(line, window, input.as_of);
        if (day && window.holds(*day) && counted[calendar_index(*day)]) {
            add_line(follow, line);
        }
    }
    if (follow.cost) {
        follow.profit = follow.revenue - follow.cost->rounded();
    }
    return follow;
}

/// Which side of the truth the ratio may lie on.
struct Bounds {
    bool lower = false; // follow-up too small
    bool upper = false; // baseline too small
};

/// Adds documented other channels where they cover the same twelve months; says what bounds are
/// left.
Bounds complete_scope(
    Follow& follow, const UpliftInput& input, const Window& window, const CalendarMonths& counted
) {
    Bounds bounds;
    bounds.lower = std::any_of(
        input.missing_exports.begin(),
        input.missing_exports.end(),
        [&](const MissingExport& missing) {
            const Day first = first_day(missing.month);
            return window.holds(first) && counted[calendar_index(first)];
        }
    );
    if (!input.baseline || input.baseline->scope == BaselineScope::these_points) {
        return bounds;
    }
    if (input.baseline->scope == BaselineScope::part) {
        bounds.upper = true;
        return bounds;
    }
    const bool comparable = input.other_channels && counted == every_month;
    if (comparable) {
        follow.revenue += input.other_channels->revenue;
        follow.profit = follow.profit && input.other_channels->profit
                            ? std::optional{*follow.profit + *input.other_channels->profit}
                            : std::nullopt;
    }
    bounds.lower = bounds.lower || !comparable || !input.other_channels->complete;
    return bounds;
}

/// follow / base, where there is a positive base to divide by.
std::optional<Fraction>
ratio(const std::optional<Money>& follow, const std::optional<Money>& base) {
    if (!follow || !base || base->vnd() <= 0) {
        return std::nullopt;
    }
    return Fraction::make(follow->vnd(), base->vnd());
}

bool reaches_threshold(const Fraction& value) {
    return value >= *Fraction::make(3, 2);
}

UpliftStatus judge(const std::optional<Fraction>& value, Bounds bounds, bool lower_bound_holds) {
    if (!value) {
        return UpliftStatus::unknown;
    }
    if (reaches_threshold(*value)) {
        const bool sure = !bounds.upper && (!bounds.lower || lower_bound_holds);
        return sure ? UpliftStatus::pass : UpliftStatus::unknown;
    }
    return bounds.lower ? UpliftStatus::unknown : UpliftStatus::fail;
}

UpliftVerdict judge_both(UpliftStatus revenue, UpliftStatus profit, bool verified, bool revoked) {
    const auto either = [&](UpliftStatus status) { return revenue == status || profit == status; };
    if (revoked) {
        return UpliftVerdict::khong_tinh_duoc;
    }
    // Against an unverified baseline nobody is told that a producer failed, nor that one passed.
    if (either(UpliftStatus::fail) && verified) {
        return UpliftVerdict::khong_dat;
    }
    if (either(UpliftStatus::undefined)) {
        return UpliftVerdict::khong_tinh_duoc;
    }
    if (either(UpliftStatus::unknown) || !verified) {
        return UpliftVerdict::chua_du_du_lieu;
    }
    return UpliftVerdict::dat;
}

/// Quantity and price index, information only: their product is the revenue ratio.
void add_indices(UpliftOutcome& out, const UpliftInput& input) {
    if (!out.revenue_ratio || !input.baseline || !input.baseline->quantity) {
        return;
    }
    if (const auto before = Fraction::make(*input.baseline->quantity, 1)) {
        out.quantity_index = out.quantity_follow.divided_by(*before);
    }
    if (out.quantity_index) {
        out.price_index = out.revenue_ratio->divided_by(*out.quantity_index);
    }
}

std::vector<UpliftFlag> raised(std::initializer_list<std::pair<bool, UpliftFlag>> flags) {
    std::vector<UpliftFlag> result;
    for (const auto& [is_raised, flag] : flags) {
        if (is_raised) {
            result.push_back(flag);
        }
    }
    return result;
}

bool positive(const std::optional<Money>& amount) {
    return amount && amount->vnd() > 0;
}

} // namespace

std::string_view code(UpliftStatus status) {
    switch (status) {
    case UpliftStatus::pass:
        return "PASS";
    case UpliftStatus::fail:
        return "FAIL";
    case UpliftStatus::unknown:
        return "UNKNOWN";
    case UpliftStatus::undefined:
        return "UNDEFINED";
    }
    OCOP_ASSERT(false);
}

std::string_view code(UpliftVerdict verdict) {
    switch (verdict) {
    case UpliftVerdict::dat:
        return "DAT";
    case UpliftVerdict::khong_dat:
        return "KHONG_DAT";
    case UpliftVerdict::chua_du_du_lieu:
        return "CHUA_DU_DU_LIEU";
    case UpliftVerdict::khong_tinh_duoc:
        return "KHONG_TINH_DUOC";
    }
    OCOP_ASSERT(false);
}

std::string_view code(UpliftFlag flag) {
    switch (flag) {
    case UpliftFlag::lower_bound:
        return "CAN_DUOI";
    case UpliftFlag::upper_bound:
        return "CAN_TREN";
    case UpliftFlag::provisional:
        return "TAM_TINH";
    case UpliftFlag::window_open:
        return "CHUA_DU_12_THANG";
    case UpliftFlag::baseline_unverified:
        return "NEN_CHUA_XAC_MINH";
    case UpliftFlag::revoked:
        return "THU_HOI";
    }
    OCOP_ASSERT(false);
}

UpliftOutcome uplift(const UpliftInput& input) {
    const Window window = window_after(input.recognised_on);
    const CalendarMonths elapsed = elapsed_months(window, input.as_of);
    const bool open = input.as_of < window.last.plus_days(uplift_grace_days);
    const Base base = base_of(input);
    const CalendarMonths counted = base.computable ? both(elapsed, base.months) : elapsed;
    const Sums compared = base_compared(base, counted);

    Follow follow = follow_up(input, window, counted);
    const Bounds bounds = complete_scope(follow, input, window, counted);
    const bool revoked =
        input.revoked_on && *input.revoked_on <= window.last && *input.revoked_on <= input.as_of;
    const bool verified = !input.baseline || input.baseline->verified;

    UpliftOutcome out;
    out.product = input.product;
    out.name = input.name;
    out.recognised_on = input.recognised_on;
    out.window_first = window.first;
    out.window_last = window.last;
    out.demonstration = input.demonstration;
    out.revenue_base = base.whole.revenue;
    out.profit_base = base.whole.profit;
    if (base.computable && base.monthly && counted != base.months) {
        out.revenue_base_compared = compared.revenue;
        out.profit_base_compared = compared.profit;
    }
    out.revenue_follow = follow.revenue;
    out.profit_follow = follow.profit;
    out.shelf_net = follow.shelf_net;
    out.quantity_follow = Fraction::make(follow.base_thousandths, 1000).value_or(Fraction{});

    const auto status = [&](const std::optional<Money>& whole,
                            const std::optional<Fraction>& value,
                            bool lower_bound_holds) {
        if (!base.computable || !positive(whole)) {
            return UpliftStatus::undefined;
        }
        return open ? UpliftStatus::unknown : judge(value, bounds, lower_bound_holds);
    };
    if (base.computable && positive(base.whole.revenue)) {
        out.revenue_ratio = ratio(follow.revenue, compared.revenue);
    }
    if (base.computable && positive(base.whole.profit)) {
        out.profit_ratio = ratio(follow.profit, compared.profit);
    }
    out.revenue_status = status(base.whole.revenue, out.revenue_ratio, true);
    // What is missing has no negative revenue; of profit that can only be said where nothing seen
    // was sold below its cost.
    out.profit_status = status(base.whole.profit, out.profit_ratio, !follow.sold_below_cost);
    add_indices(out, input);
    out.verdict = judge_both(out.revenue_status, out.profit_status, verified, revoked);
    const bool provisional = base.computable && count(base.months) < 12;
    out.flags = raised({
        {bounds.lower, UpliftFlag::lower_bound},
        {bounds.upper, UpliftFlag::upper_bound},
        {provisional, UpliftFlag::provisional},
        {open, UpliftFlag::window_open},
        {!verified, UpliftFlag::baseline_unverified},
        {revoked, UpliftFlag::revoked},
    });
    return out;
}

UpliftProgramme programme(std::span<const UpliftOutcome> outcomes) {
    UpliftProgramme sums;
    sums.products = static_cast<std::int64_t>(outcomes.size());
    for (const UpliftOutcome& outcome : outcomes) {
        switch (outcome.verdict) {
        case UpliftVerdict::dat:
            ++sums.dat;
            break;
        case UpliftVerdict::khong_dat:
            ++sums.khong_dat;
            break;
        case UpliftVerdict::chua_du_du_lieu:
            ++sums.chua_du_du_lieu;
            break;
        case UpliftVerdict::khong_tinh_duoc:
            ++sums.khong_tinh_duoc;
            break;
        }
    }
    const std::int64_t computable = sums.dat + sums.khong_dat + sums.chua_du_du_lieu;
    sums.share_among_decided = Fraction::make(sums.dat, sums.dat + sums.khong_dat);
    sums.lower_bound_of_share = Fraction::make(sums.dat, computable);
    sums.upper_bound_of_share = Fraction::make(sums.dat + sums.chua_du_du_lieu, computable);
    return sums;
}

} // namespace ocop
