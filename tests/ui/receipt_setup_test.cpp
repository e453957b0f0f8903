#include "tests/ui/counter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using testing::Counter;
using Phase = DeviceTest::Phase;
using Setting = std::pair<std::string, std::string>;

/// Signed in, on the receipt's screen, which has drawn its first preview.
class ReceiptSetup : public ::testing::Test {
protected:
    void open(const std::string& user) {
        counter.open(user);
        counter.desk.press(Command::receipt_setup);
        ASSERT_EQ(counter.screen(), Screen::receipt_setup);
        answer_preview();
    }

    void answer_preview() {
        counter.desk.receive(ReceiptPreview{
            counter.previews.back().first, receipts::Bitmap{576, 10}, {}, {}});
    }

    [[nodiscard]] ReceiptSetupView page() const {
        return counter.view().receipt_setup.value_or(ReceiptSetupView{});
    }

    [[nodiscard]] std::string text(ReceiptText text) const {
        return page().texts.at(static_cast<std::size_t>(text));
    }

    [[nodiscard]] ReceiptChoiceRow choice(ReceiptChoice choice) const {
        return page().choices.at(static_cast<std::size_t>(choice));
    }

    void choose_model(const std::string& id) {
        counter.desk.choose_for_receipt(ReceiptChoice::model, -100);
        while (choice(ReceiptChoice::model).value != id) {
            ASSERT_TRUE(choice(ReceiptChoice::model).has_after) << "no model " << id;
            counter.desk.choose_for_receipt(ReceiptChoice::model, 1);
        }
    }

    void save() {
        counter.desk.press(Command::save);
        counter.run();
    }

    /// What was written down since the test began, in its order.
    [[nodiscard]] std::vector<Setting> kept() const {
        std::vector<Setting> found;
        for (const Record& record : counter.journal.records) {
            if (record.kind == "settings") {
                const Json& body = record.body.json();
                found.emplace_back(body["key"], body["value"]);
            }
        }
        return found;
    }

    Counter counter{};
};

TEST_F(ReceiptSetup, ShowsWhatIsTypedBeforeItIsKept) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP Hội An");
    ASSERT_EQ(counter.previews.size(), 2U);
    EXPECT_EQ(counter.previews[1].second.settings.at("shop.name"), "OCOP Hội An");
    EXPECT_EQ(counter.previews[1].second.identity, counter.journal.ledger().identity);
    EXPECT_EQ(text(ReceiptText::shop_name), "OCOP Hội An");
    EXPECT_TRUE(page().unsaved);
    EXPECT_EQ(kept(), std::vector<Setting>{});
}

TEST_F(ReceiptSetup, DrawsOneAtATimeAndTheNewestAfterIt) {
    open("hoa");
    for (const char* const name : {"O", "OC", "OCO", "OCOP"}) {
        counter.desk.edit_receipt(ReceiptText::shop_name, name);
    }
    ASSERT_EQ(counter.previews.size(), 2U) << "the second is still being drawn";
    answer_preview();
    ASSERT_EQ(counter.previews.size(), 3U);
    EXPECT_EQ(counter.previews[2].second.settings.at("shop.name"), "OCOP");
    answer_preview();
    EXPECT_EQ(counter.previews.size(), 3U) << "nothing was typed since";
    EXPECT_TRUE(counter.desk.state().receipt_setup.preview.has_value());
}

TEST_F(ReceiptSetup, SaysWhyNoPreviewCanBeDrawn) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::phone, "0235");
    counter.desk.receive(ReceiptPreview{counter.previews.back().first, {}, "no fonts", {}});
    EXPECT_EQ(page().preview_fault, "no fonts");
    counter.desk.edit_receipt(ReceiptText::phone, "02353");
    answer_preview();
    EXPECT_EQ(page().preview_fault, "");
}

