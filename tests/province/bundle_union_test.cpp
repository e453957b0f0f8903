#include "pos/province/bundle.hpp"
#include "tests/report/journal.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <set>

namespace ocop::province {
namespace {

/// What an export record of that range says.
Json body_of(SeqRange range) {
    return {{"first_seq", range.first}, {"last_seq", range.last}};
}

/// Whatever the order of sales, clocks, exports and periods: the bundles made so far hold every
/// record of the journal up to the last export, and each ends at the newest there was.
RC_GTEST_PROP(BundleUnion, IsTheJournalUpToTheLastExport, ()) {
    report::TestJournal journal{report::hoi_an()};
    const Day first{2026, 6, 15};
    journal.genesis(report::noon(first));
    Day today = first;
    std::set<std::int64_t> sent;
    const int steps = *rc::gen::inRange(1, 40);
    for (int i = 0; i < steps; ++i) {
        switch (*rc::gen::inRange(0, 4)) {
        case 0: // a clock that goes on, or jumps a year either way
            today = today.plus_days(*rc::gen::element(0, 1, 1, 2, 40, 365, -1, -30, -365));
            break;
        case 1:
        case 2:
            journal.sale(report::noon(today), {report::line_of("A", Quantity{1000}, Money{1'000})});
            break;
        default: {
            const Day from = today.plus_days(*rc::gen::inRange(-400, 400));
            const Day to = from.plus_days(*rc::gen::inRange(0, 60));
            const auto range = bundle_range(from, to, journal.source());
            RC_ASSERT(range.has_value());
            const auto newest = static_cast<std::int64_t>(journal.records().size()) - 1;
            RC_ASSERT(range->last == newest);
            for (std::int64_t seq = range->first; seq <= range->last; ++seq) {
                sent.insert(seq);
            }
            RC_ASSERT(static_cast<std::int64_t>(sent.size()) == newest + 1);
            // What the store knows without reading it all says the same.
            std::int64_t held = -1;
            for (auto record = journal.records().rbegin(); record != journal.records().rend();
                 ++record) {
                if (record->kind == "export") {
                    held = std::max(held, last_held(*record));
                    if (held >= record->seq - 2) {
                        break;
                    }
                }
            }
            std::optional<std::int64_t> first_of_period;
            for (const Record& record : journal.records()) {
                const Day day = record.at.day();
                if (!first_of_period && from <= day && day <= to) {
                    first_of_period = record.seq;
                }
            }
            RC_ASSERT(bundle_range(newest, held, first_of_period) == *range);
            if (*rc::gen::arbitrary<bool>()) { // the clock record of one that was set back
                journal.append("clock", report::noon(today), Json::object());
            }
            journal.append("export", report::noon(today), body_of(*range));
        }
        }
    }
}

} // namespace
} // namespace ocop::province
