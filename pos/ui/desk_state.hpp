#pragma once

#include "devices/print_status.hpp"
#include "pos/compose/last_run.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/open_basket.hpp"
#include "pos/core/till.hpp"
#include "pos/ports/journal.hpp"
#include "pos/shell/store_runner.hpp"
#include "pos/ui/catalog_state.hpp"
#include "pos/ui/device_state.hpp"
#include "pos/ui/paper_order.hpp"
#include "pos/ui/receipt_setup.hpp"
#include "pos/ui/restore_state.hpp"
#include "pos/ui/screen.hpp"
#include "pos/ui/shelves.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ocop::ui {

/// One sentence in the coloured bar.
struct Notice {
    enum class Kind { none, info, warning, refusal };
    Kind kind = Kind::none;
    std::string text{};
    bool operator==(const Notice&) const = default;
};

/// What can be done from the drawer's screen, in the order it shows them.
inline constexpr std::array errands{
    Screen::paid_in, Screen::paid_out, Screen::no_sale, Screen::receive};

/// Goods that come in: which, and what the code on them told.
struct Receiving {
    std::string product{}; // code; empty: none is chosen yet
    std::string lot{};
    std::string expiry{}; // as people write days
};

/// What was typed about goods that come in; empty where nothing was.
struct ReceivedText {
    std::string quantity{};
    std::string lot{};
    std::string expiry{};
    std::string cost{};
    bool consignment = false;
};

/// The goods as tiles with pictures, in place of the basket.
struct GridState {
    bool shown = false;
    Shelf shelf = Shelf::favourites;
    std::size_t selected = 0; // on the shelf
    // How many tiles the window has room for.
    std::size_t columns = 3;
    std::size_t rows = 4;
};

/// One thing that can be done about a job, or about all that are offered.
struct PrintOption {
    devices::PrintChoice choice{};
    std::string name{};  // of the job; empty: all that are offered
    bool marked = false; // it would print as a reprint
    std::vector<std::int64_t> jobs{};
};

/// Actions that one person may ask for and another approve.
using Approvable = std::variant<
    GiveDiscount,
    ReturnGoods,
    ChangeSetting,
    Scan,
    Add,
    SetQuantity,
    RemoveLine,
    RecallHold,
    Pay,
    PaidOut,
    ConfirmDay,
    CountStock,
    AdjustStock>;

/// What the window remembers between two keys, beyond the till itself.
struct DeskState {
    Screen screen = Screen::opening;
    bool help = false;
    Notice notice{};
    std::int64_t selected_line = 0; // 0: none
    std::string search{};           // what stands in the code field
    std::size_t selected_result = 0;
    std::string tender{"cash"};             // on the payment screen
    std::string amount_typed{};             // there; empty: all that is left
    std::vector<TenderRow> hand_back{};     // to the customer, on the screen of that name
    std::optional<BuyerPart> buyer_wrong{}; // why the buyer was not noted
    Screen buyer_from = Screen::sell;       // where the buyer was asked for
    std::optional<Record> last_record{};    // the sale or return that was done last
    std::optional<ShiftSummary> last_shift{};
    std::optional<receipts::Bitmap> paper{};            // of the receipt or report on the screen
    std::optional<receipts::Bitmap> payment_code{};     // VietQR of the amount asked for
    std::string paper_fault{};                          // the printer's last trouble
    std::string opening_fault{};                        // why the store could not be opened
    std::optional<compose::RecordInDoubt> not_known{};  // what the till lost track of
    std::optional<compose::LastRunQuestion> last_run{}; // until somebody has read it
    bool reading_noted = false;                         // that, on its way to disk
    std::int64_t selected_hold = 0;
    bool cancel_asked = false; // pressed once
    /// What was asked for last, if an approver could let it happen.
    std::optional<Approvable> to_approve{};
    std::optional<Refusal> approval_for{}; // why, on the approver's screen
    std::optional<Day> shift_agreed{};     // the day on which an older shift was said to go on
    std::string approver{};
    std::optional<StoredSale> found_sale{}; // on the return screen
    std::vector<Quantity> coming_back{};    // per line of found_sale
    std::size_t selected_return_line = 0;
    std::size_t selected_errand = 0; // in errands, on the drawer's screen
    Receiving receiving{};
    GridState grid{};
    CatalogState catalog{};
    devices::PrintStatus print{};
    std::size_t selected_print = 0;                // of Desk::print_options()
    std::map<std::string, std::string> scanners{}; // id → name, of those that are ready
    DeviceState device_page{};
    ReceiptSetupState receipt_setup{};
    RestoreState restore{};
};

