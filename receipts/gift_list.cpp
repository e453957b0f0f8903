#include "receipts/gift_list.hpp"

#include "pos/core/assert.hpp"
#include "receipts/paper_parts.hpp"
#include "receipts/trace_codes.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::receipts {
namespace {

constexpr int detail_indent = 2;

class Writer {
public:
    Writer(const SaleBody& sale, const ReceiptFacts& facts)
        : sale_{sale},
          facts_{facts},
          words_{wording(facts.language)} {}

    Document write() {
        put_shop(blocks_, facts_);
        put_marks(blocks_, facts_);
        put_title(blocks_, words_.gift);
        put(std::string{words_.number} + ": " + sale_.number);
        put(std::string{words_.date} + ": " + format(facts_.at.day()));
        blocks_.emplace_back(Rule{});
        put_goods();
        blocks_.emplace_back(Rule{});
        put_trace_codes(blocks_, sale_, facts_);
        blocks_.emplace_back(Text{
            facts_.footer.empty() ? std::string{words_.thanks} : facts_.footer,
            Align::centre,
            Weight::normal,
            Size::normal,
            0});
        put_marks(blocks_, facts_);
        blocks_.emplace_back(Cut{});
        return {
            std::string{words_.gift} + " " + sale_.number,
            facts_.language,
            facts_.at,
            std::move(blocks_)};
    }

private:
    void put(std::string text, int indent = 0, Weight weight = Weight::normal) {
        blocks_.emplace_back(Text{std::move(text), Align::left, weight, Size::normal, indent});
    }

    /// Goods in the order of the sale, those of one gift set together under its name.
    void put_goods() {
        std::set<std::int64_t> sets_done;
        for (const SaleLine& line : sale_.lines) {
            if (!line.set) {
                put_line(line, 0);
            } else if (sets_done.insert(line.set->number).second) {
                put_set(*line.set);
            }
        }
    }

    void put_set(const SetOfLine& set) {
        blocks_.emplace_back(
            row(set_name(set, facts_),
                format(set.quantity) + " " + std::string{words_.set_unit},
                Weight::strong)
        );
        for (const SaleLine& line : sale_.lines) {
            if (line.set && line.set->number == set.number) {
                put_line(line, detail_indent);
            }
        }
    }

    void put_line(const SaleLine& line, int indent) {
        std::string name = line.name.empty() ? line.product : line.name;
        if (const int count = line.stars.value_or(0); count > 0) {
            name += " " + stars(count);
        }
        Table shown = row(std::move(name), with_unit(line.quantity, line.unit), Weight::strong);
        shown.indent = indent;
        blocks_.emplace_back(std::move(shown));
        const int below = indent + detail_indent;
        put_fact(blocks_, words_.producer, line.producer_name, below);
        put_fact(
            blocks_, words_.origin, joined({line.commune, line.district, line.province}), below
        );
        if (auto lot = lot_and_expiry(line.lot, line.expiry, words_); !lot.empty()) {
            put(std::move(lot), below);
        }
    }

    const SaleBody& sale_;
    const ReceiptFacts& facts_;
    const Wording& words_;
    std::vector<Block> blocks_{};
};

} // namespace

Document gift_list(const SaleBody& sale, const ReceiptFacts& facts) {
    OCOP_ASSERT(!sale.is_return);
    return Writer{sale, facts}.write();
}

} // namespace ocop::receipts
