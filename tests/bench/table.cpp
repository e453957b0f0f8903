#include "tests/bench/table.hpp"

#include <algorithm>
#include <cstdio>
#include <ostream>
#include <string_view>

namespace ocop::bench {

namespace {

using Counters = benchmark::UserCounters;

std::string number(double value, const char* unit) {
    std::array<char, 64> text{};
    const int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
    std::snprintf(text.data(), text.size(), "%.*f%s", digits, value, unit);
    return text.data();
}

std::string amount(double value, bool bytes) {
    if (bytes) {
        return number(value / 1024 / 1024, " MiB");
    }
    if (value < 1e-6) {
        return number(value * 1e9, " ns");
    }
    if (value < 1e-3) {
        return number(value * 1e6, " µs");
    }
    return value < 1 ? number(value * 1e3, " ms") : number(value, " s");
}

/// The counter `name`, written by `show`, with its 99th percentile; "–" where there is none.
template <class Show>
std::string both(const Counters& counters, const std::string& name, Show show) {
    const auto median = counters.find(name);
    const auto worst = counters.find(name + "_p99");
    if (median == counters.end() || worst == counters.end()) {
        return "–";
    }
    return show(median->second.value) + " (" + show(worst->second.value) + ")";
}

/// Code points, which is columns for all we print.
std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

} // namespace

bool Table::ReportContext(const Context&) {
    rows_ = {
        {"what",
         "ours, median (p99)",
         "floor, median (p99)",
         "ratio (p99)",
         "aim",
         "the floor is"}};
    return true;
}

void Table::ReportRuns(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        const std::string& what = run.run_name.function_name;
        if (run.error_occurred) {
            has_failed_ = true;
            GetErrorStream() << what << ": " << run.error_message << '\n';
            continue;
        }
        const Counters& counters = run.counters;
        const auto counted_in = counters.find("bytes");
        const bool bytes = counted_in != counters.end() && counted_in->second.value > 0;
        const auto show = [&](double value) { return amount(value, bytes); };
        const auto aim = counters.find("aim");
        rows_.push_back(
            {what,
             both(counters, "ours", show),
             both(counters, "floor", show),
             both(counters, "ratio", [](double value) { return number(value, "x"); }),
             aim == counters.end() ? "–" : "≤ " + number(aim->second.value, "x"),
             run.report_label.empty() ? "–" : run.report_label}
        );
        GetErrorStream() << what << ": " << rows_.back()[1] << '\n'; // it is running, and how far
    }
}

void Table::Finalize() {
    std::array<std::size_t, 6> widths{};
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], columns(row[i]));
        }
    }
    std::ostream& out = GetOutputStream();
    for (std::size_t n = 0; n < rows_.size(); ++n) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string& cell = rows_[n][i];
            out << "| " << cell << std::string(widths[i] - columns(cell) + 1, ' ');
        }
        out << "|\n";
        if (n == 0) {
            for (const std::size_t width : widths) {
                out << '|' << std::string(width + 2, '-');
            }
            out << "|\n";
        }
    }
    out.flush();
}

} // namespace ocop::bench
