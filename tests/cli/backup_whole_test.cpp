#include "tests/cli/shop.hpp"

#include <functional>

namespace ocop::cli::test {
namespace {

/// A shop with own goods, a feed, prices of its own and a backup of it all.
class WholeBackup : public testing::Test {
protected:
    WholeBackup() {
        const std::string key = (shop.scratch() / "tinh.key").string();
        const std::string feed = (shop.scratch() / "feed").string();
        shop.done({"catalog", "keygen", "--key", key});
        shop.done({"catalog", "trust", key + ".pub"});
        write_file(shop.scratch() / "F.csv", "code,name,unit,price,vat\nF-1,Chè,hộp,90000,8\n");
        shop.done(
            {"catalog",
             "publish",
             "--products",
             (shop.scratch() / "F.csv").string(),
             "--key",
             key,
             "--out",
             feed}
        );
        shop.done({"catalog", "sync", feed});
        write_file(
            shop.data() / "own-prices.json",
            R"({"prices":{"F-1":{"feed_price":90000,"price":95000}},"v":1})"
        );
        // A closed shift: from here on the journal's head must be there.
        shop.sell(R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000}
{"do":"close-shift","counted":{"500000":1}})");
        shop.done({"backup", file()});
        before_ = read_file(file());
    }

    [[nodiscard]] std::string file() const { return (shop.scratch() / "backup").string(); }

    /// Nothing is backed up over the good one while `what` is wrong with the file `name`.
    void refuses(
        const std::string& name,
        const std::function<void(const std::filesystem::path&)>& damage,
        const std::string& told = {}
    ) {
        const std::filesystem::path path = shop.data() / name;
        const std::string good = read_file(path);
        damage(path);
        const Ran ran = shop.ocop({"backup", file(), "--json"});
        EXPECT_EQ(ran.exit, 1) << name << ran.out << ran.err;
        EXPECT_TRUE(read_file(file()) == before_) << name;
        EXPECT_NE(ran.err.find(told.empty() ? name : told), std::string::npos) << ran.err;
        EXPECT_NE(ran.err.find("bản sao trước còn nguyên"), std::string::npos) << ran.err;
        std::filesystem::remove_all(path);
        write_file(path, good);
        std::filesystem::permissions(path, std::filesystem::perms{0600});
    }

    void refuses_missing(const std::string& name) {
        refuses(name, [](const auto& path) { std::filesystem::remove(path); });
    }

    void refuses_empty(const std::string& name) {
        refuses(name, [](const auto& path) { write_file(path, ""); });
    }

    void refuses_damaged(const std::string& name) {
        refuses(name, [](const auto& path) {
            const std::string bytes = read_file(path);
            write_file(path, bytes.substr(0, bytes.size() / 2));
        });
        refuses(name, [](const auto& path) {
            write_file(path, std::string(read_file(path).size(), '\0'));
        });
    }

    Shop shop{Kind::training};
    std::string before_{};
};

TEST_F(WholeBackup, IsRefusedWithoutTheKeyThatSigns) {
    refuses_missing("till.key");
    refuses_empty("till.key");
    refuses_damaged("till.key");
    const Shop other{Kind::training, false};
    refuses("till.key", [&](const auto& path) {
        write_file(path, read_file(other.data() / "till.key"));
    });
    shop.done({"backup", file()});
}

TEST_F(WholeBackup, IsRefusedWithoutPinsAManagerSignsInWith) {
    refuses_missing("pins.json");
    refuses_empty("pins.json");
    refuses_damaged("pins.json");
    refuses("pins.json", [](const auto& path) { write_file(path, "{}"); });
    refuses("pins.json", [](const auto& path) {
        Json pins = Json::parse(read_file(path));
        pins.erase("hoa");
        write_file(path, pins.dump());
    });
    refuses("pins.json", [](const auto& path) {
        Json pins = Json::parse(read_file(path));
        pins["lan"] = "1234";
        write_file(path, pins.dump());
    });
    shop.done({"backup", file()});
}

TEST_F(WholeBackup, IsRefusedWithoutTheGoodsThatSell) {
    for (const char* name :
         {"catalog-000001.db", "feed-000001.db", "catalog.current", "feed.current"}) {
        refuses_missing(name);
        refuses_empty(name);
        refuses_damaged(name);
    }
    refuses(
        "catalog.current",
        [](const auto& path) { write_file(path, "catalog-000009.db\n"); },
        "catalog-000009.db"
    );
    for (const char* name : {"own-prices.json", "catalog.keys"}) {
        refuses_empty(name);
        refuses_damaged(name);
    }
    shop.done({"backup", file()});
}

TEST_F(WholeBackup, IsRefusedWithoutTheJournalsHead) {
    refuses_missing("head");
    refuses_empty("head");
    refuses_damaged("head");
    shop.done({"backup", file()});
}

TEST_F(WholeBackup, IsRefusedWhereARecordWasChanged) {
    const std::string good = read_file(shop.data() / "ledger.db");
    shop.tamper("DROP TRIGGER journal_changes_no_record; UPDATE journal SET record = "
                "replace(record, '35000', '36000') WHERE kind = 'sale'");
    const Ran ran = shop.ocop({"backup", file(), "--json"});
    EXPECT_EQ(ran.exit, 1) << ran.out;
    EXPECT_EQ(ran.json()["error"]["code"], "tampered");
    EXPECT_TRUE(read_file(file()) == before_);
}

TEST_F(WholeBackup, BringsBackTheCopyOfTheOwnPrices) {
    shop.done({"catalog", "price", "F-1", "88000"});
    shop.done({"backup", file()});
    const std::string there = (shop.scratch() / "there").string();
    const auto at_there = [&](std::vector<std::string> words) {
        words.insert(words.begin(), OCOP_PROGRAM);
        words.insert(words.end(), {"--data", there, "--json"});
        return run_program(words);
    };
    ASSERT_EQ(at_there({"backup", "restore", file()}).exit, 0);
    const std::filesystem::path copy = std::filesystem::path{there} / "own-prices.copy.json";
    EXPECT_EQ(read_file(copy), read_file(shop.data() / "own-prices.copy.json"));
    // It stands in for the prices there as it does here.
    write_file(std::filesystem::path{there} / "own-prices.json", "damaged");
    const Ran shown = at_there({"catalog", "show", "F-1"});
    EXPECT_EQ(shown.json()["price_today"], 88000) << shown.out;
}

TEST_F(WholeBackup, OfAShopWithNothingButUsersIsTaken) {
    const Shop bare{Kind::training, false};
    bare.done({"backup", file() + "2"});
    Shop fresh;
    EXPECT_EQ(fresh.init({"--training"}).exit, 0);
    fresh.done({"backup", file() + "3"});
    // A till that trusts nobody any more has no empty list of keys, which would look like a lost
    // one.
    shop.done({"catalog", "trust", (shop.scratch() / "tinh.key.pub").string(), "--remove"});
    shop.done({"backup", file()});
}

} // namespace
} // namespace ocop::cli::test
