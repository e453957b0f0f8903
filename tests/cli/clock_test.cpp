#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <ctime>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t year_1970 = 86'400;
constexpr std::int64_t year_1980 = 315'532'800;
constexpr std::int64_t last_of_2019 = 1'577'811'599; // its last second, in Vietnam
constexpr std::int64_t first_of_2200 = 7'258'093'200;
constexpr std::int64_t year_2205 = 7'415'884'800;
constexpr const char* sell_one = R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
)";

/// A computer whose clock shows this second.
Surroundings at_second(std::int64_t second) {
    return {
        {"LD_PRELOAD=" OCOP_CLOCK_BEHIND,
         "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
         "OCOP_CLOCK_S=" + std::to_string(second)},
        {}};
}

std::int64_t now_s() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch()
    )
        .count();
}

/// The Vietnamese day of a second.
std::string day_of(std::int64_t second) {
    const std::time_t there = second + 7 * 3600;
    std::tm parts{};
    gmtime_r(&there, &parts);
    char text[16]{};
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

std::vector<Json> answers_of(const Ran& ran) {
    std::vector<Json> answers;
    for (const std::string& line : ran.lines()) {
        answers.push_back(Json::parse(line));
    }
    return answers;
}

TEST(Clock, ThatWasNeverSetRecordsNothingAndSaysWhatToDo) {
    const Shop shop{Kind::real};
    const std::string before = shop.done({"journal", "dump"}).out;
    const std::string csv = (shop.scratch() / "P.csv").string();
    const std::string out = (shop.scratch() / "out").string();
    for (const std::int64_t second :
         {year_1970, year_1980, last_of_2019, first_of_2200, year_2205}) {
        const Surroundings wrong = at_second(second);
        const Ran sold = shop.ocop({"sell", "--script", "-", "--lang", "en"}, sell_one, wrong);
        for (const Json& answer : answers_of(sold)) {
            EXPECT_EQ(refused(answer), "clock") << answer;
            EXPECT_THAT(
                answer["error"]["message"].get<std::string>(), HasSubstr("set the computer's clock")
            );
        }
        for (const std::vector<std::string>& writing :
             {std::vector<std::string>{"settings", "set", "event", "x"},
              {"user", "add", "moi", "--role", "cashier", "--pin-stdin"},
              {"user", "pin", "lan", "--pin-stdin"},
              {"catalog", "import", csv},
              {"revenue", "export", "--from", "2026-11-01", "--to", "2026-11-30", "--out", out},
              {"journal", "confirm-day", "1970-01-02"}}) {
            auto words = writing;
            words.emplace_back("--json");
            const Ran ran = shop.ocop(words, "1234\n", wrong);
            EXPECT_EQ(ran.exit, 3) << writing[0] << ' ' << writing[1] << ran.out << ran.err;
            EXPECT_EQ(ran.json()["error"]["code"], "clock") << writing[0] << ' ' << writing[1];
        }
        EXPECT_EQ(shop.done({"journal", "dump"}).out, before) << second;
    }
    EXPECT_FALSE(std::filesystem::exists(out));
    shop.done({"journal", "verify", "--full"});
    EXPECT_EQ(refused(shop.last(R"({"do":"add","product":"CA"})")), "");
}

TEST(Clock, ThatWasNeverSetMakesNoStore) {
    const Shop shop;
    for (const std::int64_t second : {year_1970, year_2205}) {
        const Ran ran = shop.ocop(
            {"init",
             "--province",
             "QNA",
             "--point",
             "QNA-HOIAN-01",
             "--name",
             "OCOP",
             "--district",
             "Hội An",
             "--till",
             "1",
             "--json"},
            {},
            at_second(second)
        );
        EXPECT_EQ(ran.exit, 3) << ran.out;
        EXPECT_EQ(ran.json()["error"]["code"], "clock");
        EXPECT_FALSE(std::filesystem::exists(shop.data()));
    }
}

TEST(Clock, AYearFromTheLastRecordIsRefusedUntilAManagerConfirmsTheDay) {
    const Shop shop{Kind::real};
    const std::size_t before = shop.records().size();
    for (const std::int64_t second : {now_s() + 500 * day_s, now_s() - 400 * day_s}) {
        const std::string day = day_of(second);
        const std::string script = std::string{sell_one} + R"({"do":"confirm-day","day":")" + day
                                   + R"(","approver":"lan","approver_pin":"1234"}
{"do":"confirm-day","day":"2026-01-01","approver":"hoa","approver_pin":"9999"}
{"do":"confirm-day","day":")" + day + R"("}
{"do":"confirm-day","day":")" + day + R"(","approver":"hoa","approver_pin":"1111"}
{"do":"confirm-day","day":")" + day + R"(","approver":"hoa","approver_pin":"9999"}
)" + sell_one;
        const auto answers =
            answers_of(shop.ocop({"sell", "--script", "-"}, script, at_second(second)));
        ASSERT_EQ(answers.size(), 11u);
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(refused(answers[i]), "clock") << answers[i];
        }
        EXPECT_EQ(refused(answers[3]), "not-allowed");
        EXPECT_EQ(refused(answers[4]), "clock") << "another day than the clock's";
        EXPECT_EQ(refused(answers[5]), "not-signed-in");
        EXPECT_EQ(refused(answers[6]), "wrong-pin");
        for (std::size_t i = 7; i < 11; ++i) {
            EXPECT_EQ(refused(answers[i]), "") << answers[i];
        }
        const auto records = shop.records();
        const Json& sale = records.back();
        const Json& clock = *(records.end() - 2);
        const Json& right_pin = *(records.end() - 3);
        const Json& wrong_pin = *(records.end() - 4);
        EXPECT_EQ(sale["kind"], "sale");
        EXPECT_EQ(sale["at"].get<std::string>().substr(0, 10), day);
        EXPECT_EQ(clock["kind"], "clock");
        EXPECT_EQ(clock["body"]["confirmed_by"], "hoa");
        EXPECT_EQ(clock["body"]["last"], right_pin["at"]);
        EXPECT_EQ(wrong_pin["kind"], "wrong-pin");
        EXPECT_EQ(wrong_pin["body"]["clock"].get<std::string>().substr(0, 10), day);
        EXPECT_NE(wrong_pin["at"].get<std::string>().substr(0, 10), day) << "not confirmed yet";
        shop.done({"journal", "verify", "--full"});
        // And back, the same way, by the folder's owner.
        EXPECT_EQ(
            refused(answers_of(shop.ocop({"sell", "--script", "-"}, sell_one)).front()), "clock"
        );
        const Ran setting = shop.ocop({"settings", "set", "event", "x", "--json"});
        EXPECT_EQ(setting.exit, 3);
        EXPECT_EQ(setting.json()["error"]["code"], "clock");
        EXPECT_THAT(
            setting.json()["error"]["message"].get<std::string>(),
            HasSubstr("ocop journal confirm-day")
        );
        EXPECT_EQ(shop.ocop({"journal", "confirm-day", day}).exit, 3);
        shop.done({"journal", "confirm-day", day_of(now_s())});
        EXPECT_EQ(shop.records().back()["kind"], "clock");
        EXPECT_TRUE(shop.records().back()["body"]["by"].is_string());
        EXPECT_EQ(refused(shop.last(R"({"do":"no-sale"})")), "");
    }
    EXPECT_GT(shop.records().size(), before);
    shop.done({"journal", "verify", "--full"});
    EXPECT_EQ(
        shop.done({"journal", "confirm-day", day_of(now_s()), "--json"}).json()["recorded"], false
    ) << "nothing is in doubt";
}

} // namespace
} // namespace ocop::cli::test
