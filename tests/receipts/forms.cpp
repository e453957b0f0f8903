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
    return gift;
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
    sauce.name = "Nước mắm cốt Cửa Khe 40 độ đạm chai thuỷ tinh 500 ml";
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
         "Nước mắm cốt Cửa Khe 40 độ đạm chai thuỷ tinh 500 ml",
         "chai",
         Vat::eight,
         Quantity{2000},
         Money{120'000},
         Money{-4'000},
         Money{124'000}}};
    return statement;
}

} // namespace ocop::receipts::sample
