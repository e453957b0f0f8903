#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace ocop::cli::test {
namespace {

TEST(Init, WritesAGenesisThatNamesTheTill) {
    const Shop shop;
    ASSERT_EQ(shop.init({"--training", "--at", "2026-01-02T03:04:05+07:00"}).exit, 0);
    const auto records = shop.records();
    ASSERT_EQ(records.size(), 1u);
    const Json& genesis = records[0];
    EXPECT_EQ(genesis["at"], "2026-01-02T03:04:05+07:00");
    EXPECT_EQ(genesis["kind"], "genesis");
    EXPECT_EQ(genesis["prev"], std::string(64, '0'));
    EXPECT_EQ(genesis["till"], Shop::till);
    const Json& body = genesis["body"];
    EXPECT_EQ(body["till"], Shop::till);
    EXPECT_EQ(body["province"], "QNA");
    EXPECT_EQ(body["point"], "QNA-HOIAN-01");
    EXPECT_EQ(body["district"], "Hội An");
    EXPECT_EQ(body["training"], true);
    // A minisign public key's second line: 42 bytes in base64.
    const std::string key = body["public_key"];
    EXPECT_EQ(key.size(), 56u);
    EXPECT_EQ(key.substr(0, 2), "RW");
    const auto mode = std::filesystem::status(shop.data() / "till.key").permissions();
    EXPECT_EQ(mode & std::filesystem::perms::all, std::filesystem::perms{0600});
}

TEST(Init, RefusesASecondStoreAndABadIdWithoutTouchingAnything) {
    const Shop shop;
    ASSERT_EQ(shop.init().exit, 0);
    EXPECT_EQ(shop.records()[0]["body"]["training"], false);
    const Json before = contents_of(shop.data());
    const Ran again = shop.init({"--json"});
    EXPECT_EQ(again.exit, 3);
    EXPECT_EQ(again.json()["error"]["code"], "exists");
    EXPECT_EQ(contents_of(shop.data()), before);

    const ScratchFolder scratch;
    const Ran bad = run_program(
        {OCOP_PROGRAM,
         "init",
         "--province",
         "QNA",
         "--point",
         "../x",
         "--name",
         "x",
         "--district",
         "x",
         "--data",
         (scratch.path() / "d").string()}
    );
    EXPECT_EQ(bad.exit, 3);
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "d"));
}

TEST(Init, RefusesAFolderThatLostItsLedgerAndSaysRestore) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    for (const char* name : {"ledger.db", "ledger.db-wal", "ledger.db-shm"}) {
        std::filesystem::remove(shop.data() / name);
    }
    const Json before = contents_of(shop.data());
    const std::vector<std::vector<std::string>> asked{
        {"init",
         "--province",
         "QNA",
         "--point",
         "QNA-HOIAN-01",
         "--name",
         "x",
         "--district",
         "x",
         "--training"},
        {"sell", "--script", "-"},
        {"journal", "verify"},
        {"journal", "rebuild"},
        {"journal", "tail"},
        {"user", "list"},
        {"shift", "report", "current"},
        {"settings", "list"},
        {"settings", "set", "event", "x"},
        {"catalog", "find", "x"},
        {"backup", (shop.scratch() / "backup").string()},
        {"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", "x"}};
    for (auto words : asked) {
        const Ran vi = shop.ocop(words, {});
        EXPECT_EQ(vi.exit, 3) << words[0] << vi.err;
        EXPECT_THAT(vi.err, testing::HasSubstr("phục hồi")) << words[0];
        EXPECT_THAT(vi.err, testing::Not(testing::HasSubstr("ocop init"))) << words[0];
        words.insert(words.end(), {"--lang", "en", "--json"});
        const Ran en = shop.ocop(words, {});
        EXPECT_THAT(en.err, testing::HasSubstr("ocop backup restore")) << words[0];
        EXPECT_THAT(en.err, testing::Not(testing::HasSubstr("ocop init"))) << words[0];
        EXPECT_THAT(en.err, testing::HasSubstr("till.key")) << words[0] << " names what is there";
        EXPECT_EQ(en.json()["error"]["code"], "incomplete-store") << words[0];
    }
    EXPECT_EQ(contents_of(shop.data()), before);
}

TEST(Init, RefusesAFolderThatLostItsKeyAndSaysRestore) {
    const Shop shop{Kind::training};
    std::filesystem::remove(shop.data() / "till.key");
    const Json before = contents_of(shop.data());
    EXPECT_EQ(shop.init({"--training"}).exit, 3);
    const Ran selling = shop.ocop({"sell", "--script", "-"}, "");
    EXPECT_EQ(selling.exit, 3);
    EXPECT_THAT(selling.err, testing::HasSubstr("phục hồi"));
    EXPECT_THAT(selling.err, testing::Not(testing::HasSubstr("ocop init")));
    EXPECT_EQ(contents_of(shop.data()), before);
    EXPECT_EQ(shop.ocop({"journal", "tail"}).exit, 0) << "to look needs no key";
}

