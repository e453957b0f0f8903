#include "receipts/encoding.hpp"

#include "pos/core/assert.hpp"
#include "receipts/typography.hpp"

#include <utf8proc.h>

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace ocop::receipts {
namespace {

using Byte = unsigned char;

/// A letter taken apart: its base with circumflex, breve or horn, and its tone (0 if level).
struct Letter {
    char32_t base = 0;
    char32_t tone = 0;
};

bool is_tone(char32_t mark) {
    return mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309 || mark == 0x323;
}

Letter taken_apart(char32_t point) {
    utf8proc_int32_t parts[8];
    int last_boundclass = 0;
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(point), parts, 8, UTF8PROC_DECOMPOSE, &last_boundclass
    );
    Letter letter{point, 0};
    if (count < 2 || count > 3) {
        return letter;
    }
    std::string base;
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
        const auto part = static_cast<char32_t>(parts[i]);
        if (i > 0 && is_tone(part)) {
            letter.tone = part;
        } else {
            base += utf8(part);
        }
    }
    const auto composed = code_points(clean(base));
    letter.base = composed.size() == 1 ? composed.front() : point;
    return letter;
}

template <std::size_t Size>
std::optional<Byte>
look_up(const std::array<std::pair<char32_t, Byte>, Size>& table, char32_t point) {
    for (const auto& [known, byte] : table) {
        if (known == point) {
            return byte;
        }
    }
    return std::nullopt;
}

/// Where Windows-1258 differs from Latin-1, and its marks.
constexpr std::array<std::pair<char32_t, Byte>, 30> cp1258_own{{
    {0x20AC, 0x80}, {0x201A, 0x82}, {0x201E, 0x84}, {0x2026, 0x85}, {0x2018, 0x91}, {0x2019, 0x92},
    {0x201C, 0x93}, {0x201D, 0x94}, {0x2022, 0x95}, {0x2013, 0x96}, {0x2014, 0x97}, {0x2122, 0x99},
    {0x0102, 0xC3}, {0x0300, 0xCC}, {0x0110, 0xD0}, {0x0309, 0xD2}, {0x01A0, 0xD5}, {0x01AF, 0xDD},
    {0x0303, 0xDE}, {0x0103, 0xE3}, {0x0301, 0xEC}, {0x0111, 0xF0}, {0x0323, 0xF2}, {0x01A1, 0xF5},
    {0x01B0, 0xFD}, {0x20AB, 0xFE}, {0x2030, 0x89}, {0x2039, 0x8B}, {0x203A, 0x9B}, {0x0152, 0x8C},
}};

std::optional<Byte> in_cp1258(char32_t point) {
    if (point >= 0x20 && point < 0x7F) {
        return static_cast<Byte>(point);
    }
    if (const auto own = look_up(cp1258_own, point)) {
        return own;
    }
    if (point < 0xA0 || point > 0xFF) {
        return std::nullopt;
    }
    // Where a letter of its own stands in 1258, the Latin-1 one is not to be had.
    for (const auto& [known, byte] : cp1258_own) {
        if (byte == point) {
            return std::nullopt;
        }
    }
    return static_cast<Byte>(point);
}

/// TCVN-3 from A0 hex on, sixteen to a row; a space where the table holds no letter.
/// Source: escpos-printer-db, encodings TCVN-3-1 and TCVN-3-2 (there Ð stands where Đ is meant).
constexpr std::u32string_view tcvn3_small = U"        ăâêôơưđ "
                                            U"     àảãáạ ằẳẵắ "
                                            U"      ặầẩẫấậè ẻẽ"
                                            U"éẹềểễếệìỉ   ĩíịò"
                                            U" ỏõóọồổỗốộờởỡớợù"
                                            U" ủũúụừửữứựỳỷỹýỵ ";
constexpr std::u32string_view tcvn3_capital = U" ĂÂ    Đ  ÊÔƠƯ  "
                                              U"     ÀẢÃÁẠ ẰẲẴẮ "
                                              U"      ẶẦẨẪẤẬÈ ẺẼ"
                                              U"ÉẸỀỂỄẾỆÌỈ   ĨÍỊÒ"
                                              U" ỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙ"
                                              U" ỦŨÚỤỪỬỮỨỰỲỶỸÝỴ ";
static_assert(tcvn3_small.size() == 96 && tcvn3_capital.size() == 96);

std::optional<Byte> in_tcvn3(char32_t point, std::u32string_view table) {
    const auto place = point == U' ' ? std::u32string_view::npos : table.find(point);
    if (place == std::u32string_view::npos) {
        return std::nullopt;
    }
    return static_cast<Byte>(0xA0 + place);
}

/// What stands for `point` where a table lacks it.
char nearest(char32_t point) {
    switch (point) {
    case 0x2605: // star
    case 0x2606:
    case 0x2022: // bullet
        return '*';
    case 0xD7: // times
        return 'x';
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201C:
    case 0x201D:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return '-';
    default:
        break;
    }
    // The letter under all its marks.
    utf8proc_int32_t parts[8];
    int last_boundclass = 0;
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(point), parts, 8, UTF8PROC_DECOMPOSE, &last_boundclass
    );
    return count > 0 && parts[0] >= 0x20 && parts[0] < 0x7F ? static_cast<char>(parts[0]) : '?';
}

class Encoder {
public:
    void put(CodeTable table, Byte byte) {
        if (runs_.empty() || runs_.back().table != table) {
            runs_.push_back({table, {}});
        }
        runs_.back().bytes += static_cast<char>(byte);
    }

    void put_cp1258(char32_t point) {
        if (const auto byte = in_cp1258(point)) {
            put(CodeTable::cp1258, *byte);
            return;
        }
        const Letter letter = taken_apart(point);
        const auto base = in_cp1258(letter.base);
        if (base && letter.tone != 0) {
            put(CodeTable::cp1258, *base);
            put(CodeTable::cp1258, *in_cp1258(letter.tone));
            return;
        }
        put(CodeTable::cp1258, static_cast<Byte>(nearest(point)));
    }

    void put_tcvn3(char32_t point) {
        if (point == 0x20AB) {
            point = U'đ'; // no table of TCVN-3 has ₫; đ is how people write it
        }
        if (const auto small = in_tcvn3(point, tcvn3_small)) {
            put(CodeTable::tcvn3_small, *small);
        } else if (const auto capital = in_tcvn3(point, tcvn3_capital)) {
            put(CodeTable::tcvn3_capital, *capital);
        } else {
            // ASCII is in both tables: no switch for it.
            const bool ascii = point >= 0x20 && point < 0x7F;
            put(runs_.empty() ? CodeTable::tcvn3_small : runs_.back().table,
                static_cast<Byte>(ascii ? static_cast<char>(point) : nearest(point)));
        }
    }

    [[nodiscard]] std::vector<EncodedRun> take() { return std::move(runs_); }

private:
    std::vector<EncodedRun> runs_{};
};

} // namespace

std::vector<EncodedRun> encode(std::string_view text, Encoding encoding) {
    OCOP_ASSERT(encoding != Encoding::raster);
    Encoder encoder;
    for (const char32_t point : code_points(text)) {
        // A mark that NFC could not join is none of Vietnamese; as "?" it would lengthen the line.
        if (columns(utf8(point)) == 0) {
            continue;
        }
        if (encoding == Encoding::cp1258) {
            encoder.put_cp1258(point);
        } else {
            encoder.put_tcvn3(point);
        }
    }
    return encoder.take();
}

} // namespace ocop::receipts
