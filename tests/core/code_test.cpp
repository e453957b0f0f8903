#include "pos/core/code.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

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

/// The last of the six digits says where the zeros were: UPC-A written with its zeros, and the same
/// number in UPC-E (GS1 General Specifications, 5.2.2.4).
TEST(Code, ExpandsUpcEOfEveryForm) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> forms{{
        {"1200000345", "123450"},
        {"1210000345", "123451"},
        {"1220000345", "123452"},
        {"1230000045", "123453"},
        {"1234000005", "123454"},
        {"1234500005", "123455"},
        {"1234500006", "123456"},
        {"1234500007", "123457"},
        {"1234500008", "123458"},
        {"1234500009", "123459"},
    }};
    for (const auto& [upc_a, other] : forms) {
        for (const char system : {'0', '1'}) {
            const std::string eleven = system + std::string{upc_a};
            int sum = 0; // by hand: weights 3, 1, 3 … from the left of eleven digits
            for (std::size_t i = 0; i < eleven.size(); ++i) {
                sum += (eleven[i] - '0') * (i % 2 == 0 ? 3 : 1);
            }
            const char check = static_cast<char>('0' + (10 - sum % 10) % 10);
            const auto code =
                parse_code("]E0" + std::string{system} + std::string{other} + check, today, {});
            ASSERT_TRUE(code) << other;
            EXPECT_EQ(code->gtin->digits14(), "00" + eleven + check) << other;
        }
    }
}

TEST(Code, ReadsInStoreWeightsOnlyWhereTheShopSaysSo) {
    const InStoreRules rules{{"21", {}}};
    const auto weighed = parse_code("2100123004850", today, rules);
    ASSERT_TRUE(weighed.has_value());
    EXPECT_EQ(weighed->in_store_item, "00123");
    EXPECT_EQ(weighed->grams, 485);
    EXPECT_EQ(weighed->gtin->shortest(), "2100123000005");
    const auto plain = parse_code("2100123004850", today, {});
    EXPECT_EQ(plain->gtin->digits14(), "02100123004850");
    EXPECT_FALSE(plain->grams.has_value());
}

TEST(Code, ReadsInStoreCodesAsTheSharedExamplesSay) {
    const InStoreRules rules{
        {"21", {}},
        {"22", *parse_in_store_rule("price10")},
        {"29", *parse_in_store_rule("weight")}};
    for (const auto& row : examples()["in_store"]) {
        const auto code = parse_code("]E0" + row["code"].get<std::string>(), today, rules);
        ASSERT_TRUE(code.has_value()) << row;
        EXPECT_EQ(code->in_store_item, row["item"].get<std::string>());
        const auto value = row["value"].get<std::int64_t>();
        if (row["value_meaning"] == "gam") {
            EXPECT_EQ(code->grams, value);
            EXPECT_FALSE(code->price.has_value());
        } else {
            EXPECT_EQ(code->price, Money{value * 10});
            EXPECT_FALSE(code->grams.has_value());
        }
    }
}

TEST(Code, ReadsAUpcFormOfAnInStoreCode) {
    const InStoreRules rules{{"02", *parse_in_store_rule("price:IIIIIPVVVV")}};
    const auto code = parse_code("]E0200012009996", today, rules);
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->in_store_item, "00012");
    EXPECT_EQ(code->price, Money{999}) << "the verifier 0 is none of the value";
}

TEST(InStoreRule, IsWrittenAsAMeaningAndWhereNeedBeAPattern) {
    EXPECT_EQ(parse_in_store_rule("weight"), (InStoreRule{InStoreValue::grams, 1, 5, false}));
    EXPECT_EQ(
        parse_in_store_rule("price1000:IIIIPVVVVV"),
        (InStoreRule{InStoreValue::price, 1000, 4, true})
    );
    EXPECT_EQ(
        parse_in_store_rule("weight:IIIIIIVVVV"), (InStoreRule{InStoreValue::grams, 1, 6, false})
    );
    for (const char* wrong :
         {"",
          "weigh",
          "price5",
          "weight:",
          "weight:IIIIIVVVV",
          "weight:IIIIIVVVVVV",
          "weight:IIIVVVVVVV",
          "weight:IIIIPPVVVV",
          "weight:VVVVVIIIII",
          "weight:IIIIIXVVVV"}) {
        EXPECT_FALSE(parse_in_store_rule(wrong).has_value()) << wrong;
    }
    EXPECT_TRUE(is_in_store_key("instore.20"));
    EXPECT_TRUE(is_in_store_key("instore.04"));
    EXPECT_FALSE(is_in_store_key("instore.30"));
    EXPECT_FALSE(is_in_store_key("instore.2:"));
    EXPECT_FALSE(is_in_store_key("instore.200"));
}

