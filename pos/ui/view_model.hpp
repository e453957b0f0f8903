#pragma once

#include "pos/core/money.hpp"
#include "pos/core/product.hpp"
#include "pos/core/user.hpp"
#include "pos/ui/approval_view.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/device_test_view.hpp"
#include "pos/ui/receipt_setup_view.hpp"
#include "pos/ui/restore_view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {

/// What a certificate makes of a line: stars to show, or that they have lapsed.
enum class StarMark { none, shown, lapsed };

/// One line of the basket, or of a receipt whose goods come back.
struct LineRow {
    std::int64_t line = 0;
    std::string name{};
    std::string quantity{}; // "1,5"
    std::string unit{};
    std::string unit_price{};
    std::string discount{}; // empty: none
    std::string amount{};   // net of the line's own discount
    int stars = 0;
    StarMark mark = StarMark::none;
    bool demonstration = false;
    bool in_set = false;
    bool selected = false;
    std::string coming_back{}; // on the return screen
};

/// One product that the words in the code field found.
struct ResultRow {
    std::string name{};
    std::string producer{}; // with the place, where known
    std::string price{};
    std::string unit{};
    int stars = 0;
    StarMark mark = StarMark::none;
    bool demonstration = false;
    bool selected = false;
    std::string image{}; // as image_name() gives it; empty: none
    Shelf shelf = Shelf::other;
};

/// One basket put aside.
struct HoldRow {
    std::int64_t number = 0;
    std::string cashier{};
    std::string time{};
    std::string goods{}; // names, comma separated
    std::size_t lines = 0;
    std::string total{}; // empty: its goods are no longer in the catalogue
    std::string paid{};  // taken for it before the till died; empty: nothing
    bool left = false;   // nobody put it aside: the till died with it
    bool selected = false;
};

/// One who may sign in or approve.
struct UserRow {
    std::string name{};
    Role role = Role::cashier;
};

/// The totals of the basket.
struct TotalView {
    std::string total{};
    std::int64_t pieces = 0; // lines
    std::string before_discount{};
    std::string discount{}; // empty: none
    std::string taken{};    // of it, by tenders of the open sale; empty: nothing
    std::string rest{};     // then what is left
};

/// A button with an amount of money.
struct CashButton {
    std::string label{};
    std::int64_t amount = 0;
};

/// The payment screen.
struct PayView {
    std::string tender{};
    std::string total{};
    std::string rest{};
    std::string cash_rest{}; // after rounding; empty if the same
    std::string asked{};     // by the tender: what is left, or the part typed; empty: no amount
    bool is_part = false;    // of what is left
    std::vector<std::pair<std::string, std::string>> taken{}; // tender, amount
    std::vector<CashButton> likely{};
    bool bank_is_set = false;
    std::string bank_line{}; // bank, account and holder
};

/// Money that goes back to the customer.
struct HandBackView {
    std::string amount{}; // in cash, else of all tenders
    bool is_cash = false;
    std::vector<std::pair<std::int64_t, std::int64_t>> pieces{};
    std::vector<std::pair<std::string, std::string>> others{}; // tender, amount
    bool given_up = false;                                     // the basket; else it goes on
};

/// A sale that is done.
struct ReceiptView {
    std::string number{};
    std::string total{};
    std::string paid{};
    std::string change{};
    std::vector<std::pair<std::int64_t, std::int64_t>> change_pieces{};
    bool is_return = false;
    bool gives_change = false;
};

/// A shift that is closed: only now the till says what should have been in the drawer.
struct ClosedView {
    std::int64_t shift = 0;
    std::string expected{};
    std::string counted{};
    std::string difference{}; // with its sign
    std::int64_t difference_vnd = 0;
    std::string sold{};
    std::int64_t sales = 0;
};

/// The open shift in two numbers, beside its X report.
struct SoFarView {
    std::string sold{};
    std::int64_t sales = 0;
    std::int64_t returns = 0;
};

