#include "pos/core/canonical_reader.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

namespace ocop {

namespace {

constexpr int depth_max = 64; // as parse_json() has it

class CanonicalReader {
public:
    explicit CanonicalReader(std::string_view text)
        : left_{text} {}

    std::optional<Json> whole() {
        Json value;
        return read(value, 0) && left_.empty() ? std::optional{std::move(value)} : std::nullopt;
    }

private:
    bool take(char c) {
        const bool is_there = !left_.empty() && left_.front() == c;
        left_.remove_prefix(is_there ? 1 : 0);
        return is_there;
    }

    bool take(std::string_view word) {
        const bool is_there = left_.starts_with(word);
        left_.remove_prefix(is_there ? word.size() : 0);
        return is_there;
    }

    bool read(Json& value, int depth) {
        if (left_.empty()) {
            return false;
        }
        switch (left_.front()) {
        case '{':
            return depth < depth_max && read_object(value, depth);
        case '[':
            return depth < depth_max && read_array(value, depth);
        case '"': {
            std::string text;
            const bool good = read_text(text);
            value = std::move(text);
            return good;
        }
        case 'n':
            return take("null");
        case 't':
            value = true;
            return take("true");
        case 'f':
            value = false;
            return take("false");
        default:
            return read_integer(value);
        }
    }

    bool read_object(Json& value, int depth) {
        Json::object_t members;
        left_.remove_prefix(1);
        if (!take('}')) {
            do {
                std::string key;
                // Keys rise, so none comes twice; beyond these bytes UTF-16 has another order.
                if (!read_text(key) || !take(':') || is_beyond(key)
                    || (!members.empty() && members.rbegin()->first >= key)) {
                    return false;
                }
                const auto member =
                    members.emplace_hint(members.end(), std::move(key), Json(nullptr));
                if (!read(member->second, depth + 1)) {
                    return false;
                }
            } while (take(','));
            if (!take('}')) {
                return false;
            }
        }
        value = std::move(members);
        return true;
    }

    bool read_array(Json& value, int depth) {
        Json::array_t items;
        left_.remove_prefix(1);
        if (!take(']')) {
            do {
                items.emplace_back(nullptr);
                if (!read(items.back(), depth + 1)) {
                    return false;
                }
            } while (take(','));
            if (!take(']')) {
                return false;
            }
        }
        value = std::move(items);
        return true;
    }

    /// A string without escapes, of valid UTF-8.
    bool read_text(std::string& text) {
        if (!take('"')) {
            return false;
        }
        std::size_t size = 0;
        while (size < left_.size() && left_[size] != '"') {
            const auto c = static_cast<unsigned char>(left_[size]);
            if (c >= 0x80) {
                utf8proc_int32_t character = 0;
                const auto taken = utf8proc_iterate(
                    reinterpret_cast<const utf8proc_uint8_t*>(left_.data() + size),
                    static_cast<utf8proc_ssize_t>(left_.size() - size),
                    &character
                );
                if (taken <= 0) {
                    return false;
                }
                size += static_cast<std::size_t>(taken);
            } else if (c < ' ' || c == '\\' || c == 0x7f) {
                return false;
            } else {
                ++size;
            }
        }
        if (size >= left_.size()) {
            return false;
        }
        text.assign(left_.data(), size);
        left_.remove_prefix(size + 1);
        return true;
    }

    bool read_integer(Json& value) {
        const char* const begin = left_.data();
        const bool negative = left_.front() == '-';
        const std::string_view digits = left_.substr(negative ? 1 : 0);
        const std::size_t count = std::min(digits.find_first_not_of("0123456789"), digits.size());
        if (count == 0 || (digits.front() == '0' && (count > 1 || negative))) {
            return false;
        }
        std::int64_t number = 0;
        const char* const end = begin + count + (negative ? 1 : 0);
        const auto [read_to, error] = std::from_chars(begin, end, number);
        if (error != std::errc{} || read_to != end) {
            return false;
        }
        value = number;
        left_.remove_prefix(static_cast<std::size_t>(end - begin));
        return true; // a fraction or exponent behind it is nothing that may follow
    }

    static bool is_beyond(const std::string& key) {
        for (const char c : key) {
            if (static_cast<unsigned char>(c) >= 0xEE) {
                return true;
            }
        }
        return false;
    }

    std::string_view left_;
};

} // namespace

std::optional<Json> read_canonical(std::string_view text) {
    return CanonicalReader{text}.whole();
}

} // namespace ocop
