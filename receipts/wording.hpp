#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/sale_body.hpp"
#include "pos/core/tax.hpp"
#include "receipts/facts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

/// Every fixed word on paper, in one language.
struct Wording {
    std::string_view sale, goods_return, training, reprint, demonstration;
    std::string_view tax_code, phone, number, of_sale, date, cashier, approver, till;
    std::string_view discount, basket_discount, amount, lot, expiry, gift_set;
    std::string_view total, total_returned, in_words, refund, change;
    std::string_view vat_included, vat_rate, net_ex_vat, vat, not_taxable, direct_method;
    std::string_view vietqr, account, thanks, trace;
    std::string_view einvoice, series, einvoice_number, office_code, look_up, transmitted_by;
    std::string_view no_invoice, adjusts_form, adjusts_series, adjusts_number, adjusts_day;
    std::string_view buyer, buyer_tax_code, buyer_address, buyer_phone, buyer_email;
    std::string_view to_consumer;
    std::string_view report_x, report_z, shift, opened, opened_by, closed, closed_by, printed;
    std::string_view sales, returns, net_sales, discounts, by_tender, by_vat, receipts;
    std::string_view cancelled, removed_lines, untendered, no_sales, drawer, opening_float, paid_in;
    std::string_view paid_out;
    std::string_view expected, counted, difference, journal, head, signed_head, unsigned_head;
    std::string_view numbers_in_use, last_receipt, last_einvoice;
    std::string_view demonstration_price;
    std::string_view gift, set_unit, producer, origin;
    std::string_view receiving, consigned, delivered_by, received_by, received_at, cost_missing;
    std::string_view settlement, period, without_vat, paid_by_customers, commission, owed;
    std::string_view sum_of_rate, sign_here;
    std::string_view sign_maker, sign_deliverer, sign_keeper, sign_accountant, sign_producer;
    std::string_view sign_manager;
};

[[nodiscard]] const Wording& wording(Language language);

/// "8%", "Không chịu thuế" …: goods without a rate are not at 0 %.
[[nodiscard]] std::string vat_name(Vat vat, const Wording& words);
/// False where goods bear no rate at all, which is not one of 0: not taxable, direct method.
[[nodiscard]] bool has_rate(Vat vat);
/// "8%"; without a rate the code that invoices write: "KCT", "TT".
[[nodiscard]] std::string vat_code(Vat vat);

/// "Bằng chữ: Một trăm nghìn đồng", in the language of the paper.
[[nodiscard]] std::string in_words(Money amount, const ReceiptFacts& facts);

/// "★★★★".
[[nodiscard]] std::string stars(int count);
/// "3 hũ"; the quantity alone where there is no unit.
[[nodiscard]] std::string with_unit(Quantity quantity, const std::string& unit);
/// "HTX Bình Minh (P-01)"; one of the two where the other is empty.
[[nodiscard]] std::string name_and_code(const std::string& name, const std::string& code);
/// What is not empty, with commas between.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);
/// "Lô L07, HSD 30/06/2027"; what is known of it.
[[nodiscard]] std::string lot_and_expiry(
    const std::optional<std::string>& lot, const std::optional<Day>& expiry, const Wording& words
);
/// "Bộ quà: Giỏ quà Hội An"; a set without a known name stands by its code.
[[nodiscard]] std::string set_name(const SetOfLine& set, const ReceiptFacts& facts);

} // namespace ocop::receipts
