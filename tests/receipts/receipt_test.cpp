#include "pos/core/tender.hpp"
#include "pos/core/tender_names.hpp"
#include "receipts/layout.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/typography.hpp"
#include "receipts/wording.hpp"
#include "tests/receipts/golden_text.hpp"
#include "tests/receipts/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace ocop::receipts {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const Document& document, int columns = 48) {
    return to_text(lay_out(document, columns));
}

std::string receipt_of(const SaleBody& sale, const ReceiptFacts& facts = sample::facts()) {
    return text_of(sale_receipt(sale, facts));
}

TEST(SaleReceipt, IsTheGoldenOneOn80Millimetres) {
    expect_golden("sale_80.txt", receipt_of(sample::sale()));
}

TEST(SaleReceipt, IsTheGoldenOneOn58Millimetres) {
    expect_golden("sale_58.txt", text_of(sale_receipt(sample::sale(), sample::facts()), 32));
}

TEST(SaleReceipt, IsTheGoldenOneInEnglish) {
    auto facts = sample::facts();
    facts.language = Language::en;
    expect_golden("sale_english.txt", receipt_of(sample::sale(), facts));
}

TEST(SaleReceipt, IsTheGoldenOneOfAReturn) {
    expect_golden("return_80.txt", receipt_of(sample::goods_return()));
}

TEST(ShiftReport, IsTheGoldenZ) {
    expect_golden("z_80.txt", text_of(shift_report(sample::shift(), sample::shift_facts())));
    expect_golden("z_58.txt", text_of(shift_report(sample::shift(), sample::shift_facts()), 32));
}