/// A record the till lost track of, now or in its last run.
struct DoubtView {
    std::string what{}; // a receipt's number, else what it was; empty: nobody knows
    std::string at{};
    std::string total{};
    std::string reason{};                                   // on the screen that stops
    std::optional<compose::LastRunQuestion::Found> found{}; // on the one that asks
    std::string reader{};                                   // who is to read it
};

/// The goods that come in.
struct ReceiveView {
    std::string name{}; // empty: none is chosen yet
    std::string producer{};
    std::string unit{};
    std::string on_the_books{}; // how much the stock book holds
    std::string lot{};          // as the scanned code told
    std::string expiry{};
    bool lot_tracked = false;
    bool consignment = false; // as the catalogue states it
};

/// One product as a tile.
struct TileRow {
    std::string name{};
    std::string price{}; // of today
    std::string unit{};
    int stars = 0;
    StarMark mark = StarMark::none;
    bool demonstration = false;
    bool selected = false;
    std::string image{}; // as image_name() gives it; empty: none
    Shelf shelf = Shelf::other;
};

/// One group of goods.
struct ShelfRow {
    Shelf shelf{};
    std::size_t goods = 0;
    bool selected = false; // never while words are searched for
};

/// The goods as tiles: the page with the chosen one.
struct GridView {
    std::vector<ShelfRow> shelves{};
    std::vector<TileRow> tiles{};
    std::size_t first = 0; // of the tiles, counted on the whole shelf
    std::size_t all = 0;   // goods on the shelf
};

/// What can be chosen on the catalogue's screen.
struct CatalogRow {
    CatalogChoice choice{};
    std::int64_t count = 0;   // of a list
    std::string stick{};      // its name
    std::int64_t version = 0; // of the feed on it; 0: `fault` says why not
    std::string fault{};
    bool selected = false;
};

/// A sync while it runs. Numbers of bytes as people read them.
struct SyncRunView {
    catalog_sync::SyncStage stage{};
    int percent = -1; // of what the stage does; -1: nobody knows
    std::string bytes{};
    std::string bytes_all{};
    std::string products{};
    std::string products_all{};
};

/// A sync that failed.
struct SyncFailureView {
    std::string words{};
    std::string where{};
    std::string at{};
    std::int64_t times = 0; // in a row
};

/// The catalogue's screen. Moments as people read them, empty where there are none.
struct CatalogView {
    std::int64_t version = 0;
    std::string products{};
    std::string source{}; // of the feed; empty: none is set
    std::string published{};
    std::string expires{};
    bool overdue = false; // it has expired
    std::string synced{};
    std::string next{};
    std::string feed_fault{};
    std::int64_t waits = 0; // version that is loaded and waits for the sale's end; 0: none
    std::optional<SyncRunView> run{};
    std::optional<SyncFailureView> failure{};
    std::vector<CatalogRow> rows{};
    std::optional<CatalogList> opened{};
    std::vector<CatalogItem> items{}; // of the opened list, as far as they are kept
    std::int64_t opened_count = 0;
};

/// A stick that is asked about.
struct OfferView {
    std::string stick{};
    std::int64_t version = 0;
    std::int64_t version_now = 0; // 0: the first feed
};

/// How the syncs are, in a few words at the foot of the window.
struct SyncSign {
    enum class Kind {
        none,    // no feed is set
        well,    // the last one succeeded, `at`
        running, // `percent`, or -1
        failed,
        waits // a new catalogue is loaded and waits for the sale's end
    };

    Kind kind = Kind::none;
    int percent = -1;
    std::string at{}; // "09:15", or "22/11" on another day

    bool operator==(const SyncSign&) const = default;
};

/// How the printer is, in a few words at the foot of the window.
struct PrinterSign {
    enum class Kind {
        none,     // the store has no printer
        ready,    // nothing is to be done
        low,      // the paper ends soon
        printing, // `percent`
        trouble,  // `words`, `waiting` jobs
        asks,     // `words`; people must choose
        offered   // `waiting` jobs may not have come out
    };

    Kind kind = Kind::none;
    int percent = 0;
    std::string words{};
    std::size_t waiting = 0;

    bool operator==(const PrinterSign&) const = default;
};

