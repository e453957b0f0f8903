#include "tests/cli/auditor.hpp"
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <functional>
#include <map>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

constexpr const char* drop_triggers =
    "DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete;";

/// The names of the triggers of the ledger, which a tamperer drops first.
std::string dropping_all_triggers(const Shop& shop) {
    const Ran found = run_program(
        {"sqlite3",
         (shop.data() / "ledger.db").string(),
         "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'"}
    );
    EXPECT_EQ(found.exit, 0);
    return std::string{drop_triggers} + found.out;
}

/// A day: two sales, a return, the shift closed.
void sell_a_day(const Shop& shop) {
    shop.sell_as_manager(R"({"do":"add","product":"CA","quantity":1500}
{"do":"add","product":"SR"}
{"do":"pay","tender":"cash","amount":500000}
{"do":"add","product":"DU"}
{"do":"pay","tender":"transfer","amount":9999}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":500}],"tender":"cash"}
{"do":"close-shift","counted":{"500000":1}})");
}

/// What `journal verify` says of a store that is not whole.
std::string fault_of(const Shop& shop) {
    const Ran ran = shop.ocop({"journal", "verify", "--json"});
    EXPECT_EQ(ran.exit, 1) << ran.out << ran.err;
    const Json error = ran.json()["error"];
    EXPECT_EQ(error["code"], "tampered");
    return error["where"].get<std::string>() + ": " + error["message"].get<std::string>();
}

TEST(Journal, IsAChainThatAnybodyCanCheckWithoutThisProgram) {
    const Shop shop{Kind::training};
    shop.done({"settings", "set", "shop.name", "Ế \"Hội\" \\ An", "--at", Shop::at});
    sell_a_day(shop);
    const auto lines = shop.done({"journal", "dump"}).lines();
    EXPECT_EQ(audit(lines), "");
    EXPECT_GT(lines.size(), 8u);
    std::vector<std::string> kinds;
    for (const Json& record : shop.records()) {
        EXPECT_EQ(record["till"], Shop::till);
        EXPECT_THAT(record["at"].get<std::string>(), testing::EndsWith("+07:00"));
        kinds.push_back(record["kind"]);
    }
    EXPECT_THAT(
        kinds,
        testing::ElementsAre(
            "genesis",
            "user",
            "user",
            "user",
            "catalog-change",
            "catalog",
            "shift-open",
            "settings",
            "sale",
            "sale",
            "return",
            "shift-close"
        )
    );
    // An auditor who cannot fail is none.
    auto changed = lines;
    changed[8].replace(changed[8].find("\"total\":"), 9, "\"total\":9");
    EXPECT_THAT(audit(changed), HasSubstr("seq 8"));
}

TEST(Journal, DumpsARangeAndItsTail) {
    const Shop shop{Kind::training};
    const auto all = shop.done({"journal", "dump"}).lines();
    EXPECT_EQ(
        shop.done({"journal", "dump", "--from", "1", "--to", "2"}).lines(),
        (std::vector<std::string>{all[1], all[2]})
    );
    EXPECT_EQ(shop.done({"journal", "dump", "--to", "0"}).lines().size(), 1u);
    EXPECT_EQ(shop.done({"journal", "dump", "--from", "99"}).lines().size(), 0u);
    EXPECT_EQ(shop.done({"journal", "tail", "-n", "1"}).lines().at(0), all.back());
    EXPECT_EQ(shop.done({"journal", "dump", "--json"}).json()["rows"].size(), all.size());
}

TEST(Journal, SaysItIsWholeWithItsHead) {
    const Shop shop{Kind::training};
    sell_a_day(shop);
    const Json last = shop.records().back();
    for (const char* depth : {"--full", "--json"}) {
        const Json verdict = shop.done({"journal", "verify", depth, "--json"}).json();
        EXPECT_EQ(verdict["records"], last["seq"].get<int>() + 1);
        EXPECT_EQ(verdict["head"], last["hash"]);
    }
    const Json head = Json::parse(read_file(shop.data() / "head"));
    EXPECT_EQ(head["seq"], last["seq"]);
    EXPECT_EQ(head["hash"], last["hash"]);
    EXPECT_EQ(head["signed"]["seq"], last["seq"]);
    EXPECT_EQ(head["signed"]["hash"], last["hash"]);
    EXPECT_TRUE(head["signed"]["signature"].is_string());
}

