#include "receipts/codes.hpp"
#include "receipts/qr_command.hpp"
#include "tests/receipts/code_reader.hpp"
#include "tests/receipts/printing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop::receipts {
namespace {

using namespace std::string_literals;
using paper::ReadCode;
using testing::ElementsAre;
using testing::IsEmpty;

Document with(const std::string& data) {
    return {
        "",
        Language::vi,
        Moment{},
        {Text{"Ở trên"}, Code{CodeKind::qr, data}, Text{"Ở dưới"}, Cut{}}};
}

/// What came out of a printer that draws QR codes, on paper `dots` wide.
paper::Decoded printed(const std::string& data, int dots = 576) {
    PrinterProfile profile = *find_profile("epson-tm-t20");
    profile.dots = dots;
    profile.columns = dots / 12;
    return paper::decode(
        paper::printed(with(data), profile, Encoding::cp1258), paper::printer_of(profile)
    );
}

std::vector<ReadCode> scanned(const paper::Decoded& decoded, int dots = 576) {
    auto fonts = paper::typeface();
    paper::Printer printer;
    printer.dots = dots;
    printer.columns = dots / 12;
    return paper::read_codes(paper::seen(decoded, printer, fonts));
}

TEST(QrCommand, CountsTheModulesOfTheWorstCodeThatHoldsSoManyBytes) {
    // Small letters can only be packed as bytes: zint's own choice is the answer.
    for (std::size_t size = 1; size <= 2331; ++size) {
        const bool fits_edge = size < 2331 && qr_modules_max(size) != qr_modules_max(size + 1);
        const bool first = size == 1 || qr_modules_max(size) != qr_modules_max(size - 1);
        if (fits_edge || first || size == 2331) {
            const auto drawn = modules({CodeKind::qr, std::string(size, 'a')});
            ASSERT_TRUE(drawn);
            EXPECT_EQ(qr_modules_max(size), drawn->width()) << size;
        }
    }
    EXPECT_EQ(qr_modules_max(2332), std::nullopt);
}

TEST(QrCommand, SpellsTheFiveFunctionsOfTheManual) {
    EXPECT_EQ(
        qr_command("OCOP", 576),
        "\x1D(k\x04\x00\x31\x41\x32\x00\x1D(k\x03\x00\x31\x43\x08\x1D(k\x03\x00\x31\x45\x31"
        "\x1D(k\x07\x00\x31\x50\x30OCOP\x1D(k\x03\x00\x31\x51\x30"s
    );
}

TEST(QrCommand, LetsThePrinterDrawWhatAScannerThenReads) {
    for (const int dots : {384, 512, 576}) {
        for (const std::size_t size : {1U, 117U, 300U, 500U, 1000U}) {
            std::string data;
            while (data.size() < size) {
                data += static_cast<char>(' ' + 1 + data.size() * 7 % 90);
            }
            const auto paper = printed(data, dots);
            EXPECT_EQ(paper::complaint(paper), "");
            EXPECT_THAT(scanned(paper, dots), ElementsAre(ReadCode{"QR-Code", data}))
                << dots << " dots, " << size << " bytes";
            const bool native = paper::count(paper, paper::Verb::qr) == 5;
            EXPECT_EQ(native, qr_command(data, dots).has_value());
            EXPECT_EQ(paper::count(paper, paper::Verb::raster) == 0, native);
        }
    }
    EXPECT_TRUE(qr_command(std::string(300, 'a'), 384)) << "dots only where modules get too small";
    EXPECT_FALSE(qr_command(std::string(1000, 'a'), 384));
    EXPECT_TRUE(qr_command(std::string(1000, 'a'), 576));
    EXPECT_FALSE(qr_command(std::string(1001, 'a'), 576));
}

TEST(QrCommand, PrintsInAHundredthOfTheBytesOfDots) {
    const std::string offer(117, 'x');
    PrinterProfile profile = *find_profile("epson-tm-t20");
    const auto native = paper::printed(with(offer), profile, Encoding::cp1258).size();
    profile.draws_qr = false;
    const auto dots = paper::printed(with(offer), profile, Encoding::cp1258).size();
    EXPECT_LT(native * 100, dots);
}

TEST(QrCommand, HoldsNoDataThatPrintersObeyOrTakeForJapanese) {
    const std::vector<std::string> payloads{
        "\x10\x14\x01\x00\x05"s, // opens the drawer
        "a\x10\x04\x01"s,
        "a\x1DV\x42"s,
        "a\x1B@"s,
        "a\nb"s,
        "a\x7F",
        "a\0b"s,
        "Mắm cá cơm",
        "\xFF\xFE",
        "\xE9\x20"};
    for (const std::string& data : payloads) {
        EXPECT_FALSE(qr_command(data, 576));
        const auto paper = printed(data);
        EXPECT_EQ(paper::complaint(paper), "");
        EXPECT_EQ(paper::count(paper, paper::Verb::qr), 0) << "as dots, or not at all";
        EXPECT_EQ(paper::text_of(paper), "Ở trên\nỞ dưới\n");
    }
    EXPECT_THAT(scanned(printed("Mắm cá cơm")), ElementsAre(ReadCode{"QR-Code", "Mắm cá cơm"}));
}

TEST(QrCommand, IsPaperThatIsCutOffAtItsEnd) {
    const auto& profile = *find_profile("epson-tm-t20");
    const Document alone{"", Language::vi, Moment{}, {Code{CodeKind::qr, "x"}}};
    const auto paper =
        paper::decode(paper::printed(alone, profile, Encoding::cp1258), paper::printer_of(profile));
    EXPECT_EQ(paper::count(paper, paper::Verb::cut), 1);
}

TEST(QrCommand, LeavesOutWhatNoCodeHolds) {
    for (const std::string& data : {""s, std::string(5000, 'a')}) {
        const auto paper = printed(data);
        EXPECT_EQ(paper::complaint(paper), "");
        EXPECT_EQ(paper::text_of(paper), "Ở trên\nỞ dưới\n") << "and no white either";
        EXPECT_THAT(scanned(paper), IsEmpty());
    }
}

} // namespace
} // namespace ocop::receipts
