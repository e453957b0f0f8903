#pragma once

#include "pos/compose/scanner_desk.hpp"
#include "pos/core/answer.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/scanned_product.hpp"
#include "pos/core/till.hpp"
#include "pos/ports/clock.hpp"
#include "pos/ui/desk_state.hpp"
#include "pos/ui/keys.hpp"
#include "pos/ui/recent.hpp"
#include "pos/ui/wedge.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::ui {

/// The till window without its window: which screen, what a key means there, what a person typed.
/// Owns the Till and runs step(). UI thread; never waits, never does I/O.
class Desk {
public:
    /// Borrows `clock`.
    Desk(Language language, const Clock& clock, DeskWords words, DeskPorts ports);

    /// The way to the catalogue's threads, once they run.
    void set_catalog_ports(CatalogPorts ports) { ports_.catalog = std::move(ports); }

    // News from the other threads.

    /// The store is open. `note` is a sentence about a missing or broken catalogue, or empty.
    /// `question` is put to whoever signs in, before anything else, until they have read it.
    void opened(
        Ledger ledger,
        std::shared_ptr<const Catalog> catalog,
        const std::string& note,
        std::optional<compose::LastRunQuestion> question = std::nullopt
    );
    /// It could not be opened: shown, nothing else works but, where that helps, to restore a
    /// backup.
    void could_not_open(std::string sentence, bool restore_helps = false);
    /// The journal cannot tell whether `record` is on disk: shown, nothing else works any more.
    /// `sentence` says the same and why, for whoever is asked for help.
    void lost_track(std::optional<compose::RecordInDoubt> record, std::string sentence);
    /// It is on record that the question was read (`records`), or why it is not.
    void last_run_read(const Expected<std::vector<Record>, Failure>& records);
    void receive(const Message& message);
    void receive(PaperNews news);
    /// What the journal's newest records tell; before the first record of our own.
    void remember(Recent recent);
    /// Answer to look_up: the receipt, or none, or why it could not be read.
    void sale_found(std::optional<StoredSale> sale, const std::string& fault);

    /// A scanner came, went, or cannot be used.
    void receive(const compose::ScannerSign& sign);

    /// How the catalogue's syncs go.
    void receive(catalog_sync::SyncState state);
    /// A newer catalogue is loaded: it sells as soon as no sale goes on.
    void receive(NewCatalog news);
    /// The sticks with a feed that are plugged in now.
    void receive(std::vector<compose::StickFeed> sticks);
    /// What the shop's own goods clash with, and why the feed that is set cannot be one; at the
    /// start.
    void tell_catalog(std::vector<catalog_sync::Clash> clashes, std::string feed_fault);
    /// Parts of the catalogue on disk that are not whole, and what sells meanwhile.
    void tell_faults(const std::vector<catalog_sync::CatalogFault>& faults);
    /// What the start made good, in one sentence: papers that had not been filed.
    void made_good(std::string sentence);

    /// How printing is.
    void receive(devices::PrintStatus status);

    /// A device was plugged in or out.
    void receive(const devices::UsbChange& change);
    /// All that is plugged in was told, or `fault` says why it cannot be.
    void devices_listed(std::string fault);
    /// A sample receipt with what is edited.
    void receive(ReceiptPreview preview);
    /// The picture that was chosen as the shop's logo.
    void receive(LogoNews news);

    /// What is in a backup that may be restored.
    void receive(BackupLook look);
    /// Nothing was restored; everything stands as it did.
    void receive(RestoreRefused refused);
    /// How far the backup is proved or restored.
    void restore_goes_on(int number, int percent);

    /// How a test page fared.
    void receive(const compose::PrinterVerdict& verdict);
    /// The test `number` has had its time.
    void test_is_over(int number);

    // What people do.

