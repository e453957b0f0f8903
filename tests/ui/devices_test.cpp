#include "tests/devices/plugged.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using devices::UsbChange;
using devices::UsbDevice;
using devices::testing::plugged_keyboard;
using devices::testing::plugged_printer;
using devices::testing::plugged_riddle;
using devices::testing::plugged_scanner;
using devices::testing::plugged_stick;
using testing::Counter;
using Sign = compose::ScannerSign;
using Phase = DeviceTest::Phase;

const UsbDevice epson = plugged_printer(1, "TM-T20", "1-1");
const UsbDevice xprinter = plugged_printer(2, "XP-80", "1-2");
const UsbDevice voyager = plugged_scanner(3, "Voyager", "1-3");
const UsbDevice cheap = plugged_keyboard(4, "Barcode", "1-4");

/// Signed in, on the devices' screen, with some of them plugged in.
class Devices : public ::testing::Test {
protected:
    /// In a store that was told to print nowhere.
    void open(const std::string& user, const std::vector<UsbDevice>& devices) {
        counter.open(user);
        (void)counter.journal.append(
            {"settings", counter.clock.time, {{"key", "printer"}, {"value", ""}}}
        );
        counter.desk.receive(Message{RecordSeen{counter.journal.records.back()}});
        counter.desk.press(Command::devices);
        for (const UsbDevice& device : devices) {
            plug(device);
        }
        counter.desk.devices_listed({});
    }

    void plug(const UsbDevice& device) {
        counter.desk.receive(UsbChange{UsbChange::Kind::arrived, device});
    }

    void unplug(const UsbDevice& device) {
        counter.desk.receive(UsbChange{UsbChange::Kind::left, device});
    }

    [[nodiscard]] DevicesView page() const {
        return counter.view().device_page.value_or(DevicesView{});
    }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const DeviceRow& row : page().rows) {
            found.push_back(row.name);
        }
        return found;
    }

    [[nodiscard]] const DeviceRow& row(const std::string& name) {
        shown_ = page();
        for (const DeviceRow& candidate : shown_.rows) {
            if (candidate.name == name) {
                return candidate;
            }
        }
        ADD_FAILURE() << "no row " << name;
        return shown_.rows.front();
    }

    /// Chooses the device by its arrows and carries the action out by Enter.
    void act(const std::string& name, DeviceAction action) {
        for (int i = 0; i < 10; ++i) {
            counter.desk.press(Command::up);
        }
        while (!row(name).selected) {
            counter.desk.press(Command::down);
        }
        for (int i = 0; i < 5; ++i) {
            counter.desk.press(Command::left);
        }
        for (int i = 0; page().actions.at(page().selected_action) != action; ++i) {
            ASSERT_LT(i, 5) << "no such action";
            counter.desk.press(Command::right);
        }
        counter.desk.press(Command::confirm);
        counter.run();
    }

    [[nodiscard]] std::string setting(const std::string& key) const {
        const auto& settings = counter.journal.ledger().settings;
        const auto found = settings.find(key);
        return found == settings.end() ? "never set" : found->second;
    }

    Counter counter{};

private:
    DevicesView shown_{};
};

TEST_F(Devices, AreWatchedFromTheStartAndListedPrintersAndScannersFirst) {
    open("hoa", {plugged_stick(9, "1-9"), cheap, voyager, xprinter, epson});
    EXPECT_EQ(counter.watches, 1);
    EXPECT_EQ(
        names(), (std::vector<std::string>{"TM-T20", "XP-80", "Voyager", "Barcode", "DataTraveler"})
    );
    EXPECT_EQ(row("TM-T20").numbers, "04b8:0e15");
    EXPECT_EQ(row("TM-T20").port, "1-1");
    EXPECT_TRUE(row("Voyager").used) << "recognised by itself";
    EXPECT_FALSE(row("Barcode").used);
    EXPECT_FALSE(row("TM-T20").used);
    unplug(epson);
    EXPECT_EQ(names().size(), 4U);
    counter.desk.press(Command::back);
    counter.desk.press(Command::devices);
    EXPECT_EQ(counter.watches, 1);
}

