#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(GiftReceipt, ShowsWhatTheSaleHoldsWithoutPrices) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA","quantity":1500}
{"do":"add","product":"SR"}
{"do":"pay","tender":"cash","amount":500000})");
    const std::string text = shop.done({"receipt", "last", "--gift"}).out;
    EXPECT_THAT(text, HasSubstr("PHIẾU QUÀ TẶNG"));
    EXPECT_THAT(text, HasSubstr("QNA-HOIAN-01-1-000001"));
    EXPECT_THAT(text, HasSubstr("Mắm cá cơm ★★★★"));
    EXPECT_THAT(text, HasSubstr("1,5 kg"));
    EXPECT_THAT(text, HasSubstr("Chủ thể: HTX Nam Ô"));
    EXPECT_THAT(text, HasSubstr("Xuất xứ: Cẩm An, Hội An, QNA"));
    EXPECT_THAT(text, HasSubstr("Giỏ quà rẻ"));
    EXPECT_THAT(text, Not(HasSubstr("0.000")));
    EXPECT_THAT(text, Not(HasSubstr("BẢN IN LẠI")));
    EXPECT_THAT(
        shop.done({"receipt", "last", "--gift", "--lang", "en"}).out, HasSubstr("GIFT RECEIPT")
    );
    for (const char* paper : {"58", "80", "a4"}) {
        EXPECT_THAT(
            shop.done({"receipt", "1", "--gift", "--as", "pdf", "--width", paper}).out,
            StartsWith("%PDF-")
        );
    }
}

TEST(GiftReceipt, IsForSalesAlone) {
    const Shop shop{Kind::training};
    shop.sell_as_manager(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"cash"})"
    );
    EXPECT_EQ(shop.ocop({"receipt", "sample", "--gift"}).exit, 3);
    const Ran refused = shop.ocop({"receipt", "2", "--gift"});
    EXPECT_EQ(refused.exit, 3) << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("quà tặng"));
}

TEST(ReceivingNote, IsPrintedFromItsRecords) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"receive","product":"BA","quantity":4000,"cost":20000}
{"do":"no-sale"}
{"do":"receive","product":"CA","quantity":5000,"lot":"L1","expiry":"2027-01-31","cost":100000,"consignment":true}
{"do":"receive","product":"CA","quantity":2500,"cost":90000,"consignment":true})");
    const auto stock = shop.records("stock");
    ASSERT_EQ(stock.size(), 3U);
    EXPECT_EQ(stock[1]["body"]["name"], "Mắm cá cơm");
    EXPECT_EQ(stock[1]["body"]["unit"], "kg");
    EXPECT_EQ(stock[1]["body"]["producer_name"], "HTX Nam Ô");
    const auto number = [&](std::size_t i) {
        return std::to_string(stock[i]["seq"].get<std::int64_t>());
    };
    const std::string last = shop.done({"stock", "note", "last"}).out;
    EXPECT_THAT(last, HasSubstr("PHIẾU NHẬP KHO"));
    EXPECT_THAT(last, HasSubstr("-NK-00000" + number(1)));
    EXPECT_THAT(last, HasSubstr("Người giao: HTX Nam Ô (P-01)"));
    EXPECT_THAT(last, HasSubstr("Hàng ký gửi"));
    EXPECT_THAT(last, HasSubstr("5 kg × 100.000"));
    EXPECT_THAT(last, HasSubstr("Lô L1, HSD 31/01/2027"));
    EXPECT_THAT(last, HasSubstr("725.000 ₫"));
    EXPECT_THAT(last, HasSubstr("Bảy trăm hai mươi lăm nghìn đồng"));
    EXPECT_THAT(last, Not(HasSubstr("Bánh tráng")));
    EXPECT_EQ(shop.done({"stock", "note", number(1) + "-" + number(2)}).out, last);
    // What came in later, with something between, is another delivery.
    shop.sell(R"({"do":"no-sale"}
{"do":"receive","product":"CA","quantity":1000,"cost":95000})");
    EXPECT_THAT(shop.done({"stock", "note", "last"}).out, HasSubstr("95.000 ₫"));
    const std::string first = shop.done({"stock", "note", number(0)}).out;
    EXPECT_THAT(first, HasSubstr("Bánh tráng"));
    EXPECT_THAT(first, Not(HasSubstr("ký gửi")));
    const auto out = shop.scratch() / "nhap.pdf";
    const Json said = shop.done({"stock",
                                 "note",
                                 number(1) + "-" + number(2),
                                 "--as",
                                 "pdf",
                                 "--width",
                                 "a4",
                                 "--json",
                                 "--out",
                                 out.string()})
                          .json();
    EXPECT_EQ(said["records"].size(), 2U);
    EXPECT_THAT(read_file(out), StartsWith("%PDF-"));
    // The records alone: another catalogue changes nothing.
    std::string csv = goods_csv();
    csv.replace(csv.find("Mắm cá cơm"), std::string_view{"Mắm cá cơm"}.size(), "Mắm khác");
    shop.import(csv);
    EXPECT_EQ(shop.done({"stock", "note", number(1) + "-" + number(2)}).out, last);
    const Ran several = shop.ocop({"stock", "note", number(0) + "-" + number(2), "--lang", "en"});
    EXPECT_EQ(several.exit, 3);
    EXPECT_THAT(several.err, HasSubstr("P-02, P-01"));
}

