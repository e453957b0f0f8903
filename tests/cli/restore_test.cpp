#include "tests/cli/shop.hpp"

namespace ocop::cli::test {
namespace {

constexpr const char* one_sale = R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})";

/// A real shop that was backed up after its second receipt.
class LostShop : public testing::Test {
protected:
    explicit LostShop(Kind kind = Kind::real)
        : shop{kind} {}

    void invoice() {
        shop.done({"settings", "set", "einvoice.series", series()});
        shop.done({"settings", "set", "einvoice.code", "MNZLR"});
    }

    void back_up() {
        shop.sell(one_sale);
        shop.sell(one_sale);
        shop.done({"backup", file()});
    }

    /// Series of the year the tests run in: a real store has no other.
    static std::string series() {
        const Shop clock{Kind::real, false};
        return "1C" + clock.records("genesis").front()["at"].get<std::string>().substr(2, 2)
               + "MYY";
    }

    [[nodiscard]] std::string file() const { return (shop.scratch() / "backup").string(); }

    [[nodiscard]] std::filesystem::path there() const { return shop.scratch() / "other"; }

    [[nodiscard]] Ran
    elsewhere(std::vector<std::string> words, const std::string& input = {}) const {
        words.insert(words.begin(), OCOP_PROGRAM);
        words.insert(words.end(), {"--data", there().string(), "--json"});
        return run_program(words, input);
    }

    [[nodiscard]] Ran restore(std::vector<std::string> more) const {
        std::vector<std::string> words{"backup", "restore", file()};
        words.insert(words.end(), more.begin(), more.end());
        return elsewhere(std::move(words));
    }

    /// The code a restore is refused with; nothing is there afterwards.
    [[nodiscard]] std::string refused(std::vector<std::string> more) const {
        const Ran ran = restore(std::move(more));
        EXPECT_EQ(ran.exit, 3) << ran.out;
        EXPECT_FALSE(std::filesystem::exists(there()));
        return ran.json()["error"]["code"].get<std::string>();
    }

    /// The answer to a sale in the restored shop.
    [[nodiscard]] Json sale() const {
        const Ran ran = elsewhere(
            {"sell", "--script", "-"},
            std::string{R"({"do":"sign-in","user":"lan","pin":"1234"})"} + "\n" + one_sale
        );
        return Json::parse(ran.lines().back());
    }

    [[nodiscard]] Json last_record() const {
        return Json::parse(run_program({OCOP_PROGRAM, "journal", "dump", "--data", there().string()}
        )
                               .lines()
                               .back());
    }

    Shop shop;
};

