#pragma once

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

namespace ocop::bench {

/// Collects the rows report() made and prints them at the end as one Markdown table: what, ours,
/// floor, ratio, aim; each figure as median and, in brackets, 99th percentile.
class Table final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;
    void Finalize() override;

    /// True if a benchmark could not do its work.
    [[nodiscard]] bool has_failed() const { return has_failed_; }

private:
    std::vector<std::array<std::string, 6>> rows_{};
    bool has_failed_ = false;
};

} // namespace ocop::bench
