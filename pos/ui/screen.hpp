#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ocop::ui {

/// What the window shows. One frame, one screen at a time, never a dialog: scans come at any time.
/// `quantity`, `discount` and `offer` are the selling screen with a question at its side.
enum class Screen {
    opening,       // the journal is being opened
    failed,        // it could not be
    sign_in,       // who sells
    open_shift,    // the float
    sell,          // the basket
    quantity,      // how much of the chosen line
    discount,      // how many percent off
    approve,       // a lead or manager gives a PIN for one action
    buyer,         // who asks for an invoice in their name
    pay,           // tenders
    receipt,       // a sale is done: change, paper
    hand_back,     // money that was taken goes back to the customer before a sale is done
    holds,         // baskets put aside
    give_back,     // goods come back
    count,         // the drawer, before the till says what should be in it
    shift_closed,  // the difference, Z report
    old_shift,     // a shift of another day is still open: close it first?
    report,        // X report
    drawer,        // what else is done with the drawer and the stock
    paid_in,       // cash that is no sale comes in
    paid_out,      // or goes out
    no_sale,       // the drawer opens without a sale
    receive,       // goods come in
    catalog,       // which goods sell, and how they come
    offer,         // a stick with a newer catalogue: shall it be taken?
    printer,       // how printing is, and what becomes of a job that broke off
    devices,       // what is plugged in: choose and test
    receipt_setup, // what the receipt says, and how it is printed
    restore,       // a backup takes the place of a store that could not be opened
    not_known,     // the disk failed while a record was written: nothing more can be done
    last_run       // what became of the record the last run was not sure of, to be read first
};

/// "sell", "pay" …: the stable name of a screen, for tests and screen readers.
[[nodiscard]] constexpr std::string_view name(Screen screen) {
    constexpr std::array<std::string_view, 31> names{
        "opening",  "failed",    "sign-in",  "open-shift",    "sell",      "quantity",
        "discount", "approve",   "buyer",    "pay",           "receipt",   "hand-back",
        "holds",    "give-back", "count",    "shift-closed",  "old-shift", "report",
        "drawer",   "paid-in",   "paid-out", "no-sale",       "receive",   "catalog",
        "offer",    "printer",   "devices",  "receipt-setup", "restore",   "not-known",
        "last-run"};
    return names.at(static_cast<std::size_t>(screen));
}

/// True where the basket is on the screen.
[[nodiscard]] constexpr bool shows_basket(Screen screen) {
    return screen == Screen::sell || screen == Screen::quantity || screen == Screen::discount
           || screen == Screen::offer;
}

/// True where cash or the drawer moves without a sale.
[[nodiscard]] constexpr bool moves_cash(Screen screen) {
    return screen == Screen::paid_in || screen == Screen::paid_out || screen == Screen::no_sale;
}

/// True where a scan means goods, whatever has the focus: for the basket, or the ones that come in.
[[nodiscard]] constexpr bool takes_scans(Screen screen) {
    return shows_basket(screen) || screen == Screen::pay || screen == Screen::receipt
           || screen == Screen::holds || screen == Screen::report || screen == Screen::drawer
           || moves_cash(screen) || screen == Screen::receive || screen == Screen::catalog
           || screen == Screen::printer || screen == Screen::devices;
}

} // namespace ocop::ui
