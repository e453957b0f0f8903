#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

Money total_of_record(const Record& record) {
    return Money{record.body.json().at("total").get<std::int64_t>()};
}

/// Whether the trace has a word under `key`.
bool says(const Json& line, const char* key) {
    return !line[key].get_ref<const std::string&>().empty();
}

/// Whether those hold `part`.
bool says(const Json& line, const char* key, const std::string& part) {
    return line[key].get_ref<const std::string&>().find(part) != std::string::npos;
}

/// The amount a trace shows, in đồng.
Money amount(const Json& line, const char* key) {
    Money money;
    EXPECT_TRUE(parse_money(line[key].get<std::string>(), money)) << line.dump();
    return money;
}

void fill_basket(TillProgram& till) {
    till.keep_picture("03-empty-basket");
    till.scan(tea_gtin);
    till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
    till.type("mam ca");
    till.wait_for("results", [](const Json& line) { return line["results"] > 0; });
    till.keep_picture("04-search");
    till.press({"Return"});
    till.wait_for("two lines", [](const Json& line) { return line["lines"] == 2; });
    till.press({"F3"});
    till.wait_for_screen("quantity");
    till.type("3");
    till.keep_picture("05-quantity");
    till.press({"Return"});
    till.wait_for("three of it", [](const Json& line) { return line["quantity"] == "3"; });
    till.type("ruou");
    till.wait_for("rice wine", [](const Json& line) { return line["results"] > 0; });
    till.press({"Down", "Return"});
    till.wait_for("three lines", [](const Json& line) { return line["lines"] == 3; });
    till.keep_picture("06-basket");
    till.press({"Delete"});
    till.wait_for("a line removed", [](const Json& line) { return line["lines"] == 2; });
}

void hold_and_recall(TillProgram& till) {
    till.press({"F6"});
    till.wait_for("a basket aside", [](const Json& line) { return line["holds"] == 1; });
    till.type("banh");
    till.press({"Return"});
    till.wait_for("another customer", [](const Json& line) { return line["lines"] == 1; });
    till.press({"F6"});
    till.wait_for("two baskets aside", [](const Json& line) { return line["holds"] == 2; });
    till.press({"F7"});
    till.wait_for_screen("holds");
    till.keep_picture("07-holds");
    till.press({"Return"});
    till.wait_for("the first basket", [](const Json& line) {
        return line["screen"] == "sell" && line["lines"] == 2;
    });
}

Money pay_cash(TillProgram& till) {
    till.press({"F9"});
    const Json before = till.wait_for_screen("pay");
    till.type("5000k");
    till.keep_picture("08-pay-cash");
    till.press({"Return"});
    const Json after = till.wait_for("the receipt's picture", [](const Json& line) {
        return line["screen"] == "receipt" && line["paper"] == true;
    });
    till.keep_picture("09-receipt");
    EXPECT_EQ(amount(after, "change"), Money{5'000'000} - amount(before, "rest"));
    return amount(before, "rest");
}

void name_buyer(TillProgram& till) {
    till.press({"ctrl+n"});
    till.wait_for_screen("buyer");
    till.type("0100109106");
    till.press({"Return"});
    till.type("HTX Minh Anh");
    till.press({"Return"});
    till.type("1 Le Loi, Da Nang");
    till.keep_picture("10-buyer");
    till.press({"Return", "Return", "Return"});
    till.wait_for("the buyer noted", [](const Json& line) {
        return line["screen"] == "pay" && says(line, "notice", "HTX Minh Anh");
    });
    till.wait_for("the VietQR again", [](const Json& line) {
        return line["payment_code"] == true;
    });
    till.keep_picture("10-pay-with-buyer");
}

void pay_transfer(TillProgram& till) {
    till.press({"F7"});
    till.wait_for_screen("holds");
    till.press({"Return"});
    till.wait_for("the second basket", [](const Json& line) {
        return line["screen"] == "sell" && line["lines"] == 1;
    });
    till.press({"F10"});
    till.wait_for("the VietQR", [](const Json& line) { return line["payment_code"] == true; });
    till.keep_picture("10-pay-transfer");
    name_buyer(till);
    till.press({"Return"});
    till.wait_for("a second receipt", [](const Json& line) {
        return line["screen"] == "receipt" && line["paper"] == true;
    });
    till.press({"Return"});
    till.wait_for_screen("sell");
}

void refuse_and_help(TillProgram& till) {
    till.scan("9999999999994");
    till.wait_for("a refusal", [](const Json& line) { return says(line, "notice"); });
    till.keep_picture("11-refusal");
    till.press({"F1"});
    till.wait_for("help", [](const Json& line) { return line["help"] == true; });
    till.keep_picture("12-help");
    till.press({"Escape"});
    till.wait_for("no help", [](const Json& line) { return line["help"] == false; });
    till.press({"F11"});
    till.wait_for("the X report", [](const Json& line) {
        return line["screen"] == "report" && line["paper"] == true;
    });
    till.keep_picture("13-x-report");
    till.press({"Escape"});
    till.wait_for_screen("sell");
}

