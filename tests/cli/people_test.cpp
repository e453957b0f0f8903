#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <pwd.h>
#include <unistd.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

const char* const lan_1234 = "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n";
const char* const hoa_7777 = "{\"do\":\"sign-in\",\"user\":\"hoa\",\"pin\":\"7777\"}\n";

/// The account these tests run for.
std::string account_name() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_name : "uid-" + std::to_string(::getuid());
}

/// The answer to one action.
Json sold(const Shop& shop, const std::string& script) {
    return Json::parse(shop.ocop({"sell", "--script", "-"}, script).lines().front());
}

TEST(CommandLine, NamesTheAccountInEveryRecordItWrites) {
    const Shop shop{Kind::real, false};
    const std::string account = account_name();
    shop.done({"settings", "set", "event", "hội chợ"});
    shop.done({"user", "add", "thu", "--role", "auditor", "--pin-stdin"}, "2468\n");
    shop.done({"user", "pin", "lan", "--pin-stdin"}, "1357\n");
    shop.done({"user", "disable", "minh"});
    for (const char* kind : {"user", "settings", "pin"}) {
        for (const Json& record : shop.records(kind)) {
            EXPECT_EQ(record["body"]["by"], account) << record;
        }
    }
    EXPECT_EQ(
        shop.records("pin").at(0)["body"],
        (Json{{"by", account}, {"do", "changed"}, {"user", "lan"}})
    );
    const std::string dump = shop.done({"journal", "dump"}).out;
    EXPECT_EQ(dump.find("1357"), std::string::npos) << "no PIN";
    EXPECT_EQ(dump.find("argon2"), std::string::npos) << "and no hash of one";
    shop.done({"journal", "verify", "--full"});
}

TEST(CommandLine, ChangesNoPinThatTheJournalDoesNotTake) {
    const Shop shop{Kind::training, false};
    const Json before = contents_of(shop.data());
    EXPECT_EQ(shop.ocop({"user", "pin", "lan", "--pin-stdin"}, "12\n").exit, 3);
    EXPECT_EQ(shop.ocop({"user", "pin", "lan", "--pin-stdin"}, "5555\n", {{}, 1024}).exit, 4);
    EXPECT_EQ(contents_of(shop.data()), before);
    EXPECT_EQ(refused(sold(shop, lan_1234)), "");
}

/// A way to lose all PINs: what is done to pins.json.
struct Loss {
    const char* name;
    void (*befalls)(const std::filesystem::path& file);
};

const Loss losses[]{
    {"empty", [](const std::filesystem::path& file) { write_file(file, ""); }},
    {"cut off",
     [](const std::filesystem::path& file) { write_file(file, read_file(file).substr(0, 40)); }},
    {"of another kind", [](const std::filesystem::path& file) { write_file(file, "[1,2]\n"); }},
    {"no JSON", [](const std::filesystem::path& file) { write_file(file, "\xff\xfe\0PINs"); }},
    {"a folder",
     [](const std::filesystem::path& file) {
         std::filesystem::remove(file);
         std::filesystem::create_directory(file);
     }},
    {"gone", [](const std::filesystem::path& file) { std::filesystem::remove(file); }}};

TEST(LostPins, CloseNothingButSigningInAndSayTheWayBack) {
    for (const Loss& loss : losses) {
        const Shop shop{Kind::training};
        shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
        loss.befalls(shop.data() / "pins.json");
        const Ran ran = shop.ocop({"sell", "--script", "-"}, lan_1234);
        EXPECT_EQ(ran.exit, 4) << loss.name;
        const Json answer = Json::parse(ran.lines().front());
        EXPECT_EQ(refused(answer), "pins") << loss.name;
        const std::string message = answer["error"]["message"];
        EXPECT_THAT(message, HasSubstr("ocop user pin")) << loss.name;
        EXPECT_THAT(message, HasSubstr("backup restore")) << loss.name;
        EXPECT_TRUE(shop.records("wrong-pin").empty()) << "nobody guessed";
        const std::string out = (shop.scratch() / loss.name).string();
        for (std::vector<std::string> words :
             {std::vector<std::string>{"journal", "verify", "--full"},
              {"journal", "rebuild"},
              {"shift", "report", "current", "--as", "x"},
              {"receipt", "last", "--as", "text", "--out", "-"},
              {"revenue", "report", "--from", Shop::day, "--to", Shop::day, "--by", "day"},
              {"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", out},
              {"settings", "set", "event", "x"},
              {"user", "list"},
              {"user", "disable", "minh"}}) {
            const Ran done = shop.ocop(words);
            EXPECT_EQ(done.exit, 0) << loss.name << " " << words[0] << " " << words[1] << done.err;
        }
    }
}