    /// A key or a button.
    void press(Command command);
    /// A code from a scanner, whatever has the focus: taken in its turn, also while the disk still
    /// writes; refused aloud where a screen asks for something else. `scanner`: its id, empty for
    /// one that types.
    void scanned(const std::string& text, const std::string& scanner = {});
    /// What the scanner sent of whose typing `scan` is what came.
    [[nodiscard]] TypedScan sent(const WedgeScan& scan) const;
    /// A code from a scanner that types: as above where it can be told, with a hint, once, how such
    /// scanners are better used; where it cannot, that is said.
    void scanned(const TypedScan& scan);
    /// A code, now: the code field's Enter.
    void scan(const std::string& text);
    /// Text in the code field changed: results follow.
    void search(const std::string& text);
    /// Enter in the code field.
    void enter_code();
    /// True if a whole code stands in the code field, as a scanner leaves it there that ends with
    /// Tab and was not told from fingers.
    [[nodiscard]] bool holds_code() const;
    void sign_in(const std::string& user, Secret pin);
    void open_shift(const std::string& amount);
    void set_quantity(const std::string& text);
    void give_discount(const std::string& percent, bool whole_basket, const std::string& reason);
    void approve(const std::string& user, Secret pin);
    void choose_tender(const std::string& tender);
    /// What is typed on the payment screen: a payment code follows it.
    void type_amount(const std::string& amount);
    /// `amount` as typed; empty pays exactly what is left.
    void pay(const std::string& amount);
    /// Takes the `index`th tender of the open sale back, counted from 0.
    void untender(std::size_t index);
    void recall(std::int64_t hold);
    void select_line(std::int64_t line);
    void add_result(std::size_t index);
    /// Closes the shift with what was counted. Not `is_counted`: nobody typed a number, not even a
    /// 0, and the shift stays open.
    void close_shift(const Denominations& counted, bool is_counted = true);
    /// A minute went by: a shift of yesterday is asked about once nobody is served.
    void minute_passed();
    void find_receipt(const std::string& text);
    void set_coming_back(std::size_t line, Quantity quantity);
    void take_back();
    void dismiss();

    // With a buyer who asks for an invoice in their name.

    /// Notes the buyer of the basket; one without any text takes an earlier one back.
    void name_buyer(Buyer buyer);
    /// False, and said aloud, where `tax_code` as typed cannot be one; nothing typed is well.
    bool reads_tax_code(const std::string& tax_code);
    /// What was wrong is typed anew: no longer pointed at.
    void correct_buyer();
    /// Who was invoiced lately with this tax code, as typed.
    [[nodiscard]] std::optional<Buyer> known_buyer(const std::string& tax_code) const;

    // With the goods as tiles.

    /// Shows the tiles, or the basket again.
    void show_grid(bool shown);
    void choose_shelf(Shelf shelf);
    /// The window has room for so many; both at least 1.
    void set_grid_shape(std::size_t columns, std::size_t rows);
    /// A tile, counted from the first of the shelf, or of what words found: one more of it.
    void add_tile(std::size_t index);
    /// The page of tiles with the chosen one.
    [[nodiscard]] TilePage tiles() const;

    /// The goods by shelf, as they were when the tiles came up: nothing moves under a finger.
    [[nodiscard]] const Shelves& shelves() const { return shelves_; }

    // With the catalogue.

    /// What can be chosen on its screen, in order.
    [[nodiscard]] std::vector<CatalogChoice> catalog_choices() const;
    /// How many products a list has, those not kept included.
    [[nodiscard]] std::int64_t catalog_count(CatalogList list) const;
    void choose_catalog(std::size_t choice);
    /// The answer about the stick on offer: sync from it, or leave it.
    void answer_offer(bool yes);

    // With the printer.

    /// What can be done about jobs that broke off or are offered, in order.
    [[nodiscard]] std::vector<PrintOption> print_options() const;
    void choose_print(std::size_t option);

    // With the devices.

    /// What can be chosen, printers and scanners first.
    [[nodiscard]] std::vector<ListedDevice> listed_devices() const;
    /// The row of the chosen one; 0 where there is none.
    [[nodiscard]] std::size_t selected_device(const std::vector<ListedDevice>& listed) const;
    void choose_device(std::size_t row);
    /// Carries out one of the chosen device's actions.
    void act_on_device(std::size_t action);

    // With what the receipt says and how it is printed. Nothing is kept before it is saved.

