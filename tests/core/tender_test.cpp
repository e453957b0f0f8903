#include "pos/core/tender.hpp"
#include "pos/core/tender_names.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

constexpr CashRounding off{};

RefusalCode refusal(const Expected<Payment, Refusal>& payment) {
    EXPECT_FALSE(payment.has_value());
    return payment.error().code;
}

TEST(Tender, CashAboveTheTotalGivesChange) {
    const auto payment = pay({}, Money{162'000}, "cash", Money{200'000}, off);
    ASSERT_TRUE(payment.has_value());
    EXPECT_TRUE(payment->complete);
    EXPECT_EQ(payment->change, Money{38'000});
}

TEST(Tender, SeveralAddUpAndTheSaleCompletesWhenCovered) {
    auto payment = pay({}, Money{162'000}, "transfer", Money{100'000}, off);
    ASSERT_TRUE(payment.has_value());
    EXPECT_FALSE(payment->complete);
    payment = pay(payment->tenders, Money{162'000}, "cash", Money{62'000}, off);
    ASSERT_TRUE(payment.has_value());
    EXPECT_TRUE(payment->complete);
    EXPECT_EQ(payment->change, Money{0});
    EXPECT_EQ(paid(payment->tenders), Money{162'000});
}

TEST(Tender, RefusesMoreThanTheRestByAnythingButCash) {
    for (const char* tender : {"transfer", "card", "voucher", "ewallet"}) {
        EXPECT_EQ(
            refusal(pay({}, Money{162'000}, tender, Money{162'001}, off)),
            RefusalCode::tender_too_big
        );
        EXPECT_TRUE(pay({}, Money{162'000}, tender, Money{162'000}, off)->complete);
    }
}

TEST(Tender, RefusesUnknownWaysAndAmountsThatAreNone) {
    EXPECT_EQ(
        refusal(pay({}, Money{1'000}, "gold", Money{1'000}, off)), RefusalCode::unknown_tender
    );
    EXPECT_EQ(
        refusal(pay({}, Money{1'000}, "rounding", Money{1'000}, off)), RefusalCode::unknown_tender
    );
    EXPECT_EQ(
        refusal(pay({}, Money{1'000}, "cash", Money{0}, off)), RefusalCode::amount_not_positive
    );
    EXPECT_EQ(
        refusal(pay({}, Money{1'000}, "cash", Money{-5}, off)), RefusalCode::amount_not_positive
    );
    EXPECT_EQ(
        refusal(pay({}, Money{1'000}, "cash", amount_max + Money{1}, off)),
        RefusalCode::amount_too_big
    );
}

TEST(Tender, ATotalOfNothingCompletesByPayingNothing) {
    const auto payment = pay({}, Money{0}, "cash", Money{0}, off);
    ASSERT_TRUE(payment.has_value());
    EXPECT_TRUE(payment->complete);
}

TEST(Tender, BooksCashRoundingAsARowOfItsOwnSoThatTheTotalStaysUnrounded) {
    const auto payment = pay({}, Money{123'456}, "cash", Money{200'000}, {1000, true});
    ASSERT_TRUE(payment.has_value());
    EXPECT_EQ(payment->change, Money{77'000});
    ASSERT_EQ(payment->tenders.size(), 2U);
    EXPECT_EQ(payment->tenders[1], (TenderRow{"rounding", Money{456}}));
    Money sum;
    for (const TenderRow& row : payment->tenders) {
        sum += row.amount;
    }
    EXPECT_EQ(sum - payment->change, Money{123'456});
    EXPECT_FALSE(pay({}, Money{123'456}, "cash", Money{122'999}, {1000, true})->complete);
}

TEST(Tender, PaysBackByCashRoundedAndByTransferExactly) {
    const CashRounding nearest{500, false};
    EXPECT_EQ(pay_back(Money{123'456}, "transfer", nearest)->front().amount, Money{123'456});
    const auto cash = pay_back(Money{123'456}, "cash", nearest);
    EXPECT_EQ(cash->at(0), (TenderRow{"cash", Money{123'500}}));
    EXPECT_EQ(cash->at(1), (TenderRow{"rounding", Money{-44}}));
    EXPECT_FALSE(pay_back(Money{1}, "gold", nearest).has_value());
}

TEST(Tender, ADueThatRoundsToNothingCompletesByNothingInCash) {
    for (const CashRounding& rounding : {CashRounding{500, false}, CashRounding{1000, true}}) {
        const auto payment = pay({}, Money{200}, "cash", Money{0}, rounding);
        ASSERT_TRUE(payment.has_value());
        EXPECT_TRUE(payment->complete);
        EXPECT_EQ(payment->change, Money{0});
        const std::vector<TenderRow> rows{{"cash", Money{0}}, {"rounding", Money{200}}};
        EXPECT_EQ(payment->tenders, rows);
        // So does what another tender leaves.
        const auto part = pay({}, Money{20'200}, "transfer", Money{20'000}, rounding);
        ASSERT_TRUE(part.has_value());
        EXPECT_EQ(cash_due(part->tenders, Money{20'200}, rounding), Money{0});
        const auto rest = pay(part->tenders, Money{20'200}, "cash", Money{0}, rounding);
        ASSERT_TRUE(rest.has_value());
        EXPECT_TRUE(rest->complete);
        // By another tender, and where cash is due, nothing is no payment.
        EXPECT_EQ(
            refusal(pay({}, Money{200}, "card", Money{0}, rounding)),
            RefusalCode::amount_not_positive
        );
        EXPECT_EQ(
            refusal(pay({}, Money{1'200}, "cash", Money{0}, rounding)),
            RefusalCode::amount_not_positive
        );
    }
}

TEST(Tender, TheExactTotalInCashCompletesThoughItWouldBeRoundedUp) {
    const CashRounding nearest{500, false};
    const auto exact = pay({}, Money{23'751}, "cash", Money{23'751}, nearest);
    ASSERT_TRUE(exact.has_value());
    EXPECT_TRUE(exact->complete);
    EXPECT_EQ(exact->change, Money{0});
    EXPECT_EQ(exact->tenders, (std::vector<TenderRow>{{"cash", Money{23'751}}}));
    const auto more = pay({}, Money{23'751}, "cash", Money{23'800}, nearest);
    ASSERT_TRUE(more.has_value());
    EXPECT_TRUE(more->complete);
    EXPECT_EQ(more->change, Money{0}) << "49 đ are no coins";
    EXPECT_EQ(more->tenders[1], (TenderRow{"rounding", Money{-49}}));
    EXPECT_FALSE(pay({}, Money{23'751}, "cash", Money{23'750}, nearest)->complete);
    const auto usual = pay({}, Money{23'751}, "cash", Money{50'000}, nearest);
    EXPECT_EQ(usual->change, Money{26'000}) << "24.000 are kept";
}

TEST(Tender, RoundsOnceHoweverManyTimesCashIsHandedOver) {
    const CashRounding nearest{500, false};
    const Money total{23'751};
    auto payment = pay({}, total, "cash", Money{2}, nearest);
    ASSERT_TRUE(payment.has_value());
    EXPECT_EQ(cash_due(payment->tenders, total, nearest), Money{23'998});
    payment = pay(payment->tenders, total, "transfer", Money{10'000}, nearest);
    EXPECT_EQ(cash_due(payment->tenders, total, nearest), Money{13'998}) << "14.000 in all";
    payment = pay(payment->tenders, total, "cash", Money{13'998}, nearest);
    EXPECT_TRUE(payment->complete);
    EXPECT_EQ(payment->tenders.back(), (TenderRow{"rounding", Money{-249}}));
}

TEST(Tender, SuggestsTheSumAndTheNotesCustomersHandOver) {
    EXPECT_EQ(
        likely_cash(Money{162'000}),
        (std::vector{Money{162'000}, Money{170'000}, Money{180'000}, Money{200'000}})
    );
    EXPECT_EQ(likely_cash(Money{500'000}).front(), Money{500'000});
}

TEST(Tender, IsCalledByANameInBothLanguagesWhateverItsKind) {
    for (const std::string_view kind : tender_kinds) {
        for (const Language language : {Language::vi, Language::en}) {
            const std::string name = tender_name(kind, language);
            EXPECT_NE(name, kind);
            EXPECT_FALSE(name.empty());
        }
    }
    EXPECT_EQ(tender_name("ewallet", Language::vi), "Ví điện tử");
    EXPECT_EQ(tender_name("ewallet", Language::en), "E-wallet");
    EXPECT_EQ(tender_name(rounding_tender, Language::vi), "Làm tròn");
    EXPECT_EQ(tender_name("gold", Language::vi), "gold") << "of a newer program";
}

} // namespace
} // namespace ocop
