#include "catalog-sync/field_text.hpp"
#include "catalog-sync/product_csv.hpp"
#include "catalog-sync/product_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ocop::catalog_sync {
namespace {

/// All of P.csv, checked as an import does.
Goods read(std::string_view bytes) {
    Goods goods;
    auto table = CsvTable::open("P.csv", bytes);
    if (!table) {
        goods.faults.push_back(table.error());
        return goods;
    }
    read_product_csv(*table, goods);
    check_together(goods);
    return goods;
}

std::vector<std::string> listed(const RowFaults& faults) {
    std::vector<std::string> all;
    for (const RowFault& fault : faults) {
        all.push_back(where(fault) + " " + std::string{name(fault.code)} + " " + fault.field);
    }
    return all;
}

using Lines = std::vector<std::string>;

/// The fault of one field, where a row is good otherwise.
std::string fault_of(std::string_view column, std::string_view value) {
    std::string header = "code,name,unit,price,vat";
    std::string row = "A-1,Chè,hộp,1000,8";
    if (header.find(std::string{","} + std::string{column}) == std::string::npos
        && column != "code") {
        header += "," + std::string{column};
        row += ",\"" + std::string{value} + "\"";
    } else {
        row = column == "code"    ? std::string{value} + ",Chè,hộp,1000,8"
              : column == "name"  ? "A-1," + std::string{value} + ",hộp,1000,8"
              : column == "unit"  ? "A-1,Chè," + std::string{value} + ",1000,8"
              : column == "price" ? "A-1,Chè,hộp," + std::string{value} + ",8"
                                  : "A-1,Chè,hộp,1000," + std::string{value};
    }
    const auto goods = read(header + "\n" + row + "\n");
    if (goods.faults.empty()) {
        return "none";
    }
    EXPECT_EQ(goods.faults.size(), 1U);
    EXPECT_EQ(goods.faults[0].line, 2U);
    return std::string{name(goods.faults[0].code)};
}

/// A product with something in every field.
Product full() {
    Product product;
    product.code = "QNA-001";
    product.gtin = Gtin::parse("8930000000019");
    product.name = "Mắm \"cá cơm\", loại 1";
    product.name_en = "Anchovy sauce";
    product.group = 9;
    product.producer_code = "P-01";
    product.producer_name = "HTX Cát Trắng";
    product.producer_kind = ProducerKind::htx;
    product.commune = "Tam Thanh";
    product.district = "Tam Kỳ";
    product.province = "Quảng Nam";
    product.stars = 4;
    product.recognised_on = Day{2023, 12, 22};
    product.joined_on = Day{2022, 2, 28};
    product.revoked_on = Day{2025, 1, 1};
    product.certificate = "136/QĐ-UBND";
    product.certificate_expires = Day{2026, 12, 22};
    product.unit = "kg";
    product.price = Money{120000};
    product.vat = Vat::eight;
    product.producer_price = Money{90000};
    product.cost = Money{0};
    product.consignment = true;
    product.price_list = {
        {Day{2026, 12, 1}, Day{2026, 12, 31}, Money{99000}}, {Day{2027, 1, 1}, {}, Money{125000}}};
    product.commission = 1250;
    product.lot_tracked = true;
    product.sell_before_days = 7;
    product.min_age = 18;
    Baseline baseline;
    baseline.from = Day{2021, 2, 1};
    baseline.to = Day{2022, 1, 31};
    baseline.revenue = Money{120'000'000};
    baseline.profit = Money{-5};
    baseline.vat_included = true;
    baseline.vat = Vat::five;
    baseline.scope = BaselineScope::part;
    baseline.months = {{2021, 2, Money{7}, Money{-1}}, {2021, 3, Money{8}, Money{2}}};
    baseline.verified = true;
    product.baseline = baseline;
    product.trace_url = "https://example.com/q?a=1,2";
    product.image = "ab12.webp";
    product.active = false;
    product.demonstration = true;
    return product;
}

TEST(ProductCsv, ReadsEveryColumnInAnyOrder) {
    const auto goods = read("price,vat,unit,name,code,stars,recognised_on,producer_kind,group,"
                            "consignment,producer_price\n"
                            "120000,KCT,kg,Mắm cá,QNA-001,4,2023-05-04,htx,12,true,90000\n");
    EXPECT_EQ(listed(goods.faults), Lines{});
    EXPECT_EQ(listed(goods.warnings), Lines{});
    ASSERT_EQ(goods.products.size(), 1U);
    const Product& product = goods.products[0];
    EXPECT_EQ(product.code, "QNA-001");
    EXPECT_EQ(product.price, Money{120000});
    EXPECT_EQ(product.vat, Vat::not_taxable);
    EXPECT_EQ(product.group, 12);
    EXPECT_EQ(product.stars, 4);
    EXPECT_EQ(product.recognised_on, (Day{2023, 5, 4}));
    EXPECT_TRUE(product.consignment);
    EXPECT_TRUE(product.active);
    EXPECT_FALSE(product.baseline);
}

TEST(ProductCsv, WritesWhatItReads) {
    Product plain;
    plain.code = "B-2";
    plain.name = "Chè";
    plain.unit = "hộp";
    plain.price = Money{1};
    Product set = plain;
    set.code = "GIO-1";
    set.name = "Giỏ, quà";
    set.set_components = {{"B-2", Quantity{2000}}, {"QNA-001", Quantity{1500}}};
    Product with_empty_baseline = plain;
    with_empty_baseline.code = "C-3";
    with_empty_baseline.baseline = Baseline{};
    const std::vector<Product> products{full(), plain, set, with_empty_baseline};
    const std::string text = write_product_csv(products);
    const auto goods = read(text);
    EXPECT_EQ(listed(goods.faults), Lines{});
    EXPECT_EQ(goods.products, products);
    EXPECT_EQ(write_product_csv(goods.products), text);
}

TEST(ProductCsv, WarnsOfUnknownColumnsAndTrimsBlanks) {
    const auto goods =
        read(" code ,name,unit,price,vat,colour,\n A-1\xC2\xA0, Chè ,hộp, 1000 ,8,red,\n");
    EXPECT_EQ(listed(goods.faults), Lines{});
    EXPECT_EQ(listed(goods.warnings), Lines{"P.csv:1:28 unknown-column colour"});
    EXPECT_EQ(goods.products.at(0).code, "A-1");
    EXPECT_EQ(goods.products.at(0).name, "Chè");
}

TEST(ProductCsv, RefusesMissingAndRepeatedColumns) {
    EXPECT_EQ(
        listed(read("code,name,price\nA,B,\n").faults),
        (Lines{"P.csv:1 missing-column unit", "P.csv:1 missing-column vat"})
    );
    EXPECT_EQ(
        listed(read("code,name,unit,price,vat,name\n").faults),
        Lines{"P.csv:1:26 repeated-column name"}
    );
    EXPECT_EQ(listed(read("").faults), Lines{"P.csv empty-file "});
}

TEST(ProductCsv, ListsEveryBadFieldOfEveryBadRow) {
    const auto goods = read("code,name,unit,price,vat\n"
                            "A-1,Chè,hộp,0,8\n"
                            "A-2,Chè,,1000,7\n"
                            "A-3,Chè,hộp,1000\n"
                            "A-1,Chè,hộp,1000,8\n"
                            ",Chè,hộp,25.000,8\n");
    EXPECT_EQ(
        listed(goods.faults),
        (Lines{
            "P.csv:2:13 out-of-range price",
            "P.csv:3:9 empty-value unit",
            "P.csv:3:15 bad-choice vat",
            "P.csv:4:1 cell-count ",
            "P.csv:6:1 empty-value code",
            "P.csv:6:10 bad-number price",
            "P.csv:5:1 duplicate-code code"})
    );
    EXPECT_EQ(goods.faults.back().other, "P.csv:2");
}

TEST(ProductCsv, RefusesValuesOutOfRange) {
    EXPECT_EQ(fault_of("price", "1"), "none");
    EXPECT_EQ(fault_of("price", "0"), "out-of-range");
    EXPECT_EQ(fault_of("price", "-5"), "out-of-range");
    EXPECT_EQ(fault_of("price", "10000000000"), "none");
    EXPECT_EQ(fault_of("price", "10000000001"), "out-of-range");
    EXPECT_EQ(fault_of("price", "99999999999999999999"), "bad-number");
    EXPECT_EQ(fault_of("price", "12.5"), "bad-number");
    EXPECT_EQ(fault_of("price", "1e3"), "bad-number");
    EXPECT_EQ(fault_of("producer_price", "0"), "none");
    EXPECT_EQ(fault_of("cost", "-1"), "out-of-range");
    EXPECT_EQ(fault_of("group", "26"), "none");
    EXPECT_EQ(fault_of("group", "27"), "out-of-range");
    EXPECT_EQ(fault_of("group", "0"), "out-of-range");
    EXPECT_EQ(fault_of("stars", "2"), "out-of-range");
    EXPECT_EQ(fault_of("stars", "6"), "out-of-range");
    EXPECT_EQ(fault_of("stars", "4,5"), "bad-number");
    EXPECT_EQ(fault_of("min_age", "100"), "out-of-range");
    EXPECT_EQ(fault_of("baseline_revenue", "-1"), "out-of-range");
    EXPECT_EQ(fault_of("baseline_profit", "-1"), "none");
}

TEST(ProductCsv, RefusesDatesThatDoNotExist) {
    EXPECT_EQ(fault_of("recognised_on", "2024-02-29"), "none");
    for (const char* text :
         {"2023-02-29", "2023-13-01", "22/11/2026", "2026-1-2", "20261122", "x"}) {
        EXPECT_EQ(fault_of("recognised_on", text), "bad-date") << text;
        EXPECT_EQ(fault_of("baseline_from", text), "bad-date") << text;
    }
}

TEST(ProductCsv, RefusesWordsThatAreNotChoices) {
    EXPECT_EQ(fault_of("vat", "TT"), "none");
    EXPECT_EQ(fault_of("vat", "8%"), "bad-choice");
    EXPECT_EQ(fault_of("vat", "kct"), "bad-choice");
    EXPECT_EQ(fault_of("producer_kind", "HTX"), "bad-choice");
    EXPECT_EQ(fault_of("consignment", "TRUE"), "none"); // Excel's spelling
    EXPECT_EQ(fault_of("consignment", "yes"), "bad-choice");
    EXPECT_EQ(fault_of("active", "1"), "bad-choice");
    EXPECT_EQ(fault_of("baseline_scope", "ALL"), "bad-choice");
    EXPECT_EQ(fault_of("baseline_vat_basis", "incl"), "bad-choice");
    EXPECT_EQ(fault_of("baseline_vat", "7"), "bad-choice");
    EXPECT_EQ(fault_of("baseline_verified", "maybe"), "bad-choice");
}

TEST(ProductCsv, TakesAWordOrAMeasureInOneSpelling) {
    const auto goods = read("code,name,unit,price,vat,producer_code,set_components\n"
                            "Ma\u0306\u0301m,Hô\u0323i An,Kg,1,8,HTA\u0302\u0301,\n"
                            "S,Hội\u00A0An,Lít,1,8,HTẤ,Mă\u0301m:1500\n");
    EXPECT_EQ(listed(goods.faults), Lines{});
    ASSERT_EQ(goods.products.size(), 2U);
    EXPECT_EQ(goods.products[0].code, "Mắm");
    EXPECT_EQ(goods.products[0].name, goods.products[1].name);
    EXPECT_EQ(goods.products[0].producer_code, goods.products[1].producer_code);
    EXPECT_EQ(goods.products[0].unit, "kg");
    EXPECT_EQ(goods.products[1].unit, "l");
    EXPECT_EQ(goods.products[1].set_components[0].product, "Mắm");
}

TEST(ProductCsv, NamesAUnitNearAMeasureThatIsSoldWhole) {
    const auto goods = read("code,name,unit,price,vat\nA,a,Cân,1,8\nB,b,ky,1,8\nC,c,ml,1,8\n");
    EXPECT_EQ(listed(goods.faults), Lines{});
    EXPECT_EQ(
        listed(goods.warnings), (Lines{"P.csv:2:5 sold-whole unit", "P.csv:4:5 sold-whole unit"})
    );
    EXPECT_EQ(goods.products[1].unit, "kg");
}

TEST(ProductCsv, RefusesTextNoLabelCanShow) {
    EXPECT_EQ(fault_of("name", "\"Chè\ndây\""), "bad-text");
    EXPECT_EQ(fault_of("name", std::string(1001, 'x')), "bad-text");
    EXPECT_EQ(fault_of("name", ""), "empty-value");
    EXPECT_EQ(fault_of("name", "Ch\u200Bè"), "bad-text") << "a space without width";
    EXPECT_EQ(fault_of("code", "A\u200B"), "bad-text") << "a second A-1 that looks the same";
    EXPECT_EQ(fault_of("producer_code", "P\u00AD1"), "bad-text");
    EXPECT_EQ(fault_of("name", "Ch\uFFFF"), "bad-text") << "no workbook can hold it";
    EXPECT_EQ(fault_of("name", "Chè ❤\uFE0F"), "none");
    EXPECT_EQ(fault_of("code", "A:1"), "bad-code");
    EXPECT_EQ(fault_of("code", "A;1"), "bad-code");
    EXPECT_EQ(fault_of("code", std::string(65, 'x')), "bad-code");
}

TEST(ProductCsv, RefusesWrongAndRepeatedGtins) {
    EXPECT_EQ(fault_of("gtin", "8930000000019"), "none");
    EXPECT_EQ(fault_of("gtin", "8930000000010"), "bad-gtin");
    EXPECT_EQ(fault_of("gtin", "8.93E+12"), "bad-gtin");
    const auto goods = read("code,name,unit,price,vat,gtin\n"
                            "A-1,a,hộp,1,8,8930000000019\n"
                            "A-2,b,hộp,1,8,08930000000019\n");
    EXPECT_EQ(listed(goods.faults), Lines{"P.csv:3:15 duplicate-gtin gtin"});
    EXPECT_EQ(goods.faults[0].other, "P.csv:2");
}

TEST(ProductCsv, RefusesGiftSetsThatCannotBePacked) {
    const std::string head = "code,name,unit,price,vat,set_components\n"
                             "A-1,a,hộp,1,8,\n"
                             "K-1,k,kg,1,8,\n"
                             "S-1,s,giỏ,1,8,A-1:1000;K-1:1500\n";
    EXPECT_EQ(listed(read(head).faults), Lines{});
    EXPECT_EQ(
        listed(read(
                   head
                   + "S-2,s,giỏ,1,8,A-1:1000;S-1:1000\n"
                     "S-3,s,giỏ,1,8,S-3:1000\n"
                     "S-4,s,giỏ,1,8,X-9:1000\n"
                     "S-5,s,giỏ,1,8,A-1:1500\n"
        )
                   .faults),
        (Lines{
            "P.csv:5:15 set-in-set set_components",
            "P.csv:6:15 set-in-set set_components",
            "P.csv:7:15 unknown-component set_components",
            "P.csv:8:15 component-fraction set_components"})
    );
    for (const char* text :
         {"A-1",
          "A-1:",
          ":1000",
          "A-1:0",
          "A-1:-1000",
          "A-1:1000;A-1:2000",
          ";",
          "A-1:99999999",
          "A-1:1000:2"}) {
        EXPECT_EQ(fault_of("set_components", text), "bad-components") << text;
    }
}

TEST(ProductCsv, RefusesMonthsThatAreNotMonths) {
    EXPECT_EQ(fault_of("baseline_months", "2021-05:1000:-20;2021-06:0:0"), "none");
    for (const char* text :
         {"2021-05",
          "2021-05:1",
          "2021-13:1:1",
          "2021-05:-1:1",
          "2021-05:1:1;2021-05:2:2",
          "05:1:1"}) {
        EXPECT_EQ(fault_of("baseline_months", text), "bad-months") << text;
    }
}

TEST(ProductCsv, ReadsPricesWithTheirDaysInAnyOrder) {
    const auto prices = parse_price_list("2027-01-01..:55000;2026-12-01..2026-12-31:45000");
    ASSERT_TRUE(prices.has_value());
    EXPECT_EQ(write_price_list(*prices), "2026-12-01..2026-12-31:45000;2027-01-01..:55000");
    EXPECT_EQ(fault_of("price_list", "2026-12-01..2026-12-01:1"), "none");
    for (const char* text :
         {"45000",
          "2026-12-01:45000",
          "2026-12-01..2026-11-30:45000",
          "2026-12-01..2026-12-31:0",
          "2026-12-01..2026-12-31:",
          "2026-12-01..2026-12-32:45000",
          "2026-12-01..2026-12-31:45000;2026-12-31..:50000",
          "2026-12-01..:45000;2027-01-01..:50000"}) {
        EXPECT_EQ(fault_of("price_list", text), "bad-price-list") << text;
    }
}

TEST(ProductCsv, ReadsCommissionAsAPercentage) {
    EXPECT_EQ(parse_percent("12.5"), 1250);
    EXPECT_EQ(parse_percent("12,05"), 1205);
    EXPECT_EQ(parse_percent("0"), 0);
    EXPECT_EQ(parse_percent("100"), 10'000);
    for (const int hundredths : {0, 5, 50, 1205, 1250, 9999, 10'000}) {
        EXPECT_EQ(parse_percent(write_percent(hundredths)), hundredths);
    }
    for (const char* text :
         {"", "-1", "-0", "100.01", "101", "12.", "1.234", "1.-1", "1.5.5", "a"}) {
        EXPECT_EQ(parse_percent(text), std::nullopt) << text;
    }
}

TEST(ProductCsv, RefusesEndsBeforeBeginnings) {
    const auto goods = read(
        "code,name,unit,price,vat,recognised_on,certificate_expires,baseline_from,baseline_to\n"
        "A-1,a,hộp,1,8,2024-05-01,2024-04-30,,\n"
        "A-2,a,hộp,1,8,,,2024-05-01,2024-04-30\n"
    );
    EXPECT_EQ(
        listed(goods.faults),
        (Lines{
            "P.csv:2:1 dates-reversed certificate_expires", "P.csv:3:1 dates-reversed baseline_to"})
    );
}

TEST(ProductCsv, WarnsOfStarsWithoutADayAndConsignmentWithoutAPrice) {
    const auto goods = read("code,name,unit,price,vat,stars,consignment\nA-1,a,hộp,1,8,4,true\n");
    EXPECT_EQ(listed(goods.faults), Lines{});
    EXPECT_EQ(
        listed(goods.warnings),
        (Lines{
            "P.csv:2:1 no-recognition-date recognised_on",
            "P.csv:2:1 no-producer-price producer_price"})
    );
}

TEST(InStoreNumbers, AreTheSameWhateverTheOrderAndNeverTakeAGivenOne) {
    const auto make = [](std::string code) {
        Product product;
        product.code = std::move(code);
        return product;
    };
    // A maker's number that is the first candidate of another code: that code takes its next one.
    Product squatter = make("Z-9");
    squatter.gtin = Gtin::in_store("A-1");
    std::vector<Product> forward{make("A-1"), make("B-2"), squatter};
    std::vector<Product> backward{squatter, make("B-2"), make("A-1")};
    number_in_store(forward);
    number_in_store(backward);
    EXPECT_EQ(forward[0].gtin, Gtin::in_store("A-1", 1));
    EXPECT_EQ(forward[1].gtin, Gtin::in_store("B-2"));
    EXPECT_EQ(backward[2].gtin, forward[0].gtin);
    EXPECT_EQ(backward[1].gtin, forward[1].gtin);
}

// Two codes whose first candidates are the same number, found by trying.
TEST(InStoreNumbers, GoToTheEarlierCodeFirst) {
    ASSERT_EQ(Gtin::in_store("C-33256"), Gtin::in_store("C-70979"));
    Product earlier;
    earlier.code = "C-33256";
    Product later;
    later.code = "C-70979";
    for (std::vector<Product> products :
         {std::vector{earlier, later}, std::vector{later, earlier}}) {
        number_in_store(products);
        for (const Product& product : products) {
            const unsigned attempt = product.code == earlier.code ? 0 : 1;
            EXPECT_EQ(product.gtin, Gtin::in_store(product.code, attempt)) << product.code;
        }
    }
}

TEST(ProductJson, HasTheContractsColumns) {
    const Json json = to_json(full());
    EXPECT_EQ(json.size(), 42U);
    EXPECT_EQ(json.at("code"), "QNA-001");
    EXPECT_EQ(json.at("gtin"), "08930000000019");
    EXPECT_EQ(json.at("price"), 120000);
    EXPECT_EQ(json.at("vat"), "8");
    EXPECT_EQ(json.at("group"), "9");
    EXPECT_EQ(json.at("stars"), 4);
    EXPECT_EQ(json.at("consignment"), true);
    EXPECT_EQ(json.at("baseline_profit"), -5);
    EXPECT_EQ(json.at("baseline_months"), "2021-02:7:-1;2021-03:8:2");
    const Json plain = to_json(Product{});
    EXPECT_TRUE(plain.at("stars").is_null());
    EXPECT_TRUE(plain.at("baseline_verified").is_null());
    EXPECT_EQ(plain.at("active"), true);
}

} // namespace
} // namespace ocop::catalog_sync
