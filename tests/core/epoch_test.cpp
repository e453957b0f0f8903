#include "pos/core/einvoice_counters.hpp"
#include "pos/core/epoch.hpp"
#include "pos/core/record.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

constexpr const char* till = "QNA-HOIAN-01-1";

/// A journal of 2026 with 41 receipts and 7 invoices.
Ledger held() {
    Ledger ledger;
    ledger.identity = Identity{};
    ledger.identity->till = till;
    ledger.records = 90;
    ledger.last_at = *parse_moment("2026-12-30T18:00:00+07:00");
    ledger.receipts = 41;
    ledger.settings = {{"einvoice.series", "1C26MYY"}, {"einvoice.code", "MNZLR"}};
    ledger.einvoices = {{"1C26MYY", 7}, {"M1-26-MNZLR", 1007}};
    return ledger;
}

constexpr EpochTerms asked{false, false, 2026};

/// The fault of numbers that are refused.
std::optional<EpochFault> fault(
    const StatedNumbers& stated, const EpochTerms& terms = asked, const EpochNumbers& known = {}
) {
    const auto numbers = epoch_numbers(held(), known, stated, terms);
    if (numbers) {
        return std::nullopt;
    }
    for (const Language language : {Language::vi, Language::en}) {
        EXPECT_GT(words(numbers.error(), language).size(), 40U);
    }
    EXPECT_FALSE(name(numbers.error().fault).empty());
    return numbers.error().fault;
}

TEST(Epoch, AsksForTheLastReceipt) {
    const auto numbers = epoch_numbers(held(), {}, {}, asked);
    ASSERT_FALSE(numbers.has_value());
    EXPECT_EQ(
        numbers.error(), (EpochRefusal{EpochFault::receipt_missing, {}, "QNA-HOIAN-01-1-000041"})
    );
}

TEST(Epoch, AsksForTheLastInvoiceOfEachSeriesInUse) {
    EXPECT_EQ(fault({"41", {}}), EpochFault::einvoice_missing);
    EXPECT_EQ(fault({"41", {"1C26MYY=7"}}), std::nullopt);
    // Over New Year both years' series may have been used.
    const EpochTerms next_year{false, false, 2027};
    EXPECT_EQ(fault({"41", {"1C26MYY=7"}}, next_year), EpochFault::einvoice_missing);
    EXPECT_EQ(fault({"41", {"1C26MYY=7", "1C27MYY=0"}}, next_year), std::nullopt);
    EXPECT_EQ(series_in_use(held(), 2027), (EinvoiceCounters{{"1C26MYY", 7}, {"1C27MYY", 0}}));
}

TEST(Epoch, RefusesWhatIsNoReceiptNumber) {
    for (const char* text :
         {"", "five", "-1", "+5", "4 1", "41x", "99999999999999999999", "1000000000"}) {
        EXPECT_EQ(fault({text, {"1C26MYY=7"}}), EpochFault::not_a_receipt) << text;
    }
}

TEST(Epoch, RefusesANumberOfAnotherTill) {
    EXPECT_EQ(fault({"QNA-HOIAN-01-2-000050", {"1C26MYY=7"}}), EpochFault::other_till);
    EXPECT_EQ(fault({"QNA-HOIAN-01-1-000050", {"1C26MYY=7"}}), std::nullopt);
}

TEST(Epoch, RefusesWhatIsNoInvoice) {
    for (const char* text :
         {"",
          "=",
          "7",
          "1C26MYY",
          "1C26MYY=",
          "1C26MYY=x",
          "1C26MYY=-1",
          "2026=7",
          "1C26MYY=100000000",
          "M1-26-MNZLR=100000000000"}) {
        EXPECT_EQ(fault({"41", {text}}), EpochFault::not_an_einvoice) << text;
    }
    EXPECT_EQ(fault({"41", {"1C26MYY=7", "1c26myy=8"}}), EpochFault::not_an_einvoice);
}

