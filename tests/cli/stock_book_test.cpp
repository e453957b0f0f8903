#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using ::testing::HasSubstr;

Json row_of(const Shop& shop, const char* code) {
    const Json list = shop.done({"stock", "list", "--json"}).json();
    for (const Json& row : list["rows"]) {
        if (row["product"] == code) {
            return row;
        }
    }
    return nullptr;
}

TEST(StockBook, IsListedReceivedCountedAndSetRightByCommandLine) {
    const Shop shop{Kind::training};
    EXPECT_EQ(row_of(shop, "BA")["quantity"], nullptr);
    const auto change = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "stock");
        words.insert(words.end(), {"--json", "--at", Shop::at});
        return shop.done(std::move(words)).json();
    };
    EXPECT_EQ(
        change({"receive", "BA", "12", "--lot", "L1", "--expiry", "2027-01-31"})["quantity"], 12000
    );
    const Json counted = change({"count", "BA", "10"});
    EXPECT_EQ(counted["was"], 12000);
    EXPECT_EQ(counted["quantity"], 10000);
    EXPECT_EQ(change({"adjust", "BA", "-2", "--reason", "vỡ"})["quantity"], 8000);
    EXPECT_EQ(change({"adjust", "BA", "1", "--reason", "tìm thấy"})["quantity"], 9000);
    EXPECT_EQ(change({"count", "CA", "1,5"})["quantity"], 1500);
    const Json row = row_of(shop, "BA");
    EXPECT_EQ(row["quantity"], 9000);
    EXPECT_EQ(row["name"], "Bánh tráng");
    EXPECT_EQ(row["unit"], "hộp");
    EXPECT_THAT(shop.done({"stock", "list", "banh", "trang"}).out, HasSubstr("9"));
    EXPECT_EQ(shop.done({"stock", "list", "CA", "--json"}).json()["rows"].size(), 1u);
    const Json body = shop.records("stock").at(1)["body"];
    EXPECT_EQ(body["do"], "count");
    EXPECT_EQ(body["was"], 12000);
    EXPECT_TRUE(body.contains("by")) << "nobody signs in: the account answers for it";
    EXPECT_FALSE(body.contains("cashier"));
    shop.done({"stock", "note", "last"});
    shop.done({"journal", "verify", "--full"});
}

TEST(StockBook, RefusesInWordsAndWritesNothing) {
    const Shop shop{Kind::training};
    const std::size_t before = shop.records().size();
    const auto refusal = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "stock");
        words.insert(words.end(), {"--json", "--at", Shop::at});
        const Ran ran = shop.ocop(std::move(words));
        EXPECT_EQ(ran.exit, 3);
        return ran.json()["error"]["code"].get<std::string>();
    };
    EXPECT_EQ(refusal({"count", "NONE", "1"}), "unknown-product");
    EXPECT_EQ(refusal({"count", "BA", "1,5"}), "quantity-fraction");
    EXPECT_EQ(refusal({"count", "BA", "-1"}), "bad-quantity");
    EXPECT_EQ(refusal({"count", "BA", "nhiều"}), "bad-quantity");
    EXPECT_EQ(refusal({"adjust", "BA", "0", "--reason", "x"}), "quantity-zero");
    EXPECT_EQ(refusal({"receive", "BA", "0"}), "quantity-zero");
    EXPECT_EQ(refusal({"receive", "BA", "1", "--expiry", "mai"}), "bad-date");
    EXPECT_EQ(shop.ocop({"stock", "adjust", "BA", "1"}).exit, 2) << "a reason is needed";
    EXPECT_EQ(shop.records().size(), before);
    EXPECT_EQ(shop.ocop({"stock", "count", "BA", "0", "--at", Shop::at}).exit, 0);
}

TEST(StockBook, CountsGoodsThatLeftTheCatalogueWhileItKnowsThem) {
    const Shop shop{Kind::training};
    shop.done({"stock", "count", "BA", "3", "--at", Shop::at});
    write_file(shop.scratch() / "P.csv", "code,name,unit,price,vat\nMOI,Mới,cái,1000,8\n");
    shop.done(
        {"catalog",
         "import",
         (shop.scratch() / "P.csv").string(),
         "--replace",
         "--yes",
         "--at",
         Shop::at}
    );
    EXPECT_EQ(row_of(shop, "BA")["quantity"], 3000);
    shop.done({"stock", "count", "BA", "0", "--at", Shop::at});
    EXPECT_EQ(row_of(shop, "BA")["quantity"], 0);
}

} // namespace
} // namespace ocop::cli::test