    void edit_receipt(ReceiptText text, std::string value);
    /// The option `by` places further.
    void choose_for_receipt(ReceiptChoice choice, int by);
    /// A logo's file; nothing is read yet.
    void type_logo_path(std::string path);
    /// Reads the logo that was typed, if it was not.
    void read_logo();
    void remove_logo();
    void save_receipt_setup();
    void undo_receipt_setup();
    /// Prints on the printer that is chosen, as edited.
    void test_receipt_printer(compose::TestSlips slips);
    [[nodiscard]] bool has_unsaved_receipt_setup() const;
    /// The settings as edited, with what else a sample receipt is made of.
    [[nodiscard]] Ledger edited_ledger() const;

    // With a backup, where the store could not be opened.

    void show_restore();
    /// A backup's file; nothing is read yet.
    void type_backup_file(std::string path);
    /// Has it looked at; `passphrase` as typed.
    void look_at_backup(Secret passphrase);
    /// The last numbers in use, as typed.
    void state_receipt(std::string text);
    void state_einvoice(std::size_t series, std::string text);
    /// The manager who decides, `by` places further.
    void choose_restorer(int by);
    void restore_backup(Secret passphrase, Secret pin);

    // With the drawer and the stock, beside selling.

    /// Starts one of `errands`.
    void start_errand(std::size_t errand);
    /// On the screens of cash that moves: carries it out. `amount` as typed; a no-sale has none.
    void move_cash(const std::string& amount, const std::string& reason);
    /// Of the goods that words found, the one that comes in.
    void choose_to_receive(std::size_t result);
    void receive_goods(const ReceivedText& text);
    /// Reasons given before for what this screen does, the newest first.
    [[nodiscard]] std::vector<std::string> reasons() const;
    static constexpr std::size_t reason_max = 6;

    /// Whoever is signed in has read what became of the last run.
    void read_last_run();

    /// True if the window may close now; else says why not.
    [[nodiscard]] bool may_leave();

    [[nodiscard]] const Till& till() const { return till_; }

    [[nodiscard]] const Catalog& catalog() const { return *catalog_; }

    [[nodiscard]] const DeskState& state() const { return state_; }

    /// What keeps the printer from printing, as far as it is known: also before anything is to be
    /// printed, where it is not even plugged in.
    [[nodiscard]] std::optional<PrintTrouble> printer_trouble() const;
    /// The open shift was opened on another day, nobody has said today that it goes on, and no
    /// customer waits.
    [[nodiscard]] bool shift_is_old() const;
    /// True if receipts go to a printer: one is set, or `auto` finds the one that is plugged in.
    [[nodiscard]] bool has_printer() const;
    /// What waits for an approver is none of a shift lead's: settings, old lots.
    [[nodiscard]] bool only_managers_approve() const;

    [[nodiscard]] Language language() const { return language_; }

    [[nodiscard]] Moment now() const { return clock_->now(); }