TEST(Epoch, RefusesNumbersBelowThoseKnown) {
    EXPECT_EQ(fault({"40", {"1C26MYY=7"}}), EpochFault::too_small);
    EXPECT_EQ(fault({"41", {"1C26MYY=6"}}), EpochFault::too_small);
    // Known from elsewhere: the store that is to be replaced.
    EXPECT_EQ(fault({"44", {"1C26MYY=7"}}, asked, {45, {}}), EpochFault::too_small);
    EXPECT_EQ(fault({"45", {"1C26MYY=7"}}, asked, {45, {{"1C26MYY", 9}}}), EpochFault::too_small);
}

TEST(Epoch, RefusesNumbersFarAboveUnlessSomebodyIsSure) {
    EXPECT_EQ(fault({"1000042", {"1C26MYY=7"}}), EpochFault::too_large);
    EXPECT_EQ(fault({"1000041", {"1C26MYY=7"}}), std::nullopt);
    EXPECT_EQ(fault({"41", {"1C26MYY=1000008"}}), EpochFault::too_large);
    EXPECT_EQ(fault({"1000042", {"1C26MYY=1000008"}}, {false, true, 2026}), std::nullopt);
}

TEST(Epoch, BeginsBehindWhatIsHeldWhereNobodyNeedSay) {
    const EpochTerms silent{true, false, 2026};
    EXPECT_EQ(*epoch_numbers(held(), {}, {}, silent), (EpochNumbers{41, held().einvoices}));
    // What is said counts all the same.
    EXPECT_EQ(epoch_numbers(held(), {}, {"50", {}}, silent)->receipts, 50);
}

TEST(Epoch, MovesTheTaxOfficesNumberOnWithTheInvoices) {
    const auto numbers = epoch_numbers(held(), {}, {"50", {"1C26MYY=12"}}, asked);
    EXPECT_EQ(numbers->einvoices, (EinvoiceCounters{{"1C26MYY", 12}, {"M1-26-MNZLR", 1012}}));
    const auto said = epoch_numbers(held(), {}, {"50", {"1C26MYY=12", "M1-26-MNZLR=1030"}}, asked);
    EXPECT_EQ(said->einvoices, (EinvoiceCounters{{"1C26MYY", 12}, {"M1-26-MNZLR", 1030}}));
    // A new year begins where its settings say.
    const auto year =
        epoch_numbers(held(), {}, {"50", {"1C26MYY=7", "1C27MYY=3"}}, {false, false, 2027});
    EXPECT_EQ(
        year->einvoices,
        (EinvoiceCounters{{"1C26MYY", 7}, {"1C27MYY", 3}, {"M1-26-MNZLR", 1007}, {"M1-27-MNZLR", 3}}
        )
    );
}

