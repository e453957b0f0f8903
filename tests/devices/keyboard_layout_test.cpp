#include "devices/keyboard_layout.hpp"
#include "devices/keyboard_report.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>
#include <xkbcommon/xkbcommon.h>

namespace ocop::devices {
namespace {

constexpr std::array layouts{KeyboardLayout::us, KeyboardLayout::fr, KeyboardLayout::de};
constexpr std::array levels{KeyLevel::plain, KeyLevel::shifted, KeyLevel::alt_gr};

/// Keys of Linux from usage 04 on (drivers/hid/usbhid/usbkbd.c, usb_kbd_keycode).
constexpr std::array<std::uint8_t, 53> linux_keys{
    30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19,
    31, 20, 22, 47, 17, 45, 21, 44, 2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
    28, 1,  14, 15, 57, 12, 13, 26, 27, 43, 43, 39, 40, 41, 51, 52, 53};
constexpr std::uint8_t first_usage = 0x04;
constexpr std::uint8_t beside_left_shift = 0x64;
constexpr std::uint8_t beside_left_shift_of_linux = 86;

/// What the desktop takes a key for.
class Desktop {
public:
    explicit Desktop(KeyboardLayout layout) {
        const std::string name{code(layout)};
        const xkb_rule_names names{"evdev", "pc105", name.c_str(), "", ""};
        keymap_.reset(xkb_keymap_new_from_names(context_.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS)
        );
        state_.reset(keymap_ ? xkb_state_new(keymap_.get()) : nullptr);
    }

    [[nodiscard]] bool is_here() const { return state_ != nullptr; }

    /// 0 where it makes no ASCII character by itself.
    [[nodiscard]] char character(std::uint8_t linux_key, KeyLevel level) {
        const auto bit = [this](const char* name) {
            return xkb_mod_mask_t{1} << xkb_keymap_mod_get_index(keymap_.get(), name);
        };
        const xkb_mod_mask_t held = level == KeyLevel::plain     ? 0
                                    : level == KeyLevel::shifted ? bit(XKB_MOD_NAME_SHIFT)
                                                                 : bit("Mod5");
        xkb_state_update_mask(state_.get(), held, 0, 0, 0, 0, 0);
        const auto made = xkb_state_key_get_utf32(state_.get(), linux_key + 8U);
        return made >= 0x20 && made < 0x7F ? static_cast<char>(made) : '\0';
    }

private:
    struct Unref {
        void operator()(xkb_context* one) const { xkb_context_unref(one); }

        void operator()(xkb_keymap* one) const { xkb_keymap_unref(one); }

        void operator()(xkb_state* one) const { xkb_state_unref(one); }
    };

    std::unique_ptr<xkb_context, Unref> context_{xkb_context_new(XKB_CONTEXT_NO_FLAGS)};
    std::unique_ptr<xkb_keymap, Unref> keymap_{};
    std::unique_ptr<xkb_state, Unref> state_{};
};

/// What Linux added to the layouts of Windows, which scanners imitate: no scanner types these. A US
/// keyboard has no AltGr, and no key beside left Shift.
bool only_the_desktop_has(KeyboardLayout layout, std::uint8_t usage, KeyLevel level) {
    constexpr std::uint8_t a = 0x04;
    constexpr std::uint8_t left_of_one = 0x35;
    switch (layout) {
    case KeyboardLayout::us:
        return level == KeyLevel::alt_gr || usage == beside_left_shift;
    case KeyboardLayout::fr:
        return (level == KeyLevel::shifted && usage == left_of_one)
               || (level == KeyLevel::alt_gr && (usage == a || usage == beside_left_shift));
    case KeyboardLayout::de:
        return false;
    }
    return false;
}

TEST(KeyboardLayouts, MakeOfEveryKeyWhatTheDesktopMakesOfIt) {
    for (const KeyboardLayout layout : layouts) {
        Desktop desktop{layout};
        ASSERT_TRUE(desktop.is_here()) << code(layout);
        for (const KeyLevel level : levels) {
            for (std::size_t i = 0; i <= linux_keys.size(); ++i) {
                const bool last = i == linux_keys.size();
                const auto usage =
                    last ? beside_left_shift : static_cast<std::uint8_t>(first_usage + i);
                const auto ours = character_of(layout, usage, level);
                const auto theirs =
                    desktop.character(last ? beside_left_shift_of_linux : linux_keys[i], level);
                if (ours != '\0' || !only_the_desktop_has(layout, usage, level)) {
                    EXPECT_EQ(ours, theirs)
                        << code(layout) << " usage " << int{usage} << " level " << int(level);
                }
            }
        }
    }
}

TEST(KeyboardLayouts, MakeEveryCharacterOfABarCodeThatNeedsNoDeadKey) {
    for (const KeyboardLayout layout : layouts) {
        std::string made;
        for (unsigned usage = 0; usage < 0x100; ++usage) {
            for (const KeyLevel level : levels) {
                made += character_of(layout, static_cast<std::uint8_t>(usage), level);
            }
        }
        for (char c = ' '; c < '\x7F'; ++c) {
            const bool dead = layout == KeyboardLayout::de && (c == '^' || c == '`');
            EXPECT_EQ(made.find(c) == std::string::npos, dead) << code(layout) << ' ' << c;
        }
    }
}

TEST(KeyboardLayouts, LetAFrenchScannerTypeDigitsWithShift) {
    KeyboardDecoder french{KeyboardLayout::fr};
    for (const unsigned usage : {0x25U, 0x26U, 0x20U}) { // 8 9 3
        EXPECT_FALSE(french.take(std::array<std::uint8_t, 8>{
            0x02, 0, static_cast<std::uint8_t>(usage)}));
        EXPECT_FALSE(french.take(std::array<std::uint8_t, 8>{}));
    }
    // AltGr makes a character there, not the beginning of a number.
    EXPECT_FALSE(french.take(std::array<std::uint8_t, 8>{0x40, 0, 0x22}));
    EXPECT_EQ(french.take(std::array<std::uint8_t, 8>{0, 0, 0x28}), "893[");
    french.reset();
    EXPECT_FALSE(french.take(std::array<std::uint8_t, 8>{0, 0, 0x04}));
    EXPECT_EQ(french.take(std::array<std::uint8_t, 8>{0, 0, 0x28}), "q") << "still French";
}

} // namespace
} // namespace ocop::devices
