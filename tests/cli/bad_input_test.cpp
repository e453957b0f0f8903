#include "tests/cli/auditor.hpp"
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

TEST(BadCsv, NamesEveryBadRowWithFileLineAndColumnAndImportsNothing) {
    const Shop shop{Kind::training, false};
    const std::string csv = (shop.scratch() / "bad.csv").string();
    write_file(
        csv,
        "code,name,unit,price,vat,stars,gtin\n"
        "A1,Một,cái,1000,8,4,8934563138172\n"
        "A2,Hai,cái,abc,8,4,\n"
        "A3,\"Ba, \"\"ba\"\"\",cái,1000,7,4,\n"
        "A4,,cái,1000,8,9,\n"
        "A1,Năm,cái,1000,8,,\n"
        "A6,Sáu,cái,-5,8,,8934563138166\n"
        "A7,Bảy,cái,1000\n"
    );
    const Json before = contents_of(shop.data());
    const Ran ran = shop.ocop({"catalog", "import", csv});
    EXPECT_EQ(ran.exit, 3);
    EXPECT_EQ(ran.out, "");
    for (const char* place :
         {":3:12:", ":4:26:", ":5:4:", ":5:16:", ":6:1:", ":7:12:", ":7:18:", ":8:1:"}) {
        EXPECT_THAT(ran.err, HasSubstr(csv + place)) << ran.err;
    }
    const Json error = shop.ocop({"catalog", "import", csv, "--json"}).json()["error"];
    EXPECT_EQ(error["code"], "bad-rows");
    EXPECT_THAT(error["where"].get<std::string>(), HasSubstr(csv + ":3:12"));
    EXPECT_GE(error["rows"].size(), 8u);
    EXPECT_EQ(contents_of(shop.data()), before);
    EXPECT_EQ(shop.done({"catalog", "status", "--json"}).json()["version"], 1);
}

TEST(BadCsv, IsRefusedWhole) {
    const Shop shop{Kind::training, false};
    const std::string csv = (shop.scratch() / "bad.csv").string();
    EXPECT_EQ(shop.ocop({"catalog", "import", csv}).exit, 3); // not there
    const std::string header = "code,name,unit,price,vat\n";
    for (const std::string& text :
         {std::string{},
          std::string{"hello\nworld\n"},
          std::string{"code,name\nA,B\n"},
          header,
          header + "A,\"B,cái,1000,8\n",
          header + "A,B\xff\xfe,cái,1000,8\n",
          header + "A,B,cái,99999999999999999999,8\n",
          std::string{"code,code,name,unit,price,vat\nA,A,B,cái,1,8\n"},
          std::string("SQLite format 3\0\1\2\3", 19)}) {
        write_file(csv, text);
        const Ran ran = shop.ocop({"catalog", "import", csv});
        EXPECT_EQ(ran.exit, 3) << text << ran.out;
        EXPECT_THAT(ran.err, HasSubstr(csv)) << text;
    }
    EXPECT_EQ(shop.done({"catalog", "status", "--json"}).json()["version"], 1);
}

TEST(BadCsv, IsRefusedWhereItHoldsWhatNobodySees) {
    const Shop shop{Kind::training, false};
    const std::string csv = (shop.scratch() / "unseen.csv").string();
    write_file(
        csv,
        "code,name,unit,price,vat\nA,Chè,hộp,1000,8\nA\u200B,Chè,hộp,1000,8\nB,Ch\uFFFF,hộp,1,8\n"
    );
    const Ran ran = shop.ocop({"catalog", "import", csv});
    EXPECT_EQ(ran.exit, 3) << ran.out;
    EXPECT_THAT(ran.err, HasSubstr(csv + ":3:1:")) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(csv + ":4:3:")) << ran.err;
}

TEST(GoodCsv, HasOneSpellingOfAWordAndOfAMeasure) {
    const Shop shop{Kind::training, false};
    shop.import("code,name,unit,price,vat,producer_code,producer_name,district\n"
                "K-1,Ma\u0306\u0301m,Kg,1000,8,HT\u00C2\u0301,Hội,Hội An\n"
                "K-2,Mắm,kí,1000,8,HTẤ,Hội,Hô\u0323i An\n");
    const Json first = shop.done({"catalog", "show", "K-1", "--json"}).json();
    const Json second = shop.done({"catalog", "show", "K-2", "--json"}).json();
    for (const char* key : {"name", "unit", "producer_code", "district"}) {
        EXPECT_EQ(first[key], second[key]) << key;
    }
    EXPECT_EQ(first["unit"], "kg");
    EXPECT_EQ(shop.done({"catalog", "find", "K-1", "--json"}).json()["rows"].size(), 1U);
}

