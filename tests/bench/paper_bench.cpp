#include "pos/core/assert.hpp"
#include "pos/core/record.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/sale_receipt.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/scale.hpp"

#include <string>

namespace ocop::bench {

namespace {

constexpr std::size_t lines = 30;
constexpr Moment morning{1'795'313'703}; // 2026-11-22T09:15:03+07:00

SaleLine line_of(const Product& product, std::int64_t number) {
    const Quantity quantity{1'000 * number};
    const Money gross = extend(product.price, quantity);
    return {
        .line = number,
        .product = product.code,
        .name = product.name,
        .unit = product.unit,
        .quantity = quantity,
        .unit_price = product.price,
        .gross = gross,
        .net = gross,
        .vat_rate = product.vat,
        .vat = vat_within(gross, product.vat),
        .stars = product.stars};
}

SaleBody long_sale() {
    SaleBody sale;
    sale.number = "QNA-HOIAN-01-1-000017";
    sale.shift = 3;
    sale.cashier = "lan";
    sale.catalog = 42;
    for (const Product& product : goods(lines)) {
        sale.lines.push_back(line_of(product, static_cast<std::int64_t>(sale.lines.size()) + 1));
        sale.total += sale.lines.back().net;
    }
    sale.vat = vat_rows(sale.lines);
    sale.tenders = {{"cash", sale.total}};
    return sale;
}

void print(benchmark::State& state, receipts::Format format) {
    const SaleBody sale = long_sale();
    receipts::ReceiptFacts facts;
    facts.shop_name = "Điểm giới thiệu và bán sản phẩm OCOP Hội An";
    facts.address = "12 Trần Phú, phường Hội An, thành phố Đà Nẵng";
    facts.till = "QNA-HOIAN-01-1";
    facts.at = morning;
    const receipts::RenderOptions options{format, *receipts::generic_profile(80)};
    measure(state, [&](std::size_t) {
        const auto bytes = receipts::render(receipts::sale_receipt(sale, facts), options);
        OCOP_ASSERT(bytes.has_value());
    });
}

} // namespace

void add_paper(const Scale& scale) {
    add_row("a receipt of 30 lines as ESC/POS dots", scale.receipts, [](benchmark::State& state) {
        print(state, receipts::Format::escpos);
    });
    add_row("a receipt of 30 lines as PDF", scale.receipts, [](benchmark::State& state) {
        print(state, receipts::Format::pdf);
    });
}

} // namespace ocop::bench
