#include "catalog-sync/register_csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ocop::catalog_sync {
namespace {

constexpr std::string_view register_head =
    "id,product_name,producer,producer_kind,commune,district,province_at_recognition,stars,"
    "recognition_year,decision_no,decision_date,product_set_assigned\n";
constexpr std::string_view figures_head =
    "product_name,producer,code,name,unit,price,vat,baseline_revenue,set_components\n";

Goods read(std::string recognitions, std::string figures) {
    recognitions.insert(0, register_head);
    figures.insert(0, figures_head);
    Goods goods;
    auto first = CsvTable::open("R.csv", recognitions);
    auto second = CsvTable::open("F.csv", figures);
    EXPECT_TRUE(is_register_csv(*first));
    EXPECT_FALSE(is_figures_csv(*first));
    EXPECT_TRUE(is_figures_csv(*second));
    EXPECT_FALSE(is_register_csv(*second));
    read_register_csv(*first, *second, goods);
    return goods;
}

std::vector<std::string> listed(const RowFaults& faults) {
    std::vector<std::string> all;
    for (const RowFault& fault : faults) {
        all.push_back(where(fault) + " " + std::string{name(fault.code)} + " " + fault.value);
    }
    return all;
}

using Lines = std::vector<std::string>;

TEST(Register, BecomesAProductWithItsFigures) {
    const auto goods = read(
        "R1,Chả bò,Hộ A,hộ sản xuất/hộ kinh doanh,Hòa Khê,Thanh Khê,Đà Nẵng,3,2021,3500/QĐ-UBND,"
        "2021-11-03,8\n",
        "Chả bò,Hộ A,DNA-001,,kg,320000,8,5000000,\n"
    );
    EXPECT_EQ(listed(goods.faults), Lines{});
    ASSERT_EQ(goods.products.size(), 1U);
    const Product& product = goods.products[0];
    EXPECT_EQ(product.code, "DNA-001");
    EXPECT_EQ(product.name, "Chả bò");
    EXPECT_EQ(product.producer_name, "Hộ A");
    EXPECT_EQ(product.producer_kind, ProducerKind::ho);
    EXPECT_EQ(product.commune, "Hòa Khê");
    EXPECT_EQ(product.district, "Thanh Khê");
    EXPECT_EQ(product.province, "Đà Nẵng");
    EXPECT_EQ(product.stars, 3);
    EXPECT_EQ(product.group, 8);
    EXPECT_EQ(product.recognised_on, (Day{2021, 11, 3}));
    EXPECT_EQ(product.certificate, "3500/QĐ-UBND");
    EXPECT_EQ(product.certificate_expires, (Day{2024, 11, 3}));
    EXPECT_EQ(product.unit, "kg");
    EXPECT_EQ(product.price, Money{320000});
    EXPECT_EQ(product.baseline->revenue, Money{5'000'000});
    EXPECT_TRUE(product.demonstration);
}

TEST(Register, MergesRecognitionsWhateverTheirOrder) {
    const std::string first = "R1,Chả bò,Hộ A,hộ,,,Đà Nẵng,3,2021,1/QĐ,2021-11-03,\n";
    const std::string second = "R2,Chả bò,Hộ A,hộ,,,Đà Nẵng,4,2025,2/QĐ,,8\n";
    const std::string figures = "Chả bò,Hộ A,DNA-001,,kg,320000,8,,\n";
    for (const auto& rows : {first + second, second + first}) {
        const auto goods = read(rows, figures);
        ASSERT_EQ(goods.products.size(), 1U);
        const Product& product = goods.products[0];
        EXPECT_EQ(product.stars, 4);
        EXPECT_EQ(product.recognised_on, (Day{2021, 11, 3}));
        EXPECT_EQ(product.certificate, "2/QĐ");
        EXPECT_EQ(product.certificate_expires, (Day{2028, 12, 31})); // a year alone: its last day
    }
}

TEST(Register, CanGoDownAndCountsOnlyThreeStarsOrMoreAsRecognition) {
    const auto goods = read(
        "R1,Đèn,HTX A,hợp tác xã,,,Quảng Nam,,2018,,2018-05-01,\n"
        "R2,Đèn,HTX A,hợp tác xã,,,Quảng Nam,4,2019,,2019-12-31,\n"
        "R3,Đèn,HTX A,hợp tác xã,,,Quảng Nam,3,2025,,2025-02-01,\n",
        "Đèn,HTX A,QNA-001,,chiếc,1000,8,,\n"
    );
    EXPECT_EQ(goods.products.at(0).stars, 3);
    EXPECT_EQ(goods.products.at(0).recognised_on, (Day{2019, 12, 31}));
}

TEST(Register, TakesUndatedRecognitionsAsOlder) {
    const auto goods = read(
        "R1,Nếp,HTX A,hợp tác xã,,,Quảng Nam,4,2023,,2023-12-22,\n"
        "R2,Nếp,HTX A,hợp tác xã,Quế Hiệp,,Quảng Nam,3,,,,\n"
        "R3,Chè,HTX B,hợp tác xã,,,Quảng Nam,4,,,,\n",
        "Nếp,HTX A,QNA-001,,kg,1000,KCT,,\nChè,HTX B,QNA-002,,hộp,1000,8,,\n"
    );
    EXPECT_EQ(listed(goods.faults), Lines{});
    EXPECT_EQ(goods.products.at(0).stars, 4);
    EXPECT_EQ(goods.products.at(0).recognised_on, (Day{2023, 12, 22}));
    EXPECT_EQ(goods.products.at(0).commune, "Quế Hiệp"); // the older page tells it
    EXPECT_EQ(goods.products.at(1).stars, 4);
    EXPECT_FALSE(goods.products.at(1).recognised_on);
    EXPECT_FALSE(goods.products.at(1).certificate_expires);
    EXPECT_EQ(listed(goods.warnings), Lines{"F.csv:3:11 no-recognition-date QNA-002"});
}

TEST(Register, JoinsTwoNamesWithOneCode) {
    const auto goods = read(
        "R1,Bánh dừa,Hộ Quý,hộ kinh doanh,,,Quảng Nam,3,2020,,,\n"
        "R2,Bánh dừa nướng,Công ty Quý Thu,doanh nghiệp,,,Quảng Nam,5,2024,,2025-01-17,\n",
        "Bánh dừa nướng,Công ty Quý Thu,QNA-001,,gói,70000,8,,\n"
        "Bánh dừa,Hộ Quý,QNA-001,,,,,,\n"
    );
    EXPECT_EQ(listed(goods.faults), Lines{});
    ASSERT_EQ(goods.products.size(), 1U);
    EXPECT_EQ(goods.products[0].name, "Bánh dừa nướng");
    EXPECT_EQ(goods.products[0].producer_kind, ProducerKind::dnnvv);
    EXPECT_EQ(goods.products[0].stars, 5);
    EXPECT_EQ(goods.products[0].recognised_on, (Day{2020, 12, 31}));
}

TEST(Register, KeepsOneNameOfTwoProducersApart) {
    const auto goods = read(
        "R1,Rượu,Hộ A,hộ,,,Quảng Nam,3,2020,,,\nR2,Rượu,Hộ B,hộ,,,Quảng Nam,3,2021,,,\n",
        "Rượu,Hộ A,QNA-001,,chai,1000,10,,\nRượu,Hộ B,QNA-002,,chai,2000,10,,\n"
    );
    ASSERT_EQ(goods.products.size(), 2U);
    EXPECT_EQ(goods.products[0].recognised_on, (Day{2020, 12, 31}));
    EXPECT_EQ(goods.products[1].recognised_on, (Day{2021, 12, 31}));
}

TEST(Register, TakesTheShopsOwnGoodsFromTheFigures) {
    const auto goods = read(
        "R1,Chè,,,,,Quảng Nam,3,2020,,,\n",
        "Chè,,QNA-001,,hộp,1000,8,,\n"
        ",,SHOP-001,Túi vải,cái,8000,8,,\n"
        ",,GIO-001,Giỏ quà,giỏ,8500,8,,QNA-001:1000;SHOP-001:1000\n"
    );
    EXPECT_EQ(listed(goods.faults), Lines{});
    ASSERT_EQ(goods.products.size(), 3U);
    EXPECT_EQ(goods.products[1].name, "Túi vải");
    EXPECT_EQ(goods.products[1].stars, 0);
    EXPECT_TRUE(goods.products[2].is_set());
}

TEST(Register, ListsWhatDoesNotFitTogether) {
    const auto goods = read(
        "R1,Chè,HTX A,,,,Quảng Nam,3,2020,,,\n"
        "R2,Nấm,HTX B,,,,Quảng Nam,7,20x5,,2023-02-30,\n"
        "R3,,HTX C,,,,Quảng Nam,3,xx,,,\n",
        "Nấm,HTX B,QNA-002,,kg,,8,,\n"
        "Mắm,HTX D,QNA-003,,chai,1000,8,,\n"
        "Nấm,HTX B,QNA-004,,kg,1000,8,,\n"
        ",,QNA-005,,kg,1000,8,,\n"
    );
    EXPECT_EQ(
        listed(goods.faults),
        (Lines{
            "R.csv:3:27 out-of-range 7",
            "R.csv:3:35 bad-date 2023-02-30",
            "R.csv:4:4 empty-value ",
            "R.csv:4:26 bad-date xx",
            "F.csv:4:1 repeated-figures Nấm (HTX B)",
            "F.csv:2:23 empty-value ",
            "F.csv:3:1 unknown-product Mắm (HTX D)",
            "F.csv:5:11 empty-value ",
            "R.csv:4:1 no-figures  (HTX C)",
            "R.csv:2:1 no-figures Chè (HTX A)"})
    );
}

TEST(Register, NamesTheColumnsItNeeds) {
    Goods goods;
    auto first = CsvTable::open("R.csv", "product_name,recognition_year\n");
    auto second = CsvTable::open("F.csv", "product_name,code\n");
    read_register_csv(*first, *second, goods);
    EXPECT_EQ(goods.faults.size(), 8U);
    EXPECT_EQ(goods.faults.front().field, "producer");
}

TEST(ProducerKinds, AreReadAsPagesWriteThem) {
    EXPECT_EQ(producer_kind_of("doanh nghiệp"), ProducerKind::dnnvv);
    EXPECT_EQ(producer_kind_of("Hợp tác xã"), ProducerKind::htx);
    EXPECT_EQ(producer_kind_of("tổ hợp tác"), ProducerKind::tht);
    EXPECT_EQ(producer_kind_of("hộ sản xuất/hộ kinh doanh"), ProducerKind::ho);
    EXPECT_EQ(producer_kind_of("cơ sở sản xuất"), ProducerKind::ho);
    EXPECT_EQ(producer_kind_of("hội nông dân"), ProducerKind::khac);
    EXPECT_EQ(producer_kind_of(""), ProducerKind::khac);
}

} // namespace
} // namespace ocop::catalog_sync
