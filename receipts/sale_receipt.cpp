#include "receipts/sale_receipt.hpp"

#include "pos/core/tender_names.hpp"
#include "receipts/einvoice_block.hpp"
#include "receipts/paper_parts.hpp"
#include "receipts/trace_codes.hpp"
#include "receipts/vietqr.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ocop::receipts {
namespace {

constexpr int detail_indent = 2;

std::string times_price(const std::string& quantity, Money price) {
    return quantity + " × " + format(price);
}

class Writer {
public:
    Writer(const SaleBody& sale, const ReceiptFacts& facts)
        : sale_{sale},
          facts_{facts},
          words_{wording(facts.language)} {}

    Document write() {
        put_shop(blocks_, facts_);
        put_head();
        blocks_.emplace_back(Rule{});
        put_lines();
        blocks_.emplace_back(Rule{});
        put_total();
        put_vat();
        put_tenders();
        blocks_.emplace_back(Rule{});
        put_vietqr();
        put_einvoice(blocks_, sale_, facts_);
        if (!sale_.is_return) {
            put_trace_codes(blocks_, sale_, facts_);
        }
        put_foot();
        const auto title = sale_.is_return ? words_.goods_return : words_.sale;
        return {
            std::string{title} + " " + sale_.number,
            facts_.language,
            facts_.at,
            std::move(blocks_)};
    }

private:
    void put(std::string text, Align align = Align::left, int indent = 0) {
        blocks_.emplace_back(Text{std::move(text), align, Weight::normal, Size::normal, indent});
    }

    void put_pair(std::string left, std::string right, int indent = 0) {
        Table pair = row(std::move(left), std::move(right));
        pair.indent = indent;
        blocks_.emplace_back(std::move(pair));
    }

    void put_head() {
        put_marks(blocks_, facts_);
        put_title(blocks_, sale_.is_return ? words_.goods_return : words_.sale);
        put_fact(blocks_, words_.number, sale_.number);
        if (sale_.is_return) {
            put_fact(blocks_, words_.of_sale, sale_.of.value_or(""));
        }
        put_fact(blocks_, words_.date, format(facts_.at));
        put_fact(blocks_, words_.cashier, sale_.cashier);
        put_fact(blocks_, words_.approver, sale_.approver.value_or(""));
        put_fact(blocks_, words_.till, facts_.till);
    }

    void put_lines() {
        std::set<std::int64_t> sets_done;
        for (const SaleLine& line : sale_.lines) {
            if (!line.set) {
                put_line(line);
            } else if (sets_done.insert(line.set->number).second) {
                put_set(*line.set);
            }
        }
    }

    /// `before` and `after` stand on either side of the name and its stars.
    void put_name(
        const SaleLine& line,
        int indent,
        const std::string& before = {},
        const std::string& after = {}
    ) {
        std::string name = before + (line.name.empty() ? line.product : line.name);
        if (const int count = line.stars.value_or(0); count > 0) {
            name += " " + stars(count);
        }
        name += after;
        blocks_.emplace_back(Text{
            std::move(name),
            Align::left,
            indent == 0 ? Weight::strong : Weight::normal,
            Size::normal,
            indent});
    }

    void put_lot(const SaleLine& line, int indent) {
        std::string text = lot_and_expiry(line.lot, line.expiry, words_);
        if (!text.empty()) {
            put(std::move(text), Align::left, indent);
        }
    }

    void put_discount(std::string_view label, Money discount) {
        if (discount != Money{}) {
            put_pair(std::string{label}, format(-discount), detail_indent);
        }
    }

    /// " (8%)" where there are several: without each line's rate nobody can add up their VAT.
    [[nodiscard]] std::string rate_mark(Vat rate) const {
        return sale_.vat.size() > 1 ? " (" + vat_code(rate) + ")" : "";
    }

    void put_line(const SaleLine& line) {
        put_name(line, 0);
        put_pair(
            times_price(with_unit(line.quantity, line.unit), line.unit_price)
                + rate_mark(line.vat_rate),
            format(line.gross),
            detail_indent
        );
        put_discount(words_.discount, line.discount);
        put_discount(words_.basket_discount, line.basket_discount);
        if (line.net != line.gross) {
            put_pair(std::string{words_.amount}, format(line.net), detail_indent);
        }
        put_lot(line, detail_indent);
    }

