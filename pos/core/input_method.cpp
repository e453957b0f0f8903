#include "pos/core/input_method.hpp"

#include "pos/core/marked_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace ocop {

namespace {

constexpr std::size_t text_bytes_max = 200;

using Typings = std::set<std::string>;

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

char lower(char c) {
    return is_upper(c) ? static_cast<char>(c + 32) : c;
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_vowel(char c) {
    return std::string_view{"aeiouy"}.find(lower(c)) != std::string_view::npos;
}

/// `key` in the case of `like`.
char as(char like, char key) {
    return is_upper(like) && key >= 'a' && key <= 'z' ? static_cast<char>(key - 32) : key;
}

/// What the keys of Telex or VNI do.
struct Method {
    std::array<char, 6> tones; // by number; [0] is not used
    /// The key that makes `letter` of its base.
    char (*key)(const Letter& letter);
    bool is_telex;
};

constexpr Method telex{
    {'\0', 's', 'f', 'r', 'x', 'j'},
    [](const Letter& letter) {
        const bool doubled = letter.mark == Mark::circumflex || letter.mark == Mark::bar;
        return doubled ? letter.base : as(letter.base, 'w');
    },
    true};

constexpr Method vni{
    {'\0', '1', '2', '3', '4', '5'},
    [](const Letter& letter) {
        constexpr std::array<char, 5> keys{'\0', '6', '8', '7', '9'};
        return keys.at(static_cast<std::size_t>(letter.mark));
    },
    false};

/// Keys of some letters in a row: which of them are letters themselves, and which only marks.
struct Keys {
    std::string text{};
    std::vector<std::size_t> places{}; // of each letter in text; npos: it has no key of its own

    /// Every way to strike `key` once behind letter `after`.
    [[nodiscard]] std::vector<Keys> with(char key, std::size_t after) const {
        std::vector<Keys> made;
        for (std::size_t at = places[after] + 1; at <= text.size(); ++at) {
            Keys one = *this;
            one.text.insert(at, 1, key);
            for (std::size_t& place : one.places) {
                place += place >= at ? 1U : 0U;
            }
            made.push_back(std::move(one));
        }
        return made;
    }
};

/// Every element of `keys`, struck once more; more than can be of use are none.
std::vector<Keys> strike(const std::vector<Keys>& keys, char key, std::size_t after) {
    std::vector<Keys> made;
    for (const Keys& one : keys) {
        for (Keys& more : one.with(key, after)) {
            const bool is_new = std::none_of(made.begin(), made.end(), [&](const Keys& other) {
                return other.text == more.text;
            });
            if (is_new) {
                made.push_back(std::move(more));
            }
            if (made.size() > typings_max) {
                return made;
            }
        }
    }
    return made;
}

/// A key that is ư or ơ by itself.
std::string_view keys_alone(const Letter& letter) {
    return lower(letter.base) == 'u' ? "w]" : "[";
}

/// The ways to type a run of letters, from letter `at` on; `keys` holds what is before.
class Syllable {
public:
    Syllable(const Method& method, std::span<const Letter> letters)
        : method_{method},
          letters_{letters} {}

    [[nodiscard]] Typings typings() {
        Keys plain;
        spell(plain, 0, {});
        return std::move(found_);
    }

private:
    /// Letter by letter: the key itself, or one that stands for a letter with its horn.
    void spell(const Keys& before, std::size_t at, const std::vector<bool>& spelt) {
        if (found_.size() > typings_max) {
            return;
        }
        if (at == letters_.size()) {
            return mark({before}, 0, spelt);
        }
        const Letter& letter = letters_[at];
        const auto next = [&](char key, bool is_marked) {
            Keys keys = before;
            keys.places.push_back(keys.text.size());
            keys.text += key;
            std::vector<bool> marked = spelt;
            marked.push_back(is_marked);
            spell(keys, at + 1, marked);
        };
        next(letter.base, letter.mark == Mark::none);
        if (method_.is_telex && letter.mark == Mark::horn) {
            for (const char key : keys_alone(letter)) {
                next(as(letter.base, key), true);
            }
        }
        const bool with_next = letter.mark == Mark::horn && at + 1 < letters_.size()
                               && letters_[at + 1].mark == Mark::horn
                               && lower(letters_[at + 1].base) == 'o';
        if (with_next && lower(letter.base) == 'u') { // one key for both of ươ
            next(letter.base, true);
        }
    }

    /// The keys of marks and tones, wherever they can have been.
    void mark(std::vector<Keys> keys, std::size_t at, const std::vector<bool>& spelt) {
        for (; at < letters_.size() && keys.size() <= typings_max; ++at) {
            const Letter& letter = letters_[at];
            if (!spelt[at]) {
                keys = strike(keys, method_.key(letter), at);
            }
            if (letter.tone != no_tone) {
                const char key = method_.tones.at(static_cast<std::size_t>(letter.tone));
                keys = strike(keys, as(letter.base, key), first_vowel());
            }
        }
        for (const Keys& one : keys) {
            found_.insert(one.text);
        }
    }

    [[nodiscard]] std::size_t first_vowel() const {
        std::size_t at = 0;
        while (!is_vowel(letters_[at].base)) {
            ++at;
        }
        return at;
    }

    const Method& method_;
    std::span<const Letter> letters_;
    Typings found_{};
};

/// Whether Telex and VNI put such a mark on such a letter.
bool can_be_made(const Letter& letter) {
    const char base = lower(letter.base);
    const auto among = [base](std::string_view letters) {
        return base != '\0' && letters.find(base) != std::string_view::npos;
    };
    if (letter.tone != no_tone && !is_vowel(base)) {
        return false;
    }
    switch (letter.mark) {
    case Mark::none:
        return letter.base != '\0';
    case Mark::circumflex:
        return among("aeo");
    case Mark::breve:
        return among("a");
    case Mark::horn:
        return among("ou");
    case Mark::bar:
        return among("d");
    }
    return false;
}

/// `before`, each followed by each of `then`.
Typings joined(const Typings& before, const Typings& then) {
    Typings made;
    for (const std::string& start : before) {
        for (const std::string& end : then) {
            made.insert(start + end);
            if (made.size() > typings_max) {
                return made;
            }
        }
    }
    return made;
}

Typings typed_by(const Method& method, const MarkedText& text) {
    if (!std::all_of(text.begin(), text.end(), can_be_made)) {
        return {};
    }
    Typings all{""};
    for (std::size_t at = 0; at < text.size() && all.size() <= typings_max;) {
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end].base)) {
            ++end;
        }
        if (end == at) {
            all = joined(all, {std::string(1, text[at].base)});
            ++at;
            continue;
        }
        all = joined(all, Syllable{method, std::span{text}.subspan(at, end - at)}.typings());
        at = end;
    }
    return all;
}

