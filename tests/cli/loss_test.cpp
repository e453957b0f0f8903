// A journal that lost its end, and a manager's decision to go on without it.
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

constexpr const char* one_sale = R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})";

/// A real shop in whose folder yesterday's ledger lies beside today's head: a signed shift and two
/// receipts are gone.
class LostEnd : public testing::Test {
protected:
    LostEnd() {
        shop.sell(one_sale);
        shop.sell_as_manager(R"({"do":"close-shift","counted":{"500000":1}})");
    }

    /// What is sold from here on is lost.
    void lose() {
        const std::string yesterday = read_file(ledger());
        kept = shop.records().size();
        shop.sell_as_manager(R"({"do":"open-shift","float":0})");
        shop.sell(one_sale);
        shop.sell(one_sale);
        shop.sell_as_manager(R"({"do":"close-shift","counted":{"20000":3}})");
        given = shop.records().size();
        put(yesterday);
    }

    void put(const std::string& bytes) const {
        for (const char* beside : {"-wal", "-shm"}) {
            std::filesystem::remove(ledger().string() + beside);
        }
        write_file(ledger(), bytes);
    }

    [[nodiscard]] std::filesystem::path ledger() const { return shop.data() / "ledger.db"; }

    /// Every file with its bytes but for the lock's and SQLite's shared memory.
    [[nodiscard]] std::map<std::string, std::string> bytes() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{shop.data()}) {
            const std::string name = entry.path().filename().string();
            if (entry.is_regular_file() && name != "ledger.lock" && !name.ends_with("-shm")) {
                files[entry.path().string()] = read_file(entry.path());
            }
        }
        return files;
    }

    [[nodiscard]] Ran
    decide(std::vector<std::string> more, const std::string& input = "9999\n") const {
        std::vector<std::string> words{"journal", "accept-loss", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return shop.ocop(std::move(words), input);
    }

    [[nodiscard]] std::string
    refused(std::vector<std::string> more, const std::string& input = "9999\n") const {
        const Ran ran = decide(std::move(more), input);
        EXPECT_NE(ran.exit, 0) << ran.out;
        return ran.json()["error"]["code"].get<std::string>();
    }

    const std::vector<std::string> all{
        "--by", "hoa", "--pin-stdin", "--last-receipt", "3", "--yes"};
    Shop shop{Kind::real};
    std::size_t kept = 0;
    std::size_t given = 0;
};

TEST_F(LostEnd, IsRefusedNamingBothWaysOn) {
    lose();
    const Ran verified = shop.ocop({"journal", "verify", "--full"});
    EXPECT_EQ(verified.exit, 1);
    const Ran sold = shop.ocop({"sell", "--script", "-"}, "{\"do\":\"no-sale\"}\n");
    EXPECT_EQ(sold.exit, 1);
    EXPECT_EQ(sold.out, "");
    for (const std::string& said : {verified.err, sold.err}) {
        EXPECT_THAT(said, HasSubstr("seq " + std::to_string(kept)));
        EXPECT_THAT(said, HasSubstr("`ocop backup restore "));
        EXPECT_THAT(said, HasSubstr("`ocop journal accept-loss`"));
    }
}

TEST_F(LostEnd, IsToldInFullBeforeAnybodyDecides) {
    lose();
    const Ran ran = decide({"--lang", "en"});
    EXPECT_EQ(ran.exit, 3);
    const std::string first = std::to_string(kept);
    const std::string last = std::to_string(given - 1);
    EXPECT_THAT(ran.err, HasSubstr("from seq " + first + " to seq " + last));
    EXPECT_THAT(ran.err, HasSubstr("last receipt QNA-HOIAN-01-1-000001"));
    EXPECT_THAT(ran.err, HasSubstr("last signed shift: 1, closed at "));
    EXPECT_THAT(ran.err, HasSubstr("restore the newest backup"));
    const Json lost = ran.json()["error"]["rows"].at(0);
    EXPECT_EQ(lost["from_seq"], kept);
    EXPECT_EQ(lost["to_seq"], given - 1);
    EXPECT_EQ(lost["records"], given - kept);
    EXPECT_EQ(lost["signed_seq"], given - 1) << "a closed shift is among them";
    EXPECT_THAT(lost["head_written"].get<std::string>(), testing::EndsWith("+07:00"));
}

