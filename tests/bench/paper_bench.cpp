#include "pos/core/assert.hpp"
#include "pos/core/record.hpp"
#include "receipts/font_files.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/pdf/report_pdf.hpp"
#include "receipts/sale_receipt.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/scale.hpp"

#include <string>

namespace ocop::bench {

namespace {

constexpr std::size_t lines = 30;
constexpr std::size_t report_rows = 1'000;
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
    sale.tenders = {{"transfer", sale.total}};
    return sale;
}

receipts::ReceiptFacts shop() {
    receipts::ReceiptFacts facts;
    facts.shop_name = "Điểm giới thiệu và bán sản phẩm OCOP Hội An";
    facts.address = "12 Trần Phú, phường Hội An, thành phố Đà Nẵng";
    facts.till = "QNA-HOIAN-01-1";
    facts.bank = receipts::BankAccount{"970436", "0123456789", "HTX HOI AN", "Vietcombank"};
    facts.at = morning;
    receipts::Bitmap logo{320, 120};
    for (int x = 0; x < logo.width(); x += 16) {
        logo.fill(x, 0, 8, logo.height());
    }
    facts.logo = std::move(logo);
    return facts;
}

/// 80 mm paper at 203 dpi moves so fast in the quickest receipt printers sold.
constexpr double fastest_mm_per_second = 250;
constexpr double dots_per_mm = 8;

/// From the sale's record to bytes, with fonts that were read before, as in a till.
std::string printed(receipts::Renderer& renderer, const receipts::RenderOptions& options) {
    static const SaleBody sale = long_sale();
    static const receipts::ReceiptFacts facts = shop();
    const auto bytes = renderer.render(receipts::sale_receipt(sale, facts), options);
    OCOP_ASSERT(bytes.has_value());
    return *bytes;
}

receipts::RenderOptions
paper(receipts::Format format, receipts::Encoding encoding = receipts::Encoding::raster) {
    return {format, *receipts::generic_profile(80), encoding};
}

void print(benchmark::State& state, const receipts::RenderOptions& options) {
    receipts::Renderer renderer;
    static_cast<void>(printed(renderer, options));
    measure(state, [&](std::size_t) { static_cast<void>(printed(renderer, options)); });
}

/// Below 1, no printer ever waits for us.
void print_dots(benchmark::State& state) {
    const auto options = paper(receipts::Format::escpos);
    receipts::Renderer renderer;
    const std::size_t bytes = printed(renderer, options).size();
    const double rows = static_cast<double>(bytes) / (options.profile.dots / 8.0);
    Samples ours;
    Floor printer{"what a printer of 250 mm/s takes for it", {}, 1};
    for ([[maybe_unused]] auto _ : state) {
        const double time = seconds([&] { static_cast<void>(printed(renderer, options)); });
        ours.add(time);
        printer.samples.add(rows / dots_per_mm / fastest_mm_per_second);
        state.SetIterationTime(time);
    }
    report(state, Unit::seconds, ours, printer);
}

/// A year's revenue by product, as it goes to the province on paper.
void print_report(benchmark::State& state) {
    receipts::ReportPage report{
        "Báo cáo doanh thu",
        {"Năm 2026"},
        {{"Mã", receipts::Align::left, 1},
         {"Sản phẩm", receipts::Align::left, 3},
         {"Số lượng", receipts::Align::right, 1},
         {"Doanh thu", receipts::Align::right, 1}},
        {},
        {},
        {},
        false};
    for (const Product& product : goods(report_rows)) {
        report.rows.push_back({product.code, product.name, "1.250", format(product.price)});
    }
    const auto fonts = receipts::find_fonts();
    OCOP_ASSERT(fonts.has_value());
    measure(state, [&](std::size_t) {
        const auto pdf =
            receipts::report_pdf(report, *fonts, {report.title, "OCOP", Language::vi, morning});
        OCOP_ASSERT(pdf.has_value());
    });
}

/// What goes over the line: text in a code page beside dots.
void weigh(benchmark::State& state) {
    receipts::Renderer renderer;
    Samples dots;
    Floor text{"the same as text in Windows-1258", {}, 0};
    for ([[maybe_unused]] auto _ : state) {
        const auto dotted = printed(renderer, paper(receipts::Format::escpos));
        const auto native =
            printed(renderer, paper(receipts::Format::escpos, receipts::Encoding::cp1258));
        dots.add(static_cast<double>(dotted.size()));
        text.samples.add(static_cast<double>(native.size()));
        state.SetIterationTime(1);
    }
    report(state, Unit::bytes, dots, text);
}

} // namespace

void add_paper(const Scale& scale) {
    add_row("a receipt of 30 lines as ESC/POS dots", scale.receipts, print_dots);
    add_row("a receipt of 30 lines in Windows-1258", scale.receipts, [](benchmark::State& state) {
        print(state, paper(receipts::Format::escpos, receipts::Encoding::cp1258));
    });
    add_row("a receipt of 30 lines as PDF", scale.receipts, [](benchmark::State& state) {
        print(state, paper(receipts::Format::pdf));
    });
    add_row("a report of 1,000 rows as PDF", scale.receipts, print_report);
    add_row("the bytes of a receipt of 30 lines as dots", scale.receipts, weigh);
}

} // namespace ocop::bench