TEST_F(ReceiptSetup, KeepsOnlyWhatChanged) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP");
    counter.desk.edit_receipt(ReceiptText::phone, "0235");
    counter.desk.edit_receipt(ReceiptText::phone, "");
    counter.desk.choose_for_receipt(ReceiptChoice::on_file, 2);
    counter.desk.choose_for_receipt(ReceiptChoice::encoding, 1);
    counter.desk.choose_for_receipt(ReceiptChoice::encoding, -1); // dots, as ever
    save();
    EXPECT_EQ(
        kept(),
        (std::vector<Setting>{
            {"receipt.file", "pdf"}, {"receipt.paper", "a5"}, {"shop.name", "OCOP"}})
    );
    EXPECT_EQ(counter.journal.records.back().body.json()["cashier"], "hoa");
    EXPECT_EQ(counter.notice(), "saved");
    EXPECT_EQ(counter.screen(), Screen::receipt_setup);
    EXPECT_FALSE(page().unsaved);
    ASSERT_EQ(counter.applied.size(), 1U) << "printing goes by the new settings at once";
    EXPECT_EQ(counter.applied[0].at("receipt.paper"), "a5");
    save();
    EXPECT_EQ(counter.notice(), "nothing to save");
    EXPECT_EQ(kept().size(), 3U);
}

TEST_F(ReceiptSetup, UndoGoesBackToWhatIsKept) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::footer, "Hẹn gặp lại");
    save();
    counter.desk.edit_receipt(ReceiptText::footer, "Tạm biệt");
    counter.desk.type_logo_path("/logo.png");
    counter.desk.undo_receipt_setup();
    EXPECT_EQ(text(ReceiptText::footer), "Hẹn gặp lại");
    EXPECT_EQ(page().logo_path, "");
    EXPECT_FALSE(page().unsaved);
}

TEST_F(ReceiptSetup, IsLeftOnlyWhenAskedTwiceWithSomethingUnsaved) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::footer, "Tạm biệt");
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::receipt_setup);
    EXPECT_EQ(counter.notice(), "unsaved");
    counter.desk.edit_receipt(ReceiptText::footer, "Tạm biệt!");
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::receipt_setup) << "it was edited since";
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.press(Command::receipt_setup);
    EXPECT_EQ(text(ReceiptText::footer), "");
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell) << "nothing to lose";
}

TEST_F(ReceiptSetup, KeepsTheWindowFromClosingOverUnsavedChanges) {
    open("hoa");
    EXPECT_TRUE(counter.desk.may_leave());
    counter.desk.edit_receipt(ReceiptText::footer, "Tạm biệt");
    EXPECT_FALSE(counter.desk.may_leave());
    EXPECT_EQ(counter.notice(), "save or undo");
    counter.desk.undo_receipt_setup();
    EXPECT_TRUE(counter.desk.may_leave());
}

TEST_F(ReceiptSetup, TakesNoScanAndNoBasket) {
    open("hoa");
    counter.desk.scanned("QNA-002");
    EXPECT_EQ(counter.notice(), "QNA-002 not taken");
    EXPECT_EQ(counter.screen(), Screen::receipt_setup);
    counter.desk.press(Command::back);
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::receipt_setup);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.rings, 2);
}

TEST_F(ReceiptSetup, ACashierSavesWithOnePinOfAManagerForAll) {
    open("lan");
    EXPECT_FALSE(page().may_save);
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP");
    counter.desk.edit_receipt(ReceiptText::phone, "0235");
    save();
    EXPECT_EQ(counter.screen(), Screen::approve);
    EXPECT_TRUE(counter.view().managers_alone);
    counter.desk.approve("hoa", "9999");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve) << "a wrong PIN may be typed again";
    EXPECT_EQ(kept(), std::vector<Setting>{});
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(kept(), (std::vector<Setting>{{"shop.name", "OCOP"}, {"shop.phone", "0235"}}));
    EXPECT_EQ(counter.journal.records.back().body.json()["cashier"], "lan");
    EXPECT_EQ(counter.journal.records.back().body.json()["approver"], "hoa");
    EXPECT_EQ(counter.screen(), Screen::receipt_setup);
    counter.desk.edit_receipt(ReceiptText::phone, "0236");
    save();
    EXPECT_EQ(counter.screen(), Screen::approve) << "the PIN was good for one time";
}

TEST_F(ReceiptSetup, KeepsWhatWasTypedWhenNobodyApproves) {
    open("lan");
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP");
    save();
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::receipt_setup);
    EXPECT_EQ(text(ReceiptText::shop_name), "OCOP");
    EXPECT_TRUE(page().unsaved);
    save();
    EXPECT_EQ(counter.screen(), Screen::approve) << "it can be asked for again";
}

