#include "receipts/pdf/canvas.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/pdf/report_pdf.hpp"
#include "receipts/raster.hpp"
#include "receipts/typeface.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/paper.hpp"
#include "tests/receipts/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace ocop::receipts {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Moment morning{1'795'313'703};

std::string pdf_of(const Document& document, const char* paper = "80") {
    return Renderer{}.render(document, {Format::pdf, *paper_profile(paper)}).value();
}

/// The words of each line that has any.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream input{text};
    for (std::string line; std::getline(input, line);) {
        std::istringstream words{clean(line)};
        std::string joined;
        for (std::string word; words >> word;) {
            joined += (joined.empty() ? "" : " ") + word;
        }
        if (!joined.empty()) {
            lines.push_back(joined);
        }
    }
    return lines;
}

TEST(ReceiptPdf, GoesOnOverPagesAndNumbersThem) {
    std::vector<SaleLine> lines;
    for (int i = 1; i <= 60; ++i) {
        lines.push_back(sample::line("Hàng số " + std::to_string(i), Money{1'000 + i}));
    }
    const Document document = sale_receipt(sample::sale_of(lines), sample::facts());
    const auto pdf = pdf_of(document, "a5");
    const auto info = paper::run("pdfinfo % 2>/dev/null", pdf, ".pdf");
    EXPECT_THAT(info, HasSubstr("419.528 x 595.276 pts"));
    const auto text = paper::run("pdftotext -layout % - 2>/dev/null", pdf, ".pdf");
    const auto pages = std::count(text.begin(), text.end(), '\f');
    EXPECT_GE(pages, 3);
    for (auto page = pages; page >= 1; --page) {
        EXPECT_THAT(text, HasSubstr(std::to_string(page) + "/" + std::to_string(pages)));
    }
    for (const SaleLine& line : lines) {
        EXPECT_THAT(text, HasSubstr(line.name + "\n"));
    }
}

/// The text of each page.
std::vector<std::string> pages_of(const std::string& pdf) {
    std::vector<std::string> pages;
    std::istringstream text{paper::run("pdftotext -layout % - 2>/dev/null", pdf, ".pdf")};
    for (std::string page; std::getline(text, page, '\f');) {
        pages.push_back(page);
    }
    return pages;
}

Document receipt_of(int goods) {
    std::vector<SaleLine> lines;
    for (int i = 1; i <= goods; ++i) {
        lines.push_back(sample::line("Hàng số " + std::to_string(i), Money{1'000 + i}));
    }
    SaleBody sale = sample::sale_of(lines);
    sale.tenders = {{"transfer", sale.total}};
    return sale_receipt(sale, sample::facts());
}

// A page that is read alone says whose it is; the first says so by its title.
TEST(ReceiptPdf, NamesThePaperOnEachFurtherPage) {
    const auto pages = pages_of(pdf_of(receipt_of(60), "a5"));
    ASSERT_GE(pages.size(), 3U);
    EXPECT_THAT(lines_of(pages[0]).front(), Not(HasSubstr("PHIẾU")));
    for (std::size_t i = 1; i < pages.size(); ++i) {
        EXPECT_EQ(
            lines_of(pages[i]).front(),
            "PHIẾU BÁN HÀNG · Số: T-1-000001 · Ngày: 22/11/2026 09:15:03"
        );
    }
}

TEST(ReceiptPdf, NarrowsNoNameThatIsTooLongForTheMargin) {
    std::vector<Block> blocks{Text{"PHIẾU", Align::centre, Weight::strong, Size::twice, 0}};
    for (int i = 0; i < 100; ++i) {
        blocks.emplace_back(Text{"WWWWW WWWWW WWWWW WWWWW WWWWW WWWWW WWWWW WWWWW WWWWW"});
    }
    const auto pages =
        pages_of(pdf_of(Document{"", Language::vi, morning, std::move(blocks)}, "a5"));
    ASSERT_GE(pages.size(), 2U);
    EXPECT_EQ(lines_of(pages[1]).front().rfind("PHIẾU · W", 0), 0U);
    EXPECT_LT(lines_of(pages[1]).front().size(), 80U);
}

// Whatever the height at which a page ends.
TEST(ReceiptPdf, TearsNoGoodsFromTheirPriceNorACodeFromItsWords) {
    std::ptrdiff_t codes = 0;
    for (int goods = 1; goods <= 60; ++goods) {
        const auto pages = pages_of(pdf_of(receipt_of(goods), "a5"));
        codes += std::count_if(pages.begin(), pages.end(), [](const std::string& page) {
            return page.find("VietQR:") != page.npos;
        });
        for (const std::string& page : pages) {
            const auto lines = lines_of(page);
            const auto holds = [&](std::string_view start) {
                return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
                    return line.rfind(start, 0) == 0;
                });
            };
            EXPECT_EQ(holds("VietQR:"), holds("TK ")) << goods;
            const std::size_t last = lines.size() - (pages.size() > 1 ? 2 : 1);
            EXPECT_NE(lines.at(last).rfind("Hàng số", 0), 0U) << goods;
        }
    }
    EXPECT_EQ(codes, 60);
}

TEST(ReceiptPdf, CountsThePagesOfEachPaperApart) {
    std::vector<Block> blocks;
    for (const int lines : {1, 100, 1}) {
        for (int i = 0; i < lines; ++i) {
            blocks.emplace_back(Text{"dòng"});
        }
        blocks.emplace_back(Cut{});
    }
    const auto pdf = pdf_of(Document{"", Language::vi, morning, std::move(blocks)}, "a5");
    auto lines = lines_of(paper::run("pdftotext -layout % - 2>/dev/null", pdf, ".pdf"));
    lines.erase(std::remove(lines.begin(), lines.end(), "dòng"), lines.end());
    EXPECT_THAT(lines, testing::ElementsAre("1/3", "2/3", "3/3"));
}

// What goes to the next page with its heading must leave room there for what did not fit here.
TEST(ReceiptPdf, LosesNothingBelowTheEdgeOfAPage) {
    std::vector<Block> blocks{Feed{19}, Rule{}};
    for (int i = 0; i < 23; ++i) {
        blocks.emplace_back(Text{"dòng"});
    }
    const std::string data(1500, 'x'); // over half a page
    blocks.emplace_back(Code{CodeKind::qr, data});
    const auto pdf = pdf_of(Document{"", Language::vi, morning, std::move(blocks)}, "a5");
    const auto text = paper::run("pdftotext % - 2>/dev/null", pdf, ".pdf");
    for (auto page = std::count(text.begin(), text.end(), '\f'); page >= 1; --page) {
        const auto number = std::to_string(page);
        const auto png = paper::run(
            "pdftoppm -r 200 -f " + number + " -l " + number + " -png % 2>/dev/null", pdf, ".pdf"
        );
        if (paper::read_codes(png).find(data) != std::string::npos) {
            return;
        }
    }
    ADD_FAILURE() << "no page has the whole code";
}

TEST(ReceiptPdf, PassesQpdf) {
    const auto checked = paper::run(
        "qpdf --check % 2>&1", pdf_of(sale_receipt(sample::sale(), sample::facts())), ".pdf"
    );
    EXPECT_THAT(checked, HasSubstr("No syntax or stream encoding errors"));
    EXPECT_THAT(checked, Not(HasSubstr("WARNING")));
}

TEST(ReceiptPdf, MapsItsLettersAsReadersWantIt) {
    const auto pdf = pdf_of(sale_receipt(sample::sale(), sample::facts()));
    EXPECT_EQ(paper::run("pdftotext % - 2>&1 >/dev/null", pdf, ".pdf"), "");
    const auto plain = paper::run("qpdf --qdf --object-streams=disable % -", pdf, ".pdf");
    EXPECT_THAT(plain, HasSubstr("<1E00> <1EFF> <1E00>"));
    EXPECT_THAT(plain, Not(HasSubstr("cidrange")));
}

TEST(ReceiptPdf, EmbedsASubsetOfEveryFont) {
    const auto fonts = lines_of(paper::run(
        "pdffonts % 2>/dev/null", pdf_of(sale_receipt(sample::sale(), sample::facts())), ".pdf"
    ));
    ASSERT_EQ(fonts.size(), 5U); // two lines of heading
    for (std::size_t i = 2; i < fonts.size(); ++i) {
        EXPECT_THAT(fonts[i], HasSubstr("yes yes yes"));
    }
}

// libharu by itself writes a glyph and a width for each of 65,536 codes of three fonts: 140 KB.
TEST(ReceiptPdf, HoldsWhatItsOwnLettersNeedAndNoMore) {
    EXPECT_LT(pdf_of(sale_receipt(sample::sale(), sample::facts())).size(), 80'000U);
    auto canvas = std::move(*Canvas::create(*find_fonts(), {"", {}, Language::vi, morning}));
    canvas.add_page(50, 50);
    canvas.text(5, 10, 40, "Mắm", Align::left, Weight::normal, 9);
    const auto pdf = *canvas.finish();
    EXPECT_EQ(lines_of(paper::run("pdffonts % 2>/dev/null", pdf, ".pdf")).size(), 3U);
    const auto plain = paper::run("qpdf --qdf --object-streams=disable % -", pdf, ".pdf");
    EXPECT_THAT(lines_of(plain), testing::Contains("77"));               // M
    EXPECT_THAT(lines_of(plain), testing::Not(testing::Contains("90"))); // Z
}

TEST(ReceiptPdf, IsTheSameByteForByte) {
    const Document document = sale_receipt(sample::sale(), sample::facts());
    EXPECT_EQ(pdf_of(document), pdf_of(document));
}

TEST(ReceiptPdf, KnowsItsTitleItsTimeAndItsLanguage) {
    const auto pdf = pdf_of(sale_receipt(sample::sale(), sample::facts()));
    const auto info = paper::run("TZ=Asia/Ho_Chi_Minh pdfinfo % 2>/dev/null", pdf, ".pdf");
    EXPECT_THAT(info, HasSubstr("PHIẾU BÁN HÀNG QNA-HOIAN-01-1-000017"));
    EXPECT_THAT(info, HasSubstr("Nov 22 09:15:03 2026"));
    EXPECT_THAT(pdf, HasSubstr("/Lang (vi-VN)"));
}

TEST(ReceiptPdf, DrawsAQrThatAReaderReads) {
    const auto pdf = pdf_of(sale_receipt(sample::sale(), sample::facts()));
    const auto png = paper::run("pdftoppm -r 200 -png % 2>/dev/null", pdf, ".pdf");
    const auto read = paper::read_codes(png);
    EXPECT_THAT(read, HasSubstr("0010A000000727"));
    EXPECT_THAT(read, HasSubstr("54071000000"));
    EXPECT_THAT(read, HasSubstr("QNA-HOIAN-01-1-000017"));
}

struct Box {
    int left = 1'000'000;
    int right = -1;
    int top = 1'000'000;
    int bottom = -1;
    int ink = 0;
};

Box ink_of(const Bitmap& picture, int x, int y, int width, int height) {
    Box box;
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            if (picture.black(x + column, y + row)) {
                box.left = std::min(box.left, column);
                box.right = std::max(box.right, column);
                box.top = std::min(box.top, row);
                box.bottom = std::max(box.bottom, row);
                ++box.ink;
            }
        }
    }
    return box;
}

// At 203.2 dpi a page has 8 dots to the millimetre, as the printer: both pictures must lie on each
// other, but for hinting.
TEST(ReceiptPdf, LooksAsThePrinterPrints) {
    auto facts = sample::facts();
    facts.bank.reset();
    auto fonts = std::move(*Typeface::load(*find_fonts()));
    for (const char* const roll : {"58", "80"}) {
        const auto& profile = *paper_profile(roll);
        const Document document = sale_receipt(sample::sale(), facts);
        const auto paper = rasterise(lay_out(document, profile.columns), profile.dots, fonts);
        const auto page = paper::parse_pbm(
            paper::run("pdftoppm -r 203.2 -mono % 2>/dev/null", pdf_of(document, roll), ".pdf")
        );
        constexpr int margin = 32;
        // Each band of one picture must lie within the other's, which is taken a little higher.
        const auto within = [](const Box& inner, const Box& outer) {
            return inner.ink < 20
                   || (outer.ink > 0 && inner.left >= outer.left - 10
                       && inner.right <= outer.right + 10);
        };
        for (int top = 0; top < paper[0].height(); top += 15) {
            const auto printed = [&](int more) {
                return ink_of(paper[0], 0, top - more, profile.dots, 15 + 2 * more);
            };
            const auto drawn = [&](int more) {
                return ink_of(page, margin, margin + top - more, profile.dots, 15 + 2 * more);
            };
            EXPECT_TRUE(within(printed(0), drawn(3))) << roll << " mm, row " << top;
            EXPECT_TRUE(within(drawn(0), printed(3))) << roll << " mm, row " << top;
        }
    }
}

// libharu drops marks of composite glyphs with some fonts while the text stays right: only the
// picture tells. Each letter is compared with the one FreeType draws.
TEST(Canvas, DrawsEveryMarkOfEveryLetter) {
    constexpr int cell_dots = 200;      // at 254 dpi: 20 mm
    constexpr double letters_pt = 36.0; // 127 dots
    constexpr int letters_dots = 127;
    constexpr int across = 15;
    const auto files = *find_fonts();
    auto fonts = std::move(*Typeface::load(files));
    for (const auto weight : {Weight::normal, Weight::strong}) {
        auto canvas = std::move(*Canvas::create(files, {"letters", {}, Language::vi, morning}));
        canvas.add_page(across * 20, 9 * 20);
        int place = 0;
        for (const char32_t letter : vietnamese_letters()) {
            const int column = place % across;
            const int row = place / across;
            canvas.text(
                column * 20 + 3, row * 20 + 15, 15, utf8(letter), Align::left, weight, letters_pt
            );
            ++place;
        }
        const auto page = paper::parse_pbm(
            paper::run("pdftoppm -r 254 -mono % 2>/dev/null", *canvas.finish(), ".pdf")
        );
        ASSERT_GE(page.width(), across * cell_dots);
        place = 0;
        for (const char32_t letter : vietnamese_letters()) {
            Bitmap own{cell_dots, cell_dots};
            fonts.draw(own, 30, 150, utf8(letter), weight, {letters_dots, letters_dots});
            const Box expected = ink_of(own, 0, 0, cell_dots, cell_dots);
            const Box drawn = ink_of(
                page, place % across * cell_dots, place / across * cell_dots, cell_dots, cell_dots
            );
            EXPECT_NEAR(drawn.left, expected.left, 3) << utf8(letter);
            EXPECT_NEAR(drawn.right, expected.right, 4) << utf8(letter);
            EXPECT_NEAR(drawn.top, expected.top, 3) << utf8(letter);
            EXPECT_NEAR(drawn.bottom, expected.bottom, 3) << utf8(letter);
            EXPECT_NEAR(drawn.ink, expected.ink, expected.ink * 0.05) << utf8(letter);
            ++place;
        }
    }
}

TEST(Canvas, WritesLettersOfOtherAlphabetsThatCanBeCopied) {
    const std::string text = "AZ az Ǽ Ωψ Жя ẞ ﬁ € ₫ № ★ ☎";
    auto canvas = std::move(*Canvas::create(*find_fonts(), {"", {}, Language::vi, morning}));
    canvas.add_page(100, 50);
    canvas.text(5, 20, 90, text, Align::left, Weight::normal, 12);
    const double width = canvas.width(text, Weight::normal, 12);
    const auto pdf = *canvas.finish();
    EXPECT_EQ(lines_of(paper::run("pdftotext -layout % - 2>&1", pdf, ".pdf")), lines_of(text));
    // What follows a letter stands where its advance ends.
    const auto page =
        paper::parse_pbm(paper::run("pdftoppm -r 254 -mono % 2>/dev/null", pdf, ".pdf"));
    const Box ink = ink_of(page, 0, 0, page.width(), page.height());
    EXPECT_NEAR(ink.left, 50, 3);
    EXPECT_NEAR(ink.right, 50 + width * 10, 6);
}

TEST(Canvas, KeepsTextWithinItsRoomHoweverLong) {
    auto canvas = std::move(*Canvas::create(*find_fonts(), {"", {}, Language::vi, morning}));
    canvas.add_page(100, 50);
    canvas.text(10, 20, 40, std::string(200, 'm'), Align::left, Weight::normal, 12);
    const auto page =
        paper::parse_pbm(paper::run("pdftoppm -r 254 -mono % 2>/dev/null", *canvas.finish(), ".pdf")
        );
    const Box ink = ink_of(page, 0, 0, page.width(), page.height());
    EXPECT_NEAR(ink.left, 100, 3);
    EXPECT_NEAR(ink.right, 500, 3);
}

TEST(ReceiptPdf, DrawsACodeAtOneMillimetreAModuleWithItsQuietZone) {
    const Document document{"", Language::vi, morning, {Code{CodeKind::qr, "x"}, Rule{}}};
    const auto page =
        paper::parse_pbm(paper::run("pdftoppm -r 254 -mono % 2>/dev/null", pdf_of(document), ".pdf")
        );
    constexpr int below = 40 + (4 + 21 + 2) * 10; // within the quiet zone, above the rule
    const Box ink = ink_of(page, 0, 0, page.width(), below);
    EXPECT_NEAR(ink.top, 40 + 40, 2); // 4 mm of margin, 4 modules
    EXPECT_NEAR(ink.bottom - ink.top, 210, 3);
    EXPECT_NEAR(ink.right - ink.left, 210, 3);
    EXPECT_NEAR(ink.left + ink.right, 800, 4); // in the middle of 80 mm
}

TEST(Canvas, DoesNothingAfterAFailureUntilItIsAskedForTheFile) {
    auto canvas = std::move(*Canvas::create(*find_fonts(), {"", {}, Language::vi, morning}));
    canvas.add_page(50, 50);
    canvas.text(5, 10, 40, "a", Align::left, Weight::normal, 0); // libharu knows no such size
    canvas.add_page(50, 50);
    canvas.select_page(1);
    canvas.text(5, 10, 40, "a", Align::left, Weight::normal, 9);
    const auto pdf = canvas.finish();
    ASSERT_FALSE(pdf);
    EXPECT_EQ(pdf.error().code, FailureCode::corrupt);
}

TEST(ReportPdf, RepeatsItsHeadingAndNumbersItsPages) {
    ReportPage report{
        "Báo cáo doanh thu",
        {"Tháng 11/2026"},
        {{"Sản phẩm", Align::left, 3}, {"Doanh thu", Align::right, 1}},
        {},
        {"Tổng cộng", "123.456.700"},
        {"Ghi chú"},
        false};
    for (int i = 0; i < 100; ++i) {
        report.rows.push_back({"Mắm cá cơm " + std::to_string(i), "1.234.567"});
    }
    const auto pdf =
        report_pdf(report, *find_fonts(), {report.title, "OCOP", Language::vi, morning});
    ASSERT_TRUE(pdf);
    const auto text = paper::run("pdftotext -layout % - 2>/dev/null", *pdf, ".pdf");
    const auto lines = lines_of(text);
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "Sản phẩm Doanh thu"), 3);
    EXPECT_THAT(text, HasSubstr("1/3"));
    EXPECT_THAT(text, HasSubstr("3/3"));
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "Tổng cộng 123.456.700"), 1);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(
            std::count(
                lines.begin(), lines.end(), "Mắm cá cơm " + std::to_string(i) + " 1.234.567"
            ),
            1
        ) << i;
    }
}

