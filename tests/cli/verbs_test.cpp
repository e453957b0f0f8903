#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

Ran ocop(std::vector<std::string> words, const Surroundings& around = {}) {
    words.insert(words.begin(), OCOP_PROGRAM);
    return run_program(words, {}, around);
}

/// The verbs as people type them.
const std::vector<std::string> verbs{
    "init",           "catalog import", "catalog status", "catalog find",    "catalog show",
    "sell",           "journal verify", "journal dump",   "journal rebuild", "journal tail",
    "receipt",        "shift report",   "revenue report", "revenue uplift",  "revenue settlement",
    "revenue export", "user add",       "user disable",   "user pin",        "settings set",
    "settings get",   "settings list",  "backup",         "backup restore",  "backup verify"};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream{text};
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

TEST(Verbs, EachShowsAnExampleOfItselfInItsHelp) {
    for (const std::string& verb : verbs) {
        auto words = split(verb);
        words.emplace_back("--help");
        const Ran help = ocop(words);
        EXPECT_EQ(help.exit, 0) << verb;
        EXPECT_EQ(help.err, "") << verb;
        // What stands before the usage says what the verb is for, with an example.
        const std::string told = help.out.substr(0, help.out.find("Usage:"));
        EXPECT_THAT(told, HasSubstr("ocop " + verb)) << verb;
    }
    const Ran whole = ocop({"--help"});
    EXPECT_EQ(whole.exit, 0);
    EXPECT_THAT(whole.out, HasSubstr("ocop init --province"));
}

TEST(Verbs, AWrongCommandLineEndsWithTwoAndOneSentence) {
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"no-such-verb"},
        {"journal"},
        {"init", "--point", "QNA-1"},
        {"journal", "dump", "--from", "x"},
        {"revenue", "report", "--from", "2026-11-20"},
        {"revenue", "report", "--from", "2026-11-20", "--to", "2026-11-20", "--by", "moon"},
        {"receipt", "last", "--as", "papyrus"},
        {"sell"},
        {"user", "add", "lan", "--role", "king", "--pin-stdin"},
        {"--lang", "fr", "catalog", "status"}};
    for (auto words : wrong) {
        const Ran plain = ocop(words);
        EXPECT_EQ(plain.exit, 2) << plain.err;
        EXPECT_EQ(plain.out, "");
        EXPECT_EQ(std::count(plain.err.begin(), plain.err.end(), '\n'), 1) << plain.err;
        words.emplace_back("--json");
        const Ran json = ocop(words);
        EXPECT_EQ(json.exit, 2) << json.err;
        ASSERT_TRUE(json.json().is_object()) << json.out;
        const Json error = json.json()["error"];
        EXPECT_EQ(error["code"], "wrong-usage");
        EXPECT_TRUE(error["message"].is_string());
        EXPECT_TRUE(error["where"].is_string());
    }
}

TEST(Verbs, WithoutAStoreEachEndsWithThreeSaysWhereAndMakesNothing) {
    const ScratchFolder scratch;
    const std::filesystem::path none = scratch.path() / "none";
    const std::string p = (scratch.path() / "P.csv").string();
    write_file(p, goods_csv());
    write_file(scratch.path() / "s.jsonl", "");
    const std::vector<std::vector<std::string>> asked{
        {"catalog", "import", p},
        {"catalog", "find", "x"},
        {"sell", "--script", (scratch.path() / "s.jsonl").string()},
        {"journal", "verify"},
        {"journal", "dump"},
        {"journal", "rebuild"},
        {"receipt", "last", "--out", p + ".out"},
        {"shift", "report", "1"},
        {"revenue", "report", "--from", "2026-11-20", "--to", "2026-11-20"},
        {"revenue", "export", "--from", "2026-11-20", "--to", "2026-11-20", "--out", p + ".out"},
        {"settings", "set", "shop.name", "x"},
        {"settings", "list"},
        {"user", "disable", "lan"},
        {"backup", p + ".backup"}};
    for (auto words : asked) {
        const std::string name = words[0] + " " + words[1];
        words.insert(words.end(), {"--data", none.string()});
        const Ran plain = ocop(words);
        EXPECT_EQ(plain.exit, 3) << name << plain.err;
        EXPECT_EQ(plain.out, "") << name;
        EXPECT_THAT(plain.err, HasSubstr(none.string())) << name;
        EXPECT_EQ(std::count(plain.err.begin(), plain.err.end(), '\n'), 1) << plain.err;
        words.emplace_back("--json");
        EXPECT_EQ(ocop(words).json()["error"]["code"], "missing") << name;
    }
    EXPECT_FALSE(std::filesystem::exists(none));
    EXPECT_FALSE(std::filesystem::exists(p + ".out"));
    EXPECT_FALSE(std::filesystem::exists(p + ".backup"));
}

