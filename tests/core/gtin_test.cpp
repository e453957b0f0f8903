#include "pos/core/gtin.hpp"
#include "pos/core/json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace ocop {
namespace {

Json worked_examples() {
    std::ifstream file{OCOP_SOURCE_DIR "/tests/data/gs1_examples.json"};
    return Json::parse(file);
}

TEST(Gtin, AgreesWithTheWorkedExamples) {
    const Json examples = worked_examples();
    for (const Json& example : examples.at("gtin")) {
        const auto digits = example.value("gtin13", example.value("gtin8", ""));
        EXPECT_EQ(Gtin::parse(digits).has_value(), example.value("valid", true)) << digits;
    }
    for (const Json& example : examples.at("in_store")) {
        const auto gtin = Gtin::parse(example.at("code").get<std::string>());
        ASSERT_TRUE(gtin);
        EXPECT_TRUE(gtin->is_in_store()) << gtin->digits14();
    }
}

TEST(Gtin, IsTheSameNumberInEveryLength) {
    const auto upc = Gtin::parse("036000291452");
    EXPECT_EQ(upc, Gtin::parse("0036000291452"));
    EXPECT_EQ(upc, Gtin::parse("00036000291452"));
    EXPECT_EQ(upc->digits14(), "00036000291452");
    EXPECT_EQ(upc->shortest(), "0036000291452");
    EXPECT_EQ(Gtin::parse("90311017")->shortest(), "90311017");
    EXPECT_EQ(Gtin::parse("90311017")->digits14(), "00000090311017");
    EXPECT_EQ(Gtin::parse("18930000000016")->shortest(), "18930000000016");
}

TEST(Gtin, RefusesOtherLengthsLettersAndWrongCheckDigits) {
    for (const char* text :
         {"",
          "8930000000",
          "89300000000191",
          "893000000001",
          "893000000001A",
          "8930000000018",
          " 8930000000019",
          "-930000000019",
          "893000000000000019"}) {
        EXPECT_FALSE(Gtin::parse(text)) << text;
    }
}

TEST(Gtin, RefusesEverySingleWrongDigit) {
    const std::string good = "8930000000019";
    for (std::size_t place = 0; place < good.size(); ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string text = good;
            text[place] = digit;
            EXPECT_EQ(Gtin::parse(text).has_value(), text == good) << text;
        }
    }
}

TEST(Gtin, TellsInStoreNumbersByTheirPrefix) {
    const auto with_prefix = [](std::string digits) {
        digits += "0000000000";
        digits += check_digit(digits);
        return Gtin::parse(digits)->is_in_store();
    };
    for (int prefix = 20; prefix <= 29; ++prefix) {
        EXPECT_TRUE(with_prefix(std::to_string(prefix)));
    }
    EXPECT_TRUE(with_prefix("02"));
    EXPECT_TRUE(with_prefix("04"));
    for (const char* prefix : {"00", "01", "03", "05", "19", "30", "89", "99"}) {
        EXPECT_FALSE(with_prefix(prefix)) << prefix;
    }
}

// These numbers stand on labels in shops: they may never change.
TEST(Gtin, GivesACodeTheSameInStoreNumberForEver) {
    EXPECT_EQ(Gtin::in_store("QNA-001").shortest(), "2997017296237");
    EXPECT_EQ(Gtin::in_store("QNA-001", 1).shortest(), "2909233767347");
}

TEST(Gtin, GivesDifferentCodesDifferentInStoreNumbers) {
    std::set<Gtin> numbers;
    for (int i = 0; i < 5000; ++i) {
        const Gtin gtin = Gtin::in_store("QNA-" + std::to_string(i));
        EXPECT_TRUE(gtin.is_in_store());
        EXPECT_EQ(gtin.shortest().substr(0, 2), "29");
        EXPECT_EQ(Gtin::parse(gtin.shortest()), gtin); // its check digit is right
        numbers.insert(gtin);
    }
    EXPECT_EQ(numbers.size(), 5000U);
}

} // namespace
} // namespace ocop