    /// The basket with its amounts as of now.
    [[nodiscard]] PricedBasket priced() const;
    /// What is left to pay, without cash rounding.
    [[nodiscard]] Money rest() const;
    /// What the payment screen asks for by its tender: what is left, rounded for cash, or the part
    /// of it that is typed; nullopt where that is no amount such a tender takes.
    [[nodiscard]] std::optional<Money> amount_asked() const;
    /// Goods the code field's words find, at most result_max.
    [[nodiscard]] std::vector<const Product*> results() const;
    static constexpr std::size_t result_max = 30;

private:
    void ask(ActionKind kind);
    void take_scans();
    void hint_once(bool& hinted, const std::string& words);
    void carry_out(const Effect& effect);
    /// Has what is on the counter kept, if it changed.
    void keep_basket();
    /// Shows the baskets that the till died with, where there are any and somebody may sell.
    void offer_left();
    void answered(const Answer& answer);
    void accepted(const Accepted& answer);
    void note_approvable(const ActionKind& kind);
    /// What was asked for last was refused so, and somebody else could let it happen.
    [[nodiscard]] bool can_be_approved(RefusalCode code) const;
    /// A held basket some of whose goods are no longer sold is asked for without them.
    bool leave_out_unsold(RefusalCode code);
    /// What is said to who signed in: that the shift is open, and the last receipt, so that a till
    /// that goes on from a copy of its store is noticed.
    [[nodiscard]] std::string words_signed_in(const Accepted& answer) const;
    void completed(const Accepted& answer);
    void go(Screen screen);
    void leave_screen();
    void say(Notice::Kind kind, std::string text);
    void refuse(std::string text);
    void press_on_basket(Command command);
    void move(int by);
    void change_quantity(Quantity by);
    void show_payment(const std::string& tender);
    void taken_back(const Accepted& answer);
    void leave_hand_back();
    void show_report();
    /// Something changed: what waited for its moment is done, then the window draws.
    void changed();
    [[nodiscard]] bool between_sales() const;
    void take_up_catalog();
    void consider_offer();
    [[nodiscard]] std::string words_about_printing(const devices::PrintStatus& before) const;
    void move_print_choice(int by);
    void show_devices();
    void move_in_devices(int by);
    void move_device_action(int by);
    void use_scanner(const ListedDevice& listed);
    void leave_scanner(const ListedDevice& listed);
    void start_test(const ListedDevice& listed, bool is_scan);
    void note_set_printer();
    /// Of a printer that was plugged in just now: that it is used, or that one is to be chosen.
    void tell_of_printer(const devices::UsbDevice& device, bool had_printer);
    [[nodiscard]] bool take_test_scan(const std::string& text, const std::string& scanner);
    [[nodiscard]] bool was_given_back(const std::string& scanner) const;
    void change_setting(const std::string& key, const std::string& value, std::string done);
    void setting_changed();
    void show_receipt_setup();
    void receipt_edited();
    void draw_preview();
    void save_next();
    void receipt_setting_kept();
    void go_on_saving();
    void stop_saving();
    void leave_restore();
    void ask_for_buyer();
    void leave_buyer();
    void buyer_noted(const std::optional<Buyer>& buyer);
    void show_catalog();
    void fill_catalog_items();
    void move_in_catalog(int by);
    void press_on_grid(Command command);
    void move_on_grid(int by);
    void fill_shelves();
    [[nodiscard]] const std::vector<const Product*>& shelf_goods() const;
    void scan_to_receive(const std::string& text);
    void errand_done(const std::string& action);
    void cancel();
    void reprint();
    void select_changed(const Accepted& answer);
    void draw_receipt(const Record& record);
    void draw_shift(const Record& record);
    /// `print_as`: the name of the job and the file; empty: only drawn.
    void order(receipts::Document document, Purpose purpose, std::string print_as = {});
    void order_payment_code();
    [[nodiscard]] const SaleLine* selected(const PricedBasket& priced) const;
    [[nodiscard]] const Product* exact(const std::string& text) const;
    [[nodiscard]] Expected<Code, Refusal> code_of(const std::string& text) const;
    /// `count` times what `text` names: of a pack that says its measure, as often that.
    void add_packs(const Product& product, const std::string& text, Quantity count);
    [[nodiscard]] Screen home() const;
    /// Nobody approves: back to where it was asked for.
    void leave_approval();

    Language language_;
    const Clock* clock_;
    DeskWords words_;
    DeskPorts ports_;
    Till till_{};
    std::shared_ptr<const Catalog> catalog_ = std::make_shared<const Catalog>();
    DeskState state_{};
    Recent recent_{};
    Shelves shelves_{};
    Basket kept_basket_{}; // as it was last handed over to be kept
    std::vector<TenderRow> kept_tenders_{};
    std::vector<SaleLine> lines_before_{}; // to choose the line an action changed
    std::deque<std::string> waiting_scans_{};
    bool typing_hinted_ = false;          // that a scanner types
    bool input_method_hinted_ = false;    // that one changes what it types
    std::string scanner_missed_{};        // the one a notice says is gone
    std::string done_words_{};            // said once an errand or a setting is on disk
    std::vector<std::string> received_{}; // how much, and of what
    std::string printer_words_{};         // said last about the printer
    int tests_ = 0;                       // of devices, so far
    int payment_codes_ = 0;               // ordered, or given up
    int previews_ = 0;                    // of receipts
    int restores_ = 0;                    // backups looked at or restored
    int logos_ = 0;                       // that were to be read, or are no longer
    bool saves_on_ = false;               // a setting is kept, and others are to follow
};

} // namespace ocop::ui