TEST(Verbs, SpeakVietnameseUnlessAskedForEnglish) {
    const Shop shop{Kind::training, false};
    EXPECT_THAT(shop.done({"journal", "verify"}).out, HasSubstr("Sổ toàn vẹn"));
    EXPECT_THAT(
        shop.done({"journal", "verify", "--lang", "en"}).out, HasSubstr("journal is whole")
    );
    EXPECT_THAT(shop.ocop({"receipt", "last"}).err, HasSubstr("chưa bán"));
    EXPECT_THAT(shop.ocop({"--lang", "en", "receipt", "last"}).err, HasSubstr("sold nothing"));
    const auto said = [&](const char* language) {
        return shop.done({"sell", "--script", "-", "--lang", language}, "{\"do\":\"hold\"}\n")
            .json()["error"]["message"]
            .get<std::string>();
    };
    EXPECT_THAT(said("vi"), HasSubstr("đăng nhập"));
    EXPECT_THAT(said("en"), HasSubstr("sign in"));
}

TEST(Verbs, TakeTheFolderFromTheEnvironmentUnlessTold) {
    const Shop shop;
    const Surroundings around{{"OCOP_DATA=" + shop.data().string()}, {}};
    EXPECT_EQ(shop.init({"--training"}).exit, 0);
    EXPECT_EQ(ocop({"journal", "dump"}, around).lines().size(), 1u);
    const Ran elsewhere = ocop({"journal", "dump", "--data", "/nonexistent"}, around);
    EXPECT_EQ(elsewhere.exit, 3);
}

TEST(Verbs, ListsInJsonAreRowsAndGoodsCarryTheirStock) {
    const Shop shop{Kind::training, false};
    shop.sell(R"({"do":"receive","product":"CA","quantity":2500})");
    EXPECT_TRUE(shop.done({"journal", "dump", "--json"}).json()["rows"].is_array());
    EXPECT_EQ(shop.done({"user", "list", "--json"}).json()["rows"].size(), 3u);
    EXPECT_TRUE(shop.done({"settings", "list", "--json"}).json()["rows"].is_array());
    const Json found = shop.done({"catalog", "find", "mam", "ca", "--json"}).json()["rows"];
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0]["product"], "CA");
    EXPECT_EQ(found[0]["name"], "Mắm cá cơm");
    EXPECT_EQ(found[0]["quantity"], 2500);
    EXPECT_EQ(
        shop.done({"catalog", "find", "08934563138165", "--json"}).json()["rows"][0]["product"],
        "CA"
    );
    EXPECT_EQ(shop.done({"catalog", "find", "zzzz", "--json"}).json()["rows"].size(), 0u);
    EXPECT_EQ(shop.done({"catalog", "show", "CA", "--json"}).json()["price"], 120000);
    const Ran unknown = shop.ocop({"catalog", "show", "XX", "--json"});
    EXPECT_EQ(unknown.exit, 3);
    EXPECT_EQ(unknown.json()["error"]["code"], "unknown-product");
    const Json status = shop.done({"catalog", "status", "--json"}).json();
    EXPECT_EQ(status["version"], 1);
    EXPECT_EQ(status["products"], 9);
    EXPECT_TRUE(status.contains("expires"));
}

} // namespace
} // namespace ocop::cli::test
