#include "pos/ui/key_ear.hpp"

#include "pos/ui/loaded.hpp"

#include <array>
#include <optional>
#include <utility>

namespace ocop::ui {

#ifdef __WXGTK__

namespace {

/// What all events of GDK 3 begin with (GdkEventAny of gdk/gdkevents.h).
struct Event {
    int type;
    void* window;
    signed char was_sent; // by a program, not by the keyboard
};

constexpr int key_press = 8; // GDK_KEY_PRESS
constexpr unsigned control_mask = 1U << 2;
constexpr unsigned alt_mask = 1U << 3;
/// IBUS_HANDLED_MASK and IBUS_FORWARD_MASK of ibus/ibustypes.h, and the same of fcitx: an input
/// method had this event already.
constexpr unsigned given_back_mask = 3U << 24;

/// The functions of GTK 3 that are needed, some of them null on any other.
struct Gtk {
    void (*set_handler)(void (*)(Event*, void*), void*, void (*)(void*));
    void (*go_on)(Event*, void*);
    int (*symbol_of)(const Event*, unsigned*);
    int (*state_of)(const Event*, unsigned*);
    unsigned (*time_of)(const Event*);

    [[nodiscard]] bool is_there() const {
        return set_handler != nullptr && go_on != nullptr && symbol_of != nullptr
               && state_of != nullptr && time_of != nullptr;
    }
};

const Gtk& gtk() {
    static const Gtk functions{
        loaded<void(void (*)(Event*, void*), void*, void (*)(void*))>("gdk_event_handler_set"),
        loaded<void(Event*, void*)>("gtk_main_do_event"), // takes no second one, nor minds it
        loaded<int(const Event*, unsigned*)>("gdk_event_get_keyval"),
        loaded<int(const Event*, unsigned*)>("gdk_event_get_state"),
        loaded<unsigned(const Event*)>("gdk_event_get_time")};
    return functions;
}

/// X keysyms: ASCII is itself, the digits of a number pad follow each other. nullopt for Shift and
/// its like.
std::optional<PressedKey> key_of(unsigned symbol, unsigned state) {
    using Kind = PressedKey::Kind;
    constexpr std::array named{
        std::pair{0xFF0AU, Kind::enter}, // Linefeed
        std::pair{0xFF0DU, Kind::enter},
        std::pair{0xFF8DU, Kind::enter}, // of the number pad
        std::pair{0xFF09U, Kind::tab},
        std::pair{0xFFC5U, Kind::f8}};
    for (const auto& [known, kind] : named) {
        if (symbol == known) {
            return PressedKey{U'\0', kind, 0};
        }
    }
    const bool is_modifier =
        (symbol >= 0xFFE1 && symbol <= 0xFFEE) || symbol == 0xFF7F || symbol == 0xFE03;
    if (is_modifier) {
        return std::nullopt;
    }
    if ((state & (control_mask | alt_mask)) != 0) {
        const bool separates = (state & control_mask) != 0 && symbol == ']';
        return PressedKey{separates ? U'\x1D' : U'\0', Kind::other, 0};
    }
    constexpr unsigned pad_zero = 0xFFB0;
    if (symbol >= pad_zero && symbol <= pad_zero + 9) {
        return PressedKey{U'0' + (symbol - pad_zero), Kind::other, 0};
    }
    return PressedKey{
        symbol >= 0x20 && symbol < 0x7F ? static_cast<char32_t>(symbol) : U'\0', Kind::other, 0};
}

std::optional<PressedKey> key_of(const Event& event) {
    unsigned symbol = 0;
    unsigned state = 0;
    if (event.type != key_press || event.was_sent != 0 || gtk().symbol_of(&event, &symbol) == 0
        || gtk().state_of(&event, &state) == 0 || (state & given_back_mask) != 0) {
        return std::nullopt;
    }
    std::optional<PressedKey> key = key_of(symbol, state);
    if (key) {
        key->time_ms = gtk().time_of(&event);
    }
    return key;
}

} // namespace

KeyEar::KeyEar(std::function<void(const PressedKey&)> heard)
    : heard_{std::move(heard)} {
    if (!hears()) {
        return;
    }
    const auto hear = [](Event* event, void* ear) {
        if (const auto key = key_of(*event)) {
            static_cast<KeyEar*>(ear)->heard_(*key);
        }
        gtk().go_on(event, nullptr);
    };
    gtk().set_handler(hear, this, nullptr);
}

bool KeyEar::hears() {
    return gtk().is_there();
}

KeyEar::~KeyEar() {
    if (hears()) {
        gtk().set_handler(gtk().go_on, nullptr, nullptr); // as GTK itself begins
    }
}

#else

KeyEar::KeyEar(std::function<void(const PressedKey&)> heard)
    : heard_{std::move(heard)} {}

bool KeyEar::hears() {
    return false;
}

KeyEar::~KeyEar() = default;

#endif

} // namespace ocop::ui
