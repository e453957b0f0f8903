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
    case 'N':
        return event.ControlDown() ? std::optional{Key::n} : std::nullopt;
    case 'P':
        return event.ControlDown() ? std::optional{Key::p} : std::nullopt;
    case 'R':
        return event.ControlDown() ? std::optional{Key::r} : std::nullopt;
    case 'S':
        return event.ControlDown() ? std::optional{Key::s} : std::nullopt;
    case 'T':
        return event.ControlDown() ? std::optional{Key::t} : std::nullopt;
    default: // the other thousand key codes of wx
        return std::nullopt;
    }
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
