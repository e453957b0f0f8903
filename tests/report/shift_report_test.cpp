#include "pos/core/tender.hpp"
#include "pos/core/tender_names.hpp"
#include "pos/report/shift_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace ocop::report {
namespace {

ShiftSummary morning() {
    ShiftSummary shift;
    shift.shift = 3;
    shift.opening_float = Money{2'000'000};
    shift.sales = 2;
    shift.sold = Money{262'000};
    shift.returns = 1;
    shift.returned = Money{50'000};
    shift.by_tender = {{"cash", Money{162'000}}, {"transfer", Money{50'000}}};
    shift.by_vat = {{"8", {Vat::eight, Money{196'296}, Money{15'704}}}};
    return shift;
}

std::map<std::string, Cell> values(const Table& table) {
    std::map<std::string, Cell> result;
    for (const Row& row : table.rows) {
        result[std::get<std::string>(row[0])] = row[2];
    }
    return result;
}

TEST(ShiftReport, CallsEveryWayToPayByItsName) {
    ShiftSummary shift;
    for (const std::string_view kind : tender_kinds) {
        shift.by_tender[std::string{kind}] = Money{1};
    }
    const Table table = shift_table(shift, Language::vi);
    for (const std::string_view kind : tender_kinds) {
        const auto row = std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& one) {
            return one[0] == Cell{"tender " + std::string{kind}};
        });
        ASSERT_NE(row, table.rows.end());
        EXPECT_EQ((*row)[1], Cell{tender_name(kind, Language::vi)});
    }
}

TEST(ShiftReport, IsAnXReportWhileTheShiftIsOpen) {
    const Table table = shift_table(morning(), Language::vi);
    EXPECT_EQ(table.title, "Báo cáo X, ca 3");
    const auto value = values(table);
    EXPECT_EQ(value.at("revenue"), Cell{Money{212'000}});
    EXPECT_EQ(value.at("expected"), Cell{Money{2'162'000}});
    EXPECT_EQ(value.at("vat 8"), Cell{Money{15'704}});
    EXPECT_FALSE(value.contains("counted")) << "the drawer is counted blind";
}

TEST(ShiftReport, ListsVatInTheOrderOfReceipts) {
    ShiftSummary shift = morning();
    for (const Vat vat : {Vat::ten, Vat::direct_method, Vat::five, Vat::not_taxable, Vat::zero}) {
        shift.by_vat[std::string{code(vat)}] = {vat, Money{100}, Money{}};
    }
    std::string order;
    for (const Row& row : shift_table(shift, Language::vi).rows) {
        const auto& key = std::get<std::string>(row[0]);
        order += key.starts_with("vat ") ? key.substr(4) + " " : "";
    }
    EXPECT_EQ(order, "0 5 8 10 KCT TT ") << "in order of rates, not of their letters";
}

TEST(ShiftReport, IsAZReportOnceTheDrawerIsCounted) {
    ShiftSummary shift = morning();
    shift.closed_at = Moment{1'800'000'000};
    shift.counted = Money{2'161'000};
    shift.counted_pieces = {{500'000, 4}, {1'000, 161}};
    const Table table = shift_table(shift, Language::en);
    EXPECT_EQ(table.title, "Z report, shift 3");
    const auto value = values(table);
    EXPECT_EQ(value.at("difference"), Cell{Money{-1'000}});
    EXPECT_EQ(value.at("pieces 500000"), Cell{std::int64_t{4}});
    EXPECT_FALSE(value.contains("pieces 200000"));
}

TEST(ShiftReport, SaysTheLastNumbersInUse) {
    const EpochNumbers in_use{41, {{"1C26MYY", 7}, {"M1-26-MNZLR", 1007}}};
    const auto value = values(shift_table(morning(), Language::vi, in_use, "QNA-HOIAN-01-1"));
    EXPECT_EQ(value.at("last_receipt in_use"), Cell{std::string{"QNA-HOIAN-01-1-000041"}});
    EXPECT_EQ(value.at("last_einvoice 1C26MYY"), Cell{std::int64_t{7}});
    EXPECT_FALSE(value.contains("last_einvoice M1-26-MNZLR")) << "no series";
    const auto none =
        values(shift_table(morning(), Language::vi, EpochNumbers{}, "QNA-HOIAN-01-1"));
    EXPECT_EQ(none.at("last_receipt in_use"), Cell{std::string{"0"}});
    EXPECT_FALSE(values(shift_table(morning(), Language::vi)).contains("last_receipt in_use"));
}

} // namespace
} // namespace ocop::report
