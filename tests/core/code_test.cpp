#include "pos/core/code.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace ocop {
namespace {

constexpr Day today{2026, 11, 22};

/// Lives as long as the tests: they iterate over parts of it.
const nlohmann::json& examples() {
    static const nlohmann::json parsed = [] {
        std::ifstream file{OCOP_SOURCE_DIR "/tests/data/gs1_examples.json"};
        return nlohmann::json::parse(file);
    }();
    return parsed;
}

TEST(Code, TellsRightCheckDigitsFromWrongOnes) {
    for (const auto& row : examples()["gtin"]) {
        const std::string digits = row.contains("gtin13") ? row["gtin13"].get<std::string>()
                                                          : row["gtin8"].get<std::string>();
        const auto code = parse_code(digits, today, {});
        EXPECT_EQ(code.has_value(), row["valid"].get<bool>()) << digits;
        if (!code) {
            EXPECT_EQ(code.error().code, RefusalCode::bad_check_digit);
        }
    }
}

TEST(Code, ReadsElementStringsAsTheSharedExamplesSay) {
    for (const auto& row : examples()["element_strings"]) {
        const auto code = parse_code("]C1" + row["raw"].get<std::string>(), today, {});
        ASSERT_TRUE(code.has_value()) << row;
        const auto& fields = row["fields"];
        EXPECT_EQ(code->gtin->digits14(), fields["01"].get<std::string>());
        if (fields.contains("10")) {
            EXPECT_EQ(code->lot, fields["10"].get<std::string>());
        }
        if (fields.contains("21")) {
            EXPECT_EQ(code->serial, fields["21"].get<std::string>());
        }
        if (fields.contains("3103")) {
            EXPECT_EQ(code->grams, 485);
        }
    }
}

TEST(Code, ReadsElementStringsWithoutAnAimIdentifierToo) {
    const auto code = parse_code(
        "0108930000000019172703311"
        "0LO2601A",
        today,
        {}
    );
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->expiry, (Day{2027, 3, 31}));
    EXPECT_EQ(code->lot, "LO2601A");
}

TEST(Code, TakesDayZeroOfAnExpiryAsTheLastOfTheMonth) {
    const auto code = parse_code("]d2010893000000001917270200", today, {});
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->expiry, (Day{2027, 2, 28}));
}

TEST(Code, StripsAimIdentifierAndLineEnd) {
    const auto code = parse_code("]E08934563138165\r\n", today, {});
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->gtin->digits14(), "08934563138165");
}

TEST(Code, ComparesUpcAndEanAsOneNumber) {
    EXPECT_EQ(
        parse_code("036000291452", today, {})->gtin, parse_code("0036000291452", today, {})->gtin
    );
}

TEST(Code, ExpandsUpcE) {
    EXPECT_EQ(parse_code("]E001234565", today, {})->gtin->digits14(), "00012345000065");
}

TEST(Code, ReadsInStoreWeightsOnlyWhereTheShopSaysSo) {
    const InStoreRules rules{{"21", InStoreValue::grams}};
    const auto weighed = parse_code("2100123004850", today, rules);
    ASSERT_TRUE(weighed.has_value());
    EXPECT_EQ(weighed->in_store_item, "00123");
    EXPECT_EQ(weighed->grams, 485);
    EXPECT_FALSE(weighed->gtin.has_value());
    const auto plain = parse_code("2100123004850", today, {});
    EXPECT_EQ(plain->gtin->digits14(), "02100123004850");
    EXPECT_FALSE(plain->grams.has_value());
}

TEST(Code, FindsTheNumberInADigitalLinkAndRefusesOtherAddresses) {
    const auto link =
        parse_code("]Q1https://id.gs1.org/01/08934563138165/10/L1?17=270131", today, {});
    ASSERT_TRUE(link.has_value());
    EXPECT_EQ(link->gtin->digits14(), "08934563138165");
    EXPECT_EQ(link->lot, "L1");
    EXPECT_EQ(link->expiry, (Day{2027, 1, 31}));
    const auto stamp = parse_code("https://truyxuat.example.vn/tem/12345", today, {});
    ASSERT_FALSE(stamp.has_value());
    EXPECT_EQ(stamp.error().code, RefusalCode::trace_address);
}

TEST(Code, LeavesOtherTextToTheCatalogue) {
    const auto code = parse_code("QNA-001", today, {});
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->text, "QNA-001");
    EXPECT_FALSE(code->gtin.has_value());
}

TEST(Code, RefusesBrokenElementStrings) {
    for (const char* raw :
         {"]C101",
          "]C10108930000000010",
          "]C1010893000000001917990231",
          "]C199",
          "]C117270131",
          "]C1\x1d",
          "]C1010893000000001931",
          ""}) {
        EXPECT_FALSE(parse_code(raw, today, {}).has_value()) << raw;
    }
}

} // namespace
} // namespace ocop
