#include "tests/ui/bed.hpp"
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using test::Orders;
using test::parts_of;
using test::sign_in;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

std::function<bool(const Json&)> shows(const char* key, const Json& value) {
    return [key, value](const Json& line) { return line[key] == value; };
}

class WindowDevices : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowDevices, AreChosenAndTestedByKeysAsTheyComeAndGo) {
    const std::string language = GetParam();
    Store store;
    store.set("printer", "");
    Orders orders{store.folder()};
    {
        TillProgram till{
            store.folder(), language, "devices-" + language, {}, parts_of(OCOP_TILL_ON_BED)};
        sign_in(till);
        till.press({"ctrl+t"});
        till.wait_for_screen("devices");
        till.keep_picture("01-nothing");
        const std::vector<std::string> things{
            "printer 1-1",
            "printer2 1-2",
            "pos 1-3",
            "serial 1-4",
            "keyboard 1-5",
            "keyboard2 1-6",
            "stick 1-7",
            "riddle 1-8"};
        for (const std::string& thing : things) {
            orders.give("plug " + thing);
        }
        till.wait_for("eight devices", shows("devices", 8));
        till.wait_for("scanners", shows("scanner", "Voyager 1400g, Newland CDC"));
        till.keep_picture("02-eight");
        till.touch(300, 490);
        till.wait_for("the row that was touched", shows("device", "Logitech Keyboard K120"));
        till.touch(300, 190);
        till.wait_for("the first row", shows("device", "TM-T20"));

        till.press({"Right"});
        till.wait_for("the test print's button", shows("device_action", "test-printer"));
        till.press({"Return"});
        till.wait_for("a test page", shows("device_test", 1));
        till.keep_picture("03-test-page");
        till.press({"Left", "Return"});
        till.wait_for("the printer in use", shows("device_used", true));
        till.keep_picture("04-printer-used");
        orders.give("no-paper 1-1");
        till.press({"Right", "Return"});
        till.wait_for("no paper", shows("device_test", 2));
        till.keep_picture("05-no-paper");

        till.press({"Down", "Down"});
        till.wait_for("the scanner", shows("device", "Voyager 1400g"));
        till.press({"Right", "Return"});
        till.wait_for("it waits for a code", shows("device_test", 0));
        till.keep_picture("06-test-scan");
        orders.give("scan 1-3 " + std::string{tea_gtin});
        till.wait_for("the code", shows("device_code", "]E0" + std::string{tea_gtin}));
        till.keep_picture("07-code");
        till.scan(tea_gtin);
        till.wait_for("a typed code", shows("device_code", tea_gtin));
        till.keep_picture("08-typed");

        till.press({"Escape", "Down", "Down"});
        till.wait_for("the keyboard", shows("device", "USB Barcode Scanner"));
        till.press({"Return"});
        till.wait_for("a warning", [](const Json& line) { return line["notice"] != ""; });
        till.keep_picture("09-keyboard-asked");
        till.press({"Return"});
        till.wait_for("the keyboard as a scanner", [](const Json& line) {
            return line["scanner"].get<std::string>().find("USB Barcode") != std::string::npos;
        });
        till.press({"Right", "Return"});
        till.wait_for("it waits for a code", shows("device_test", 0));
        orders.give("scan 1-5 " + std::string{tea_gtin});
        till.wait_for("the code of its keys", shows("device_code", tea_gtin));
        till.keep_picture("10-keyboard-code");

        orders.give("unplug 1-1");
        orders.give("unplug 1-7");
        till.wait_for("seven devices", shows("devices", 7));
        till.press({"Escape", "Up", "Up", "Up"});
        till.wait_for("the missing printer", [](const Json& line) {
            return line["device"] == "" && line["device_fault"] != ""
                   && line["device_used"] == true;
        });
        till.keep_picture("11-unplugged");
        till.press({"Escape"});
        till.wait_for_screen("sell");
        orders.give("scan 1-3 " + std::string{tea_gtin});
        till.wait_for("goods again", shows("lines", 1));
        EXPECT_EQ(till.leave(), 143);
    }
    std::vector<std::string> set;
    for (const Record& record : store.records("settings")) {
        const Json& body = record.body.json();
        if (body.contains("cashier")) {
            set.push_back(
                body["key"].get<std::string>() + " = " + body["value"].get<std::string>() + " by "
                + body["cashier"].get<std::string>()
            );
        }
    }
    EXPECT_EQ(
        set,
        (std::vector<std::string>{
            "printer = usb:04b8:0e15:J5KF012@1-1 by hoa", "scanner = auto 0416:c141@1-5 by hoa"})
    );
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowDevices, ::testing::Values("vi", "en"));

} // namespace
} // namespace ocop::ui