TEST_F(LostEnd, IsNotGivenUpBeforeAllIsSaidThatIsNeeded) {
    shop.done({"settings", "set", "einvoice.series", "1C26MYY"});
    shop.done({"settings", "set", "einvoice.code", "MNZLR"});
    lose();
    const auto before = bytes();
    EXPECT_EQ(refused({}), "by-missing");
    EXPECT_EQ(refused({"--by", "hoa", "--yes"}), "pin-missing");
    EXPECT_EQ(refused({"--by", "hoa", "--pin-stdin", "--yes"}), "last-receipt-missing");
    EXPECT_EQ(
        refused({"--by", "hoa", "--pin-stdin", "--yes", "--last-receipt", "3"}),
        "last-einvoice-missing"
    );
    const std::string year = shop.records("genesis").front()["at"].get<std::string>();
    const std::string einvoice = "1C" + year.substr(2, 2) + "MYY=2";
    EXPECT_EQ(
        refused({"--by", "hoa", "--pin-stdin", "--last-receipt", "3", "--last-einvoice", einvoice}),
        "yes-missing"
    );
    EXPECT_EQ(
        refused({"--by", "hoa", "--pin-stdin", "--last-receipt", "0", "--yes"}), "number-too-small"
    );
    EXPECT_EQ(
        refused({"--by", "hoa", "--pin-stdin", "--last-receipt", "x", "--yes"}),
        "not-a-receipt-number"
    );
    EXPECT_EQ(bytes(), before);
}

TEST_F(LostEnd, IsGivenUpByAManagerOnRecordAndNumbersGoOnBehindThePaper) {
    lose();
    const Json head = Json::parse(read_file(shop.data() / "head"));
    const Ran done = decide(all);
    ASSERT_EQ(done.exit, 0) << done.err;
    EXPECT_EQ(done.json()["lost"]["records"], given - kept);
    EXPECT_EQ(done.json()["last_receipt"], "QNA-HOIAN-01-1-000003");
    const Json record = shop.records().back();
    EXPECT_EQ(record["kind"], "restore");
    EXPECT_EQ(record["seq"], kept);
    const Json& body = record["body"];
    EXPECT_EQ(body["do"], "accept-loss");
    EXPECT_EQ(body["by"], "hoa");
    EXPECT_FALSE(body["account"].get<std::string>().empty());
    EXPECT_EQ(body["from_seq"], kept);
    EXPECT_EQ(body["last_receipt"], "QNA-HOIAN-01-1-000003");
    EXPECT_EQ(body["lost"]["from_seq"], kept);
    EXPECT_EQ(body["lost"]["to_seq"], given - 1);
    EXPECT_EQ(body["lost"]["head"]["hash"], head["hash"]);
    EXPECT_TRUE(body["signature"].is_string());
    shop.done({"journal", "verify", "--full"});
    shop.sell_as_manager(R"({"do":"open-shift","float":0})");
    EXPECT_EQ(shop.sell(one_sale).back()["sale"], "QNA-HOIAN-01-1-000004");
    shop.done({"journal", "verify", "--full"});
    shop.done({"journal", "rebuild"});
    const auto before = bytes();
    EXPECT_EQ(refused(all), "nothing-missing");
    EXPECT_EQ(decide(all).exit, 3);
    EXPECT_EQ(bytes(), before);
}

TEST_F(LostEnd, TakesNoNumberThatAPaperOnFileHas) {
    lose();
    std::filesystem::create_directories(shop.data() / "receipts");
    write_file(shop.data() / "receipts" / "QNA-HOIAN-01-1-000003.pdf", "");
    EXPECT_EQ(
        refused({"--by", "hoa", "--pin-stdin", "--last-receipt", "2", "--yes"}), "number-too-small"
    );
    EXPECT_EQ(decide(all).exit, 0);
}

