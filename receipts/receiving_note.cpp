#include "receipts/receiving_note.hpp"

#include "receipts/paper_parts.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ocop::receipts {
namespace {

constexpr int detail_indent = 2;

class Writer {
public:
    Writer(const ReceivingNote& note, const ReceiptFacts& facts)
        : note_{note},
          facts_{facts},
          words_{wording(facts.language)},
          all_consigned_{
              !note.goods.empty()
              && std::all_of(note.goods.begin(), note.goods.end(), [](const auto& goods) {
                     return goods.consignment;
                 })} {}

    Document write() {
        put_shop(blocks_, facts_);
        put_marks(blocks_, facts_);
        put_title(blocks_, words_.receiving);
        if (all_consigned_) {
            blocks_.emplace_back(Text{
                std::string{words_.consigned}, Align::centre, Weight::strong, Size::normal, 0});
        }
        put_head();
        blocks_.emplace_back(Rule{});
        int number = 0;
        for (const ReceivedGoods& goods : note_.goods) {
            put_goods(++number, goods);
        }
        blocks_.emplace_back(Rule{});
        put_sum();
        put_signatures(
            blocks_,
            {words_.sign_maker, words_.sign_deliverer, words_.sign_keeper, words_.sign_accountant},
            words_
        );
        put_marks(blocks_, facts_);
        blocks_.emplace_back(Cut{});
        return {
            std::string{words_.receiving} + " " + note_.number,
            facts_.language,
            facts_.at,
            std::move(blocks_)};
    }

private:
    void put(std::string text, int indent = 0) {
        blocks_.emplace_back(Text{
            std::move(text), Align::left, Weight::normal, Size::normal, indent});
    }

    void put_head() {
        put_fact(blocks_, words_.number, note_.number);
        put_fact(blocks_, words_.date, format(facts_.at));
        put_fact(blocks_, words_.delivered_by, name_and_code(note_.supplier_name, note_.supplier));
        put_fact(blocks_, words_.received_by, note_.receiver);
        put_fact(blocks_, words_.received_at, facts_.till);
    }

    void put_goods(int number, const ReceivedGoods& goods) {
        std::string name = std::to_string(number) + ". " + name_and_code(goods.name, goods.product);
        blocks_.emplace_back(Text{std::move(name), Align::left, Weight::strong, Size::normal, 0});
        const std::string quantity = with_unit(goods.quantity, goods.unit);
        Table amount =
            row(goods.cost ? quantity + " × " + format(*goods.cost) : quantity,
                goods.cost ? format(extend(*goods.cost, goods.quantity)) : "–");
        amount.indent = detail_indent;
        blocks_.emplace_back(std::move(amount));
        std::string lot = lot_and_expiry(goods.lot, goods.expiry, words_);
        if (!lot.empty()) {
            put(std::move(lot), detail_indent);
        }
        if (goods.consignment && !all_consigned_) {
            put(std::string{words_.consigned}, detail_indent);
        }
    }

    void put_sum() {
        Money sum;
        for (const ReceivedGoods& goods : note_.goods) {
            if (!goods.cost) {
                put(std::string{words_.cost_missing});
                return;
            }
            sum += extend(*goods.cost, goods.quantity);
        }
        blocks_.emplace_back(row(std::string{words_.total}, format(sum) + " ₫", Weight::strong));
        put(in_words(sum, facts_));
        put(std::string{words_.without_vat});
    }

    const ReceivingNote& note_;
    const ReceiptFacts& facts_;
    const Wording& words_;
    bool all_consigned_;
    std::vector<Block> blocks_{};
};

} // namespace

Document receiving_note(const ReceivingNote& note, const ReceiptFacts& facts) {
    return Writer{note, facts}.write();
}

} // namespace ocop::receipts