void move_cash(TillProgram& till) {
    till.press({"slash"});
    till.wait_for_screen("drawer");
    till.keep_picture("18-drawer");
    till.press({"Down", "Return"});
    till.wait_for_screen("paid-out");
    till.type("150k");
    till.press({"Return", "Down"});
    till.keep_picture("19-paid-out");
    till.press({"Return"});
    till.wait_for("cash out", [](const Json& line) {
        return line["screen"] == "sell" && says(line, "notice");
    });
    till.press({"slash", "Down", "Down", "Return"});
    till.wait_for_screen("no-sale");
    till.keep_picture("20-no-sale");
    till.press({"Return"});
    till.wait_for_screen("sell");
}

void take_goods_in(TillProgram& till) {
    till.press({"slash", "Down", "Down", "Down", "Return"});
    till.wait_for_screen("receive");
    till.type("mam ca");
    till.wait_for("goods", [](const Json& line) { return line["results"] > 0; });
    till.keep_picture("21-receive-search");
    till.press({"Return"});
    till.wait_for("one product", [](const Json& line) { return says(line, "receiving"); });
    till.type("24");
    till.press({"Down"});
    till.type("L7");
    till.press({"Down"});
    till.type("31012028");
    till.keep_picture("22-receive");
    till.press({"Down", "Down", "plus"});
    till.keep_picture("23-receive-terms");
    till.press({"Return"});
    till.wait_for("it is in the book", [](const Json& line) {
        return !says(line, "receiving") && says(line, "notice");
    });
    till.keep_picture("24-received");
    till.press({"Escape", "Escape"});
    till.wait_for_screen("sell");
}

void give_back(TillProgram& till) {
    till.press({"F8"});
    till.wait_for_screen("give-back");
    till.type("1");
    till.press({"Return"});
    till.wait_for("the receipt's lines", [](const Json& line) {
        return line["return_lines"] == 2;
    });
    till.press({"Down", "plus"});
    till.wait_for("one back", [](const Json& line) { return line["return_total"] != "0"; });
    till.keep_picture("14-give-back");
    till.press({"Return"});
    till.wait_for("the return's receipt", [](const Json& line) {
        return line["screen"] == "receipt" && line["paper"] == true;
    });
    till.keep_picture("15-returned");
    till.press({"Return"});
    till.wait_for_screen("sell");
}

void close_shift(TillProgram& till) {
    till.press({"F12"});
    till.wait_for_screen("count");
    till.type("4");
    till.press({"Return"});
    till.type("1");
    till.keep_picture("16-count");
    till.press({"F12"});
    till.wait_for("the Z report", [](const Json& line) {
        return line["screen"] == "shift-closed" && line["paper"] == true;
    });
    till.keep_picture("17-shift-closed");
}

class WindowDay : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowDay, SellsByKeyboardAlone) {
    const Store store;
    TillProgram till{store.folder(), GetParam(), GetParam()};
    sign_in(till);
    fill_basket(till);
    hold_and_recall(till);
    const Money total = pay_cash(till);
    pay_transfer(till);
    refuse_and_help(till);
    move_cash(till);
    take_goods_in(till);
    give_back(till);
    close_shift(till);
    EXPECT_EQ(till.leave(), 128 + 15);

