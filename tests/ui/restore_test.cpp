#include "pos/ui/desk.hpp"
#include "pos/ui/view_model.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {
namespace {

using testing::StillClock;

/// A desk whose store could not be opened, and what it asks of the store thread.
class RestoreDesk : public ::testing::Test {
protected:
    DeskPorts ports() {
        DeskPorts made;
        made.ring = [] {};
        made.changed = [] {};
        made.restore.look = [this](int number, std::string file, const Secret& passphrase) {
            looks.push_back({number, std::move(file)});
            passphrases.emplace_back(passphrase.view());
            return !is_full;
        };
        made.restore.restore = [this](RestoreOrder order) {
            orders.push_back(std::move(order));
            return !is_full;
        };
        return made;
    }

    /// As far as what a backup holds: 41 receipts, 7 invoices, two managers.
    void look() {
        desk.could_not_open("no ledger", true);
        desk.press(Command::confirm);
        desk.type_backup_file("/media/backup");
        desk.look_at_backup({});
        BackupLook found;
        found.number = looks.back().first;
        found.offer = compose::RestoreOffer{};
        found.offer->till = "QNA-HOIAN-01-1";
        found.offer->receipts = 41;
        found.offer->series = {{"1C26MYY", 7}};
        found.offer->managers = {"hoa", "tam"};
        desk.receive(found);
    }

    void refuse(RestoreRefused refused) {
        refused.number = orders.back().number;
        desk.receive(std::move(refused));
    }

    [[nodiscard]] Screen screen() const { return desk.state().screen; }

    [[nodiscard]] const RestoreState& restore() const { return desk.state().restore; }

    StillClock clock{};
    std::vector<std::pair<int, std::string>> looks{};
    std::vector<std::string> passphrases{};
    std::vector<RestoreOrder> orders{};
    bool is_full = false;
    Desk desk{Language::vi, clock, DeskWords{}, ports()};
};

TEST_F(RestoreDesk, IsOfferedOnlyWhereABackupHelps) {
    desk.could_not_open("another program holds it");
    desk.press(Command::confirm);
    EXPECT_EQ(screen(), Screen::failed);
    desk.could_not_open("no ledger", true);
    desk.press(Command::confirm);
    EXPECT_EQ(screen(), Screen::restore);
    desk.press(Command::back);
    EXPECT_EQ(screen(), Screen::failed);
}

TEST_F(RestoreDesk, StartsWithTheNumbersTheBackupKnows) {
    look();
    EXPECT_EQ(restore().phase, RestorePhase::asks_numbers);
    const auto page = view(desk).restore;
    ASSERT_TRUE(page);
    EXPECT_EQ(page->receipt, "41");
    EXPECT_EQ(
        page->einvoices, (std::vector<std::pair<std::string, std::string>>{{"1C26MYY", "7"}})
    );
    EXPECT_EQ(page->manager, "hoa");
    EXPECT_TRUE(page->has_after);
}

TEST_F(RestoreDesk, SendsWhatWasStatedAndByWhom) {
    look();
    desk.state_receipt("QNA-HOIAN-01-1-000055");
    desk.state_einvoice(0, "12");
    desk.choose_restorer(1);
    desk.restore_backup("five random words", "1234");
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].numbers, (StatedNumbers{"QNA-HOIAN-01-1-000055", {"1C26MYY=12"}}));
    EXPECT_EQ(orders[0].manager, "tam");
    EXPECT_EQ(orders[0].pin.view(), "1234");
    EXPECT_EQ(orders[0].passphrase.view(), "five random words");
    EXPECT_FALSE(orders[0].replace);
    desk.press(Command::back);
    EXPECT_EQ(screen(), Screen::restore) << "it goes on";
    desk.restore_backup({}, "1234");
    EXPECT_EQ(orders.size(), 1U) << "once";
}

