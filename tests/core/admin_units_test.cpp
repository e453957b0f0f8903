#include "pos/core/admin_units.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace ocop {
namespace {

constexpr Day today{2026, 11, 30};
constexpr Day before{2025, 6, 30};

std::string code_of(std::string_view text, Day day = today) {
    const auto found = find_province(text, day);
    return found ? std::string{found->code} : "none";
}

TEST(Provinces, AreThoseOfTheList) {
    std::ifstream file{OCOP_SOURCE_DIR "/tests/data/admin_provinces.csv"};
    std::string row;
    std::getline(file, row); // the heading
    std::size_t rows = 0;
    while (std::getline(file, row)) {
        ASSERT_LT(rows, provinces().size());
        const Province& province = provinces()[rows++];
        std::string start{province.old_code};
        start.append(",")
            .append(province.old_name)
            .append(",2025-06-30,")
            .append(province.new_code)
            .append(",")
            .append(province.new_name)
            .append(",");
        EXPECT_TRUE(row.starts_with(start)) << row;
    }
    EXPECT_EQ(rows, provinces().size());
}

TEST(Provinces, EachIsFoundByItsNamesAndCodes) {
    for (const Province& province : provinces()) {
        EXPECT_EQ(code_of(province.old_name), province.new_code) << province.old_name;
        EXPECT_EQ(code_of(province.new_name), province.new_code) << province.new_name;
        EXPECT_EQ(code_of(province.old_code, before), province.new_code) << province.old_code;
        EXPECT_EQ(code_of(province.new_code), province.new_code) << province.new_code;
        EXPECT_EQ(find_province(province.old_name, before)->old_code, province.old_code);
    }
}

TEST(Provinces, AreFoundHoweverTheyAreWritten) {
    for (const char* text :
         {"Quảng Nam",
          "quang nam",
          "QUANG NAM",
          "Tỉnh Quảng Nam",
          "QuangNam",
          "QNA",
          "qna",
          "49",
          "Qua\xCC\x89ng Nam"}) {
        EXPECT_EQ(code_of(text), "48") << text;
    }
    for (const char* text :
         {"TP. Hồ Chí Minh",
          "Thành phố Hồ Chí Minh",
          "TP HCM",
          "HCM",
          "Sài Gòn",
          "Bình Dương",
          "79"}) {
        EXPECT_EQ(code_of(text), "79") << text;
    }
    EXPECT_EQ(code_of("TTH"), "46");
    EXPECT_EQ(code_of("Huế"), "46");
    EXPECT_EQ(code_of("Daklak"), "66");
}

TEST(Provinces, ACodeThatChangedItsMeaningIsReadAsOfTheDay) {
    EXPECT_EQ(find_province("15", today)->name, "Lào Cai");
    EXPECT_EQ(find_province("15", before)->name, "Yên Bái");
    EXPECT_EQ(find_province("44", today)->name, "Quảng Trị");
    EXPECT_EQ(find_province("44", before)->name, "Quảng Bình");
}

TEST(Provinces, WhatIsNoneOrMayBeTwoIsNotGuessed) {
    for (const char* text : {"", "Quảng", "QN", "DNA", "Quang Namm", "Atlantis", "00", "tp", "-"}) {
        EXPECT_EQ(code_of(text), "none") << text;
    }
}

TEST(Provinces, AreOneFromTheDayTheyWereMerged) {
    EXPECT_TRUE(is_same_province("QNA", "Quảng Nam", before));
    EXPECT_TRUE(is_same_province("QNA", "Đà Nẵng", today));
    EXPECT_FALSE(is_same_province("QNA", "Đà Nẵng", before));
    EXPECT_FALSE(is_same_province("Quảng Trị", "Quảng Bình", before));
    EXPECT_TRUE(is_same_province("Quảng Trị", "Quảng Bình", today));
    EXPECT_FALSE(is_same_province("QNA", "Lâm Đồng", today));
    EXPECT_FALSE(is_same_province("", "", today));
    EXPECT_TRUE(is_same_province("Vùng X", "vung x", today)) << "nobody knows it, both mean it";
    EXPECT_FALSE(is_same_province("Vùng X", "Đà Nẵng", today));
}

TEST(Districts, AreToldByNameWithinTheirProvince) {
    const DistrictOf here{"Hội An", "QNA"};
    EXPECT_TRUE(is_same_district(here, {"Thành phố Hội An", "Quảng Nam"}, today));
    EXPECT_TRUE(is_same_district(here, {"TP. Hội An", "Tỉnh Quảng Nam"}, today));
    EXPECT_TRUE(is_same_district(here, {"Ho\xCC\xA3\xCC\x82i An", "49"}, today));
    EXPECT_FALSE(is_same_district(here, {"Tam Kỳ", "Quảng Nam"}, today));
    EXPECT_FALSE(is_same_district(here, {"Hội An", "Lâm Đồng"}, today));
    EXPECT_FALSE(is_same_district({"", "QNA"}, {"", "QNA"}, today));
    EXPECT_TRUE(is_same_district({"Huyện Quan Hóa", "Thanh Hóa"}, {"Quan Hóa", "Thanh Hóa"}, today)
    );
    EXPECT_TRUE(is_same_district({"Quận 1", "HCM"}, {"1", "TP. Hồ Chí Minh"}, today));
}

TEST(Districts, OfOneNameInTwoMergedProvincesAreTwo) {
    EXPECT_FALSE(is_same_district({"Châu Thành", "Bến Tre"}, {"Châu Thành", "Trà Vinh"}, today));
    EXPECT_TRUE(is_same_district({"Hội An", "Đà Nẵng"}, {"Hội An", "Quảng Nam"}, today))
        << "today's name means all of it";
}

} // namespace
} // namespace ocop
