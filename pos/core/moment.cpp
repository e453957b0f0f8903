#include "pos/core/moment.hpp"

#include <array>
#include <cstdio>

namespace ocop {

namespace {

constexpr std::int64_t seconds_per_hour = 3600;
constexpr std::int64_t vietnam_offset = 7 * seconds_per_hour;
constexpr std::int64_t seconds_per_day = 86'400;

/// The number in `text`, which must be digits only; −1 otherwise.
int number(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
    }
    return text.empty() ? -1 : value;
}

struct Clock {
    int hour, minute, second;
};

Clock clock_of(Moment moment) {
    const auto in_day = static_cast<int>((moment.seconds() + vietnam_offset) % seconds_per_day);
    return {in_day / 3600, in_day / 60 % 60, in_day % 60};
}

} // namespace

Day Day::plus_months(int count) const {
    using namespace std::chrono;
    const year_month_day from = date();
    year_month_day to = from + months{count};
    if (!to.ok()) {
        to = to.year() / to.month() / last;
    }
    return Day{sys_days{to}};
}

Day Day::first_of_month() const {
    const auto from = date();
    return Day{std::chrono::sys_days{from.year() / from.month() / 1}};
}

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const int year = number(text.substr(0, 4));
    const int month = number(text.substr(5, 2));
    const int day = number(text.substr(8, 2));
    if (year < 1900 || month < 1 || day < 1) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return Day{std::chrono::sys_days{date}};
}

std::string iso(Day day) {
    const auto date = day.date();
    std::array<char, 32> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02u-%02u",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
    return text.data();
}

std::string format(Day day) {
    const auto date = day.date();
    std::array<char, 32> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%02u/%02u/%04d",
        static_cast<unsigned>(date.day()),
        static_cast<unsigned>(date.month()),
        static_cast<int>(date.year())
    );
    return text.data();
}

Day Moment::day() const {
    return Day{
        std::chrono::sys_days{std::chrono::days{(seconds_ + vietnam_offset) / seconds_per_day}}};
}

int Moment::hour() const {
    return clock_of(*this).hour;
}

std::optional<Moment> parse_moment(std::string_view text) {
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const auto day = parse_day(text.substr(0, 10));
    const int hour = number(text.substr(11, 2));
    const int minute = number(text.substr(14, 2));
    const int second = number(text.substr(17, 2));
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
        return std::nullopt;
    }
    const int year = static_cast<int>(day->date().year());
    if (year < 2000 || year > 2199) {
        return std::nullopt;
    }
    const std::string_view zone = text.substr(19);
    std::int64_t offset = 0;
    if (zone != "Z") {
        if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') {
            return std::nullopt;
        }
        const int hours = number(zone.substr(1, 2));
        const int minutes = number(zone.substr(4, 2));
        if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) {
            return std::nullopt;
        }
        offset =
            (hours * seconds_per_hour + minutes * std::int64_t{60}) * (zone[0] == '-' ? -1 : 1);
    }
    const std::int64_t midnight = day->days().time_since_epoch().count() * seconds_per_day;
    return Moment{midnight + hour * seconds_per_hour + minute * std::int64_t{60} + second - offset};
}

std::string iso(Moment moment) {
    const Clock clock = clock_of(moment);
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%sT%02d:%02d:%02d+07:00",
        iso(moment.day()).c_str(),
        clock.hour,
        clock.minute,
        clock.second
    );
    return text.data();
}

std::string format(Moment moment) {
    const Clock clock = clock_of(moment);
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%s %02d:%02d:%02d",
        format(moment.day()).c_str(),
        clock.hour,
        clock.minute,
        clock.second
    );
    return text.data();
}

} // namespace ocop
