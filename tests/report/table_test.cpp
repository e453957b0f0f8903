#include "pos/report/table_csv.hpp"
#include "pos/report/table_json.hpp"
#include "pos/report/table_text.hpp"
#include "pos/report/table_xlsx.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ocop::report {
namespace {

Table goods() {
    Table table;
    table.name = "Doanh thu";
    table.title = "Doanh thu theo sản phẩm";
    table.subtitle = "20/11/2026 – 21/11/2026";
    table.columns = {
        {"label", "Tên", ColumnKind::text},
        {"quantity", "Số lượng", ColumnKind::number},
        {"revenue", "Doanh thu", ColumnKind::number},
    };
    table.rows = {
        {std::string{"Mắm cá cơm"}, Quantity{1500}, Money{1'234'567}},
        {std::string{"Chè"}, Quantity{2000}, Cell{}},
    };
    table.total = Row{std::string{"Tổng cộng"}, Quantity{3500}, Money{-1}};
    table.notes = {"Lưu ý: số liệu minh hoạ."};
    return table;
}

TEST(TableText, AlignsVietnameseByWhatItTakesOnScreen) {
    EXPECT_EQ(
        table_text(goods()),
        "Doanh thu theo sản phẩm\n"
        "20/11/2026 – 21/11/2026\n"
        "\n"
        "Tên         Số lượng  Doanh thu\n"
        "----------  --------  ---------\n"
        "Mắm cá cơm       1,5  1.234.567\n"
        "Chè                2          –\n"
        "----------  --------  ---------\n"
        "Tổng cộng        3,5         -1\n"
        "\n"
        "Lưu ý: số liệu minh hoạ.\n"
    );
}

TEST(TableText, MeasuresCombiningMarksAsNothingAndWideLettersAsTwo) {
    EXPECT_EQ(display_width("Mắm"), 3u);
    EXPECT_EQ(display_width("Ma\u0306\u0301m"), 3u);
    EXPECT_EQ(display_width("茶"), 2u);
    EXPECT_EQ(display_width("\xE1"), 1u) << "half a letter stands for itself";
    EXPECT_EQ(display_width(""), 0u);
}

TEST(TableText, LetsNoNameSteerATerminal) {
    EXPECT_EQ(display(std::string{"Mắm\x1B[2J\u009B"}), "Mắm?[2J?");
}

TEST(TableCsv, WritesKeysPlainNumbersAndTheTotalLast) {
    EXPECT_EQ(
        table_csv(goods()),
        "\xEF\xBB\xBFlabel,quantity,revenue\r\n"
        "Mắm cá cơm,1500,1234567\r\n"
        "Chè,2000,\r\n"
        "Tổng cộng,3500,-1\r\n"
    );
}

TEST(TableCsv, QuotesWhatNeedsItAndDisarmsFormulas) {
    Table table;
    table.columns = {{"label", "Tên", ColumnKind::text}};
    for (const char* text :
         {"Rượu \"Hồng Đào\", 500 ml", "=1+1", "+84", "-5", "@x", "=a,b", "two\nlines"}) {
        table.rows.push_back({std::string{text}});
    }
    EXPECT_EQ(
        table_csv(table),
        "\xEF\xBB\xBFlabel\r\n"
        "\"Rượu \"\"Hồng Đào\"\", 500 ml\"\r\n"
        "'=1+1\r\n'+84\r\n'-5\r\n'@x\r\n\"'=a,b\"\r\n\"two\nlines\"\r\n"
    );
}

TEST(TableJson, KeepsNumbersWholeAndTheUnknownNull) {
    const Json json = table_json(goods());
    EXPECT_EQ(json.at("rows").at(0).at("revenue"), 1'234'567);
    EXPECT_EQ(json.at("rows").at(0).at("quantity"), 1500);
    EXPECT_TRUE(json.at("rows").at(1).at("revenue").is_null());
    EXPECT_EQ(json.at("total").at("revenue"), -1);
    EXPECT_EQ(json.at("notes").at(0), "Lưu ý: số liệu minh hoạ.");
}

TEST(TableXlsx, IsTheSameFileForTheSameTables) {
    const std::array tables{goods()};
    const auto once = table_xlsx(tables, Moment{1'800'000'000});
    ASSERT_TRUE(once) << once.error().what;
    EXPECT_EQ(once->substr(0, 2), "PK");
    EXPECT_EQ(table_xlsx(tables, Moment{1'800'000'000}), *once);
    EXPECT_NE(table_xlsx(tables, Moment{1'900'000'000}), *once);
}

TEST(TableXlsx, FailsAloudWhereASheetsNameIsRefused) {
    std::array tables{goods(), goods()};
    const auto twice = table_xlsx(tables, Moment{1'800'000'000});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, FailureCode::disk_error);
}

} // namespace
} // namespace ocop::report
