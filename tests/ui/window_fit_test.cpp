// No control of the window is cut, on any screen, at any size that shops have.

#include "tests/ui/bed.hpp"
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using test::DisplaySize;
using test::Orders;
using test::parts_of;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

/// The room that title bar and panel leave for the window, and how large people set text.
struct Room {
    int width = 0;
    int height = 0;
    int text_percent = 100;
};

constexpr Room rooms[]{
    {1024, 700, 100}, // the smallest
    {1024, 700, 175},
    {1366, 699, 150},  // 1366 x 768
    {1280, 686, 100},  // 2560 x 1440 at 200 %
    {512, 350, 100},   // the smallest at 200 %
    {1920, 1011, 150}, // 1920 x 1080
    {1920, 1011, 175},
    {3840, 2160, 100}, // the largest
    {3840, 2160, 175}};

constexpr DisplaySize large_display{3860, 2280};

std::string all_of(const Json& faults) {
    std::string text;
    for (const Json& fault : faults) {
        text += "\n    " + fault.get<std::string>();
    }
    return text;
}

/// A till on the bed whose every screen is measured in every room.
class Measured {
public:
    Measured(const Store& store, const std::string& language, const std::string& pictures)
        : orders_{store.folder()},
          till_{store.folder(), language, pictures, {}, parts_of(OCOP_TILL_ON_BED), large_display} {
    }

    TillProgram& till() { return till_; }

    Orders& orders() { return orders_; }

    /// The screen that is shown, as `name`.
    void measure(const std::string& name) {
        for (const Room& room : rooms) {
            std::ostringstream order;
            order << "measure " << room.width << " " << room.height << " " << room.text_percent;
            const Json seen = Json::parse(orders_.ask(order.str()));
            EXPECT_TRUE(seen["faults"].empty()) << name << " in " << order.str() << ", zoom "
                                                << seen["zoom"] << all_of(seen["faults"]);
            EXPECT_GT(seen["seen"], 2) << name;
        }
    }

    void measure_screen(const std::string& screen) {
        till_.wait_for_screen(screen);
        measure(screen);
    }

private:
    Orders orders_;
    TillProgram till_;
};

void fill_basket(TillProgram& till) {
    till.scan(tea_gtin);
    till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
    for (const char* words : {"ruou", "mam ca", "banh"}) {
        till.type(words);
        till.wait_for("results", [](const Json& line) { return line["results"] > 0; });
        till.press({"Return"});
        till.wait_for("no words", [](const Json& line) { return line["search"] == ""; });
    }
}

void measure_selling(Measured& measured) {
    TillProgram& till = measured.till();
    till.wait_for_screen("sell");
    measured.measure("sell, empty");
    fill_basket(till);
    measured.measure("sell");
    till.type("mat ong");
    till.wait_for("results", [](const Json& line) { return line["results"] > 0; });
    measured.measure("results");
    till.press({"Escape", "F3"});
    measured.measure_screen("quantity");
    till.press({"Escape", "F4"});
    measured.measure_screen("discount");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.press({"Tab"});
    till.wait_for("tiles", [](const Json& line) { return line["grid"] == true; });
    measured.measure("tiles");
    till.press({"Escape"});
    till.wait_for("no tiles", [](const Json& line) { return line["grid"] == false; });
    till.scan("9999999999994");
    till.wait_for("a refusal", [](const Json& line) { return line["notice"] != ""; });
    measured.measure("refusal");
    till.press({"F1"});
    till.wait_for("help", [](const Json& line) { return line["help"] == true; });
    measured.measure("help");
    till.press({"Escape"});
    till.wait_for("no help", [](const Json& line) { return line["help"] == false; });
    till.press({"F6"});
    till.wait_for("a basket aside", [](const Json& line) { return line["holds"] == 1; });
    till.press({"F7"});
    measured.measure_screen("holds");
    till.press({"Return"});
    till.wait_for("the basket", [](const Json& line) { return line["lines"] > 1; });
}

