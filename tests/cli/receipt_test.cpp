#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Writes the receipt and returns its bytes.
std::string receipt(const Shop& shop, const std::string& number, std::vector<std::string> more) {
    const std::filesystem::path out = shop.scratch() / "receipt";
    std::filesystem::remove(out);
    std::vector<std::string> words{"receipt", number, "--out", out.string()};
    words.insert(words.end(), more.begin(), more.end());
    shop.done(words);
    return read_file(out);
}

TEST(Receipt, ComesAsTextPrinterBytesPictureAndPdf) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA","quantity":1500}
{"do":"pay","tender":"cash","amount":200000}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})");
    const std::string text = receipt(shop, "1", {"--as", "text"});
    EXPECT_THAT(text, HasSubstr("Mắm cá cơm"));
    EXPECT_THAT(text, HasSubstr("180.000"));
    EXPECT_THAT(text, HasSubstr("20.000"));
    EXPECT_THAT(text, HasSubstr("QNA-HOIAN-01-1-000001"));
    EXPECT_THAT(text, HasSubstr("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"));
    EXPECT_EQ(receipt(shop, "QNA-HOIAN-01-1-000001", {"--as", "text"}), text);
    EXPECT_THAT(receipt(shop, "last", {"--as", "text"}), HasSubstr("Bánh tráng"));
    for (const char* width : {"58", "80"}) {
        const std::vector<std::string> paper{"--width", width};
        const auto as = [&](const char* format) {
            return receipt(shop, "last", {"--as", format, "--width", width});
        };
        EXPECT_THAT(as("pdf"), StartsWith("%PDF-"));
        EXPECT_THAT(as("png"), StartsWith("\x89PNG"));
        EXPECT_THAT(as("escpos"), StartsWith("\x1b"));
    }
    for (const char* encoding : {"raster", "cp1258", "tcvn3"}) {
        EXPECT_FALSE(receipt(shop, "last", {"--as", "escpos", "--encoding", encoding}).empty());
    }
}

TEST(Receipt, RefusesWhatIsNotThereAndKeepsItsJsonWhole) {
    const Shop shop{Kind::training};
    EXPECT_EQ(shop.ocop({"receipt", "last", "--as", "text"}).exit, 3);
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    const Ran unknown =
        shop.ocop({"receipt", "7", "--json", "--out", (shop.scratch() / "r").string()});
    EXPECT_EQ(unknown.exit, 3);
    EXPECT_EQ(unknown.json()["error"]["code"], "unknown-sale");
    EXPECT_FALSE(std::filesystem::exists(shop.scratch() / "r"));
    EXPECT_EQ(shop.ocop({"receipt", "last", "--json"}).exit, 2); // a value, or a receipt
    EXPECT_EQ(shop.ocop({"receipt", "last", "--printer", "no-such"}).exit, 3);
    EXPECT_EQ(shop.ocop({"receipt", "last", "--out", "/nonexistent/dir/r"}).exit, 3);
    const std::string out = (shop.scratch() / "r").string();
    EXPECT_EQ(
        shop.done({"receipt", "last", "--json", "--out", out}).json()["receipt"],
        "QNA-HOIAN-01-1-000001"
    );
}

} // namespace
} // namespace ocop::cli::test
