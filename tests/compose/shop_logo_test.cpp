#include "pos/compose/sample_receipt.hpp"
#include "pos/compose/shop_logo.hpp"
#include "pos/core/settings.hpp"
#include "receipts/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace ocop::compose {
namespace {

using ::testing::HasSubstr;

receipts::Bitmap banner(int width, int height) {
    receipts::Bitmap picture{width, height};
    picture.fill(0, 0, width / 2, height);
    return picture;
}

TEST(ShopLogo, IsKeptDotByDotWhereItFits) {
    const receipts::Bitmap picture = banner(logo_width_max, 100);
    const auto setting = logo_setting(picture);
    ASSERT_TRUE(setting);
    EXPECT_EQ(logo_of(*setting), picture);
    EXPECT_EQ(check_setting("receipt.logo", *setting), *setting);
}

TEST(ShopLogo, IsMadeSmallerBothWaysAlikeWhereItIsTooLarge) {
    const auto setting = logo_setting(banner(1200, 300));
    ASSERT_TRUE(setting);
    EXPECT_EQ(logo_of(*setting), banner(384, 96));
    const auto tall = logo_setting(banner(400, 1600));
    EXPECT_EQ(logo_of(*tall), banner(40, 160));
}

TEST(ShopLogo, OfEveryDotStillFitsIntoASetting) {
    receipts::Bitmap picture{logo_width_max, logo_height_max};
    std::uint32_t noise = 1;
    for (char& byte : picture.bytes()) {
        noise = noise * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(noise >> 24U);
    }
    const auto setting = logo_setting(picture);
    ASSERT_TRUE(setting);
    EXPECT_TRUE(check_setting("receipt.logo", *setting));
    EXPECT_EQ(logo_of(*setting), picture);
}

TEST(ShopLogo, IsNoneThatShowsNothing) {
    EXPECT_EQ(logo_setting(receipts::Bitmap{64, 64}), std::nullopt);
    EXPECT_EQ(logo_setting(receipts::Bitmap{}), std::nullopt);
    EXPECT_EQ(logo_of(""), std::nullopt);
    EXPECT_EQ(logo_of("not base64"), std::nullopt);
    EXPECT_EQ(logo_of("AAAA"), std::nullopt);
}

TEST(SampleReceipt, ShowsLogoFooterAndAccountAndIsMarkedAsWorthNothing) {
    Ledger ledger;
    ledger.settings = {
        {"receipt.logo", *logo_setting(banner(200, 80))},
        {"receipt.footer", "Đổi trả trong 3 ngày"},
        {"bank.bin", "970436"},
        {"bank.account", "0123456789"}};
    const auto page = sample_receipt(ledger, Moment{1'795'313'703}, Language::vi);
    const auto is_logo = [](const receipts::Block& block) {
        const auto* const image = std::get_if<receipts::Image>(&block);
        return image != nullptr && image->picture == banner(200, 80);
    };
    EXPECT_EQ(std::count_if(page.blocks.begin(), page.blocks.end(), is_logo), 1);
    const std::string text = receipts::to_text(receipts::lay_out(page, 48));
    EXPECT_THAT(text, HasSubstr("Đổi trả trong 3 ngày"));
    EXPECT_THAT(text, HasSubstr("0123456789 – Vietcombank"));
    EXPECT_THAT(text, HasSubstr("TẬP HUẤN"));
}

} // namespace
} // namespace ocop::compose
