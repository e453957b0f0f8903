#include "receipts/einvoice_block.hpp"

#include "receipts/paper_parts.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace ocop::receipts {
namespace {

void put(
    std::vector<Block>& blocks,
    std::string text,
    Align align = Align::left,
    Weight weight = Weight::normal
) {
    blocks.emplace_back(Text{std::move(text), align, weight, Size::normal, 0});
}

void put_buyer(std::vector<Block>& blocks, const Buyer& buyer, const Wording& words) {
    put_fact(blocks, words.buyer, buyer.name);
    put_fact(blocks, words.buyer_tax_code, buyer.tax_code);
    put_fact(blocks, words.buyer_address, buyer.address);
    put_fact(blocks, words.buyer_phone, buyer.phone);
    put_fact(blocks, words.buyer_email, buyer.email);
}

/// "Điều chỉnh cho hóa đơn mẫu số 1 ký hiệu C26MYY số 12 ngày 22/11/2026", as TT 91/2026 words it.
std::string adjustment(const EinvoiceReference& adjusts, const Wording& words) {
    return std::string{words.adjusts_form} + adjusts.series.substr(0, 1)
           + std::string{words.adjusts_series}
           + (adjusts.series.empty() ? "" : adjusts.series.substr(1))
           + std::string{words.adjusts_number} + std::to_string(adjusts.number)
           + std::string{words.adjusts_day} + format(adjusts.day);
}

/// What a person types: the rest of the link is in the QR code and names the invoice.
std::string page_of(const std::string& link) {
    return link.substr(0, link.find('?'));
}

} // namespace

void put_einvoice(std::vector<Block>& blocks, const SaleBody& sale, const ReceiptFacts& facts) {
    const Wording& words = wording(facts.language);
    if (!sale.einvoice) {
        if (sale.buyer) {
            put_buyer(blocks, *sale.buyer, words);
            blocks.emplace_back(Rule{});
        }
        return;
    }
    const Einvoice& invoice = *sale.einvoice;
    put(blocks, std::string{words.einvoice}, Align::centre, Weight::strong);
    if (invoice.adjusts) {
        put(blocks, adjustment(*invoice.adjusts, words));
    }
    put_fact(blocks, words.series, invoice.series);
    put_fact(blocks, words.einvoice_number, std::to_string(invoice.number));
    put_fact(blocks, words.office_code, invoice.code.value_or(""));
    if (sale.buyer) {
        put_buyer(blocks, *sale.buyer, words);
    } else {
        put(blocks, std::string{words.to_consumer});
    }
    put_fact(blocks, words.transmitted_by, facts.einvoice_provider);
    if (invoice.lookup) {
        put_fact(blocks, words.look_up, page_of(*invoice.lookup));
        blocks.emplace_back(Code{CodeKind::qr, *invoice.lookup});
    }
    put(blocks, std::string{words.no_invoice}, Align::centre);
    blocks.emplace_back(Rule{});
}

} // namespace ocop::receipts
