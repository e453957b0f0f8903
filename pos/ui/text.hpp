#pragma once

#include <wx/string.h>

#include <string>
#include <string_view>

namespace ocop::ui {

/// UTF-8 of ours as wx keeps text.
[[nodiscard]] inline wxString to_wx(std::string_view utf8) {
    return wxString::FromUTF8(utf8.data(), utf8.size());
}

/// The reverse.
[[nodiscard]] inline std::string to_utf8(const wxString& text) {
    const wxScopedCharBuffer bytes = text.utf8_str();
    return {bytes.data(), bytes.length()};
}

/// "1.234.567 ₫".
[[nodiscard]] inline wxString with_dong(std::string_view amount) {
    return to_wx(std::string{amount} + " \xE2\x82\xAB");
}

} // namespace ocop::ui
