#include "pos/compose/shop_papers.hpp"
#include "receipts/vietqr.hpp"
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

/// What zbar reads from the picture `name`, as a bank's app would from the display.
std::string read_code(const std::string& name) {
    const std::string command = "zbarimg -q --raw -Sdisable -Sqrcode.enable '"
                                + std::string{OCOP_BINARY_DIR} + "/screenshots/" + name + ".png'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe{
        ::popen(command.c_str(), "r"), ::pclose};
    std::string text;
    std::array<char, 512> bytes{};
    while (std::fgets(bytes.data(), static_cast<int>(bytes.size()), pipe.get()) != nullptr) {
        text += bytes.data();
    }
    return text.substr(0, text.find('\n'));
}

/// The payment code on the paper of `sale`.
std::string code_on_paper(const Store& store, const Record& sale) {
    auto shop = compose::ShopStore::open(store.folder(), store::Use::read, Language::vi);
    const auto document =
        compose::document_of(sale, (*shop)->ledger(), nullptr, Language::vi, compose::Copy::first);
    for (const receipts::Block& block : document->blocks) {
        if (const auto* const code = std::get_if<receipts::Code>(&block);
            code != nullptr && code->data.find("A000000727") != std::string::npos) {
            return code->data;
        }
    }
    return {};
}

class WindowCustomer : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowCustomer, ReadsTheTransfersCodeFromTheDisplayAsItIsOnThePaper) {
    const std::string language = GetParam();
    const Store store;
    std::string shown;
    {
        // The one display there is, so that the picture holds what faces the customer.
        TillProgram till{
            store.folder(),
            language,
            "customer-" + language,
            {},
            {OCOP_TILL, "--customer-display", "0"}};
        sign_in(till);
        till.raise(language == "vi" ? "Màn hình khách" : "Customer display");
        till.scan(tea_gtin);
        till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
        till.keep_picture("03-line");
        till.press({"F10"});
        till.wait_for("the VietQR", [](const Json& line) { return line["payment_code"] == true; });
        till.keep_picture("04-transfer");
        shown = read_code("customer-" + language + "-04-transfer");
        till.type("20000");
        till.wait_for("the VietQR of a part", [](const Json& line) {
            return line["payment_code"] == true && line["asked"] == "20.000";
        });
        till.keep_picture("04-part");
        const auto part = receipts::parse_vietqr(read_code("customer-" + language + "-04-part"));
        ASSERT_TRUE(part.has_value());
        EXPECT_EQ(part->amount, Money{20'000}) << "what is asked for, on the customer's side too";
        till.press(std::vector<std::string>(5, "BackSpace"));
        till.wait_for("the VietQR of all again", [](const Json& line) {
            return line["payment_code"] == true && line["asked"] == line["rest"];
        });
        till.press({"Return"});
        till.wait_for_screen("receipt");
        till.keep_picture("05-paid");
        EXPECT_EQ(read_code("customer-" + language + "-05-paid"), "") << "it is paid";
        EXPECT_EQ(till.leave(), 143);
    }
    const std::vector<Record> sales = store.records("sale");
    ASSERT_EQ(sales.size(), 1U);
    const auto read = receipts::parse_vietqr(shown);
    ASSERT_TRUE(read.has_value()) << shown;
    EXPECT_EQ(read->bank_bin, "970436");
    EXPECT_EQ(read->account, "0123456789");
    EXPECT_EQ(read->amount, Money{sales[0].body.json()["total"].get<std::int64_t>()});
    EXPECT_EQ(read->message, sales[0].body.json()["sale"]);
    EXPECT_EQ(shown, code_on_paper(store, sales[0]));
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowCustomer, ::testing::Values("vi", "en"));

} // namespace
} // namespace ocop::ui
