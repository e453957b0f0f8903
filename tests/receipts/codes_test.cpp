#include "receipts/raster.hpp"
#include "receipts/vietqr.hpp"
#include "tests/receipts/code_reader.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace ocop::receipts {
namespace {

using paper::ReadCode;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::array all_encodings{Encoding::raster, Encoding::cp1258, Encoding::tcvn3};

/// What a scanner finds on the paper that came out of the printer.
std::vector<ReadCode>
scanned(const Document& document, const PrinterProfile& profile, Encoding encoding) {
    const auto decoded =
        paper::decode(paper::printed(document, profile, encoding), paper::printer_of(profile));
    EXPECT_EQ(paper::complaint(decoded), "");
    auto fonts = paper::typeface();
    return paper::read_codes(paper::seen(decoded, paper::printer_of(profile), fonts));
}

Document with(const Code& code) {
    return {
        "", Language::vi, Moment{}, {Text{"Ở trên", Align::centre}, code, Text{"Ở dưới"}, Cut{}}};
}

/// Every printer in every way it can be printed on.
template <class Check>
void on_every_printer(const Check& check) {
    for (const PrinterProfile& profile : printer_profiles()) {
        for (const Encoding encoding : all_encodings) {
            if (paper::can_print(profile, encoding)) {
                SCOPED_TRACE(
                    std::string{profile.id} + ", encoding "
                    + std::to_string(static_cast<int>(encoding))
                );
                check(profile, encoding);
            }
        }
    }
}

TEST(PrintedCodes, ReadAnEan13) {
    on_every_printer([](const PrinterProfile& profile, Encoding encoding) {
        EXPECT_THAT(
            scanned(with({CodeKind::ean13, "8934563138165"}), profile, encoding),
            ElementsAre(ReadCode{"EAN-13", "8934563138165"})
        );
    });
}

TEST(PrintedCodes, ReadACode128OfAReceiptNumber) {
    on_every_printer([](const PrinterProfile& profile, Encoding encoding) {
        EXPECT_THAT(
            scanned(with({CodeKind::code128, "QNA-01-000123"}), profile, encoding),
            ElementsAre(ReadCode{"CODE-128", "QNA-01-000123"})
        );
    });
}

TEST(PrintedCodes, ReadTheAddressWhereAProductIsTraced) {
    const std::string address = "https://truyxuat.quangnam.gov.vn/01/08934563138165/10/"
                                "L2026-11?17=270131&p=HTX-C%E1%BB%ADa";
    on_every_printer([&](const PrinterProfile& profile, Encoding encoding) {
        EXPECT_THAT(
            scanned(with({CodeKind::qr, address}), profile, encoding),
            ElementsAre(ReadCode{"QR-Code", address})
        );
    });
}

TEST(PrintedCodes, ReadAnAddressInVietnameseLetters) {
    const std::string address = "https://truyxuat.vn/Mắm-cá-cơm-Cửa-Khê";
    on_every_printer([&](const PrinterProfile& profile, Encoding encoding) {
        EXPECT_THAT(
            scanned(with({CodeKind::qr, address}), profile, encoding),
            ElementsAre(ReadCode{"QR-Code", address})
        );
    });
}

TEST(PrintedCodes, ReadTheVietQrOfTheReceiptAndNothingElse) {
    const std::string offer =
        vietqr_payload({"970436", "0123456789", Money{1'000'000}, "QNA-HOIAN-01-1-000017"}).value();
    const Document receipt = sample::receipts()[0].document;
    on_every_printer([&](const PrinterProfile& profile, Encoding encoding) {
        EXPECT_THAT(scanned(receipt, profile, encoding), ElementsAre(ReadCode{"QR-Code", offer}));
    });
}

TEST(PrintedCodes, ReadEveryBankPayloadOfTheLongestForm) {
    const std::string offer =
        vietqr_payload(
            {"970405", "1234567890123456789", Money{9'999'999'999'999}, "OCOP TQ01 HD000123 ABCDEF"}
        )
            .value();
    on_every_printer([&](const PrinterProfile& profile, Encoding encoding) {
        EXPECT_THAT(
            scanned(with({CodeKind::qr, offer}), profile, encoding),
            ElementsAre(ReadCode{"QR-Code", offer})
        );
    });
}

TEST(PrintedCodes, AreReadFromThePictureAlone) {
    auto fonts = paper::typeface();
    for (const int dots : {384, 576}) {
        const auto ean = code_picture({CodeKind::ean13, "8934563138165"}, dots, fonts);
        EXPECT_THAT(paper::read_codes(ean), ElementsAre(ReadCode{"EAN-13", "8934563138165"}))
            << dots;
    }
}

TEST(PrintedCodes, AreNoneWhereAReceiptHasNone) {
    for (const auto& receipt : sample::receipts()) {
        if (receipt.name == "return" || receipt.name == "z" || receipt.name == "gift_sets") {
            EXPECT_THAT(
                scanned(receipt.document, *generic_profile(80), Encoding::raster), IsEmpty()
            ) << receipt.name;
        }
    }
}

} // namespace
} // namespace ocop::receipts
