// The basket of a till that dies comes back at its next start.

#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdint>
#include <ctime>
#include <sys/stat.h>

namespace ocop::cli::test {
namespace {

using ::testing::HasSubstr;

constexpr const char* lan_signs_in = R"({"do":"sign-in","user":"lan","pin":"1234"})";

/// Says `actions` to a till and kills it behind the last answer.
void die_after(const Shop& shop, const std::vector<std::string>& actions) {
    Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at})};
    EXPECT_EQ(refused(till.ask(lan_signs_in)), "");
    for (const std::string& action : actions) {
        EXPECT_EQ(refused(till.ask(action)), "") << action;
    }
    till.kill();
}

/// A computer whose clock shows this second.
Surroundings clock_shows(std::int64_t second) {
    return {
        {"LD_PRELOAD=" OCOP_CLOCK_BEHIND,
         "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
         "OCOP_CLOCK_S=" + std::to_string(second)},
        {}};
}

/// What signing in offers.
Json offered(const Shop& shop) {
    const Ran ran =
        shop.done({"sell", "--script", "-", "--at", Shop::at}, std::string{lan_signs_in} + "\n");
    return Json::parse(ran.lines().front());
}

std::filesystem::path file_of(const Shop& shop) {
    return shop.data() / "basket.json";
}

TEST(OpenBasket, OfAKilledTillIsOfferedToWhoeverSignsIn) {
    const Shop shop{Kind::training};
    die_after(
        shop,
        {R"({"do":"add","product":"CA","quantity":1500})",
         R"({"do":"add","product":"SR"})",
         R"({"do":"discount","line":1,"percent":5,"reason":"quen"})"}
    );
    const Json left = offered(shop)["left"];
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0]["cashier"], "lan");
    EXPECT_EQ(left[0]["total"], 171000 + 150000);
    EXPECT_EQ(left[0]["paid"], 0);
    EXPECT_EQ(left[0]["lines"].size(), 3u);
    EXPECT_EQ(offered(shop)["left"], left) << "until it is taken up";
    const auto answers = shop.sell(R"({"do":"recall","hold":)" + left[0]["hold"].dump() + R"(}
{"do":"pay","tender":"cash","amount":321000})");
    EXPECT_EQ(answers[0]["total"], 321000);
    EXPECT_EQ(answers[1]["change"], 0);
    EXPECT_FALSE(offered(shop).contains("left"));
    EXPECT_FALSE(std::filesystem::exists(file_of(shop)));
    shop.done({"journal", "verify", "--full"});
}

TEST(OpenBasket, ComesBackWithTheMoneyThatWasTaken) {
    const Shop shop{Kind::training};
    die_after(
        shop,
        {R"({"do":"add","product":"CA"})",
         R"({"do":"pay","tender":"transfer","amount":20000})",
         R"({"do":"pay","tender":"cash","amount":30000})"}
    );
    const Json left = offered(shop);
    EXPECT_EQ(left["left"][0]["paid"], 50000);
    EXPECT_THAT(left["warnings"][0]["message"].get<std::string>(), HasSubstr("50.000"));
    const auto answers = shop.sell(R"({"do":"close-shift","counted":{}}
{"do":"recall","hold":1}
{"do":"pay","tender":"cash","amount":100000})");
    EXPECT_EQ(refused(answers[0]), "left-paid") << "the drawer's count could not be right";
    EXPECT_EQ(answers[1]["paid"], 50000);
    EXPECT_EQ(answers[2]["change"], 30000);
    const Json tenders = shop.records("sale").back()["body"]["tenders"];
    ASSERT_EQ(tenders.size(), 3u);
    EXPECT_EQ(tenders[0]["tender"], "transfer");
    shop.done({"journal", "verify", "--full"});
}

TEST(OpenBasket, ThatWasPartlyPaidCanBeGivenUp) {
    const Shop shop{Kind::training};
    die_after(
        shop, {R"({"do":"add","product":"CA"})", R"({"do":"pay","tender":"cash","amount":30000})"}
    );
    shop.sell(R"({"do":"recall","hold":1}
{"do":"cancel"})");
    EXPECT_EQ(shop.records("cancel").back()["body"]["paid"], 30000);
    EXPECT_FALSE(offered(shop).contains("left"));
}

TEST(OpenBasket, OfARecalledHoldComesBackAsThatHold) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"hold"})");
    die_after(shop, {R"({"do":"recall","hold":1})", R"({"do":"add","product":"BA"})"});
    const Json left = offered(shop)["left"];
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0]["hold"], 1);
    EXPECT_EQ(left[0]["total"], 155000);
    EXPECT_EQ(shop.last(R"({"do":"hold"})")["error"]["code"], "basket-empty");
}

