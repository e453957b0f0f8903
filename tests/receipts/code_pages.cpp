#include "tests/receipts/code_pages.hpp"

#include <array>
#include <cstddef>
#include <iconv.h>

namespace ocop::receipts::paper {
namespace {

std::optional<std::string> converted(const char* to, const char* from, std::string_view bytes) {
    const iconv_t converter = iconv_open(to, from);
    std::string input{bytes};
    std::array<char, 16> output{};
    char* in = input.data();
    char* out = output.data();
    std::size_t in_left = input.size();
    std::size_t out_left = output.size();
    const bool good =
        iconv(converter, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1)
        && iconv(converter, nullptr, nullptr, &out, &out_left) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (!good) {
        return std::nullopt;
    }
    return std::string{output.data(), output.size() - out_left};
}

/// The code point of one letter in UTF-8; 0 for anything else.
unsigned point_of(const std::string& letter) {
    const auto wide = converted("UTF-32LE", "UTF-8", letter);
    unsigned point = 0;
    for (std::size_t i = 0; wide && wide->size() == 4 && i < 4; ++i) {
        point |= static_cast<unsigned>(static_cast<unsigned char>((*wide)[i])) << 8 * i;
    }
    return point;
}

/// Beyond Latin-1 small Vietnamese letters are odd and follow their capital, but for ư.
bool is_small(unsigned point) {
    const bool is_mark = point >= 0x300 && point < 0x370;
    return point < 0x100 ? point >= 0xE0
                         : !is_mark && point != 0x1AF && (point % 2 == 1 || point == 0x1B0);
}

/// The letter of TCVN5712-1 at this byte, whose small letters TCVN-3 shares; what else stands there
/// TCVN-3 lacks.
std::optional<std::string> small_letter(std::string_view byte) {
    const auto found = converted("UTF-8", "TCVN5712-1", byte);
    return found && is_small(point_of(*found)) ? found : std::nullopt;
}

std::string capital_of(const std::string& small) {
    const unsigned point = point_of(small);
    const unsigned capital = point < 0x100 ? point - 0x20 : point - 1;
    const std::string bytes{
        static_cast<char>(capital & 0xFFU), static_cast<char>(capital >> 8U & 0xFFU), '\0', '\0'};
    return converted("UTF-8", "UTF-32LE", bytes).value_or("");
}

/// In the table of capitals a letter stands where its small one does, but for three.
std::optional<std::string> capital_letter(std::string_view byte) {
    switch (static_cast<unsigned char>(byte.front())) {
    case 0xA1:
        return "Ă";
    case 0xA2:
        return "Â";
    case 0xA7:
        return "Đ";
    case 0xA8: // ă, â and đ of the other table
    case 0xA9:
    case 0xAE:
        return std::nullopt;
    default: {
        const auto small = small_letter(byte);
        return small ? std::optional{capital_of(*small)} : std::nullopt;
    }
    }
}

} // namespace

std::string_view name(CodePage page) {
    switch (page) {
    case CodePage::cp1258:
        return "Windows-1258";
    case CodePage::tcvn3_small:
        return "TCVN-3 small";
    case CodePage::tcvn3_capital:
        return "TCVN-3 capital";
    }
    return {};
}

bool is_tone(unsigned char byte, CodePage page) {
    constexpr std::string_view tones{"\xCC\xD2\xDE\xEC\xF2"};
    return page == CodePage::cp1258 && tones.find(static_cast<char>(byte)) != tones.npos;
}

std::optional<std::string> letter(std::string_view bytes, CodePage page) {
    const auto first = static_cast<unsigned char>(bytes.front());
    if (first >= 0x20 && first < 0x7F && bytes.size() == 1) {
        return std::string{bytes};
    }
    switch (page) {
    case CodePage::cp1258:
        return converted("UTF-8", "CP1258", bytes);
    case CodePage::tcvn3_small:
        return small_letter(bytes);
    case CodePage::tcvn3_capital:
        return capital_letter(bytes);
    }
    return std::nullopt;
}

} // namespace ocop::receipts::paper