    /// All lines of one gift set: its own price, then what it holds. Of a set returned in part the
    /// components stand alone, because no number of sets costs what they do.
    void put_set(const SetOfLine& set) {
        std::vector<const SaleLine*> parts;
        Money gross;
        Money basket_discount;
        for (const SaleLine& line : sale_.lines) {
            if (line.set && line.set->number == set.number) {
                parts.push_back(&line);
                gross += line.gross - line.discount;
                basket_discount += line.basket_discount;
            }
        }
        blocks_.emplace_back(Text{
            set_name(set, facts_), Align::left, Weight::strong, Size::normal, 0});
        if (gross != extend(set.price, set.quantity)) {
            for (const SaleLine* part : parts) {
                put_line(*part);
            }
            return;
        }
        const bool one_rate = std::all_of(parts.begin(), parts.end(), [&](const SaleLine* part) {
            return part->vat_rate == parts.front()->vat_rate;
        });
        put_pair(
            times_price(format(set.quantity), set.price)
                + (one_rate ? rate_mark(parts.front()->vat_rate) : ""),
            format(gross),
            detail_indent
        );
        put_discount(words_.basket_discount, basket_discount);
        if (basket_discount != Money{}) {
            put_pair(std::string{words_.amount}, format(gross - basket_discount), detail_indent);
        }
        for (const SaleLine* part : parts) {
            // Of several rates each part names its share of the price, in brackets, because it is
            // no amount to add.
            const std::string share =
                one_rate ? "" : " (" + vat_code(part->vat_rate) + ": " + format(part->net) + ")";
            put_name(*part, detail_indent, with_unit(part->quantity, part->unit) + " ", share);
            put_lot(*part, 2 * detail_indent);
        }
    }

    void put_total() {
        const auto label = sale_.is_return ? words_.total_returned : words_.total;
        Table total = row(std::string{label}, format(sale_.total) + " ₫", Weight::strong);
        total.size = Size::twice;
        blocks_.emplace_back(std::move(total));
        put(in_words(sale_.total, facts_));
    }

    void put_vat() {
        if (sale_.vat.empty()) {
            return;
        }
        blocks_.emplace_back(Rule{});
        const bool any_rate =
            std::any_of(sale_.vat.begin(), sale_.vat.end(), [](const VatRow& row) {
                return has_rate(row.rate);
            });
        if (any_rate) {
            put(std::string{words_.vat_included});
        }
        blocks_.emplace_back(vat_table(sale_.vat, words_));
    }

    void put_tenders() {
        if (sale_.tenders.empty()) {
            return;
        }
        blocks_.emplace_back(Rule{});
        for (const TenderRow& tender : sale_.tenders) {
            const std::string refund{sale_.is_return ? words_.refund : ""};
            put_pair(refund + tender_name(tender.tender, facts_.language), format(tender.amount));
        }
        if (sale_.change != Money{}) {
            put_pair(std::string{words_.change}, format(sale_.change));
        }
    }

    void put_vietqr() {
        if (!facts_.bank || sale_.is_return) {
            return;
        }
        Money amount;
        for (const TenderRow& tender : sale_.tenders) {
            if (tender.tender == "transfer") {
                amount += tender.amount;
            }
        }
        if (amount == Money{}) {
            return; // a paid cash receipt with a payment code invites paying twice
        }
        const auto payload = vietqr_payload(
            {facts_.bank->bin, facts_.bank->account, amount, vietqr_message(sale_.number)}
        );
        if (!payload) {
            return; // settings refuse a wrong account
        }
        put(std::string{words_.vietqr} + format(amount) + " ₫", Align::centre);
        blocks_.emplace_back(Code{CodeKind::qr, *payload});
        std::string account = std::string{words_.account} + facts_.bank->account;
        if (!facts_.bank->bank_name.empty()) {
            account += " – " + facts_.bank->bank_name;
        }
        put(std::move(account), Align::centre);
        if (!facts_.bank->holder.empty()) {
            put(facts_.bank->holder, Align::centre);
        }
        blocks_.emplace_back(Rule{});
    }

    void put_foot() {
        const bool made_up =
            std::any_of(sale_.lines.begin(), sale_.lines.end(), [](const SaleLine& line) {
                return line.demonstration;
            });
        if (made_up) {
            put(std::string{words_.demonstration}, Align::centre);
        }
        put(facts_.footer.empty() ? std::string{words_.thanks} : facts_.footer, Align::centre);
        put_marks(blocks_, facts_);
        blocks_.emplace_back(Cut{});
    }

    const SaleBody& sale_;
    const ReceiptFacts& facts_;
    const Wording& words_;
    std::vector<Block> blocks_{};
};

} // namespace

Document sale_receipt(const SaleBody& sale, const ReceiptFacts& facts) {
    return Writer{sale, facts}.write();
}

} // namespace ocop::receipts
