#include "pos/core/json.hpp"
#include "receipts/vietqr.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace ocop::receipts {
namespace {

Json cases() {
    std::ifstream file{OCOP_SOURCE_DIR "/tests/data/vietqr_payloads.json"};
    std::ostringstream text;
    text << file.rdbuf();
    return Json::parse(text.str());
}

VietQr offer_of(const Json& input) {
    VietQr offer{input.at("bank_bin"), input.at("account"), {}, {}};
    if (!input.at("amount_vnd").is_null()) {
        offer.amount = Money{input.at("amount_vnd").get<std::int64_t>()};
    }
    if (!input.at("message").is_null()) {
        offer.message = input.at("message");
    }
    return offer;
}

TEST(VietQr, WritesEveryKnownPayload) {
    const Json all = cases();
    ASSERT_EQ(all.at("valid").size(), 7U);
    for (const Json& known : all.at("valid")) {
        EXPECT_EQ(
            vietqr_payload(offer_of(known.at("input"))).value_or("refused"), known.at("payload")
        );
    }
}

TEST(VietQr, TellsReceiptsApartByTheEndOfALongNumber) {
    EXPECT_EQ(vietqr_message("QNA-HOIAN-01-1-000017"), "QNA-HOIAN-01-1-000017");
    EXPECT_EQ(vietqr_message("QNA-HOIAN-CHO-TRUNG-TAM-01-1-000017"), "CHO-TRUNG-TAM-01-1-000017");
    EXPECT_EQ(vietqr_message(""), "");
}

TEST(VietQr, ReadsEveryKnownPayload) {
    const Json all = cases();
    for (const Json& known : all.at("valid")) {
        const auto offer = parse_vietqr(known.at("payload").get<std::string>());
        ASSERT_TRUE(offer);
        EXPECT_EQ(*offer, offer_of(known.at("input")));
    }
}

TEST(VietQr, RefusesEveryBrokenPayload) {
    const Json all = cases();
    ASSERT_EQ(all.at("invalid").size(), 5U);
    for (const Json& broken : all.at("invalid")) {
        EXPECT_FALSE(parse_vietqr(broken.at("payload").get<std::string>())) << broken.at("why");
    }
}

TEST(VietQr, RefusesAnotherSchemeWithARightChecksum) {
    const auto sealed = [](std::string text) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const unsigned crc = crc16(text);
        for (unsigned shift = 16; shift > 0; shift -= 4) {
            text += digits[(crc >> (shift - 4)) & 0xFU];
        }
        return text;
    };
    const std::string body =
        "00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA";
    EXPECT_TRUE(parse_vietqr(sealed(body + "53037045802VN6304")));
    EXPECT_FALSE(parse_vietqr(sealed(body + "53038405802VN6304")));       // in dollars
    EXPECT_FALSE(parse_vietqr(sealed(body + "53037045802TH6304")));       // in Thailand
    EXPECT_FALSE(parse_vietqr(sealed(body + "53037045802VN5902AB6304"))); // with more than we write
    EXPECT_FALSE(parse_vietqr(sealed(
        body
        + "5303704540300158"
          "02VN6304"
    ))); // 001 đồng
}

TEST(VietQr, RefusesEveryTruncation) {
    const Json all = cases();
    for (const Json& known : all.at("valid")) {
        const std::string payload = known.at("payload");
        for (std::size_t length = 0; length < payload.size(); ++length) {
            EXPECT_FALSE(parse_vietqr(payload.substr(0, length)));
        }
    }
}

TEST(VietQr, RefusesAccountsAndMessagesNoBankTakes) {
    EXPECT_EQ(vietqr_payload({"97043", "1", {}, {}}).error(), VietQrFault::bank_bin);
    EXPECT_EQ(vietqr_payload({"97043a", "1", {}, {}}).error(), VietQrFault::bank_bin);
    EXPECT_EQ(vietqr_payload({"970436", "", {}, {}}).error(), VietQrFault::account);
    EXPECT_EQ(
        vietqr_payload({"970436", std::string(20, '1'), {}, {}}).error(), VietQrFault::account
    );
    EXPECT_EQ(vietqr_payload({"970436", "1 2", {}, {}}).error(), VietQrFault::account);
    EXPECT_EQ(vietqr_payload({"970436", "1", Money{0}, {}}).error(), VietQrFault::amount);
    EXPECT_EQ(vietqr_payload({"970436", "1", Money{-1}, {}}).error(), VietQrFault::amount);
    EXPECT_EQ(vietqr_payload({"970436", "1", {}, "Mắm"}).error(), VietQrFault::message);
    EXPECT_EQ(
        vietqr_payload({"970436", "1", {}, std::string(26, 'a')}).error(), VietQrFault::message
    );
}

TEST(VietQr, ChecksumIsTheOneOfTheStandard) {
    EXPECT_EQ(crc16("123456789"), 0x29B1);
}

} // namespace
} // namespace ocop::receipts