TEST(OpenBasket, IsNotOfferedOnceItsSaleIsOnDiskThoughItsFileCameBack) {
    const Shop shop{Kind::training};
    std::string bytes;
    {
        Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at})};
        EXPECT_EQ(refused(till.ask(lan_signs_in)), "");
        EXPECT_EQ(refused(till.ask(R"({"do":"add","product":"BA"})")), "");
        bytes = read_file(file_of(shop));
        EXPECT_EQ(refused(till.ask(R"({"do":"pay","tender":"cash","amount":35000})")), "");
        till.kill();
    }
    write_file(file_of(shop), bytes); // as where the power failed before its removal was on disk
    EXPECT_FALSE(offered(shop).contains("left"));
    EXPECT_EQ(shop.records("sale").size(), 1u);
    EXPECT_EQ(shop.records("hold").size(), 0u);
    EXPECT_FALSE(std::filesystem::exists(file_of(shop)));
}

TEST(OpenBasket, TakesNoRecordForAKeyPressAndOneForADeath) {
    const Shop shop{Kind::training};
    const std::size_t before = shop.records().size();
    die_after(
        shop,
        {R"({"do":"add","product":"CA"})",
         R"({"do":"quantity","line":1,"quantity":2500})",
         R"({"do":"add","product":"BA"})",
         R"({"do":"remove","line":2})",
         R"({"do":"pay","tender":"cash","amount":1000})"}
    );
    EXPECT_EQ(shop.records().size(), before);
    (void)offered(shop);
    (void)offered(shop);
    const auto records = shop.records();
    ASSERT_EQ(records.size(), before + 1);
    EXPECT_EQ(records.back()["kind"], "hold");
    EXPECT_EQ(records.back()["body"]["left"], true);
}

TEST(OpenBasket, IsTheFolderOwnersAloneAndGoneWithTheBasket) {
    const Shop shop{Kind::training};
    Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at})};
    EXPECT_EQ(refused(till.ask(lan_signs_in)), "");
    EXPECT_FALSE(std::filesystem::exists(file_of(shop)));
    EXPECT_EQ(refused(till.ask(R"({"do":"add","product":"CA"})")), "");

    struct stat status {};

    ASSERT_EQ(::stat(file_of(shop).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(refused(till.ask(R"({"do":"cancel"})")), "");
    EXPECT_FALSE(std::filesystem::exists(file_of(shop)));
}

TEST(OpenBasket, OfAScriptThatEndedIsGivenUpUnlessMoneyWasTaken) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"})");
    EXPECT_FALSE(offered(shop).contains("left"));
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":1000})");
    EXPECT_EQ(offered(shop)["left"][0]["paid"], 1000);
}

TEST(OpenBasket, ThatRottedIsPutAsideAndSaidAndTheTillSells) {
    const Shop shop{Kind::training};
    die_after(shop, {R"({"do":"add","product":"CA","quantity":1500})"});
    std::string bytes = read_file(file_of(shop));
    bytes.replace(bytes.find("1500"), 4, "2500");
    write_file(file_of(shop), bytes);
    const Ran ran =
        shop.done({"sell", "--script", "-", "--at", Shop::at}, std::string{lan_signs_in} + "\n");
    EXPECT_THAT(ran.err, HasSubstr("basket.damaged.json"));
    EXPECT_FALSE(Json::parse(ran.lines().front()).contains("left"));
    EXPECT_EQ(read_file(shop.data() / "basket.damaged.json"), bytes);
    EXPECT_EQ(shop.last(R"({"do":"add","product":"BA"})")["total"], 35000);
}

TEST(OpenBasket, OfAnotherTillIsNotTaken) {
    const Shop shop{Kind::training};
    die_after(shop, {R"({"do":"add","product":"CA"})"});
    const Shop other{Kind::training};
    write_file(file_of(other), read_file(file_of(shop)));
    EXPECT_FALSE(offered(other).contains("left"));
}

TEST(OpenBasket, WhoseMoneyWentBackIsNotPaidAgain) {
    for (const char* tender : {"cash", "transfer"}) {
        const Shop shop{Kind::training};
        die_after(
            shop,
            {R"({"do":"add","product":"CA"})",
             R"({"do":"pay","tender":")" + std::string{tender} + R"(","amount":30000})"}
        );
        const auto back = shop.sell(R"({"do":"recall","hold":1}
{"do":"untender","tender":1})");
        EXPECT_EQ(refused(back[1]), "") << back[1];
        EXPECT_EQ(offered(shop)["left"][0]["paid"], 0) << tender;
        shop.done({"journal", "verify", "--full"});
        const auto answers = shop.sell(R"({"do":"recall","hold":1}
{"do":"pay","tender":"cash","amount":20000})");
        EXPECT_EQ(answers[0]["paid"], 0) << tender;
        EXPECT_EQ(answers[1]["paid"], 20000) << tender;
    }
}

