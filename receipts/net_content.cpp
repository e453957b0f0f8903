#include "receipts/net_content.hpp"

#include <array>
#include <cstddef>

namespace ocop::receipts {
namespace {

constexpr std::int64_t thousandths_max = 100'000;

struct MeasureWord {
    std::string_view word;
    Measure measure;
    std::int64_t thousandths;
};

constexpr std::array words{
    MeasureWord{"kg", Measure::kilogram, 1000},
    MeasureWord{"g", Measure::kilogram, 1},
    MeasureWord{"gr", Measure::kilogram, 1},
    MeasureWord{"gram", Measure::kilogram, 1},
    MeasureWord{"ml", Measure::litre, 1},
    MeasureWord{"l", Measure::litre, 1000},
    MeasureWord{"lít", Measure::litre, 1000},
    MeasureWord{"lit", Measure::litre, 1000},
};

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// Letters of any script: what is not ASCII belongs to a word.
bool is_letter(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

std::string lower(std::string_view text) {
    std::string small;
    for (const char letter : text) {
        small += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return small;
}

const MeasureWord* find_word(std::string_view text) {
    const std::string small = lower(text);
    for (const MeasureWord& word : words) {
        if (small == word.word) {
            return &word;
        }
    }
    return nullptr;
}

/// Reads text from left to right.
class Reader {
public:
    explicit Reader(std::string_view text)
        : text_{text} {}

    std::optional<NetContent> read() {
        std::optional<NetContent> found;
        while (at_ < text_.size()) {
            if (!is_digit(text_[at_])) {
                ++at_;
                continue;
            }
            // Digits of a word ("B12") are no amount.
            const bool in_word = at_ > 0 && (is_letter(text_[at_ - 1]) || text_[at_ - 1] == '-');
            const bool times_before = multiplied_before();
            const auto number = thousandths_of_number();
            skip_spaces();
            const std::size_t start = at_;
            while (at_ < text_.size() && is_letter(text_[at_])) {
                ++at_;
            }
            const MeasureWord* word = find_word(text_.substr(start, at_ - start));
            if (word == nullptr || in_word) {
                at_ = start;
                continue;
            }
            const auto content = number ? in_measure(*number, *word) : std::nullopt;
            if (!content || times_before || multiplied_after() || (found && found != content)) {
                return std::nullopt;
            }
            found = content;
        }
        return found;
    }

private:
    void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ') {
            ++at_;
        }
    }

    /// "x", "×" or "*" between two numbers.
    [[nodiscard]] bool multiplied_before() const {
        std::size_t end = at_;
        while (end > 0 && text_[end - 1] == ' ') {
            --end;
        }
        const std::string_view before = text_.substr(0, end);
        if (before.ends_with("×") || before.ends_with("*")) {
            return true;
        }
        return (before.ends_with("x") || before.ends_with("X"))
               && (before.size() == 1 || !is_letter(before[before.size() - 2]));
    }

    [[nodiscard]] bool multiplied_after() const {
        std::size_t next = at_;
        while (next < text_.size() && text_[next] == ' ') {
            ++next;
        }
        const std::string_view after = text_.substr(next);
        if (after.starts_with("×") || after.starts_with("*")) {
            return true;
        }
        return (after.starts_with("x") || after.starts_with("X"))
               && (after.size() == 1 || !is_letter(after[1]));
    }

    /// Thousandths of the number that begins here; nullopt where it is too long or may be read in
    /// two ways. Three digits behind a dot are thousands ("1.500"), all else decimals.
    std::optional<std::int64_t> thousandths_of_number() {
        std::string whole;
        std::string part;
        while (at_ < text_.size() && is_digit(text_[at_])) {
            whole += text_[at_++];
        }
        const bool separated = at_ + 1 < text_.size() && (text_[at_] == ',' || text_[at_] == '.')
                               && is_digit(text_[at_ + 1]);
        if (separated) {
            const bool dot = text_[at_++] == '.';
            while (at_ < text_.size() && is_digit(text_[at_])) {
                part += text_[at_++];
            }
            if (dot && part.size() == 3) {
                whole += part;
                part.clear();
            }
        }
        if (whole.size() > 6 || part.size() > 3) {
            return std::nullopt;
        }
        part.resize(3, '0');
        std::int64_t value = 0;
        for (const char digit : whole + part) {
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    static std::optional<NetContent> in_measure(std::int64_t number, const MeasureWord& word) {
        const std::int64_t scaled = number * word.thousandths;
        if (scaled % 1000 != 0 || scaled <= 0 || scaled / 1000 > thousandths_max) {
            return std::nullopt;
        }
        return NetContent{word.measure, scaled / 1000};
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::optional<NetContent> net_content(std::string_view unit, std::string_view name) {
    if (const MeasureWord* word = find_word(unit)) {
        return NetContent{word->measure, word->thousandths};
    }
    const auto of_unit = Reader{unit}.read();
    return of_unit ? of_unit : Reader{name}.read();
}

Money price_of_measure(Money price, const NetContent& content) {
    return Money{scale(price.vnd(), 1000, content.thousandths)};
}

std::string_view name(Measure measure) {
    switch (measure) {
    case Measure::kilogram:
        return "kg";
    case Measure::litre:
        return "lít";
    }
    return {};
}

} // namespace ocop::receipts
