#include "pos/report/table_csv.hpp"
#include "pos/report/table_json.hpp"
#include "pos/report/table_text.hpp"
#include "pos/report/table_xlsx.hpp"
#include "pos/report/workbook_text.hpp"

#include <gtest/gtest.h>
#include <zip.h>

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
    table.notes = {"Lưu ý: số liệu minh họa."};
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
        "Lưu ý: số liệu minh họa.\n"
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
        "Mắm cá cơm,1.5,1234567\r\n"
        "Chè,2,\r\n"
        "Tổng cộng,3.5,-1\r\n"
    );
}

TEST(TableCsv, ShowsQuantitiesInUnitsAsEveryOtherFormDoes) {
    Table table;
    table.columns = {{"quantity", "Số lượng", ColumnKind::number}};
    for (const std::int64_t thousandths : {0, 1, -1, 250, -1050, 1000, 12'345'670, -2000}) {
        table.rows.push_back({Quantity{thousandths}});
    }
    EXPECT_EQ(
        table_csv(table),
        "\xEF\xBB\xBFquantity\r\n"
        "0\r\n0.001\r\n-0.001\r\n0.25\r\n-1.05\r\n1\r\n12345.67\r\n-2\r\n"
    );
}

TEST(TableCsv, PutsNoQuoteBeforeANumberWhateverItsSignOrMarks) {
    Table table;
    table.columns = {{"text", "Số", ColumnKind::text}};
    for (const char* text :
         {"-3,23",
          "-5",
          "-1.5",
          "+84905123456",
          "+84 905 123 456",
          "-1.234.567",
          "--1",
          "-",
          "-1+1",
          "+A1",
          "-3,23 "}) {
        table.rows.push_back({std::string{text}});
    }
    EXPECT_EQ(
        table_csv(table),
        "\xEF\xBB\xBFtext\r\n"
        "\"-3,23\"\r\n-5\r\n-1.5\r\n+84905123456\r\n+84 905 123 456\r\n-1.234.567\r\n"
        "'--1\r\n'-\r\n'-1+1\r\n'+A1\r\n\"'-3,23 \"\r\n"
    );
}

TEST(TableCsv, QuotesWhatNeedsItAndDisarmsFormulas) {
    Table table;
    table.columns = {{"label", "Tên", ColumnKind::text}};
    for (const char* text :
         {"Rượu \"Hồng Đào\", 500 ml", "=1+1", "+A1", "-A1", "@x", "=a,b", "two\nlines"}) {
        table.rows.push_back({std::string{text}});
    }
    EXPECT_EQ(
        table_csv(table),
        "\xEF\xBB\xBFlabel\r\n"
        "\"Rượu \"\"Hồng Đào\"\", 500 ml\"\r\n"
        "'=1+1\r\n'+A1\r\n'-A1\r\n'@x\r\n\"'=a,b\"\r\n\"two\nlines\"\r\n"
    );
}

TEST(TableJson, KeepsNumbersWholeAndTheUnknownNull) {
    const Json json = table_json(goods());
    EXPECT_EQ(json.at("rows").at(0).at("revenue"), 1'234'567);
    EXPECT_EQ(json.at("rows").at(0).at("quantity"), 1500);
    EXPECT_TRUE(json.at("rows").at(1).at("revenue").is_null());
    EXPECT_EQ(json.at("total").at("revenue"), -1);
    EXPECT_EQ(json.at("notes").at(0), "Lưu ý: số liệu minh họa.");
}