TEST(BytesThatAreNotUtf8, EndEveryVerbWith3BeforeAnythingIsMade) {
    const Shop shop{Kind::training, true};
    const std::string bad = "a\xFF";
    const std::string beside = (shop.scratch() / bad).string();
    const Json before = contents_of(shop.scratch());
    for (std::vector<std::string> words : std::vector<std::vector<std::string>>{
             {"catalog", "import", beside},
             {"catalog", "find", bad},
             {"catalog", "show", bad},
             {"catalog", "price", bad, "1000"},
             {"catalog", "keygen", "--key", beside},
             {"catalog", "trust", beside},
             {"catalog", "publish", "--products", beside, "--key", beside, "--out", beside},
             {"catalog", "sync", beside},
             {"sell", "--script", beside},
             {"journal", "tail", "--at", bad},
             {"receipt", bad, "--out", beside},
             {"receipt", "last", "--printer", bad},
             {"labels", "--all", "--out", beside},
             {"labels", "--products", bad},
             {"shift", "report", bad},
             {"stock", "note", bad},
             {"revenue", "report", "--from", bad, "--to", Shop::day, "--by", "product"},
             {"revenue", "uplift", "--product", bad},
             {"revenue", "settlement", "--from", Shop::day, "--to", Shop::day, "--producer", bad},
             {"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", beside},
             {"user", "add", bad, "--role", "lead", "--pin-stdin"},
             {"user", "disable", bad},
             {"settings", "set", "shop.name", bad},
             {"settings", "set", bad, "x"},
             {"settings", "get", bad},
             {"devices", "test-print", "--printer", bad},
             {"backup", beside},
             {"backup", "verify", beside},
             {"backup", "restore", beside},
             {bad}}) {
        words.emplace_back("--json");
        const Ran ran = shop.ocop(words, "1234\n");
        EXPECT_EQ(ran.exit, 3) << words[0] << " " << words[1] << ran.err;
        EXPECT_EQ(ran.json()["error"]["code"], "not-utf-8") << words[0] << ran.out;
        EXPECT_EQ(ran.err.find("json.exception"), std::string::npos) << ran.err;
    }
    EXPECT_EQ(contents_of(shop.scratch()), before);
}

TEST(GoodCsv, WarnsOfUnknownColumnsAndKeepsItsVersionWhereNothingChanged) {
    const Shop shop{Kind::training, false};
    const Ran again = shop.import(goods_csv());
    EXPECT_EQ(shop.done({"catalog", "status", "--json"}).json()["version"], 1);
    const Ran more = shop.import("vat,colour,name,price,code,unit\n8,đỏ,Mới,1000,MOI,cái\n");
    EXPECT_THAT(more.err, HasSubstr("colour"));
    const Json status = shop.done({"catalog", "status", "--json"}).json();
    EXPECT_EQ(status["version"], 2);
    EXPECT_EQ(status["products"], 10) << "an import adds";
    shop.sell(R"({"do":"open-shift","float":0})");
    EXPECT_EQ(shop.records("catalog").back()["body"]["version"], 2);
    // Goods without a number of their own get one of the shop, the same every time.
    const auto gtin = [&] {
        return shop.done({"catalog", "show", "MOI", "--json"}).json()["gtin"].get<std::string>();
    };
    const std::string first = gtin();
    EXPECT_EQ(first.substr(0, 2), "02");
    shop.import(goods_csv());
    shop.import("vat,name,price,code,unit\n8,Mới,1000,MOI,cái\n");
    EXPECT_EQ(gtin(), first);
}

