#include "receipts/encoding.hpp"
#include "receipts/escpos.hpp"
#include "receipts/typeface.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/escpos_decoder.hpp"

#include <gtest/gtest.h>

// The judge is tried too: what it lets pass, a printer prints; what it names, a printer would do.

namespace ocop::receipts::paper {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string fault(std::string_view bytes) {
    return decode(bytes).fault;
}

TEST(EscposDecoder, ReadsTheLettersOfTheEpsonPages) {
    // The bytes were written down from the makers' tables.
    const auto paper = decode("\x1Bt\x34Ti\xEA\xECng Vi\xEA\xF2t\n"
                              "\x1Bt\x1FTI\xD5NG VI\xD6T \xA7\n"
                              "\x1Bt\x1Eti\xD5ng vi\xD6t \xAE\n"sv);
    EXPECT_EQ(paper.fault, "");
    EXPECT_EQ(text_of(paper), "Tiếng Việt\nTIẾNG VIỆT Đ\ntiếng việt đ\n");
}

TEST(EscposDecoder, ReadsEveryVietnameseLetterOfEveryPage) {
    for (const char32_t point : vietnamese_letters()) {
        for (const auto encoding : {Encoding::cp1258, Encoding::tcvn3}) {
            if (point == U'₫' && encoding == Encoding::tcvn3) {
                continue; // printed as đ
            }
            const auto run = encode(utf8(point), encoding).at(0);
            const auto page = run.table == CodeTable::cp1258        ? CodePage::cp1258
                              : run.table == CodeTable::tcvn3_small ? CodePage::tcvn3_small
                                                                    : CodePage::tcvn3_capital;
            EXPECT_EQ(letter(run.bytes, page), utf8(point));
        }
    }
}

TEST(EscposDecoder, TellsLinesPicturesAndEndsApart) {
    const auto paper = decode("\x1B@\x1C.\x1B\x45\x01\x1D!\x11yz\x1D!\x00\x1B\x45\x00\n\n"
                              "\x1Dv0\x00\x01\x00\x02\x00\x80\x01"
                              "\x1Dv0\x00\x01\x00\x01\x00\xFF\x1B\x64\x04"sv);
    EXPECT_EQ(complaint(paper), "");
    ASSERT_EQ(paper.paper.size(), 4U);
    const auto& line = std::get<TextLine>(paper.paper[0]);
    ASSERT_EQ(line.size(), 2U);
    EXPECT_EQ(line[0].columns, 2);
    EXPECT_TRUE(line[1].strong);
    EXPECT_TRUE(std::get<TextLine>(paper.paper[1]).empty());
    const auto& picture = std::get<Bitmap>(paper.paper[2]);
    EXPECT_EQ(picture.height(), 3);
    EXPECT_TRUE(picture.black(0, 0) && picture.black(7, 1) && picture.black(4, 2));
    EXPECT_EQ(std::get<PaperEnd>(paper.paper[3]).lines, 4);
}

TEST(EscposDecoder, NamesOffsetAndBytesOfWhatItDoesNotKnow) {
    EXPECT_EQ(fault("ab\x07"sv), "offset 000002: unknown command 07");
    EXPECT_EQ(fault("\x1B@\x1B*\x21"sv), "offset 000002: unknown command 1B 2A 21");
    EXPECT_EQ(fault("\x1D(k\x03"sv), "offset 000000: unknown command 1D 28 6B");
    EXPECT_EQ(fault("\x1Bt\x63"sv), "offset 000000: no code page 99");
    EXPECT_EQ(fault("\x7F"sv), "offset 000000: unknown command 7F");
    EXPECT_EQ(fault("a\xEA\n"sv), "offset 000001: a letter beyond ASCII before any code page");
    EXPECT_EQ(fault("\x1Bt\x1E\xA1\n"sv), "offset 000003: byte A1 is no letter");
}

TEST(EscposDecoder, NamesRealTimeCommandsInPicturesToo) {
    EXPECT_EQ(fault("\x1Dv0\x00\x02\x00\x01\x00\x10\x14"sv), "offset 000008: a real-time command");
    EXPECT_EQ(fault("\x10\x04\x01"sv), "offset 000000: a real-time command");
    EXPECT_EQ(fault("\x10\x05\x02"sv), "offset 000000: a real-time command");
}

TEST(EscposDecoder, NamesWhatPrintersGarble) {
    EXPECT_EQ(fault("\x1Dv0\x00\x01\x00\x05\x00\x01"sv), "offset 000000: a command is cut off");
    EXPECT_EQ(
        fault("\x1Dv0\x00\x01\x00\x00\x01"sv),
        "offset 000000: a raster of no size or of more than 255 rows"
    );
    EXPECT_EQ(
        fault(std::string{"\x1Dv0\x00\x49\x00\x01\x00"sv} + std::string(73, 'x')),
        "offset 000000: a raster wider than the head"
    );
    EXPECT_EQ(fault("ab\x1Dv0\x00\x01\x00\x01\x00\x01"sv), "offset 000002: a raster within a line");
    EXPECT_EQ(
        fault(std::string(49, 'x') + "\n"), "offset 000031: a line longer than the paper is wide"
    );
    EXPECT_EQ(fault("never printed"), "offset 00000D: the last line is never printed");
}

/// Five commands that print `data`, as Epson's manual spells them.
std::string qr(const std::string& data) {
    return "\x1D(k\x04\x00\x31\x41\x32\x00\x1D(k\x03\x00\x31\x43\x04"
           "\x1D(k\x03\x00\x31\x45\x31\x1D(k"s
           + static_cast<char>(data.size() + 3) + "\x00\x31\x50\x30"s + data
           + "\x1D(k\x03\x00\x31\x51\x30"s;
}

TEST(EscposDecoder, DrawsTheQrCodeWhereItIsAligned) {
    Printer printer;
    printer.draws_qr = true;
    for (const auto& [align, left] :
         {std::pair{0, 0}, {1, (576 - 21 * 4) / 2}, {2, 576 - 21 * 4}}) {
        const auto paper =
            decode("\x1B\x61"s + static_cast<char>(align) + qr("OCOP") + "\n", printer);
        ASSERT_EQ(paper.fault, "");
        const auto& picture = std::get<Bitmap>(paper.paper[0]);
        EXPECT_EQ(picture.height(), 21 * 4) << "version 1";
        EXPECT_TRUE(picture.black(left, 0)) << "the corner of a finder";
        EXPECT_FALSE(picture.black(left - 1, 0));
    }
}

TEST(EscposDecoder, NamesQrCodesThatWouldNotBePrinted) {
    Printer printer;
    printer.draws_qr = true;
    const auto fault_of = [&](const std::string& bytes) { return decode(bytes, printer).fault; };
    EXPECT_EQ(fault_of(qr("")), "offset 000019: QR data that cannot be stored");
    EXPECT_EQ(fault_of("ab" + qr("OCOP")), "offset 000027: a QR code within a line");
    EXPECT_EQ(
        fault_of("\x1D(k\x03\x00\x31\x51\x30"s),
        "offset 000000: no QR data, or more than a code holds"
    );
    EXPECT_EQ(fault_of("\x1D(k\x04\x00\x31\x41\x31\x00"s), "offset 000000: not QR model 2");
    EXPECT_EQ(fault_of("\x1D(k\x09\x00\x31\x50\x30xy"s), "offset 000000: a command is cut off");
    printer.dots = 80;
    EXPECT_EQ(fault_of(qr("OCOP")), "offset 000025: a QR code wider than the paper");
    printer.draws_qr = false;
    EXPECT_EQ(fault_of(qr("OCOP")), "offset 000000: unknown command 1D 28 6B");
}

TEST(EscposDecoder, NamesACutWhereThereIsNoCutter) {
    Printer printer;
    printer.cuts = false;
    EXPECT_EQ(decode("ab\n\x1DVB\x00"sv, printer).fault, "offset 000003: a cut, and no cutter");
}

TEST(EscposDecoder, ComplainsOfWhatNoReceiptHas) {
    EXPECT_NE(complaint(decode("ab\n")), "");
    EXPECT_EQ(
        complaint(decode("\x1B@\x1C.ab\n" + drawer_pulse({}) + "\x1DVB")),
        "offset 00000C: a command is cut off"
    );
    EXPECT_EQ(
        complaint(decode(
            "\x1B@\x1C.ab\n" + drawer_pulse({})
            + "\x1B"
              "d\x04"
        )),
        "offset 000007: a command no receipt has there"
    );
    EXPECT_EQ(complaint(decode("\x1B@\x1C.ab\n")), "offset 000006: the paper does not end");
}

TEST(EscposDecoder, AnnotatesEveryByte) {
    EXPECT_EQ(
        annotated("\x1B@\x1C.\x1Bt\x34\xC2\xF2\n\x1Dv0\x00\x01\x00\x01\x00\x81\x1DVB\x00"sv),
        "000000  1B 40                                            initialise\n"
        "000002  1C 2E                                            leave Chinese mode\n"
        "000004  1B 74 34                                         code page 52: Windows-1258\n"
        "000007  C2 F2                                            \"Ậ\"\n"
        "000009  0A                                               end of line\n"
        "00000A  1D 76 30 00 01 00 01 00                          "
        "GS v 0: 8 x 1 dots, 2 black, crc 48BD5C3B\n"
        "000013  1D 56 42 00                                      feed to the blade, cut partly\n"
    );
}

} // namespace
} // namespace ocop::receipts::paper