TEST(ReceivingNote, RefusesRecordsOfOtherKinds) {
    const Shop shop{Kind::training};
    for (const char* asked : {"last", "0", "99", "0-", "5-1", "x", "-1"}) {
        const Ran refused = shop.ocop({"stock", "note", "--", asked});
        EXPECT_EQ(refused.exit, 3) << asked << refused.out << refused.err;
    }
    EXPECT_EQ(shop.ocop({"stock", "note", "last", "--json"}).exit, 2);
    EXPECT_EQ(shop.ocop({"stock"}).exit, 2);
}

TEST(SettlementStatement, IsPrintedForEachProducer) {
    const Shop shop{Kind::training};
    const Ran nothing = shop.ocop(
        {"shift", "report", "1", "--as", "settlement", "--format", "text", "--at", Shop::at}
    );
    EXPECT_EQ(nothing.exit, 3);
    EXPECT_THAT(nothing.err, HasSubstr("ký gửi"));
    shop.sell(R"({"do":"add","product":"CA","quantity":2000}
{"do":"pay","tender":"cash","amount":240000})");
    const std::string text = shop.done({"shift",
                                        "report",
                                        "current",
                                        "--as",
                                        "settlement",
                                        "--format",
                                        "text",
                                        "--at",
                                        Shop::at})
                                 .out;
    EXPECT_THAT(text, HasSubstr("HTX Nam Ô (P-01)"));
    EXPECT_THAT(text, HasSubstr("Kỳ: 20/11/2026 – 20/11/2026"));
    EXPECT_THAT(text, HasSubstr("222.222")); // 240.000 without 8 %
    EXPECT_THAT(text, HasSubstr("-22.222"));
    EXPECT_THAT(text, HasSubstr("200.000"));
    EXPECT_THAT(text, HasSubstr("Hai trăm nghìn đồng"));
    EXPECT_THAT(text, HasSubstr("TẬP HUẤN"));
    // Without --format it is the table it always was.
    const Ran table = shop.done({"shift", "report", "1", "--as", "settlement"});
    EXPECT_THAT(table.out, HasSubstr("phải trả chủ thể"));
    EXPECT_THAT(table.out, Not(HasSubstr("BẢNG KÊ")));
    EXPECT_EQ(
        shop.done({"shift", "report", "1", "--as", "settlement", "--json"}).json()["to"], Shop::day
    );
}

} // namespace
} // namespace ocop::cli::test