TEST(SaleReceipt, SaysTheTotalInWords) {
    EXPECT_THAT(
        receipt_of(sample::sale_of({sample::line("Trà", Money{121'000})})),
        HasSubstr("Bằng chữ: Một trăm hai mươi mốt nghìn đồng")
    );
}

TEST(SaleReceipt, MarksTrainingInVietnameseWhateverTheLanguage) {
    auto facts = sample::facts();
    EXPECT_THAT(receipt_of(sample::sale(), facts), Not(HasSubstr("TẬP HUẤN")));
    facts.training = true;
    EXPECT_THAT(receipt_of(sample::sale(), facts), HasSubstr("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"));
    facts.language = Language::en;
    EXPECT_THAT(receipt_of(sample::sale(), facts), HasSubstr("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"));
    EXPECT_THAT(receipt_of(sample::sale(), facts), HasSubstr("TRAINING – NO VALUE"));
    auto report = sample::shift_facts();
    report.shop.training = true;
    EXPECT_THAT(
        text_of(shift_report(sample::shift(), report)), HasSubstr("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ")
    );
}

TEST(SaleReceipt, MarksAReprint) {
    auto facts = sample::facts();
    EXPECT_THAT(receipt_of(sample::sale(), facts), Not(HasSubstr("BẢN IN LẠI")));
    facts.reprint = true;
    EXPECT_THAT(receipt_of(sample::sale(), facts), HasSubstr("BẢN IN LẠI"));
}

TEST(SaleReceipt, NamesDemonstrationFigures) {
    auto sale = sample::sale_of({sample::line("Trà", Money{121'000})});
    EXPECT_THAT(receipt_of(sale), Not(HasSubstr("minh họa")));
    sale.lines[0].demonstration = true;
    EXPECT_THAT(receipt_of(sale), HasSubstr("Số liệu minh họa"));
}

TEST(SaleReceipt, StatesNoTaxWhereThereIsNoRate) {
    const auto text = receipt_of(sample::sale());
    EXPECT_THAT(text, HasSubstr("Không chịu thuế (KCT)              25.000      –"));
    EXPECT_THAT(text, HasSubstr("PP trực tiếp (TT)                  84.000      –"));
    EXPECT_THAT(text, Not(HasSubstr("\n0%")));
}

TEST(SaleReceipt, NamesTheRateOfEachLineWhereThereAreSeveral) {
    const auto text = receipt_of(sample::sale());
    for (const char* words :
         {"1,5 kg × 120.000 (8%) ",
          "0,75 kg × 35.000 (KCT) ",
          "3 gói × 28.000 (TT) ",
          "1 × 150.000  ",
          "1 hũ Hạt tiêu Cùa ★★★★ (5%: 90.000)",
          "2 hộp Trà gừng sấy lạnh (8%: 60.000)"}) {
        EXPECT_THAT(text, HasSubstr(words));
    }
    EXPECT_THAT(receipt_of(sample::goods_return()), Not(HasSubstr("(10%)"))) << "there is but one";
}

TEST(SaleReceipt, ClaimsNoTaxWithinPricesWhereNothingIsTaxed) {
    for (const Vat vat : {Vat::not_taxable, Vat::direct_method}) {
        SaleLine grown = sample::line("Rau", Money{12'000});
        grown.vat_rate = vat;
        grown.vat = Money{};
        EXPECT_THAT(receipt_of(sample::sale_of({grown})), Not(HasSubstr("đã gồm thuế")));
    }
    EXPECT_THAT(receipt_of(sample::goods_return()), HasSubstr("Giá đã gồm thuế GTGT"));
}

TEST(SaleReceipt, ShowsComponentsOfAPartlyReturnedSetWithTheirOwnAmounts) {
    auto sale = sample::sale();
    sale.is_return = true;
    sale.lines = {sale.lines[4]};
    const auto text = receipt_of(sale);
    EXPECT_THAT(text, HasSubstr("Bộ quà Hương vị xứ Quảng"));
    EXPECT_THAT(text, HasSubstr("1 hũ × 95.000"));
    EXPECT_THAT(text, Not(HasSubstr("1 × 150.000")));
}

TEST(SaleReceipt, NamesASetByItsCodeWhereItsNameIsUnknown) {
    auto facts = sample::facts();
    facts.set_names.clear();
    EXPECT_THAT(receipt_of(sample::sale(), facts), HasSubstr("Bộ quà SET-01"));
}

TEST(SaleReceipt, CarriesAPaymentCodeOnlyForMoneyThatComesByTransfer) {
    auto facts = sample::facts();
    EXPECT_THAT(receipt_of(sample::sale(), facts), HasSubstr("VietQR: 1.000.000 ₫"));
    EXPECT_THAT(
        receipt_of(sample::sale_of({sample::line("Trà", Money{5'000})}), facts),
        Not(HasSubstr("VietQR"))
    ) << "paid in cash: a payment code would invite paying twice";
    EXPECT_THAT(receipt_of(sample::goods_return(), facts), Not(HasSubstr("VietQR")));
    EXPECT_THAT(receipt_of(sample::sale_of({}), facts), Not(HasSubstr("VietQR")));
    facts.bank->account = "không phải số";
    EXPECT_THAT(receipt_of(sample::sale(), facts), Not(HasSubstr("VietQR")));
    facts.bank.reset();
    EXPECT_THAT(receipt_of(sample::sale(), facts), Not(HasSubstr("VietQR")));
}

TEST(SaleReceipt, AsksForAllThatComesByTransferInOneCode) {
    SaleBody sale = sample::sale();
    sale.tenders = {{"transfer", Money{400'000}}, {"cash", Money{1}}, {"transfer", Money{60'000}}};
    const std::string paper = receipt_of(sale);
    EXPECT_THAT(paper, HasSubstr(std::string{wording(Language::vi).vietqr} + "460.000 ₫"));
}

TEST(SaleReceipt, TakesNamesOfFiveHundredLetters) {
    std::string syllables;
    while (code_points(syllables).size() < 500) {
        syllables += "nghiêng ";
    }
    for (const std::string& name : {std::string(500, 'm'), syllables}) {
        const auto sale = sample::sale_of({sample::line(name, Money{1'234'567})});
        for (const int width : {32, 48}) {
            std::istringstream lines{text_of(sale_receipt(sale, sample::facts()), width)};
            for (std::string line; std::getline(lines, line);) {
                EXPECT_LE(columns(line), width) << line;
            }
        }
        EXPECT_THAT(receipt_of(sale), HasSubstr("1.234.567"));
    }
}

TEST(SaleReceipt, IsWholeWithoutLines) {
    EXPECT_THAT(receipt_of(sample::sale_of({})), HasSubstr("Không đồng"));
}

TEST(SaleReceipt, HoldsFiveHundredLines) {
    std::vector<SaleLine> lines;
    lines.reserve(500);
    for (int i = 0; i < 500; ++i) {
        lines.push_back(sample::line("Hàng số " + std::to_string(i), Money{1'000 + i}));
    }
    const Document document = sale_receipt(sample::sale_of(lines), sample::facts());
    const auto text = text_of(document);
    EXPECT_THAT(text, HasSubstr("Hàng số 0\n"));
    EXPECT_THAT(text, HasSubstr("Hàng số 499\n"));
    for (const auto format : {Format::png, Format::escpos, Format::pdf}) {
        EXPECT_TRUE(Renderer{}.render(document, {format, *generic_profile(80), Encoding::raster}));
    }
}

TEST(SaleReceipt, TakesNegativeTotalsAndTheLargestAmounts) {
    auto sale = sample::sale_of({sample::line("Trà", Money{1'000})});
    sale.total = Money{-121'000};
    EXPECT_THAT(receipt_of(sale), HasSubstr("Âm một trăm hai mươi mốt nghìn đồng"));
    sale.total = amount_max;
    sale.vat[0].net_ex_vat = amount_max;
    sale.vat[0].vat = amount_max;
    for (const int width : {32, 48}) {
        EXPECT_THAT(
            text_of(sale_receipt(sale, sample::facts()), width), HasSubstr("1.000.000.000.000")
        );
    }
}

TEST(SaleReceipt, SurvivesEmojiAndRightToLeftText) {
    const auto sale = sample::sale_of({sample::line(
        "Trà 🍵👨‍👩‍👧 \u202Eשלום\u202C مرحبا 茶", Money{1'000}
    )});
    const Document document = sale_receipt(sale, sample::facts());
    EXPECT_THAT(text_of(document), HasSubstr("שלום"));
    EXPECT_THAT(text_of(document), Not(HasSubstr("\u202E")));
    for (const auto format : {Format::png, Format::escpos, Format::pdf}) {
        EXPECT_TRUE(Renderer{}.render(document, {format, *generic_profile(58), Encoding::raster}));
    }
}

TEST(ShiftReport, PrintsBothAnchorsOnlyOnZ) {
    auto facts = sample::shift_facts();
    const auto z = text_of(shift_report(sample::shift(), facts));
    EXPECT_THAT(z, HasSubstr("seq 71\n00112233445566778899aabbccddeeff"));
    EXPECT_THAT(z, HasSubstr("seq 70\nffeeddccbbaa99887766554433221100"));
    facts.kind = ShiftReportKind::x;
    const auto x = text_of(shift_report(sample::shift(), facts));
    EXPECT_THAT(x, HasSubstr("BÁO CÁO X"));
    EXPECT_THAT(x, Not(HasSubstr("seq 71")));
}

TEST(ShiftReport, SaysTheLastNumbersInUseOnBoth) {
    auto facts = sample::shift_facts();
    for (const auto kind : {ShiftReportKind::z, ShiftReportKind::x}) {
        facts.kind = kind;
        const auto paper = text_of(shift_report(sample::shift(), facts), 32);
        EXPECT_THAT(
            paper,
            ContainsRegex("\nSố cuối đã dùng\nPhiếu +QNA-HOIAN-01-1-000035\n"
                          "Hóa đơn điện tử 1C25MYY +12345678\nHóa đơn điện tử 1C26MYY +33\n")
        );
        EXPECT_THAT(paper, Not(HasSubstr("MNZLR"))) << "the office's numbers move on by themselves";
    }
    facts.in_use = EpochNumbers{};
    EXPECT_THAT(text_of(shift_report(sample::shift(), facts), 32), ContainsRegex("\nPhiếu +0\n"));
    facts.shop.language = Language::en;
    facts.in_use = EpochNumbers{35, {{"1C26MYY", 33}}};
    EXPECT_THAT(
        text_of(shift_report(sample::shift(), facts)),
        ContainsRegex("\nLast numbers in use\nReceipt +QNA-HOIAN-01-1-000035\n"
                      "E-invoice 1C26MYY +33\n")
    );
}

TEST(ShiftReport, CountsNoDrawerBeforeClosing) {
    auto shift = sample::shift();
    shift.closed_at.reset();
    auto facts = sample::shift_facts();
    facts.kind = ShiftReportKind::x;
    const auto x = text_of(shift_report(shift, facts));
    EXPECT_THAT(x, HasSubstr("Phải có"));
    EXPECT_THAT(x, Not(HasSubstr("CHÊNH LỆCH")));
}

TEST(Profile, OfTheRongtaCutsAllThrough) {
    EXPECT_EQ(find_profile("rongta-80")->cutter, Cutter::full); // the RP332 obeys no other
}

TEST(Profile, IsFoundByNameAndByWidth) {
    EXPECT_EQ(find_profile("epson-tm-t20")->dots, 576);
    EXPECT_EQ(find_profile("no-such-printer"), nullptr);
    EXPECT_EQ(generic_profile(58)->columns, 32);
    EXPECT_EQ(generic_profile(80)->columns, 48);
    EXPECT_EQ(generic_profile(57), nullptr);
    EXPECT_EQ(paper_profile("58"), generic_profile(58));
    EXPECT_EQ(paper_profile("a5")->page_mm, 210);
    EXPECT_EQ(paper_profile("letter"), nullptr);
    for (const PrinterProfile& profile : printer_profiles()) {
        EXPECT_EQ(find_profile(profile.id), &profile);
        EXPECT_EQ(profile.dots % 8, 0);
        EXPECT_GE(profile.dots, 8 * profile.columns);
    }
}

TEST(Render, KnowsItsFormatsAndEncodings) {
    EXPECT_EQ(parse_format("escpos"), Format::escpos);
    EXPECT_EQ(parse_format("pdf"), Format::pdf);
    EXPECT_EQ(parse_format("png"), Format::png);
    EXPECT_EQ(parse_format("text"), Format::text);
    EXPECT_EQ(parse_format("PDF"), std::nullopt);
    EXPECT_EQ(parse_encoding("raster"), Encoding::raster);
    EXPECT_EQ(parse_encoding("cp1258"), Encoding::cp1258);
    EXPECT_EQ(parse_encoding("tcvn3"), Encoding::tcvn3);
    EXPECT_EQ(parse_encoding(""), std::nullopt);
}

TEST(Papers, CallEveryWayToPayByItsName) {
    SaleBody sale = sample::sale();
    SaleBody back = sample::goods_return();
    ShiftSummary shift = sample::shift();
    sale.tenders.clear();
    back.tenders.clear();
    for (const std::string_view kind : tender_kinds) {
        sale.tenders.push_back({std::string{kind}, Money{1}});
        back.tenders.push_back({std::string{kind}, Money{1}});
        shift.by_tender[std::string{kind}] = Money{1};
    }
    for (const Language language : {Language::vi, Language::en}) {
        auto facts = sample::facts();
        facts.language = language;
        auto shift_facts = sample::shift_facts();
        shift_facts.shop.language = language;
        for (const std::string& paper :
             {receipt_of(sale, facts),
              receipt_of(back, facts),
              text_of(shift_report(shift, shift_facts))}) {
            for (const std::string_view kind : tender_kinds) {
                EXPECT_THAT(paper, HasSubstr(tender_name(kind, language)));
                EXPECT_THAT(paper, Not(ContainsRegex("(^|\n) *" + std::string{kind} + " ")));
            }
        }
    }
}

} // namespace
} // namespace ocop::receipts