TEST(Init, IsNotHinderedByWhatIsNoStoresAndNothingElseAdvisesIt) {
    const Shop shop;
    std::filesystem::create_directories(shop.data() / "images");
    write_file(shop.data() / "P.csv", goods_csv());
    const Ran none = shop.ocop({"sell", "--script", "-"}, "");
    EXPECT_EQ(none.exit, 3);
    EXPECT_THAT(none.err, testing::HasSubstr("ocop init"));
    ASSERT_EQ(shop.init({"--training"}).exit, 0);
    EXPECT_EQ(read_file(shop.data() / "P.csv"), goods_csv());
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"sell", "--script", "none.jsonl"},
             {"catalog", "import", "none.csv"},
             {"catalog", "trust", "none.pub"},
             {"catalog", "sync", "none"},
             {"catalog", "price", "CA", "1000"},
             {"settings", "set", "receipt.logo", "none.png"},
             {"revenue", "uplift", "--cases", "none.json"},
             {"backup", "verify", "none.ocop"},
             {"labels", "--all", "--as", "pdf", "--out", "none/labels.pdf"},
             {"backup", "none/backup"}}) {
        const Ran ran = shop.ocop(words);
        const int least = words[1] == "sync" ? 1 : 3; // a feed of no trusted key: a check says no
        EXPECT_GE(ran.exit, least) << words[0] << " " << words[1];
        EXPECT_THAT(ran.err, testing::Not(testing::HasSubstr("init"))) << words[0];
        EXPECT_THAT(ran.err, testing::Not(testing::HasSubstr("restore"))) << words[0];
    }
}

TEST(User, TheFirstOneOfAStoreIsAManager) {
    const Shop shop;
    ASSERT_EQ(shop.init({"--training"}).exit, 0);
    const auto add = [&](const char* name, const char* role, const char* pin) {
        return shop.ocop({"user", "add", name, "--role", role, "--pin-stdin", "--json"}, pin);
    };
    for (const char* role : {"cashier", "lead", "auditor"}) {
        EXPECT_EQ(add("lan", role, "1234\n").exit, 3);
    }
    EXPECT_EQ(add("hoa", "manager", "9999\n").exit, 0);
    EXPECT_EQ(add("lan", "cashier", "1234").exit, 0); // no line end is a PIN, too
    EXPECT_EQ(add("hoa", "manager", "1111\n").exit, 3);
    EXPECT_EQ(add("bad", "cashier", "12\n").exit, 3);
    EXPECT_EQ(add("bad", "cashier", "12ab\n").exit, 3);
    EXPECT_EQ(add("bad", "cashier", "").exit, 3);
    EXPECT_EQ(add("Bad Name", "cashier", "1234\n").exit, 3);
    ASSERT_EQ(shop.records("user").size(), 2u);
    EXPECT_EQ(shop.records("user")[1]["body"]["user"], "lan");
    for (const auto& entry : std::filesystem::directory_iterator{shop.data()}) {
        EXPECT_EQ(read_file(entry.path()).find("9999"), std::string::npos) << entry.path();
    }
}

TEST(User, ADisabledOneSignsInNoMoreAndTheLastManagerStays) {
    const Shop shop{Kind::training, false};
    shop.done({"user", "disable", "minh", "--at", Shop::at});
    EXPECT_EQ(refused(shop.last(R"({"do":"sign-in","user":"minh","pin":"5678"})")), "unknown-user");
    EXPECT_EQ(shop.ocop({"user", "disable", "hoa"}).exit, 3);
    EXPECT_EQ(shop.ocop({"user", "disable", "nobody"}).exit, 3);
    shop.done({"user", "pin", "lan", "--pin-stdin"}, "4321\n");
    const Ran ran = shop.done(
        {"sell", "--script", "-"},
        R"({"do":"sign-in","user":"lan","pin":"1234"})"
        "\n"
        R"({"do":"sign-in","user":"lan","pin":"4321"})"
    );
    EXPECT_EQ(refused(Json::parse(ran.lines().at(0))), "wrong-pin");
    EXPECT_EQ(refused(Json::parse(ran.lines().at(1))), "");
}

