#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A shop with its series, a sale to a firm and part of it brought back.
struct InvoicingShop : Shop {
    InvoicingShop()
        : Shop{Kind::training} {
        for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
                 {"shop.tax_code", "0401234567"},
                 {"einvoice.series", "1c26myy"},
                 {"einvoice.code", "mnzlr"},
                 {"einvoice.provider", "VNPT Invoice"},
                 {"einvoice.lookup", "https://tracuu.example.vn/xem?ma={code}"}}) {
            done({"settings", "set", key, value});
        }
        sell_as_manager(R"({"do":"add","product":"CA","quantity":2000}
{"do":"buyer","name":"Công ty Minh Anh","tax_code":"0100 109 106","address":"1 Lê Lợi"}
{"do":"pay","tender":"cash","amount":500000}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":500}]})");
    }

    [[nodiscard]] Ran list(const std::string& as) const {
        return done({"revenue", "einvoices", "--from", day, "--to", day, "--as", as});
    }
};

TEST(EinvoiceVerbs, PrintTheNumbersOnTheReceiptAndOfTheReturn) {
    const InvoicingShop shop;
    const std::string sale = shop.done({"receipt", "1"}).out;
    EXPECT_THAT(
        sale, HasSubstr("Ký hiệu: 1C26MYY\nSố hóa đơn: 1\nMã CQT: M1-26-MNZLR-00000000001")
    );
    EXPECT_THAT(sale, HasSubstr("Người mua: Công ty Minh Anh\nMST/Số định danh: 0100109106\n"));
    EXPECT_THAT(sale, HasSubstr("Truyền đến cơ quan thuế: VNPT Invoice"));
    EXPECT_THAT(sale, HasSubstr("Phiếu này không thay cho hóa đơn điện tử."));
    EXPECT_THAT(shop.done({"receipt", "2"}).out, HasSubstr("Điều chỉnh cho hóa đơn mẫu số 1"));
    EXPECT_EQ(shop.done({"journal", "verify", "--full"}).exit, 0);
}

TEST(EinvoiceVerbs, ListWhatTheProviderTransmitsInEveryForm) {
    const InvoicingShop shop;
    const Json rows = shop.list("json").json()["rows"];
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0]["total"], 240'000);
    EXPECT_EQ(rows[0]["buyer"]["address"], "1 Lê Lợi");
    EXPECT_EQ(rows[1]["adjusts"]["number"], 1);
    EXPECT_EQ(rows[1]["total"], -60'000);
    EXPECT_THAT(shop.list("csv").out, HasSubstr("1C26MYY,1,M1-26-MNZLR-00000000001"));
    EXPECT_THAT(shop.list("table").out, HasSubstr("Dữ liệu hóa đơn điện tử"));
    EXPECT_THAT(shop.list("pdf").out, StartsWith("%PDF-"));
    EXPECT_THAT(shop.list("xlsx").out, StartsWith("PK"));
}

TEST(EinvoiceVerbs, RefuseASeriesThatIsNone) {
    const Shop shop{Kind::training, false};
    const Ran refused = shop.ocop({"settings", "set", "einvoice.series", "1C26TYY"});
    EXPECT_EQ(refused.exit, 3);
    EXPECT_THAT(refused.err, HasSubstr("1C26MYY"));
}

TEST(EinvoiceVerbs, FindOutACounterThatWasSetBack) {
    const InvoicingShop shop;
    shop.tamper("UPDATE einvoice SET last = 1 WHERE series = '1C26MYY'");
    EXPECT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 1);
    EXPECT_EQ(shop.ocop({"journal", "rebuild"}).exit, 1) << "it had differed";
    EXPECT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 0);
}

} // namespace
} // namespace ocop::cli::test
