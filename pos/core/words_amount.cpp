#include "pos/core/words_amount.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace ocop {
namespace {

constexpr std::array<std::string_view, 10> digits{
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

class Speaker {
public:
    explicit Speaker(WordsVariant variant)
        : variant_{variant} {}

    /// `number` with its billions: beyond a thousand billions the word "tỷ" is said again.
    void number(std::uint64_t number, bool after_more) {
        constexpr std::uint64_t billion = 1'000'000'000;
        if (number >= billion) {
            this->number(number / billion, after_more);
            say("tỷ");
            after_more = true;
        }
        const std::uint64_t rest = number % billion;
        after_more = group(rest / 1'000'000, "triệu", after_more);
        after_more = group(
            rest / 1'000 % 1'000, variant_ == WordsVariant::north ? "nghìn" : "ngàn", after_more
        );
        group(rest % 1'000, "", after_more);
    }

    void say(std::string_view word) {
        if (word.empty()) {
            return;
        }
        if (!text_.empty()) {
            text_ += ' ';
        }
        text_ += word;
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    /// Three digits and their unit. A group of 0 is not said. After a higher group the hundreds are
    /// always said ("không trăm"), so that 1.001 is not heard as 1.100.
    bool group(std::uint64_t three_digits, std::string_view unit, bool after_more) {
        if (three_digits == 0) {
            return after_more;
        }
        const auto hundreds = three_digits / 100;
        const auto tens = three_digits / 10 % 10;
        const auto ones = three_digits % 10;
        const bool hundreds_said = hundreds != 0 || after_more;
        if (hundreds_said) {
            say(digits[hundreds]);
            say("trăm");
        }
        if (tens == 1) {
            say("mười");
        } else if (tens > 1) {
            say(digits[tens]);
            say("mươi");
        } else if (ones != 0 && hundreds_said) {
            say(variant_ == WordsVariant::north ? "linh" : "lẻ");
        }
        if (ones == 1 && tens > 1) {
            say("mốt");
        } else if (ones == 4 && tens > 1) {
            say("tư");
        } else if (ones == 5 && tens > 0) {
            say("lăm");
        } else if (ones != 0) {
            say(digits[ones]);
        }
        say(unit);
        return true;
    }

    WordsVariant variant_;
    std::string text_{};
};

constexpr std::array<std::string_view, 20> english_numbers{
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> english_tens{
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<std::string_view, 7> english_units{
    "", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"};

/// From 1 to 99.
std::string english_below_hundred(std::uint64_t number) {
    if (number < english_numbers.size()) {
        return std::string{english_numbers[number]};
    }
    std::string words{english_tens[number / 10]};
    if (number % 10 != 0) {
        words += "-" + std::string{english_numbers[number % 10]};
    }
    return words;
}

/// From 0 to 999, where 0 says nothing. After a higher group the tens of the last one are joined
/// by "and": "one thousand and five".
std::string english_group(std::uint64_t three_digits, bool is_last_of_many) {
    const auto hundreds = three_digits / 100;
    const auto rest = three_digits % 100;
    std::string words;
    if (hundreds != 0) {
        words = std::string{english_numbers[hundreds]} + " hundred";
    }
    if (rest != 0) {
        words += hundreds != 0 ? " and " : is_last_of_many ? "and " : "";
        words += english_below_hundred(rest);
    }
    return words;
}

std::string english(std::uint64_t number) {
    std::array<std::uint64_t, english_units.size()> groups{}; // of three digits, the last one first
    for (std::uint64_t& group : groups) {
        group = number % 1'000;
        number /= 1'000;
    }
    std::string words;
    for (std::size_t i = groups.size(); i-- > 0;) {
        const auto group = english_group(groups[i], i == 0 && !words.empty());
        if (!group.empty()) {
            words += (words.empty() ? "" : " ") + group + std::string{english_units[i]};
        }
    }
    return words.empty() ? std::string{english_numbers[0]} : words;
}

/// The magnitude of the least int64 does not fit int64, hence unsigned arithmetic.
std::uint64_t magnitude(Money amount) {
    const auto number = static_cast<std::uint64_t>(amount.vnd());
    return amount.vnd() < 0 ? 0 - number : number;
}

/// The first letter as a capital: the words that can begin an amount begin with these letters.
std::string capitalised(std::string text) {
    if (text.starts_with("â")) {
        return "Â" + text.substr(std::string_view{"â"}.size());
    }
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace

std::string amount_in_words(Money amount, WordsVariant variant) {
    Speaker speaker{variant};
    if (amount.vnd() < 0) {
        speaker.say("âm");
    }
    if (amount == Money{}) {
        speaker.say(digits[0]);
    } else {
        speaker.number(magnitude(amount), false);
    }
    speaker.say("đồng");
    return capitalised(speaker.take());
}

std::string amount_in_english(Money amount) {
    return capitalised((amount.vnd() < 0 ? "minus " : "") + english(magnitude(amount)) + " đồng");
}

} // namespace ocop