TEST_F(Devices, ThePrinterThatIsNotPluggedInIsMissedBeforeTheFirstReceipt) {
    open("hoa", {epson});
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::none);
    act("TM-T20", DeviceAction::use_printer);
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::ready);
    unplug(epson);
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::trouble);
    EXPECT_EQ(
        counter.view().frame.printer.words, short_words(PrintTrouble::no_printer, Language::en)
    );
    counter.desk.press(Command::back);
    counter.desk.press(Command::printer);
    ASSERT_TRUE(counter.view().printer.has_value());
    EXPECT_EQ(counter.view().printer->sentence, words(PrintTrouble::no_printer, Language::en));
    plug(epson);
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::ready);
    EXPECT_EQ(counter.view().printer->sentence, "");
}

TEST_F(Devices, SayWhetherTheyWereLookedForYet) {
    counter.open("hoa");
    counter.desk.press(Command::devices);
    EXPECT_FALSE(page().listed);
    counter.desk.devices_listed("no USB here");
    EXPECT_TRUE(page().listed);
    EXPECT_EQ(page().fault, "no USB here");
    counter.desk.press(Command::confirm); // with nothing to choose
    EXPECT_EQ(counter.screen(), Screen::devices);
}

TEST_F(Devices, ChoosingAPrinterIsWrittenDownWithWhoAndHoldsAtOnce) {
    open("hoa", {epson, xprinter});
    act("XP-80", DeviceAction::use_printer);
    EXPECT_EQ(
        counter.journal.records.back().body.json(),
        (Json{{"key", "printer"}, {"value", "usb:04b8:0e15@1-2"}, {"cashier", "hoa"}})
    );
    ASSERT_EQ(counter.applied.size(), 1U);
    EXPECT_EQ(counter.applied[0].at("printer"), "usb:04b8:0e15@1-2");
    EXPECT_EQ(counter.notice(), "prints at XP-80");
    EXPECT_TRUE(row("XP-80").used);
    EXPECT_FALSE(row("TM-T20").used);
    EXPECT_EQ(counter.screen(), Screen::devices);
    act("XP-80", DeviceAction::leave_printer);
    EXPECT_EQ(setting("printer"), "");
    EXPECT_FALSE(row("XP-80").used);
}

TEST_F(Devices, ACashierChoosesOnlyWithAManagersPinAndComesBack) {
    open("lan", {epson});
    act("TM-T20", DeviceAction::use_printer);
    ASSERT_EQ(counter.screen(), Screen::approve);
    EXPECT_EQ(setting("printer"), "");
    const auto approvers = counter.view().approvers;
    ASSERT_EQ(approvers.size(), 1U) << "a lead may not";
    EXPECT_EQ(approvers[0].name, "hoa");
    EXPECT_TRUE(counter.view().managers_alone) << "and the screen says so";
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::devices);
    act("TM-T20", DeviceAction::use_printer);
    counter.desk.approve("hoa", "0000");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve);
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::devices);
    EXPECT_EQ(setting("printer"), "usb:04b8:0e15@1-1");
    EXPECT_EQ(counter.journal.records.back().body.json().at("approver"), "hoa");
    EXPECT_EQ(counter.applied.size(), 1U);
}

TEST_F(Devices, WhereTheDiskIsFullNothingIsChosen) {
    open("hoa", {epson});
    counter.journal.fail_next = true;
    act("TM-T20", DeviceAction::use_printer);
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::refusal);
    EXPECT_FALSE(row("TM-T20").used);
    EXPECT_TRUE(counter.applied.empty());
}

TEST_F(Devices, AKeyboardIsAskedAboutBeforeItStopsTyping) {
    open("hoa", {cheap, voyager});
    act("Barcode", DeviceAction::use_scanner);
    EXPECT_EQ(setting("scanner"), "never set");
    EXPECT_EQ(counter.notice(), "is Barcode a scanner?");
    EXPECT_TRUE(page().is_asked);
    counter.desk.press(Command::up);
    EXPECT_EQ(counter.notice(), "") << "another device, another question";
    act("Barcode", DeviceAction::use_scanner);
    EXPECT_EQ(setting("scanner"), "never set");
    counter.desk.press(Command::confirm);
    counter.run();
    EXPECT_EQ(setting("scanner"), "auto 0416:c141@1-4");
    EXPECT_TRUE(row("Barcode").used);
    EXPECT_EQ(counter.notice(), "Barcode scans");
}

