#include "devices/serial_text.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace ocop::devices {
namespace {

using Codes = std::vector<std::string>;

class SerialText : public ::testing::Test {
protected:
    Codes take(std::string_view text) {
        const std::vector<std::uint8_t> bytes{text.begin(), text.end()};
        return decoder_.take(bytes);
    }

    SerialDecoder decoder_{};
};

TEST_F(SerialText, EndsACodeByWhateverTheScannerSends) {
    EXPECT_EQ(take("8934563138165\r"), Codes{"8934563138165"});
    EXPECT_EQ(take("\n8935212100014\r\n"), Codes{"8935212100014"});
    EXPECT_EQ(take("1\t2\n3\x03"), (Codes{"1", "2", "3"}));
    EXPECT_EQ(take(std::string_view{"4\0", 2}), Codes{"4"});
    EXPECT_EQ(
        take("\x02"
             "5\x03"),
        Codes{"5"}
    );
}

TEST_F(SerialText, JoinsPiecesOfEverySize) {
    const std::string_view two = "]C1010893456313816510LOT-A1\x1D"
                                 "17270131\r89385012\r";
    for (std::size_t size = 1; size < two.size(); ++size) {
        Codes codes;
        for (std::size_t at = 0; at < two.size(); at += size) {
            for (const auto& code : take(two.substr(at, size))) {
                codes.push_back(code);
            }
        }
        EXPECT_EQ(
            codes,
            (Codes{
                "]C1010893456313816510LOT-A1\x1D"
                "17270131",
                "89385012"})
        ) << size;
    }
}

TEST_F(SerialText, ASilenceEndsACodeThatNothingElseEnds) {
    EXPECT_EQ(take("89345"), Codes{});
    EXPECT_EQ(take("63138165"), Codes{});
    EXPECT_EQ(decoder_.silence(), "8934563138165");
    EXPECT_EQ(decoder_.silence(), std::nullopt) << "there is none before the next";
    EXPECT_EQ(take("8935212100014\r"), Codes{"8935212100014"}) << "alone, not behind the last";
    EXPECT_EQ(decoder_.silence(), std::nullopt);
}

TEST_F(SerialText, ASilenceEndsNoCodeThatIsTooLong) {
    EXPECT_EQ(take(std::string(code_size_bytes_max + 1, '1')), Codes{});
    EXPECT_EQ(decoder_.silence(), std::nullopt);
    EXPECT_EQ(take("2\r"), Codes{"2"});
}

TEST_F(SerialText, DropsACodeThatIsTooLongWhole) {
    EXPECT_EQ(take(std::string(code_size_bytes_max + 1, '1')), Codes{});
    EXPECT_EQ(take("2\r89385012\r"), Codes{"89385012"});
    EXPECT_EQ(take(std::string(code_size_bytes_max, '1') + "\r").size(), 1U);
}

TEST(CodeText, IsUtf8WhateverTheScannerSends) {
    EXPECT_EQ(utf8_code("Cảm ơn Quý khách"), "Cảm ơn Quý khách");
    EXPECT_EQ(utf8_code("]Q1Caf\xE9"), "]Q1Café");
    EXPECT_EQ(utf8_code("\xC3"), "Ã") << "half a letter is one of ISO 8859-1";
    EXPECT_EQ(utf8_code("\xED\xA0\x80"), "í\xC2\xA0\xC2\x80") << "a surrogate is no letter";
    EXPECT_EQ(utf8_code("\xE0\x80\xAF"), "à\xC2\x80¯") << "nor is a form too long";
    EXPECT_EQ(utf8_code("\xF0\x9F\x96\xA8"), "\xF0\x9F\x96\xA8");
    EXPECT_EQ(utf8_code("\xF4\x90\x80\x80").size(), 8U);
}

TEST(CdcDescriptors, NameTheInterfaceOfTheData) {
    using Bytes = std::vector<std::uint8_t>;
    const Bytes usual{5, 0x24, 0, 0x10, 1, 4, 0x24, 2, 2, 5, 0x24, 6, 0, 1};
    EXPECT_EQ(cdc_data_interface(usual), 1);
    EXPECT_EQ(cdc_data_interface(Bytes{5, 0x24, 0, 0x10, 1}), std::nullopt);
    EXPECT_EQ(cdc_data_interface(Bytes{}), std::nullopt);
    EXPECT_EQ(cdc_data_interface(Bytes{5, 0x24, 6, 0}), std::nullopt) << "cut off";
    EXPECT_EQ(cdc_data_interface(Bytes{0, 0x24, 6, 0, 1}), std::nullopt) << "of no length";
    EXPECT_EQ(line_coding(), (Bytes{0x80, 0x25, 0, 0, 0, 0, 8}));
}

} // namespace
} // namespace ocop::devices
