#include "receipts/layout.hpp"
#include "tests/receipts/forms.hpp"
#include "tests/receipts/golden_text.hpp"
#include "tests/receipts/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::receipts {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int wide = 200; // nothing wraps

std::string text_of(const Document& document, int columns = 48) {
    return to_text(lay_out(document, columns));
}

ReceiptFacts english() {
    auto facts = sample::facts();
    facts.language = Language::en;
    return facts;
}

TEST(GiftList, IsTheGoldenOne) {
    const Document gift = gift_list(sample::gift(), sample::facts());
    expect_golden("gift_80.txt", text_of(gift));
    expect_golden("gift_58.txt", text_of(gift, 32));
    expect_golden("gift_english.txt", text_of(gift_list(sample::gift(), english())));
}

TEST(GiftList, SaysNoAmountOfMoney) {
    const SaleBody gift = sample::gift();
    const std::string text = text_of(gift_list(gift, sample::facts()), wide);
    for (const SaleLine& line : gift.lines) {
        for (const Money amount : {line.unit_price, line.gross, line.net}) {
            EXPECT_THAT(text, Not(HasSubstr(format(amount) + "\n"))) << line.name;
            EXPECT_THAT(text, Not(HasSubstr(format(amount) + " "))) << line.name;
        }
        EXPECT_THAT(text, HasSubstr(line.name));
    }
    EXPECT_THAT(text, Not(HasSubstr("₫")));
    EXPECT_THAT(text, Not(HasSubstr("Giảm giá")));
    EXPECT_THAT(text, Not(HasSubstr("minh họa"))); // only figures are made up, and none stands here
    EXPECT_THAT(text, Not(HasSubstr("Thuế")));
}

TEST(GiftList, IsMarkedAsTraining) {
    auto facts = english();
    facts.training = true;
    EXPECT_THAT(
        text_of(gift_list(sample::gift(), facts)), HasSubstr("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ")
    );
}

TEST(ReceivingNote, IsTheGoldenOne) {
    const Document note = receiving_note(sample::delivery(), sample::facts());
    expect_golden("receiving_80.txt", text_of(note));
    expect_golden("receiving_58.txt", text_of(note, 32));
    expect_golden("receiving_english.txt", text_of(receiving_note(sample::delivery(), english())));
}

TEST(ReceivingNote, MarksConsignedGoodsOnceWhereAllAre) {
    auto delivery = sample::delivery();
    const auto count = [&] {
        const std::string text = text_of(receiving_note(delivery, sample::facts()));
        const std::size_t first = text.find("Hàng ký gửi");
        return first == std::string::npos                                 ? 0
               : text.find("Hàng ký gửi", first + 1) == std::string::npos ? 1
                                                                          : 2;
    };
    EXPECT_EQ(count(), 1);
    delivery.goods[0].consignment = true;
    EXPECT_EQ(count(), 1);
    delivery.goods[0].consignment = false;
    delivery.goods[1].consignment = false;
    EXPECT_EQ(count(), 0);
}

TEST(ReceivingNote, AddsUpOnlyKnownCosts) {
    auto delivery = sample::delivery();
    EXPECT_THAT(
        text_of(receiving_note(delivery, sample::facts()), wide),
        HasSubstr("Bốn triệu hai trăm hai mươi sáu nghìn đồng")
    );
    delivery.goods[0].cost.reset();
    const std::string text = text_of(receiving_note(delivery, sample::facts()));
    EXPECT_THAT(text, HasSubstr("chưa ghi giá nhập"));
    EXPECT_THAT(text, Not(HasSubstr("TỔNG CỘNG")));
    EXPECT_THAT(text, HasSubstr("12,5 kg                                      –"));
}

TEST(ReceivingNote, StandsWithoutNamesAndAtItsLimits) {
    ReceivingNote note;
    note.number = "X";
    note.goods.push_back({"QNA-001", {}, {}, Quantity{9'999'999'000}, unit_price_max, {}, {}, true}
    );
    for (const int width : {32, 48}) {
        const std::string text = text_of(receiving_note(note, sample::facts()), width);
        EXPECT_THAT(text, HasSubstr("1. QNA-001"));
        EXPECT_THAT(text, HasSubstr("99.999.990.000.000.000"));
    }
}

TEST(SettlementReport, IsTheGoldenOne) {
    const Document report = settlement_report(sample::statement(), sample::facts());
    expect_golden("settlement_80.txt", text_of(report));
    expect_golden("settlement_58.txt", text_of(report, 32));
    expect_golden(
        "settlement_english.txt", text_of(settlement_report(sample::statement(), english()))
    );
}

TEST(SettlementReport, SumsEachRateOnlyWhereThereAreSeveral) {
    auto statement = sample::statement();
    EXPECT_THAT(
        text_of(settlement_report(statement, sample::facts())), HasSubstr("Cộng thuế suất 5%")
    );
    statement.goods.erase(statement.goods.begin());
    const std::string text = text_of(settlement_report(statement, sample::facts()), wide);
    EXPECT_THAT(text, Not(HasSubstr("Cộng thuế suất")));
    EXPECT_THAT(text, HasSubstr("Thuế suất: 8%"));
    EXPECT_THAT(text, HasSubstr("Một triệu ba trăm bảy mươi tư nghìn đồng"));
}

TEST(SettlementReport, NamesDemonstrationFiguresAndStandsEmpty) {
    SettlementStatement statement;
    statement.producer = "P-01";
    EXPECT_THAT(text_of(settlement_report(statement, sample::facts())), HasSubstr("Không đồng"));
    statement.demonstration = true;
    EXPECT_THAT(
        text_of(settlement_report(statement, sample::facts())), HasSubstr("Số liệu minh họa")
    );
}

} // namespace
} // namespace ocop::receipts
