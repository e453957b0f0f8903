#include "pos/core/action_limits.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/text_limits.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>

namespace ocop {
namespace {

using namespace std::string_literals;

std::string refused(const ActionKind& kind) {
    const auto refusal = check_texts(kind);
    return refusal ? std::string{name(refusal->code)} + ' ' + refusal->subject : "none";
}

TEST(PlainText, IsWhatEveryScreenAndPrinterShowsAsItStands) {
    for (const char* text : {"", "Mắm cá cơm", "khách quen, 5 %", "🐟 e\u0301", "\u00A0"}) {
        EXPECT_TRUE(is_plain_text(text)) << text;
    }
    for (const std::string& text :
         {"\x1B[2J"s,
          "a\tb"s,
          "a\nb"s,
          "\0"s,
          "\x7F"s,
          "\u0085"s,
          "\u202E"s,
          "\u2067"s,
          "\u2028"s,
          "\u2029"s,
          "\xFF"s,
          "\xC0\x80"s,
          "\xED\xA0\x80"s,
          "a\xE1\xBA"s}) {
        EXPECT_FALSE(is_plain_text(text)) << shown_text(text);
    }
    EXPECT_TRUE(is_plain_lines("Cảm ơn\nHẹn gặp lại"));
    EXPECT_FALSE(is_plain_lines("Cảm ơn\r\n"));
}

/// Two goods were "A" and "A" with a space without width.
TEST(PlainText, HoldsNothingThatCannotBeSeen) {
    for (const char* text :
         {"A\u200B",
          "\u200DA",
          "A\u2060B",
          "\uFEFFA",
          "A\u00ADB",
          "A\u200E",
          "A\u3164",
          "A\u115F",
          "A\u034FB",
          "A\uFE0F",
          "A\U000E0041",
          "\uFFFE",
          "\uFFFF",
          "\uFDD0",
          "\U0001FFFF",
          "\U0010FFFE"}) {
        EXPECT_FALSE(is_plain_text(text)) << shown_text(text);
    }
    for (const char* text : {"❤\uFE0F", "👨\u200D👩\u200D👧", "❤\uFE0F\u200D🔥", "👍🏽"}) {
        EXPECT_TRUE(is_plain_text(text)) << text << ": meant, and seen";
    }
}

TEST(PlainText, IsComposedToTheSameBytes) {
    EXPECT_EQ(composed("Qua\u0309ng Nam"), "Quảng Nam");
    EXPECT_EQ(composed("Hô\u0323i An"), "Hội An") << "the tone behind a letter with its mark";
    EXPECT_EQ(composed("Ma\u0306\u0301m"), "Mắm");
    EXPECT_EQ(composed("\u212A"), "K") << "the sign of kelvin";
    EXPECT_EQ(composed("A\u00A0B\u202FC"), "A B C");
    EXPECT_EQ(composed("a\xFF"), "a\xFF") << "no UTF-8: refused elsewhere";
    std::string room;
    EXPECT_EQ(composed("Đà Nẵng", room), "Đà Nẵng");
    EXPECT_TRUE(room.empty()) << "no copy of what is composed already";
}

RC_GTEST_PROP(PlainText, IsComposedOnceForAll, (const std::string& text)) {
    RC_ASSERT(composed(composed(text)) == composed(text));
    RC_ASSERT(is_utf8(composed(text)) == is_utf8(text));
}

TEST(TextLimits, PutTheTextsOfActionsIntoFormC) {
    ActionKind receive = Receive{"P", "Ma\u0306\u0301m", Quantity{1000}, "Lo\u0302", {}, {}, false};
    compose_texts(receive);
    EXPECT_EQ(std::get<Receive>(receive).product, "Mắm");
    EXPECT_EQ(std::get<Receive>(receive).lot, "Lô");
    ActionKind paid = PaidOut{Money{1}, "Tra\u0309", {}};
    compose_texts(paid);
    EXPECT_EQ(std::get<PaidOut>(paid).reason, "Trả");
    EXPECT_EQ(refused(Add{"A\u200B", one_unit, {}}), "text-not-plain product");
}

TEST(PlainText, IsMadeOfAnythingForASentence) {
    EXPECT_EQ(shown_text("Mắm"), "Mắm");
    EXPECT_EQ(shown_text("a\x1B\xFFz"), "a\uFFFD\uFFFDz");
    EXPECT_EQ(shown_text("abcdef", 3), "abc…");
    EXPECT_EQ(shown_text("ắắắ", 4), "ắ…"); // never through a character
    EXPECT_EQ(shown_text("abc", 3), "abc");
    EXPECT_EQ(shown_lines("a\tb\nc\x1B\r"), "a\tb\nc\uFFFD\uFFFD");
}

RC_GTEST_PROP(PlainText, ShownIsPlainAndBoundedWhateverItWas, (const std::string& text)) {
    const std::string shown = shown_text(text, 50);
    RC_ASSERT(is_plain_text(shown));
    RC_ASSERT(shown.size() <= 50U + 3U);
}

TEST(TextLimits, AreInclusive) {
    constexpr TextLimit reason{"reason", 5, TextKind::plain};
    EXPECT_FALSE(check_text(reason, "12345"));
    const auto refusal = check_text(reason, "123456");
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, RefusalCode::text_too_long);
    EXPECT_EQ(words(*refusal, Language::en), "The reason is longer than 5 bytes; make it shorter.");
    EXPECT_EQ(words(*refusal, Language::vi), "Phần lý do dài hơn 5 byte; hãy viết ngắn lại.");
}

TEST(TextLimits, NameATextEvenIfNobodyGaveItAName) {
    EXPECT_EQ(text_name("lot", Language::vi), "số lô");
    EXPECT_EQ(text_name("colour", Language::vi), "\"colour\"");
}

TEST(ActionLimits, LookAtEveryTextAnActionHas) {
    const std::string longest(20'000, 'x');
    const Approval good{"hoa", "1234"};
    EXPECT_EQ(refused(SignIn{longest, "1"}), "text-too-long user");
    EXPECT_EQ(refused(SignIn{"lan", longest}), "text-too-long pin");
    EXPECT_EQ(refused(Scan{longest, {}}), "text-too-long code");
    EXPECT_EQ(refused(Scan{"1", Approval{longest, "1"}}), "text-too-long approver");
    EXPECT_EQ(refused(Scan{"1", Approval{"hoa", longest}}), "text-too-long approver_pin");
    EXPECT_EQ(refused(Add{longest}), "text-too-long product");
    EXPECT_EQ(refused(GiveDiscount{{}, 5, {}, longest, good}), "text-too-long reason");
    EXPECT_EQ(
        refused(GiveDiscount{{}, 5, {}, "x", Approval{longest, "1"}}), "text-too-long approver"
    );
    EXPECT_EQ(refused(Pay{longest, {}}), "text-too-long tender");
    EXPECT_EQ(refused(NoSale{longest}), "text-too-long reason");
    EXPECT_EQ(refused(PaidIn{{}, longest}), "text-too-long reason");
    EXPECT_EQ(refused(PaidOut{{}, longest}), "text-too-long reason");
    ReturnGoods goods;
    goods.sale = longest;
    EXPECT_EQ(refused(goods), "text-too-long sale");
    goods.sale.reset();
    goods.tender = longest;
    EXPECT_EQ(refused(goods), "text-too-long tender");
    goods.tender = "cash";
    goods.reason = longest;
    EXPECT_EQ(refused(goods), "text-too-long reason");
    goods.reason = "hỏng";
    goods.lines.resize(2);
    goods.lines[1].product = longest;
    EXPECT_EQ(refused(goods), "text-too-long product");
    goods.lines.clear();
    goods.approval = Approval{longest, "1"};
    EXPECT_EQ(refused(goods), "text-too-long approver");
    Receive receive;
    receive.producer = longest;
    EXPECT_EQ(refused(receive), "text-too-long producer");
    receive.producer.clear();
    receive.product = longest;
    EXPECT_EQ(refused(receive), "text-too-long product");
    receive.product = "CA";
    receive.lot = longest;
    EXPECT_EQ(refused(receive), "text-too-long lot");
    EXPECT_EQ(refused(ChangeSetting{longest, "x", {}}), "text-too-long key");
    EXPECT_EQ(refused(ChangeSetting{"event", longest, {}}), "text-too-long value");
    EXPECT_EQ(
        refused(ChangeSetting{"event", "x", Approval{longest, "1"}}), "text-too-long approver"
    );
    EXPECT_EQ(refused(PaidIn{{}, "a\x1B"}), "text-not-plain reason");
    EXPECT_EQ(refused(PaidIn{{}, "khách quen"}), "none");
    EXPECT_EQ(
        refused(Scan{
            "0108934563138165\x1D"
            "10L1",
            {}}),
        "none"
    ); // separators are data
}

TEST(ParseAction, RefusesALineLongerThanAnyActionWithoutReadingIt) {
    const std::string longest = R"({"do":"cancel"})" + std::string(action_bytes_max - 15, ' ');
    EXPECT_TRUE(parse_action(longest));
    const auto refused = parse_action(longest + ' ');
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::bad_action);
    EXPECT_NE(words(refused.error(), Language::en).find("65536"), std::string::npos);
}

TEST(ParseAction, NestedDeeperThanAStackIsNoAction) {
    for (const char bracket : {'[', '{'}) {
        EXPECT_FALSE(parse_json(std::string(1'000'000, bracket)));
    }
    EXPECT_FALSE(parse_action(std::string(60'000, '[')));
}

} // namespace
} // namespace ocop
