#include "pos/core/input_method.hpp"

#include <gtest/gtest.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace ocop {
namespace {

bool may_be(std::string_view typed, std::string_view sent) {
    const auto all = typings(typed);
    return std::find(all.begin(), all.end(), sent) != all.end();
}

std::string normal(const std::string& utf8, bool composed) {
    const auto form = composed ? &utf8proc_NFC : &utf8proc_NFD;
    auto* made = form(reinterpret_cast<const utf8proc_uint8_t*>(utf8.c_str()));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{made, &std::free};
    return reinterpret_cast<const char*>(made);
}

/// A small input method, as people switch one on: what it makes of keys. Independent of the code it
/// checks: it goes forward, key by key.
class InputMethod {
public:
    enum class Kind { telex, vni };

    explicit InputMethod(Kind kind)
        : kind_{kind} {}

    std::string type(std::string_view keys) {
        for (const char key : keys) {
            press(key);
        }
        std::string text;
        for (const Glyph& glyph : done_) {
            text += glyph.base;
            text += glyph.mark;
            text += glyph.tone;
        }
        return normal(text, true);
    }

    /// A second tone replaced the first, or a key undid a mark: the keys cannot be told any more.
    [[nodiscard]] bool has_lost() const { return has_lost_; }

private:
    struct Glyph {
        std::string base{};
        std::string mark{};
        std::string tone{};
    };

    static bool is_letter(char key) {
        return (key >= 'A' && key <= 'Z') || (key >= 'a' && key <= 'z');
    }

    static char low(char key) {
        return key >= 'A' && key <= 'Z' ? static_cast<char>(key + 32) : key;
    }

    static bool among(std::string_view some, char key) {
        return some.find(low(key)) != std::string_view::npos;
    }

    /// The last letter of this syllable that is one of `some`, or null.
    Glyph* last(std::string_view some) {
        for (std::size_t i = done_.size(); i > begin_; --i) {
            if (among(some, done_[i - 1].base.front())) {
                return &done_[i - 1];
            }
        }
        return nullptr;
    }

    bool put(Glyph* glyph, const char* mark) {
        if (glyph == nullptr) {
            return false;
        }
        has_lost_ = has_lost_ || !glyph->mark.empty();
        glyph->mark = mark;
        return true;
    }

    bool put_bar(Glyph* glyph) {
        if (glyph == nullptr) {
            return false;
        }
        glyph->base = glyph->base == "d" ? "đ" : "Đ";
        return true;
    }

    bool put_tone(std::size_t number) {
        constexpr std::array tones{"\u0301", "\u0300", "\u0309", "\u0303", "\u0323"};
        Glyph* const vowel = last("aeiouy");
        if (vowel == nullptr) {
            return false;
        }
        for (std::size_t i = begin_; i < done_.size(); ++i) {
            has_lost_ = has_lost_ || !done_[i].tone.empty();
        }
        vowel->tone = tones.at(number);
        return true;
    }

    bool put_horn() {
        Glyph* const found = last("uo");
        if (found != nullptr && found->base.size() == 1 && among("o", found->base.front())
            && found > &done_[begin_] && among("u", (found - 1)->base.front())) {
            return put(found - 1, "\u031B") && put(found, "\u031B");
        }
        return put(found, "\u031B");
    }

    bool mark(char key) {
        constexpr std::string_view telex_tones = "sfrxj";
        constexpr std::string_view vni_tones = "12345";
        const std::string_view tones = kind_ == Kind::telex ? telex_tones : vni_tones;
        if (const auto tone = tones.find(low(key)); tone != std::string_view::npos) {
            return put_tone(tone);
        }
        if (kind_ == Kind::vni) {
            return (key == '6' && put(last("aeo"), "\u0302")) || (key == '7' && put_horn())
                   || (key == '8' && put(last("a"), "\u0306"))
                   || (key == '9' && put_bar(last("d")));
        }
        if (among("aeo", key)) {
            return put(last(std::string(1, low(key))), "\u0302");
        }
        if (low(key) == 'd') {
            return put_bar(last("d"));
        }
        return low(key) == 'w' && (put(last("a"), "\u0306") || put_horn());
    }

    void press(char key) {
        if (mark(key)) {
            return;
        }
        const bool alone = kind_ == Kind::telex && low(key) == 'w'; // ư
        const char base = alone ? static_cast<char>(key == 'w' ? 'u' : 'U') : key;
        done_.push_back({std::string(1, base), alone ? "\u031B" : "", ""});
        if (!is_letter(key)) {
            begin_ = done_.size();
        }
    }

