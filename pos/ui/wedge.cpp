#include "pos/ui/wedge.hpp"

#include <utility>

namespace ocop::ui {

namespace {

/// Codes are ASCII and the GS1 separator, without spaces (GS1 character set 82); anything else was
/// typed: words in a hurry are no scan.
bool can_be_scanned(char32_t character) {
    return character == 0x1D || (character > 0x20 && character < 0x7F);
}

} // namespace

void Wedge::type(char32_t character, std::int64_t time_ms) {
    if (!can_be_scanned(character)) {
        return forget();
    }
    if (time_ms - last_ms_ > gap_ms_max) {
        forget();
    }
    text_.push_back(static_cast<char>(character));
    last_ms_ = time_ms;
}

std::optional<std::string> Wedge::enter(std::int64_t time_ms) {
    std::string text = std::exchange(text_, {});
    if (text.size() < length_min || time_ms - last_ms_ > gap_ms_max) {
        return std::nullopt;
    }
    return text;
}

void Wedge::forget() {
    text_.clear();
}

} // namespace ocop::ui
