#include "receipts/trace_codes.hpp"

#include "receipts/wording.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace ocop::receipts {
namespace {

/// Lines with a trace page, each page once, in the order of the sale.
std::vector<const SaleLine*> traced(const std::vector<SaleLine>& lines) {
    std::vector<const SaleLine*> found;
    std::set<std::string_view> pages;
    for (const SaleLine& line : lines) {
        const std::string_view page = line.trace_url ? std::string_view{*line.trace_url} : "";
        if (!page.empty() && pages.insert(page).second) {
            found.push_back(&line);
        }
    }
    return found;
}

/// Of `lines` the `count` with the most stars, of as many the earlier ones; in the order they had.
void keep_most_stars(std::vector<const SaleLine*>& lines, std::size_t count) {
    if (lines.size() <= count) {
        return;
    }
    std::vector<const SaleLine*> best = lines;
    std::stable_sort(best.begin(), best.end(), [](const SaleLine* a, const SaleLine* b) {
        return a->stars.value_or(0) > b->stars.value_or(0);
    });
    best.resize(count);
    const std::set<const SaleLine*> kept{best.begin(), best.end()};
    std::erase_if(lines, [&](const SaleLine* line) { return !kept.contains(line); });
}

} // namespace

void put_trace_codes(std::vector<Block>& blocks, const SaleBody& sale, const ReceiptFacts& facts) {
    std::vector<const SaleLine*> shown = traced(sale.lines);
    if (facts.trace_codes == TraceCodes::off || shown.empty()) {
        return;
    }
    keep_most_stars(shown, facts.trace_codes == TraceCodes::one ? 1 : trace_codes_max);
    const auto put = [&](std::string text) {
        blocks.emplace_back(Text{std::move(text), Align::centre, Weight::normal, Size::normal, 0});
    };
    put(std::string{wording(facts.language).trace});
    for (const SaleLine* line : shown) {
        put(line->name.empty() ? line->product : line->name);
        blocks.emplace_back(Code{CodeKind::qr, *line->trace_url});
    }
    blocks.emplace_back(Rule{});
}

} // namespace ocop::receipts