TEST_F(RestoreDesk, KeepsWhatWasTypedWhenItIsRefused) {
    look();
    desk.state_receipt("3");
    desk.restore_backup({}, "1234");
    RestoreRefused refused;
    refused.wrong = RestorePart::receipt;
    refused.fault = "too small";
    refuse(refused);
    EXPECT_EQ(screen(), Screen::restore);
    EXPECT_EQ(restore().phase, RestorePhase::asks_numbers);
    EXPECT_EQ(restore().receipt, "3");
    EXPECT_EQ(restore().fault, "too small");
    EXPECT_EQ(restore().file, "/media/backup");
    desk.state_receipt({}); // states nothing
    desk.restore_backup({}, "1234");
    EXPECT_EQ(orders.back().numbers.last_receipt, std::nullopt);
}

TEST_F(RestoreDesk, ReplacesAStoreOnlyWhenToldTwice) {
    look();
    desk.restore_backup({}, "1234");
    EXPECT_FALSE(orders.back().replace);
    RestoreRefused refused;
    refused.asks_replace = true;
    refused.fault = "a store is here";
    refuse(refused);
    desk.restore_backup({}, "1234");
    EXPECT_TRUE(orders.back().replace);
    desk.type_backup_file("/media/other"); // not while it goes on
    EXPECT_EQ(restore().file, "/media/backup");
    refuse({});
    desk.type_backup_file("/media/other");
    EXPECT_FALSE(restore().offer.has_value()) << "what was confirmed was another backup";
    EXPECT_FALSE(restore().replaces);
}

TEST_F(RestoreDesk, MakesWhoTypesWrongPinsWait) {
    look();
    desk.restore_backup({}, {});
    EXPECT_TRUE(orders.empty()) << "no PIN at all";
    EXPECT_EQ(restore().wrong, RestorePart::pin);
    for (int tries = 0; tries < 5; ++tries) {
        desk.restore_backup({}, "0000");
        RestoreRefused refused;
        refused.is_wrong_pin = true;
        refused.wrong = RestorePart::pin;
        refuse(refused);
    }
    EXPECT_EQ(orders.size(), 5U);
    desk.restore_backup({}, "1234");
    EXPECT_EQ(orders.size(), 5U);
    EXPECT_FALSE(restore().fault.empty());
    desk.type_backup_file("/media/other"); // no way around it
    desk.type_backup_file("/media/backup");
    EXPECT_EQ(restore().tries.wrong, 5);
    clock.time = Moment{clock.time.seconds() + 61};
    look();
}

TEST_F(RestoreDesk, AsksForAPassphraseOfASealedBackup) {
    desk.could_not_open("no ledger", true);
    desk.press(Command::confirm);
    desk.type_backup_file("/media/backup");
    desk.look_at_backup({});
    BackupLook locked;
    locked.number = looks.back().first;
    locked.is_sealed = true;
    locked.wrong = RestorePart::passphrase;
    desk.receive(locked);
    EXPECT_TRUE(view(desk).restore->is_sealed);
    EXPECT_EQ(restore().phase, RestorePhase::asks_file);
    desk.look_at_backup("five random words");
    EXPECT_EQ(passphrases.back(), "five random words");
    locked.fault = "late";
    desk.receive(locked); // of the question before
    EXPECT_EQ(restore().phase, RestorePhase::looks);
    EXPECT_TRUE(restore().fault.empty());
}

TEST_F(RestoreDesk, ShowsHowFarItIs) {
    look();
    desk.restore_backup({}, "1234");
    desk.restore_goes_on(orders.back().number, 40);
    EXPECT_EQ(view(desk).restore->percent, 40);
    desk.restore_goes_on(orders.back().number - 1, 90);
    EXPECT_EQ(view(desk).restore->percent, 40);
}

TEST_F(RestoreDesk, SaysSoWhereTooMuchWaits) {
    is_full = true;
    desk.could_not_open("no ledger", true);
    desk.press(Command::confirm);
    desk.type_backup_file("/media/backup");
    desk.look_at_backup({});
    EXPECT_EQ(restore().phase, RestorePhase::asks_file);
}

} // namespace
} // namespace ocop::ui
