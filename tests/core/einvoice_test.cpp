#include "pos/core/einvoice.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace ocop {
namespace {

constexpr Day day{2026, 11, 22};

EinvoiceSettings settings() {
    EinvoiceSettings settings;
    settings.series = "1C26MYY";
    settings.office_code = "MNZLR";
    settings.lookup = "https://tracuu.example.vn/{tax_code}?kh={series}&so={number}&ma={code}";
    return settings;
}

TEST(Einvoice, IsNumberedFromOneWithTheTaxOfficesCode) {
    EinvoiceCounters used;
    const auto first = next_einvoice(settings(), used, day, "0401234567");
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->series, "1C26MYY");
    EXPECT_EQ(first->number, 1);
    EXPECT_EQ(first->code, "M1-26-MNZLR-00000000001");
    EXPECT_EQ(first->code->size(), 23U);
    EXPECT_EQ(
        first->lookup,
        "https://tracuu.example.vn/0401234567?kh=1C26MYY&so=1&ma=M1-26-MNZLR-00000000001"
    );
    EXPECT_FALSE(first->adjusts.has_value());
    ASSERT_TRUE(note_einvoice(used, *first));
    EXPECT_EQ(next_einvoice(settings(), used, day, "")->number, 2);
    EXPECT_EQ(next_einvoice(settings(), used, day, "")->code, "M1-26-MNZLR-00000000002");
}

TEST(Einvoice, BeginsAnewWithTheYearOfTheSaleWhateverYearWasSet) {
    EinvoiceCounters used;
    ASSERT_TRUE(note_einvoice(used, *next_einvoice(settings(), used, day, "")));
    const auto next_year = next_einvoice(settings(), used, Day{2027, 1, 1}, "");
    EXPECT_EQ(next_year->series, "1C27MYY");
    EXPECT_EQ(next_year->number, 1);
    EXPECT_EQ(next_year->code, "M1-27-MNZLR-00000000001");
}

TEST(Einvoice, GoesOnWhereAnotherProgramStopped) {
    EinvoiceSettings later = settings();
    later.first_number = 1969;
    later.first_code = 20'000'000'001;
    EinvoiceCounters used;
    const auto first = next_einvoice(later, used, day, "");
    EXPECT_EQ(first->number, 1969);
    EXPECT_EQ(first->code, "M1-26-MNZLR-20000000001");
    ASSERT_TRUE(note_einvoice(used, *first));
    EXPECT_EQ(next_einvoice(later, used, day, "")->number, 1970);
    later.first_number = 5000; // set on: some were given out elsewhere
    EXPECT_EQ(next_einvoice(later, used, day, "")->number, 5000);
    later.first_number = 1; // set back: used numbers stay used
    EXPECT_EQ(next_einvoice(later, used, day, "")->number, 1970);
}

TEST(Einvoice, BeginsAtOneInTheYearAfterItWentOnWhereAnotherProgramStopped) {
    EinvoiceSettings later = settings();
    later.first_number = 1969;
    later.first_code = 20'000'000'001;
    const auto next_year = next_einvoice(later, {{"1C26MYY", 2500}}, Day{2027, 1, 1}, "");
    EXPECT_EQ(next_year->series, "1C27MYY");
    EXPECT_EQ(next_year->number, 1);
    // The code's range keeps tills that share it apart in every year.
    EXPECT_EQ(next_year->code, "M1-27-MNZLR-20000000001");
}

