// One damaged small file closes no shop: what is whole sells, and every verb that needs the
// catalogue says what is not.
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

/// A shop with its own goods (goods_csv()), a feed of two versions, and an own
/// price of 85.000 for the feed's F-1.
class DamagedFiles : public testing::Test {
protected:
    void SetUp() override {
        const std::string key = (shop.scratch() / "tinh.key").string();
        shop.done({"catalog", "keygen", "--key", key});
        shop.done({"catalog", "trust", key + ".pub"});
        publish("F-1,Chè,hộp,90000,8\n");
        publish("F-1,Chè,hộp,91000,8\nF-2,Bánh tổ,cái,40000,8\n");
        shop.done({"catalog", "price", "F-1", "85000"});
    }

    void publish(const std::string& rows) const {
        write_file(shop.scratch() / "F.csv", "code,name,unit,price,vat\n" + rows);
        shop.done(
            {"catalog",
             "publish",
             "--products",
             (shop.scratch() / "F.csv").string(),
             "--key",
             (shop.scratch() / "tinh.key").string(),
             "--out",
             feed()}
        );
        shop.done({"catalog", "sync", feed()});
    }

    [[nodiscard]] std::string feed() const { return (shop.scratch() / "feed").string(); }

    void damage(const char* name) const { write_file(shop.data() / name, "not as it was"); }

    /// Sells one piece of `product` for 200.000 in cash: the sale's total, or the refusal's code.
    [[nodiscard]] Json sold(const std::string& product) const {
        const Ran ran = shop.done(
            {"sell", "--script", "-", "--lang", "en"},
            R"({"do":"sign-in","user":"lan","pin":"1234","at":")" + std::string{Shop::at} + R"("}
{"do":"add","product":")"
                + product + R"(","at":")" + Shop::at + R"("}
{"do":"pay","tender":"cash","amount":200000,"at":")"
                + Shop::at + "\"}\n"
        );
        told = ran.err;
        const Json added = Json::parse(ran.lines().at(1));
        return added["ok"] == true ? Json::parse(ran.lines().at(2))["total"]
                                   : added["error"]["code"];
    }

    [[nodiscard]] Json status() const { return shop.done({"catalog", "status", "--json"}).json(); }

    const Shop shop{Kind::training};
    mutable std::string told{}; // on stderr by the last sale
};

TEST_F(DamagedFiles, AllWholeSellsWithoutAWord) {
    EXPECT_EQ(sold("F-1"), 85000);
    EXPECT_EQ(told, "");
    EXPECT_EQ(status()["faults"], Json::array());
}

TEST_F(DamagedFiles, FeedLeavesTheVersionBeforeToSellUntilTheNextSync) {
    damage("feed-000002.db");
    const Json before = contents_of(shop.data());
    EXPECT_EQ(status()["faults"][0]["part"], "feed");
    EXPECT_EQ(status()["faults"][0]["stands_in"], true);
    EXPECT_EQ(contents_of(shop.data()), before) << "to look changes nothing";
    EXPECT_EQ(sold("F-1"), 85000);
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 1) << told;
    EXPECT_THAT(told, HasSubstr("feed-000002.db"));
    EXPECT_THAT(told, HasSubstr("ocop catalog sync"));
    EXPECT_EQ(sold("CA"), 120000);
    EXPECT_EQ(sold("F-2"), "unknown-product");
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"catalog", "find", "che"}, {"catalog", "show", "F-1"}, {"revenue", "uplift"}}) {
        EXPECT_THAT(shop.done(words).err, HasSubstr("feed-000002.db")) << words[0];
    }
    shop.done({"catalog", "sync", feed()});
    EXPECT_EQ(sold("F-2"), 40000);
    EXPECT_EQ(told, "");
}

TEST_F(DamagedFiles, OwnGoodsLeaveTheFeedToSellUntilTheNextImport) {
    damage("catalog-000001.db");
    EXPECT_EQ(sold("F-2"), 40000);
    EXPECT_THAT(told, HasSubstr("catalog-000001.db"));
    EXPECT_EQ(sold("CA"), "unknown-product");
    shop.import(goods_csv());
    EXPECT_EQ(sold("CA"), 120000);
    EXPECT_EQ(told, "");
}