TEST(LostPins, AreBegunAnewByTheFoldersOwnerWithAManagersAndTheJournalSaysSo) {
    for (const Loss& loss : losses) {
        const Shop shop{Kind::training, false};
        const std::filesystem::path file = shop.data() / "pins.json";
        loss.befalls(file);
        const Json before = contents_of(shop.data());
        EXPECT_EQ(shop.ocop({"user", "pin", "lan", "--pin-stdin"}, "1111\n").exit, 3)
            << "a manager's first: " << loss.name;
        EXPECT_EQ(
            shop.ocop({"user", "add", "an", "--role", "manager", "--pin-stdin"}, "1111\n").exit, 1
        ) << loss.name;
        EXPECT_EQ(contents_of(shop.data()), before) << loss.name;
        const Json done =
            shop.done({"user", "pin", "hoa", "--pin-stdin", "--json"}, "7777\n").json();
        EXPECT_EQ(done["others"], (Json{"lan", "minh"})) << loss.name;
        const Json record = shop.records("pin").at(0)["body"];
        EXPECT_EQ(record["user"], "hoa");
        EXPECT_EQ(record["do"], "reset");
        EXPECT_EQ(record["by"], account_name());
        const bool gone = loss.name == std::string{"gone"};
        EXPECT_EQ(record["kept"], gone ? Json(nullptr) : Json("pins.json.damaged-1"));
        EXPECT_EQ(std::filesystem::exists(shop.data() / "pins.json.damaged-1"), !gone);
        EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms{0600});
        EXPECT_EQ(refused(sold(shop, hoa_7777)), "") << loss.name;
        // The others' are asked for one by one.
        EXPECT_EQ(refused(sold(shop, lan_1234)), "pins") << loss.name;
        shop.done({"user", "pin", "lan", "--pin-stdin"}, "1234\n");
        EXPECT_EQ(refused(sold(shop, lan_1234)), "") << loss.name;
        shop.done({"journal", "verify", "--full"});
    }
}

TEST(LostPins, OfOneUserAreThatUsersAlone) {
    const Shop shop{Kind::training, false};
    const std::filesystem::path file = shop.data() / "pins.json";
    Json pins = Json::parse(read_file(file));
    pins["lan"] = 1234;
    write_file(file, pins.dump());
    EXPECT_EQ(refused(sold(shop, lan_1234)), "pins");
    EXPECT_EQ(refused(sold(shop, "{\"do\":\"sign-in\",\"user\":\"hoa\",\"pin\":\"9999\"}\n")), "");
    shop.done({"user", "pin", "lan", "--pin-stdin"}, "1234\n");
    EXPECT_EQ(refused(sold(shop, lan_1234)), "");
    EXPECT_EQ(shop.records("pin").at(0)["body"]["do"], "changed");
}

TEST(SignIn, SaysTheLastReceiptSoThatATillSoldFromACopyIsNoticed) {
    const Shop shop{Kind::training};
    EXPECT_EQ(sold(shop, lan_1234)["last_receipt"], nullptr);
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    EXPECT_EQ(sold(shop, lan_1234)["last_receipt"], "QNA-HOIAN-01-1-000001");
}

TEST(Emptied, BasketsAreCountedOnXAndZ) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA","quantity":2000}
{"do":"add","product":"BA"}
{"do":"remove","line":2}
{"do":"remove","line":1})");
    const Json x = shop.done({"shift", "report", "current", "--as", "x", "--json"}).json();
    EXPECT_EQ(x["cancelled"], 1);
    EXPECT_EQ(x["cancelled_amount"], 275000);
    EXPECT_EQ(x["removed_lines"], 2);
    const Json closed = shop.last(R"({"do":"close-shift","counted":{"500000":1}})");
    EXPECT_EQ(closed["body"]["summary"]["removed_lines"], 2);
    EXPECT_EQ(closed["body"]["summary"]["cancelled"], 1);
    shop.done({"journal", "verify", "--full"});
}

} // namespace
} // namespace ocop::cli::test