/// The key of a marked letter on the Vietnamese layout, '\0' if it has none there.
char layout_key(const Letter& letter) {
    constexpr std::string_view letters = "aaeodDAAEOuoUO";
    constexpr std::string_view keys = "1234"
                                      "0)"
                                      "!@#$"
                                      "[]{}";
    constexpr std::array marks{
        Mark::breve,
        Mark::circumflex,
        Mark::circumflex,
        Mark::circumflex,
        Mark::bar,
        Mark::bar,
        Mark::breve,
        Mark::circumflex,
        Mark::circumflex,
        Mark::circumflex,
        Mark::horn,
        Mark::horn,
        Mark::horn,
        Mark::horn};
    if (letter.base == '\0' && letter.mark == Mark::bar) {
        return '=';
    }
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (letters[i] == letter.base && marks.at(i) == letter.mark) {
            return keys[i];
        }
    }
    return '\0';
}

Typings typed_by_layout(const MarkedText& text) {
    constexpr std::array tones{'\0', '8', '5', '6', '7', '9'};
    constexpr std::string_view never = "1234567890[]="; // the layout has other letters there
    std::string keys;
    for (const Letter& letter : text) {
        const bool is_plain = letter.mark == Mark::none;
        if (is_plain && letter.base != '\0' && never.find(letter.base) != std::string_view::npos) {
            return {};
        }
        const char key = is_plain ? letter.base : layout_key(letter);
        if (key == '\0' && !(is_plain && letter.tone != no_tone)) {
            return {};
        }
        if (key != '\0') {
            keys += key;
        }
        if (letter.tone != no_tone) {
            keys += tones.at(static_cast<std::size_t>(letter.tone));
        }
    }
    return {keys};
}

} // namespace

std::vector<std::string> typings(std::string_view utf8) {
    const bool is_ascii = std::all_of(utf8.begin(), utf8.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
    if (is_ascii || utf8.size() > text_bytes_max) {
        return {};
    }
    const auto text = read_marked_text(utf8);
    if (!text) {
        return {};
    }
    Typings all;
    for (Typings one : {typed_by(telex, *text), typed_by(vni, *text), typed_by_layout(*text)}) {
        all.merge(one);
    }
    if (all.size() > typings_max) {
        return {};
    }
    return {all.begin(), all.end()};
}

} // namespace ocop
