#pragma once

#include "pos/core/money.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/tax.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

/// Every fixed word on paper, in one language.
struct Wording {
    std::string_view sale, goods_return, training, reprint, demonstration;
    std::string_view tax_code, phone, number, of_sale, date, cashier, approver, till;
    std::string_view discount, basket_discount, amount, lot, expiry, gift_set;
    std::string_view total, total_returned, in_words, refund, change, rounding;
    std::string_view cash, transfer, card, voucher;
    std::string_view vat_included, vat_rate, net_ex_vat, vat, not_taxable, direct_method;
    std::string_view vietqr, account, thanks, trace;
    std::string_view einvoice, series, einvoice_number, office_code, look_up, transmitted_by;
    std::string_view no_invoice, adjusts_form, adjusts_series, adjusts_number, adjusts_day;
    std::string_view buyer, buyer_tax_code, buyer_address, buyer_phone, buyer_email;
    std::string_view to_consumer;
    std::string_view report_x, report_z, shift, opened, opened_by, closed, closed_by, printed;
    std::string_view sales, returns, net_sales, discounts, by_tender, by_vat, receipts;
    std::string_view cancelled, removed_lines, no_sales, drawer, opening_float, paid_in, paid_out;
    std::string_view expected, counted, difference, journal, head, signed_head, unsigned_head;
    std::string_view demonstration_price;
    std::string_view gift, set_unit, producer, origin;
    std::string_view receiving, consigned, delivered_by, received_by, received_at, cost_missing;
    std::string_view settlement, period, without_vat, paid_by_customers, commission, owed;
    std::string_view sum_of_rate, sign_here;
    std::string_view sign_maker, sign_deliverer, sign_keeper, sign_accountant, sign_producer;
    std::string_view sign_manager;
};

[[nodiscard]] const Wording& wording(Language language);

/// "Tiền mặt" for cash …; a tender this program does not know stands by its own name.
[[nodiscard]] std::string tender_name(std::string_view tender, const Wording& words);
/// "8%", "Không chịu thuế" …: goods without a rate are not at 0 %.
[[nodiscard]] std::string vat_name(Vat vat, const Wording& words);

/// "Bằng chữ: Một trăm nghìn đồng", in the language of the paper.
[[nodiscard]] std::string in_words(Money amount, const ReceiptFacts& facts);

/// The shop's name, address and numbers, and the marks of training and reprint.
void put_shop(std::vector<Block>& blocks, const ReceiptFacts& facts);
/// The marks that paper must carry: training (it has no value), reprint.
void put_marks(std::vector<Block>& blocks, const ReceiptFacts& facts);
/// What the paper is, in large letters in the middle.
void put_title(std::vector<Block>& blocks, std::string_view title);
/// Room for the signatures of `who`, two beside each other. Requires an even number.
void put_signatures(
    std::vector<Block>& blocks, const std::vector<std::string_view>& who, const Wording& words
);

} // namespace ocop::receipts