/// Sentences of the window that the core does not know, in the window's language.
struct DeskWords {
    std::string cancel_again{};
    std::string no_x_for_cashier{};
    std::string store_busy{};
    std::string not_a_quantity{};
    std::string not_an_amount{};
    std::string not_a_percentage{};
    std::string no_line_chosen{};
    std::string tender_back{}; // no cash: with %s for how much
    std::string no_such_receipt{};
    std::string nothing_comes_back{};
    std::string finish_basket_first{};
    std::string held_as{}; // with %s for the number
    std::string reprinted{};
    std::string shift_is_open{};   // goes on from before
    std::string shift_goes_on{};   // with %1 for its number, %2 for the day it was opened
    std::string nothing_counted{}; // at closing, nobody typed a number
    std::string last_receipt{};    // with %s for its number, and its time where that is known
    std::string no_receipt_yet{};
    std::string day_confirmed{};
    std::string no_goods{}; // the catalogue is empty
    std::string not_a_day{};
    std::string nothing_to_receive{};
    std::string paid_in{};        // with %s for the amount
    std::string paid_out{};       // the same
    std::string drawer_open{};    // without a sale
    std::string drawer_by_key{};  // the same, where the printer opens none
    std::string new_catalog{};    // with %1 for its version, %2 for how many products
    std::string same_catalog{};   // a sync found nothing new
    std::string stick_syncs{};    // with %s for the stick
    std::string paper_failed{};   // with %s for why
    std::string printer_asks{};   // with %s for what broke off: how does it go on?
    std::string unprinted{};      // with %s for how many receipts may not have come out
    std::string drawer_stuck{};   // with %s for why it did not open
    std::string scan_not_taken{}; // with %s for the code
    std::string scanner_types{};  // it could be claimed
    std::string scan_changed{};   // with %s for the code: by an input method, and understood
    std::string scan_lost{};      // with %s for what came: not understood
    std::string scanner_gone{};   // with %s for its name
    std::string printer_used{};   // with %s for its name
    std::string printer_left{};   // nothing is printed
    std::string scanner_used{};   // with %s for its name
    std::string scanner_left{};   // the same
    std::string keyboard_asked{}; // the same: is it a scanner?
    std::string buyer_noted{};    // with %s for the name or tax code
    std::string unsaved{};        // the receipt's settings: leave again to drop them
    std::string save_or_undo{};   // the same, where the window would close
    std::string nothing_to_save{};
    std::string receipt_saved{};
    std::string field_is_wrong{};     // of the receipt's screen
    std::string no_printer_to_test{}; // none is chosen
    std::string received{}; // with %1 for how much, %2 for what, %3 for what the book holds now
};

/// The doors of the desk to the other threads; the window gives them, tests give their own.
struct DeskPorts {
    std::function<bool(StoreEffect)> store{};   // false: too many wait
    std::function<bool(std::string)> look_up{}; // find a receipt; answer sale_found()
    /// Note that `user` has read what became of the last run; answer last_run_read().
    std::function<bool(std::string user)> note_reading{};
    /// What is on the counter now, to be kept beside the journal; nullopt: nothing. Never waits.
    std::function<void(std::optional<OpenBasket>)> keep_basket{};
    std::function<void(PaperOrder)> paper{}; // draw, print, file
    std::function<void()> ring{};            // the sound of a "no"
    std::function<void()> changed{};         // draw again
    CatalogPorts catalog{};
    /// What becomes of a job: to the print thread.
    std::function<void(std::int64_t, devices::PrintChoice)> print{};
    DevicePorts device{};
    ReceiptPorts receipt{};
    RestorePorts restore{};
};

} // namespace ocop::ui
