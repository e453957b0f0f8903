#pragma once

/// Names of the window's parts, fixed: tests find them, and scripts may.
namespace ocop::ui::id {

inline constexpr const char* frame = "till";
inline constexpr const char* header = "header";
inline constexpr const char* notice = "notice";
inline constexpr const char* status = "status";
inline constexpr const char* help = "help";
inline constexpr const char* opening = "opening";

inline constexpr const char* doubt = "doubt"; // what the disk left unknown
inline constexpr const char* doubt_read = "doubt-read";

inline constexpr const char* sign_in = "sign-in";
inline constexpr const char* pin = "pin";
inline constexpr const char* users = "users";
inline constexpr const char* open_shift = "open-shift";
inline constexpr const char* old_shift = "old-shift";
inline constexpr const char* opening_float = "float";

inline constexpr const char* sell = "sell";
inline constexpr const char* code = "code";
inline constexpr const char* basket = "basket";
inline constexpr const char* results = "results";
inline constexpr const char* shelves = "shelves";
inline constexpr const char* grid = "grid";
inline constexpr const char* ticket = "ticket"; // the basket beside the grid
inline constexpr const char* total = "total";
inline constexpr const char* quantity = "quantity";
inline constexpr const char* discount = "discount";

inline constexpr const char* buyer = "buyer";

inline constexpr const char* pay = "pay";
inline constexpr const char* amount = "amount";
inline constexpr const char* rest = "rest";
inline constexpr const char* payment_code = "payment-code";
inline constexpr const char* tenders = "tenders"; // taken so far

inline constexpr const char* hand_back = "hand-back";
inline constexpr const char* hand_back_amount = "hand-back-amount";

inline constexpr const char* paper_screen = "paper-screen";
inline constexpr const char* paper = "paper";
inline constexpr const char* change = "change";

inline constexpr const char* holds = "holds";
inline constexpr const char* hold_list = "hold-list";
inline constexpr const char* count = "count";
inline constexpr const char* give_back = "give-back";
inline constexpr const char* receipt_number = "receipt-number";
inline constexpr const char* return_list = "return-list";

inline constexpr const char* drawer = "drawer";
inline constexpr const char* cash = "cash";
inline constexpr const char* cash_amount = "cash-amount";
inline constexpr const char* reason = "reason";
inline constexpr const char* receive = "receive";
inline constexpr const char* receive_list = "receive-list";

inline constexpr const char* catalog = "catalog";
inline constexpr const char* catalog_choices = "catalog-choices";
inline constexpr const char* catalog_items = "catalog-items";

inline constexpr const char* printer = "printer";
inline constexpr const char* devices = "devices";
inline constexpr const char* device_list = "device-list";
inline constexpr const char* receipt_setup = "receipt-setup";
inline constexpr const char* preview = "preview";
inline constexpr const char* restore = "restore";

inline constexpr const char* customer_display = "customer-display";

} // namespace ocop::ui::id
