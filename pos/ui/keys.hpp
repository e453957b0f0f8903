#pragma once

#include "pos/ui/screen.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ocop::ui {

/// What a key, or the button that carries its name, asks for.
enum class Command {
    help,
    search,
    quantity,
    discount,
    switch_user,
    hold,
    recall,
    give_back,
    buyer,
    pay_cash,
    pay_transfer,
    report,
    close_shift,
    remove_line,
    cancel_basket,
    more,
    less,
    up,
    down,
    confirm,
    back,
    reprint,
    drawer,
    goods,      // the grid of goods; again: its next group
    goods_back, // its group before
    left,
    right,
    page_up,
    page_down,
    catalog,
    printer,
    devices,
    receipt_setup,
    save
};

/// A key as the till knows it: a code of our own, so that this table needs no window.
enum class Key {
    f1,
    f2,
    f3,
    f4,
    f5,
    f6,
    f7,
    f8,
    f9,
    f10,
    f11,
    f12,
    enter,
    escape,
    up,
    down,
    del,
    plus,
    minus,
    star,
    slash,
    tab,
    left,
    right,
    page_up,
    page_down,
    b,
    d,
    n,
    p,
    r,
    s,
    t
};

/// Keys held down with another.
enum class Held { none, shift, ctrl };

/// One row of the table that the window, the help overlay and the README share.
struct Shortcut {
    Command command{};
    Key key{};
    Held held = Held::none;
    std::string_view shown{};   // "F9", as on the button
    std::string_view meaning{}; // English, the msgid of its translation
};

/// Every key of the till, in the order the help shows them.
[[nodiscard]] std::span<const Shortcut> shortcuts();

/// "F9": the key of `command` as a button shows it; empty if it has none.
[[nodiscard]] std::string_view key_of(Command command);

/// What `key` asks for on `screen`; nullopt where it means nothing there and should be typed.
[[nodiscard]] std::optional<Command> command_for(Key key, Held held, Screen screen);

/// True if `command` can be asked on `screen`.
[[nodiscard]] bool available(Command command, Screen screen);

} // namespace ocop::ui
