#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// A calendar day in Vietnam (+07:00, no daylight saving).
class Day {
public:
    constexpr Day() = default;

    explicit constexpr Day(std::chrono::sys_days days)
        : days_{static_cast<std::int32_t>(days.time_since_epoch().count())} {}

    constexpr Day(int year, unsigned month, unsigned day)
        : Day{std::chrono::sys_days{
            std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)}} {}

    [[nodiscard]] constexpr std::chrono::sys_days days() const {
        return std::chrono::sys_days{std::chrono::days{days_}};
    }

    [[nodiscard]] constexpr std::chrono::year_month_day date() const {
        return std::chrono::year_month_day{days()};
    }

    /// The day `count` days later (earlier if negative).
    [[nodiscard]] constexpr Day plus_days(int count) const {
        return Day{days() + std::chrono::days{count}};
    }

    /// The same day of the month `count` months later, or that month's last day where it is
    /// shorter.
    [[nodiscard]] Day plus_months(int count) const;

    /// The first day of this day's month.
    [[nodiscard]] Day first_of_month() const;

    constexpr auto operator<=>(const Day&) const = default;

    /// Days from `other` to this day.
    [[nodiscard]] constexpr std::int64_t since(Day other) const {
        return std::int64_t{days_} - other.days_;
    }

private:
    std::int32_t days_ = 0; // since 1970-01-01; small, because a catalogue holds millions
};

/// Reads "yyyy-mm-dd", a day that exists. nullopt for anything else.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
/// "2026-11-22", as the journal writes it.
[[nodiscard]] std::string iso(Day day);
/// "22/11/2026", as paper and screen show it.
[[nodiscard]] std::string format(Day day);

/// A second in time. Written always with Vietnam's offset.
class Moment {
public:
    constexpr Moment() = default;

    /// `seconds` since 1970-01-01T00:00:00Z.
    explicit constexpr Moment(std::int64_t seconds)
        : seconds_{seconds} {}

    [[nodiscard]] constexpr std::int64_t seconds() const { return seconds_; }

    /// The Vietnamese day this second falls on.
    [[nodiscard]] Day day() const;
    /// Hour of the Vietnamese day, 0-23.
    [[nodiscard]] int hour() const;

    constexpr auto operator<=>(const Moment&) const = default;

private:
    std::int64_t seconds_ = 0;
};

/// Reads RFC 3339 to the second with an offset ("2026-11-22T09:15:03+07:00", "…Z"); years
/// 2000-2199.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);
/// "2026-11-22T09:15:03+07:00", as the journal writes it.
[[nodiscard]] std::string iso(Moment moment);
/// "22/11/2026 09:15:03", as paper and screen show it.
[[nodiscard]] std::string format(Moment moment);

} // namespace ocop
