// Own goods: added, updated, and taken away only where somebody says so.

#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <map>

namespace ocop::cli::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* one_product = "code,name,unit,price,vat\nMOI,Mới,cái,1000,8\n";

std::int64_t products(const Shop& shop) {
    return shop.done({"catalog", "status", "--json"}).json()["products"];
}

Json product(const Shop& shop, const char* code) {
    return shop.done({"catalog", "show", code, "--json"}).json();
}

Ran import_more(const Shop& shop, std::string_view csv, std::vector<std::string> more) {
    write_file(shop.scratch() / "P.csv", csv);
    std::vector<std::string> words{
        "catalog", "import", (shop.scratch() / "P.csv").string(), "--at", Shop::at};
    words.insert(words.end(), more.begin(), more.end());
    return shop.ocop(std::move(words));
}

TEST(Import, AddsToTheCatalogueAndUpdatesInIt) {
    const Shop shop{Kind::training};
    EXPECT_EQ(products(shop), 9);
    const Json added = import_more(shop, one_product, {"--json"}).json();
    EXPECT_EQ(added["products"], 10);
    EXPECT_EQ(added["added"], 1);
    EXPECT_EQ(added["removed"], Json::array());
    const Json changed =
        import_more(
            shop,
            "code,name,unit,price,vat\nCA,Mắm cá,kg,130000,8\nMOI,Mới,cái,1000,8\n",
            {"--json"}
        )
            .json();
    EXPECT_EQ(changed["updated"], 1);
    EXPECT_EQ(changed["unchanged"], 1);
    EXPECT_EQ(products(shop), 10);
    EXPECT_EQ(product(shop, "CA")["price"], 130000);
    EXPECT_EQ(shop.last(R"({"do":"add","product":"BA"})")["total"], 35000);
}

TEST(Import, KeepsWhatItsFileHasNoColumnFor) {
    const Shop shop{Kind::training};
    const Json before = product(shop, "CA");
    import_more(shop, "code,name,unit,price,vat,commune\nCA,Mắm cá cơm,kg,130000,8,\n", {});
    const Json after = product(shop, "CA");
    EXPECT_EQ(after["gtin"], before["gtin"]);
    EXPECT_EQ(after["stars"], 4);
    EXPECT_EQ(after["producer_code"], "P-01");
    EXPECT_EQ(after["price"], 130000);
    EXPECT_EQ(after["commune"], nullptr) << "an empty cell says: none";
}

TEST(Import, OfTheSameGoodsChangesNothing) {
    const Shop shop{Kind::training};
    const Json again = import_more(shop, goods_csv(), {"--json"}).json();
    EXPECT_EQ(again["version"], 1);
    EXPECT_EQ(again["unchanged"], 9);
}

TEST(Import, ThatReplacesShowsWhatGoesAndWantsAYes) {
    const Shop shop{Kind::training};
    const Ran asked = import_more(shop, one_product, {"--replace", "--lang", "en"});
    EXPECT_EQ(asked.exit, 3);
    EXPECT_THAT(asked.err, HasSubstr("Mắm cá cơm"));
    EXPECT_THAT(asked.err, HasSubstr("--yes"));
    EXPECT_EQ(products(shop), 9);
    EXPECT_EQ(
        import_more(shop, one_product, {"--replace", "--json"}).json()["error"]["code"],
        "yes-missing"
    );
    EXPECT_EQ(products(shop), 9);
    const Ran done = import_more(shop, one_product, {"--replace", "--yes", "--json"});
    EXPECT_EQ(done.exit, 0);
    EXPECT_THAT(
        done.json()["removed"], ElementsAre("BA", "CA", "CH", "DU", "EN", "FU", "GO", "SD", "SR")
    );
    EXPECT_EQ(products(shop), 1);
    EXPECT_EQ(shop.records("catalog-change").back()["body"]["removed"], 9);
    EXPECT_EQ(import_more(shop, one_product, {"--replace"}).exit, 0)
        << "nothing goes, nothing is asked";
}

TEST(Import, RefusesANumberThatAnotherProductHas) {
    const Shop shop{Kind::training};
    const Ran ran =
        import_more(shop, "code,gtin,name,unit,price,vat\nMOI,8934563138165,Mới,cái,1000,8\n", {});
    EXPECT_EQ(ran.exit, 3);
    EXPECT_THAT(ran.err, HasSubstr(":2:5"));
    EXPECT_EQ(products(shop), 9);
    EXPECT_EQ(
        import_more(
            shop,
            "code,gtin,name,unit,price,vat\nMOI,8934563138165,Mới,cái,1000,8\n"
            "CA,,Mắm cá cơm,kg,120000,8\n",
            {}
        )
            .exit,
        0
    ) << "it goes from one to the other";
}

TEST(Import, OfASetMayNameGoodsThatAreThere) {
    const Shop shop{Kind::training};
    const std::string set =
        "code,name,unit,price,vat,set_components\nSN,Giỏ mới,giỏ,100000,8,BA:2000\n";
    EXPECT_EQ(import_more(shop, set, {"--replace", "--yes"}).exit, 3) << "then BA would not be";
    EXPECT_EQ(import_more(shop, set, {}).exit, 0);
    EXPECT_EQ(shop.last(R"({"do":"add","product":"SN"})")["total"], 100000);
}

