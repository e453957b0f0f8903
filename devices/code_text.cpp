#include "devices/code_text.hpp"

#include <utility>

namespace ocop::devices {

void CodeText::append(std::string_view piece) {
    if (too_long_ || piece.size() > code_size_bytes_max - text_.size()) {
        too_long_ = true;
        text_.clear();
        return;
    }
    text_ += piece;
}

std::optional<std::string> CodeText::finish() {
    std::string text = std::exchange(text_, {});
    const bool whole = !std::exchange(too_long_, false);
    while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) {
        text.pop_back();
    }
    return whole && !text.empty() ? std::optional{std::move(text)} : std::nullopt;
}

namespace {

/// How many bytes the letter that begins with `lead` has; 0 if none begins so.
std::size_t letter_bytes(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = letter_bytes(static_cast<unsigned char>(text.front()));
        if (size == 0 || size > text.size()) {
            return false;
        }
        for (const char c : text.substr(1, size - 1)) {
            if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {
                return false;
            }
        }
        // Forms that are too long, surrogates, and what lies beyond Unicode.
        const auto lead = static_cast<unsigned char>(text[0]);
        const auto next = static_cast<unsigned char>(size > 1 ? text[1] : 0);
        if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F)
            || (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F)) {
            return false;
        }
        text.remove_prefix(size);
    }
    return true;
}

} // namespace

std::string utf8_code(std::string code) {
    if (is_utf8(code)) {
        return code;
    }
    std::string text;
    for (const char c : code) {
        const auto letter = static_cast<unsigned char>(c);
        if (letter < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0U | letter >> 6);
            text += static_cast<char>(0x80U | (letter & 0x3FU));
        }
    }
    return text;
}

} // namespace ocop::devices