TEST(Code, ReadsWhatScannersGaveForDrawnSymbols) {
    struct Read {
        const char* raw;
        const char* gtin;
        const char* lot;
        std::optional<Day> expiry;
        std::optional<std::int64_t> grams;
        std::optional<Money> price;
    };

    for (const Read& read : {
             Read{"]E08934563138165", "08934563138165", "", {}, {}, {}},
             Read{"]E489385012", "00000089385012", "", {}, {}, {}},
             Read{"]E0036000291452", "00036000291452", "", {}, {}, {}},
             Read{"]E001234565", "00012345000065", "", {}, {}, {}},
             Read{"]E00123456", "00012345000065", "", {}, {}, {}},
             Read{"]E0123456", "00012345000065", "", {}, {}, {}},
             Read{"]E3893456313816512", "08934563138165", "", {}, {}, {}},
             Read{"]I118934563138162", "18934563138162", "", {}, {}, {}},
             Read{
                 "]C1010893456313816510LOT-A1\x1d"
                 "17270131",
                 "08934563138165",
                 "LOT-A1",
                 Day{2027, 1, 31},
                 {},
                 {}},
             Read{"]C101989345631381683103001250", "98934563138168", "", {}, 1250, {}},
             Read{
                 "]d201089345631381651727013110B7\x1d"
                 "21SN0001",
                 "08934563138165",
                 "B7",
                 Day{2027, 1, 31},
                 {},
                 {}},
             Read{
                 "]e00198934563138168310300125039221250000",
                 "98934563138168",
                 "",
                 {},
                 1250,
                 Money{12'500}},
             Read{"]C10108934563138165393070412500", "08934563138165", "", {}, {}, Money{12'500}},
             Read{"]C10108934563138165393084012500", "08934563138165", "", {}, {}, {}},
             Read{
                 "]C1010893456313816570032701312359\x1d"
                 "10L2",
                 "08934563138165",
                 "L2",
                 Day{2027, 1, 31},
                 {},
                 {}},
             Read{
                 "]C101089345631381651526123117270131",
                 "08934563138165",
                 "",
                 Day{2027, 1, 31},
                 {},
                 {}},
             Read{
                 "]C1010893456313816524010-A\x1d"
                 "4127350053850019"
                 "10L3",
                 "08934563138165",
                 "L3",
                 {},
                 {},
                 {}},
         }) {
        const auto code = parse_code(read.raw, today, {});
        ASSERT_TRUE(code.has_value()) << read.raw;
        EXPECT_EQ(code->gtin->digits14(), read.gtin) << read.raw;
        EXPECT_EQ(code->lot.value_or(""), read.lot) << read.raw;
        EXPECT_EQ(code->expiry, read.expiry) << read.raw;
        EXPECT_EQ(code->grams, read.grams) << read.raw;
        EXPECT_EQ(code->price, read.price) << read.raw;
    }
}

TEST(Code, SaysWhereAnElementStringBreaks) {
    const auto at = [](const char* raw) {
        const auto code = parse_code(raw, today, {});
        EXPECT_FALSE(code.has_value()) << raw;
        EXPECT_EQ(code.error().code, RefusalCode::bad_element_string) << raw;
        return code ? "" : code.error().detail;
    };
    EXPECT_EQ(at("]C10108930000000010"), "01") << "its check digit";
    EXPECT_EQ(at("]C1010893000000001917990231"), "17") << "a day that is none";
    EXPECT_EQ(at("]C10108930000000019881"), "88") << "no such identifier";
    EXPECT_EQ(at("]C1010893000000001910A B"), "10") << "a blank is no letter of GS1";
    EXPECT_EQ(at("]C1010893000000001910\xC4\x90"), "10") << "nor is Đ";
    EXPECT_EQ(at("]C10108930000000019310300"), "3103") << "cut off";
    EXPECT_EQ(at("]C1010893000000001910123456789012345678901"), "10") << "too long";
    EXPECT_EQ(at("]C117270131"), "01") << "no product at all";
}

TEST(Code, FindsTheNumberInADigitalLinkAndRefusesOtherAddresses) {
    const auto link =
        parse_code("]Q1https://id.gs1.org/01/08934563138165/10/L1?17=270131", today, {});
    ASSERT_TRUE(link.has_value());
    EXPECT_EQ(link->gtin->digits14(), "08934563138165");
    EXPECT_EQ(link->lot, "L1");
    EXPECT_EQ(link->expiry, (Day{2027, 1, 31}));
    const auto written = parse_code(
        "HTTPS://truyxuat.example.vn/qr/01/8934563138165/10/L%2F1/21/S9?linkType=all&3103=000485#x",
        today,
        {}
    );
    ASSERT_TRUE(written.has_value());
    EXPECT_EQ(written->gtin->digits14(), "08934563138165");
    EXPECT_EQ(written->lot, "L/1");
    EXPECT_EQ(written->serial, "S9");
    EXPECT_EQ(written->grams, 485);
    const auto stamp = parse_code("https://truyxuat.example.vn/tem/12345", today, {});
    ASSERT_FALSE(stamp.has_value());
    EXPECT_EQ(stamp.error().code, RefusalCode::trace_address);
}

/// An identifier is digits and one that there is, and what it promises is checked: 392p divided by
/// a power of ten that was 0.
TEST(Code, RefusesAnAddressWhoseIdentifiersAreNone) {
    for (const char* address :
         {"https://x.vn/01/08934563138165/392p/1",
          "https://x.vn/01/08934563138165/392Z/1",
          "https://x.vn/01/08934563138165/310x/1",
          "https://x.vn/01/08934563138165/3109/000485",
          "https://x.vn/01/08934563138165/3103/485",
          "https://x.vn/01/08934563138165/39/1",
          "https://x.vn/01/08934563138165/3/1",
          "https://x.vn/01/08934563138165/99999/1",
          "https://x.vn/01/08934563138165/%33%31%30%33/000485",
          "https://x.vn/01/08934563138165/17/271399",
          "https://x.vn/01/08934563138165?3922=99999999999999999999",
          "https://x.vn/01/08934563138165?30=-1",
          "https://x.vn/01/08934563138165?88=1",
          "https://x.vn/01/08934563138160"}) {
        const auto code = parse_code(address, today, {});
        ASSERT_FALSE(code.has_value()) << address;
        EXPECT_EQ(code.error().code, RefusalCode::trace_address) << address;
    }
}

TEST(Code, FindsTheNumberBehindADateInTheAddress) {
    const auto code = parse_code("https://x.vn/2026/01/30/01/08934563138165/10/L1", today, {});
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->gtin->digits14(), "08934563138165");
    EXPECT_EQ(code->lot, "L1");
}

TEST(Code, ReadsWhatIsPrintedBelowTheBars) {
    for (const char* text :
         {"08934563138165",
          "0108934563138165",
          "(01)08934563138165",
          "(01) 0893 4563 1381 65",
          "8 934563 138165",
          "893-4563-13816-5"}) {
        const auto code = parse_code(text, today, {});
        ASSERT_TRUE(code.has_value()) << text;
        ASSERT_TRUE(code->gtin.has_value()) << text;
        EXPECT_EQ(code->gtin->digits14(), "08934563138165") << text;
    }
    const auto whole = parse_code("(01)98934563138168(3103)001250(17)270131(10)L(2)A", today, {});
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->gtin->digits14(), "98934563138168");
    EXPECT_EQ(whole->grams, 1250);
    EXPECT_EQ(whole->expiry, (Day{2027, 1, 31}));
    EXPECT_EQ(whole->lot, "L(2)A") << "brackets of the lot's own";
    for (const char* broken : {"(01)08934563138160", "(01)0893456313816", "(10)L1", "(01)"}) {
        const auto code = parse_code(broken, today, {});
        ASSERT_FALSE(code.has_value()) << broken;
        EXPECT_EQ(code.error().code, RefusalCode::bad_element_string) << broken;
    }
}

TEST(Code, CallsACartonACarton) {
    for (const char* text :
         {"]C100189345630000000124",
          "00189345630000000124",
          "(00)189345630000000124",
          "]C102189345631381623712",
          "02189345631381623712",
          "(02)18934563138162(37)12"}) {
        const auto code = parse_code(text, today, {});
        ASSERT_FALSE(code.has_value()) << text;
        EXPECT_EQ(code.error().code, RefusalCode::carton_code) << text;
    }
    EXPECT_EQ(
        parse_code("]C100189345630000000125", today, {}).error().code,
        RefusalCode::bad_element_string
    ) << "a check digit that is wrong";
}

TEST(Code, TakesOffWhatAScannerPutsAround) {
    for (const char* text :
         {"\x02"
          "8934563138165\x03",
          "8934563138165\t",
          "\x02]E08934563138165\x03\r\n",
          "]E0 8934563138165 ",
          "\x1e\x02"
          "8934563138165\x04"}) {
        const auto code = parse_code(text, today, {});
        ASSERT_TRUE(code.has_value());
        EXPECT_EQ(code->text, "8934563138165");
    }
    EXPECT_EQ(
        parse_code(
            "\x1d"
            "0108934563138165",
            today,
            {}
        )
            ->gtin->digits14(),
        "08934563138165"
    );
}

TEST(Code, ReadsEightDigitsAsEan8AndKeepsTheUpcEThatTheyMayBe) {
    const auto code = parse_code("01234565", today, {});
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->gtin->digits14(), "00000001234565");
    ASSERT_TRUE(code->other.has_value());
    EXPECT_EQ(code->other->digits14(), "00012345000065");
    EXPECT_FALSE(parse_code("]E401234565", today, {})->other) << "the scanner says EAN-8";
    EXPECT_EQ(parse_code("]E001234565", today, {})->gtin->digits14(), "00012345000065");
    EXPECT_EQ(parse_code("123456", today, {})->other->digits14(), "00012345000065");
}

TEST(Code, TellsMeasuresApart) {
    const auto litres = parse_code("]C101989345631381683153001250", today, {});
    EXPECT_EQ(litres->millilitres, 1250);
    EXPECT_FALSE(litres->grams.has_value());
    EXPECT_EQ(parse_code("]C101989345631381683113001250", today, {})->millimetres, 1250);
    EXPECT_TRUE(parse_code("]C101989345631381683202000500", today, {})->other_measure) << "pounds";
    const auto pallet = parse_code("]C101989345631381683302000500", today, {});
    EXPECT_TRUE(pallet->other_measure) << "what it weighs with its packing is no one unit";
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