TEST_F(Devices, AScannerThatWasGivenBackIsNotMissed) {
    open("hoa", {voyager});
    const std::string id = id_of(voyager);
    counter.desk.receive(Sign{Sign::Kind::ready, id, "Voyager", {}});
    act("Voyager", DeviceAction::leave_scanner);
    EXPECT_EQ(setting("scanner"), "off");
    counter.desk.receive(Sign{Sign::Kind::gone, id, "Voyager", {}});
    EXPECT_EQ(counter.notice(), "Voyager given back");
    act("Voyager", DeviceAction::use_scanner);
    EXPECT_EQ(setting("scanner"), "auto");
    counter.desk.receive(Sign{Sign::Kind::ready, id, "Voyager", {}});
    unplug(voyager);
    counter.desk.receive(Sign{Sign::Kind::gone, id, "Voyager", {}});
    EXPECT_EQ(counter.notice(), "Voyager gone") << "this one was pulled out";
}

TEST_F(Devices, TellWhatIsWrongWithThemInASentence) {
    UsbDevice locked = epson;
    locked.may_open = false;
    open("hoa", {locked, voyager});
    EXPECT_NE(row("TM-T20").fault.find("70-ocop.rules"), std::string::npos);
    EXPECT_TRUE(row("TM-T20").urgent);
    counter.desk.receive(Sign{Sign::Kind::failed, id_of(voyager), "Voyager", "held elsewhere"});
    EXPECT_EQ(row("Voyager").fault, "held elsewhere");
    counter.desk.receive(Sign{Sign::Kind::ready, id_of(voyager), "Voyager", {}});
    EXPECT_EQ(row("Voyager").fault, "");
    act("TM-T20", DeviceAction::use_printer);
    unplug(locked);
    EXPECT_EQ(page().rows[0].fault, words(PrintTrouble::no_printer, Language::en))
        << "the one that is set stays in the list";
    plug(epson);
    devices::PrintStatus status;
    status.phase = devices::PrintStatus::Phase::waiting;
    status.trouble = PrintTrouble::paper_out;
    counter.desk.receive(status);
    EXPECT_EQ(row("TM-T20").fault, words(PrintTrouble::paper_out, Language::en));
}

TEST_F(Devices, APrinterElsewhereIsListedAndCanBeGoneBackTo) {
    counter.open("hoa");
    (void)counter.journal.append(
        {"settings", counter.clock.time, {{"key", "printer"}, {"value", "tcp:10.0.0.9"}}}
    );
    counter.desk.receive(Message{RecordSeen{counter.journal.records.back()}});
    counter.desk.press(Command::devices);
    plug(epson);
    EXPECT_EQ(names(), (std::vector<std::string>{"TM-T20", "10.0.0.9"}));
    EXPECT_TRUE(row("10.0.0.9").used);
    act("10.0.0.9", DeviceAction::test_printer);
    EXPECT_EQ(counter.print_tests.back().second, "tcp:10.0.0.9:9100");
    act("TM-T20", DeviceAction::use_printer);
    EXPECT_FALSE(row("10.0.0.9").used);
    act("10.0.0.9", DeviceAction::use_printer);
    EXPECT_EQ(setting("printer"), "tcp:10.0.0.9:9100");
}

TEST_F(Devices, WhatDoesNotSayWhatItIsCanBeChosenAsAPrinter) {
    open("hoa", {plugged_riddle(7, "1-7"), plugged_stick(8, "1-8")});
    act("USB Thing", DeviceAction::use_printer);
    EXPECT_EQ(setting("printer"), "usb:1a86:7523@1-7");
    EXPECT_TRUE(row("USB Thing").used);
    counter.desk.press(Command::down);
    ASSERT_TRUE(row("DataTraveler").selected);
    EXPECT_TRUE(page().actions.empty()) << "a stick for files is no printer";
}

TEST_F(Devices, ATestPageIsAskedForOfThisVeryPrinterAndToldInWords) {
    open("lan", {epson, xprinter});
    act("XP-80", DeviceAction::test_printer);
    ASSERT_EQ(counter.print_tests.size(), 1U);
    EXPECT_EQ(counter.print_tests[0].second, "usb:04b8:0e15@1-2") << "chosen or not";
    EXPECT_EQ(page().test->phase, Phase::running);
    const int number = counter.print_tests[0].first;
    counter.desk.receive(compose::PrinterVerdict{number, "out of paper", {}});
    EXPECT_EQ(page().test->phase, Phase::failed);
    EXPECT_EQ(page().test->fault, "out of paper");
    act("XP-80", DeviceAction::test_printer);
    counter.desk.receive(compose::PrinterVerdict{number, {}, {}});
    EXPECT_EQ(page().test->phase, Phase::running) << "that was the answer to the one before";
    counter.desk.test_is_over(counter.woken.back());
    EXPECT_EQ(page().test->phase, Phase::late) << "no silence after 15 seconds";
    counter.desk.receive(compose::PrinterVerdict{counter.print_tests.back().first, {}, {}});
    EXPECT_EQ(page().test->phase, Phase::done);
    EXPECT_EQ(setting("printer"), "");
}