TEST(Journal, CannotBeChangedThroughItsTables) {
    const Shop shop{Kind::training};
    const std::string ledger = (shop.data() / "ledger.db").string();
    for (const char* sql :
         {"UPDATE journal SET kind = 'x' WHERE seq = 1",
          "DELETE FROM journal WHERE seq = 1",
          "PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO journal SELECT * FROM journal "
          "WHERE seq = 1"}) {
        const Ran ran = run_program({"sqlite3", ledger, sql});
        EXPECT_NE(ran.exit, 0) << sql;
    }
    shop.done({"journal", "verify", "--full"});
}

TEST(Journal, OfAnEarlierVersionIsWholeThoughItKeptNoSumsOfLimits) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"sign-in","user":"minh","pin":"5678"}
{"do":"return","lines":[{"product":"BA","quantity":1000}],"reason":"hỏng","tender":"cash"})");
    const std::string summary = "SELECT summary FROM shift_summary WHERE state = 'open';";
    const std::string ledger = (shop.data() / "ledger.db").string();
    ASSERT_THAT(run_program({"sqlite3", ledger}, summary).out, HasSubstr("lead_returned"));
    shop.tamper("UPDATE shift_summary SET summary = json_remove(summary, '$.lead_returned');");
    shop.done({"journal", "verify", "--full"});
    shop.done({"backup", (shop.scratch() / "backup").string()});
    shop.sell(R"({"do":"no-sale"})");
    shop.done({"journal", "verify", "--full"});
}

TEST(Journal, NamesTheFirstBadRecordOfATamperedOne) {
    struct Tampering {
        const char* sql;
        const char* where;
    };

    const Shop shop{Kind::training};
    sell_a_day(shop);
    const std::string free_hand = dropping_all_triggers(shop);
    const std::string whole = read_file(shop.data() / "ledger.db");
    for (const Tampering& tampering :
         {Tampering{
              "UPDATE journal SET record = replace(record, '\"change\":', '\"change\":1') WHERE "
              "seq = 7;",
              "seq 7:"},
          Tampering{
              "UPDATE journal SET record = replace(record, '\"name\":\"Mắm', '\"name\":\"Mam') "
              "WHERE seq IN (7, 9);",
              "seq 7:"},
          Tampering{
              "UPDATE journal SET record = replace(record, '\"training\":true', "
              "'\"training\":false') WHERE seq = 0;",
              "seq 0:"},
          Tampering{"UPDATE journal SET record = ' ' || record WHERE seq = 8;", "seq 8:"},
          Tampering{"UPDATE journal SET record = 'nonsense' WHERE seq = 2;", "seq 2:"},
          Tampering{"DELETE FROM journal WHERE seq = 8;", "seq 8:"},
          Tampering{"DELETE FROM journal WHERE seq >= 9;", "seq 9:"},
          Tampering{"DELETE FROM journal;", "seq 0:"}}) {
        shop.tamper(free_hand + tampering.sql);
        EXPECT_THAT(fault_of(shop), HasSubstr(tampering.where)) << tampering.sql;
        EXPECT_THAT(shop.ocop({"journal", "verify"}).err, HasSubstr(tampering.where));
        std::filesystem::remove(shop.data() / "ledger.db-wal");
        std::filesystem::remove(shop.data() / "ledger.db-shm");
        write_file(shop.data() / "ledger.db", whole);
    }
    shop.done({"journal", "verify", "--full"});
}

/// Changes record `seq` and mends every hash behind it, as somebody would who knows the format.
void forge(const Shop& shop, std::size_t seq, const std::function<void(Json&)>& change) {
    auto records = shop.records();
    change(records[seq]["body"]);
    std::string sql = dropping_all_triggers(shop);
    for (std::size_t i = seq; i < records.size(); ++i) {
        records[i]["prev"] = records[i - 1]["hash"];
        records[i]["hash"] = hash_of(records[i]);
        sql += "UPDATE journal SET record = '" + records[i].dump()
               + "' WHERE seq = " + std::to_string(i) + ";";
    }
    shop.tamper(sql);
}

