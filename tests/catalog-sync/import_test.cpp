#include "catalog-sync/import.hpp"
#include "catalog-sync/product_csv.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

namespace ocop::catalog_sync {
namespace {

const std::filesystem::path sample{OCOP_SOURCE_DIR "/catalog-sync/sample"};

std::vector<Product> sample_goods() {
    const std::vector<std::filesystem::path> files{
        sample / "ocop_products.csv", sample / "demo_figures.csv"};
    const auto report = import_csv(files);
    EXPECT_TRUE(report) << (report ? "" : words(report.error().front(), Language::en));
    return report ? report->products : std::vector<Product>{};
}

const Product& find(const std::vector<Product>& products, std::string_view code) {
    const auto found = std::find_if(products.begin(), products.end(), [&](const Product& one) {
        return one.code == code;
    });
    return found == products.end() ? products.front() : *found;
}

class Import : public testing::Test {
protected:
    ScratchFolder folder{};

    Expected<ImportReport, RowFaults> import(std::vector<std::filesystem::path> files) {
        return import_csv(files);
    }
};

constexpr const char* goods_text =
    "code,name,unit,price,vat\nB-2,Chè,hộp,1000,8\nA-1,Nấm,kg,1,KCT\n";

TEST_F(Import, GivesGoodsInTheOrderOfCodesEachWithANumber) {
    const auto report = import({folder.write("P.csv", goods_text)});
    ASSERT_TRUE(report);
    ASSERT_EQ(report->products.size(), 2U);
    EXPECT_EQ(report->products[0].code, "A-1");
    EXPECT_EQ(report->products[0].gtin, Gtin::in_store("A-1"));
    EXPECT_FALSE(report->products[0].demonstration);
}

TEST_F(Import, MakesSeveralFilesOneCatalogue) {
    const auto first = folder.write("P.csv", goods_text);
    const auto second = folder.write("Q.csv", "price,vat,unit,name,code\n5,8,cái,Túi,C-3\n");
    EXPECT_EQ(import({first, second})->products.size(), 3U);
    const auto clash = folder.write("R.csv", "price,vat,unit,name,code\n5,8,cái,Túi,B-2\n");
    const auto report = import({first, clash});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().front().code, RowFaultCode::duplicate_code);
    EXPECT_EQ(report.error().front().other, first.string() + ":2");
}

TEST_F(Import, RefusesWholeFilesByName) {
    const auto code_of = [&](std::vector<std::filesystem::path> files) {
        const auto report = import(std::move(files));
        return report ? std::string{"none"} : std::string{name(report.error().front().code)};
    };
    EXPECT_EQ(code_of({folder.path() / "none.csv"}), "cannot-read");
    EXPECT_EQ(code_of({folder.path()}), "cannot-read");
    EXPECT_EQ(code_of({folder.write("e.csv", "")}), "empty-file");
    EXPECT_EQ(code_of({folder.write("h.csv", "code,name,unit,price,vat\n")}), "no-rows");
    EXPECT_EQ(
        code_of({folder.write("t.csv", "DANH SÁCH SẢN PHẨM,,\ncode,name,unit\n")}), "unknown-header"
    );
    EXPECT_EQ(code_of({folder.write("m.csv", "code,name,unit,vat\n")}), "missing-column");
    EXPECT_EQ(code_of({sample / "ocop_products.csv"}), "second-file");
    EXPECT_EQ(code_of({sample / "demo_figures.csv"}), "second-file");
    EXPECT_EQ(code_of({sample / "demo_figures.csv", sample / "demo_figures.csv"}), "second-file");
}

TEST_F(Import, TakesTheFilesOfARegisterInAnyOrder) {
    const auto report = import({sample / "demo_figures.csv", sample / "ocop_products.csv"});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->products, sample_goods());
}

TEST_F(Import, ListsFaultsByFileAndLine) {
    const auto report =
        import({folder.write("P.csv", "code,name,unit,price,vat\nA,a,hộp,x,8\nA,a,hộp,1,9\nB,b,\n")}
        );
    ASSERT_FALSE(report);
    std::vector<std::size_t> lines;
    for (const RowFault& fault : report.error()) {
        lines.push_back(fault.line);
    }
    EXPECT_EQ(lines, (std::vector<std::size_t>{2, 3, 3, 4}));
}