TEST(Ledger, OfAnotherProgramOrANewerOneOrNoneAtAllIsLeftAlone) {
    const Shop shop{Kind::training, false};
    const std::filesystem::path ledger = shop.data() / "ledger.db";
    const auto refused_as = [&](const char* code, int exit) {
        const std::string before = read_file(ledger);
        for (std::vector<std::string> words :
             {std::vector<std::string>{"journal", "verify"},
              {"journal", "dump"},
              {"journal", "rebuild"},
              {"settings", "set", "event", "x"},
              {"sell", "--script", "-"}}) {
            words.emplace_back("--json");
            const Ran ran = shop.ocop(words, "{\"do\":\"no-sale\"}\n");
            EXPECT_EQ(ran.exit, exit) << words[0] << " " << words[1] << ran.out;
            EXPECT_EQ(ran.json()["error"]["code"], code) << words[0] << " " << words[1];
            EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
        }
        EXPECT_EQ(read_file(ledger), before);
    };
    shop.tamper("PRAGMA user_version = 99;");
    refused_as("newer", 3);
    std::filesystem::remove(ledger);
    EXPECT_EQ(run_program({"sqlite3", ledger.string(), "CREATE TABLE photos (a);"}).exit, 0);
    refused_as("foreign", 3);
    write_file(ledger, "This is a letter, not a ledger.");
    refused_as("foreign", 3);
    write_file(ledger, "");
    refused_as("foreign", 3);
}

TEST(Ledger, HeldByAnotherProgramIsToldAndNothingIsHalfDone) {
    const Shop shop{Kind::training};
    Conversation till{shop.words({"sell", "--script", "-"})};
    ASSERT_EQ(refused(till.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})")), "");
    for (std::vector<std::string> words :
         {std::vector<std::string>{"sell", "--script", "-"},
          {"settings", "set", "event", "x"},
          {"user", "disable", "minh"},
          {"journal", "rebuild"}}) {
        words.emplace_back("--json");
        const Ran ran = shop.ocop(words, "{\"do\":\"no-sale\"}\n");
        EXPECT_EQ(ran.exit, 4) << words[0] << ran.out;
        EXPECT_EQ(ran.json()["error"]["code"], "locked") << words[0];
    }
    // Reading goes on beside it, and so does the till.
    EXPECT_EQ(shop.records().back()["kind"], "shift-open");
    EXPECT_EQ(refused(till.ask(R"({"do":"add","product":"CA"})")), "");
    const Json sold = till.ask(R"({"do":"pay","tender":"cash","amount":120000})");
    EXPECT_EQ(sold["change"], 0);
    EXPECT_EQ(shop.records().back()["body"]["sale"], sold["sale"]);
    EXPECT_EQ(till.finish(), 0);
    shop.done({"journal", "verify", "--full"});
}

TEST(FullDisk, RefusesTheSaleAloudAndKeepsTheBasket) {
    const Shop shop{Kind::training};
    // Room for SQLite's shared memory and a few pages beside the ledger, no more.
    const Surroundings full{{}, 32 * 1024};
    const std::string sign_in = "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n";
    std::string script = sign_in;
    for (int i = 0; i < 12; ++i) {
        script += R"({"do":"add","product":"CA"}
{"do":"pay","tender":"transfer","amount":120000}
)";
    }
    const Ran ran = shop.ocop({"sell", "--script", "-"}, script, full);
    EXPECT_EQ(ran.exit, 4) << ran.err;
    const auto lines = ran.lines();
    ASSERT_EQ(lines.size(), 25u) << ran.out << ran.err;
    std::vector<std::string> sold;
    Json failed;
    for (const std::string& line : lines) {
        const Json answer = Json::parse(line);
        if (answer.contains("sale")) {
            EXPECT_TRUE(failed.is_null());
            sold.push_back(answer["sale"]);
        } else if (!refused(answer).empty() && failed.is_null()) {
            failed = answer;
        }
    }
    EXPECT_EQ(failed["do"], "pay");
    EXPECT_TRUE(failed["error"]["message"].is_string());
    // The basket that could not be paid is still there, and grew by what was scanned since.
    EXPECT_EQ(Json::parse(lines.at(23))["lines"].size(), 1u);
    EXPECT_EQ(Json::parse(lines.at(23))["total"].get<std::size_t>(), 120000 * (12 - sold.size()));
    std::vector<std::string> on_disk;
    for (const Json& record : shop.records("sale")) {
        on_disk.push_back(record["body"]["sale"]);
    }
    EXPECT_EQ(on_disk, sold);
    shop.done({"journal", "verify", "--full"});
    // With room again the till sells on.
    const Json next = shop.last(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    EXPECT_EQ(next["change"], 0);
    EXPECT_EQ(shop.records("sale").size(), sold.size() + 1);
}