TEST(Journal, WithForgedHashesIsStillFoundByItsSums) {
    const auto forged = [](std::size_t seq, const std::function<void(Json&)>& change) {
        const Shop shop{Kind::training};
        shop.sell(R"({"do":"add","product":"CA","quantity":1500}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":215000})");
        forge(shop, seq, change);
        const Ran ran = shop.ocop({"journal", "verify", "--json"});
        EXPECT_EQ(ran.exit, 1) << ran.out;
        return ran.json()["error"]["where"].get<std::string>();
    };
    constexpr std::size_t sale = 7;
    EXPECT_EQ(forged(sale, [](Json& body) { body["total"] = 200000; }), "seq 7");
    EXPECT_EQ(forged(sale, [](Json& body) { body["lines"][0]["net"] = 170000; }), "seq 7");
    EXPECT_EQ(forged(sale, [](Json& body) { body["lines"][0]["gross"] = 170000; }), "seq 7");
    EXPECT_EQ(forged(sale, [](Json& body) { body["lines"][0]["vat"] = 0; }), "seq 7");
    EXPECT_EQ(forged(sale, [](Json& body) { body["vat"][0]["vat"] = 0; }), "seq 7");
    EXPECT_EQ(forged(sale, [](Json& body) { body["change"] = 1; }), "seq 7");
    EXPECT_EQ(forged(sale, [](Json& body) { body["tenders"][0]["amount"] = 1; }), "seq 7");
    // Sums that add up again are told by the head, which knew the hash.
    EXPECT_EQ(forged(6, [](Json& body) { body["float"] = 400000; }), "seq 7");
}

TEST(Head, IsMissedAfterAClosedShift) {
    const Shop shop{Kind::training};
    std::filesystem::remove(shop.data() / "head");
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 0); // nothing was signed off yet
    sell_a_day(shop);
    shop.done({"journal", "verify"});
    const std::string head = read_file(shop.data() / "head");
    std::filesystem::remove(shop.data() / "head");
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);
    // Nobody sells on before a person decided, and trying covers nothing up.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Ran refused = shop.ocop({"sell", "--script", "-"}, R"({"do":"no-sale"})");
        EXPECT_EQ(refused.exit, 1) << refused.err;
        EXPECT_FALSE(std::filesystem::exists(shop.data() / "head"));
    }
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);

    Json changed = Json::parse(head);
    changed["signed"] = nullptr;
    write_file(shop.data() / "head", changed.dump());
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);
    changed.erase("signed");
    write_file(shop.data() / "head", changed.dump());
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);
    changed = Json::parse(head);
    changed["signed"]["seq"] = 3;
    changed["signed"]["hash"] = shop.records()[3]["hash"];
    write_file(shop.data() / "head", changed.dump());
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);
    write_file(shop.data() / "head", "nonsense");
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 1);
    // Behind the ledger is no fault.
    write_file(shop.data() / "head", head);
    EXPECT_EQ(shop.ocop({"journal", "verify"}).exit, 0);
}

TEST(Head, TellsAJournalThatLostItsEndAndSellsNoMoreOnIt) {
    const Shop shop{Kind::training};
    sell_a_day(shop);
    shop.sell(R"({"do":"open-shift","float":0}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    const std::string last = shop.records().back()["seq"].dump();
    // Even where the projections are made to agree, by making them anew.
    shop.tamper(dropping_all_triggers(shop) + "DELETE FROM journal WHERE seq = " + last + ";");
    EXPECT_THAT(fault_of(shop), HasSubstr("seq " + last));
    const Ran sold = shop.ocop({"sell", "--script", "-"}, "{\"do\":\"no-sale\"}\n");
    EXPECT_NE(sold.exit, 0);
    EXPECT_EQ(sold.out, "");
}

/// Every file of the data folder with its bytes, but for the lock's.
std::map<std::string, std::string> bytes_of(const Shop& shop) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{shop.data()}) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && name != "ledger.lock" && !name.ends_with("-shm")) {
            files[entry.path().string()] = read_file(entry.path());
        }
    }
    return files;
}

