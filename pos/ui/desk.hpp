#pragma once

#include "pos/core/answer.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/till.hpp"
#include "pos/ports/clock.hpp"
#include "pos/shell/store_runner.hpp"
#include "pos/ui/keys.hpp"
#include "pos/ui/paper_order.hpp"
#include "pos/ui/screen.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::ui {

/// One sentence in the coloured bar.
struct Notice {
    enum class Kind { none, info, warning, refusal };
    Kind kind = Kind::none;
    std::string text{};
    bool operator==(const Notice&) const = default;
};

/// What the window remembers between two keys, beyond the till itself.
struct DeskState {
    Screen screen = Screen::opening;
    bool help = false;
    Notice notice{};
    std::int64_t selected_line = 0; // 0: none
    std::string search{};           // what stands in the code field
    std::size_t selected_result = 0;
    std::string tender{"cash"};          // on the payment screen
    std::optional<Record> last_record{}; // the sale or return that was done last
    std::optional<ShiftSummary> last_shift{};
    std::optional<receipts::Bitmap> paper{};        // of the receipt or report on the screen
    std::optional<receipts::Bitmap> payment_code{}; // VietQR of what is left to pay
    std::string paper_fault{};                      // the printer's last trouble
    std::string opening_fault{};                    // why the store could not be opened
    std::int64_t selected_hold = 0;
    bool cancel_asked = false;                         // pressed once
    std::optional<GiveDiscount> to_approve_discount{}; // waits for an approver
    std::optional<ReturnGoods> to_approve_return{};
    std::string approver{};
    std::optional<StoredSale> found_sale{}; // on the return screen
    std::vector<Quantity> coming_back{};    // per line of found_sale
    std::size_t selected_return_line = 0;
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
    std::string no_such_receipt{};
    std::string nothing_comes_back{};
    std::string finish_basket_first{};
    std::string held_as{}; // with %s for the number
    std::string reprinted{};
    std::string shift_is_open{}; // goes on from before
    std::string no_goods{};      // the catalogue is empty
};

/// The doors of the desk to the other threads; the window gives them, tests give their own.
struct DeskPorts {
    std::function<bool(StoreEffect)> store{};   // false: too many wait
    std::function<bool(std::string)> look_up{}; // find a receipt; answer sale_found()
    std::function<void(PaperOrder)> paper{};    // draw, print, file
    std::function<void()> ring{};               // the sound of a "no"
    std::function<void()> changed{};            // draw again
};

/// The till window without its window: which screen, what a key means there, what a person typed.
/// Owns the Till and runs step(). UI thread; never waits, never does I/O.
class Desk {
public:
    /// Borrows `clock`.
    Desk(Language language, const Clock& clock, DeskWords words, DeskPorts ports);

    // News from the other threads.

    /// The store is open. `note` is a sentence about a missing or broken catalogue, or empty.
    void opened(Ledger ledger, std::shared_ptr<const Catalog> catalog, const std::string& note);
    /// It could not be opened: shown, nothing else works.
    void could_not_open(std::string sentence);
    void receive(const Message& message);
    void receive(PaperNews news);
    /// Answer to look_up: the receipt, or none, or why it could not be read.
    void sale_found(std::optional<StoredSale> sale, const std::string& fault);

    // What people do.

    /// A key or a button.
    void press(Command command);
    /// A key of the scanner, or the code field's Enter.
    void scan(const std::string& text);
    /// Text in the code field changed: results follow.
    void search(const std::string& text);
    /// Enter in the code field.
    void enter_code();
    void sign_in(const std::string& user, const std::string& pin);
    void open_shift(const std::string& amount);
    void set_quantity(const std::string& text);
    void give_discount(const std::string& percent, bool whole_basket, const std::string& reason);
    void approve(const std::string& user, const std::string& pin);
    void choose_tender(const std::string& tender);
    /// `amount` as typed; empty pays exactly what is left.
    void pay(const std::string& amount);
    void recall(std::int64_t hold);
    void select_line(std::int64_t line);
    void add_result(std::size_t index);
    void close_shift(const Denominations& counted);
    void find_receipt(const std::string& text);
    void set_coming_back(std::size_t line, Quantity quantity);
    void take_back();
    void dismiss();

    /// True if the window may close now; else says why not.
    [[nodiscard]] bool may_leave();

    [[nodiscard]] const Till& till() const { return till_; }

    [[nodiscard]] const Catalog& catalog() const { return *catalog_; }

    [[nodiscard]] const DeskState& state() const { return state_; }

    [[nodiscard]] Language language() const { return language_; }

    [[nodiscard]] Moment now() const { return clock_->now(); }

    /// The basket with its amounts as of now.
    [[nodiscard]] PricedBasket priced() const;
    /// What is left to pay, without cash rounding.
    [[nodiscard]] Money rest() const;
    /// Goods the code field's words find, at most result_max.
    [[nodiscard]] std::vector<const Product*> results() const;
    static constexpr std::size_t result_max = 30;

private:
    void ask(ActionKind kind);
    void carry_out(const Effect& effect);
    void answered(const Answer& answer);
    void accepted(const Accepted& answer);
    void completed(const Accepted& answer);
    void go(Screen screen);
    void leave_screen();
    void say(Notice::Kind kind, std::string text);
    void refuse(std::string text);
    void press_on_basket(Command command);
    void move(int by);
    void change_quantity(Quantity by);
    void show_payment(const std::string& tender);
    void show_report();
    void cancel();
    void reprint();
    void select_changed(const Accepted& answer);
    void draw_receipt(const Record& record);
    void draw_shift(const Record& record);
    void order(std::optional<receipts::Document> document, Purpose purpose, bool print);
    void order_payment_code();
    [[nodiscard]] const SaleLine* selected(const PricedBasket& priced) const;
    [[nodiscard]] const Product* exact(const std::string& text) const;
    [[nodiscard]] Screen home() const;

    Language language_;
    const Clock* clock_;
    DeskWords words_;
    DeskPorts ports_;
    Till till_{};
    std::shared_ptr<const Catalog> catalog_ = std::make_shared<const Catalog>();
    DeskState state_{};
    std::vector<SaleLine> lines_before_{}; // to choose the line an action changed
};

} // namespace ocop::ui