/// What picture shows best what is to be done about the printer.
enum class PrinterPicture { well, roll, cover, plug, jam };

/// One row of the printer's screen.
struct PrintOptionRow {
    devices::PrintChoice choice{};
    std::string name{}; // empty: all
    bool marked = false;
    bool selected = false;
    std::size_t jobs = 1;
};

/// The printer's screen.
struct PrinterView {
    devices::PrintStatus::Phase phase{};
    PrinterPicture picture = PrinterPicture::well;
    std::string name{};     // of the job at the printer
    std::string brief{};    // what is wrong, in a few words; empty: nothing
    std::string sentence{}; // and what to do
    std::string what{};     // the system's own words for it
    bool may_be_out = false;
    std::size_t offered = 0;
    std::vector<PrintOptionRow> options{};
};

/// One row of the devices' screen.
struct DeviceRow {
    std::string name{};
    devices::DeviceKind kind{};
    PrinterAddress::Kind place = PrinterAddress::Kind::usb; // of a printer
    std::string numbers{};                                  // "04b8:0e15"; or the whole address
    std::string port{};                                     // "1-2"; empty: no USB device
    bool used = false;
    bool selected = false;
    std::string fault{}; // a sentence
    bool urgent = false; // the fault is of something the shop needs
};

/// The devices' screen.
struct DevicesView {
    bool listed = false;
    std::string fault{}; // why nothing can be listed
    std::vector<DeviceRow> rows{};
    // Of the chosen one.
    std::vector<DeviceAction> actions{};
    std::size_t selected_action = 0;
    bool is_asked = false; // used as a scanner, a keyboard types no longer
    std::optional<DeviceTestView> test{};
};

/// The header and the line at the foot of the window.
struct FrameView {
    std::string shop{};
    std::string till{};
    std::string cashier{};
    std::optional<Role> role{};
    std::int64_t shift = 0;  // 0: none is open
    std::string shift_day{}; // on which it was opened; empty: today
    std::int64_t catalog = 0;
    std::size_t goods = 0;
    std::size_t holds = 0;
    SyncSign sync{};
    PrinterSign printer{};
    std::string scanner{}; // the names of those that are ready
    std::string clock{};   // "22/11/2026 09:15"
    bool training = false;

    bool operator==(const FrameView&) const = default;
};

/// All that the window says, as plain values. Amounts are formatted without the unit.
struct ViewModel {
    Screen screen = Screen::opening;
    bool help = false;
    Notice notice{};
    FrameView frame{};
    std::vector<UserRow> users{};
    std::vector<UserRow> approvers{};
    bool managers_alone = false; // no lead may approve what waits
    std::optional<ApprovalView> approval{};
    std::optional<OldShiftView> old_shift{};
    std::vector<LineRow> lines{};
    std::vector<ResultRow> results{};
    bool searching = false; // words stand in the code field
    TotalView total{};
    std::optional<BuyerPart> buyer_wrong{}; // what was typed of the buyer and cannot be taken
    Buyer buyer{}; // of the basket, if anybody asked for an invoice in their name
    PayView pay{};
    std::optional<HandBackView> hand_back{};
    std::optional<ReceiptView> receipt{};
    std::vector<HoldRow> holds{};
    std::optional<ClosedView> closed{};
    std::optional<SoFarView> so_far{};
    std::vector<LineRow> return_lines{};
    std::string return_number{};
    std::string return_total{};
    std::size_t selected_errand = 0;
    std::vector<std::string> reasons{}; // given before for what the screen does
    ReceiveView receive{};
    std::optional<GridView> grid{}; // in place of the basket
    std::optional<CatalogView> catalog{};
    std::optional<DoubtView> doubt{};
    std::optional<OfferView> offer{};
    std::optional<PrinterView> printer{};
    std::optional<DevicesView> device_page{};
    std::optional<ReceiptSetupView> receipt_setup{};
    std::optional<RestoreView> restore{};
};

/// What `desk` shows now. Pure but for the desk's clock; computes only what its screen needs.
[[nodiscard]] ViewModel view(const Desk& desk);

} // namespace ocop::ui