TEST(Sample, Has297ProductsOfTheRegisterAndTheShopsOwn) {
    const auto products = sample_goods();
    std::map<std::string, int> count;
    for (const Product& product : products) {
        ++count[product.code.substr(0, product.code.find('-'))];
    }
    EXPECT_EQ(count["SHOP"], 5);
    EXPECT_EQ(count["GIO"], 4);
    EXPECT_EQ(products.size(), 297U + 5U + 4U);
    EXPECT_EQ(count["QNA"], 106); // 110 rows of Quảng Nam, four of them second ones
}

TEST(Sample, MarksEveryProductAsDemonstration) {
    for (const Product& product : sample_goods()) {
        EXPECT_TRUE(product.demonstration) << product.code;
        EXPECT_TRUE(product.gtin) << product.code;
        EXPECT_TRUE(product.gtin->is_in_store()) << product.code;
    }
}

TEST(Sample, KeepsUpgradesDowngradesAndChangesOfLegalForm) {
    const auto products = sample_goods();
    const Product& upgraded = find(products, "DNA-006");
    EXPECT_EQ(upgraded.name, "Chả bò Phước Hà");
    EXPECT_EQ(upgraded.stars, 4);
    EXPECT_EQ(upgraded.recognised_on, (Day{2021, 11, 3}));
    EXPECT_EQ(upgraded.certificate_expires, (Day{2028, 12, 31}));
    const Product& lantern = find(products, "QNA-002");
    EXPECT_EQ(lantern.name, "Đèn lồng Hội An (Đèn lồng Dé Lantana)");
    EXPECT_EQ(lantern.producer_name, "Công ty TNHH Dịch vụ Hoa Nam");
    EXPECT_EQ(lantern.stars, 3);
    EXPECT_EQ(lantern.recognised_on, (Day{2019, 12, 31}));
    const Product& cake = find(products, "QNA-045");
    EXPECT_EQ(cake.producer_kind, ProducerKind::dnnvv);
    EXPECT_EQ(cake.stars, 5);
}

TEST(Sample, HasWhatADemonstrationNeeds) {
    const auto products = sample_goods();
    const auto count = [&](auto is_so) {
        return std::count_if(products.begin(), products.end(), is_so);
    };
    EXPECT_GE(count([](const Product& p) { return p.baseline.has_value(); }), 20);
    EXPECT_GE(count([](const Product& p) { return p.consignment; }), 10);
    EXPECT_GE(count([](const Product& p) { return p.lot_tracked; }), 10);
    EXPECT_GE(count([](const Product& p) { return p.unit == "kg"; }), 10);
    EXPECT_EQ(count([](const Product& p) { return p.is_set(); }), 4);
    for (const Vat vat : {Vat::five, Vat::eight, Vat::ten, Vat::not_taxable, Vat::direct_method}) {
        EXPECT_GE(count([&](const Product& p) { return p.vat == vat; }), 1) << code(vat);
    }
    for (const Product& product : products) {
        const bool spirit = product.name.starts_with("Rượu");
        EXPECT_TRUE(!spirit || (product.min_age == 18 && product.vat == Vat::ten)) << product.name;
        if (product.cost) {
            EXPECT_LT(product.cost, product.producer_price) << product.name;
            EXPECT_LT(product.producer_price, product.price) << product.name;
        }
        if (product.baseline && !product.baseline->months.empty()) {
            Money revenue;
            Money profit;
            for (const BaselineMonth& month : product.baseline->months) {
                revenue += month.revenue;
                profit += month.profit;
            }
            EXPECT_EQ(revenue, product.baseline->revenue) << product.code;
            EXPECT_EQ(profit, product.baseline->profit) << product.code;
        }
    }
}

TEST(Sample, GoesThroughPCsvUnchanged) {
    const ScratchFolder folder;
    const auto products = sample_goods();
    const std::vector<std::filesystem::path> file{
        folder.write("P.csv", write_product_csv(products))};
    const auto report = import_csv(file);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->products, products);
}

} // namespace
} // namespace ocop::catalog_sync
