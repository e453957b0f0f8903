#include "receipts/trace_codes.hpp"

#include "receipts/wording.hpp"

#include <algorithm>
#include <string>

namespace ocop::receipts {
namespace {

/// Lines with a trace page, each page once, in the order of the sale.
std::vector<const SaleLine*> traced(const std::vector<SaleLine>& lines) {
    std::vector<const SaleLine*> found;
    for (const SaleLine& line : lines) {
        const bool known = std::any_of(found.begin(), found.end(), [&](const SaleLine* before) {
            return before->trace_url == line.trace_url;
        });
        if (line.trace_url && !line.trace_url->empty() && !known) {
            found.push_back(&line);
        }
    }
    return found;
}

} // namespace

void put_trace_codes(std::vector<Block>& blocks, const SaleBody& sale, const ReceiptFacts& facts) {
    std::vector<const SaleLine*> shown = traced(sale.lines);
    if (facts.trace_codes == TraceCodes::off || shown.empty()) {
        return;
    }
    if (facts.trace_codes == TraceCodes::one) {
        const auto best =
            std::max_element(shown.begin(), shown.end(), [](const SaleLine* a, const SaleLine* b) {
                return a->stars.value_or(0) < b->stars.value_or(0);
            });
        shown = {*best};
    }
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