TEST(TableXlsx, IsTheSameFileForTheSameTables) {
    const std::array tables{goods()};
    const auto once = table_xlsx(tables, Moment{1'800'000'000});
    ASSERT_TRUE(once) << once.error().what;
    EXPECT_EQ(once->substr(0, 2), "PK");
    EXPECT_EQ(table_xlsx(tables, Moment{1'800'000'000}), *once);
    EXPECT_NE(table_xlsx(tables, Moment{1'900'000'000}), *once);
}

TEST(TableXlsx, TakesTablesOfAnyNameAndAnyText) {
    std::array tables{goods(), goods(), goods(), goods(), goods()};
    tables[1].name = "DOANH THU";                        // the same to a spreadsheet
    tables[2].name = "Doanh thu theo loại hình chủ thể"; // 32 letters
    tables[3].name = "a/b\\c?d*e[f]:g'";
    tables[4].name = "";
    tables[4].rows[0][0] = std::string(40'000, 'x') + "\xEF\xBF\xBF\xFF";
    const auto made = table_xlsx(tables, Moment{1'800'000'000});
    ASSERT_TRUE(made) << made.error().what;
}

TEST(TableXlsx, SaysThatATableHasTooManyRowsAndNotThatTheDiskIsFull) {
    Table table = goods();
    table.rows.assign(1'048'576, Row{});
    const auto made = table_xlsx(std::array{table}, Moment{1'800'000'000});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, FailureCode::sheet_full);
    EXPECT_EQ(
        words(made.error(), Language::vi),
        "Bảng có nhiều dòng hơn một trang tính chứa được: Doanh thu theo sản phẩm; hãy chọn kỳ "
        "ngắn hơn, hoặc lấy dạng csv; không có gì bị thay đổi."
    );
}

TEST(SheetName, IsCutBetweenLettersAndIsItsOwn) {
    EXPECT_EQ(
        sheet_name("Doanh thu theo loại hình chủ thể", {}), "Doanh thu theo loại hình chủ t…"
    );
    EXPECT_EQ(sheet_name("Doanh thu theo loại hình chủ th", {}), "Doanh thu theo loại hình chủ th");
    EXPECT_EQ(sheet_name("'[a]/b'", {}), "a  b");
    EXPECT_EQ(sheet_name("", {}), "1");
    EXPECT_EQ(sheet_name("history", {}), "history (2)");
    EXPECT_EQ(sheet_name("X", {"x", "X (2)"}), "X (3)");
    EXPECT_EQ(
        sheet_name("Doanh thu theo loại hình chủ thể", {"Doanh thu theo loại hình chủ t…"}),
        "Doanh thu theo loại hình c… (2)"
    );
    const std::string apart = "012345678901234567890123456789e\u0301x"; // é in two code points
    EXPECT_EQ(sheet_name(apart, {}), "012345678901234567890123456789…");
    EXPECT_EQ(sheet_name(std::string(28, 'a') + "😀😀", {}), std::string(28, 'a') + "😀…")
        << "beyond U+FFFF a letter counts two";
}

/// The workbook's sheet `number`, unzipped.
std::string sheet_xml(const std::string& workbook, int number) {
    std::string xml;
    const std::string name = "xl/worksheets/sheet" + std::to_string(number) + ".xml";
    zip_error_t error{};
    zip_source_t* source = zip_source_buffer_create(workbook.data(), workbook.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_file_t* file = zip_fopen(archive, name.c_str(), 0);
    std::array<char, 4096> part{};
    for (zip_int64_t got = 0; (got = zip_fread(file, part.data(), part.size())) > 0;) {
        xml.append(part.data(), static_cast<std::size_t>(got));
    }
    zip_fclose(file);
    zip_discard(archive);
    return xml;
}

TEST(TableXlsx, AddsUpItsColumnsByFormulasWhereTheTotalIsTheirSum) {
    Table table = goods();
    table.rows[1][2] = Money{-1'234'568};
    table.columns.push_back({"sales", "Lần bán", ColumnKind::number});
    table.rows[0].emplace_back(std::int64_t{1});
    table.rows[1].emplace_back(std::int64_t{1});
    table.total->emplace_back(std::int64_t{1}); // one receipt with two kinds of goods
    Table none = goods();
    none.rows.clear();
    none.total = Row{std::string{"Tổng cộng"}, Quantity{}, Money{}};
    const auto made = table_xlsx(std::array{table, none}, Moment{1'800'000'000});
    ASSERT_TRUE(made);
    const std::string xml = sheet_xml(*made, 1);
    EXPECT_NE(xml.find("<f>SUM(B5:B6)</f><v>3.5</v>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<f>SUM(C5:C6)</f><v>-1</v>"), std::string::npos) << xml;
    EXPECT_EQ(xml.find("SUM(D"), std::string::npos) << "two lines of one receipt are one sale";
    EXPECT_NE(sheet_xml(*made, 2).find("<f>SUM(C4)</f><v>0</v>"), std::string::npos);
}

/// The number of the look that `cell` of a sheet has.
std::string look_of(const std::string& xml, const std::string& cell) {
    const std::string mark = "<c r=\"" + cell + "\" s=\"";
    const std::size_t at = xml.find(mark);
    return at == std::string::npos
               ? ""
               : xml.substr(at + mark.size(), xml.find('"', at + mark.size()) - at - mark.size());
}

TEST(TableXlsx, ShowsNoDecimalMarkBehindAWholeQuantity) {
    const auto made = table_xlsx(std::array{goods()}, Moment{1'800'000'000});
    ASSERT_TRUE(made);
    const std::string xml = sheet_xml(*made, 1);
    EXPECT_NE(xml.find("<v>1.5</v>"), std::string::npos) << xml;
    ASSERT_NE(look_of(xml, "B5"), "") << xml;
    EXPECT_NE(look_of(xml, "B5"), look_of(xml, "B6")) << "1,5 and 2";
    EXPECT_EQ(look_of(xml, "B6"), look_of(xml, "C5")) << "as an amount stands there";
}

} // namespace
} // namespace ocop::report
