#include "receipts/settlement_report.hpp"

#include "receipts/paper_parts.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace ocop::receipts {
namespace {

constexpr int detail_indent = 2;

struct Sums {
    Money revenue{};
    Money commission{};
    Money owed{};

    void add(const SettledGoods& goods) {
        revenue += goods.revenue;
        commission += goods.commission;
        owed += goods.owed;
    }
};

class Writer {
public:
    Writer(const SettlementStatement& statement, const ReceiptFacts& facts)
        : statement_{statement},
          facts_{facts},
          words_{wording(facts.language)} {}

    Document write() {
        put_shop(blocks_, facts_);
        put_marks(blocks_, facts_);
        put_title(blocks_, words_.settlement);
        put_head();
        put_goods();
        put_total();
        put_signatures(
            blocks_,
            {words_.sign_maker, words_.sign_producer, words_.sign_accountant, words_.sign_manager},
            words_
        );
        if (statement_.demonstration) {
            blocks_.emplace_back(Text{
                std::string{words_.demonstration}, Align::centre, Weight::normal, Size::normal, 0});
        }
        put_marks(blocks_, facts_);
        blocks_.emplace_back(Cut{});
        return {
            std::string{words_.settlement} + " " + statement_.producer,
            facts_.language,
            facts_.at,
            std::move(blocks_)};
    }

private:
    void put(std::string text, Weight weight = Weight::normal) {
        blocks_.emplace_back(Text{std::move(text), Align::left, weight, Size::normal, 0});
    }

    void put_head() {
        put(std::string{words_.producer} + ": "
            + name_and_code(statement_.producer_name, statement_.producer));
        put(std::string{words_.period} + ": " + format(statement_.from) + " – "
            + format(statement_.to));
        put(std::string{words_.printed} + ": " + format(facts_.at));
        put(std::string{words_.without_vat});
    }

    void put_sums(const Sums& sums, int indent, Weight weight) {
        Table table{{{Align::left, true}, {Align::right, false}}, {}, weight, Size::normal, indent};
        table.rows = {
            {std::string{words_.paid_by_customers}, format(sums.revenue)},
            {std::string{words_.commission}, format(-sums.commission)},
            {std::string{words_.owed}, format(sums.owed)}};
        blocks_.emplace_back(std::move(table));
    }

    void put_product(const SettledGoods& goods) {
        blocks_.emplace_back(
            row(name_and_code(goods.name, goods.product), with_unit(goods.quantity, goods.unit))
        );
        Sums sums;
        sums.add(goods);
        put_sums(sums, detail_indent, Weight::normal);
    }

    /// The goods of each rate under it; where there are several rates, with their own sums.
    void put_goods() {
        const auto& all = statement_.goods;
        const bool several = !all.empty() && all.front().vat_rate != all.back().vat_rate;
        for (std::size_t at = 0; at < all.size();) {
            const Vat rate = all[at].vat_rate;
            blocks_.emplace_back(Rule{});
            put(std::string{words_.vat_rate} + ": " + vat_name(rate, words_), Weight::strong);
            Sums sums;
            for (; at < all.size() && all[at].vat_rate == rate; ++at) {
                put_product(all[at]);
                sums.add(all[at]);
            }
            if (several) {
                put(std::string{words_.sum_of_rate} + vat_name(rate, words_), Weight::strong);
                put_sums(sums, detail_indent, Weight::strong);
            }
        }
    }

    void put_total() {
        Sums sums;
        for (const SettledGoods& goods : statement_.goods) {
            sums.add(goods);
        }
        blocks_.emplace_back(Rule{true});
        put(std::string{words_.total}, Weight::strong);
        put_sums(sums, 0, Weight::strong);
        put(in_words(sums.owed, facts_));
    }

    const SettlementStatement& statement_;
    const ReceiptFacts& facts_;
    const Wording& words_;
    std::vector<Block> blocks_{};
};

} // namespace

Document settlement_report(const SettlementStatement& statement, const ReceiptFacts& facts) {
    return Writer{statement, facts}.write();
}

} // namespace ocop::receipts
