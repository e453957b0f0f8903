#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <pwd.h>
#include <unistd.h>

namespace ocop::cli::test {
namespace {

using ::testing::StartsWith;

/// The account that runs this test, as the system names it.
std::string account() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_name : "uid-" + std::to_string(::getuid());
}

/// A shop that trusts a province and sells its goods.
class CatalogChange : public testing::Test {
protected:
    CatalogChange() {
        shop.done({"catalog", "keygen", "--key", key()});
        shop.done({"catalog", "trust", key() + ".pub"});
        write_file(shop.scratch() / "F.csv", "code,name,unit,price,vat\nF-1,Chè,hộp,90000,8\n");
        shop.done(
            {"catalog",
             "publish",
             "--products",
             (shop.scratch() / "F.csv").string(),
             "--key",
             key(),
             "--out",
             (shop.scratch() / "feed").string()}
        );
        shop.done({"catalog", "sync", (shop.scratch() / "feed").string()});
    }

    [[nodiscard]] std::string key() const { return (shop.scratch() / "tinh.key").string(); }

    [[nodiscard]] std::vector<Json> changes() const { return shop.records("catalog-change"); }

    /// The last change, without who made it, which is the account.
    [[nodiscard]] Json last() const {
        const auto all = changes();
        if (all.empty()) {
            return nullptr;
        }
        Json body = all.back()["body"];
        EXPECT_EQ(body["by"], account());
        body.erase("by");
        return body;
    }

    /// Nothing of the journal, its sums or its tables is other than it should be.
    void expect_whole() const {
        shop.done({"journal", "verify", "--full"});
        shop.done({"journal", "rebuild", "--json"});
        shop.done({"journal", "verify", "--full"});
    }

    const Shop shop{Kind::training};
};

TEST_F(CatalogChange, OfAPriceSaysWhoAndFromWhatToWhat) {
    shop.done({"catalog", "price", "F-1", "95000"});
    EXPECT_EQ(
        last(), (Json{{"do", "price"}, {"product", "F-1"}, {"price", 95000}, {"was", nullptr}})
    );
    shop.done({"catalog", "price", "F-1", "96000"});
    EXPECT_EQ(
        last(), (Json{{"do", "price"}, {"product", "F-1"}, {"price", 96000}, {"was", 95000}})
    );
    shop.done({"catalog", "price", "F-1", "--remove"});
    EXPECT_EQ(
        last(), (Json{{"do", "price"}, {"product", "F-1"}, {"price", nullptr}, {"was", 96000}})
    );
    const std::size_t before = changes().size();
    shop.done({"catalog", "price", "F-1", "--remove"}); // changes nothing
    EXPECT_EQ(shop.ocop({"catalog", "price", "NONE", "1000"}).exit, 3);
    EXPECT_EQ(changes().size(), before);
    expect_whole();
}

TEST_F(CatalogChange, OfTheGoodsSaysWhoAndWhichFiles) {
    shop.import("code,name,unit,price,vat\nTM-1,Thịt muối,hộp,50000,8\n");
    EXPECT_EQ(last(), (Json{{"do", "import"}, {"files", Json::array({"P.csv"})}, {"products", 1}}));
    const std::size_t before = changes().size();
    write_file(shop.scratch() / "bad.csv", "code,name\nA,\n");
    EXPECT_EQ(shop.ocop({"catalog", "import", (shop.scratch() / "bad.csv").string()}).exit, 3);
    EXPECT_EQ(changes().size(), before);
    expect_whole();
}

TEST_F(CatalogChange, OfWhomTheTillTrustsSaysWhoAndWhichKey) {
    const std::string public_key =
        shop.done({"catalog", "trust", key() + ".pub", "--json"}).json()["public_key"];
    EXPECT_EQ(last(), (Json{{"do", "trust"}, {"key", public_key}})); // of before: once
    const std::size_t before = changes().size();
    shop.done({"catalog", "trust", key() + ".pub", "--remove"});
    EXPECT_EQ(last(), (Json{{"do", "distrust"}, {"key", public_key}}));
    EXPECT_EQ(changes().size(), before + 1);
    shop.done({"catalog", "trust", key() + ".pub", "--remove"});
    EXPECT_EQ(changes().size(), before + 1);
    expect_whole();
}

TEST_F(CatalogChange, WhileATillSellsIsMadeAtOnceAndRecordedByTheNextOpening) {
    const std::size_t before = changes().size();
    const std::size_t all_before = shop.records().size();
    {
        Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at})};
        ASSERT_EQ(refused(till.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})")), "");
        shop.done({"catalog", "price", "F-1", "97000"});
        shop.done({"catalog", "trust", key() + ".pub", "--remove"});
        EXPECT_EQ(shop.done({"catalog", "show", "F-1", "--json"}).json()["price_today"], 97000);
        EXPECT_EQ(refused(till.ask(R"({"do":"add","product":"BA"})")), "");
        EXPECT_EQ(refused(till.ask(R"({"do":"pay","tender":"cash","amount":35000})")), "");
        EXPECT_EQ(till.finish(), 0);
    }
    EXPECT_EQ(changes().size(), before);
    const auto kept = shop.data() / "catalog-changes.pending";
    EXPECT_TRUE(std::filesystem::exists(kept));
    EXPECT_EQ(std::filesystem::status(kept).permissions(), std::filesystem::perms{0600});
    const std::string lines = read_file(kept);
    shop.sell(R"({"do":"no-sale"})");
    EXPECT_FALSE(std::filesystem::exists(kept));
    const auto recorded = changes();
    ASSERT_EQ(recorded.size(), before + 2);
    EXPECT_EQ(recorded[before]["body"]["price"], 97000);
    EXPECT_EQ(recorded[before]["body"]["by"], account());
    EXPECT_TRUE(recorded[before]["body"].contains("noted"));
    EXPECT_EQ(recorded[before + 1]["body"]["do"], "distrust");
    EXPECT_GT(shop.records().size(), all_before + 3);
    expect_whole();
    // A program that was killed before it took the file away does not record it twice; what is no
    // line of ours, cut off by a full disk say, keeps nobody from opening.
    write_file(kept, lines + R"({"after":1,"bo)");
    shop.sell(R"({"do":"no-sale"})");
    EXPECT_EQ(changes().size(), before + 2);
    EXPECT_FALSE(std::filesystem::exists(kept));
}

