#include "tests/receipts/forms.hpp"

#include "tests/receipts/sample.hpp"

namespace ocop::receipts::sample {

SaleBody gift() {
    SaleBody gift = sale();
    gift.lines[0].producer_name = "HTX Nước mắm Cửa Khe";
    gift.lines[0].commune = "Bình Dương";
    gift.lines[0].district = "Thăng Bình";
    gift.lines[0].province = "Quảng Nam";
    gift.lines[1].producer_name = "Công ty TNHH MTV Nông lâm nghiệp và Dược liệu Tây Giang";
    gift.lines[1].district = "Tây Giang";
    gift.lines[1].province = "Quảng Nam";
    gift.lines[4].producer_name = "HTX Hạt tiêu Cùa";
    gift.lines[4].province = "Quảng Trị";
    gift.lines[4].expiry = Day{2027, 6, 30};
    gift.lines[0].trace_url = "https://truyxuat.example.vn/01/08934563138165/10/L2026-11";
    gift.lines[1].trace_url = "https://truyxuat.example.vn/sp/ruou-dang-sam";
    return gift;
}

SaleBody invoiced() {
    SaleBody sale =
        sale_of({line("Trà gừng sấy lạnh", Money{65'000}), line("Mật ong rừng", Money{185'000})});
    sale.number = "QNA-HOIAN-01-1-000020";
    sale.lines[0].stars = 3;
    sale.lines[0].trace_url = "https://truyxuat.example.vn/sp/tra-gung";
    sale.lines[1].line = 2;
    sale.lines[1].stars = 4;
    sale.lines[1].trace_url = "https://truyxuat.example.vn/sp/mat-ong";
    sale.einvoice = Einvoice{
        "1C26MYY",
        1968,
        "M1-26-MNZLR-00000001968",
        "https://tracuuhoadon.example.vn/xem?mst=0401234567&ma=M1-26-MNZLR-00000001968",
        std::nullopt};
    return sale;
}

SaleBody invoiced_return() {
    SaleBody back = invoiced();
    back.is_return = true;
    back.of = back.number;
    back.number = "QNA-HOIAN-01-1-000021";
    back.einvoice->number = 1969;
    back.einvoice->code = "M1-26-MNZLR-00000001969";
    back.einvoice->lookup =
        "https://tracuuhoadon.example.vn/xem?mst=0401234567&ma=M1-26-MNZLR-00000001969";
    back.einvoice->adjusts = EinvoiceReference{"1C26MYY", 1968, Day{2026, 11, 22}};
    back.buyer = Buyer{
        "Công ty TNHH Thương mại Minh Anh",
        "0100109106-001",
        "1 Lê Lợi, phường Hải Châu, thành phố Đà Nẵng",
        "0905123456",
        "ketoan@minhanh.example.vn"};
    return back;
}

ReceivingNote delivery() {
    ReceivedGoods fish;
    fish.product = "QNA-001";
    fish.name = "Mắm cá cơm Cửa Khe";
    fish.unit = "kg";
    fish.quantity = Quantity{12'500};
    fish.cost = Money{100'000};
    fish.lot = "L2026-11";
    fish.expiry = Day{2027, 1, 31};
    ReceivedGoods sauce;
    sauce.product = "QNA-014";
    sauce.name = "Nước mắm cốt Cửa Khe 40 độ đạm chai thủy tinh 500 ml";
    sauce.unit = "chai";
    sauce.quantity = Quantity{48'000};
    sauce.cost = Money{62'000};
    sauce.consignment = true;
    return {"QNA-HOIAN-01-1-NK-000012", "P-01", "HTX Nước mắm Cửa Khe", "lan", {fish, sauce}};
}

SettlementStatement statement() {
    SettlementStatement statement;
    statement.producer = "P-01";
    statement.producer_name = "HTX Nước mắm Cửa Khe";
    statement.from = Day{2026, 10, 1};
    statement.to = Day{2026, 10, 31};
    statement.goods = {
        {"QNA-003",
         "Cá cơm khô",
         "kg",
         Vat::five,
         Quantity{3500},
         Money{700'000},
         Money{105'000},
         Money{595'000}},
        {"QNA-001",
         "Mắm cá cơm Cửa Khe",
         "kg",
         Vat::eight,
         Quantity{12'500},
         Money{1'388'889},
         Money{138'889},
         Money{1'250'000}},
        {"QNA-014",
         "Nước mắm cốt Cửa Khe 40 độ đạm chai thủy tinh 500 ml",
         "chai",
         Vat::eight,
         Quantity{2000},
         Money{120'000},
         Money{-4'000},
         Money{124'000}}};
    return statement;
}

} // namespace ocop::receipts::sample
