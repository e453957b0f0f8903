#include "receipts/escpos.hpp"
#include "receipts/layout.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/png_file.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/paper.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <rapidcheck.h>
#include <sstream>

// Names come from feeds, notes from keyboards, logos from anywhere. Whatever they hold: every
// renderer answers, amounts stay readable, and no byte of them is ever a command.

namespace ocop::receipts {
namespace {

using testing::HasSubstr;
using namespace std::string_view_literals;

constexpr std::array all_encodings{Encoding::raster, Encoding::cp1258, Encoding::tcvn3};

/// Opens the drawer, cuts, resets, asks for status, clears buffers, prints a QR code of its own.
constexpr std::string_view commands_in_text =
    "\x1Bp\x30\x19\xFA\x10\x14\x01\x01\x01\x10\x04\x01\x10\x05\x02\x1DVA\x03\x1B@\x1Bt\x10\x1C&"
    "\x1D(k\x03\x31Q0\x1Dv0\x01\x01\x01\xFF\x1BiV\x7F\x9B\x85\x00\x0D\x0A\x0C\x09\x18"sv;

struct Bad {
    std::string what{};
    Document document{};
    std::string amount{}; // that must be read on every paper
};

Bad named(const std::string& what, const std::string& text) {
    auto sale = sample::sale_of({sample::line(text, Money{1'234'567})});
    sale.lines[0].unit = text.substr(0, 20);
    sale.lines[0].lot = text;
    sale.cashier = text;
    auto facts = sample::facts();
    facts.shop_name = text;
    facts.footer = text;
    return {what, sale_receipt(sale, facts), "1.234.567"};
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}

std::vector<Bad> bad_documents() {
    std::vector<SaleLine> many;
    for (int i = 0; i < 500; ++i) {
        many.push_back(sample::line("Hàng số " + std::to_string(i), Money{1'000 + i}));
    }
    auto negative = sample::sale_of({sample::line("Trà", Money{-9'876'543})});
    auto with_logo = [](const Bitmap& logo) {
        auto facts = sample::facts();
        facts.logo = logo;
        return sale_receipt(sample::sale_of({sample::line("Trà", Money{5'432'100})}), facts);
    };
    Bitmap wide{2000, 10};
    wide.fill(0, 0, 2000, 10);
    Bitmap drawer_pulses{384, 40};
    for (std::size_t i = 0; i + 1 < drawer_pulses.bytes().size(); i += 2) {
        drawer_pulses.bytes().replace(i, 2, i % 4 == 0 ? "\x10\x14" : "\x10\x04");
    }
    return {
        named("a name of 500 letters without a space", std::string(500, 'm')),
        named("a name of 500 letters", repeated("nghiêng ", 63)),
        named("500 stacked marks on one letter", "e" + repeated("\u0323\u0302", 250)),
        named("emoji", "Trà 🍵👨‍👩‍👧‍👦🇻🇳 1️⃣ ❤️"),
        named("right to left", "Trà \u202Eשלום\u202C \u2067مرحبا\u2069 \u200Fx\u200E"),
        named("letters of two columns", repeated("茶한글", 40)),
        named("private, unassigned and last code points", "\uE000\U000E0001\U0010FFFF\uFFFE\u0378"),
        named("broken UTF-8", "Tr\xC3 \xFF\xFE\xE1\xBA \xF4\x90\x80\x80 \xC0\x9B@"),
        named("commands", std::string{commands_in_text}),
        {"no lines", sale_receipt(sample::sale_of({}), sample::facts()), "Không đồng"},
        {"500 lines", sale_receipt(sample::sale_of(many), sample::facts()), "624.750"},
        {"a negative total", sale_receipt(negative, sample::facts()), "-9.876.543"},
        {"a logo wider than the paper", with_logo(wide), "5.432.100"},
        {"a logo full of drawer pulses", with_logo(drawer_pulses), "5.432.100"},
        {"a logo without height", with_logo(Bitmap{100, 0}), "5.432.100"},
        {"a logo without width", with_logo(Bitmap{0, 100}), "5.432.100"}};
}

class HostileReceipt : public testing::TestWithParam<int> {
protected:
    std::string rendered(const Document& document, Format format, Encoding encoding) {
        const auto bytes =
            renderer_.render(document, {format, *generic_profile(GetParam()), encoding});
        EXPECT_TRUE(bytes);
        return bytes.value_or("");
    }

    Renderer renderer_{};
};

TEST_P(HostileReceipt, StaysWithinTheColumnsAsText) {
    for (const Bad& bad : bad_documents()) {
        SCOPED_TRACE(bad.what);
        const auto text = rendered(bad.document, Format::text, Encoding::raster);
        EXPECT_THAT(text, HasSubstr(bad.amount));
        std::istringstream lines{text};
        for (std::string line; std::getline(lines, line);) {
            EXPECT_LE(columns(line), generic_profile(GetParam())->columns) << line;
            EXPECT_TRUE(std::none_of(line.begin(), line.end(), [](char letter) {
                return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
            })) << line;
        }
    }
}

TEST_P(HostileReceipt, SendsNoCommandThatIsNotOurs) {
    for (const Bad& bad : bad_documents()) {
        for (const Encoding encoding : all_encodings) {
            SCOPED_TRACE(bad.what + ", encoding " + std::to_string(static_cast<int>(encoding)));
            const auto decoded = paper::decode(
                rendered(bad.document, Format::escpos, encoding),
                paper::printer_of(*generic_profile(GetParam()))
            );
            EXPECT_EQ(paper::complaint(decoded), "");
            EXPECT_EQ(count(decoded, paper::Verb::cut) + count(decoded, paper::Verb::feed), 1);
            if (encoding == Encoding::raster) {
                EXPECT_EQ(paper::text_of(decoded), "");
                EXPECT_GT(paper::dots_of(decoded).height(), 300);
            } else {
                EXPECT_THAT(paper::text_of(decoded), HasSubstr(bad.amount));
            }
        }
    }
}

TEST_P(HostileReceipt, IsAPictureAsWideAsThePaper) {
    for (const Bad& bad : bad_documents()) {
        const auto picture =
            paper::parse_png(rendered(bad.document, Format::png, Encoding::raster));
        EXPECT_EQ(picture.width(), generic_profile(GetParam())->dots) << bad.what;
        EXPECT_GT(picture.height(), 300) << bad.what;
    }
}

TEST_P(HostileReceipt, KeepsItsAmountsInThePdf) {
    for (const Bad& bad : bad_documents()) {
        const auto pdf = rendered(bad.document, Format::pdf, Encoding::raster);
        EXPECT_THAT(paper::run("pdftotext -layout % - 2>&1", pdf, ".pdf"), HasSubstr(bad.amount))
            << bad.what;
    }
}

TEST_P(HostileReceipt, IsPrintedAsIfItHadNoLogoWhereThatIsWiderThanThePaper) {
    const auto sale = sample::sale_of({sample::line("Trà", Money{1'000})});
    auto facts = sample::facts();
    const Document without = sale_receipt(sale, facts);
    facts.logo = Bitmap{generic_profile(GetParam())->dots + 1, 10};
    facts.logo->fill(0, 0, facts.logo->width(), 10);
    const Document with = sale_receipt(sale, facts);
    for (const Encoding encoding : all_encodings) {
        EXPECT_TRUE(
            rendered(with, Format::escpos, encoding) == rendered(without, Format::escpos, encoding)
        );
    }
    for (const Format format : {Format::text, Format::png}) {
        EXPECT_TRUE(
            rendered(with, format, Encoding::raster) == rendered(without, format, Encoding::raster)
        );
    }
}

INSTANTIATE_TEST_SUITE_P(Papers, HostileReceipt, testing::Values(58, 80));

TEST(HostileText, IsNeverACommandWhateverItsBytes) {
    auto fonts = paper::typeface();
    EXPECT_TRUE(rc::check([&] {
        // Bytes of all kinds, and pieces that mean something to printers or to Unicode.
        const auto some = [] {
            return *rc::gen::oneOf(
                rc::gen::arbitrary<std::string>(),
                rc::gen::map(
                    rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                        std::string{commands_in_text},
                        "\x1B",
                        "\x10\x14\x01\x00\x05",
                        "\x1D",
                        "V",
                        "@",
                        "ế",
                        "Đ",
                        "\u0302",
                        "\u0309",
                        "\u0332",
                        "茶",
                        "🍵",
                        "\u202E",
                        "\u0085",
                        " ",
                        "nghiêng",
                        "\xE1\xBA"
                    )),
                    [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const auto& piece : pieces) {
                            text += piece;
                        }
                        return text;
                    }
                )
            );
        };
        auto sale = sample::sale_of({sample::line(some(), Money{1'000})});
        sale.lines[0].lot = some();
        auto facts = sample::facts();
        facts.shop_name = some();
        facts.footer = some();
        const Document document = sale_receipt(sale, facts);
        for (const int paper_mm : {58, 80}) {
            const auto& profile = *generic_profile(paper_mm);
            const auto layout = lay_out(document, profile.columns);
            for (const Encoding encoding : all_encodings) {
                const auto decoded = paper::decode(
                    to_escpos(layout, profile, encoding, fonts).value(), paper::printer_of(profile)
                );
                RC_ASSERT(paper::complaint(decoded) == "");
                RC_ASSERT(
                    count(decoded, paper::Verb::cut) == (profile.cutter == Cutter::none ? 0 : 1)
                );
                RC_ASSERT(
                    count(decoded, paper::Verb::feed) == (profile.cutter == Cutter::none ? 1 : 0)
                );
            }
        }
    }));
}

class BrokenFont : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    void put(const std::string& bytes) const {
        std::ofstream{folder_ / "NotoSans-Regular.ttf", std::ios::binary} << bytes;
    }

    void expect_refused() const {
        const Document document = sample::receipts()[0].document;
        Renderer renderer{folder_.string()};
        for (const Format format : {Format::escpos, Format::png, Format::pdf}) {
            const auto bytes =
                renderer.render(document, {format, *generic_profile(80), Encoding::raster});
            ASSERT_FALSE(bytes);
            EXPECT_EQ(bytes.error().code, FailureCode::corrupt);
            EXPECT_THAT(bytes.error().where, HasSubstr("NotoSans-Regular.ttf"));
        }
        EXPECT_TRUE(
            renderer.render(document, {Format::text, *generic_profile(80), Encoding::raster})
        );
    }

    std::filesystem::path folder_ =
        std::filesystem::path{OCOP_BINARY_DIR}
        / ("broken_font_"
           + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
};

TEST_F(BrokenFont, IsNamedAndTextNeedsNone) {
    put("this is no font");
    expect_refused();
}

TEST_F(BrokenFont, IsNamedWhereTheFileIsCutOff) {
    std::ifstream whole{find_fonts()->regular, std::ios::binary};
    std::string start(2000, '\0');
    whole.read(start.data(), static_cast<std::streamsize>(start.size()));
    put(start);
    expect_refused();
}

TEST_F(BrokenFont, IsNamedWithItsPackageWhereNoFolderHasIt) {
    const auto none = find_fonts_in({folder_, folder_ / "none"});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, FailureCode::missing);
    EXPECT_EQ(none.error().where, "NotoSans-Regular.ttf");
    EXPECT_THAT(none.error().what, HasSubstr("fonts-noto-core"));
    put("a font");
    EXPECT_EQ(find_fonts_in({folder_}).error().where, "NotoSans-Bold.ttf");
}

TEST(BrokenLogo, IsRefusedWhereverItIsCutOff) {
    Bitmap picture{200, 60};
    picture.fill(10, 10, 150, 30);
    const std::string png = to_png(picture).value();
    for (std::size_t length = 0; length + 12 < png.size(); ++length) {
        EXPECT_FALSE(parse_png(png.substr(0, length))) << length;
    }
}

} // namespace
} // namespace ocop::receipts
