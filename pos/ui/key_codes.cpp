#include "pos/ui/key_codes.hpp"

namespace ocop::ui {

std::optional<Key> key_from(const wxKeyEvent& event) {
    const int code = event.GetKeyCode();
    if (code >= WXK_F1 && code <= WXK_F12) {
        return static_cast<Key>(static_cast<int>(Key::f1) + code - WXK_F1);
    }
    switch (code) {
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
        return Key::enter;
    case WXK_ESCAPE:
        return Key::escape;
    case WXK_UP:
    case WXK_NUMPAD_UP:
        return Key::up;
    case WXK_DOWN:
    case WXK_NUMPAD_DOWN:
        return Key::down;
    case WXK_TAB:
        return Key::tab;
    case WXK_LEFT:
    case WXK_NUMPAD_LEFT:
        return Key::left;
    case WXK_RIGHT:
    case WXK_NUMPAD_RIGHT:
        return Key::right;
    case WXK_PAGEUP:
    case WXK_NUMPAD_PAGEUP:
        return Key::page_up;
    case WXK_PAGEDOWN:
    case WXK_NUMPAD_PAGEDOWN:
        return Key::page_down;
    case WXK_DELETE:
    case WXK_NUMPAD_DELETE:
        return Key::del;
    case 'B':
        return event.ControlDown() ? std::optional{Key::b} : std::nullopt;
    case 'D':
        return event.ControlDown() ? std::optional{Key::d} : std::nullopt;
    case 'P':
        return event.ControlDown() ? std::optional{Key::p} : std::nullopt;
    case 'T':
        return event.ControlDown() ? std::optional{Key::t} : std::nullopt;
    default: // the other thousand key codes of wx
        return std::nullopt;
    }
}

std::optional<char32_t> pressed_character(const wxKeyEvent& event) {
#ifdef __WXGTK__
    const int code = event.GetKeyCode();
    if (code == WXK_SHIFT || code == WXK_CONTROL || code == WXK_ALT || code == WXK_CAPITAL) {
        return std::nullopt;
    }
    // X keysyms: ASCII is itself, the digits of a number pad follow each other.
    constexpr wxUint32 pad_zero = 0xFFB0;
    const wxUint32 symbol = event.GetRawKeyCode();
    if (event.ControlDown() || event.AltDown()) {
        return event.ControlDown() && symbol == ']' ? U'\x1D' : U'\0';
    }
    if (symbol >= pad_zero && symbol <= pad_zero + 9) {
        return U'0' + (symbol - pad_zero);
    }
    return symbol >= 0x20 && symbol < 0x7F ? static_cast<char32_t>(symbol) : U'\0';
#else
    static_cast<void>(event);
    return std::nullopt;
#endif
}

std::optional<Key> key_from(char32_t character) {
    switch (character) {
    case '+':
        return Key::plus;
    case '-':
        return Key::minus;
    case '*':
        return Key::star;
    case '/':
        return Key::slash;
    default: // all that is typed
        return std::nullopt;
    }
}

} // namespace ocop::ui