TEST(Einvoice, IsNoneWhereNothingIsSetOrTheNumbersOfAYearAreUsedUp) {
    EXPECT_FALSE(next_einvoice({}, {}, day, "").has_value());
    EXPECT_FALSE(next_einvoice(settings(), {{"1C26MYY", 99'999'999}}, day, "").has_value());
    EXPECT_FALSE(next_einvoice(settings(), {{"M1-26-MNZLR", 99'999'999'999}}, day, "").has_value());
    // The last number of a year is one of its numbers.
    const auto last = next_einvoice(
        settings(), {{"1C26MYY", 99'999'998}, {"M1-26-MNZLR", 99'999'999'998}}, day, ""
    );
    ASSERT_TRUE(last.has_value());
    EXPECT_EQ(last->number, 99'999'999);
    EXPECT_EQ(last->code, "M1-26-MNZLR-99999999999");
    EinvoiceSettings plain;
    plain.series = "2C26MAB";
    const auto invoice = next_einvoice(plain, {}, day, "");
    EXPECT_EQ(invoice->number, 1);
    EXPECT_FALSE(invoice->code.has_value());
    EXPECT_FALSE(invoice->lookup.has_value());
}

TEST(Einvoice, IsNotNotedTwiceOrWithASeriesThatIsNone) {
    EinvoiceCounters used;
    const Einvoice first = *next_einvoice(settings(), used, day, "");
    ASSERT_TRUE(note_einvoice(used, first));
    const EinvoiceCounters before = used;
    Einvoice same_code = first;
    same_code.number = 2;
    Einvoice same_number = first;
    same_number.code = "M1-26-MNZLR-00000000002";
    Einvoice short_code = first;
    short_code.number = 2;
    short_code.code = "M1-26-MNZLR-2";
    for (const char* const code :
         {"M2-26-MNZLR-00000000002", // another form than the series
          "M1-27-MNZLR-00000000002", // another year
          "M1-26-MNZL_-00000000002", // no code of an office
          "M1-26-mnzlr-00000000002", // nor this
          "M1-26-MNZLR.00000000002",
          "X1-26-MNZLR-00000000002",
          "M1-26-MNZLR-0000000000X",
          "M1-26-MNZLR-00000000000"}) {
        Einvoice wrong = first;
        wrong.number = 2;
        wrong.code = code;
        EXPECT_FALSE(note_einvoice(used, wrong)) << code;
        EXPECT_EQ(used, before);
    }
    Einvoice other{"K26MYY", 3, {}, {}, {}};
    Einvoice zero{"1C26MYZ", 0, {}, {}, {}};
    for (const Einvoice& wrong : {first, same_code, same_number, short_code, other, zero}) {
        EXPECT_FALSE(note_einvoice(used, wrong)) << wrong.series << ' ' << wrong.number;
        EXPECT_EQ(used, before);
    }
}

RC_GTEST_PROP(Einvoice, IsAlwaysNewAndWithoutAGapWithinItsSeries, ()) {
    EinvoiceCounters used;
    std::map<std::string, std::int64_t> last;
    for (int i = *rc::gen::inRange(1, 60); i > 0; --i) {
        EinvoiceSettings chosen = settings();
        chosen.series = *rc::gen::element<std::string>("1C26MYY", "1C26MYZ", "2C26MYY");
        const Day sold{*rc::gen::inRange(2026, 2029), 3, 4};
        const auto invoice = next_einvoice(chosen, used, sold, "");
        RC_ASSERT(invoice.has_value());
        RC_ASSERT(invoice->number == ++last[invoice->series]);
        RC_ASSERT(note_einvoice(used, *invoice));
        RC_ASSERT(!note_einvoice(used, *invoice));
    }
}

TEST(EinvoiceSettings, TakeOnlyWhatTheTaxOfficeGives) {
    EXPECT_EQ(parse_einvoice_series("1c26myy"), "1C26MYY");
    EXPECT_EQ(parse_einvoice_series("2C26MYY"), "2C26MYY");
    for (const char* wrong :
         {"",
          "C26MYY",
          "3C26MYY",
          "1K26MYY",
          "1C2XMYY",
          "1C26TYY",
          "1C26MY1",
          "1C26MYYY",
          "1C26M  "}) {
        EXPECT_FALSE(parse_einvoice_series(wrong).has_value()) << wrong;
    }
    EXPECT_EQ(parse_einvoice_office_code("7fgbt"), "7FGBT");
    for (const char* wrong : {"", "MNZL", "MNZLR1", "MN-LR", "MNZL\xC4"}) {
        EXPECT_FALSE(parse_einvoice_office_code(wrong).has_value()) << wrong;
    }
    EXPECT_TRUE(is_einvoice_lookup("https://a.vn/{code}?x={tax_code}{series}{number}"));
    for (const char* wrong :
         {"",
          "a.vn",
          "ftp://a.vn",
          "https://a.vn/{id}",
          "https://a.vn/ b",
          "https://a.vn/\x1B",
          "https://a.vn/\x7F"}) {
        EXPECT_FALSE(is_einvoice_lookup(wrong)) << wrong;
    }
    EXPECT_TRUE(is_einvoice_lookup("https://" + std::string(292, 'a')));
    EXPECT_FALSE(is_einvoice_lookup("https://" + std::string(293, 'a')));
    EXPECT_EQ(parse_einvoice_first("20000000001", einvoice_run_digits), 20'000'000'001);
    for (const char* wrong : {"", "0", "-1", "1.5", "123456789", "x"}) {
        EXPECT_FALSE(parse_einvoice_first(wrong, einvoice_number_digits).has_value()) << wrong;
    }
}

} // namespace
} // namespace ocop