TEST_F(CatalogChange, IsNotKeptInAnotherFileThanItsOwn) {
    const auto victim = shop.scratch() / "letter.txt";
    write_file(victim, "the owner's own");
    std::filesystem::create_symlink(victim, shop.data() / "catalog-changes.pending");
    Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at})};
    ASSERT_EQ(refused(till.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})")), "");
    const Ran ran = shop.ocop({"catalog", "price", "F-1", "97000"});
    EXPECT_NE(ran.exit, 0); // nothing changes that nobody answers for
    EXPECT_EQ(shop.done({"catalog", "show", "F-1", "--json"}).json()["price_today"], 90000);
    EXPECT_EQ(read_file(victim), "the owner's own");
    EXPECT_EQ(till.finish(), 0);
}

TEST_F(CatalogChange, TravelsToTheProvinceAsAnyRecordDoes) {
    shop.done({"catalog", "price", "F-1", "95000"});
    shop.done(
        {"revenue",
         "export",
         "--from",
         Shop::day,
         "--to",
         Shop::day,
         "--out",
         (shop.scratch() / "out").string()}
    );
    EXPECT_THAT(
        shop.records("export").back()["body"]["bundle"].get<std::string>(), StartsWith("revenue-")
    );
    expect_whole();
}

TEST_F(CatalogChange, ReadsAPriceAsTheWindowDoesAndNothingAsOctal) {
    for (const auto& [typed, price] : std::vector<std::pair<std::string, std::int64_t>>{
             {"045000", 45'000}, {"45.000", 45'000}, {"45k", 45'000}, {"12,5k", 12'500}}) {
        shop.done({"catalog", "price", "F-1", typed});
        EXPECT_EQ(last()["price"], price) << typed;
    }
    for (const char* typed : {"0x10", "45,000", "1,5", "x"}) {
        const Ran ran = shop.ocop({"catalog", "price", "F-1", typed, "--json"});
        EXPECT_EQ(ran.exit, 3) << typed << ran.out;
        EXPECT_EQ(ran.json()["error"]["code"], "bad-amount") << typed;
    }
    EXPECT_EQ(last()["price"], 12'500);
}

TEST(NumbersOfOptions, AreDecimalWhateverStandsInFront) {
    const Shop shop{Kind::training};
    std::string script;
    for (int i = 0; i < 12; ++i) {
        script += R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})"
                  "\n";
    }
    shop.sell(script);
    const auto seq_from = [&](const char* from) {
        return Json::parse(shop.done({"journal", "dump", "--from", from}).lines().front())["seq"];
    };
    EXPECT_EQ(seq_from("010"), 10);
    EXPECT_EQ(shop.done({"journal", "tail", "-n", "012"}).lines().size(), 12u);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"journal", "dump", "--from", "0x1"},
          {"journal", "dump", "--to", "+1"},
          {"journal", "tail", "-n", "0"},
          {"journal", "tail", "-n", "1.5"},
          {"labels", "--all", "--copies", "0x2"},
          {"labels", "--all", "--skip", "1e1"}}) {
        EXPECT_EQ(shop.ocop(words).exit, 2) << words[1] << ' ' << words.back();
    }
}

TEST(NumbersOfOptions, OfTheStockBookAreReadAsInTheWindow) {
    const Shop shop{Kind::training};
    const auto level_after = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--json", "--at", Shop::at});
        return shop.done(std::move(words)).json()["quantity"];
    };
    EXPECT_EQ(level_after({"stock", "count", "BA", "10.000"}), 10'000'000);
    EXPECT_EQ(level_after({"stock", "count", "BA", "12k"}), 12'000'000);
    EXPECT_EQ(level_after({"stock", "count", "CA", "12000,5"}), 12'000'500);
    EXPECT_EQ(level_after({"stock", "count", "CA", "0"}), 0);
    (void)level_after({"stock", "receive", "CA", "1", "--cost", "010000"});
    EXPECT_EQ(shop.records("stock").back()["body"]["cost"], 10'000);
    (void)level_after({"stock", "receive", "CA", "1", "--cost", "12,5k", "--lot", "Lo\u0302"});
    EXPECT_EQ(shop.records("stock").back()["body"]["cost"], 12'500);
    EXPECT_EQ(shop.records("stock").back()["body"]["lot"], "L\u00F4");
}

} // namespace
} // namespace ocop::cli::test
