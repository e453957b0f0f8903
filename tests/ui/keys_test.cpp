#include "pos/ui/keys.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace ocop::ui {
namespace {

TEST(Keys, GiveEachKeyOneMeaning) {
    std::set<std::pair<int, int>> seen;
    for (const Shortcut& row : shortcuts()) {
        const auto key = std::pair{static_cast<int>(row.key), static_cast<int>(row.held)};
        EXPECT_TRUE(seen.insert(key).second) << row.shown << " stands twice in the table";
    }
}

TEST(Keys, HaveALabelAndAMeaningForEveryRow) {
    for (const Shortcut& row : shortcuts()) {
        EXPECT_FALSE(row.shown.empty());
        EXPECT_FALSE(row.meaning.empty()) << row.shown;
    }
}

TEST(Keys, NameTheButtonsKey) {
    EXPECT_EQ(key_of(Command::pay_cash), "F9");
    EXPECT_EQ(key_of(Command::cancel_basket), "Shift+Delete");
    EXPECT_EQ(key_of(Command::quantity), "F3") << "the first key of a command is on its button";
}

TEST(Keys, PayOnlyWhereThereIsABasket) {
    EXPECT_EQ(command_for(Key::f9, Held::none, Screen::sell), Command::pay_cash);
    EXPECT_EQ(command_for(Key::f9, Held::none, Screen::pay), Command::pay_cash);
    EXPECT_EQ(command_for(Key::f9, Held::none, Screen::sign_in), std::nullopt);
    EXPECT_EQ(command_for(Key::f9, Held::none, Screen::count), std::nullopt);
}

TEST(Keys, TabGoesFromFieldToField) {
    for (const Screen form :
         {Screen::buyer, Screen::count, Screen::paid_in, Screen::paid_out, Screen::receive}) {
        EXPECT_EQ(command_for(Key::tab, Held::none, form), Command::down) << name(form);
        EXPECT_EQ(command_for(Key::tab, Held::shift, form), Command::up) << name(form);
    }
    EXPECT_EQ(command_for(Key::tab, Held::none, Screen::sell), Command::goods);
    EXPECT_EQ(command_for(Key::tab, Held::none, Screen::pay), std::nullopt);
}

TEST(Keys, TurnThePagesOfEveryPaper) {
    for (const Screen paper : {Screen::receipt, Screen::report, Screen::shift_closed}) {
        EXPECT_EQ(command_for(Key::page_down, Held::none, paper), Command::page_down);
    }
}

TEST(Keys, LeaveTheStarToWhatIsTypedInAQuestion) {
    EXPECT_EQ(command_for(Key::star, Held::none, Screen::sell), Command::quantity);
    EXPECT_EQ(command_for(Key::star, Held::none, Screen::quantity), std::nullopt);
}

TEST(Keys, TellDeleteFromShiftDelete) {
    EXPECT_EQ(command_for(Key::del, Held::none, Screen::sell), Command::remove_line);
    EXPECT_EQ(command_for(Key::del, Held::shift, Screen::sell), Command::cancel_basket);
}

TEST(Keys, DoNothingWhileTheJournalIsBeingOpened) {
    for (const Shortcut& row : shortcuts()) {
        EXPECT_FALSE(available(row.command, Screen::opening)) << row.shown;
        // Enter leads to a backup, where one would help.
        EXPECT_EQ(available(row.command, Screen::failed), row.command == Command::confirm);
    }
}

} // namespace
} // namespace ocop::ui
