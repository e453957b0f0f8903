#include "catalog-sync/csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {
namespace {

using namespace std::string_view_literals;
using Rows = std::vector<std::vector<std::string>>;

struct Outcome {
    Rows rows{};
    std::optional<RowFault> fault{};
};

Outcome read(std::string_view bytes) {
    Outcome outcome;
    auto reader = CsvReader::open("P.csv", bytes);
    if (!reader) {
        outcome.fault = reader.error();
        return outcome;
    }
    CsvRow row;
    while (true) {
        const auto more = reader->next(row);
        if (!more) {
            outcome.fault = more.error();
            return outcome;
        }
        if (!*more) {
            return outcome;
        }
        outcome.rows.emplace_back();
        for (const CsvCell& cell : row.cells) {
            outcome.rows.back().push_back(cell.text);
        }
    }
}

std::string fault_of(std::string_view bytes) {
    const auto fault = read(bytes).fault;
    return fault ? std::string{name(fault->code)} + " " + where(*fault) : "none";
}

TEST(Csv, ReadsFieldsQuotesAndBothLineEnds) {
    const auto [rows, fault] =
        read("code,name\r\nA-1,\"Gạo \"\"Cái quạt mo\"\", ngon\"\nA-2,\"\"\r\n");
    EXPECT_FALSE(fault);
    EXPECT_EQ(rows, (Rows{{"code", "name"}, {"A-1", "Gạo \"Cái quạt mo\", ngon"}, {"A-2", ""}}));
}

TEST(Csv, KeepsLineEndsInsideQuotes) {
    EXPECT_EQ(read("a,b\n\"x\r\ny\",\"\nz\n\"\n").rows, (Rows{{"a", "b"}, {"x\r\ny", "\nz\n"}}));
}

TEST(Csv, NeedsNoEndOfTheLastLine) {
    EXPECT_EQ(read("a,b\n1,2").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\n1,").rows, (Rows{{"a", "b"}, {"1", ""}}));
    EXPECT_EQ(read("a,b\n1,\"2\"").rows, (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(Csv, AcceptsAByteOrderMark) {
    EXPECT_EQ(read("\xEF\xBB\xBF\"a\",b\n").rows, (Rows{{"a", "b"}}));
}

TEST(Csv, PassesOverBlankRows) {
    EXPECT_EQ(read("\n\na,b\n\r\n,\n1,2\n,,,\n\n").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_TRUE(read("").rows.empty());
    EXPECT_TRUE(read("\n").rows.empty());
}

TEST(Csv, KnowsWhereEachFieldBegins) {
    auto reader = CsvReader::open("P.csv", "mã,b\n\"x\ny\",ắằ,\"d\",e\n");
    ASSERT_TRUE(reader);
    CsvRow row;
    ASSERT_TRUE(*reader->next(row));
    EXPECT_EQ(row.cells[1].line, 1U);
    EXPECT_EQ(row.cells[1].column, 4U); // characters, not bytes
    ASSERT_TRUE(*reader->next(row));
    EXPECT_EQ(row.cells[0].line, 2U);
    EXPECT_EQ(row.cells[0].column, 1U);
    EXPECT_EQ(row.cells[1].line, 3U); // behind the line end inside the quotes
    EXPECT_EQ(row.cells[1].column, 4U);
    EXPECT_EQ(row.cells[2].column, 7U);
    EXPECT_EQ(row.cells[3].column, 11U);
}

TEST(Csv, RefusesWhatIsNotUtf8WithItsPlace) {
    EXPECT_EQ(fault_of("code,name\nA-1,M\xE3m\n"), "not-utf-8 P.csv:2:6"); // CP1258
    EXPECT_EQ(fault_of("a\xC0\x80"), "not-utf-8 P.csv:1:2");               // overlong
    EXPECT_EQ(fault_of("a\xE0\x80\x80"), "not-utf-8 P.csv:1:2");
    EXPECT_EQ(fault_of("a\xF0\x80\x80\x80"), "not-utf-8 P.csv:1:2");
    EXPECT_EQ(fault_of("a\xED\xA0\x80"), "not-utf-8 P.csv:1:2");     // a surrogate
    EXPECT_EQ(fault_of("a\xF4\x90\x80\x80"), "not-utf-8 P.csv:1:2"); // beyond U+10FFFF
    EXPECT_EQ(fault_of("a\xE1\xBA"), "not-utf-8 P.csv:1:2");         // cut off
    EXPECT_EQ(fault_of("a\x80"), "not-utf-8 P.csv:1:2");
}

/// `text` as Excel saves "Unicode text": UTF-16 behind its mark.
std::string utf16(std::u16string_view text, bool big_endian) {
    std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xFFU);
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    }
    return bytes;
}

TEST(Csv, ReadsUtf16BehindItsMark) {
    const std::u16string_view text = u"mã\ttên\r\nA-1\t\"Mắm \"\"cá\"\" 🐟\"\r\n";
    const std::string same = "mã\ttên\r\nA-1\t\"Mắm \"\"cá\"\" 🐟\"\r\n";
    EXPECT_EQ(read(utf16(text, false)).rows, read(same).rows);
    EXPECT_EQ(read(utf16(text, true)).rows, read(same).rows);
    EXPECT_EQ(read(same).rows[1][1], "Mắm \"cá\" 🐟");
}

TEST(Csv, NamesBrokenUtf16AndZeroBytes) {
    EXPECT_EQ(fault_of(utf16(u"code", false) + "x"), "utf-16 P.csv");
    const char16_t low[] = {u'a', 0xDC00, 0};
    const char16_t high[] = {u'a', 0xD83D, u'b', 0};
    EXPECT_EQ(fault_of(utf16(low, true)), "utf-16 P.csv");
    EXPECT_EQ(fault_of(utf16(high, false)), "utf-16 P.csv");
    EXPECT_EQ(fault_of("c\0o\0d\0e\0"sv), "utf-16 P.csv");
    EXPECT_EQ(fault_of("\0c\0o\0d\0e"sv), "utf-16 P.csv");
    EXPECT_EQ(fault_of("code,name\nA\0B,x\n"sv), "nul-byte P.csv:2:2");
}

TEST(Csv, TakesTheSeparatorItsFirstLineHas) {
    const auto rows = read("code,name,price\nA,\"B;C,D\",1\n").rows;
    EXPECT_EQ(read("code;name;price\nA;\"B;C,D\";1\n").rows, rows);
    EXPECT_EQ(read("code\tname\tprice\nA\tB;C,D\t1\n").rows, rows);
    EXPECT_EQ(read("\"code;;;;\",name\nA,B\n").rows[1], (std::vector<std::string>{"A", "B"}));
    EXPECT_EQ(read("code;na,me;c\nA;B,C;D\n").rows[1], (std::vector<std::string>{"A", "B,C", "D"}));
}

TEST(Csv, RefusesBrokenQuotesAndLoneCarriageReturns) {
    EXPECT_EQ(fault_of("a,b\nx,y\"z\n"), "quote-in-field P.csv:2:4");
    EXPECT_EQ(fault_of("a,b\nx,\"y\" \n"), "text-after-quote P.csv:2:6");
    EXPECT_EQ(fault_of("a,b\nx,\"y\nz\n"), "quote-not-closed P.csv:2:3");
    EXPECT_EQ(fault_of("a,b\rx,y\r"), "lone-cr P.csv:1:4");
    EXPECT_EQ(fault_of("a,b\nx,\"y\"\rz"), "text-after-quote P.csv:2:6");
}

TEST(Csv, SurvivesEveryTruncationOfAGoodFile) {
    const std::string whole = "\xEF\xBB\xBFmã,tên\r\nA-1,\"Mắm \"\"cá\"\"\"\r\n\"B\n2\",Chè\r\n";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto [rows, fault] = read(std::string_view{whole}.substr(0, size));
        EXPECT_LE(rows.size(), 3U);
    }
    EXPECT_EQ(read(whole).rows.size(), 3U);
}

TEST(Csv, HasABoundForEverythingItIsMadeOf) {
    const std::string field(csv_cell_bytes_max, 'x');
    EXPECT_EQ(fault_of("a,b\n1," + field + "\n"), "none");
    EXPECT_EQ(fault_of("a,b\n1," + field + "x\n"), "field-too-long P.csv:2:3");
    EXPECT_EQ(fault_of("a,b\n1,\"" + field + "\"\n"), "none");
    EXPECT_EQ(fault_of("a,b\n1,\"" + field + "x\"\n"), "field-too-long P.csv:2:3");
    EXPECT_EQ(fault_of("a,b\n1,\"" + field + "x"), "field-too-long P.csv:2:3");
    const std::string row(csv_columns_max - 1, ',');
    EXPECT_EQ(fault_of("a\n1" + row + "\n"), "none");
    EXPECT_EQ(fault_of("a\n1" + row + ",\n"), "too-many-fields P.csv:2:1002");
    std::string wide;
    while (wide.size() <= csv_row_bytes_max) {
        wide += field + ',';
    }
    wide += field; // separators do not count
    EXPECT_EQ(fault_of("a\n" + wide + "\n").substr(0, 20), "row-too-long P.csv:2");
}

TEST(Csv, IsReadInBlocksAsItIsReadWhole) {
    // A character, a quote, a line end and a surrogate pair across the border of two blocks.
    for (const std::size_t before : {65'530U, 65'531U, 65'532U, 65'533U, 65'534U, 65'535U}) {
        const std::string blanks(before, '\n');
        const std::string text = blanks + "mã,\"t\"\"ên\"\r\nắ🐟,\"x\r\ny\"\r\n";
        EXPECT_EQ(read(text).rows, (Rows{{"mã", "t\"ên"}, {"ắ🐟", "x\r\ny"}})) << before;
        EXPECT_EQ(
            fault_of(blanks + "a\xE1\xBA"), "not-utf-8 P.csv:" + std::to_string(before + 1) + ":2"
        );
    }
    for (const std::size_t before : {32'763U, 32'764U, 32'765U, 32'766U, 32'767U}) {
        const std::u16string text = std::u16string(before, u'\n') + u"🐟,ắ\n";
        EXPECT_EQ(read(utf16(text, false)).rows, (Rows{{"🐟", "ắ"}})) << before;
        EXPECT_EQ(read(utf16(text, true)).rows, (Rows{{"🐟", "ắ"}})) << before;
    }
}

TEST(Csv, SaysEachFaultInBothLanguages) {
    for (int i = 0; i <= static_cast<int>(RowFaultCode::no_producer_price); ++i) {
        const RowFault fault{
            static_cast<RowFaultCode>(i), "P.csv", 3, 7, "price", "25.000", "P.csv:2"};
        for (const auto language : {Language::vi, Language::en}) {
            const std::string said = words(fault, language);
            EXPECT_GT(said.size(), 20U);
            EXPECT_EQ(said.find('{'), std::string::npos) << said;
        }
        EXPECT_NE(words(fault, Language::vi), words(fault, Language::en));
    }
}

TEST(Csv, CutsLongValuesBetweenCharacters) {
    std::string value;
    for (int i = 0; i < 100; ++i) {
        value += "ắ";
    }
    const RowFault fault{RowFaultCode::bad_number, "P.csv", 1, 1, "price", value, {}};
    const std::string said = words(fault, Language::en);
    EXPECT_LT(said.size(), 250U);
    EXPECT_TRUE(CsvReader::open("x", said)); // still UTF-8
}

} // namespace
} // namespace ocop::catalog_sync
