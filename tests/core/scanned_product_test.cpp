#include "pos/core/scanned_product.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

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
