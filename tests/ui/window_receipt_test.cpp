#include "pos/compose/shop_logo.hpp"
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::TillProgram;

std::function<bool(const Json&)> shows(const char* key, const Json& value) {
    return [key, value](const Json& line) { return line[key] == value; };
}

/// A file of the tests as people have them: a green mark with the shop's letters.
std::string logo_in(const Store& store) {
    const std::string file = (store.folder() / "logo.png").string();
    const std::string draw = "convert -size 600x200 xc:white -fill darkgreen -draw 'circle "
                             "100,100 100,20' -draw 'rectangle 220,60 580,140' "
                             + file;
    EXPECT_EQ(std::system(draw.c_str()), 0);
    return file;
}

std::map<std::string, std::string> kept(const Store& store) {
    std::map<std::string, std::string> settings;
    for (const Record& record : store.records("settings")) {
        const Json& body = record.body.json();
        if (body.contains("cashier")) {
            settings[body["key"]] = body["value"];
        }
    }
    return settings;
}

/// Goes through the models from any printer on, wherever the wanted one stands.
void choose_model(TillProgram& till, std::string_view wanted) {
    std::string model;
    while (model != wanted) {
        till.press({"Right"});
        const Json line = till.wait_for("another model", [&](const Json& now) {
            return now["receipt_model"] != model;
        });
        model = line["receipt_model"].get<std::string>();
    }
}

class WindowReceipt : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowReceipt, IsWrittenAndSeenBeforeItIsKept) {
    const std::string language = GetParam();
    Store store;
    const std::string logo = logo_in(store);
    std::ofstream{store.folder() / "letter.txt"} << "no picture";
    {
        TillProgram till{store.folder(), language, "receipt-" + language};
        sign_in(till);
        till.press({"ctrl+r"});
        till.wait_for_screen("receipt-setup");
        till.wait_for("a preview", shows("receipt_preview", 576));
        till.keep_picture("01-as-kept");
        till.type("OCOP Hoi An");
        till.press({"Return"});
        till.type("4000123456");
        till.press({"Tab"});
        till.type("26 Nguyen Thai Hoc, Hoi An");
        till.press({"Return"});
        till.type("0235 3861 234");
        till.press({"Down"});
        till.type("Hang ban roi xin doi trong 3 ngay, kem phieu nay. Cam on quy khach!");
        till.wait_for("something unsaved", shows("receipt_unsaved", true));
        till.keep_picture("02-footer");
        till.press({"Down"});
        till.type((store.folder() / "letter.txt").string());
        till.press({"Return"});
        till.wait_for("no logo", [](const Json& line) { return line["receipt_fault"] != ""; });
        till.keep_picture("03-no-png");
        till.press({"Up", "ctrl+a"});
        till.type(logo);
        till.press({"Return"});
        till.wait_for("the logo", shows("receipt_logo", true));
        till.press({"Down", "Down"});
        till.press({"Left"});
        till.wait_for("narrow paper", shows("receipt_preview", 384));
        till.keep_picture("04-logo-58");
        till.press({"Right"});
        till.wait_for("wide paper", shows("receipt_preview", 576));
        till.press({"Down"});
        choose_model(till, "zjiang-58");
        till.wait_for("the model's paper", shows("receipt_preview", 384));
        till.press({"Down"});
        till.press({"Right"});
        till.keep_picture("05-code-page");
        till.press({"Down", "Right", "Right", "Down", "Down", "Return"});
        till.wait_for("the code pages", shows("device_test", 1));
        till.keep_picture("06-code-pages-sent");
        till.press({"Escape"});
        till.wait_for("a warning", [](const Json& line) { return line["notice"] != ""; });
        till.keep_picture("07-unsaved");
        till.press({"ctrl+s"});
        till.wait_for("all kept", shows("receipt_unsaved", false));
        till.keep_picture("08-saved");
        till.press({"Escape"});
        till.wait_for_screen("sell");
        EXPECT_EQ(till.leave(), 143);
    }
    auto settings = kept(store);
    const auto dots = compose::logo_of(settings["receipt.logo"]);
    ASSERT_TRUE(dots.has_value());
    EXPECT_EQ(dots->width(), 384);
    settings.erase("receipt.logo");
    EXPECT_EQ(
        settings,
        (std::map<std::string, std::string>{
            {"printer.encoding", "cp1258"},
            {"printer.model", "zjiang-58"},
            {"printer.paper", "58"},
            {"receipt.file", "pdf"},
            {"receipt.footer",
             "Hang ban roi xin doi trong 3 ngay, kem phieu nay. Cam on quy khach!"},
            {"receipt.paper", "a5"},
            {"shop.address", "26 Nguyen Thai Hoc, Hoi An"},
            {"shop.name", "OCOP Hoi An"},
            {"shop.phone", "0235 3861 234"},
            {"shop.tax_code", "4000123456"}})
    );
}

