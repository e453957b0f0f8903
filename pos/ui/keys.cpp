#include "pos/ui/keys.hpp"

#include <algorithm>
#include <array>

namespace ocop::ui {

namespace {

/// Marks a text for translation where it is only kept; the window translates it where it shows it.
constexpr std::string_view msgid(std::string_view text) {
    return text;
}

constexpr std::array<Shortcut, 35> table{{
    {Command::help, Key::f1, Held::none, "F1", msgid("Show or hide this help")},
    {Command::search, Key::f2, Held::none, "F2", msgid("Go to the code and search field")},
    {Command::quantity, Key::f3, Held::none, "F3", msgid("Quantity of the chosen line")},
    {Command::quantity,
     Key::star,
     Held::none,
     "*",
     msgid("Quantity of the chosen line (3*code adds three)")},
    {Command::discount, Key::f4, Held::none, "F4", msgid("Discount on the line or the basket")},
    {Command::switch_user, Key::f5, Held::none, "F5", msgid("Another cashier signs in")},
    {Command::hold, Key::f6, Held::none, "F6", msgid("Put the basket aside")},
    {Command::recall, Key::f7, Held::none, "F7", msgid("Baskets put aside")},
    {Command::give_back, Key::f8, Held::none, "F8", msgid("Goods come back")},
    {Command::pay_cash, Key::f9, Held::none, "F9", msgid("Pay in cash")},
    {Command::pay_transfer, Key::f10, Held::none, "F10", msgid("Pay by bank transfer (VietQR)")},
    {Command::buyer, Key::n, Held::ctrl, "Ctrl+N", msgid("Buyer: an invoice in somebody's name")},
    {Command::report, Key::f11, Held::none, "F11", msgid("X report: the shift so far")},
    {Command::close_shift,
     Key::f12,
     Held::none,
     "F12",
     msgid("Count the drawer and close the shift")},
    {Command::goods, Key::tab, Held::none, "Tab", msgid("Goods with pictures; the next group")},
    {Command::goods_back, Key::tab, Held::shift, "Shift+Tab", msgid("The group of goods before")},
    {Command::drawer, Key::slash, Held::none, "/", msgid("Drawer and stock")},
    {Command::catalog, Key::d, Held::ctrl, "Ctrl+D", msgid("Catalogue: which goods sell, sync")},
    {Command::printer, Key::b, Held::ctrl, "Ctrl+B", msgid("Printer: what waits, and why")},
    {Command::devices, Key::t, Held::ctrl, "Ctrl+T", msgid("Devices: choose and test")},
    {Command::receipt_setup, Key::r, Held::ctrl, "Ctrl+R", msgid("Receipt: what it says, printer")},
    {Command::save, Key::s, Held::ctrl, "Ctrl+S", msgid("Save what was changed on the receipt")},
    {Command::remove_line,
     Key::del,
     Held::none,
     "Delete",
     msgid("Remove the chosen line; paying: the last tender")},
    {Command::cancel_basket,
     Key::del,
     Held::shift,
     "Shift+Delete",
     msgid("Give up the whole basket (press twice)")},
    {Command::more, Key::plus, Held::none, "+", msgid("One more of the chosen line")},
    {Command::less, Key::minus, Held::none, "-", msgid("One less of the chosen line")},
    {Command::up, Key::up, Held::none, "↑", msgid("Choose the line or result above")},
    {Command::down, Key::down, Held::none, "↓", msgid("Choose the line or result below")},
    {Command::left, Key::left, Held::none, "←", msgid("Choose the picture or button on the left")},
    {Command::right,
     Key::right,
     Held::none,
     "→",
     msgid("Choose the picture or button on the right")},
    {Command::page_up, Key::page_up, Held::none, "PgUp", msgid("Pictures of the page before")},
    {Command::page_down, Key::page_down, Held::none, "PgDn", msgid("Pictures of the next page")},
    {Command::confirm, Key::enter, Held::none, "Enter", msgid("Add the code or result; confirm")},
    {Command::back, Key::escape, Held::none, "Esc", msgid("Clear the field; one step back")},
    {Command::reprint, Key::p, Held::ctrl, "Ctrl+P", msgid("Print the receipt again")},
}};

bool is_question(Screen screen) {
    return screen == Screen::quantity || screen == Screen::discount || screen == Screen::approve;
}

bool shows_paper(Screen screen) {
    return screen == Screen::receipt || screen == Screen::report || screen == Screen::shift_closed;
}

/// Where Tab goes to the next field, as in any form; the toolkit's own Tab leads to no field there.
bool has_fields(Screen screen) {
    return screen == Screen::buyer || screen == Screen::count || screen == Screen::paid_in
           || screen == Screen::paid_out || screen == Screen::receive || screen == Screen::restore;
}

} // namespace

std::span<const Shortcut> shortcuts() {
    return table;
}

std::string_view key_of(Command command) {
    const auto row = std::find_if(table.begin(), table.end(), [command](const Shortcut& candidate) {
        return candidate.command == command;
    });
    return row == table.end() ? std::string_view{} : row->shown;
}

bool available(Command command, Screen on) {
    // While a stick is on offer everything else goes on, and the question waits.
    const Screen screen = on == Screen::offer ? Screen::sell : on;
    const bool idle =
        screen == Screen::opening || screen == Screen::failed || screen == Screen::not_known;
    if (screen == Screen::last_run) {
        return command == Command::confirm; // it is there to be read
    }
    switch (command) {
    case Command::help:
        return !idle;
    case Command::confirm: // to a restore, where the store could not be opened
        return !idle || screen == Screen::failed;
    case Command::back:
    case Command::up:
    case Command::down:
        return !idle;
    case Command::switch_user:
        return screen == Screen::sell || screen == Screen::open_shift || screen == Screen::receipt
               || screen == Screen::shift_closed || screen == Screen::old_shift;
    case Command::search:
        return shows_basket(screen) || screen == Screen::receipt || screen == Screen::pay
               || screen == Screen::holds || screen == Screen::report;
    case Command::pay_cash:
    case Command::pay_transfer:
        return screen == Screen::sell || screen == Screen::pay;
    case Command::buyer:
        return screen == Screen::sell || screen == Screen::pay;
    case Command::recall:
    case Command::give_back:
    case Command::report:
        return screen == Screen::sell || screen == Screen::receipt;
    case Command::close_shift:
        return screen == Screen::sell || screen == Screen::receipt || screen == Screen::count
               || screen == Screen::old_shift;
    case Command::quantity:
    case Command::discount:
        return screen == Screen::sell || is_question(screen);
    case Command::more:
    case Command::less:
        return screen == Screen::sell || screen == Screen::give_back || screen == Screen::receive;
    case Command::remove_line:
        return screen == Screen::sell || screen == Screen::pay;
    case Command::hold:
        return screen == Screen::sell;
    case Command::goods: // on the receipt's screen: the next field
    case Command::goods_back:
        return screen == Screen::sell || screen == Screen::receipt_setup;
    case Command::page_up: // of its preview
    case Command::page_down:
        return screen == Screen::sell || screen == Screen::receipt_setup || shows_paper(screen);
    case Command::left:
    case Command::right:
        return screen == Screen::sell || screen == Screen::devices
               || screen == Screen::receipt_setup || screen == Screen::restore;
    case Command::cancel_basket:
        return screen == Screen::sell || screen == Screen::pay;
    case Command::drawer:
    case Command::catalog:
        return screen == Screen::sell || screen == Screen::receipt || screen == Screen::open_shift;
    case Command::printer:
        return screen == Screen::sell || screen == Screen::receipt || screen == Screen::open_shift
               || screen == Screen::shift_closed || screen == Screen::report;
    case Command::devices:
        return screen == Screen::printer || available(Command::printer, screen);
    case Command::receipt_setup:
        return available(Command::catalog, screen) || screen == Screen::printer
               || screen == Screen::receipt_setup; // its other page
    case Command::save:
        return screen == Screen::receipt_setup;
    case Command::reprint:
        return screen == Screen::receipt || screen == Screen::report
               || screen == Screen::shift_closed;
    }
    return false;
}

std::optional<Command> command_for(Key key, Held held, Screen screen) {
    for (const Shortcut& row : table) {
        if (row.key == key && row.held == held && available(row.command, screen)) {
            // In a question the star belongs to what is typed.
            if (row.key == Key::star && screen != Screen::sell && screen != Screen::offer) {
                return std::nullopt;
            }
            return row.command;
        }
    }
    if (key == Key::tab && held != Held::ctrl && has_fields(screen)) {
        return held == Held::shift ? Command::up : Command::down;
    }
    return std::nullopt;
}

} // namespace ocop::ui