TEST_F(ReceiptSetup, KeepsWhatWasTypedWhenTheDiskFails) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP");
    counter.desk.edit_receipt(ReceiptText::phone, "0235");
    counter.journal.fail_next = true;
    save();
    EXPECT_EQ(kept(), std::vector<Setting>{});
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::refusal);
    EXPECT_TRUE(page().unsaved);
    save();
    EXPECT_EQ(kept(), (std::vector<Setting>{{"shop.name", "OCOP"}, {"shop.phone", "0235"}}));
}

TEST_F(ReceiptSetup, NamesTheTextThatIsTooLongAndKeepsNothingOfIt) {
    open("hoa");
    const std::string thousand(1000, 'x');
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP");
    counter.desk.edit_receipt(ReceiptText::footer, thousand + "x");
    EXPECT_EQ(page().wrong, ReceiptText::footer);
    save();
    EXPECT_EQ(counter.notice(), "a field is wrong");
    EXPECT_EQ(kept(), std::vector<Setting>{});
    EXPECT_EQ(text(ReceiptText::footer), thousand + "x");
    counter.desk.edit_receipt(ReceiptText::footer, thousand);
    EXPECT_EQ(page().wrong, std::nullopt);
    save();
    EXPECT_EQ(kept().size(), 2U);
}

TEST_F(ReceiptSetup, ABankIsTypedByNameAndKeptByItsBin) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::bank, "viet");
    EXPECT_EQ(page().wrong, ReceiptText::bank);
    EXPECT_THAT(page().banks, ::testing::IsSupersetOf({"Vietcombank", "VietBank"}));
    EXPECT_EQ(page().bank_name, "");
    counter.desk.edit_receipt(ReceiptText::bank, "agri");
    EXPECT_EQ(page().wrong, std::nullopt);
    EXPECT_EQ(page().bank_name, "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam");
    EXPECT_EQ(text(ReceiptText::bank), "agri") << "whoever types may mean to go on";
    EXPECT_EQ(page().missing, ReceiptText::account);
    counter.desk.edit_receipt(ReceiptText::account, "4200 2051 23456");
    EXPECT_EQ(page().missing, std::nullopt);
    answer_preview();
    EXPECT_EQ(counter.previews.back().second.settings.at("bank.bin"), "970405");
    EXPECT_EQ(counter.previews.back().second.settings.at("bank.account"), "4200205123456");
    save();
    EXPECT_EQ(
        kept(), (std::vector<Setting>{{"bank.account", "4200205123456"}, {"bank.bin", "970405"}})
    );
    EXPECT_EQ(text(ReceiptText::bank), "Agribank") << "as people call it";
    counter.desk.edit_receipt(ReceiptText::bank, "Agribank");
    EXPECT_FALSE(page().unsaved) << "the same bank";
}

TEST_F(ReceiptSetup, KeepsWhatTheTaxOfficeGaveAndRefusesAnotherShape) {
    open("hoa");
    counter.desk.edit_receipt(ReceiptText::office_code, "mnzlr");
    EXPECT_EQ(page().missing, ReceiptText::series);
    counter.desk.edit_receipt(ReceiptText::series, "C26MYY");
    EXPECT_EQ(page().wrong, ReceiptText::series);
    save();
    EXPECT_EQ(counter.notice(), "a field is wrong");
    EXPECT_EQ(kept(), std::vector<Setting>{});
    counter.desk.edit_receipt(ReceiptText::series, "1c26myy");
    counter.desk.edit_receipt(ReceiptText::first_number, "1969");
    counter.desk.edit_receipt(ReceiptText::first_code, "20000000001");
    counter.desk.edit_receipt(ReceiptText::lookup, "https://a.vn/{code}");
    counter.desk.edit_receipt(ReceiptText::provider, "VNPT");
    EXPECT_EQ(page().wrong, std::nullopt);
    EXPECT_EQ(page().missing, std::nullopt);
    save();
    EXPECT_EQ(
        kept(),
        (std::vector<Setting>{
            {"einvoice.code", "MNZLR"},
            {"einvoice.first_code", "20000000001"},
            {"einvoice.first_number", "1969"},
            {"einvoice.lookup", "https://a.vn/{code}"},
            {"einvoice.provider", "VNPT"},
            {"einvoice.series", "1C26MYY"}})
    );
    EXPECT_EQ(text(ReceiptText::series), "1C26MYY");
}