TEST(ReportPdf, WrapsLongCellsAndStandsWithoutRows) {
    const std::string name = "Rượu đảng sâm Tây Giang chưng cất truyền thống chai sứ 750 ml, loại "
                             "đặc biệt dành cho ngày lễ";
    for (const auto& rows :
         {std::vector<std::vector<std::string>>{},
          {{name, "1"}},
          {{std::string(500, 'm'), std::string(100, '9')}}}) {
        const ReportPage report{
            "", {}, {{"A", Align::left, 1}, {"B", Align::right, 1}}, rows, {}, {}, true};
        EXPECT_TRUE(report_pdf(report, *find_fonts(), {"", {}, Language::en, morning}));
    }
}

TEST(ReportPdf, PutsEverythingOnItsPages) {
    std::string address; // a buyer's, of 300 bytes, in a column of many
    for (int i = 0; i < 60; ++i) {
        address += std::to_string(i) + "-xx ";
    }
    ReportPage report{
        "", {}, std::vector<ReportColumn>(18, {"Địa chỉ", Align::left, 1}), {}, {}, {}, true};
    for (int row = 0; row < 2; ++row) {
        report.rows.emplace_back(18).front() = address;
    }
    for (std::size_t notes = 0; notes < 40; ++notes) { // the heading at every height of a page
        report.notes.emplace_back("note");
        const auto pdf = report_pdf(report, *find_fonts(), {"", {}, Language::en, morning});
        ASSERT_TRUE(pdf);
        const auto places = paper::run("pdftotext -bbox % - 2>/dev/null", *pdf, ".pdf");
        int words = 0;
        std::istringstream lines{places};
        for (std::string line; std::getline(lines, line);) {
            const auto bottom = line.find("yMax=\"");
            if (line.find("<word") != std::string::npos && bottom != std::string::npos) {
                EXPECT_LE(std::stod(line.substr(bottom + 6)), 595.3) << line;
                words += line.find("-xx<") != std::string::npos ? 1 : 0;
            }
        }
        EXPECT_EQ(words, 120) << notes << " notes";
    }
}

// A table may have more columns than a page has room for, and titles longer than a page.
TEST(ReportPdf, StandsWithColumnsOfNoWidth) {
    const ReportPage report{
        "",
        {},
        {{"A", Align::left, 1000}, {"B", Align::right, 1}, {std::string(500, 'C'), Align::left, 1}},
        {{"một", "2", "ba bốn"}},
        {},
        {},
        false};
    EXPECT_TRUE(report_pdf(report, *find_fonts(), {"", {}, Language::en, morning}));
}

TEST(Render, SaysWhichFontIsMissing) {
    FontFiles files = *find_fonts();
    files.symbols = "no-such-font.ttf";
    const auto canvas = Canvas::create(files, {"", {}, Language::vi, morning});
    ASSERT_FALSE(canvas);
    EXPECT_EQ(canvas.error().code, FailureCode::missing);
}

} // namespace
} // namespace ocop::receipts
