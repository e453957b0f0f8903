#include "pos/compose/sample_receipt.hpp"

#include "pos/compose/receipt_facts.hpp"
#include "pos/core/record.hpp"
#include "receipts/sale_receipt.hpp"

namespace ocop::compose {

namespace {

SaleLine
goods(std::int64_t number, const char* name, const char* unit, Quantity quantity, Money price) {
    SaleLine line;
    line.line = number;
    line.name = name;
    line.unit = unit;
    line.quantity = quantity;
    line.unit_price = price;
    line.gross = extend(price, quantity);
    line.net = line.gross;
    line.vat_rate = Vat::eight;
    return line;
}

} // namespace

receipts::Document sample_receipt(const Ledger& ledger, Moment at, Language language) {
    SaleBody sale;
    sale.number = ledger.identity.value_or(Identity{}).till + "-000000";
    sale.cashier = "lan";
    sale.lines = {
        goods(
            1,
            "Mật ong hoa rừng Tây Giang chai thủy tinh 500 ml",
            "chai",
            Quantity{2'000},
            Money{185'000}
        ),
        goods(2, "Thanh long ruột đỏ", "kg", Quantity{1'250}, Money{40'000}),
        goods(3, "Bánh tráng Đại Lộc", "gói", Quantity{3'000}, Money{22'000})};
    sale.lines[0].stars = 4;
    sale.lines[0].lot = "L2026-11";
    sale.lines[0].trace_url = "https://truyxuat.example.vn/mat-ong";
    sale.lines[1].discount = Money{5'000};
    sale.lines[1].net = sale.lines[1].gross - sale.lines[1].discount;
    sale.lines[2].stars = 3;
    for (SaleLine& line : sale.lines) {
        line.vat = vat_within(line.net, line.vat_rate);
        sale.total += line.net;
    }
    sale.vat = vat_rows(sale.lines);
    sale.tenders = {{"transfer", sale.total}};
    const Settings settings = read_settings(ledger.settings);
    sale.einvoice =
        next_einvoice(settings.einvoice, ledger.einvoices, at.day(), settings.shop_tax_code);
    receipts::ReceiptFacts facts = receipt_facts(ledger, nullptr, at, language, Copy::first);
    facts.training = true;
    return receipts::sale_receipt(sale, facts);
}

} // namespace ocop::compose