    const std::vector<Record> sales = store.records("sale");
    ASSERT_EQ(sales.size(), 2U);
    EXPECT_EQ(total_of_record(sales[0]), total);
    EXPECT_EQ(sales[0].body.json()["cashier"], "hoa");
    EXPECT_EQ(sales[0].body.json()["lines"].size(), 2U);
    EXPECT_EQ(sales[1].body.json()["tenders"][0]["tender"], "transfer");
    EXPECT_EQ(sales[1].body.json()["buyer"]["tax_code"], "0100109106");
    EXPECT_EQ(sales[1].body.json()["buyer"]["name"], "HTX Minh Anh");
    EXPECT_FALSE(sales[0].body.json().contains("buyer"));
    EXPECT_EQ(store.records("return").size(), 1U);
    ASSERT_EQ(store.records("paid-out").size(), 1U);
    EXPECT_EQ(store.records("paid-out")[0].body.json()["amount"], 150'000);
    EXPECT_NE(store.records("paid-out")[0].body.json()["reason"], "");
    EXPECT_EQ(store.records("no-sale").size(), 1U);
    ASSERT_EQ(store.records("stock").size(), 1U);
    EXPECT_EQ(store.records("stock")[0].body.json()["lot"], "L7");
    EXPECT_EQ(store.records("stock")[0].body.json()["expiry"], "2028-01-31");
    EXPECT_EQ(store.records("stock")[0].body.json()["consignment"], true);
    EXPECT_EQ(store.records("shift-close").size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowDay, ::testing::Values("vi", "en"));

TEST(Window, TakesScansThatEndWithTabAndSeparateWithF8) {
    const Store store;
    TillProgram till{store.folder(), "vi", "suffix"};
    sign_in(till);
    std::vector<std::string> keys;
    const auto add = [&keys](std::string_view text) {
        for (const char one : text) {
            keys.emplace_back(1, one);
        }
    };
    add(tea_gtin);
    keys.emplace_back("Tab");
    till.press_fast(keys);
    till.wait_for("one line and no tiles", [](const Json& line) {
        return line["lines"] == 1 && line["grid"] == false;
    });
    keys = {"bracketright"};
    add("C1010" + std::string{tea_gtin} + "10L1");
    keys.emplace_back("F8");
    add("21S1");
    keys.emplace_back("Return");
    till.press_fast(keys);
    till.wait_for("the lot", [](const Json& line) { return line["lines"] == 2; });
    till.press({"F8"}); // alone it is a command as ever, if not with goods on the counter
    till.wait_for("a no", [](const Json& line) { return says(line, "notice"); });
}

TEST(Window, TakesTwentyFastScansWithoutLosingOne) {
    const Store store;
    TillProgram till{store.folder(), "vi", "burst"};
    sign_in(till);
    std::string burst;
    for (int i = 0; i < 20; ++i) {
        burst += std::string{tea_gtin} + (i < 19 ? "\n" : "");
    }
    till.scan(burst);
    till.wait_for("twenty of it", [](const Json& line) { return line["quantity"] == "20"; });
}

TEST(Window, UnderstandsFastScansThatAnInputMethodGarbledAndSaysHowToDoBetterOnce) {
    const Store store;
    TillProgram till{store.folder(), "en", "garbled"};
    sign_in(till);
    const auto scan_until = [&till](std::string_view digits, const auto& shown) {
        const auto by_fingers = [](const Json& line) {
            return says(line, "notice", "No product has the code");
        };
        while (true) {
            till.scan_keys(digits);
            const Json line = till.wait_for(digits, [&](const Json& now) {
                return shown(now) || by_fingers(now);
            });
            if (!by_fingers(line)) {
                return line;
            }
            till.press({"Escape"}); // this machine was too busy to be a scanner: once more
            till.wait_for("no notice", [](const Json& now) { return !says(now, "notice"); });
        }
    };
    till.use_layout("vn", ""); // digits are ă, â, tones …
    scan_until(tea_gtin, [](const Json& line) {
        return line["quantity"] == "1" && line["search"] == "" && says(line, "notice", tea_gtin);
    });
    till.keep_picture("01-hint");
    const Json second =
        scan_until(tea_gtin, [](const Json& line) { return line["quantity"] == "2"; });
    EXPECT_FALSE(says(second, "notice", tea_gtin)) << "once is enough";
    scan_until("8934563139995", [](const Json& line) {
        return says(line, "notice", "of the code: switch it off");
    });
    till.use_layout("us", "");
    till.type("mam ca");
    till.wait_for("a person's words", [](const Json& line) {
        return line["search"] == "mam ca" && line["results"] > 0;
    });
}

TEST(Window, HearsTheScannersKeysUnderAnInputMethodOfTheSystems) {
    const Store store;
    // GTK's own input method for Vietnamese: it makes "ạ" of "a.", and holds the "a" back before.
    ::setenv("GTK_IM_MODULE", "viqr", 1);
    TillProgram till{store.folder(), "vi", "viqr"};
    ::unsetenv("GTK_IM_MODULE");
    sign_in(till);
    till.scan("https://a.vn/01/08934563138165");
    const Json line = till.wait_for("the goods, and a hint", [](const Json& shown) {
        return shown["quantity"] == "1" && says(shown, "notice", "https://a.vn/01/");
    });
    EXPECT_EQ(line["search"], "");
}

TEST(Window, TakesAScanOnThePaymentScreenForGoodsNotForMoney) {
    const Store store;
    TillProgram till{store.folder(), "vi", "pay-scan"};
    sign_in(till);
    till.type("mam ca");
    till.press({"Return", "F9"});
    till.wait_for_screen("pay");
    till.scan(tea_gtin);
    till.wait_for("a second line", [](const Json& line) {
        return line["screen"] == "pay" && line["lines"] == 2;
    });
}

TEST(Window, TakesATenderBackAndSaysWhatToHandBackWhereABasketIsGivenUp) {
    const Store store;
    TillProgram till{store.folder(), "vi", "taken-back"};
    sign_in(till);
    till.scan(tea_gtin);
    till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
    till.press({"F9"});
    till.wait_for_screen("pay");
    till.type("500"); // 500k was meant
    till.press({"Return"});
    till.wait_for("a tender", [](const Json& line) { return line["taken"] == 1; });
    till.type("1k");
    till.press({"Return"});
    till.wait_for("two tenders", [](const Json& line) { return line["taken"] == 2; });
    till.keep_picture("01-two-tenders");
    till.press({"Delete"});
    till.wait_for("what goes back", [](const Json& line) {
        return line["screen"] == "hand-back" && line["hand_back"] == "1.000";
    });
    till.keep_picture("02-taken-back");
    till.press({"Return"});
    till.wait_for("the payment goes on", [](const Json& line) {
        return line["screen"] == "pay" && line["taken"] == 1;
    });
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.keep_picture("03-money-was-taken");
    till.press({"F9", "shift+Delete", "shift+Delete"});
    till.wait_for("what goes back", [](const Json& line) {
        return line["screen"] == "hand-back" && line["hand_back"] == "500";
    });
    till.keep_picture("04-given-up");
    till.press({"Return"});
    till.wait_for_screen("sell");
    EXPECT_EQ(till.leave(), 143);
    EXPECT_EQ(store.records("untender").size(), 1U);
    EXPECT_EQ(store.records("cancel").size(), 1U);
}

TEST(Window, SellsFromPicturesByKeysAndTouch) {
    const Store store;
    TillProgram till{store.folder(), "vi", "grid"};
    sign_in(till);
    till.press({"Tab"});
    till.wait_for("tiles", [](const Json& line) { return line["tiles"] > 0; });
    till.press({"Right", "Down", "Return"});
    const Json chosen =
        till.wait_for("a line", [](const Json& line) { return line["lines"] == 1; });
    EXPECT_NE(chosen["tile"], "");
    till.keep_picture("01-all");
    till.touch(250, 330);
    till.wait_for("a touched one", [](const Json& line) { return line["lines"] == 2; });
    till.press({"Next"});
    till.wait_for("another page", [&](const Json& line) { return line["tile"] != chosen["tile"]; });
    till.keep_picture("02-second-page");
    till.press({"Tab"});
    till.wait_for("a group", [](const Json& line) { return line["shelf"] > 1; });
    till.keep_picture("03-group");
    till.type("mat ong");
    till.wait_for("words", [](const Json& line) { return line["results"] > 0; });
    till.keep_picture("04-words");
    till.press({"Return"});
    till.wait_for("a third line", [](const Json& line) { return line["lines"] == 3; });
    till.press({"F4"});
    till.wait_for_screen("discount");
    till.keep_picture("05-discount");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.press({"F9", "Return"});
    till.wait_for_screen("receipt");
    till.press({"Return"});
    till.wait_for("the tiles again", [](const Json& line) {
        return line["screen"] == "sell" && line["grid"] == true;
    });
    till.press({"Escape"});
    till.wait_for("the basket", [](const Json& line) { return line["grid"] == false; });
    till.press({"Tab"});
    till.wait_for("what sold most", [](const Json& line) { return line["tiles"] > 0; });
    till.press({"shift+Tab"});
    till.keep_picture("06-before");
}

TEST(Window, AsksForApprovalAndShowsWhatIsRefused) {
    const Store store;
    TillProgram till{store.folder(), "vi", "approve"};
    till.wait_for_screen("sign-in");
    till.press({"Down"}); // lan, the cashier
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("open-shift");
    till.press({"Return"});
    till.wait_for_screen("sell");
    till.scan(tea_gtin);
    till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
    till.press({"F4"});
    till.wait_for_screen("discount");
    till.type("20");
    till.keep_picture("01-discount");
    till.press({"Return"});
    till.wait_for_screen("approve");
    till.keep_picture("02-approve");
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("sell");
    till.keep_picture("03-discounted");
    till.scan("]C1010" + std::string{tea_gtin} + "1725010110L1"); // expired on 1 January 2025
    till.wait_for_screen("approve");
    till.keep_picture("04-old-lot");
    till.type("1234"); // the manager is the only one who may
    till.press({"Return"});
    till.wait_for_screen("sell");
    till.wait_for("the old lot", [](const Json& line) { return line["lines"] == 2; });
    till.press({"F11"});
    till.wait_for("no X report for a cashier", [](const Json& line) {
        return says(line, "notice");
    });
}

TEST(Window, SaysWhyThereIsNoStore) {
    std::string pattern = ::testing::TempDir() + "ocop-none-XXXXXX";
    const std::filesystem::path folder = ::mkdtemp(pattern.data());
    {
        TillProgram till{folder, "vi", "none"};
        const Json line = till.wait_for_screen("failed");
        EXPECT_NE(line["notice"], "");
        till.keep_picture("01-failed");
    }
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace ocop::ui