TEST(Settings, AreKeptInTheJournalAndRefusedWhereTheyMakeNoSense) {
    const Shop shop{Kind::training, false};
    shop.done({"settings", "set", "shop.name", "Cửa hàng Ế", "--at", Shop::at});
    shop.done({"settings", "set", "bank.bin", "970436", "--at", Shop::at});
    EXPECT_EQ(shop.done({"settings", "get", "shop.name"}).out, "Cửa hàng Ế\n");
    EXPECT_EQ(shop.done({"settings", "get", "bank.bin", "--json"}).json()["value"], "970436");
    const auto records = shop.records("settings");
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0]["body"]["value"], "Cửa hàng Ế");
    EXPECT_EQ(records[0]["at"], Shop::at);
    const std::size_t before = shop.records().size();
    EXPECT_EQ(shop.ocop({"settings", "set", "bank.bin", "12"}).exit, 3);
    EXPECT_EQ(shop.ocop({"settings", "set", "rounding", "7"}).exit, 3);
    EXPECT_EQ(shop.ocop({"settings", "set", "Bad Key", "7"}).exit, 3);
    EXPECT_EQ(shop.ocop({"settings", "get", "never.set"}).exit, 3);
    EXPECT_EQ(shop.records().size(), before);
}

TEST(TrainingTime, IsTakenAnywhereInATrainingStoreAndNeedNotGrow) {
    const Shop shop{Kind::training, false};
    const auto answers = shop.sell(R"({"do":"open-shift","float":0,"at":"2025-06-01T10:00:00+07:00"}
{"do":"add","product":"CA","at":"2025-05-01T10:00:00+07:00"}
{"do":"pay","tender":"cash","amount":120000,"at":"2025-05-01T10:00:01+07:00"})");
    for (const Json& answer : answers) {
        EXPECT_EQ(refused(answer), "") << answer;
    }
    EXPECT_EQ(shop.records("shift-open")[0]["at"], "2025-06-01T10:00:00+07:00");
    EXPECT_EQ(shop.records("sale")[0]["at"], "2025-05-01T10:00:01+07:00");
    EXPECT_TRUE(shop.records("clock").empty());
    EXPECT_EQ(refused(shop.last(R"({"do":"no-sale","at":"yesterday"})")), "bad-action");
    EXPECT_EQ(shop.ocop({"settings", "set", "event", "x", "--at", "yesterday"}).exit, 3);
}

TEST(TrainingTime, IsRefusedEverywhereInARealStore) {
    const Shop shop{Kind::real, false};
    const std::size_t before = shop.records().size();
    EXPECT_EQ(
        refused(shop.last(R"({"do":"open-shift","float":0,"at":"2026-11-20T10:00:00+07:00"})")),
        "at-refused"
    );
    EXPECT_EQ(
        refused(shop.last(
            R"({"do":"sign-in","user":"hoa","pin":"9999","at":"2026-11-20T10:00:00+07:00"})"
        )),
        "at-refused"
    );
    const std::string csv = (shop.scratch() / "P.csv").string();
    const std::vector<std::vector<std::string>> writing{
        {"sell", "--script", "-"},
        {"catalog", "import", csv},
        {"settings", "set", "event", "Tết"},
        {"user", "add", "moi", "--role", "cashier", "--pin-stdin"},
        {"user", "disable", "lan"},
        {"user", "pin", "lan", "--pin-stdin"},
        {"revenue", "export", "--from", "2026-01-01", "--to", "2030-01-01", "--out", csv + ".d"}};
    for (auto words : writing) {
        words.insert(words.end(), {"--at", Shop::at, "--json"});
        const Ran ran = shop.ocop(words, "1234\n");
        EXPECT_EQ(ran.exit, 3) << words[0] << " " << words[1] << ran.out;
        EXPECT_EQ(ran.json()["error"]["code"], "at-refused") << words[0];
    }
    EXPECT_EQ(shop.records().size(), before);
    const Shop other;
    EXPECT_EQ(other.init({"--at", Shop::at}).exit, 3);
    EXPECT_FALSE(std::filesystem::exists(other.data()));
}

TEST(Clock, BehindTheLastRecordIsNotedBeforeWhatIsSoldThen) {
    const Shop shop{Kind::real};
    const Surroundings yesterday{
        {"LD_PRELOAD=" OCOP_CLOCK_BEHIND, "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"},
        {}};
    const Ran ran = shop.done(
        {"sell", "--script", "-", "--strict"},
        R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
)",
        yesterday
    );
    const auto records = shop.records();
    ASSERT_GE(records.size(), 3u);
    const Json& opened = records[records.size() - 4];
    const Json& clock = records[records.size() - 3];
    EXPECT_EQ(opened["kind"], "shift-open");
    EXPECT_EQ(clock["kind"], "clock");
    EXPECT_LT(clock["at"].get<std::string>(), opened["at"].get<std::string>());
    EXPECT_EQ(clock["body"]["last"], opened["at"]);
    EXPECT_EQ(records[records.size() - 2]["kind"], "sale"); // the second sale is behind nothing
    EXPECT_EQ(records[records.size() - 1]["kind"], "sale");
    // The clock is right again: nothing to note.
    shop.sell(R"({"do":"no-sale"})");
    EXPECT_EQ(shop.records("clock").size(), 1u);
    shop.done({"journal", "verify", "--full"});
}

} // namespace
} // namespace ocop::cli::test
