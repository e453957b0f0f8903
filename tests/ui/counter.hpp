#pragma once

#include "pos/shell/store_runner.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/view_model.hpp"
#include "tests/core/goods.hpp"
#include "tests/fakes/fake_journal.hpp"
#include "tests/fakes/fake_pins.hpp"

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ocop::testing {

/// A clock that stands still.
class StillClock final : public Clock {
public:
    [[nodiscard]] Moment now() const override { return time; }

    Moment time = *parse_moment("2026-11-22T09:00:00+07:00");
};

/// The desk over a journal in memory, without a window. Store answers come when run() is called, as
/// from another thread.
class Counter {
public:
    explicit Counter(bool training = true)
        : journal{training},
          runner{journal, pins, Language::en},
          desk{Language::en, clock, words(), ports()} {
        desk.opened(journal.ledger(), catalog(), {});
    }

    /// Answers all that the desk asked of the store.
    void run() {
        while (!asked.empty()) {
            const StoreEffect effect = std::move(asked.front());
            asked.pop_front();
            desk.receive(runner.carry_out(effect));
        }
    }

    /// Signed in as `user`, shift open.
    Counter& open(const std::string& user = "lan") {
        desk.sign_in(user, "1234");
        run();
        desk.open_shift("2000k");
        run();
        return *this;
    }

    /// A sale of one box of tea in cash, done.
    Counter& sell_tea() {
        desk.scan("QNA-002");
        desk.press(ui::Command::pay_cash);
        desk.pay("50k");
        run();
        return *this;
    }

    [[nodiscard]] ui::ViewModel view() const { return ui::view(desk); }

    [[nodiscard]] ui::Screen screen() const { return desk.state().screen; }

    [[nodiscard]] std::string notice() const { return desk.state().notice.text; }

    StillClock clock{};
    FakeJournal journal;
    FakePins pins{};
    StoreRunner runner;
    std::deque<StoreEffect> asked{};
    std::vector<std::optional<OpenBasket>> kept_baskets{};
    std::vector<ui::PaperOrder> papers{};
    std::vector<std::string> looked_up{};
    std::vector<std::string> readers{}; // of what became of the last run
    using PrintChoices = std::vector<std::pair<std::int64_t, devices::PrintChoice>>;
    PrintChoices print_choices{};
    int watches = 0; // of what is plugged in
    std::vector<std::map<std::string, std::string>> applied{};
    std::vector<std::pair<int, std::string>> print_tests{}; // number, address
    std::map<std::string, std::string> tested_settings{};   // of the last of them
    compose::TestSlips tested_slips{};
    std::vector<std::pair<int, Ledger>> previews{};
    std::vector<std::pair<int, std::string>> logos{};
    std::vector<int> woken{};
    int rings = 0;
    bool store_is_full = false;
    ui::Desk desk;

private:
    static ui::DeskWords words() {
        ui::DeskWords words;
        words.cancel_again = "cancel again";
        words.no_x_for_cashier = "no x";
        words.store_busy = "store busy";
        words.not_a_quantity = "not a quantity";
        words.not_an_amount = "not an amount";
        words.not_a_percentage = "not a percentage";
        words.no_line_chosen = "no line";
        words.tender_back = "%s back";
        words.no_such_receipt = "no such receipt";
        words.nothing_comes_back = "nothing comes back";
        words.finish_basket_first = "finish first";
        words.held_as = "held as %s.";
        words.reprinted = "reprinted";
        words.shift_is_open = "shift is open";
        words.shift_goes_on = "shift %1 of %2 goes on";
        words.nothing_counted = "nothing counted";
        words.last_receipt = "last receipt %s";
        words.day_confirmed = "day confirmed";
        words.no_receipt_yet = "no receipt yet";
        words.no_goods = "no goods";
        words.not_a_day = "not a day";
        words.nothing_to_receive = "nothing to receive";
        words.paid_in = "%s in";
        words.paid_out = "%s out";
        words.drawer_open = "drawer open";
        words.drawer_by_key = "drawer by key";
        words.new_catalog = "version %1, %2 products";
        words.same_catalog = "nothing new";
        words.stick_syncs = "from %s";
        words.paper_failed = "not out: %s";
        words.printer_asks = "how: %s";
        words.unprinted = "not out: %s";
        words.drawer_stuck = "drawer stuck: %s";
        words.scan_not_taken = "%s not taken";
        words.scanner_types = "it types";
        words.scan_changed = "taken as %s";
        words.scan_lost = "%s lost";
        words.scanner_gone = "%s gone";
        words.printer_used = "prints at %s";
        words.printer_left = "prints nowhere";
        words.scanner_used = "%s scans";
        words.scanner_left = "%s given back";
        words.keyboard_asked = "is %s a scanner?";
        words.buyer_noted = "invoice for %s";
        words.unsaved = "unsaved";
        words.save_or_undo = "save or undo";
        words.nothing_to_save = "nothing to save";
        words.receipt_saved = "saved";
        words.field_is_wrong = "a field is wrong";
        words.no_printer_to_test = "no printer";
        words.received = "%1 of %2, now %3";
        return words;
    }

    ui::DeskPorts ports() {
        ui::DeskPorts ports;
        ports.store = [this](StoreEffect effect) {
            if (store_is_full) {
                return false;
            }
            asked.push_back(std::move(effect));
            return true;
        };
        ports.look_up = [this](std::string number) {
            looked_up.push_back(std::move(number));
            return true;
        };
        ports.note_reading = [this](std::string user) {
            readers.push_back(std::move(user));
            return true;
        };
        ports.keep_basket = [this](std::optional<OpenBasket> open) {
            kept_baskets.push_back(std::move(open));
        };
        ports.paper = [this](ui::PaperOrder order) { papers.push_back(std::move(order)); };
        ports.print = [this](std::int64_t job, devices::PrintChoice choice) {
            print_choices.emplace_back(job, choice);
        };
        ports.device.watch = [this] { ++watches; };
        ports.device.apply = [this](const Ledger& ledger) { applied.push_back(ledger.settings); };
        ports.device.test = [this](
                                int number,
                                const PrinterAddress& address,
                                const Ledger& ledger,
                                compose::TestSlips slips
                            ) {
            print_tests.emplace_back(number, to_string(address));
            tested_settings = ledger.settings;
            tested_slips = slips;
        };
        ports.receipt.preview = [this](int number, Ledger ledger) {
            previews.emplace_back(number, std::move(ledger));
        };
        ports.receipt.read_logo = [this](int number, std::string path) {
            logos.emplace_back(number, std::move(path));
        };
        ports.device.wake = [this](int number) { woken.push_back(number); };
        ports.ring = [this] { ++rings; };
        ports.changed = [] {};
        return ports;
    }
};

} // namespace ocop::testing
