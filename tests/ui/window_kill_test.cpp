// The real window, killed with a basket on the counter.

#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

/// Waits until the open basket on disk holds `part`: it is written behind the window's back.
void wait_for_kept(const Store& store, const std::string& part) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (std::chrono::steady_clock::now() < deadline) {
        const auto text = read_file(store.folder() / "basket.json", std::size_t{1} << 20U);
        if (text && text->find(part) != std::string::npos) {
            return;
        }
        std::this_thread::yield();
    }
    throw std::runtime_error{"the basket was never kept with " + part};
}

TEST(WindowKilled, OffersItsBasketAtTheNextStartAndSellsIt) {
    Store store;
    {
        TillProgram till{store.folder(), "vi", "kill-1"};
        sign_in(till);
        till.scan(tea_gtin);
        till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
        till.type("mam ca");
        till.press({"Return"});
        till.wait_for("two lines", [](const Json& line) { return line["lines"] == 2; });
        till.press({"F9"});
        till.wait_for_screen("pay");
        till.type("1k");
        till.press({"Return"});
        wait_for_kept(store, R"("amount":1000)");
        till.kill();
    }
    const auto before = store.records("hold").size();
    EXPECT_EQ(before, 0U) << "no record for what was typed";
    TillProgram till{store.folder(), "vi", "kill-2"};
    till.wait_for_screen("sign-in");
    till.type("1234");
    till.press({"Return"});
    till.wait_for("the offer", [](const Json& line) {
        return line["screen"] == "holds" && line["holds"] == 1;
    });
    till.keep_picture("offer");
    till.press({"Return"});
    till.wait_for("the payment it died in", [](const Json& line) {
        return line["screen"] == "pay" && line["lines"] == 2;
    });
    till.keep_picture("payment");
    till.type("5000k");
    till.press({"Return"});
    till.wait_for_screen("receipt");
    till.leave();
    const auto sales = store.records("sale");
    ASSERT_EQ(sales.size(), 1U);
    const Json body = sales.front().body.json();
    EXPECT_EQ(body["lines"].size(), 2U);
    EXPECT_EQ(body["tenders"][0]["amount"], 1000);
    EXPECT_EQ(store.records("hold").size(), 1U);
}

} // namespace
} // namespace ocop::ui
