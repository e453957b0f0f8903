#include "receipts/codes.hpp"
#include "receipts/escpos.hpp"
#include "receipts/png_file.hpp"
#include "receipts/raster.hpp"
#include "receipts/typography.hpp"
#include "receipts/vietqr.hpp"
#include "tests/receipts/paper.hpp"
#include "tests/receipts/sample.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace ocop::receipts {
namespace {

Typeface typeface() {
    return std::move(*Typeface::load(*find_fonts()));
}

std::string printed(const Document& document, const PrinterProfile& profile, Encoding encoding) {
    auto fonts = typeface();
    return to_escpos(lay_out(document, profile.columns), profile, encoding, fonts).value();
}

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
        const auto paper = paper::decode(printed(document, profile, Encoding::raster));
        EXPECT_EQ(paper.unknown, "");
        EXPECT_EQ(paper.text, "");
        EXPECT_TRUE(paper.dots == picture[0]) << profile.id;
        EXPECT_EQ(parse_png(*to_png(picture[0])).value(), paper.dots) << profile.id;
        EXPECT_TRUE(any_black(paper.dots));
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
    for (const int rows : paper.slice_rows) {
        EXPECT_LE(rows, slice_rows_max);
    }
    EXPECT_EQ(
        std::accumulate(paper.slice_rows.begin(), paper.slice_rows.end(), 0), paper.dots.height()
    );
    EXPECT_GT(paper.slice_rows.size(), 10U);
}

TEST(Escpos, CutsEachPieceOfPaper) {
    const auto two = document_of({Text{"một"}, Cut{}, Text{"hai"}, Cut{}});
    for (const auto encoding : {Encoding::raster, Encoding::cp1258, Encoding::tcvn3}) {
        EXPECT_EQ(paper::decode(printed(two, *generic_profile(80), encoding)).cuts, 2);
        const auto uncut = paper::decode(printed(two, *generic_profile(58), encoding));
        EXPECT_EQ(uncut.cuts, 0);
        EXPECT_EQ(uncut.feeds, 2);
    }
}

TEST(Escpos, EndsThePaperWhereADocumentForgetsTo) {
    for (const auto encoding : {Encoding::raster, Encoding::cp1258}) {
        EXPECT_EQ(
            paper::decode(printed(document_of({Text{"một"}}), *generic_profile(80), encoding)).cuts,
            1
        );
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
        const auto bytes = printed(document_of({Image{picture}}), narrow, Encoding::raster);
        EXPECT_EQ(paper::decode(bytes).real_time, 0);
        EXPECT_EQ(
            paper::decode(printed(document_of({Image{picture}}), narrow, Encoding::cp1258))
                .real_time,
            0
        );
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
        EXPECT_EQ(paper.unknown, "");
        EXPECT_EQ(paper.real_time, 0);
        EXPECT_EQ(paper.cuts, 1);
        EXPECT_EQ(paper.feeds, 0);
    }
}

TEST(Escpos, PrintsTheSameLinesInACodePage) {
    const auto& profile = *find_profile("epson-tm-t20");
    auto facts = sample::facts();
    facts.bank.reset();
    const Document document = sale_receipt(sample::sale(), facts);
    const auto paper = paper::decode(printed(document, profile, Encoding::cp1258));
    EXPECT_EQ(paper.unknown, "");
    ASSERT_FALSE(paper.tables.empty());
    EXPECT_EQ(paper.tables[0], 52);
    std::string expected = to_text(lay_out(document, profile.columns));
    std::string lines = paper::run("iconv -f CP1258 -t UTF-8 %", paper.text, ".txt");
    // Letters of double size stand elsewhere on the line; stars have no letter in the page.
    const auto squeezed = [](std::string_view text) {
        std::string result;
        for (const char32_t point : code_points(clean(text))) {
            if (point != U' ') {
                result += point == U'★' ? "*" : utf8(point);
            }
        }
        return result;
    };
    EXPECT_EQ(squeezed(lines), squeezed(expected));
}

TEST(Escpos, SwitchesTablesForCapitals) {
    const auto paper = paper::decode(
        printed(document_of({Text{"Đường phố"}}), *find_profile("bixolon-80"), Encoding::tcvn3)
    );
    EXPECT_EQ(paper.tables, (std::vector<int>{50, 49}));
}

TEST(Escpos, RefusesACodePageThePrinterLacks) {
    auto fonts = typeface();
    const auto& profile = *find_profile("xprinter-80");
    const auto bytes = to_escpos(lay_out(document_of({}), 48), profile, Encoding::tcvn3, fonts);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, FailureCode::device);
    EXPECT_NE(bytes.error().what.find("xprinter-80"), std::string::npos);
}

TEST(Escpos, OpensTheDrawerForFiftyMilliseconds) {
    EXPECT_EQ(drawer_pulse(), (std::string{"\x1B\x70\x00\x19\xFA", 5}));
    EXPECT_EQ(drawer_pulse(DrawerPin::five), (std::string{"\x1B\x70\x01\x19\xFA", 5}));
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

TEST(Raster, DrawsCodesThatAReaderReads) {
    const std::string payload =
        vietqr_payload({"970405", "4200205123456", Money{185'000}, "OCOP TQ01 HD000123"}).value();
    for (const int dots : {384, 576}) {
        auto fonts = typeface();
        for (const Code& code :
             {Code{CodeKind::qr, payload},
              Code{CodeKind::ean13, "8934563138165"},
              Code{CodeKind::code128, "QNA-01-000123"}}) {
            const auto picture = rasterise(
                lay_out(document_of({Text{"trên"}, code, Text{"dưới"}}), dots / 12), dots, fonts
            );
            // Paper is white beyond the head on both sides.
            Bitmap paper{dots + 64, picture[0].height()};
            paper.draw(picture[0], 32, 0);
            EXPECT_EQ(paper::read_codes(*to_png(enlarged(paper, 2))), code.data) << dots;
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
