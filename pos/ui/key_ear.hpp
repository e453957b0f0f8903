#pragma once

#include <cstdint>
#include <functional>

namespace ocop::ui {

/// A key as it was pressed, by itself.
struct PressedKey {
    enum class Kind {
        other,
        enter, // of either kind
        tab,
        f8
    };

    char32_t character = 0; // ASCII, the group separator for Ctrl+]; 0 for a key that is none
    Kind kind = Kind::other;
    std::int64_t time_ms = 0; // as wxKeyEvent::GetTimestamp() has it
};

/// Hears every key of this program's windows once, before any input method: ibus and fcitx take
/// keys before wxEVT_CHAR_HOOK, and give back only those they have no use for, later. Hears nothing
/// where the system does not let it (anything but GTK 3). One at a time; UI thread only.
class KeyEar {
public:
    explicit KeyEar(std::function<void(const PressedKey&)> heard);
    ~KeyEar();
    KeyEar(const KeyEar&) = delete;
    KeyEar& operator=(const KeyEar&) = delete;

    /// False where the system does not let it hear anything.
    [[nodiscard]] static bool hears();

private:
    std::function<void(const PressedKey&)> heard_;
};

} // namespace ocop::ui