TEST_F(ReceiptSetup, ChoosesTraceCodesAndTheDrawersPin) {
    open("hoa");
    EXPECT_EQ(choice(ReceiptChoice::trace).value, "one");
    EXPECT_EQ(choice(ReceiptChoice::drawer).value, "");
    counter.desk.choose_for_receipt(ReceiptChoice::trace, -1);
    counter.desk.choose_for_receipt(ReceiptChoice::trace, 1);
    EXPECT_FALSE(page().unsaved) << "back where it was";
    counter.desk.choose_for_receipt(ReceiptChoice::trace, 1);
    counter.desk.choose_for_receipt(ReceiptChoice::drawer, 2);
    EXPECT_EQ(choice(ReceiptChoice::trace).value, "all");
    EXPECT_EQ(choice(ReceiptChoice::drawer).value, "5");
    save();
    EXPECT_EQ(kept(), (std::vector<Setting>{{"printer.drawer", "5"}, {"receipt.trace", "all"}}));
    counter.desk.choose_for_receipt(ReceiptChoice::drawer, 1);
    counter.desk.choose_for_receipt(ReceiptChoice::drawer, 1);
    EXPECT_EQ(choice(ReceiptChoice::drawer).value, "off");
}

TEST_F(ReceiptSetup, ReadsALogoOnceItsPathIsTyped) {
    open("hoa");
    counter.desk.type_logo_path("/l");
    counter.desk.type_logo_path("/logo.png");
    EXPECT_TRUE(counter.logos.empty());
    EXPECT_TRUE(page().unsaved);
    counter.desk.read_logo();
    counter.desk.read_logo();
    ASSERT_EQ(counter.logos.size(), 1U);
    EXPECT_EQ(counter.logos[0].second, "/logo.png");
    EXPECT_TRUE(page().logo_reads);
    counter.desk.receive(LogoNews{counter.logos[0].first, "iVBO", {}});
    EXPECT_FALSE(page().logo_reads);
    EXPECT_TRUE(page().has_logo);
    EXPECT_EQ(counter.previews.back().second.settings.at("receipt.logo"), "iVBO");
    save();
    EXPECT_EQ(kept(), (std::vector<Setting>{{"receipt.logo", "iVBO"}}));
    EXPECT_EQ(page().logo_path, "") << "it is kept; the file is no longer needed";
    counter.desk.remove_logo();
    EXPECT_FALSE(page().has_logo);
    save();
    EXPECT_EQ(kept().back(), (Setting{"receipt.logo", ""}));
}

TEST_F(ReceiptSetup, SaysWhyAFileIsNoLogoAndKeepsItsPathForMending) {
    open("hoa");
    counter.desk.type_logo_path("/letter.txt");
    counter.desk.read_logo();
    counter.desk.receive(LogoNews{counter.logos[0].first, {}, "no PNG"});
    EXPECT_EQ(page().logo_fault, "no PNG");
    EXPECT_EQ(counter.rings, 1);
    EXPECT_EQ(page().logo_path, "/letter.txt");
    EXPECT_FALSE(page().has_logo);
    counter.desk.edit_receipt(ReceiptText::shop_name, "OCOP");
    save();
    EXPECT_EQ(kept(), std::vector<Setting>{}) << "not half of what was asked for";
    counter.desk.type_logo_path("/letter.png");
    EXPECT_EQ(page().logo_fault, "");
}

TEST_F(ReceiptSetup, SavingWaitsForTheLogoThatWasTyped) {
    open("hoa");
    counter.desk.type_logo_path("/logo.png");
    save();
    ASSERT_EQ(counter.logos.size(), 1U);
    EXPECT_EQ(kept(), std::vector<Setting>{});
    counter.desk.receive(LogoNews{counter.logos[0].first, "iVBO", {}});
    counter.run();
    EXPECT_EQ(kept(), (std::vector<Setting>{{"receipt.logo", "iVBO"}}));
}

TEST_F(ReceiptSetup, TakesTheLogoThatWasChosenLastAloneEvenIfAnotherIsReadFirst) {
    open("hoa");
    for (const char* const path : {"/slow.png", "/quick.png"}) {
        counter.desk.type_logo_path(path);
        counter.desk.read_logo();
    }
    counter.desk.receive(LogoNews{counter.logos[0].first, "slow", {}});
    EXPECT_TRUE(page().logo_reads) << "the one that was chosen last";
    counter.desk.receive(LogoNews{counter.logos[1].first, "quick", {}});
    EXPECT_EQ(counter.desk.edited_ledger().settings.at("receipt.logo"), "quick");
    counter.desk.type_logo_path("/third.png");
    counter.desk.read_logo();
    counter.desk.remove_logo();
    counter.desk.receive(LogoNews{counter.logos[2].first, "third", {}});
    EXPECT_EQ(counter.desk.edited_ledger().settings.at("receipt.logo"), "");
}

