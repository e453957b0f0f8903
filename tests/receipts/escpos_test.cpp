#include "receipts/codes.hpp"
#include "receipts/escpos.hpp"
#include "receipts/png_file.hpp"
#include "receipts/raster.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/paper.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gtest/gtest.h>

namespace ocop::receipts {
namespace {

using paper::printed;
using paper::typeface;

Document document_of(std::vector<Block> blocks) {
    return {"", Language::vi, Moment{}, std::move(blocks)};
}

bool any_black(const Bitmap& picture) {
    return picture.bytes().find_first_not_of('\0') != std::string::npos;
}

TEST(Escpos, PrintsThePictureThatThePreviewShows) {
    const Document document = sale_receipt(sample::sale(), sample::facts());
    for (const PrinterProfile& profile : printer_profiles()) {
        auto fonts = typeface();
        const auto picture = rasterise(lay_out(document, profile.columns), profile.dots, fonts);
        ASSERT_EQ(picture.size(), 1U);
        const auto paper =
            paper::decode(printed(document, profile, Encoding::raster), paper::printer_of(profile));
        EXPECT_EQ(paper::complaint(paper), "");
        EXPECT_EQ(paper::text_of(paper), "");
        const Bitmap dots = paper::dots_of(paper);
        EXPECT_TRUE(dots == picture[0]) << profile.id;
        EXPECT_EQ(paper::parse_png(*to_png(picture[0])), dots) << profile.id;
        EXPECT_TRUE(any_black(dots));
    }
}

TEST(Escpos, LeavesTheChineseModeFirst) {
    const auto bytes = printed(document_of({}), *generic_profile(80), Encoding::raster);
    EXPECT_TRUE(bytes.starts_with("\x1B\x40\x1C\x2E"));
}

TEST(Escpos, SendsTallPicturesInSlices) {
    const auto bytes = printed(
        sale_receipt(sample::sale(), sample::facts()), *generic_profile(80), Encoding::raster
    );
    const auto paper = paper::decode(bytes);
    for (const paper::Command& command : paper.commands) {
        EXPECT_LE(command.picture.height(), slice_rows_max);
    }
    EXPECT_GT(paper::count(paper, paper::Verb::raster), 10);
}

TEST(Escpos, CutsEachPieceOfPaper) {
    const auto two = document_of({Text{"một"}, Cut{}, Text{"hai"}, Cut{}});
    for (const auto encoding : {Encoding::raster, Encoding::cp1258, Encoding::tcvn3}) {
        const auto cut = paper::decode(printed(two, *generic_profile(80), encoding));
        EXPECT_EQ(paper::count(cut, paper::Verb::cut), 2);
        EXPECT_EQ(paper::count(cut, paper::Verb::feed), 0);
        const auto uncut = paper::decode(printed(two, *generic_profile(58), encoding));
        EXPECT_EQ(paper::count(uncut, paper::Verb::cut), 0);
        EXPECT_EQ(paper::count(uncut, paper::Verb::feed), 2);
    }
}

TEST(Escpos, EndsThePaperWhereADocumentForgetsTo) {
    for (const auto encoding : {Encoding::raster, Encoding::cp1258}) {
        const auto paper =
            paper::decode(printed(document_of({Text{"một"}}), *generic_profile(80), encoding));
        EXPECT_EQ(paper::count(paper, paper::Verb::cut), 1);
    }
}

TEST(Escpos, KeepsRealTimeCommandsOutOfImages) {
    Bitmap logo{64, 3};
    logo.bytes() = std::string{"\x10\x04\x01\x10\x14\x01\x00\x08", 8}
                   + std::string{"\x10\x05\x02\x00\x00\x00\x00\x10", 8}
                   + std::string{"\x04\x01\x00\x00\x00\x00\x00\x00", 8}; // across the end of a row
    PrinterProfile narrow = *generic_profile(58);
    narrow.dots = 384;
    Bitmap whole{384, 3};
    whole.draw(logo, 0, 0);
    Bitmap full{384, 3};
    for (std::size_t i = 0; i + 1 < full.bytes().size(); i += 2) {
        full.bytes()[i] = '\x10';
        full.bytes()[i + 1] = i % 4 == 0 ? '\x14' : '\x04';
    }
    for (const Bitmap& picture : {whole, full}) {
        for (const auto encoding : {Encoding::raster, Encoding::cp1258}) {
            const auto bytes = printed(document_of({Image{picture}}), narrow, encoding);
            EXPECT_EQ(paper::complaint(paper::decode(bytes)), "");
        }
    }
}

TEST(Escpos, ChangesNoOtherDotForThat) {
    Bitmap picture{16, 2};
    picture.bytes() = std::string{"\x10\x04\x10\x06", 4};
    break_real_time_commands(picture);
    EXPECT_EQ(picture.bytes(), (std::string{"\x10\x06\x10\x06", 4}));
}

TEST(Escpos, NeverPrintsTextAsACommand) {
    std::string every;
    for (int byte = 0; byte < 256; ++byte) {
        every += static_cast<char>(byte);
    }
    const std::string evil = every + "\x1B\x70\x30\x19\xFA\x10\x14\x01\x01\x01\x1D\x56\x41\x03";
    auto sale = sample::sale_of({sample::line(evil, Money{1'000})});
    sale.cashier = evil;
    sale.number = evil;
    sale.tenders[0].tender = evil;
    auto facts = sample::facts();
    facts.shop_name = evil;
    facts.footer = evil;
    for (const auto encoding : {Encoding::raster, Encoding::cp1258, Encoding::tcvn3}) {
        const auto paper =
            paper::decode(printed(sale_receipt(sale, facts), *generic_profile(80), encoding));
        EXPECT_EQ(paper::complaint(paper), "");
        EXPECT_EQ(paper::count(paper, paper::Verb::cut), 1);
        EXPECT_EQ(paper::count(paper, paper::Verb::feed), 0);
    }
}

TEST(Escpos, SwitchesTablesForCapitals) {
    const auto& profile = *find_profile("bixolon-80");
    const auto paper = paper::decode(
        printed(document_of({Text{"Đường phố"}}), profile, Encoding::tcvn3),
        {512, 42, {{49, paper::CodePage::tcvn3_small}, {50, paper::CodePage::tcvn3_capital}}}
    );
    EXPECT_EQ(paper::text_of(paper), "Đường phố\n");
    EXPECT_EQ(paper::count(paper, paper::Verb::code_page), 2);
}

TEST(Escpos, RefusesACodePageThePrinterLacks) {
    auto fonts = typeface();
    const auto& profile = *find_profile("xprinter-80");
    const auto bytes = to_escpos(lay_out(document_of({}), 48), profile, Encoding::tcvn3, fonts);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, FailureCode::device);
    EXPECT_NE(bytes.error().what.find("xprinter-80"), std::string::npos);
}

TEST(Escpos, IsForRollsAlone) {
    auto fonts = typeface();
    const auto& page = *paper_profile("a4");
    const auto bytes =
        to_escpos(lay_out(document_of({}), page.columns), page, Encoding::raster, fonts);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, FailureCode::device);
    EXPECT_NE(bytes.error().what.find("a4"), std::string::npos);
}

TEST(Raster, NarrowsTextThatIsWiderThanItsColumns) {
    auto fonts = typeface();
    const std::string wide = std::string(31, 'W') + "_";
    const auto picture = rasterise(lay_out(document_of({Text{wide}}), 32), 384, fonts);
    // Only the last letter has ink below the base line: it would be beyond the paper.
    EXPECT_GT(fonts.width(wide, Weight::normal, {22, 22}), 384 + 100);
    bool last_letter = false;
    for (int x = 0; x < 384; ++x) {
        last_letter = last_letter || picture[0].black(x, 27) || picture[0].black(x, 28);
    }
    EXPECT_TRUE(last_letter);
}

TEST(Raster, NeverLetsANameRunIntoAnAmount) {
    auto fonts = typeface();
    const std::string name(20, 'W');
    const auto picture = rasterise(lay_out(document_of({row(name, "9.999.999")}), 32), 384, fonts);
    const auto alone = rasterise(lay_out(document_of({row(name, "")}), 32), 384, fonts);
    bool gap = false;
    for (int x = 200; x < 384; ++x) {
        bool ink = false;
        for (int y = 0; y < picture[0].height(); ++y) {
            ink = ink || picture[0].black(x, y);
        }
        gap = gap || !ink;
    }
    EXPECT_TRUE(gap);
    EXPECT_FALSE(alone[0] == picture[0]);
}

TEST(Raster, KeepsEveryMarkWithinItsLine) {
    auto fonts = typeface();
    for (const char32_t letter : vietnamese_letters()) {
        for (const auto weight : {Weight::normal, Weight::strong}) {
            for (const auto size : {Size::normal, Size::twice}) {
                // With white lines around it, all ink must be in the middle third.
                const auto one = rasterise(
                    lay_out(document_of({Text{utf8(letter), Align::centre, weight, size}}), 32),
                    384,
                    fonts
                );
                Bitmap alone{384, 200};
                const LetterSize dots =
                    size == Size::twice ? LetterSize{40, 40} : LetterSize{22, 22};
                fonts.draw(alone, 180, 100, utf8(letter), weight, dots);
                const auto ink = [](const Bitmap& picture) {
                    int count = 0;
                    for (int y = 0; y < picture.height(); ++y) {
                        for (int x = 0; x < picture.width(); ++x) {
                            count += picture.black(x, y) ? 1 : 0;
                        }
                    }
                    return count;
                };
                EXPECT_EQ(ink(one[0]), ink(alone)) << utf8(letter);
            }
        }
    }
}

TEST(Raster, LeavesOutCodesThatCannotBe) {
    auto fonts = typeface();
    EXPECT_TRUE(code_picture({CodeKind::ean13, "8934563138166"}, 576, fonts).empty()
    ); // wrong check digit
    EXPECT_TRUE(code_picture({CodeKind::ean13, "12"}, 576, fonts).empty());
    EXPECT_TRUE(code_picture({CodeKind::qr, ""}, 576, fonts).empty());
    EXPECT_TRUE(code_picture({CodeKind::qr, std::string(5000, 'a')}, 576, fonts).empty());
    EXPECT_TRUE(code_picture({CodeKind::code128, std::string(60, 'a')}, 384, fonts).empty());
}

TEST(Raster, LeavesOutALogoWiderThanThePaper) {
    auto fonts = typeface();
    const Document logo = document_of({Image{Bitmap{400, 10}}});
    EXPECT_EQ(rasterise(lay_out(logo, 32), 384, fonts)[0].height(), 0);
    EXPECT_GT(rasterise(lay_out(logo, 48), 576, fonts)[0].height(), 10);
}

} // namespace
} // namespace ocop::receipts