TEST_F(LostEnd, IsNotGivenUpByACashierNorWithAWrongPin) {
    lose();
    const auto before = bytes();
    const auto by = [&](const char* name, const char* pin) {
        return refused(
            {"--by", name, "--pin-stdin", "--last-receipt", "3", "--yes"}, std::string{pin} + "\n"
        );
    };
    EXPECT_EQ(by("lan", "1234"), "not-allowed");
    EXPECT_EQ(by("minh", "5678"), "not-allowed");
    EXPECT_EQ(by("nobody", "9999"), "unknown-user");
    EXPECT_EQ(by("hoa", "99"), "bad-pin");
    EXPECT_EQ(bytes(), before);
    for (int attempt = 0; attempt < 5; ++attempt) {
        EXPECT_EQ(by("hoa", "0000"), "wrong-pin");
    }
    EXPECT_EQ(by("hoa", "9999"), "pin-locked") << "not even looked at";
    auto after = bytes();
    EXPECT_EQ(after.erase((shop.data() / "pin-tries.json").string()), 1U);
    EXPECT_EQ(after, before) << "the tries are counted beside the journal alone";
}

TEST_F(LostEnd, PutsWrongPinsOnRecordWithTheDecision) {
    lose();
    EXPECT_EQ(
        refused({"--by", "hoa", "--pin-stdin", "--last-receipt", "3", "--yes"}, "0000\n"),
        "wrong-pin"
    );
    ASSERT_EQ(decide(all).exit, 0);
    EXPECT_EQ(shop.records().back()["body"]["wrong_pins"], 1);
    EXPECT_FALSE(std::filesystem::exists(shop.data() / "pin-tries.json"));
}

/// Damage that is more than a lost end: what is done to the shop.
struct OtherDamage {
    const char* name;
    void (*make)(const Shop& shop);
};

void PrintTo(const OtherDamage& damage, std::ostream* out) {
    *out << damage.name;
}

constexpr const char* free_hand =
    "DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete;";

class MoreThanALostEnd : public LostEnd, public testing::WithParamInterface<OtherDamage> {};

TEST_P(MoreThanALostEnd, IsNobodysToAccept) {
    lose();
    GetParam().make(shop);
    const auto before = bytes();
    const Ran ran = decide(all);
    EXPECT_EQ(ran.exit, 1) << ran.out << ran.err;
    EXPECT_EQ(bytes(), before);
    EXPECT_EQ(shop.ocop({"sell", "--script", "-"}, "{\"do\":\"no-sale\"}\n").exit, 1);
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);
}

std::string name_of(const testing::TestParamInfo<OtherDamage>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Journal,
    MoreThanALostEnd,
    testing::Values(
        OtherDamage{
            "AChangedRecord",
            [](const Shop& shop) {
                shop.tamper(
                    std::string{free_hand}
                    + "UPDATE journal SET record = replace(record, '\"float\":500000', "
                      "'\"float\":400000') WHERE kind = 'shift-open';"
                );
            }},
        OtherDamage{
            "ARecordCutOffByHand",
            [](const Shop& shop) {
                shop.tamper(
                    std::string{free_hand}
                    + "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal);"
                );
            }},
        OtherDamage{
            "ASealThatDoesNotFit",
            [](const Shop& shop) { shop.tamper("UPDATE seal SET hash = printf('%064d', 0);"); }},
        OtherDamage{
            "NoHead", [](const Shop& shop) { std::filesystem::remove(shop.data() / "head"); }},
        OtherDamage{
            "AHeadMadeUp",
            [](const Shop& shop) {
                Json head = Json::parse(read_file(shop.data() / "head"));
                head["seq"] = head["seq"].get<int>() + 90;
                write_file(shop.data() / "head", head.dump());
            }},
        OtherDamage{
            "AnotherTillsKey",
            [](const Shop& shop) {
                const Shop other{Kind::real, false};
                write_file(shop.data() / "till.key", read_file(other.data() / "till.key"));
            }}
    ),
    name_of
);

TEST_F(LostEnd, IsNotAskedAboutWhereNothingIsMissing) {
    const auto before = bytes();
    EXPECT_EQ(refused({}), "nothing-missing");
    EXPECT_EQ(refused(all), "nothing-missing");
    EXPECT_EQ(bytes(), before);
}

} // namespace
} // namespace ocop::cli::test
