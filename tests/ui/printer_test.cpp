#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace ocop::ui {
namespace {

using devices::PrintChoice;
using devices::PrintStatus;
using testing::Counter;

PrintStatus status(PrintStatus::Phase phase, std::optional<PrintTrouble> trouble = std::nullopt) {
    PrintStatus told;
    told.phase = phase;
    told.trouble = trouble;
    if (phase != PrintStatus::Phase::idle) {
        told.job = 7;
        told.name = "QNA-HOIAN-01-1-000017";
    }
    return told;
}

PrintStatus asking(bool may_go_on) {
    PrintStatus told = status(PrintStatus::Phase::asking, PrintTrouble::paper_out);
    told.may_be_out = true;
    told.may_go_on = may_go_on;
    return told;
}

std::vector<PrintChoice> choices(const Counter& counter) {
    std::vector<PrintChoice> found;
    for (const PrintOption& option : counter.desk.print_options()) {
        found.push_back(option.choice);
    }
    return found;
}

TEST(PrinterDesk, SaysWhatIsWrongAtTheFootAndOnceAsASentence) {
    Counter counter;
    counter.open();
    counter.desk.receive(status(PrintStatus::Phase::waiting, PrintTrouble::paper_out));
    EXPECT_EQ(counter.notice(), words(PrintTrouble::paper_out, Language::en));
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::trouble);
    EXPECT_EQ(counter.view().frame.printer.words, "out of paper");
    counter.desk.dismiss();
    PrintStatus same = status(PrintStatus::Phase::waiting, PrintTrouble::paper_out);
    same.percent = 10;
    counter.desk.receive(same);
    EXPECT_EQ(counter.notice(), "") << "said once";
    counter.desk.receive(status(PrintStatus::Phase::waiting, PrintTrouble::cover_open));
    EXPECT_NE(counter.notice(), "");
    counter.desk.receive(status(PrintStatus::Phase::printing));
    EXPECT_EQ(counter.notice(), "") << "it has passed";
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::printing);
    EXPECT_EQ(counter.screen(), Screen::sell);
}

TEST(PrinterDesk, NeverTakesARefusalAwayNorLeavesTheBasket) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.scan("9999999999994");
    const std::string refusal = counter.notice();
    counter.desk.receive(asking(false));
    EXPECT_EQ(counter.notice(), refusal);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::asks);
}

TEST(PrinterDesk, OffersToGoOnOnlyWhereNothingWasLost) {
    Counter counter;
    counter.open();
    counter.desk.receive(asking(true));
    EXPECT_EQ(
        choices(counter),
        (std::vector{
            PrintChoice::go_on, PrintChoice::start_again, PrintChoice::keep, PrintChoice::drop})
    );
    counter.desk.receive(asking(false));
    EXPECT_EQ(
        choices(counter),
        (std::vector{PrintChoice::start_again, PrintChoice::keep, PrintChoice::drop})
    );
    EXPECT_TRUE(counter.desk.print_options()[0].marked);
}

TEST(PrinterDesk, ChoosesByArrowsAndEnter) {
    Counter counter;
    counter.open();
    counter.desk.receive(asking(true));
    counter.desk.press(Command::printer);
    ASSERT_EQ(counter.screen(), Screen::printer);
    ASSERT_TRUE(counter.view().printer);
    EXPECT_EQ(counter.view().printer->picture, PrinterPicture::roll);
    counter.desk.press(Command::down);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.print_choices, (Counter::PrintChoices{{7, PrintChoice::start_again}}));
    counter.desk.receive(status(PrintStatus::Phase::idle));
    EXPECT_TRUE(counter.view().printer->options.empty());
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::sell) << "with nothing to choose, Enter goes back";
}

TEST(PrinterDesk, OffersReceiptsOfBeforeOneByOneOrAll) {
    Counter counter;
    counter.open();
    PrintStatus told = status(PrintStatus::Phase::idle);
    told.offered = {{3, "a", true}, {4, "b", false}};
    counter.desk.receive(told);
    EXPECT_EQ(counter.notice(), "not out: 2");
    EXPECT_EQ(counter.view().frame.printer.kind, PrinterSign::Kind::offered);
    const auto options = counter.desk.print_options();
    ASSERT_EQ(options.size(), 4U);
    EXPECT_TRUE(options[0].marked);
    EXPECT_EQ(options[2].jobs, (std::vector<std::int64_t>{3, 4}));
    counter.desk.choose_print(2);
    EXPECT_EQ(
        counter.print_choices,
        (Counter::PrintChoices{{4, PrintChoice::start_again}, {3, PrintChoice::start_again}})
    ) << "each goes before those that wait, so the first is told last";
    counter.desk.choose_print(1);
    EXPECT_EQ(counter.print_choices.back(), (std::pair{std::int64_t{3}, PrintChoice::drop}));
}

TEST(PrinterDesk, TellsThatTheDrawerDidNotOpenAndThatTheDiskIsFull) {
    Counter counter;
    counter.open();
    PrintStatus told = status(PrintStatus::Phase::idle);
    told.drawer = PrintTrouble::unplugged;
    counter.desk.receive(told);
    EXPECT_EQ(counter.notice(), "drawer stuck: " + words(PrintTrouble::unplugged, Language::en));
    told.fault = "The disk is full.";
    counter.desk.receive(told);
    EXPECT_EQ(counter.notice(), "The disk is full.");
}

TEST(PrinterDesk, ASecondCopyOfAClosedShiftIsMarkedToo) {
    Counter counter;
    counter.open("hoa");
    counter.desk.press(Command::close_shift);
    counter.desk.close_shift({});
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::shift_closed);
    counter.papers.clear();
    counter.desk.press(Command::reprint);
    ASSERT_EQ(counter.papers.size(), 1U);
    ASSERT_TRUE(counter.papers[0].document);
    EXPECT_TRUE(counter.papers[0].print);
    bool marked = false;
    for (const receipts::Block& block : counter.papers[0].document->blocks) {
        const auto* const text = std::get_if<receipts::Text>(&block);
        marked = marked || (text != nullptr && text->text == "REPRINT");
    }
    EXPECT_TRUE(marked);
}

} // namespace
} // namespace ocop::ui
