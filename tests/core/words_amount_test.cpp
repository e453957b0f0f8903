#include "pos/core/words_amount.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace ocop {
namespace {

struct Row {
    Money amount{};
    std::string north{};
    std::string south{};
};

// amount_vnd,grouped_vi,words_north,words_south; no field holds a comma or a quote.
std::vector<Row> rows() {
    std::ifstream file{OCOP_SOURCE_DIR "/tests/data/amount_in_words.csv"};
    std::vector<Row> result;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields{line};
        std::string amount;
        std::string grouped;
        Row row;
        std::getline(fields, amount, ',');
        std::getline(fields, grouped, ',');
        std::getline(fields, row.north, ',');
        std::getline(fields, row.south, ',');
        row.amount = Money{std::stoll(amount)};
        result.push_back(row);
    }
    return result;
}

TEST(AmountInWords, SaysEveryKnownAmountAsTheNorthDoes) {
    ASSERT_EQ(rows().size(), 115U);
    for (const Row& row : rows()) {
        EXPECT_EQ(amount_in_words(row.amount, WordsVariant::north), row.north) << row.amount.vnd();
    }
}

TEST(AmountInWords, SaysEveryKnownAmountAsTheSouthDoes) {
    for (const Row& row : rows()) {
        EXPECT_EQ(amount_in_words(row.amount, WordsVariant::south), row.south) << row.amount.vnd();
    }
}

TEST(AmountInWords, BeginsNegativeAmountsWithAm) {
    EXPECT_EQ(
        amount_in_words(Money{-121'000}, WordsVariant::north), "Âm một trăm hai mươi mốt nghìn đồng"
    );
    EXPECT_EQ(amount_in_words(Money{-5}, WordsVariant::south), "Âm năm đồng");
}

TEST(AmountInWords, SaysTheLargestAndTheSmallestNumber) {
    EXPECT_EQ(
        amount_in_words(Money{std::numeric_limits<std::int64_t>::max()}, WordsVariant::north),
        "Chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ "
        "tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh bảy đồng"
    );
    EXPECT_TRUE(
        amount_in_words(Money{std::numeric_limits<std::int64_t>::min()}, WordsVariant::north)
            .ends_with("tám trăm linh tám đồng")
    );
}

TEST(AmountInEnglish, SaysEveryKindOfNumber) {
    const std::vector<std::pair<std::int64_t, const char*>> known{
        {0, "Zero"},
        {1, "One"},
        {10, "Ten"},
        {12, "Twelve"},
        {20, "Twenty"},
        {21, "Twenty-one"},
        {99, "Ninety-nine"},
        {100, "One hundred"},
        {101, "One hundred and one"},
        {115, "One hundred and fifteen"},
        {1'000, "One thousand"},
        {1'005, "One thousand and five"},
        {1'100, "One thousand one hundred"},
        {1'999, "One thousand nine hundred and ninety-nine"},
        {12'040, "Twelve thousand and forty"},
        {185'000, "One hundred and eighty-five thousand"},
        {271'000, "Two hundred and seventy-one thousand"},
        {408'500, "Four hundred and eight thousand five hundred"},
        {1'000'000, "One million"},
        {1'000'013, "One million and thirteen"},
        {1'013'000, "One million thirteen thousand"},
        {2'500'750, "Two million five hundred thousand seven hundred and fifty"},
        {1'000'000'000, "One billion"},
        {999'999'999'999,
         "Nine hundred and ninety-nine billion nine hundred and ninety-nine million nine hundred "
         "and ninety-nine thousand nine hundred and ninety-nine"},
        {1'000'000'000'001, "One trillion and one"},
        {1'000'000'000'000'000, "One quadrillion"},
        {-121'000, "Minus one hundred and twenty-one thousand"},
        {-7, "Minus seven"},
        {std::numeric_limits<std::int64_t>::min(),
         "Minus nine quintillion two hundred and twenty-three quadrillion three hundred and "
         "seventy-two trillion thirty-six billion eight hundred and fifty-four million seven "
         "hundred and seventy-five thousand eight hundred and eight"}};
    for (const auto& [amount, words] : known) {
        EXPECT_EQ(amount_in_english(Money{amount}), words + std::string{" đồng"}) << amount;
    }
}

/// What a listener understands, who knows the words but not how they were put together. Any word
/// that has no place is -1.
std::int64_t heard(std::string text) {
    static const std::map<std::string, std::int64_t> small{
        {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
        {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
        {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
        {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
        {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
        {"seventy", 70}, {"eighty", 80},  {"ninety", 90}};
    static const std::map<std::string, std::int64_t> large{
        {"thousand", 1'000},
        {"million", 1'000'000},
        {"billion", 1'000'000'000},
        {"trillion", 1'000'000'000'000},
        {"quadrillion", 1'000'000'000'000'000}};
    text.front() = static_cast<char>(text.front() - 'A' + 'a');
    std::replace(text.begin(), text.end(), '-', ' ');
    std::istringstream words{text};
    std::int64_t sign = 1;
    std::int64_t total = 0;
    std::int64_t group = 0;
    std::string word;
    while (words >> word && word != "đồng") {
        if (word == "minus") {
            sign = -1;
        } else if (word == "hundred") {
            group *= 100;
        } else if (const auto unit = large.find(word); unit != large.end()) {
            total += group * unit->second;
            group = 0;
        } else if (const auto number = small.find(word); number != small.end()) {
            group += number->second;
        } else if (word != "and") {
            return -1;
        }
    }
    return word == "đồng" && !(words >> word) ? sign * (total + group) : -1;
}

TEST(AmountInEnglish, IsHeardAsTheNumberItSays) {
    std::mt19937_64 random{20'261'122};
    for (int i = 0; i < 20'000; ++i) {
        // Numbers of every length, many of them round, as prices are.
        std::int64_t power = 1;
        for (auto digits = random() % 15; digits > 0; --digits) {
            power *= 10;
        }
        auto amount = static_cast<std::int64_t>(random() % 10'000) * power / 1'000;
        amount += static_cast<std::int64_t>(random() % 3 * (random() % 1'000));
        amount *= random() % 5 == 0 ? -1 : 1;
        EXPECT_EQ(heard(amount_in_english(Money{amount})), amount);
    }
}

} // namespace
} // namespace ocop
