#include "pos/core/scanned_product.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop {
namespace {

constexpr Day today{2026, 11, 22};
using Kind = TypedScan::Kind;

Catalog goods_with(const std::vector<std::string>& codes) {
    std::vector<Product> all = testing::goods();
    for (const std::string& code : codes) {
        all.push_back(testing::product(code, "Chè dây", Money{30'000}, Vat::eight));
        all.back().gtin.reset();
    }
    return Catalog{1, std::move(all)};
}

TypedScan understood(const std::vector<std::string>& codes, std::string_view typed) {
    return understand_typed_scan(goods_with(codes), typed, today, {});
}

Product numbered(const std::string& code, const std::string& unit, const std::string& digits) {
    Product made = testing::product(code, "Hàng " + code, Money{50'000}, Vat::eight);
    made.unit = unit;
    made.gtin = Gtin::parse(digits);
    return made;
}

/// What `text` says of which goods: "A-1 1235" thousandths, the price where that tells, or why not.
std::string said(const Catalog& catalog, std::string_view text, const InStoreRules& in_store = {}) {
    const auto code = parse_code(text, today, in_store);
    const Product* product = scanned_product(catalog, code);
    if (product == nullptr) {
        return std::string{name(not_sold(catalog, code).code)};
    }
    const Code meant = meant_for(*product, *code);
    const auto quantity = scanned_quantity(*product, meant);
    if (!quantity) {
        return product->code + " " + std::string{name(quantity.error().code)};
    }
    std::string answer = product->code;
    answer += *quantity ? " " + std::to_string((*quantity)->thousandths()) : "";
    return answer + (meant.price ? " " + std::to_string(meant.price->vnd()) + " đ" : "");
}

Catalog measured_goods() {
    std::vector<Product> goods;
    goods.push_back(numbered("KG", "kg", "8934563138165"));
    goods.push_back(numbered("GAM", "g", "8935212100014"));
    goods.push_back(numbered("BOX", "hộp", "8938501234568"));
    goods.push_back(numbered("UPC", "chai", "00012345000065"));
    goods.push_back(numbered("WEIGHED", "kg", "2100042000001"));
    goods.push_back(numbered("OWN", "hộp", "2100099012347"));
    goods.push_back(numbered("BASE", "hộp", "2100777000000"));
    return Catalog{1, std::move(goods)};
}

TEST(ScannedQuantity, OfGoodsByMeasureIsTheMeasureTheyAreSoldBy) {
    const Catalog catalog = measured_goods();
    EXPECT_EQ(said(catalog, "8934563138165"), "KG 1000") << "its own number says nothing else";
    EXPECT_EQ(said(catalog, "]C101989345631381683103001250"), "KG 1250");
    EXPECT_EQ(said(catalog, "(01)08935212100014(3103)000250"), "GAM 250000");
}

/// Each of these was sold as 1 kg.
TEST(ScannedQuantity, IsRefusedWhereNoMeasureCanBeUsed) {
    const Catalog catalog = measured_goods();
    for (const char* text :
         {"]C101989345631381683103000000",
          "]C101989345631381683202000500",
          "]C101989345631381683153001250",
          "]C101989345631381683113001250",
          "]C10198934563138168",
          "98934563138168",
          "]C1010893456313816530"
          "12",
          "https://x.vn/01/08934563138165?3103=000000"}) {
        EXPECT_EQ(said(catalog, text), "KG measure-missing") << text;
    }
    const InStoreRules weight{{"21", {}}};
    EXPECT_EQ(said(catalog, "2100042000001", weight), "WEIGHED measure-missing") << "0 g";
    const InStoreRules price{{"21", *parse_in_store_rule("price")}};
    EXPECT_EQ(said(catalog, "2100042000001", price), "WEIGHED measure-missing") << "0 đ";
    EXPECT_EQ(
        said(
            catalog,
            "]C1010893850123456830"
            "0"
        ),
        "BOX measure-missing"
    ) << "none of them";
    EXPECT_EQ(said(catalog, "2100777001236", weight), "BASE measure-missing") << "boxes by weight";
}

TEST(ScannedQuantity, IsLeftToThePriceOnThePack) {
    const Catalog catalog = measured_goods();
    EXPECT_EQ(
        said(
            catalog,
            "]C1019893456313816839201"
            "49000"
        ),
        "KG 149000 đ"
    );
    EXPECT_EQ(
        said(
            catalog,
            "]C1019893456313816832020005003920"
            "149000"
        ),
        "KG 149000 đ"
    );
}

TEST(ScannedProduct, IsTheOneWhoseOwnNumberItIsWhateverTheShopsRulesSay) {
    const Catalog catalog = measured_goods();
    for (const char* rule : {"weight", "price", "price1000"}) {
        const InStoreRules rules{{"21", *parse_in_store_rule(rule)}};
        EXPECT_EQ(said(catalog, "2100099012347", rules), "OWN 1000") << rule;
        EXPECT_EQ(said(catalog, "2100777000000", rules), "BASE 1000") << "as its label is printed";
    }
    EXPECT_EQ(said(catalog, "2100042012356", {{"21", {}}}), "WEIGHED 1235");
}

TEST(ScannedProduct, IsFoundByUpcEThatIsARightEan8Too) {
    EXPECT_EQ(said(measured_goods(), "01234565"), "UPC 1000");
    EXPECT_EQ(said(measured_goods(), "0123456"), "UPC 1000");
    std::vector<Product> goods;
    goods.push_back(numbered("EAN", "hộp", "01234565"));
    goods.push_back(numbered("UPC", "hộp", "00012345000065"));
    const Catalog both{1, std::move(goods)};
    EXPECT_EQ(said(both, "01234565"), "EAN 1000");
    EXPECT_EQ(said(both, "]E001234565"), "UPC 1000");
    std::vector<Product> taken; // the eight digits as somebody typed them into the catalogue
    taken.push_back(numbered("EIGHT", "hộp", "01234565"));
    EXPECT_EQ(said(Catalog{1, std::move(taken)}, "]E001234565"), "EIGHT 1000");
}

TEST(ScannedProduct, OfACartonIsNotSoldAndSaidSo) {
    const Catalog catalog = measured_goods();
    EXPECT_EQ(said(catalog, "18934563138162"), "carton-code") << "what is packed in it is known";
    EXPECT_EQ(said(catalog, "00189345630000000124"), "carton-code");
    EXPECT_EQ(said(catalog, "18930000000016"), "unknown-code");
}

TEST(TypedScan, IsRecoveredWhereOneTypingAloneNamesGoods) {
    EXPECT_EQ(understood({"SAS01"}, "SÁ01"), (TypedScan{Kind::recovered, "SAS01"}));
    EXPECT_EQ(understood({"SA101"}, "SÁ01"), (TypedScan{Kind::recovered, "SA101"}));
}

TEST(TypedScan, IsLostNeverGuessedWhereTwoTypingsNameGoods) {
    EXPECT_EQ(understood({"SAS01", "SA101"}, "SÁ01"), (TypedScan{Kind::lost, "SÁ01"}));
}

TEST(TypedScan, IsLostWhereNoTypingNamesGoods) {
    EXPECT_EQ(understood({}, "SÁ01"), (TypedScan{Kind::lost, "SÁ01"}));
}

TEST(TypedScan, StaysAsItIsWhereItNeedsNoHelp) {
    EXPECT_EQ(understood({"SAS01"}, "8934563138165"), (TypedScan{Kind::as_typed, "8934563138165"}));
    EXPECT_EQ(understood({"CLASS01"}, "CLAS01"), (TypedScan{Kind::as_typed, "CLAS01"}))
        << "it may well be another shop's";
    EXPECT_EQ(understood({"SÁ01", "SAS01"}, "SÁ01"), (TypedScan{Kind::as_typed, "SÁ01"}))
        << "a code of the shop's own";
}

TEST(TypedScan, IsRecoveredFromElementStringsWebAddressesAndLayouts) {
    EXPECT_EQ(
        understood({}, "ưC10108934563138165"), (TypedScan{Kind::recovered, "]C10108934563138165"})
    ) << "Telex takes ] for ư";
    const char* const address = "https://vớt.vn/01/08934563138165";
    EXPECT_EQ(understood({}, address), (TypedScan{Kind::as_typed, address})) << "the GTIN is whole";
    EXPECT_EQ(
        understood({}, "\u0301\u0323êô\u0300\u0309êăê\u0301ă\u0309\u0300"),
        (TypedScan{Kind::recovered, "8934563138165"})
    );
}

} // namespace
} // namespace ocop