TEST_F(LostShop, AsksForTheLastReceiptOnPaper) {
    back_up();
    const Ran ran = restore({});
    EXPECT_EQ(ran.exit, 3);
    EXPECT_EQ(ran.json()["error"]["code"], "last-receipt-missing");
    EXPECT_EQ(ran.json()["error"]["where"], "QNA-HOIAN-01-1-000002");
    EXPECT_NE(ran.err.find("QNA-HOIAN-01-1-000002"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("--last-receipt"), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(there()));
}

TEST_F(LostShop, GoesOnAfterTheNumbersStatedAndNeverGivesThemAgain) {
    back_up();
    const Ran ran = restore({"--last-receipt", "QNA-HOIAN-01-1-000005"});
    ASSERT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(ran.json()["last_receipt"], "QNA-HOIAN-01-1-000005");
    const Json record = last_record();
    EXPECT_EQ(record["kind"], "restore");
    const Json& body = record["body"];
    EXPECT_EQ(body["last_receipt"], "QNA-HOIAN-01-1-000005");
    EXPECT_EQ(body["last_einvoice"], Json::object());
    EXPECT_EQ(body["from_seq"], record["seq"]);
    EXPECT_EQ(body["records"], record["seq"]);
    EXPECT_EQ(body["head"], record["prev"]);
    EXPECT_EQ(body["source"], "backup");
    EXPECT_FALSE(body["by"].get<std::string>().empty());
    EXPECT_EQ(sale()["sale"], "QNA-HOIAN-01-1-000006");
    EXPECT_EQ(elsewhere({"journal", "verify", "--full"}).exit, 0);
    const Ran rebuilt = elsewhere({"journal", "rebuild"});
    EXPECT_EQ(rebuilt.exit, 0) << rebuilt.err;
    EXPECT_EQ(sale()["sale"], "QNA-HOIAN-01-1-000007");
}

TEST_F(LostShop, TakesNoNumberThatCannotBe) {
    back_up();
    EXPECT_EQ(refused({"--last-receipt", "1"}), "number-too-small");
    EXPECT_EQ(refused({"--last-receipt", "QNA-HOIAN-01-2-000005"}), "other-till");
    EXPECT_EQ(refused({"--last-receipt=-5"}), "not-a-receipt-number");
    EXPECT_EQ(refused({"--last-receipt", "five"}), "not-a-receipt-number");
    EXPECT_EQ(refused({"--last-receipt", "99999999999999999999"}), "not-a-receipt-number");
    EXPECT_EQ(refused({"--last-receipt", "2000000"}), "number-too-large");
    EXPECT_EQ(
        refused({"--last-receipt", "2", "--last-einvoice", "A1=2"}), "not-an-einvoice-number"
    );
    EXPECT_EQ(restore({"--last-receipt", "2000000", "--yes"}).exit, 0);
    EXPECT_EQ(sale()["sale"], "QNA-HOIAN-01-1-2000001");
}

TEST_F(LostShop, GoesOnAfterTheLastInvoiceToo) {
    invoice();
    back_up();
    const std::string year = series().substr(2, 2);
    EXPECT_EQ(refused({"--last-receipt", "2"}), "last-einvoice-missing");
    EXPECT_EQ(
        refused({"--last-receipt", "2", "--last-einvoice", series() + "=1"}), "number-too-small"
    );
    ASSERT_EQ(restore({"--last-receipt", "9", "--last-einvoice", series() + "=7"}).exit, 0);
    const Json stated = last_record()["body"]["last_einvoice"];
    EXPECT_EQ(stated[series()], 7);
    // Five invoices more took five of the tax office's running numbers.
    EXPECT_EQ(stated["M1-" + year + "-MNZLR"], 7);
    EXPECT_EQ(sale()["sale"], "QNA-HOIAN-01-1-000010");
    const Json invoice = last_record()["body"]["einvoice"];
    EXPECT_EQ(invoice["number"], 8);
    EXPECT_EQ(invoice["code"], "M1-" + year + "-MNZLR-00000000008");
    EXPECT_EQ(elsewhere({"journal", "verify", "--full"}).exit, 0);
    const Ran list =
        elsewhere({"revenue", "einvoices", "--from", "2020-01-01", "--to", "2199-12-31"});
    EXPECT_EQ(list.exit, 0) << list.err;
    EXPECT_EQ(list.json()["rows"].size(), 3U);
}

TEST_F(LostShop, ExportsABundleOverTheJumpOfNumbers) {
    back_up();
    ASSERT_EQ(restore({"--last-receipt", "40"}).exit, 0);
    EXPECT_EQ(sale()["sale"], "QNA-HOIAN-01-1-000041");
    const std::string day = last_record()["at"].get<std::string>().substr(0, 10);
    const Ran ran = elsewhere(
        {"revenue",
         "export",
         "--from",
         day,
         "--to",
         day,
         "--out",
         (shop.scratch() / "out").string()}
    );
    EXPECT_EQ(ran.exit, 0) << ran.err;
}

TEST_F(LostShop, IsNotAskedWhereTheStoreThatIsThereShowsThatNothingWasLost) {
    back_up();
    const Ran same = shop.ocop({"backup", "restore", file(), "--json"});
    EXPECT_EQ(same.exit, 0) << same.err;
    EXPECT_EQ(same.json()["last_receipt"], "QNA-HOIAN-01-1-000002");
    EXPECT_EQ(shop.sell(one_sale).back()["sale"], "QNA-HOIAN-01-1-000003");
}

TEST_F(LostShop, ReplacesAStoreWithOtherRecordsOnlyWhenToldTwice) {
    back_up();
    shop.sell(one_sale);
    shop.sell(one_sale);
    const Json before = contents_of(shop.data());
    const auto restore_here = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"backup", "restore", file(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return shop.ocop(std::move(words));
    };
    EXPECT_EQ(restore_here({"--last-receipt", "4"}).json()["error"]["code"], "exists");
    const Ran asked = restore_here({"--last-receipt", "4", "--replace"});
    EXPECT_EQ(asked.exit, 3);
    EXPECT_EQ(asked.json()["error"]["code"], "yes-missing");
    EXPECT_NE(asked.err.find("ledger.db"), std::string::npos) << asked.err;
    // What the store that is there knows counts as well.
    EXPECT_EQ(
        restore_here({"--last-receipt", "3", "--replace", "--yes"}).json()["error"]["code"],
        "number-too-small"
    );
    EXPECT_EQ(contents_of(shop.data()), before);
    const Ran done = restore_here({"--last-receipt", "4", "--replace", "--yes"});
    ASSERT_EQ(done.exit, 0) << done.err;
    const std::string aside = done.json()["replaced"];
    EXPECT_TRUE(std::filesystem::exists(shop.data() / aside / "ledger.db"));
    const Json body = shop.records("restore").back()["body"];
    EXPECT_EQ(body["replaced"]["records"], body["records"].get<int>() + 2);
    EXPECT_EQ(shop.sell(one_sale).back()["sale"], "QNA-HOIAN-01-1-000005");
}

TEST_F(LostShop, GetsItsPinsBackAlone) {
    back_up();
    shop.sell(one_sale);
    write_file(shop.data() / "pins.json", "damaged");
    const Ran done = shop.ocop({"backup", "restore", file(), "--only", "pins", "--json"});
    ASSERT_EQ(done.exit, 0) << done.err;
    const Json record = shop.records().back();
    EXPECT_EQ(record["kind"], "pin");
    EXPECT_EQ(record["body"]["do"], "restored-from-backup");
    EXPECT_EQ(record["body"]["source"], "backup");
    EXPECT_EQ(shop.sell(one_sale).back()["sale"], "QNA-HOIAN-01-1-000004");
    // Not from another till's backup.
    const Shop other{Kind::real, false};
    const Json before = contents_of(other.data());
    EXPECT_EQ(other.ocop({"backup", "restore", file(), "--only", "pins"}).exit, 3);
    EXPECT_EQ(contents_of(other.data()), before);
}

TEST_F(LostShop, IsNotOpenedHalfRestored) {
    back_up();
    std::filesystem::create_directories(there());
    write_file(there() / "restore.pending", "damaged");
    for (const char* verb : {"verify", "tail", "rebuild"}) {
        EXPECT_EQ(elsewhere({"journal", verb}).exit, 1) << verb;
    }
    EXPECT_EQ(elsewhere({"backup", file() + "2"}).exit, 1);
    EXPECT_EQ(restore({"--last-receipt", "2"}).exit, 0);
    EXPECT_EQ(elsewhere({"journal", "verify", "--full"}).exit, 0);
}

TEST_F(LostShop, ClearsUpAfterProgramsThatWereKilled) {
    const auto left = shop.data() / ".ocop-dead00";
    std::filesystem::create_directory(left);
    write_file(left / "till.key", "secret");
    shop.sell(one_sale);
    EXPECT_FALSE(std::filesystem::exists(left));
}

} // namespace
} // namespace ocop::cli::test