TEST_P(WindowReceipt, HasAnotherPageForTransfersAndInvoices) {
    const std::string language = GetParam();
    const Store store;
    {
        TillProgram till{store.folder(), language, "receipt-2-" + language};
        sign_in(till);
        till.press({"ctrl+r"});
        till.wait_for("a preview", shows("receipt_preview", 576));
        till.press({"ctrl+r", "ctrl+a"});
        till.type("viet");
        till.wait_for("more than one bank", shows("receipt_wrong", true));
        till.keep_picture("01-which-bank");
        till.press({"ctrl+a"});
        till.type("agribank");
        till.press({"Return", "ctrl+a"});
        till.type("4200 2051 23456");
        till.wait_for("a bank", shows("receipt_wrong", false));
        till.keep_picture("02-account");
        till.press({"Return", "ctrl+a"});
        till.type("HTX MAT ONG TAY GIANG");
        till.press({"Return"});
        till.type("C26MYY");
        till.press({"Return"});
        till.wait_for("a wrong series", shows("receipt_wrong", true));
        till.keep_picture("03-no-series");
        till.press({"Up", "ctrl+a"});
        till.type("1c26myy");
        till.press({"Return"});
        till.type("mnzlr");
        till.press({"Return", "Return", "Return"});
        till.type("https://tracuu.example.vn/{code}");
        till.press({"Return"});
        till.type("VNPT");
        till.press({"Return", "Right", "Down", "Right"});
        till.wait_for("the drawer's pin", shows("receipt_drawer", "2"));
        till.wait_for("a preview", shows("receipt_preview", 576));
        till.keep_picture("04-invoice");
        till.press({"ctrl+r", "ctrl+r"}); // there and back: nothing is lost
        till.press({"ctrl+s"});
        till.wait_for("all kept", shows("receipt_unsaved", false));
        till.keep_picture("05-saved");
        EXPECT_EQ(till.leave(), 143);
    }
    EXPECT_EQ(
        kept(store),
        (std::map<std::string, std::string>{
            {"bank.account", "4200205123456"},
            {"bank.bin", "970405"},
            {"bank.holder", "HTX MAT ONG TAY GIANG"},
            {"einvoice.code", "MNZLR"},
            {"einvoice.lookup", "https://tracuu.example.vn/{code}"},
            {"einvoice.provider", "VNPT"},
            {"einvoice.series", "1C26MYY"},
            {"printer.drawer", "2"},
            {"receipt.trace", "all"}})
    );
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowReceipt, ::testing::Values("vi", "en"));

// GTK's dialog by itself is larger than 1024 x 768, its buttons beyond the edge.
TEST(WindowReceipt, TakesTheLogoThatIsChosenInTheDialog) {
    Store store;
    const std::string logo = logo_in(store);
    TillProgram till{store.folder(), "en", "receipt-dialog"};
    sign_in(till);
    till.press({"ctrl+r"});
    till.wait_for("a preview", shows("receipt_preview", 576));
    till.press({"Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return"});
    till.raise("The shop's logo");
    till.type(logo);
    till.keep_picture("01-dialog");
    till.touch(920, 655); // Open
    till.wait_for("the logo", shows("receipt_logo", true));
    till.keep_picture("02-chosen");
}

TEST(WindowReceipt, ACashierIsAskedForAManagersPin) {
    const Store store;
    TillProgram till{store.folder(), "vi", "receipt-cashier"};
    till.wait_for_screen("sign-in");
    till.press({"Down"}); // lan, the cashier
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("open-shift");
    till.press({"ctrl+r"});
    till.wait_for("a preview", shows("receipt_preview", 576));
    till.type("OCOP");
    till.wait_for("something unsaved", shows("receipt_unsaved", true));
    till.keep_picture("01-unsaved");
    till.press({"ctrl+s"});
    till.wait_for_screen("approve");
    till.keep_picture("02-approve");
    till.type("1234");
    till.press({"Return"});
    till.wait_for("it is kept", [](const Json& line) {
        return line["screen"] == "receipt-setup" && line["receipt_unsaved"] == false;
    });
    EXPECT_EQ(kept(store).at("shop.name"), "OCOP");
}

} // namespace
} // namespace ocop::ui