TEST_F(Devices, ATestScanShowsWhatCameAndPutsNothingIntoTheBasket) {
    open("lan", {voyager, cheap});
    counter.desk.receive(Sign{Sign::Kind::ready, id_of(voyager), "Voyager", {}});
    act("Voyager", DeviceAction::test_scanner);
    EXPECT_EQ(page().test->phase, Phase::running);
    counter.desk.scanned("]E08934563138165", id_of(voyager));
    ASSERT_EQ(page().test->phase, Phase::done);
    EXPECT_EQ(page().test->code, "8934563138165");
    EXPECT_EQ(page().test->aim, "]E0");
    EXPECT_EQ(page().test->symbology, "EAN-13, UPC");
    EXPECT_EQ(page().test->scanner, "Voyager");
    EXPECT_FALSE(page().test->is_other);
    counter.desk.scanned(
        "]d2010893456313816510L1\x1D"
        "21A",
        id_of(voyager)
    );
    EXPECT_EQ(page().test->symbology, "GS1 DataMatrix");
    EXPECT_EQ(page().test->code, "010893456313816510L1<GS>21A");
    counter.desk.scanned("8934563138165");
    EXPECT_EQ(page().test->scanner, "") << "it was typed";
    EXPECT_EQ(page().test->aim, "");
    EXPECT_TRUE(counter.view().lines.empty());
    EXPECT_EQ(counter.rings, 0);
    EXPECT_EQ(counter.woken.size(), 4U) << "each has its 15 seconds";
}

TEST_F(Devices, ATestScanEndsByEscOrTimeAndCodesAreGoodsAgain) {
    open("lan", {voyager});
    act("Voyager", DeviceAction::test_scanner);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.woken.size(), 1U) << "a scanner's own Enter chooses nothing";
    counter.desk.press(Command::back);
    EXPECT_FALSE(page().test);
    EXPECT_EQ(counter.screen(), Screen::devices);
    act("Voyager", DeviceAction::test_scanner);
    counter.desk.test_is_over(counter.woken.back());
    EXPECT_EQ(page().test->phase, Phase::late);
    counter.desk.scanned("8934563138165");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST_F(Devices, ATestScanTellsWhenAnotherScannerAnswered) {
    open("lan", {voyager, cheap});
    counter.desk.receive(Sign{Sign::Kind::ready, id_of(voyager), "Voyager", {}});
    act("Barcode", DeviceAction::test_scanner);
    counter.desk.scanned("]E08934563138165", id_of(voyager));
    EXPECT_EQ(page().test->scanner, "Voyager");
    EXPECT_TRUE(page().test->is_other);
}

TEST_F(Devices, TheOnlyPrinterIsUsedAndSaidInAStoreThatWasNeverTold) {
    counter.open("lan");
    counter.desk.devices_listed({});
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::none);
    plug(voyager);
    EXPECT_EQ(counter.notice(), "");
    plug(epson);
    EXPECT_EQ(counter.notice(), "prints at TM-T20");
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::ready);
    counter.desk.press(Command::devices);
    EXPECT_TRUE(row("TM-T20").used);
    EXPECT_EQ(setting("printer"), "never set") << "found, not chosen: nothing is recorded";
}

TEST_F(Devices, OfTwoPrintersTheTillAsksWhichAndUsesTheOneThatStays) {
    counter.open("hoa");
    counter.desk.devices_listed({});
    plug(epson);
    plug(xprinter);
    EXPECT_EQ(counter.notice(), words(PrintTrouble::several, Language::en));
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::trouble);
    counter.desk.press(Command::devices);
    EXPECT_FALSE(row("TM-T20").used);
    act("XP-80", DeviceAction::use_printer);
    EXPECT_EQ(setting("printer"), "usb:04b8:0e15@1-2");
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::ready);
}

} // namespace
} // namespace ocop::ui