    Kind kind_;
    std::vector<Glyph> done_{};
    std::size_t begin_ = 0; // of the syllable
    bool has_lost_ = false;
};

std::string garbled(InputMethod::Kind kind, std::string_view keys) {
    return InputMethod{kind}.type(keys);
}

TEST(InputMethod, OfTelexGivesTheLettersBack) {
    EXPECT_EQ(typings("SÁ01"), (std::vector<std::string>{"SA101", "SAS01"})) << "VNI, or Telex";
    EXPECT_TRUE(may_be("MẮM-07", "MAWSM-07"));
    EXPECT_TRUE(may_be("ĐV-19", "DDV-19"));
    EXPECT_TRUE(may_be("Ư1", "W1"));
    EXPECT_TRUE(may_be("trưởng", "truwowngr"));
    EXPECT_TRUE(may_be("trưởng", "truongwr"));
    EXPECT_TRUE(may_be("ưC1", "]C1")) << "an AIM identifier";
}

TEST(InputMethod, OfVniGivesTheDigitsBack) {
    EXPECT_TRUE(may_be("ĐÊ-2", "D9E6-2"));
    EXPECT_TRUE(may_be("TRẬ7", "TRA657"));
    EXPECT_TRUE(may_be("TRẬ7", "TRA567")) << "in either order";
    EXPECT_TRUE(may_be("phường", "phuong72"));
}

TEST(InputMethod, OfTheVietnameseLayoutGivesAWholeBarcodeBack) {
    // 8934563138165, each digit a mark or a letter.
    const char* const typed = "\u0301\u0323êô\u0300\u0309êăê\u0301ă\u0309\u0300";
    EXPECT_EQ(typings(typed), std::vector<std::string>{"8934563138165"});
    EXPECT_TRUE(may_be("ưà", "[a5"));
    EXPECT_FALSE(may_be("ưC1", "[C1")) << "it never types a digit";
}

TEST(InputMethod, LeavesPlainTextAndOtherLettersAlone) {
    EXPECT_TRUE(typings("8934563138165").empty());
    EXPECT_TRUE(typings("CLASS-01").empty()) << "needs no guess";
    EXPECT_TRUE(typings("").empty());
    EXPECT_TRUE(typings("mắm cá").empty()) << "no code has a space";
    EXPECT_TRUE(typings("façade").empty());
    EXPECT_TRUE(typings("SÁ\xFF").empty());
    EXPECT_TRUE(typings("日本").empty());
}

TEST(InputMethod, SaysNothingRatherThanAPartOfTooMuch) {
    EXPECT_TRUE(typings("ẬNGHIÊNGẬPTƯỞNGẬ").empty());
    EXPECT_TRUE(typings(std::string(300, 'a') + "á").empty());
}

/// Codes of `letters`; most an input method leaves alone or loses a key of, hence many at once.
std::vector<std::string> codes_of(const std::string& letters) {
    return *rc::gen::container<std::vector<std::string>>(
        30,
        rc::gen::container<std::string>(
            *rc::gen::inRange<std::size_t>(1, 12), rc::gen::elementOf(letters)
        )
    );
}

/// What `kind` made of `keys` can be told again; keys that it left alone, lost, or of which too
/// many typings remain say nothing.
void check_told_again(InputMethod::Kind kind, const std::string& keys) {
    InputMethod method{kind};
    const std::string typed = method.type(keys);
    if (method.has_lost() || typed == keys || typings(typed).empty()) {
        return;
    }
    RC_ASSERT(may_be(typed, keys));
    RC_ASSERT(may_be(normal(typed, false), keys));
}

RC_GTEST_PROP(InputMethod, NeverHidesWhatTelexChanged, ()) {
    for (const std::string& keys : codes_of("ABDEOUSWRT0189-")) {
        check_told_again(InputMethod::Kind::telex, keys);
    }
}

RC_GTEST_PROP(InputMethod, NeverHidesWhatVniChanged, ()) {
    for (const std::string& keys : codes_of("abdeout1356789-")) {
        check_told_again(InputMethod::Kind::vni, keys);
    }
}

RC_GTEST_PROP(InputMethod, GivesEachTypingOnceAndNeverTheTextItself, (std::string bytes)) {
    const auto all = typings(bytes);
    RC_ASSERT(all.size() <= typings_max);
    for (std::size_t i = 0; i < all.size(); ++i) {
        RC_ASSERT(all[i] != bytes);
        RC_ASSERT(i == 0 || all[i - 1] < all[i]);
    }
}

TEST(InputMethod, RecoversAShortCodeOfEveryKindItGarbles) {
    for (const char* const keys : {"SAS01", "DDA-01", "OWT7", "HUW99", "AA1", "EE-20", "TOANS4"}) {
        const std::string typed = garbled(InputMethod::Kind::telex, keys);
        EXPECT_NE(typed, keys);
        EXPECT_TRUE(may_be(typed, keys)) << typed;
    }
    for (const char* const keys : {"SA101", "D9A-01", "OT7-", "A8C", "E6-20", "TOAN4"}) {
        const std::string typed = garbled(InputMethod::Kind::vni, keys);
        EXPECT_NE(typed, keys);
        EXPECT_TRUE(may_be(typed, keys)) << typed;
    }
}

} // namespace
} // namespace ocop
