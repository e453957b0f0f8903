#include "tests/cli/language_of.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace ocop::cli::test {
namespace {

/// `sentence` without what stands in quotes or between backticks.
std::string unquoted(std::string_view sentence) {
    std::string text;
    char quote = 0;
    for (const char c : sentence) {
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '`') {
            quote = c;
            text += ' ';
        } else {
            text += c;
        }
    }
    return text;
}

bool is_ascii_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

/// The words between blanks, without the marks around them; no paths, options, ids or addresses.
std::vector<std::string> plain_words(std::string_view sentence) {
    std::vector<std::string> words;
    const std::string text = unquoted(sentence) + ' ';
    std::string word;
    for (const char c : text) {
        if (c != ' ' && c != '\n' && c != '(' && c != ')') {
            word += c;
            continue;
        }
        const auto is_mark = [](char mark) {
            return !is_ascii_letter(mark) && !is_beyond_ascii(mark)
                   && std::isdigit(static_cast<unsigned char>(mark)) == 0;
        };
        while (!word.empty() && is_mark(word.back())) {
            word.pop_back();
        }
        const bool is_name = word.find_first_of("/_=:.@+0123456789") != std::string::npos
                             || (!word.empty() && word.front() == '-');
        if (!word.empty() && !is_name) {
            words.push_back(word);
        }
        word.clear();
    }
    return words;
}

bool is_syllable(std::string word) {
    constexpr std::array<std::string_view, 27> onsets{
        "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d",
        "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x", ""};
    // Without a mark a syllable has no tone, and one that ends in c, ch, p or t always has one.
    constexpr std::array<std::string_view, 38> rimes{
        "a",   "ai",  "ao",   "au", "ay", "am", "an",  "ang", "anh", "e",   "eo",  "em",  "en",
        "eng", "i",   "ia",   "iu", "im", "in", "inh", "o",   "oa",  "oai", "oan", "oi",  "om",
        "on",  "ong", "oang", "u",  "ua", "ui", "um",  "un",  "ung", "uy",  "y",   "oanh"};
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return std::any_of(onsets.begin(), onsets.end(), [&](std::string_view onset) {
        return word.starts_with(onset)
               && std::find(rimes.begin(), rimes.end(), word.substr(onset.size())) != rimes.end();
    });
}

bool is_known(const std::string& word) {
    constexpr std::array<std::string_view, 30> known{
        "X",     "Z",    "PIN", "USB",  "OCOP",   "ocop",   "JSON",     "PDF",  "PNG",    "CSV",
        "UTF-8", "UTF",  "GS",  "QR",   "HTX",    "kg",     "g",        "l",    "m",      "byte",
        "seq",   "GTIN", "BIN", "CUPS", "SQLite", "VietQR", "minisign", "head", "socket", "DS"};
    return std::find(known.begin(), known.end(), word) != known.end();
}

} // namespace

std::vector<std::string> foreign_words(std::string_view sentence) {
    std::vector<std::string> foreign;
    for (const std::string& word : plain_words(sentence)) {
        const bool has_marks = std::any_of(word.begin(), word.end(), is_beyond_ascii);
        const bool has_letters = std::any_of(word.begin(), word.end(), is_ascii_letter);
        if (has_letters && !has_marks && !is_syllable(word) && !is_known(word)) {
            foreign.push_back(word);
        }
    }
    return foreign;
}

std::vector<std::string> vietnamese_words(std::string_view sentence) {
    std::vector<std::string> found;
    for (const std::string& word : plain_words(sentence)) {
        const bool has_letters = std::any_of(word.begin(), word.end(), is_ascii_letter);
        const bool has_marks = std::any_of(word.begin(), word.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c); // letters, not dashes or the đồng sign
            return byte == 0xC3 || byte == 0xC4 || byte == 0xC6 || byte == 0xE1;
        });
        if (has_letters && has_marks) {
            found.push_back(word);
        }
    }
    return found;
}

} // namespace ocop::cli::test