void measure_paying(Measured& measured) {
    TillProgram& till = measured.till();
    till.press({"F9"});
    measured.measure_screen("pay");
    till.press({"F10"});
    till.wait_for("the VietQR", [](const Json& line) { return line["payment_code"] == true; });
    measured.measure("pay by transfer");
    till.press({"ctrl+n"});
    measured.measure_screen("buyer");
    till.press({"Escape"});
    till.wait_for_screen("pay");
    till.press({"F9"});
    till.wait_for("cash", [](const Json& line) { return line["tender"] == "cash"; });
    till.type("50000k");
    till.press({"Return"});
    till.wait_for("the receipt's picture", [](const Json& line) {
        return line["screen"] == "receipt" && line["paper"] == true;
    });
    measured.measure("receipt");
    till.press({"F11"});
    measured.measure_screen("report");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.press({"F8"});
    till.wait_for_screen("give-back");
    till.type("1");
    till.press({"Return"});
    till.wait_for("lines", [](const Json& line) { return line["return_lines"] > 1; });
    measured.measure("give-back");
    till.press({"Escape"});
    till.wait_for_screen("sell");
}

void measure_errands(Measured& measured) {
    TillProgram& till = measured.till();
    till.press({"slash"});
    measured.measure_screen("drawer");
    till.press({"Return"});
    measured.measure_screen("paid-in");
    till.press({"Escape"});
    till.wait_for_screen("drawer");
    till.press({"Down", "Return"});
    measured.measure_screen("paid-out");
    till.press({"Escape"});
    till.wait_for_screen("drawer");
    till.press({"Down", "Down", "Return"});
    measured.measure_screen("no-sale");
    till.press({"Escape"});
    till.wait_for_screen("drawer");
    till.press({"Down", "Down", "Down", "Return"});
    till.wait_for_screen("receive");
    till.type("mam ca");
    till.wait_for("goods", [](const Json& line) { return line["results"] > 0; });
    measured.measure("receive, words");
    till.press({"Return"});
    till.wait_for("one product", [](const Json& line) { return line["receiving"] != ""; });
    measured.measure("receive");
    till.press({"Escape", "Escape", "Escape"});
    till.wait_for_screen("sell");
}

void measure_settings(Measured& measured) {
    TillProgram& till = measured.till();
    till.press({"ctrl+d"});
    measured.measure_screen("catalog");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.press({"ctrl+b"});
    measured.measure_screen("printer");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.press({"ctrl+r"});
    till.wait_for("the preview", [](const Json& line) {
        return line["screen"] == "receipt-setup" && line["receipt_preview"] > 0;
    });
    measured.measure("receipt-setup");
    till.press({"ctrl+r"});
    measured.measure("receipt-setup, second page");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    for (const char* thing :
         {"printer2 1-2", "pos 1-3", "keyboard 1-5", "keyboard2 1-6", "riddle 1-8"}) {
        measured.orders().give(std::string{"plug "} + thing);
    }
    till.press({"ctrl+t"});
    till.wait_for("devices", [](const Json& line) { return line["devices"] >= 5; });
    for (int row = 0; row < 5; ++row) {
        measured.measure("devices, row " + std::to_string(row));
        till.press({"Down"});
    }
    till.press({"Escape"});
    till.wait_for_screen("sell");
}

void measure_approval(Measured& measured) {
    TillProgram& till = measured.till();
    till.press({"F5"});
    till.wait_for_screen("sign-in");
    till.press({"Down"}); // lan, the cashier
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("sell");
    fill_basket(till);
    till.press({"F4"});
    till.wait_for_screen("discount");
    till.type("20");
    till.press({"Return"});
    measured.measure_screen("approve");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.press({"shift+Delete", "shift+Delete"});
    till.wait_for("an empty basket", [](const Json& line) { return line["lines"] == 0; });
    till.press({"F8"});
    till.wait_for_screen("give-back");
    till.type("1");
    till.press({"Return"});
    till.wait_for("lines", [](const Json& line) { return line["return_lines"] > 1; });
    till.press({"plus", "Down", "plus", "Return"});
    till.wait_for_screen("approve");
    measured.measure("approve goods that come back");
    till.press({"Escape"});
    till.wait_for_screen("sell");
}

class WindowFit : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowFit, CutsNothingOnAnyScreenOfTheDayAtAnySize) {
    const std::string language = GetParam();
    const Store store;
    Measured measured{store, language, "fit-" + language};
    TillProgram& till = measured.till();
    measured.measure_screen("sign-in");
    till.type("1234");
    till.press({"Return"});
    measured.measure_screen("open-shift");
    till.type("2000k");
    till.press({"Return"});
    measure_selling(measured);
    measure_paying(measured);
    measure_errands(measured);
    measure_settings(measured);
    measure_approval(measured);
    till.press({"F12"});
    measured.measure_screen("count");
    till.type("0");
    till.press({"F12"});
    till.wait_for("the Z report", [](const Json& line) {
        return line["screen"] == "shift-closed" && line["paper"] == true;
    });
    measured.measure("shift-closed");
    EXPECT_EQ(till.leave(), 128 + 15);
}

