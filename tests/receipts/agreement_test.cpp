#include "receipts/layout.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/paper.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <sstream>

// The renderers agree line for line: what the layout says, what a printer that has the letters
// prints, and what a reader of the PDF finds. tests/receipts/raster_lines_test.cpp does the same
// for dots.

namespace ocop::receipts {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* picture_line = "[picture]";
constexpr const char* end_line = "[end]";

/// The words of a line, one space between them.
std::string words_of(const std::string& line) {
    std::istringstream input{line};
    std::string words;
    for (std::string word; input >> word;) {
        words += (words.empty() ? "" : " ") + word;
    }
    return words;
}

/// What stands for letters that a code page lacks (see encode()).
std::string replaced(const std::string& text, Encoding encoding) {
    std::string result;
    for (const char32_t point : code_points(text)) {
        const bool tcvn3 = encoding == Encoding::tcvn3;
        result += point == U'★'            ? "*"
                  : tcvn3 && point == U'×' ? "x"
                  : tcvn3 && point == U'–' ? "-"
                  : tcvn3 && point == U'₫' ? "đ"
                                           : utf8(point);
    }
    return result;
}

/// Lines of double size are compared by their words: plain() does not stretch them. So are all in
/// Windows-1258, where the tones take room. A QR code that the printer draws has its white as empty
/// lines.
Lines expected_lines(const Layout& layout, Encoding encoding, bool draws_qr = false) {
    Lines lines;
    for (const LaidOut& item : layout.lines) {
        if (const auto* line = std::get_if<Line>(&item)) {
            const std::string text = replaced(plain(*line), encoding);
            const bool by_words = line->size == Size::twice || encoding == Encoding::cp1258;
            lines.push_back(by_words ? words_of(text) : text);
        } else if (const auto* rule = std::get_if<Rule>(&item)) {
            const auto width = static_cast<std::size_t>(layout.columns);
            lines.emplace_back(width, rule->doubled ? '=' : '-');
        } else if (const auto* feed = std::get_if<Feed>(&item)) {
            lines.insert(lines.end(), static_cast<std::size_t>(feed->lines), "");
        } else if (std::holds_alternative<Cut>(item)) {
            lines.emplace_back(end_line);
        } else {
            const auto* code = std::get_if<Code>(&item);
            const bool drawn = draws_qr && code != nullptr && code->kind == CodeKind::qr;
            const Lines white(drawn ? 1 : 0);
            lines.insert(lines.end(), white.begin(), white.end());
            lines.emplace_back(picture_line);
            lines.insert(lines.end(), white.begin(), white.end());
        }
    }
    return lines;
}

Lines printed_lines(const paper::Decoded& decoded, Encoding encoding) {
    Lines lines;
    for (const paper::Printed& printed : decoded.paper) {
        if (const auto* line = std::get_if<paper::TextLine>(&printed)) {
            const bool by_words =
                encoding == Encoding::cp1258
                || std::any_of(line->begin(), line->end(), [](const paper::Cell& cell) {
                       return cell.columns > 1;
                   });
            lines.push_back(by_words ? words_of(paper::text_of(*line)) : paper::text_of(*line));
        } else if (std::holds_alternative<paper::PaperEnd>(printed)) {
            lines.emplace_back(end_line);
        } else {
            lines.emplace_back(picture_line);
        }
    }
    return lines;
}

/// In Windows-1258 an amount that has no room beside its words, whose tones take some, stands on a
/// line of its own: the two are one line of the layout.
Lines rejoined(Lines printed, const Lines& expected) {
    for (std::size_t i = 0; i < expected.size() && i + 1 < printed.size(); ++i) {
        if (printed[i] != expected[i] && printed[i] + " " + printed[i + 1] == expected[i]) {
            printed[i] = expected[i];
            printed.erase(printed.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
    return printed;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + '\n';
    }
    return text;
}

TEST(Renderers, PrintInACodePageTheLinesOfTheLayout) {
    for (const PrinterProfile& profile : printer_profiles()) {
        for (const Encoding encoding : {Encoding::cp1258, Encoding::tcvn3}) {
            if (!paper::can_print(profile, encoding)) {
                continue;
            }
            for (const auto& receipt : sample::receipts()) {
                const auto decoded = paper::decode(
                    paper::printed(receipt.document, profile, encoding), paper::printer_of(profile)
                );
                EXPECT_EQ(paper::complaint(decoded), "");
                const auto expected = expected_lines(
                    lay_out(receipt.document, profile.columns), encoding, profile.draws_qr
                );
                auto lines = printed_lines(decoded, encoding);
                if (encoding == Encoding::cp1258) {
                    lines = rejoined(std::move(lines), expected);
                }
                EXPECT_EQ(joined(lines), joined(expected)) << receipt.name << " on " << profile.id;
            }
        }
    }
}

TEST(Renderers, PrintStrongAndDoubleWhereTheLayoutDoes) {
    const auto& profile = *generic_profile(80);
    for (const auto& receipt : sample::receipts()) {
        const auto decoded =
            paper::decode(paper::printed(receipt.document, profile, Encoding::tcvn3));
        const auto layout = lay_out(receipt.document, profile.columns);
        ASSERT_EQ(decoded.paper.size(), layout.lines.size()) << receipt.name;
        for (std::size_t i = 0; i < layout.lines.size(); ++i) {
            const auto* line = std::get_if<Line>(&layout.lines[i]);
            if (line == nullptr) {
                continue;
            }
            for (const paper::Cell& cell : std::get<paper::TextLine>(decoded.paper[i])) {
                if (cell.letter != " ") {
                    EXPECT_EQ(cell.strong, line->weight == Weight::strong) << plain(*line);
                    EXPECT_EQ(cell.columns, line->size == Size::twice ? 2 : 1) << plain(*line);
                }
            }
        }
    }
}

/// Columns of a line on a printer that gives each tone one of its own.
int columns_of(const paper::TextLine& line) {
    int columns = 0;
    for (const paper::Cell& cell : line) {
        columns += cell.columns * (cell.tone.empty() ? 1 : 2);
    }
    return columns;
}

// Printers that show a tone in a column of its own are the usual ones: there a line may grow, but
// no amount may go over the edge and be torn.
TEST(Renderers, KeepAmountsOnThePaperWhereTonesTakeAColumn) {
    for (const int paper_mm : {58, 80}) {
        const auto& profile = *generic_profile(paper_mm);
        for (const auto& receipt : sample::receipts()) {
            std::set<std::string> paragraphs;
            for (const LaidOut& item : lay_out(receipt.document, profile.columns).lines) {
                const auto* line = std::get_if<Line>(&item);
                if (line != nullptr && line->segments.size() == 1) {
                    paragraphs.insert(words_of(replaced(plain(*line), Encoding::cp1258)));
                }
            }
            const auto decoded =
                paper::decode(paper::printed(receipt.document, profile, Encoding::cp1258));
            for (const paper::Printed& printed : decoded.paper) {
                const auto* line = std::get_if<paper::TextLine>(&printed);
                const std::string words = line != nullptr ? words_of(paper::text_of(*line)) : "";
                if (line != nullptr && paragraphs.count(words) == 0) {
                    EXPECT_LE(columns_of(*line), profile.columns) << words;
                }
            }
        }
    }
}

TEST(Renderers, PutAnAmountOnALineOfItsOwnRatherThanTearIt) {
    const Document document{
        "", Language::vi, Moment{}, {row("ế ế ế ế ế ế ế ế ế ế", "123.456.789"), Cut{}}};
    const auto decoded =
        paper::decode(paper::printed(document, *generic_profile(58), Encoding::cp1258));
    EXPECT_EQ(paper::text_of(decoded), "ế ế ế ế ế ế ế ế ế ế\n                     123.456.789\n");
}

/// Lines with words; rules and codes are not text in a PDF, whose pages have a number, and from the
/// second on what paper they are of.
Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream input{text};
    for (std::string line; std::getline(input, line);) {
        const std::string words = words_of(clean(line));
        const bool is_page_number = words.find_first_not_of("0123456789/") == words.npos;
        const bool is_name_of_paper = line.rfind('\f', 0) == 0 && words.find(" · ") != words.npos;
        if (!words.empty() && words != "[QR]" && !is_page_number && !is_name_of_paper
            && words.find_first_not_of("-=") != words.npos) {
            lines.push_back(words);
        }
    }
    return lines;
}

TEST(Renderers, WriteIntoThePdfTheLinesOfTheText) {
    Renderer renderer;
    for (const char* const width : {"58", "80", "a5", "a4"}) {
        for (const auto& receipt : sample::receipts()) {
            const auto as = [&](Format format) {
                const RenderOptions options{format, *paper_profile(width), Encoding::raster};
                return renderer.render(receipt.document, options).value();
            };
            const auto read =
                paper::run("pdftotext -layout % - 2>/dev/null", as(Format::pdf), ".pdf");
            EXPECT_EQ(lines_of(read), lines_of(as(Format::text)))
                << receipt.name << " on " << width;
        }
    }
}

} // namespace
} // namespace ocop::receipts