TEST(Import, LeavesAHeldBasketWhatItHolds) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA","quantity":1500}
{"do":"add","product":"SR"}
{"do":"hold"})");
    EXPECT_EQ(import_more(shop, one_product, {"--replace", "--yes"}).exit, 0);
    const auto answers = shop.sell(R"({"do":"recall","hold":1}
{"do":"pay","tender":"cash","amount":330000})");
    EXPECT_EQ(answers[0]["total"], 330000);
    EXPECT_EQ(answers[0]["warnings"][0]["code"], "vanished");
    const Json line = answers[1]["lines"][0];
    EXPECT_EQ(line["gtin"], "08934563138165");
    EXPECT_EQ(line["producer"], "P-01");
    EXPECT_EQ(line["stars"], 4);
    EXPECT_EQ(line["cost_ex_vat"], 100000);
    EXPECT_EQ(line["consignment"]["producer_price_ex_vat"], 100000);
    shop.done({"journal", "verify", "--full"});
}

TEST(OwnPrice, WorksForOwnGoodsWithoutAFeed) {
    const Shop shop{Kind::training};
    shop.done({"catalog", "price", "BA", "30000", "--at", Shop::at});
    EXPECT_EQ(shop.last(R"({"do":"add","product":"BA"})")["total"], 30000);
    EXPECT_EQ(shop.done({"catalog", "status", "--json"}).json()["own"]["prices"], 1);
    import_more(shop, "code,name,unit,price,vat\nBA,Bánh tráng,hộp,36000,10\n", {});
    const Json clashes = shop.done({"catalog", "status", "--json"}).json()["clashes"];
    ASSERT_EQ(clashes.size(), 1u);
    EXPECT_EQ(clashes[0]["clash"], "own-price");
    EXPECT_EQ(shop.last(R"({"do":"add","product":"BA"})")["total"], 30000);
    shop.done({"catalog", "price", "BA", "--remove", "--at", Shop::at});
    EXPECT_EQ(shop.last(R"({"do":"add","product":"BA"})")["total"], 36000);
    const Ran unknown = shop.ocop({"catalog", "price", "NONE", "1000", "--json", "--at", Shop::at});
    EXPECT_EQ(unknown.json()["error"]["code"], "unknown-product");
}

TEST(Province, ThatNobodyKnowsIsNamedByInitAndImport) {
    const Shop shop{Kind::training, false};
    const Ran ran = import_more(
        shop,
        "code,name,unit,price,vat,province\nA,A,cái,1,8,Quảng Nam\nB,B,cái,1,8,Quảng Nom\n",
        {"--lang", "en"}
    );
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.err, HasSubstr(":3:13: no province is known as \"Quảng Nom\""));
    EXPECT_THAT(ran.err, ::testing::Not(HasSubstr(":2:13")));
    const ScratchFolder folder;
    const auto init = [&](const char* name, const char* province) {
        return run_program(
            {OCOP_PROGRAM,
             "--data",
             (folder.path() / name).string(),
             "init",
             "--province",
             province,
             "--point",
             "P-01",
             "--name",
             "P",
             "--district",
             "D",
             "--lang",
             "en"}
        );
    };
    EXPECT_THAT(init("a", "Quang Namm").err, HasSubstr("Quang Namm"));
    EXPECT_EQ(init("b", "Tỉnh Quảng Nam").err, "");
    EXPECT_EQ(init("c", "QNA").err, "");
}

TEST(Origin, IsToldByTheReadmesOwnCommands) {
    const ScratchFolder folder;
    const std::string data = (folder.path() / "d").string();
    const std::string sample = OCOP_SOURCE_DIR "/catalog-sync/sample/";
    const auto ocop = [&](std::vector<std::string> words, const std::string& input = {}) {
        words.insert(words.begin(), {OCOP_PROGRAM, "--data", data});
        const Ran ran = run_program(words, input);
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return ran;
    };
    ocop(
        {"init",
         "--training",
         "--province",
         "QNA",
         "--point",
         "QNA-HOIAN-01",
         "--name",
         "OCOP Hội An",
         "--district",
         "Hội An",
         "--till",
         "1"}
    );
    ocop({"user", "add", "hoa", "--role", "manager", "--pin-stdin"}, "1234\n");
    ocop(
        {"catalog",
         "import",
         sample + "ocop_products.csv",
         "--figures",
         sample + "demo_figures.csv"}
    );
    std::string script = R"({"do":"sign-in","user":"hoa","pin":"1234"}
{"do":"open-shift","float":0}
)";
    // Of Hội An; of Tam Kỳ; of Liên Chiểu in Đà Nẵng, one province with them since 1 July 2025; of
    // Đức Trọng in Lâm Đồng.
    for (const char* code : {"QNA-002", "QNA-006", "DNA-016", "LDO-001"}) {
        const std::string at = R"("at":"2026-11-20T09:00:00+07:00"})";
        script += std::string{R"({"do":"add","product":")"} + code + "\"," + at + "\n"
                  + R"({"do":"pay","tender":"transfer","amount":)";
        script += ocop({"catalog", "show", code, "--json"}).json()["price_today"].dump() + "," + at
                  + "\n";
    }
    ocop({"sell", "--script", "-"}, script);
    const Json report = ocop({"revenue",
                              "report",
                              "--from",
                              "2026-11-20",
                              "--to",
                              "2026-11-20",
                              "--by",
                              "origin",
                              "--json"})
                            .json();
    std::map<std::string, std::int64_t> sales;
    for (const Json& row : report["rows"]) {
        sales[row["key"]] = row["sales"];
    }
    EXPECT_EQ(sales["own-district"], 1);
    EXPECT_EQ(sales["own-province"], 2);
    EXPECT_EQ(sales["other-province"], 1);
}

} // namespace
} // namespace ocop::cli::test
