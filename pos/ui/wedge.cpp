#include "pos/ui/wedge.hpp"

#include "receipts/typography.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

/// Codes are ASCII and the GS1 separator, without spaces (GS1 character set 82).
bool can_be_scanned(char32_t character) {
    return character == 0x1D || (character > 0x20 && character < 0x7F);
}

bool is_ascii(const std::u32string& text) {
    return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
}

bool has_digit(const std::u32string& text) {
    return std::any_of(text.begin(), text.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

std::string to_utf8(const std::u32string& characters) {
    std::string text;
    for (const char32_t character : characters) {
        text += receipts::utf8(character);
    }
    return text;
}

} // namespace

void Wedge::hear(std::int64_t time_ms) {
    if (time_ms - last_ms_ > gap_ms_max) {
        forget();
    }
    last_ms_ = std::max(last_ms_, time_ms);
}

void Wedge::press(char32_t key, std::int64_t time_ms) {
    hear(time_ms);
    if (key == U' ') {
        return forget(); // words in a hurry are no scan
    }
    keys_.push_back(key);
}

void Wedge::type(char32_t character, std::int64_t time_ms) {
    hear(time_ms);
    if (character == U' ') {
        return forget();
    }
    if (character != U'\b') {
        typed_.push_back(character);
    } else if (!typed_.empty()) {
        typed_.pop_back();
        ++taken_back_;
    }
}

std::optional<WedgeScan> Wedge::enter(std::int64_t time_ms) {
    const std::u32string keys = std::exchange(keys_, {});
    const std::u32string typed = std::exchange(typed_, {});
    const std::size_t struck =
        keys.empty() ? typed.size() + std::exchange(taken_back_, 0) : keys.size();
    forget();
    if (struck < length_min || time_ms - last_ms_ > gap_ms_max) {
        return std::nullopt;
    }
    const bool keys_tell = !keys.empty() && std::all_of(keys.begin(), keys.end(), can_be_scanned);
    const bool may_be_words = keys.empty() && !is_ascii(typed) && !has_digit(typed);
    if (!keys_tell && (typed.empty() || may_be_words)) {
        return std::nullopt;
    }
    return WedgeScan{to_utf8(keys_tell ? keys : typed), to_utf8(typed)};
}

void Wedge::forget() {
    keys_.clear();
    typed_.clear();
    taken_back_ = 0;
}

} // namespace ocop::ui
