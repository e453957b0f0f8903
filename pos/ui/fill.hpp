#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::ui {

/// `pattern` with %1, %2 … replaced by `values`, so that a translation may order them as its
/// language does; %s is %1.
[[nodiscard]] inline std::string
fill(std::string_view pattern, const std::vector<std::string>& values) {
    std::string filled;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char next = pattern[i] == '%' && i + 1 < pattern.size() ? pattern[i + 1] : '\0';
        const std::size_t which = next == 's' ? 0 : static_cast<std::size_t>(next) - '1';
        if (next != '\0' && which < values.size()) {
            filled += values[which];
            ++i;
        } else {
            filled += pattern[i];
        }
    }
    return filled;
}

} // namespace ocop::ui
