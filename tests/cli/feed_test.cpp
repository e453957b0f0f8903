#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

constexpr const char* header = "code,name,unit,price,vat\n";

/// A province that publishes and a shop that takes what it publishes from a folder.
class Province {
public:
    Province() {
        shop.done({"catalog", "keygen", "--key", key()});
        shop.done({"catalog", "trust", key() + ".pub"});
    }

    [[nodiscard]] std::string key() const { return (shop.scratch() / "tinh.key").string(); }

    [[nodiscard]] std::string feed() const { return (shop.scratch() / "feed").string(); }

    [[nodiscard]] std::filesystem::path file(const char* name) const {
        return std::filesystem::path{feed()} / name;
    }

    [[nodiscard]] Json publish(std::string_view csv, std::vector<std::string> more = {}) const {
        write_file(shop.scratch() / "P.csv", csv);
        std::vector<std::string> words{
            "catalog",
            "publish",
            "--products",
            (shop.scratch() / "P.csv").string(),
            "--key",
            key(),
            "--out",
            feed(),
            "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return shop.done(std::move(words)).json();
    }

    [[nodiscard]] Ran sync() const { return shop.ocop({"catalog", "sync", feed(), "--json"}); }

    [[nodiscard]] Json status() const { return shop.done({"catalog", "status", "--json"}).json(); }

    /// The code of the error a sync ends with; fails the test unless the exit is `exit`.
    [[nodiscard]] std::string refused(int exit) const {
        const Ran ran = sync();
        EXPECT_EQ(ran.exit, exit) << ran.out << ran.err;
        return ran.json()["error"]["code"].get<std::string>();
    }

    const Shop shop{Kind::training, false};
};

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

TEST(Feed, IsPublishedSignedTakenAndSoldFrom) {
    const Province province;
    const Json first = province.publish(std::string{header} + "F-1,Chè,hộp,90000,8\n");
    EXPECT_EQ(first["version"], 1);
    EXPECT_EQ(first["changed"], true);
    const Ran signature = run_program(
        {MINISIGN,
         "-V",
         "-p",
         province.key() + ".pub",
         "-m",
         province.file("catalog.json").string(),
         "-x",
         province.file("catalog.json.minisig").string()}
    );
    EXPECT_EQ(signature.exit, 0) << signature.err << signature.out;
    const Ran taken = province.sync();
    ASSERT_EQ(taken.exit, 0) << taken.err;
    EXPECT_EQ(taken.json()["version"], 1);
    EXPECT_EQ(taken.json()["by"], "full");
    const Json status = province.status();
    EXPECT_EQ(status["version"], 1);
    EXPECT_FALSE(status["expires"].is_null());
    EXPECT_EQ(status["expired"], false);
    province.shop.sell(R"({"do":"open-shift","float":0})");
    EXPECT_EQ(province.shop.last(R"({"do":"add","product":"F-1"})")["total"], 90'000);
}

TEST(Feed, ChangesNothingWherePublishedTwiceAndMovesByDeltaWhereAPriceChanged) {
    const Province province;
    std::string csv = header;
    for (int i = 1; i <= 300; ++i) {
        csv += "F-" + std::to_string(i) + ",Hàng số " + std::to_string(i) + ",hộp,90000,8\n";
    }
    static_cast<void>(province.publish(csv));
    const Json before = contents_of(province.feed());
    EXPECT_EQ(province.publish(csv)["changed"], false);
    EXPECT_EQ(contents_of(province.feed()), before);
    ASSERT_EQ(province.sync().exit, 0);
    csv.replace(csv.find("90000"), 5, "95000");
    EXPECT_EQ(province.publish(csv)["version"], 2);
    const Json taken = province.sync().json();
    EXPECT_EQ(taken["version"], 2);
    EXPECT_EQ(taken["by"], "delta");
    EXPECT_EQ(taken["changes"]["counts"]["price-up"], 1);
    EXPECT_EQ(taken["changes"]["rows"][0]["product"], "F-1");
    EXPECT_EQ(taken["changes"]["rows"][0]["after"], 95'000);
    EXPECT_EQ(province.sync().json()["changed"], false);
    // The same goods with a new end: a version of its own, with nothing in its delta.
    EXPECT_EQ(province.publish(csv, {"--expires", "60d"})["version"], 3);
    const Json renewed = province.sync().json();
    EXPECT_EQ(renewed["version"], 3);
    EXPECT_EQ(renewed["changes"]["counts"]["price-up"], 0);
}

TEST(Feed, IsRefusedWithoutATrustedKeyWhenTamperedWithAndWhenOlder) {
    const Province province;
    static_cast<void>(province.publish(std::string{header} + "F-1,Chè,hộp,90000,8\n"));
    std::filesystem::copy(
        province.feed(), province.shop.scratch() / "old", std::filesystem::copy_options::recursive
    );
    static_cast<void>(province.publish(std::string{header} + "F-1,Chè,hộp,80000,8\n"));
    ASSERT_EQ(province.sync().exit, 0);
    const Ran older =
        province.shop.ocop({"catalog", "sync", (province.shop.scratch() / "old").string()});
    EXPECT_EQ(older.exit, 1) << older.err;
    static_cast<void>(province.publish(std::string{header} + "F-1,Chè,hộp,70000,8\n"));
    const std::string manifest = text_of(province.file("catalog.json"));
    std::string forged = manifest;
    forged.replace(forged.find("\"version\":3"), 11, "\"version\":4");
    write_file(province.file("catalog.json"), forged);
    EXPECT_EQ(province.refused(1), "wrong-signature");
    write_file(province.file("catalog.json"), manifest);
    province.shop.done({"catalog", "trust", province.key() + ".pub", "--remove"});
    EXPECT_EQ(province.refused(1), "no-keys");
    // Whatever was refused, the catalogue that sold still sells.
    EXPECT_EQ(province.status()["version"], 2);
    EXPECT_EQ(province.shop.done({"catalog", "show", "F-1", "--json"}).json()["price"], 80'000);
}

TEST(Feed, ThatExpiredIsRefusedAndSaysToLookAtTheClock) {
    const Province province;
    static_cast<void>(
        province.publish(std::string{header} + "F-1,Chè,hộp,90000,8\n", {"--expires", "1h"})
    );
    const Ran late = province.shop.ocop(
        {"catalog", "sync", province.feed(), "--at", "2036-01-01T00:00:00+07:00", "--lang", "en"}
    );
    EXPECT_EQ(late.exit, 1);
    EXPECT_THAT(late.err, HasSubstr("clock"));
    EXPECT_EQ(province.sync().exit, 0);
}

TEST(Feed, ThatIsNotThereLeavesTheTillAsItWas) {
    const Province province;
    const Json before = contents_of(province.shop.data());
    const Ran nothing = province.shop.ocop({"catalog", "sync", province.feed(), "--lang", "en"});
    EXPECT_EQ(nothing.exit, 3);
    EXPECT_THAT(nothing.err, HasSubstr("There is no catalogue at " + province.feed()));
    const Ran nobody =
        province.shop.ocop({"catalog", "sync", "http://127.0.0.1:9/feed/", "--json"});
    EXPECT_EQ(nobody.exit, 4) << nobody.err;
    EXPECT_EQ(nobody.json()["error"]["code"], "network");
    const Json status = province.status();
    EXPECT_EQ(status["last_sync"]["failures"], 2);
    EXPECT_EQ(status["last_sync"]["failed"]["code"], "network");
    EXPECT_EQ(province.shop.ocop({"catalog", "sync"}).exit, 3); // no feed.url set
    EXPECT_EQ(contents_of(province.shop.data())["catalog.current"], before["catalog.current"]);
}

TEST(Feed, LeavesOwnGoodsAndOwnPricesAloneAndShowsWhereTheyClash) {
    const Province province;
    const int own_before = province.status()["own"]["products"];
    province.shop.import(
        std::string{header} + "TUI-1,Túi vải,cái,15000,8\nF-1,Chè nhà,hộp,50000,8\n"
    );
    static_cast<void>(
        province.publish(std::string{header} + "F-1,Chè,hộp,90000,8\nF-2,Mật ong,chai,200000,8\n")
    );
    ASSERT_EQ(province.sync().exit, 0);
    Json status = province.status();
    // Beside the shop's own goods of before, which an import leaves.
    EXPECT_EQ(status["products"], own_before + 3);
    EXPECT_EQ(status["own"]["products"], own_before + 1);
    ASSERT_EQ(status["clashes"].size(), 1u);
    EXPECT_EQ(status["clashes"][0]["clash"], "code");
    EXPECT_EQ(status["clashes"][0]["product"], "F-1");
    const auto price = [&](const char* code) {
        return province.shop.done({"catalog", "show", code, "--json"}).json()["price"];
    };
    EXPECT_EQ(price("F-1"), 90'000);
    EXPECT_EQ(price("TUI-1"), 15'000);
    // A gift set of the shop's own with goods of the feed in it.
    province.shop.import("code,name,unit,price,vat,set_components\nTUI-1,Túi vải,cái,15000,8,\n"
                         "GIO-1,Giỏ nhà,giỏ,250000,8,TUI-1:1000;F-2:1000\n");
    province.shop.sell(R"({"do":"open-shift","float":0})");
    EXPECT_EQ(province.shop.last(R"({"do":"add","product":"GIO-1"})")["lines"].size(), 2u);
    province.shop.import(
        std::string{header} + "TUI-1,Túi vải,cái,15000,8\nF-1,Chè nhà,hộp,50000,8\n"
    );
    province.shop.done({"catalog", "price", "F-2", "190000"});
    EXPECT_EQ(price("F-2"), 190'000);
    static_cast<void>(
        province.publish(std::string{header} + "F-1,Chè,hộp,90000,8\nF-2,Mật ong,chai,210000,8\n")
    );
    ASSERT_EQ(province.sync().exit, 0);
    EXPECT_EQ(price("F-2"), 190'000);
    EXPECT_EQ(price("TUI-1"), 15'000);
    status = province.status();
    ASSERT_EQ(status["clashes"].size(), 2u);
    EXPECT_EQ(status["clashes"][1]["clash"], "price");
    EXPECT_EQ(status["clashes"][1]["feed_price"], 210'000);
    province.shop.done({"catalog", "price", "F-2", "--remove"});
    EXPECT_EQ(price("F-2"), 210'000);
    EXPECT_EQ(province.shop.ocop({"catalog", "price", "NONE", "1000"}).exit, 3);
}

TEST(Feed, WithDemonstrationFiguresIsForTrainingOnly) {
    const Province province;
    const Shop real{Kind::real, false};
    real.done({"catalog", "trust", province.key() + ".pub"});
    static_cast<void>(
        province.publish("code,name,unit,price,vat,demonstration\nF-1,Chè,hộp,90000,8,true\n")
    );
    EXPECT_EQ(province.sync().exit, 0);
    const Ran refused = real.ocop({"catalog", "sync", province.feed(), "--json"});
    EXPECT_EQ(refused.exit, 1);
    EXPECT_EQ(refused.json()["error"]["code"], "demonstration-figures");
    EXPECT_TRUE(real.done({"catalog", "status", "--json"}).json()["published"].is_null());
}

TEST(Feed, PublishesNothingOfAFileWithABadRow) {
    const Province province;
    static_cast<void>(province.publish(std::string{header} + "F-1,Chè,hộp,90000,8\n"));
    const Json before = contents_of(province.feed());
    write_file(
        province.shop.scratch() / "P.csv",
        std::string{header} + "F-1,Chè,hộp,95000,8\nF-2,Mật,chai,abc,8\n"
    );
    const Ran ran = province.shop.ocop(
        {"catalog",
         "publish",
         "--products",
         (province.shop.scratch() / "P.csv").string(),
         "--key",
         province.key(),
         "--out",
         province.feed()}
    );
    EXPECT_EQ(ran.exit, 3);
    EXPECT_THAT(ran.err, HasSubstr("P.csv:3:14"));
    EXPECT_EQ(contents_of(province.feed()), before);
}

TEST(FeedKey, IsMadeOnceSecretAndNeverOverwritten) {
    const Shop shop;
    const std::string key = (shop.scratch() / "k").string();
    shop.done({"catalog", "keygen", "--key", key});
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(key).permissions(), perms::owner_read | perms::owner_write);
    const std::string made = text_of(key);
    EXPECT_EQ(shop.ocop({"catalog", "keygen", "--key", key}).exit, 3);
    EXPECT_EQ(text_of(key), made);
    // The tool takes it as its own.
    write_file(shop.scratch() / "note", "hello");
    const Ran tool =
        run_program({MINISIGN, "-S", "-W", "-s", key, "-m", (shop.scratch() / "note").string()});
    EXPECT_EQ(tool.exit, 0) << tool.err << tool.out;
}

TEST(FeedKey, WhosePublicFileIsLostIsTheSameKeyAgainAndNeverAnother) {
    const Shop shop;
    const std::string key = (shop.scratch() / "k").string();
    shop.done({"catalog", "keygen", "--key", key});
    const std::string secret = text_of(key);
    const std::string known = text_of(key + ".pub");
    std::filesystem::remove(key + ".pub");
    const Json again = shop.done({"catalog", "keygen", "--key", key, "--json"}).json();
    EXPECT_EQ(again["new"], false);
    EXPECT_EQ(text_of(key), secret);
    EXPECT_EQ(text_of(key + ".pub"), known);
    EXPECT_EQ(shop.ocop({"catalog", "keygen", "--key", key}).exit, 3) << "both are there";
    // A public key alone may be anybody's, and a file that is no key is nobody's to overwrite.
    std::filesystem::remove(key);
    EXPECT_EQ(shop.ocop({"catalog", "keygen", "--key", key}).exit, 3);
    EXPECT_FALSE(std::filesystem::exists(key));
    std::filesystem::remove(key + ".pub");
    write_file(key, "a letter");
    EXPECT_EQ(shop.ocop({"catalog", "keygen", "--key", key}).exit, 3);
    EXPECT_EQ(text_of(key), "a letter");
    EXPECT_FALSE(std::filesystem::exists(key + ".pub"));
}

TEST(FeedKey, HandsOverToAnotherAndIsThenNoLongerTrusted) {
    const Province province;
    const std::string next = (province.shop.scratch() / "moi.key").string();
    province.shop.done({"catalog", "keygen", "--key", next});
    static_cast<void>(province.publish(
        std::string{header} + "F-1,Chè,hộp,90000,8\n", {"--next-key", next + ".pub"}
    ));
    ASSERT_EQ(province.sync().exit, 0);
    const auto publish_with = [&](const std::string& key, const std::string& out) {
        return province.shop.ocop(
            {"catalog",
             "publish",
             "--products",
             (province.shop.scratch() / "P.csv").string(),
             "--key",
             key,
             "--out",
             out,
             "--earlier-key",
             province.key() + ".pub"}
        );
    };
    write_file(province.shop.scratch() / "P.csv", std::string{header} + "F-1,Chè,hộp,91000,8\n");
    const Ran handed_over = publish_with(next, province.feed());
    ASSERT_EQ(handed_over.exit, 0) << handed_over.err;
    ASSERT_EQ(province.sync().exit, 0);
    EXPECT_EQ(province.status()["version"], 2);
    // Somebody found the old key and publishes far ahead with it.
    const std::string stolen = (province.shop.scratch() / "stolen").string();
    for (int price = 1; price <= 3; ++price) {
        write_file(
            province.shop.scratch() / "P.csv",
            std::string{header} + "F-1,Chè,hộp," + std::to_string(price) + ",8\n"
        );
        ASSERT_EQ(publish_with(province.key(), stolen).exit, 0);
    }
    EXPECT_EQ(province.shop.ocop({"catalog", "sync", stolen}).exit, 1);
    EXPECT_EQ(province.status()["version"], 2);
}

} // namespace
} // namespace ocop::cli::test
