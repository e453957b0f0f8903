#include "pos/core/clock_check.hpp"

namespace ocop {

namespace {

constexpr int months_away_max = 12;
constexpr Day recorded_first{2000, 1, 1};

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t vietnam_offset_s = 7 * 3600;

/// In seconds, because a clock gone mad may show a day no calendar holds.
bool is_within(Moment moment, Day first, Day last) {
    const auto midnight = [](Day day) {
        return day.days().time_since_epoch().count() * seconds_per_day - vietnam_offset_s;
    };
    return moment.seconds() >= midnight(first) && moment.seconds() < midnight(last.plus_days(1));
}

/// `now` for people; a number of seconds where no calendar holds it.
std::string shown(Moment now) {
    constexpr Day first{1900, 1, 1};
    constexpr Day last{9999, 12, 31};
    return is_within(now, first, last) && now.seconds() >= 0 ? format(now)
                                                             : std::to_string(now.seconds()) + " s";
}

} // namespace

std::optional<Refusal> check_clock(const Ledger& ledger, Moment now) {
    if (!is_within(now, clock_first, clock_last)) {
        return Refusal{RefusalCode::clock, shown(now), {}, {}};
    }
    const bool training = ledger.identity && ledger.identity->training;
    if (training || ledger.records == 0) {
        return std::nullopt;
    }
    const Day last = ledger.last_at.day();
    const bool near = now.day() <= last.plus_months(months_away_max)
                      && now.day() >= last.plus_months(-months_away_max);
    return near ? std::nullopt
                : std::optional{
                    Refusal{RefusalCode::clock, format(now), format(ledger.last_at), {}}};
}

bool can_be_recorded(Moment moment) {
    return is_within(moment, recorded_first, clock_last);
}

bool confirms_clock(const RecordDraft& draft) {
    if (draft.kind == "restore") {
        return true;
    }
    if (draft.kind != "clock") {
        return false;
    }
    const Json& body = draft.body.json();
    return body.contains("confirmed_by") || body.contains("by");
}

RecordDraft
confirmed_clock(const Ledger& ledger, Moment now, const char* who, const std::string& name) {
    const std::int64_t ahead = now.seconds() - ledger.last_at.seconds();
    Json body{{"last", iso(ledger.last_at)}, {who, name}};
    body[ahead < 0 ? "behind_s" : "ahead_s"] = ahead < 0 ? -ahead : ahead;
    return {"clock", now, std::move(body)};
}

} // namespace ocop