TEST_F(DamagedFiles, OwnPricesHoldByTheirCopyAndAreMendedByTheNextPrice) {
    damage("own-prices.json");
    EXPECT_EQ(sold("F-1"), 85000);
    EXPECT_THAT(told, HasSubstr("own-prices.json"));
    shop.done({"catalog", "price", "F-2", "39000"});
    EXPECT_EQ(sold("F-1"), 85000);
    EXPECT_EQ(told, "");
    EXPECT_EQ(sold("F-2"), 39000);
}

TEST_F(DamagedFiles, OwnPricesThatNobodyKnowsAnyMoreAreSaidLoudly) {
    damage("own-prices.json");
    damage("own-prices.copy.json");
    EXPECT_EQ(sold("F-1"), 91000);
    EXPECT_THAT(told, HasSubstr("FEED'S PRICES"));
    const Ran set = shop.done({"catalog", "price", "F-1", "86000", "--lang", "en"});
    EXPECT_THAT(set.err, HasSubstr("FEED'S PRICES"));
    EXPECT_EQ(read_file(shop.data() / "own-prices.json.damaged"), "not as it was");
    EXPECT_EQ(sold("F-1"), 86000);
    EXPECT_EQ(told, "");
}

TEST_F(DamagedFiles, LinesThatNameTheVersionsAreNotNeeded) {
    damage("feed.current");
    damage("catalog.current");
    EXPECT_EQ(sold("F-1"), 85000);
    EXPECT_EQ(sold("CA"), 120000);
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 2) << told;
}

TEST_F(DamagedFiles, KeysStopTheSyncAndNothingElse) {
    damage("catalog.keys");
    EXPECT_EQ(shop.ocop({"catalog", "sync", feed()}).exit, 1);
    EXPECT_EQ(sold("F-1"), 85000);
    EXPECT_EQ(told, "");
    const std::string key = (shop.scratch() / "tinh.key.pub").string();
    EXPECT_EQ(shop.ocop({"catalog", "trust", key, "--remove"}).exit, 1);
    EXPECT_THAT(shop.done({"catalog", "trust", key}).err, HasSubstr("catalog.keys"));
    EXPECT_EQ(read_file(shop.data() / "catalog.keys.damaged"), "not as it was");
    shop.done({"catalog", "sync", feed()});
}

TEST_F(DamagedFiles, HowTheLastSyncWentIsANoteAtMost) {
    damage("feed.status.json");
    EXPECT_EQ(sold("F-1"), 85000);
    const Ran ran = shop.done({"catalog", "status"});
    EXPECT_THAT(ran.err, HasSubstr("feed.status.json"));
    shop.done({"catalog", "sync", feed()});
    EXPECT_EQ(shop.done({"catalog", "status"}).err, "");
}

TEST_F(DamagedFiles, AllOfThemLeaveATillThatTakesBackAndClosesItsShift) {
    ASSERT_EQ(sold("CA"), 120000);
    for (const char* name :
         {"feed-000001.db",
          "feed-000002.db",
          "feed.current",
          "catalog-000001.db",
          "catalog.current",
          "own-prices.json",
          "own-prices.copy.json",
          "catalog.keys",
          "feed.status.json",
          "feed.etag"}) {
        damage(name);
    }
    EXPECT_EQ(sold("CA"), "unknown-product");
    EXPECT_THAT(told, HasSubstr("cannot be sold meanwhile"));
    const auto answers = shop.sell_as_manager(
        R"({"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"cash"}
{"do":"close-shift","counted":{"500000":1}})"
    );
    for (const Json& answer : answers) {
        EXPECT_EQ(refused(answer), "") << answer;
    }
    EXPECT_EQ(status()["products"], 0);
    shop.done({"journal", "verify", "--full"});
}

} // namespace
} // namespace ocop::cli::test
