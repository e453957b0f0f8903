#include "receipts/gift_list.hpp"

#include "pos/core/assert.hpp"
#include "receipts/trace_codes.hpp"
#include "receipts/wording.hpp"

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

    void put_fact(std::string_view label, const std::string& fact, int indent) {
        if (!fact.empty()) {
            put(std::string{label} + ": " + fact, indent);
        }
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
        const auto named = facts_.set_names.find(set.product);
        const std::string& name = named != facts_.set_names.end() ? named->second : set.product;
        blocks_.emplace_back(
            row(std::string{words_.gift_set} + name,
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
        for (int i = 0; i < line.stars.value_or(0); ++i) {
            name += i == 0 ? " ★" : "★";
        }
        Table shown =
            row(std::move(name),
                line.unit.empty() ? format(line.quantity) : format(line.quantity) + " " + line.unit,
                Weight::strong);
        shown.indent = indent;
        blocks_.emplace_back(std::move(shown));
        const int below = indent + detail_indent;
        put_fact(words_.producer, line.producer_name, below);
        put_fact(words_.origin, joined({line.commune, line.district, line.province}), below);
        std::vector<std::string> lot;
        if (line.lot && !line.lot->empty()) {
            lot.push_back(std::string{words_.lot} + *line.lot);
        }
        if (line.expiry) {
            lot.push_back(std::string{words_.expiry} + format(*line.expiry));
        }
        if (!lot.empty()) {
            put(joined(lot), below);
        }
    }

    /// What is not empty, with commas between.
    static std::string joined(const std::vector<std::string>& parts) {
        std::string whole;
        for (const std::string& part : parts) {
            if (!part.empty()) {
                whole += (whole.empty() ? "" : ", ") + part;
            }
        }
        return whole;
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
