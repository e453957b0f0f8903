#include "devices/printer_status.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <set>
#include <vector>

namespace ocop::devices {
namespace {

bool take(StatusReader& reader, std::initializer_list<std::uint8_t> bytes) {
    return reader.take(std::vector<std::uint8_t>{bytes});
}

StatusReader all_asked() {
    StatusReader reader;
    for (const auto question :
         {StatusQuestion::printer,
          StatusQuestion::offline,
          StatusQuestion::error,
          StatusQuestion::paper}) {
        reader.asked(question);
    }
    return reader;
}

TEST(PrinterStatus, IsUnknownAndNoTroubleWhileThePrinterIsSilent) {
    const StatusReader reader = all_asked();
    EXPECT_EQ(reader.state(), PrinterState{});
    EXPECT_EQ(trouble_of(reader.state()), std::nullopt);
}

TEST(PrinterStatus, ReadsTheFourAnswersOfAHealthyPrinter) {
    StatusReader reader = all_asked();
    EXPECT_TRUE(take(reader, {0x12, 0x12, 0x12, 0x12}));
    EXPECT_EQ(reader.waiting(), 0U);
    EXPECT_EQ(reader.state().online, Known::yes);
    EXPECT_EQ(reader.state().cover_open, Known::no);
    EXPECT_EQ(reader.state().paper_low, Known::no);
    EXPECT_EQ(reader.state().paper_out, Known::no);
    EXPECT_EQ(reader.state().cutter_error, Known::no);
    EXPECT_EQ(reader.state().recoverable_error, Known::no);
    EXPECT_EQ(reader.state().unrecoverable_error, Known::no);
    EXPECT_EQ(reader.state().drawer_pin_high, Known::no);
    EXPECT_EQ(trouble_of(reader.state()), std::nullopt);
}

TEST(PrinterStatus, ReadsEachTroubleOfTheAnswers) {
    const auto trouble = [](std::initializer_list<std::uint8_t> answers) {
        StatusReader reader = all_asked();
        static_cast<void>(take(reader, answers));
        return trouble_of(reader.state());
    };
    EXPECT_EQ(trouble({0x1A, 0x12, 0x12, 0x12}), PrintTrouble::offline);
    EXPECT_EQ(trouble({0x1A, 0x16, 0x12, 0x12}), PrintTrouble::cover_open);
    EXPECT_EQ(trouble({0x1A, 0x32, 0x12, 0x7E}), PrintTrouble::paper_out);
    EXPECT_EQ(trouble({0x1A, 0x32}), PrintTrouble::paper_out);
    EXPECT_EQ(trouble({0x1A, 0x12, 0x1A, 0x12}), PrintTrouble::cutter);
    EXPECT_EQ(trouble({0x1A, 0x12, 0x16, 0x12}), PrintTrouble::error);
    EXPECT_EQ(trouble({0x1A, 0x12, 0x52, 0x12}), PrintTrouble::error);
    EXPECT_EQ(trouble({0x1A, 0x12, 0x32, 0x12}), PrintTrouble::broken);
    EXPECT_EQ(trouble({0x12, 0x12, 0x12, 0x1E}), std::nullopt) << "near its end, paper prints";
}

TEST(PrinterStatus, AnswersBelongToTheOldestQuestion) {
    StatusReader reader;
    reader.asked(StatusQuestion::paper);
    reader.asked(StatusQuestion::printer);
    EXPECT_TRUE(take(reader, {0x1E}));
    EXPECT_EQ(reader.state().paper_low, Known::yes);
    EXPECT_EQ(reader.state().online, Known::unknown);
    EXPECT_TRUE(take(reader, {0x16}));
    EXPECT_EQ(reader.state().drawer_pin_high, Known::yes);
    EXPECT_FALSE(take(reader, {0x72})) << "nobody asked";
    EXPECT_NE(reader.state().paper_out, Known::yes);
}

TEST(PrinterStatus, ForgetsTheOldestQuestionOfTooManyAndAllWhenTold) {
    StatusReader reader = all_asked();
    reader.asked(StatusQuestion::paper);
    EXPECT_EQ(reader.waiting(), StatusReader::questions_max);
    EXPECT_TRUE(take(reader, {0x16})) << "now the answer to what keeps it offline";
    EXPECT_EQ(reader.state().cover_open, Known::yes);
    reader.forget_questions();
    EXPECT_FALSE(take(reader, {0x12}));
}

TEST(PrinterStatus, ReadsStatusBackWhereverItComes) {
    StatusReader reader;
    EXPECT_FALSE(take(reader, {0x3C, 0x00, 0x0F}));
    EXPECT_EQ(reader.state(), PrinterState{}) << "three of four bytes are no status";
    EXPECT_TRUE(take(reader, {0x0F}));
    EXPECT_EQ(reader.state().online, Known::no);
    EXPECT_EQ(reader.state().cover_open, Known::yes);
    EXPECT_EQ(reader.state().drawer_pin_high, Known::yes);
    EXPECT_EQ(reader.state().paper_low, Known::yes);
    EXPECT_EQ(reader.state().paper_out, Known::yes);
    EXPECT_TRUE(take(reader, {0x10, 0x08, 0x00, 0x00}));
    EXPECT_EQ(trouble_of(reader.state()), PrintTrouble::cutter);
    EXPECT_TRUE(take(reader, {0x10, 0x20, 0x00, 0x00}));
    EXPECT_EQ(trouble_of(reader.state()), PrintTrouble::broken);
    EXPECT_TRUE(take(reader, {0x10, 0x00, 0x00, 0x00}));
    EXPECT_EQ(trouble_of(reader.state()), std::nullopt);
}

TEST(PrinterStatus, TellsRepliesApartThatComeMixed) {
    StatusReader reader;
    reader.asked(StatusQuestion::paper);
    // XOFF, status back broken by flow control, then a name, one of GS r, then the answer.
    EXPECT_TRUE(take(
        reader, {0x13, 0x10, 0x00, 0x13, 0x00, 0x11, 0x00, 0x5F, 'T', 0x12, 'M', 0x00, 0x03, 0x72}
    ));
    EXPECT_EQ(reader.state().online, Known::yes);
    EXPECT_EQ(reader.state().paper_out, Known::yes);
}

TEST(PrinterStatus, GivesUpHalfAStatusForTheNextReply) {
    StatusReader reader;
    reader.asked(StatusQuestion::printer);
    EXPECT_TRUE(take(reader, {0x10, 0x00, 0x1A}));
    EXPECT_EQ(reader.state().online, Known::no);
    EXPECT_EQ(reader.state().cutter_error, Known::unknown);
}

TEST(PrinterStatus, TellsTheWordThatAllIsPrintedFromEveryOtherAnswer) {
    StatusReader reader;
    EXPECT_FALSE(take(reader, {0x00})) << "nobody waited for it";
    reader.await_print(true);
    EXPECT_TRUE(take(reader, {0x18, 0x00, 0x00, 0x00})) << "status by itself";
    EXPECT_TRUE(reader.awaits_print());
    reader.asked(StatusQuestion::printer);
    EXPECT_TRUE(take(reader, {0x12}));
    EXPECT_TRUE(reader.awaits_print());
    EXPECT_FALSE(take(reader, {0x11, 0x13, 0x5F, 'T', 'M', 0x00})) << "XON, XOFF, a name";
    EXPECT_TRUE(reader.awaits_print());
    reader.forget_questions();
    EXPECT_TRUE(reader.awaits_print()) << "asking how it is must not end the waiting";
    EXPECT_TRUE(take(reader, {0x0F}));
    EXPECT_FALSE(reader.awaits_print());
}

TEST(PrinterStatus, BelievesThePortOnlyWhereItSpeaksOfTrouble) {
    EXPECT_EQ(port_status_hint(0x18), PrinterState{}) << "clones say so for ever";
    EXPECT_EQ(port_status_hint(0xFF), PrinterState{});
    EXPECT_EQ(trouble_of(port_status_hint(0x38)), PrintTrouble::paper_out);
    EXPECT_EQ(trouble_of(port_status_hint(0x08)), PrintTrouble::offline);
}

TEST(PrinterStatus, WhatThePrinterToldCountsBeforeTheHint) {
    PrinterState told;
    told.paper_out = Known::no;
    const PrinterState state = joined(told, port_status_hint(0x20));
    EXPECT_EQ(state.paper_out, Known::no);
    EXPECT_EQ(state.online, Known::no);
}

TEST(PrinterStatus, AsksInTheBytesOfEscPos) {
    EXPECT_EQ(ask_status(StatusQuestion::paper), "\x10\x04\x04");
    EXPECT_EQ(switch_status_back_on(), "\x1D\x61\x0F");
    EXPECT_EQ(ask_when_printed(), "\x1D\x72\x01");
}

TEST(PrintTroubles, HaveANameAndWordsOfTheirOwnInBothLanguages) {
    std::set<std::string> names;
    std::set<std::string> sentences;
    constexpr int troubles = static_cast<int>(PrintTrouble::takes_nothing) + 1;
    for (int i = 0; i < troubles; ++i) {
        const auto trouble = static_cast<PrintTrouble>(i);
        names.emplace(name(trouble));
        for (const Language language : {Language::vi, Language::en}) {
            EXPECT_FALSE(short_words(trouble, language).empty());
            EXPECT_EQ(words(trouble, language).back(), '.');
            sentences.insert(words(trouble, language));
        }
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(troubles));
    EXPECT_EQ(sentences.size(), 2 * static_cast<std::size_t>(troubles));
    EXPECT_NE(
        words(PrintTrouble::no_permission, Language::vi).find("70-ocop.rules"), std::string::npos
    );
}

TEST(PrinterStatus, IsNoneWhereWordsComeInPlaceOfAnswers) {
    for (const std::string_view words :
         {"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n",
          "HTTP/1.0 501 Unsupported method\r\n",
          "<!DOCTYPE HTML><html><head><title>Error</title>",
          "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
          "220 ftp.example.vn ready, anonymous access is served\r\n"}) {
        StatusReader reader = all_asked();
        EXPECT_TRUE(reader.take(std::vector<std::uint8_t>{words.begin(), words.end()}));
        EXPECT_EQ(trouble_of(reader.state()), PrintTrouble::not_a_printer) << words;
        EXPECT_EQ(reader.state().cutter_error, Known::unknown) << "none of it was a status";
        static_cast<void>(take(reader, {0x12, 0x12, 0x1A, 0x12}));
        EXPECT_EQ(trouble_of(reader.state()), PrintTrouble::not_a_printer);
    }
}

TEST(PrinterStatus, TakesAnswersThatLookLikeLettersForAnswers) {
    StatusReader reader;
    for (int round = 0; round < 5; ++round) { // offline, no paper: "2", "2", "2", "r" are letters
        for (const auto question :
             {StatusQuestion::printer,
              StatusQuestion::offline,
              StatusQuestion::error,
              StatusQuestion::paper}) {
            reader.asked(question);
        }
        static_cast<void>(take(reader, {0x3A, 0x32, 0x32, 0x72}));
    }
    EXPECT_FALSE(reader.state().foreign);
    EXPECT_EQ(trouble_of(reader.state()), PrintTrouble::broken);
}

} // namespace
} // namespace ocop::devices
