#include "devices/keyboard_report.hpp"

#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::devices {
namespace {

using Report = std::array<std::uint8_t, 8>;
constexpr Report released{};

Report pressed(std::uint8_t key, std::uint8_t modifiers = 0) {
    return {modifiers, 0, key, 0, 0, 0, 0, 0};
}

/// Presses and releases `keys`, then Enter; the code that comes.
std::optional<std::string>
scan(KeyboardDecoder& decoder, std::initializer_list<std::pair<std::uint8_t, std::uint8_t>> keys) {
    for (const auto& [key, modifiers] : keys) {
        EXPECT_FALSE(decoder.take(pressed(key, modifiers)));
        EXPECT_FALSE(decoder.take(released));
    }
    return decoder.take(pressed(0x28));
}

TEST(KeyboardReport, ReadsAnEan13UpToEnter) {
    KeyboardDecoder decoder;
    for (const char digit : std::string_view{"8934563138165"}) {
        const auto key = digit == '0' ? 0x27 : 0x1E + (digit - '1');
        EXPECT_FALSE(decoder.take(pressed(static_cast<std::uint8_t>(key))));
        EXPECT_FALSE(decoder.take(released));
    }
    EXPECT_EQ(decoder.take(pressed(0x28)), "8934563138165");
    EXPECT_FALSE(decoder.take(released));
    EXPECT_FALSE(decoder.take(pressed(0x28))) << "an Enter alone is no code";
}

TEST(KeyboardReport, ReadsEveryKeyPlainAndShifted) {
    KeyboardDecoder decoder;
    std::string plain;
    for (int key = 0x04; key <= 0x38; ++key) {
        const bool character = key < 0x28 || key > 0x2B;
        if (character) {
            static_cast<void>(decoder.take(pressed(static_cast<std::uint8_t>(key))));
        }
    }
    EXPECT_EQ(decoder.take(pressed(0x28)), "abcdefghijklmnopqrstuvwxyz1234567890 -=[]\\\\;'`,./");
    for (const std::uint8_t shift : {std::uint8_t{0x02}, std::uint8_t{0x20}}) {
        for (int key = 0x04; key <= 0x38; ++key) {
            if (key < 0x28 || key > 0x2B) {
                static_cast<void>(decoder.take(pressed(static_cast<std::uint8_t>(key), shift)));
            }
        }
        EXPECT_EQ(
            decoder.take(pressed(0x28)), "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*() _+{}||:\"~<>?"
        );
    }
}

TEST(KeyboardReport, ReadsTheKeypad) {
    KeyboardDecoder decoder;
    for (std::uint8_t key = 0x54; key <= 0x63; ++key) {
        if (key != 0x58) {
            EXPECT_FALSE(decoder.take(pressed(key)));
        }
    }
    EXPECT_EQ(decoder.take(pressed(0x58)), "/*-+1234567890.");
}

TEST(KeyboardReport, CountsAKeyHeldDownOnce) {
    KeyboardDecoder decoder;
    static_cast<void>(decoder.take(pressed(0x04)));
    static_cast<void>(decoder.take(pressed(0x04)));
    static_cast<void>(decoder.take(Report{0, 0, 0x04, 0x05, 0, 0, 0, 0})); // b joins a
    static_cast<void>(decoder.take(Report{0, 0, 0x05, 0, 0, 0, 0, 0}));    // a goes
    static_cast<void>(decoder.take(Report{0, 0, 0x05, 0x04, 0, 0, 0, 0})); // and comes again
    EXPECT_EQ(decoder.take(pressed(0x28)), "aba");
}

TEST(KeyboardReport, EndsACodeWithTabToo) {
    KeyboardDecoder decoder;
    static_cast<void>(decoder.take(pressed(0x1E)));
    EXPECT_EQ(decoder.take(pressed(0x2B)), "1");
}

TEST(KeyboardReport, TakesGsInAllThreeWays) {
    KeyboardDecoder decoder;
    EXPECT_EQ(
        scan(decoder, {{0x1E, 0}, {0x30, 0x01}, {0x1F, 0}}),
        "1\x1D"
        "2"
    ); // Ctrl+]
    EXPECT_EQ(
        scan(decoder, {{0x1E, 0}, {0x41, 0}, {0x1F, 0}}),
        "1\x1D"
        "2"
    ); // F8
    static_cast<void>(decoder.take(pressed(0x1E)));
    for (const std::uint8_t digit :
         std::array<std::uint8_t, 3>{0x62, 0x5A, 0x61}) { // Alt held: 0 2 9
        static_cast<void>(decoder.take(pressed(digit, 0x04)));
        static_cast<void>(decoder.take(pressed(0, 0x04)));
    }
    static_cast<void>(decoder.take(released));
    static_cast<void>(decoder.take(pressed(0x1F)));
    EXPECT_EQ(
        decoder.take(pressed(0x28)),
        "1\x1D"
        "2"
    );
}

TEST(KeyboardReport, IgnoresCommandsAndRollOver) {
    KeyboardDecoder decoder;
    EXPECT_EQ(scan(decoder, {{0x1E, 0}, {0x06, 0x01}, {0x3A, 0}, {0x1F, 0}}), "12"); // Ctrl+C, F1
    static_cast<void>(decoder.take(pressed(0x04)));
    static_cast<void>(decoder.take(Report{0, 0, 1, 1, 1, 1, 1, 1}));
    static_cast<void>(decoder.take(pressed(0x04))); // still held
    EXPECT_EQ(decoder.take(pressed(0x28)), "a");
}

TEST(KeyboardReport, TakesShortReportsAsNoKey) {
    KeyboardDecoder decoder;
    static_cast<void>(decoder.take(pressed(0x04)));
    EXPECT_FALSE(decoder.take({}));
    EXPECT_FALSE(decoder.take(std::vector<std::uint8_t>{0}));
    static_cast<void>(decoder.take(std::vector<std::uint8_t>{0, 0, 0x05}));
    EXPECT_EQ(decoder.take(pressed(0x28)), "ab");
}

TEST(KeyboardReport, DropsACodeTooLongToBeOneWhole) {
    KeyboardDecoder decoder;
    for (std::size_t i = 0; i <= code_size_bytes_max; ++i) {
        static_cast<void>(decoder.take(pressed(0x1E)));
        static_cast<void>(decoder.take(released));
    }
    EXPECT_FALSE(decoder.take(pressed(0x28)));
    static_cast<void>(decoder.take(released));
    EXPECT_EQ(scan(decoder, {{0x1F, 0}}), "2") << "the next code is whole again";
}

TEST(KeyboardReport, ASilenceEndsACodeThatNoEnterEnds) {
    KeyboardDecoder decoder;
    const auto type = [&decoder](std::initializer_list<std::uint8_t> keys) {
        for (const std::uint8_t key : keys) {
            EXPECT_FALSE(decoder.take(pressed(key)));
            EXPECT_FALSE(decoder.take(released));
        }
    };
    type({0x25, 0x26, 0x20});
    EXPECT_EQ(decoder.silence(), "893");
    EXPECT_FALSE(decoder.silence()) << "there is none before the next";
    type({0x25, 0x26, 0x20});
    EXPECT_EQ(decoder.take(pressed(0x28)), "893") << "alone, not behind the last";
    EXPECT_FALSE(decoder.take(released));
    EXPECT_FALSE(decoder.silence());
}

TEST(KeyboardReport, AfterASilenceNoKeyIsHeldAndNoNumberBegun) {
    KeyboardDecoder decoder;
    static_cast<void>(decoder.take(pressed(0x1E))); // its release is lost
    EXPECT_EQ(decoder.silence(), "1");
    static_cast<void>(decoder.take(pressed(0x1E)));
    EXPECT_EQ(decoder.silence(), "1");
    static_cast<void>(decoder.take(pressed(0x61, 0x04))); // Alt and 9, which is never let go
    EXPECT_FALSE(decoder.silence());
    static_cast<void>(decoder.take(released));
    EXPECT_FALSE(decoder.silence()) << "no character 9";
}

bool makes_a_character(unsigned usage) {
    const bool letter_or_digit = usage >= 0x04 && usage <= 0x27;
    const bool mark = usage >= 0x2C && usage <= 0x38;
    const bool keypad = usage >= 0x54 && usage <= 0x63;
    return letter_or_digit || mark || keypad;
}

TEST(KeyboardReport, NoKeyButThoseOfCharactersAddsToACodeOrBreaksIt) {
    for (const unsigned modifiers : {0x00U, 0x02U, 0x20U}) {
        for (unsigned usage = 0; usage < 0x100; ++usage) {
            const bool ends = usage == 0x28 || usage == 0x2B || usage == 0x58;
            const bool separates = usage == 0x41; // F8: GS
            if (ends || separates || makes_a_character(usage)) {
                continue;
            }
            KeyboardDecoder decoder;
            EXPECT_FALSE(decoder.take(pressed(0x1E)));
            EXPECT_FALSE(decoder.take(released));
            const auto key = static_cast<std::uint8_t>(usage);
            EXPECT_FALSE(decoder.take(pressed(key, static_cast<std::uint8_t>(modifiers))));
            EXPECT_FALSE(decoder.take(released));
            EXPECT_FALSE(decoder.take(pressed(0x1F)));
            EXPECT_FALSE(decoder.take(released));
            EXPECT_EQ(decoder.take(pressed(0x28)), "12") << usage << " with " << modifiers;
        }
    }
}

TEST(KeyboardReport, EveryKeyOfACharacterAddsOne) {
    for (unsigned usage = 0; usage < 0x100; ++usage) {
        if (makes_a_character(usage) && usage != 0x58) {
            KeyboardDecoder decoder;
            EXPECT_FALSE(decoder.take(pressed(static_cast<std::uint8_t>(usage))));
            EXPECT_FALSE(decoder.take(released));
            const auto code = decoder.take(pressed(0x28));
            ASSERT_TRUE(code) << usage;
            EXPECT_EQ(code->size(), 1U) << usage;
        }
    }
}

TEST(KeyboardReport, ForgetsAllWhenReset) {
    KeyboardDecoder decoder;
    static_cast<void>(decoder.take(pressed(0x1E)));
    decoder.reset();
    static_cast<void>(decoder.take(pressed(0x1F)));
    EXPECT_EQ(decoder.take(pressed(0x28)), "2");
}

} // namespace
} // namespace ocop::devices
