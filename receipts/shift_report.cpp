#include "receipts/shift_report.hpp"

#include "pos/core/tender_names.hpp"
#include "receipts/paper_parts.hpp"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::receipts {
namespace {

class Writer {
public:
    Writer(const ShiftSummary& shift, const ShiftReportFacts& facts)
        : shift_{shift},
          facts_{facts},
          words_{wording(facts.shop.language)} {}

    Document write() {
        const auto title = facts_.kind == ShiftReportKind::z ? words_.report_z : words_.report_x;
        put_shop(blocks_, facts_.shop);
        put_marks(blocks_, facts_.shop);
        put_title(blocks_, title);
        put_head();
        put_sums();
        put_tenders();
        put_vat();
        put_events();
        put_drawer();
        put_numbers();
        if (facts_.kind == ShiftReportKind::z) {
            put_journal();
        }
        put_marks(blocks_, facts_.shop);
        blocks_.emplace_back(Cut{});
        return {
            std::string{title} + " " + std::to_string(shift_.shift),
            facts_.shop.language,
            facts_.shop.at,
            std::move(blocks_)};
    }

private:
    void put_pair(std::string_view left, std::string right, Weight weight = Weight::normal) {
        blocks_.emplace_back(row(std::string{left}, std::move(right), weight));
    }

    void put_heading(std::string_view text) {
        blocks_.emplace_back(Rule{});
        blocks_.emplace_back(Text{std::string{text}, Align::left, Weight::strong, Size::normal, 0});
    }

    void put_head() {
        put_pair(words_.till, facts_.shop.till);
        put_pair(words_.shift, std::to_string(shift_.shift));
        put_pair(words_.opened, format(shift_.opened_at));
        put_pair(words_.opened_by, shift_.opened_by);
        if (shift_.closed_at) {
            put_pair(words_.closed, format(*shift_.closed_at));
            put_pair(words_.closed_by, shift_.closed_by);
        }
        put_pair(words_.printed, format(facts_.shop.at));
    }

    void put_sums() {
        blocks_.emplace_back(Rule{});
        Table sums{
            {{Align::left, true}, {Align::right, false}, {Align::right, false}},
            {},
            Weight::normal,
            Size::normal,
            0};
        sums.rows.push_back(
            {std::string{words_.sales}, std::to_string(shift_.sales), format(shift_.sold)}
        );
        sums.rows.push_back(
            {std::string{words_.returns}, std::to_string(shift_.returns), format(-shift_.returned)}
        );
        blocks_.emplace_back(std::move(sums));
        put_pair(words_.net_sales, format(shift_.sold - shift_.returned), Weight::strong);
        put_pair(words_.discounts, format(shift_.discounts));
        if (shift_.first_receipt && shift_.last_receipt) {
            blocks_.emplace_back(Text{
                std::string{words_.receipts} + ": " + *shift_.first_receipt + " – "
                + *shift_.last_receipt});
        }
    }

    void put_tenders() {
        put_heading(words_.by_tender);
        for (const auto& [tender, amount] : shift_.by_tender) {
            put_pair(tender_name(tender, facts_.shop.language), format(amount));
        }
    }

    void put_vat() {
        put_heading(words_.by_vat);
        blocks_.emplace_back(vat_table(shift_.vat_in_order(), words_));
    }

    void put_events() {
        blocks_.emplace_back(Rule{});
        put_pair(
            words_.cancelled,
            std::to_string(shift_.cancelled) + " / " + format(shift_.cancelled_amount)
        );
        put_pair(words_.removed_lines, std::to_string(shift_.removed_lines));
        if (shift_.untendered > 0) {
            put_pair(
                words_.untendered,
                std::to_string(shift_.untendered) + " / " + format(shift_.untendered_amount)
            );
        }
        put_pair(words_.no_sales, std::to_string(shift_.no_sales));
    }

    void put_drawer() {
        put_heading(words_.drawer);
        put_pair(words_.opening_float, format(shift_.opening_float));
        put_pair(words_.paid_in, format(shift_.paid_in));
        put_pair(words_.paid_out, format(-shift_.paid_out));
        put_pair(words_.expected, format(shift_.expected_cash()));
        if (!shift_.closed_at) {
            return;
        }
        Table counted{
            {{Align::left, true}, {Align::right, false}}, {}, Weight::normal, Size::normal, 2};
        for (auto piece = shift_.counted_pieces.rbegin(); piece != shift_.counted_pieces.rend();
             ++piece) {
            const auto& [value, count] = *piece;
            if (count != 0) {
                const Money note{value};
                counted.rows.push_back(
                    {format(note) + " × " + std::to_string(count), format(Money{value * count})}
                );
            }
        }
        if (!counted.rows.empty()) {
            blocks_.emplace_back(std::move(counted));
        }
        put_pair(words_.counted, format(shift_.counted));
        put_pair(words_.difference, format(shift_.difference()), Weight::strong);
    }

    void put_numbers() {
        if (!facts_.in_use) {
            return;
        }
        put_heading(words_.numbers_in_use);
        const std::int64_t receipts = facts_.in_use->receipts;
        put_pair(
            words_.last_receipt,
            receipts > 0 ? receipt_number(facts_.shop.till, receipts) : std::string{"0"}
        );
        for (const auto& [series, last] : facts_.in_use->einvoices) {
            // The tax office's running numbers beside them move on with the series.
            if (parse_einvoice_series(series)) {
                put_pair(std::string{words_.last_einvoice} + " " + series, std::to_string(last));
            }
        }
    }

    void put_place(std::string_view label, const JournalPlace& place) {
        put_pair(label, "seq " + std::to_string(place.seq));
        // Two lines of 32 digits, the same on either paper.
        for (std::size_t at = 0; at < place.hash.size(); at += 32) {
            blocks_.emplace_back(Text{place.hash.substr(at, 32)});
        }
    }

    void put_journal() {
        put_heading(words_.journal);
        if (facts_.head) {
            put_place(words_.head, *facts_.head);
        }
        if (facts_.signed_head) {
            put_place(words_.signed_head, *facts_.signed_head);
        } else {
            blocks_.emplace_back(Text{std::string{words_.unsigned_head}});
        }
    }

    const ShiftSummary& shift_;
    const ShiftReportFacts& facts_;
    const Wording& words_;
    std::vector<Block> blocks_{};
};

} // namespace

Document shift_report(const ShiftSummary& shift, const ShiftReportFacts& facts) {
    return Writer{shift, facts}.write();
}

} // namespace ocop::receipts