TEST(OpenBasket, WhoseMoneyWentBackLetsTheShiftBeClosed) {
    const Shop shop{Kind::training};
    die_after(
        shop, {R"({"do":"add","product":"CA"})", R"({"do":"pay","tender":"cash","amount":30000})"}
    );
    die_after(shop, {R"({"do":"recall","hold":1})", R"({"do":"untender","tender":1})"});
    EXPECT_EQ(refused(shop.last(R"({"do":"close-shift","counted":{}})")), "");
}

TEST(OpenBasket, OfAFileOlderThanWhatWentBackIsNotPaidAgain) {
    const Shop shop{Kind::training};
    std::string bytes;
    {
        Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at})};
        EXPECT_EQ(refused(till.ask(lan_signs_in)), "");
        EXPECT_EQ(refused(till.ask(R"({"do":"add","product":"CA"})")), "");
        EXPECT_EQ(refused(till.ask(R"({"do":"pay","tender":"card","amount":20000})")), "");
        EXPECT_EQ(refused(till.ask(R"({"do":"pay","tender":"cash","amount":30000})")), "");
        bytes = read_file(file_of(shop));
        EXPECT_EQ(refused(till.ask(R"({"do":"untender","tender":2})")), "");
        till.kill();
    }
    write_file(file_of(shop), bytes); // as where the power failed before the newer one was on disk
    EXPECT_EQ(offered(shop)["left"][0]["paid"], 20000);
}

/// A real store's till that died with 30.000 taken, and was then started with a clock that was
/// never set.
void die_and_start_in_1970(const Shop& shop) {
    {
        Conversation till{shop.words({"sell", "--script", "-"})};
        for (const char* action :
             {lan_signs_in,
              R"({"do":"add","product":"CA"})",
              R"({"do":"pay","tender":"cash","amount":30000})"}) {
            EXPECT_EQ(refused(till.ask(action)), "");
        }
        till.kill();
    }
    const Ran ran = shop.ocop(
        {"sell", "--script", "-", "--lang", "en"},
        std::string{lan_signs_in} + "\n",
        clock_shows(86'400)
    );
    EXPECT_EQ(refused(Json::parse(ran.lines().front())), "clock");
    EXPECT_THAT(ran.err, HasSubstr("is kept and comes back"));
}

/// What signing in offers, now.
Json offered_now(const Shop& shop) {
    const Ran ran = shop.done({"sell", "--script", "-"}, std::string{lan_signs_in} + "\n");
    return Json::parse(ran.lines().front());
}

TEST(OpenBasket, WaitsWhereTheClockIsNotBelievedAndNoLaterSaleEndsIt) {
    const Shop shop{Kind::real};
    die_and_start_in_1970(shop);
    const auto waiting = shop.data() / "basket.waiting.json";
    const std::string bytes = read_file(waiting);
    EXPECT_FALSE(std::filesystem::exists(file_of(shop)));
    std::filesystem::remove(waiting);
    shop.sell(R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})");
    write_file(waiting, bytes); // as where it could not be asked for again before that sale
    EXPECT_EQ(offered_now(shop)["left"][0]["paid"], 30000);
    write_file(waiting, bytes); // as where the power failed before its removal was on disk
    EXPECT_EQ(offered_now(shop)["left"].size(), 1u) << "once";
    EXPECT_EQ(shop.records("hold").size(), 1u);
    EXPECT_FALSE(std::filesystem::exists(waiting));
}

TEST(OpenBasket, ComesBackInTheRunInWhichTheDayIsConfirmed) {
    const Shop shop{Kind::real};
    die_and_start_in_1970(shop);
    const std::time_t later = std::time(nullptr) + std::time_t{500} * 86'400 + 7 * 3600;
    std::tm parts{};
    ::gmtime_r(&later, &parts);
    std::array<char, 11> day{};
    (void)std::strftime(day.data(), day.size(), "%Y-%m-%d", &parts);
    const Ran ran = shop.ocop(
        {"sell", "--script", "-"},
        R"({"do":"confirm-day","day":")" + std::string{day.data()}
            + R"(","approver":"hoa","approver_pin":"9999"})" + "\n" + lan_signs_in + "\n",
        clock_shows(later - 7 * 3600)
    );
    const auto lines = ran.lines();
    ASSERT_EQ(lines.size(), 2u) << ran.err;
    EXPECT_EQ(refused(Json::parse(lines[0])), "");
    EXPECT_EQ(Json::parse(lines[1])["left"][0]["paid"], 30000);
    shop.done({"journal", "verify", "--full"});
}

} // namespace
} // namespace ocop::cli::test