TEST_P(WindowFit, CutsNothingOfAShiftOfAnotherDayNorOfAStoreThatCannotBeOpened) {
    const std::string language = GetParam();
    {
        Store store;
        store.open_shift_of("2026-11-20T08:00:00+07:00");
        Measured measured{store, language, "fit-old-" + language};
        TillProgram& till = measured.till();
        till.wait_for_screen("sign-in");
        till.type("1234");
        till.press({"Return"});
        measured.measure_screen("old-shift");
        till.press({"Return"});
        till.wait_for_screen("count");
        till.press({"F12", "F12", "F12"});
        till.wait_for("nothing counted", [](const Json& line) { return line["notice"] != ""; });
        measured.measure("count, nothing typed");
        EXPECT_TRUE(store.records("shift-close").empty()) << "F12 alone closes no shift";
    }
    const Store store;
    std::filesystem::remove(store.folder() / "ledger.db");
    std::ofstream{store.folder() / "ledger.db"} << "no database at all";
    Measured measured{store, language, "fit-failed-" + language};
    measured.measure_screen("failed");
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowFit, ::testing::Values("vi", "en"));

/// A display of a shop, with what its desktop sets.
struct Shop {
    const char* name = "";
    DisplaySize display{};
    int scale = 1;
    std::vector<std::string> environment{};
};

TEST(WindowFit, FillsEveryDisplayBesideItsTitleBarAndPanelAndCutsNothing) {
    constexpr int panel = 48;
    constexpr int title_max = 40; // pixels of the desktop
    const std::vector<Shop> shops{
        {"1024x768", {1024, 768}, 1, {}},
        {"1366x768", {1366, 768}, 1, {}},
        {"1366x768-text-150", {1366, 768}, 1, {"GDK_DPI_SCALE=1.5"}},
        {"1920x1080-text-150", {1920, 1080}, 1, {"GDK_DPI_SCALE=1.5"}},
        {"2560x1440-scale-2", {2560, 1440}, 2, {"GDK_SCALE=2"}},
        {"3840x2160-scale-2-text-175", {3840, 2160}, 2, {"GDK_SCALE=2", "GDK_DPI_SCALE=1.75"}}};
    for (const Shop& shop : shops) {
        SCOPED_TRACE(shop.name);
        const Store store;
        Orders orders{store.folder()};
        TillProgram till{
            store.folder(),
            "vi",
            std::string{"shop-"} + shop.name,
            {},
            parts_of(OCOP_TILL_ON_BED),
            shop.display,
            shop.environment};
        const auto look = [&](const char* screen) {
            till.keep_picture(screen); // it stands still
            const Json seen = Json::parse(orders.ask("look"));
            EXPECT_TRUE(seen["faults"].empty()) << screen << all_of(seen["faults"]);
            EXPECT_GE(seen["width"].get<int>() * shop.scale, shop.display.width - 4);
            EXPECT_GE(
                seen["height"].get<int>() * shop.scale,
                shop.display.height - panel - title_max * shop.scale
            );
            EXPECT_LE(seen["right"].get<int>() * shop.scale, shop.display.width + 2 * shop.scale);
            EXPECT_LE(
                seen["bottom"].get<int>() * shop.scale, shop.display.height - panel + 2 * shop.scale
            );
        };
        till.wait_for_screen("sign-in");
        look("01-sign-in");
        till.press({"Down"});
        till.type("1234");
        till.press({"Return"});
        till.wait_for_screen("open-shift");
        till.type("2000k");
        till.press({"Return"});
        till.wait_for_screen("sell");
        fill_basket(till);
        look("02-sell");
        till.press({"F4"});
        till.wait_for_screen("discount");
        look("03-discount");
        till.type("20");
        till.press({"Return"});
        till.wait_for_screen("approve");
        look("04-approve");
        till.press({"Escape"});
        till.wait_for_screen("sell");
        till.press({"F9"});
        till.wait_for_screen("pay");
        look("05-pay");
    }
}

} // namespace
} // namespace ocop::ui