TEST(RefusedStart, WritesNothingHoweverOftenAndWithWhateverVerb) {
    const Shop shop{Kind::training};
    sell_a_day(shop);
    const std::string yesterday = read_file(shop.data() / "ledger.db");
    shop.sell(R"({"do":"open-shift","float":0}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
{"do":"close-shift","counted":{"20000":6}})");
    const auto given = shop.records().size();
    write_file(shop.data() / "ledger.db", yesterday);
    const auto before = bytes_of(shop);
    for (int attempt = 0; attempt < 2; ++attempt) {
        for (const std::vector<std::string>& verb : std::vector<std::vector<std::string>>{
                 {"sell", "--script", "-"},
                 {"settings", "set", "shop.name", "x"},
                 {"user", "disable", "lan"},
                 {"revenue",
                  "export",
                  "--from",
                  "2026-11-20",
                  "--to",
                  "2026-11-20",
                  "--out",
                  "/tmp"}}) {
            const Ran ran = shop.ocop(verb, "{\"do\":\"no-sale\"}\n");
            EXPECT_EQ(ran.exit, 1) << verb.front() << ": " << ran.err;
            EXPECT_EQ(ran.out, "") << verb.front();
            EXPECT_THAT(ran.err, HasSubstr("seq ")) << verb.front();
        }
        EXPECT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 1);
    }
    EXPECT_EQ(bytes_of(shop), before);
    EXPECT_LT(shop.records().size(), given) << "what is there can still be looked at";
}

TEST(DamagedTables, DestroyNothingAndAreMadeAgain) {
    const Shop shop{Kind::training};
    sell_a_day(shop);
    const std::string head = read_file(shop.data() / "head");
    for (const char* sql :
         {"UPDATE shift_summary SET summary = 'x';",
          "UPDATE hold SET basket = 'x'; UPDATE counters SET head = printf('%064d', 0);",
          "UPDATE counters SET records = 3;"}) {
        shop.tamper(sql);
        for (const std::vector<std::string>& verb : std::vector<std::vector<std::string>>{
                 {"settings", "set", "shop.name", "x"}, {"sell", "--script", "-"}}) {
            const Ran ran = shop.ocop(verb, "{\"do\":\"no-sale\"}\n");
            EXPECT_EQ(ran.exit, 1) << sql;
            EXPECT_THAT(ran.err, HasSubstr("ocop journal rebuild")) << "the way out is offered";
        }
        EXPECT_EQ(read_file(shop.data() / "head"), head) << sql;
        EXPECT_EQ(shop.ocop({"journal", "rebuild"}).exit, 1) << "they had differed";
        shop.done({"journal", "verify", "--full"});
    }
    shop.done({"settings", "set", "shop.name", "x"});
}

TEST(Projections, AreMadeAnewFromTheJournalAndEqual) {
    const Shop shop{Kind::training};
    sell_a_day(shop);
    const auto lines = shop.done({"journal", "dump"}).lines();
    const auto dump = [&] {
        return run_program({"sqlite3", (shop.data() / "ledger.db").string(), ".dump"}).out;
    };
    const std::string before = dump();
    shop.done({"journal", "rebuild"});
    EXPECT_EQ(dump(), before);

    // Each projection, emptied or changed, is found by --full and put right by rebuild.
    const Ran tables = run_program(
        {"sqlite3",
         (shop.data() / "ledger.db").string(),
         "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name "
         "<> 'journal'"}
    );
    ASSERT_FALSE(tables.lines().empty());
    for (const std::string& table : tables.lines()) {
        const Ran count = run_program(
            {"sqlite3", (shop.data() / "ledger.db").string(), "SELECT count(*) FROM " + table}
        );
        if (count.out == "0\n") {
            continue;
        }
        shop.tamper("DELETE FROM " + table + ";");
        EXPECT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 1) << table;
        EXPECT_EQ(shop.ocop({"journal", "rebuild"}).exit, 1) << table; // it had differed
        EXPECT_EQ(shop.ocop({"journal", "rebuild"}).exit, 0) << table;
        EXPECT_EQ(shop.ocop({"journal", "verify", "--full"}).exit, 0) << table;
        EXPECT_EQ(dump(), before) << table;
    }
    EXPECT_EQ(shop.done({"journal", "dump"}).lines(), lines);
}

} // namespace
} // namespace ocop::cli::test
