#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

using testing::Shop;

const char* const right = R"({"do":"sign-in","user":"lan","pin":"1234"})";
const char* const wrong = R"({"do":"sign-in","user":"lan","pin":"9999"})";

std::size_t count(const Shop& shop, std::string_view kind) {
    std::size_t found = 0;
    for (const Record& record : shop.journal.records) {
        found += record.kind == kind ? 1U : 0U;
    }
    return found;
}

void wait(Shop& shop, std::int64_t seconds) {
    shop.now = Moment{shop.now.seconds() + seconds};
}

/// The code with which a till started anew answers.
std::string code_after_restart(Shop& shop, const char* action) {
    Session later{
        shop.journal.ledger(), testing::catalog(), shop.runner, [](const PaperEffect&) {}};
    const Json answer = to_json(later.ask(*parse_action(action), shop.now), Language::en);
    return answer["ok"].get<bool>() ? "ok" : answer["error"]["code"].get<std::string>();
}

TEST(PinTries, WaitAMinuteThatDoublesToAQuarterOfAnHour) {
    EXPECT_EQ(pin_lock(0), 0);
    EXPECT_EQ(pin_lock(4), 0);
    EXPECT_EQ(pin_lock(5), 60);
    EXPECT_EQ(pin_lock(6), 120);
    EXPECT_EQ(pin_lock(8), 480);
    EXPECT_EQ(pin_lock(9), 900);
    EXPECT_EQ(pin_lock(1'000'000), 900);
    const Moment then{1'000'000};
    EXPECT_EQ(pin_wait({5, then}, then), 60);
    EXPECT_EQ(pin_wait({5, then}, Moment{1'000'059}), 1);
    EXPECT_EQ(pin_wait({5, then}, Moment{1'000'060}), 0);
    EXPECT_EQ(pin_wait({5, then}, Moment{0}), 60) << "a clock set back saves no waiting";
    EXPECT_EQ(pin_wait({4, then}, then), 0);
}

TEST(PinTries, EachLeavesARecordThatNamesWhoAndForWhatAndNeverThePin) {
    Shop shop;
    EXPECT_EQ(shop.code_of(wrong), "wrong-pin");
    const Record first = shop.journal.records.back();
    EXPECT_EQ(first.kind, "wrong-pin");
    EXPECT_EQ(
        first.body.json(),
        (Json{{"user", "lan"}, {"for", "sign-in"}, {"try", 1}, {"cashier", nullptr}})
    );
    shop.open();
    EXPECT_EQ(shop.journal.records.at(static_cast<std::size_t>(first.seq) + 1).kind, "right-pin");
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"discount","percent":9,"approver":"hoa","approver_pin":"777777"})");
    const Json body = shop.journal.records.back().body.json();
    EXPECT_EQ(body, (Json{{"user", "hoa"}, {"for", "discount"}, {"try", 1}, {"cashier", "lan"}}));
    EXPECT_FALSE(shop.session.till().basket.empty()) << "the basket stays";
    for (const Record& record : shop.journal.records) {
        EXPECT_EQ(line_text(record).find("9999"), std::string::npos);
        EXPECT_EQ(line_text(record).find("777777"), std::string::npos);
    }
    EXPECT_EQ(count(shop, "catalog"), 1U) << "of the shift, not of a wrong PIN";
}

TEST(PinTries, AreCountedOnAfterARestart) {
    Shop shop;
    for (int i = 0; i < pin_tries_max; ++i) {
        EXPECT_EQ(code_after_restart(shop, wrong), "wrong-pin");
    }
    EXPECT_EQ(code_after_restart(shop, right), "pin-locked");
    EXPECT_EQ(code_after_restart(shop, wrong), "pin-locked") << "not even looked at";
    EXPECT_EQ(count(shop, "wrong-pin"), 5U);
    EXPECT_EQ(code_after_restart(shop, R"({"do":"sign-in","user":"hoa","pin":"1234"})"), "ok");
    wait(shop, 60);
    EXPECT_EQ(code_after_restart(shop, wrong), "wrong-pin");
    wait(shop, 119);
    EXPECT_EQ(code_after_restart(shop, right), "pin-locked") << "two minutes now";
    wait(shop, 1);
    EXPECT_EQ(code_after_restart(shop, right), "ok");
    EXPECT_EQ(shop.journal.records.back().kind, "right-pin");
    EXPECT_EQ(shop.journal.records.back().body.json()["try"], 6);
    EXPECT_EQ(code_after_restart(shop, wrong), "wrong-pin") << "counted from one again";
}

TEST(PinTries, OfAnApproverCountWithThoseOfSigningIn) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    const auto discount = [](const char* pin) {
        return R"({"do":"discount","percent":50,"approver":"hoa","approver_pin":")"
               + std::string{pin} + R"("})";
    };
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(shop.code_of(discount("0")), "wrong-pin");
        EXPECT_EQ(
            shop.code_of(R"({"do":"sign-in","user":"hoa","pin":"0"})"),
            i < 2 ? "wrong-pin" : "pin-locked"
        );
    }
    EXPECT_EQ(shop.code_of(discount("1234")), "pin-locked");
    wait(shop, 60);
    EXPECT_EQ(shop.code_of(discount("1234")), "ok");
    EXPECT_EQ(shop.journal.records.back().kind, "right-pin");
    EXPECT_EQ(shop.session.till().basket.discount.approver, "hoa");
}

