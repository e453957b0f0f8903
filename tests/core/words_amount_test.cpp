#include "pos/core/words_amount.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
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

} // namespace
} // namespace ocop