TEST_F(ReceiptSetup, AModelBringsItsPaperAndAnotherPaperTakesTheModelAway) {
    open("hoa");
    EXPECT_EQ(choice(ReceiptChoice::paper).value, "80");
    EXPECT_EQ(choice(ReceiptChoice::model).name, "") << "any printer";
    choose_model("zjiang-58");
    EXPECT_EQ(choice(ReceiptChoice::paper).value, "58");
    EXPECT_EQ(choice(ReceiptChoice::model).name, "Zjiang POS-5890, NT-5890K");
    counter.desk.choose_for_receipt(ReceiptChoice::paper, 1);
    EXPECT_EQ(choice(ReceiptChoice::paper).value, "80");
    EXPECT_EQ(choice(ReceiptChoice::model).value, "");
    EXPECT_FALSE(page().unsaved) << "that is what was kept before";
}

TEST_F(ReceiptSetup, OffersOnlyTheCodePagesTheModelIsSaidToHave) {
    open("hoa");
    choose_model("citizen-80");
    counter.desk.choose_for_receipt(ReceiptChoice::encoding, 2);
    EXPECT_EQ(choice(ReceiptChoice::encoding).value, "tcvn3");
    choose_model("rongta-80");
    EXPECT_EQ(choice(ReceiptChoice::encoding).value, "raster") << "it has no TCVN-3";
    EXPECT_TRUE(page().code_pages);
    counter.desk.choose_for_receipt(ReceiptChoice::encoding, 2);
    EXPECT_EQ(choice(ReceiptChoice::encoding).value, "cp1258");
    choose_model("xprinter-80");
    EXPECT_EQ(choice(ReceiptChoice::encoding).value, "raster");
    EXPECT_FALSE(choice(ReceiptChoice::encoding).has_after);
    EXPECT_FALSE(page().code_pages);
}

TEST_F(ReceiptSetup, SaysThatNoPrinterIsThereToTest) {
    open("hoa");
    counter.desk.test_receipt_printer(compose::TestSlips::page);
    ASSERT_TRUE(page().test.has_value());
    EXPECT_EQ(page().test->phase, Phase::failed);
    EXPECT_EQ(page().test->fault, "no printer");
    EXPECT_TRUE(counter.print_tests.empty());
}

TEST_F(ReceiptSetup, PrintsTestPagesAsEditedAndSaysHowTheyFaredUntilTheNextEdit) {
    ASSERT_TRUE(
        counter.journal
            .append(
                {"settings", counter.clock.time, {{"key", "printer"}, {"value", "tcp:10.0.0.9"}}}
            )
            .has_value()
    );
    counter.desk.opened(counter.journal.ledger(), testing::catalog(), {});
    open("hoa");
    choose_model("citizen-80");
    counter.desk.test_receipt_printer(compose::TestSlips::code_pages);
    ASSERT_EQ(counter.print_tests.size(), 1U);
    EXPECT_EQ(counter.print_tests[0].second, "tcp:10.0.0.9:9100");
    EXPECT_EQ(counter.tested_slips, compose::TestSlips::code_pages);
    EXPECT_EQ(counter.tested_settings.at("printer.model"), "citizen-80");
    EXPECT_EQ(counter.woken, std::vector<int>{counter.print_tests[0].first});
    EXPECT_EQ(page().test->phase, Phase::running);
    counter.desk.edit_receipt(ReceiptText::phone, "0235");
    EXPECT_TRUE(page().test.has_value()) << "what prints is not forgotten";
    counter.desk.receive(compose::PrinterVerdict{counter.print_tests[0].first, {}, {}});
    EXPECT_EQ(page().test->phase, Phase::done);
    EXPECT_EQ(page().test->slips, compose::TestSlips::code_pages);
    counter.desk.edit_receipt(ReceiptText::phone, "02353");
    EXPECT_FALSE(page().test.has_value());
    counter.desk.test_receipt_printer(compose::TestSlips::page);
    counter.desk.test_is_over(counter.print_tests[1].first);
    EXPECT_EQ(page().test->phase, Phase::late);
}

} // namespace
} // namespace ocop::ui