TEST(PinTries, OfNamesThatNobodyHasAreFewAndSayNoneOfThem) {
    Shop shop;
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"4711","pin":"1"})"), "unknown-user");
    }
    EXPECT_EQ(count(shop, "wrong-pin"), 5U);
    EXPECT_EQ(shop.journal.records.back().body.json()["user"], nullptr)
        << "it may have been a PIN in the wrong field";
    EXPECT_EQ(shop.code_of(right), "ok") << "nobody has to wait for that";
    for (int i = 0; i < 24 * 60; ++i) {
        wait(shop, 60);
        shop.ask(R"({"do":"sign-in","user":"x","pin":"1"})");
    }
    EXPECT_LE(count(shop, "wrong-pin"), 5U + 4 + 24 * 4) << "four an hour, whatever is tried";
}

TEST(PinTries, OfADisabledUserStandUnderTheName) {
    Shop shop;
    (void)shop.journal.append(
        {"user", shop.now, {{"user", "ngoc"}, {"role", "cashier"}, {"active", false}}}
    );
    EXPECT_EQ(
        code_after_restart(shop, R"({"do":"sign-in","user":"ngoc","pin":"1234"})"), "unknown-user"
    );
    EXPECT_EQ(shop.journal.records.back().body.json()["user"], "ngoc");
}

TEST(PinTries, WaitNeitherLessNorForEverWhereTheClockIsSetBack) {
    Shop shop{false};
    shop.open();
    wait(shop, 300 * 86'400); // the clock runs months ahead
    for (int i = 0; i < pin_tries_max; ++i) {
        shop.ask(wrong);
    }
    wait(shop, -300 * 86'400);
    EXPECT_EQ(code_after_restart(shop, right), "pin-locked") << "no way out";
    EXPECT_EQ(shop.journal.records.back().kind, "pin-wait");
    EXPECT_EQ(shop.journal.records[shop.journal.records.size() - 2].kind, "clock");
    const std::size_t records = shop.journal.records.size();
    wait(shop, 59);
    EXPECT_EQ(code_after_restart(shop, right), "pin-locked");
    EXPECT_EQ(shop.journal.records.size(), records) << "noted once";
    wait(shop, 1);
    EXPECT_EQ(code_after_restart(shop, right), "ok") << "and an end";
}

TEST(PinTries, AnyRecordUnderTheClockSetBackBeginsTheWaitAnew) {
    Shop shop{false};
    shop.open();
    wait(shop, 86'400);
    for (int i = 0; i < pin_tries_max; ++i) {
        shop.ask(R"({"do":"sign-in","user":"minh","pin":"9"})");
    }
    wait(shop, -86'400);
    shop.ask(R"({"do":"no-sale"})");
    wait(shop, 60);
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"minh","pin":"1234"})"), "ok");
}

TEST(PinTries, GoByTheClockAlsoWhereATrainingScriptGivesItsOwnTimes) {
    Shop shop;
    const auto at = [](const char* pin, const char* day) {
        return R"({"do":"sign-in","user":"lan","pin":")" + std::string{pin} + R"(","at":")" + day
               + R"(T08:00:00+07:00"})";
    };
    for (const char* day : {"2020-01-01", "2030-01-01", "2025-01-01", "2031-01-01", "2021-01-01"}) {
        EXPECT_EQ(shop.code_of(at("9", day)), "wrong-pin");
    }
    EXPECT_EQ(shop.code_of(at("1234", "2040-01-01")), "pin-locked");
    wait(shop, 60);
    EXPECT_EQ(shop.code_of(at("1234", "2020-01-01")), "ok");
}

TEST(PinTries, CountUntilTheProgramEndsWhereTheDiskTakesNoRecord) {
    Shop shop;
    for (int i = 0; i < pin_tries_max; ++i) {
        shop.journal.fail_next = true;
        EXPECT_EQ(shop.code_of(wrong), "disk-full");
    }
    EXPECT_EQ(count(shop, "wrong-pin"), 0U);
    EXPECT_EQ(shop.code_of(right), "pin-locked");
    wait(shop, 60);
    EXPECT_EQ(shop.code_of(right), "ok");
    EXPECT_EQ(shop.code_of(wrong), "wrong-pin");
}

TEST(PinTries, TheRightPinSignsNobodyInBeforeTheWrongOnesBeforeItAreSettled) {
    Shop shop;
    shop.ask(wrong);
    shop.journal.fail_next = true;
    EXPECT_EQ(shop.code_of(right), "disk-full");
    EXPECT_FALSE(shop.session.till().cashier.has_value());
    EXPECT_EQ(shop.code_of(right), "ok");
}

TEST(PinTries, EndWithAPinThatTheFoldersOwnerGives) {
    Shop shop;
    for (int i = 0; i < pin_tries_max; ++i) {
        shop.ask(wrong);
    }
    (void
    )shop.journal.append({"pin", shop.now, {{"user", "lan"}, {"do", "changed"}, {"by", "owner"}}});
    EXPECT_EQ(code_after_restart(shop, right), "ok");
}

TEST(SignIn, SaysTheLastReceiptOfThisTill) {
    Shop shop;
    EXPECT_EQ(shop.ask(right)["last_receipt"], nullptr);
    EXPECT_TRUE(shop.ask(right).contains("last_receipt"));
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":45000})");
    EXPECT_EQ(shop.ask(right)["last_receipt"], "T-01-1-000001");
    shop.ask(
        R"({"do":"return","lines":[{"product":"QNA-004","quantity":1000}],"approver":"hoa","approver_pin":"1234"})"
    );
    EXPECT_EQ(shop.ask(right)["last_receipt"], "T-01-1-000002")
        << "returns have one row with sales";
    EXPECT_FALSE(shop.ask(R"({"do":"no-sale"})").contains("last_receipt"));
}

} // namespace
} // namespace ocop
