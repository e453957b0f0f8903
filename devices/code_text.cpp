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

} // namespace ocop::devices
