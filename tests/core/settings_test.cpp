#include "pos/core/settings.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

TEST(Settings, NeverSetHaveTheirDefaults) {
    const Settings settings = read_settings({});
    Settings expected;
    expected.printer.kind = PrinterAddress::Kind::automatic; // what is plugged in works
    EXPECT_EQ(settings, expected);
    EXPECT_EQ(settings.paper_mm, 80);
    EXPECT_FALSE(settings.receipts_on_file);
    EXPECT_EQ(settings.cashier_discount_percent, 5);
}

TEST(Settings, AreReadAsTheyWereSet) {
    const Settings settings = read_settings(
        {{"shop.name", "HTX Tân Trào"},
         {"rounding", "500-down"},
         {"discount.lead_percent", "30"},
         {"vat.reduced_until", "2027-06-30"},
         {"event", "Hội chợ"},
         {"printer", "usb:04b8:0e15"},
         {"printer.paper", "58"},
         {"receipt.paper", "a5"},
         {"printer.encoding", "cp1258"},
         {"printer.drawer", "5"},
         {"scanner", "off"},
         {"receipt.file", "pdf"},
         {"receipt.trace", "all"},
         {"einvoice.series", "1C26MYY"},
         {"einvoice.code", "MNZLR"},
         {"einvoice.first_number", "1969"},
         {"einvoice.first_code", "20000000001"},
         {"einvoice.lookup", "https://a.vn/{code}"},
         {"einvoice.provider", "VNPT"}}
    );
    EXPECT_EQ(settings.trace_codes, TraceCodes::all);
    EXPECT_EQ(
        settings.einvoice,
        (EinvoiceSettings{"1C26MYY", "MNZLR", 1969, 20'000'000'001, "https://a.vn/{code}", "VNPT"})
    );
    EXPECT_EQ(settings.shop_name, "HTX Tân Trào");
    EXPECT_EQ(settings.rounding, (CashRounding{500, true}));
    EXPECT_EQ(settings.lead_discount_percent, 30);
    EXPECT_EQ(settings.vat.reduced_until, *parse_day("2027-06-30"));
    EXPECT_EQ(settings.event, "Hội chợ");
    EXPECT_EQ(to_string(settings.printer), "usb:04b8:0e15");
    EXPECT_EQ(settings.paper_mm, 58);
    EXPECT_EQ(settings.file_paper, "a5");
    EXPECT_EQ(settings.printer_encoding, "cp1258");
    EXPECT_EQ(settings.drawer, DrawerChoice::pin_five);
    EXPECT_EQ(to_string(settings.scanner), "off");
    EXPECT_TRUE(settings.receipts_on_file);
}

TEST(Settings, ThatBoundWhatARoleDoesAreDongOrNone) {
    EXPECT_EQ(read_settings({}).cashier_out_max, std::nullopt);
    EXPECT_EQ(read_settings({}).lead_return_max, Money{10'000'000})
        << "no drawer bounds a transfer";
    EXPECT_EQ(read_settings({{"return.lead_max", ""}}).lead_return_max, std::nullopt);
    for (const char* key : {"cash.cashier_out_max", "return.lead_max"}) {
        EXPECT_EQ(check_setting(key, "500.000").value(), "500000");
        EXPECT_EQ(check_setting(key, "0").value(), "0") << "nothing without an approval";
        EXPECT_EQ(check_setting(key, "").value(), "");
        for (const char* wrong : {"-1", "much", "5 %", "1000000000001"}) {
            EXPECT_FALSE(check_setting(key, wrong).has_value()) << wrong;
        }
    }
    const Settings set =
        read_settings({{"cash.cashier_out_max", "500000"}, {"return.lead_max", "0"}});
    EXPECT_EQ(set.cashier_out_max, Money{500'000});
    EXPECT_EQ(set.lead_return_max, Money{0});
}

TEST(Settings, OfTheBankAreItsBinAndAnAccountAsVietQrCarriesIt) {
    EXPECT_EQ(check_setting("bank.bin", "agribank").value(), "970405");
    EXPECT_EQ(check_setting("bank.bin", "970405").value(), "970405");
    EXPECT_EQ(check_setting("bank.bin", "123456").value(), "123456") << "a bank we do not know";
    EXPECT_EQ(check_setting("bank.bin", "").value(), "");
    EXPECT_EQ(
        check_setting("bank.bin", "kookmin").error().what,
        "a bank is its name or the six digits of its BIN; this may be Kookmin Bank HN, Kookmin "
        "Bank HCM"
    );
    EXPECT_FALSE(check_setting("bank.bin", "12"));
    EXPECT_EQ(check_setting("bank.account", "4200 2051 23456").value(), "4200205123456");
    EXPECT_FALSE(check_setting("bank.account", "1234-5678"));
    const Settings settings =
        read_settings({{"bank.bin", "970405"}, {"bank.account", "4200"}, {"bank.holder", "HTX"}});
    EXPECT_EQ(settings.bank_bin, "970405");
    EXPECT_EQ(settings.bank_account, "4200");
    EXPECT_EQ(settings.bank_holder, "HTX");
    const Settings old = read_settings({{"bank.bin", "9704"}, {"bank.account", "1234-5678"}});
    EXPECT_EQ(old.bank_bin + old.bank_account, "") << "no VietQR can be made of it";
}

TEST(Settings, OfInvoicesAreRefusedInAnotherShapeThanTheTaxOfficeGives) {
    EXPECT_EQ(check_setting("einvoice.series", "1c26myy").value(), "1C26MYY");
    EXPECT_EQ(check_setting("einvoice.code", "mnzlr").value(), "MNZLR");
    for (const char* key :
         {"einvoice.series",
          "einvoice.code",
          "einvoice.first_number",
          "einvoice.first_code",
          "einvoice.lookup",
          "receipt.trace"}) {
        EXPECT_TRUE(check_setting(key, "").has_value()) << key << ": empty takes it back";
        EXPECT_FALSE(check_setting(key, "?").has_value()) << key;
    }
    EXPECT_FALSE(check_setting("einvoice.provider", std::string(201, 'a')).has_value());
    EXPECT_TRUE(check_setting("einvoice.provider", "Viettel").has_value());
}

TEST(Settings, ThatAnOlderProgramLetThroughAreAsIfNothingWereSet) {
    EXPECT_EQ(
        read_settings(
            {{"printer", "the red one"},
             {"printer.paper", "wide"},
             {"receipt.paper", "letter"},
             {"printer.encoding", "utf8"},
             {"printer.drawer", "3"},
             {"scanner", "the red one"},
             {"rounding", "up"},
             {"discount.cashier_percent", "-1"},
             {"vat.reduced_until", "soon"},
             {"receipt.file", "html"},
             {"receipt.trace", "some"},
             {"einvoice.first_number", "0"},
             {"einvoice.first_code", "one"}}
        ),
        Settings{}
    );
}

TEST(Settings, TakePinTwoOrFiveOfTheDrawerOrNone) {
    for (const auto& [text, choice] :
         {std::pair{"", DrawerChoice::as_model},
          {"2", DrawerChoice::pin_two},
          {"5", DrawerChoice::pin_five},
          {"off", DrawerChoice::off}}) {
        EXPECT_EQ(check_setting("printer.drawer", text), text);
        EXPECT_EQ(read_settings({{"printer.drawer", text}}).drawer, choice);
    }
    for (const char* const wrong : {"3", "on", "25", "2 ", "pin 2", "OFF"}) {
        const auto checked = check_setting("printer.drawer", wrong);
        ASSERT_FALSE(checked) << wrong;
        EXPECT_NE(checked.error().what.find("pin 2 or 5"), std::string::npos);
    }
}

TEST(Settings, PrintByThemselvesInAStoreThatWasNeverTold) {
    EXPECT_EQ(read_settings({}).printer.kind, PrinterAddress::Kind::automatic);
    EXPECT_EQ(read_settings({{"printer", ""}}).printer.kind, PrinterAddress::Kind::none);
    EXPECT_EQ(check_setting("printer", "auto"), "auto");
    EXPECT_EQ(default_of("printer"), "auto");
    EXPECT_EQ(default_of("shop.name"), std::nullopt);
}

} // namespace
} // namespace ocop
