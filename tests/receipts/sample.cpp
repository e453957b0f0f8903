#include "tests/receipts/sample.hpp"

#include "tests/receipts/forms.hpp"

#include <utility>

namespace ocop::receipts::sample {
namespace {

constexpr Moment morning{1'795'313'703}; // 2026-11-22T09:15:03+07:00

SaleLine good(
    std::int64_t number, std::string name, std::string unit, Quantity quantity, Money price, Vat vat
) {
    SaleLine line;
    line.line = number;
    line.product = "QNA-00" + std::to_string(number);
    line.name = std::move(name);
    line.unit = std::move(unit);
    line.quantity = quantity;
    line.unit_price = price;
    line.gross = extend(price, quantity);
    line.net = line.gross;
    line.vat_rate = vat;
    return line;
}

void settle(SaleLine& line) {
    line.net = line.gross - line.discount - line.basket_discount;
    line.vat = vat_within(line.net, line.vat_rate);
}

void total_up(SaleBody& sale) {
    for (SaleLine& line : sale.lines) {
        settle(line);
        sale.total += line.net;
    }
    sale.vat = vat_rows(sale.lines);
}

} // namespace

ReceiptFacts facts() {
    ReceiptFacts facts;
    facts.shop_name = "Điểm giới thiệu và bán sản phẩm OCOP Hội An";
    facts.address = "12 Trần Phú, phường Hội An, thành phố Đà Nẵng";
    facts.tax_code = "0401234567";
    facts.phone = "0235 3861 234";
    facts.footer = "Cảm ơn Quý khách, hẹn gặp lại!";
    facts.till = "QNA-HOIAN-01-1";
    facts.at = morning;
    facts.set_names["SET-01"] = "Hương vị xứ Quảng";
    facts.bank = BankAccount{"970436", "0123456789", "HTX OCOP HOI AN", "Vietcombank"};
    return facts;
}

SaleBody sale() {
    SaleBody sale;
    sale.number = "QNA-HOIAN-01-1-000017";
    sale.shift = 3;
    sale.cashier = "lan";
    sale.catalog = 42;
    SaleLine fish = good(1, "Mắm cá cơm Cửa Khe", "kg", Quantity{1500}, Money{120'000}, Vat::eight);
    fish.stars = 4;
    fish.discount = Money{18'000};
    fish.lot = "L2026-11";
    fish.expiry = Day{2027, 1, 31};
    SaleLine wine = good(
        2,
        "Rượu đảng sâm Tây Giang chưng cất truyền thống chai sứ 750 ml",
        "chai",
        Quantity{2000},
        Money{450'000},
        Vat::ten
    );
    wine.stars = 5;
    wine.demonstration = true;
    SaleLine fruit =
        good(3, "Thanh long ruột đỏ", "kg", Quantity{750}, Money{35'000}, Vat::not_taxable);
    fruit.basket_discount = Money{1'250};
    SaleLine cake =
        good(4, "Bánh dừa nướng Quý Thu", "gói", Quantity{3000}, Money{28'000}, Vat::direct_method);
    cake.stars = 3;
    SaleLine pepper = good(5, "Hạt tiêu Cùa", "hũ", Quantity{1000}, Money{95'000}, Vat::five);
    pepper.stars = 4;
    pepper.discount = Money{5'000};
    pepper.set = SetOfLine{"SET-01", 1, one_unit, Money{150'000}};
    SaleLine tea = good(6, "Trà gừng sấy lạnh", "hộp", Quantity{2000}, Money{32'500}, Vat::eight);
    tea.discount = Money{5'000};
    tea.set = pepper.set;
    sale.lines = {fish, wine, fruit, cake, pepper, tea};
    total_up(sale);
    sale.tenders = {{"transfer", Money{1'000'000}}, {"cash", Money{500'000}}};
    sale.change = Money{1'500'000} - sale.total;
    return sale;
}

SaleBody goods_return() {
    SaleBody sale;
    sale.is_return = true;
    sale.number = "QNA-HOIAN-01-1-000018";
    sale.of = "QNA-HOIAN-01-1-000017";
    sale.cashier = "lan";
    sale.approver = "hoa";
    SaleLine wine = sample::sale().lines[1];
    wine.line = 1;
    wine.of_line = 2;
    wine.quantity = one_unit;
    wine.gross = Money{450'000};
    sale.lines = {wine};
    total_up(sale);
    sale.tenders = {{"cash", sale.total}};
    return sale;
}

SaleBody gift_sets() {
    const SetOfLine set{"SET-01", 1, Quantity{2000}, Money{150'000}};
    const SetOfLine box{"SET-02", 2, one_unit, Money{1'250'000}};
    SaleLine pepper = good(1, "Hạt tiêu Cùa", "hũ", Quantity{2000}, Money{95'000}, Vat::five);
    pepper.stars = 4;
    pepper.discount = Money{10'000};
    pepper.lot = "T11";
    pepper.expiry = Day{2027, 6, 30};
    pepper.set = set;
    SaleLine tea = good(2, "Trà gừng sấy lạnh", "hộp", Quantity{4000}, Money{32'500}, Vat::eight);
    tea.discount = Money{10'000};
    tea.set = set;
    SaleLine ginseng = good(
        3,
        "Sâm Ngọc Linh ngâm mật ong rừng Trà My hũ thủy tinh 500 g",
        "hũ",
        one_unit,
        Money{1'200'000},
        Vat::ten
    );
    ginseng.stars = 5;
    ginseng.discount = Money{-50'000}; // the box costs more than what is in it
    ginseng.basket_discount = Money{60'000};
    ginseng.set = box;
    SaleBody sale = sale_of({pepper, tea, ginseng});
    sale.number = "QNA-HOIAN-01-1-000019";
    return sale;
}

std::vector<Receipt> receipts() {
    auto shop = facts();
    shop.set_names["SET-02"] = "Tết sum vầy";
    auto marked = shop;
    marked.training = true;
    marked.reprint = true;
    auto english = shop;
    english.language = Language::en;
    auto invoicing = shop;
    invoicing.einvoice_provider = "VNPT Invoice";
    return {
        {"sale", sale_receipt(sale(), shop)},
        {"return", sale_receipt(goods_return(), shop)},
        {"gift_sets", sale_receipt(gift_sets(), shop)},
        {"training", sale_receipt(sale(), marked)},
        {"einvoice", sale_receipt(invoiced(), invoicing)},
        {"einvoice_return", sale_receipt(invoiced_return(), invoicing)},
        {"z", shift_report(shift(), shift_facts())},
        {"english", sale_receipt(sale(), english)},
        {"gift", gift_list(gift(), shop)},
        {"receiving", receiving_note(delivery(), shop)},
        {"settlement", settlement_report(statement(), shop)}};
}

ShiftSummary shift() {
    ShiftSummary shift;
    shift.shift = 3;
    shift.opened_by = "lan";
    shift.opened_at = morning;
    shift.opening_float = Money{2'000'000};
    shift.sales = 34;
    shift.returns = 1;
    shift.sold = Money{12'345'678};
    shift.returned = Money{450'000};
    shift.discounts = Money{123'000};
    shift.by_tender = {{"cash", Money{7'895'678}}, {"transfer", Money{4'000'000}}};
    shift.by_vat = {
        {"8", {Vat::eight, Money{8'000'000}, Money{640'000}}},
        {"KCT", {Vat::not_taxable, Money{3'255'678}, Money{}}}};
    shift.paid_in = Money{100'000};
    shift.paid_out = Money{50'000};
    shift.no_sales = 1;
    shift.cancelled = 2;
    shift.cancelled_amount = Money{300'000};
    shift.removed_lines = 4;
    shift.first_receipt = "QNA-HOIAN-01-1-000001";
    shift.last_receipt = "QNA-HOIAN-01-1-000035";
    shift.closed_at = Moment{morning.seconds() + std::int64_t{9} * 3600};
    shift.closed_by = "hoa";
    shift.counted_pieces = {
        {500'000, 15}, {200'000, 11}, {100'000, 2}, {20'000, 2}, {5'000, 1}, {100, 1}};
    for (const auto& [piece, count] : shift.counted_pieces) {
        shift.counted += Money{piece * count};
    }
    return shift;
}

ShiftReportFacts shift_facts() {
    ShiftReportFacts report;
    report.shop = facts();
    report.kind = ShiftReportKind::z;
    report.in_use =
        EpochNumbers{35, {{"1C25MYY", 12'345'678}, {"1C26MYY", 33}, {"M1-26-MNZLR", 1968}}};
    report.head =
        JournalPlace{71, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"};
    report.signed_head =
        JournalPlace{70, "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"};
    return report;
}

SaleLine line(std::string name, Money price) {
    return good(1, std::move(name), "cái", one_unit, price, Vat::ten);
}

SaleBody sale_of(std::vector<SaleLine> lines) {
    SaleBody sale;
    sale.number = "T-1-000001";
    sale.cashier = "lan";
    sale.lines = std::move(lines);
    total_up(sale);
    sale.tenders = {{"cash", sale.total}};
    return sale;
}

} // namespace ocop::receipts::sample