Record genesis() {
    return seal(
        RecordDraft{
            "genesis",
            Moment{1'795'000'000},
            {{"till", till},
             {"province", "QNA"},
             {"point", "QNA-HOIAN-01"},
             {"name", "OCOP"},
             {"district", "Hội An"},
             {"public_key", "RWQ"},
             {"training", false}}},
        till,
        0,
        Hash{}
    );
}

/// The fault of a `restore` record after genesis; what it makes of the ledger is in `after`.
std::optional<std::string> apply_restore(Json body, Ledger& after) {
    after = Ledger{};
    EXPECT_FALSE(after.apply(genesis()).has_value());
    const auto fault = after.apply(
        seal(RecordDraft{"restore", Moment{1'795'000'009}, std::move(body)}, till, 1, after.head)
    );
    return fault ? std::optional{fault->what} : std::nullopt;
}

TEST(RestoreRecord, MovesTheNumbersOn) {
    Ledger ledger;
    const EpochNumbers numbers{41, {{"1C26MYY", 7}, {"M1-26-MNZLR", 1007}}};
    Json body = to_json(numbers, till);
    body["from_seq"] = 1;
    body["lost"] = {{"records", 5}};
    EXPECT_EQ(apply_restore(body, ledger), std::nullopt);
    EXPECT_EQ(ledger.receipts, 41);
    EXPECT_EQ(ledger.einvoices, numbers.einvoices);
    // As programs before wrote it.
    EXPECT_EQ(apply_restore({{"records", 1}, {"head", "x"}}, ledger), std::nullopt);
    EXPECT_EQ(ledger.receipts, 0);
    EXPECT_EQ(apply_restore(to_json(EpochNumbers{}, till), ledger), std::nullopt);
}

TEST(RestoreRecord, ThatCannotBeIsRefused) {
    Ledger ledger;
    EXPECT_TRUE(apply_restore({{"from_seq", 2}}, ledger));
    EXPECT_TRUE(apply_restore({{"last_receipt", "QNA-HOIAN-01-2-000005"}}, ledger));
    EXPECT_TRUE(apply_restore({{"last_receipt", 5}}, ledger));
    EXPECT_TRUE(apply_restore({{"last_receipt", "QNA-HOIAN-01-1-5"}}, ledger));
    EXPECT_TRUE(apply_restore({{"last_einvoice", {{"1C26MYY", 0}}}}, ledger));
    EXPECT_TRUE(apply_restore({{"last_einvoice", {{"nonsense", 5}}}}, ledger));
    EXPECT_TRUE(apply_restore({{"last_einvoice", 5}}, ledger));
}

/// A journal in which a restore stated 41 receipts and 7 invoices, and a shift was opened since.
Ledger with_shift() {
    Ledger ledger;
    EXPECT_EQ(
        apply_restore(to_json({41, {{"1C26MYY", 7}, {"M1-26-MNZLR", 1007}}}, till), ledger),
        std::nullopt
    );
    const RecordDraft open{
        "shift-open", Moment{1'795'000'010}, {{"shift", 1}, {"cashier", "lan"}, {"float", 0}}};
    EXPECT_FALSE(ledger.apply(seal(open, till, 2, ledger.head)).has_value());
    return ledger;
}

/// The record that closes its shift, with what it says of the numbers; null: nothing.
Record closing(const Ledger& ledger, const Json& in_use) {
    Json body{
        {"shift", 1},
        {"cashier", "lan"},
        {"float", 0},
        {"expected", 0},
        {"counted", 0},
        {"difference", 0},
        {"denominations", Json::object()},
        {"by_tender", Json::object()}};
    if (!in_use.is_null()) {
        body["in_use"] = in_use;
    }
    return seal(
        RecordDraft{"shift-close", Moment{1'795'000'020}, std::move(body)}, till, 3, ledger.head
    );
}

TEST(NumbersInUse, AreReadFromTheRecordThatClosesAShift) {
    Ledger ledger = with_shift();
    const EpochNumbers numbers = numbers_in_use(ledger);
    EXPECT_EQ(numbers, (EpochNumbers{41, {{"1C26MYY", 7}, {"M1-26-MNZLR", 1007}}}));
    const Record record = closing(ledger, to_json(numbers, till));
    EXPECT_EQ(numbers_in_use(record), numbers);
    EXPECT_FALSE(ledger.apply(record).has_value());
    EXPECT_EQ(numbers_in_use(closing(ledger, to_json(EpochNumbers{}, till))), EpochNumbers{});
}

TEST(NumbersInUse, OfARecordMustFollowFromTheRecordsBeforeIt) {
    const Ledger ledger = with_shift();
    for (const EpochNumbers& wrong :
         {EpochNumbers{42, ledger.einvoices},
          EpochNumbers{40, ledger.einvoices},
          EpochNumbers{41, {}},
          EpochNumbers{41, {{"1C26MYY", 8}, {"M1-26-MNZLR", 1007}}}}) {
        Ledger after = ledger;
        EXPECT_TRUE(after.apply(closing(ledger, to_json(wrong, till))).has_value());
        EXPECT_EQ(after, ledger);
    }
    Ledger after = ledger;
    EXPECT_TRUE(after.apply(closing(ledger, 41)).has_value());
}

TEST(NumbersInUse, AreNotInRecordsOfOlderProgramsWhichHoldAllTheSame) {
    Ledger ledger = with_shift();
    const Record record = closing(ledger, nullptr);
    EXPECT_EQ(numbers_in_use(record), std::nullopt);
    EXPECT_FALSE(ledger.apply(record).has_value());
}

} // namespace
} // namespace ocop