TEST(FullDisk, EndsAStrictScriptWithFour) {
    const Shop shop{Kind::training};
    std::string script = "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n";
    for (int i = 0; i < 40; ++i) {
        script += "{\"do\":\"no-sale\"}\n";
    }
    const Ran ran = shop.ocop({"sell", "--script", "-", "--strict"}, script, {{}, 32 * 1024});
    EXPECT_EQ(ran.exit, 4);
    EXPECT_LT(ran.lines().size(), 41u);
    EXPECT_EQ(shop.records("no-sale").size() + 2, ran.lines().size()); // sign-in, and the failure
}

TEST(FullDisk, IsToldInOneSentenceWhateverLibrariesSay) {
    const Shop shop{Kind::training};
    const std::string out = (shop.scratch() / "r.xlsx").string();
    const Ran ran = shop.ocop(
        {"revenue",
         "report",
         "--from",
         Shop::day,
         "--to",
         Shop::day,
         "--by",
         "product",
         "--as",
         "xlsx",
         "--out",
         out},
        {},
        {{}, 256}
    );
    EXPECT_EQ(ran.exit, 4);
    EXPECT_EQ(ran.err.rfind("ocop: ", 0), 0u) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(FullDisk, LeavesNoHalfStoreExportReceiptOrCatalogue) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    const Surroundings full{{}, 1024};
    const Json before = contents_of(shop.data());
    const std::string out = (shop.scratch() / "out").string();
    const std::string csv = (shop.scratch() / "more.csv").string();
    write_file(csv, "code,name,unit,price,vat\nA,B,cái,1000,8\n");
    for (std::vector<std::string> words :
         {std::vector<std::string>{"receipt", "last", "--as", "png", "--out", out},
          {"backup", out},
          {"catalog", "import", csv},
          {"settings", "set", "event", "x"}}) {
        words.emplace_back("--json");
        const Ran ran = shop.ocop(words, {}, full);
        EXPECT_EQ(ran.exit, 4) << words[0] << ran.out << ran.err;
        EXPECT_TRUE(ran.json()["error"]["message"].is_string()) << words[0];
        EXPECT_FALSE(std::filesystem::exists(out)) << words[0];
        EXPECT_EQ(contents_of(shop.data()), before) << words[0];
    }
    EXPECT_EQ(
        shop.ocop(
                {"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", out},
                {},
                full
        )
            .exit,
        4
    );
    EXPECT_TRUE(!std::filesystem::exists(out) || std::filesystem::is_empty(out));
    EXPECT_EQ(shop.records("export").size(), 0u);
    const ScratchFolder other;
    const std::string store = (other.path() / "store").string();
    const std::vector<std::string> init{
        OCOP_PROGRAM,
        "init",
        "--province",
        "QNA",
        "--point",
        "P",
        "--name",
        "x",
        "--district",
        "x",
        "--data",
        store};
    EXPECT_EQ(run_program(init, {}, full).exit, 4);
    EXPECT_FALSE(std::filesystem::exists(other.path() / "store" / "ledger.db"));
    EXPECT_EQ(run_program(init).exit, 0); // nothing stands in the way of another try
    shop.done({"journal", "verify", "--full"});
}

TEST(WrongPin, IsSlowedDownAfterSeveralTriesAndNeverSaysMore) {
    const Shop shop{Kind::training};
    std::string script;
    for (int i = 0; i < 8; ++i) {
        script +=
            "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"000" + std::to_string(i) + "\"}\n";
    }
    script += "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n";
    const Ran ran = shop.done({"sell", "--script", "-"}, script);
    EXPECT_EQ(refused(Json::parse(ran.lines().front())), "wrong-pin");
    EXPECT_EQ(refused(Json::parse(ran.lines().back())), "pin-locked");
    EXPECT_EQ(ran.out.find("0003"), std::string::npos);
    EXPECT_EQ(shop.done({"journal", "dump"}).out.find("\"0003"), std::string::npos);
    // A till started anew counts on, and looks at no PIN before the minute is over.
    const std::string right = "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n";
    const Ran again = shop.done({"sell", "--script", "-"}, right);
    EXPECT_EQ(refused(Json::parse(again.lines().front())), "pin-locked");
    EXPECT_EQ(shop.records("wrong-pin").size(), 5u);
    shop.done({"journal", "verify", "--full"});
    // The folder's owner gives a new PIN: nobody has to wait on.
    shop.done({"user", "pin", "lan", "--pin-stdin"}, "4321\n");
    const std::string fresh = "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"4321\"}\n";
    EXPECT_EQ(
        refused(Json::parse(shop.done({"sell", "--script", "-"}, fresh).lines().front())), ""
    );
}

} // namespace
} // namespace ocop::cli::test
