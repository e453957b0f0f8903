#include "pos/core/bank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

namespace ocop {
namespace {

std::string names_like(std::string_view text) {
    std::string all;
    for (const Bank* bank : banks_like(text)) {
        all += (all.empty() ? "" : " ") + std::string{bank->short_name};
    }
    return all;
}

TEST(Banks, AreThoseOfTheListOnceEach) {
    std::ifstream file{OCOP_SOURCE_DIR "/tests/data/bank_bins.csv"};
    std::set<std::string> listed;
    std::set<std::string> rows;
    std::string row;
    std::getline(file, row); // the heading
    while (std::getline(file, row)) {
        rows.insert(row);
        if (!row.starts_with(',')) { // one bank has no BIN: no VietQR can name it
            listed.insert(row.substr(0, row.find(',')));
        }
    }
    ASSERT_GT(listed.size(), 50U);
    std::set<std::string> known;
    for (const Bank& bank : banks()) {
        EXPECT_TRUE(known.emplace(bank.bin).second) << bank.bin;
        std::string start{bank.bin};
        start.append(",")
            .append(bank.code)
            .append(",")
            .append(bank.short_name)
            .append(",")
            .append(bank.name);
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const std::string& each) {
            return each.starts_with(start);
        })) << start;
    }
    EXPECT_EQ(known, listed);
}

TEST(Banks, AreFoundByBinCodeOrName) {
    ASSERT_NE(bank_of("970405"), nullptr);
    EXPECT_EQ(bank_of("970405")->short_name, "Agribank");
    EXPECT_EQ(bank_of("000000"), nullptr);
    EXPECT_EQ(names_like("970405"), "Agribank");
    EXPECT_EQ(names_like("vcb"), "Vietcombank");
    EXPECT_EQ(names_like(" LPBank "), "LPBank");
    EXPECT_EQ(names_like("agri"), "Agribank");
    EXPECT_EQ(names_like("ngoại thương"), "Vietcombank");
    EXPECT_EQ(names_like("hop tac xa"), "Co-op Bank");
}

TEST(Banks, OneWholeNameIsNotTheBeginningOfAnother) {
    EXPECT_EQ(names_like("sc"), "Standard Chartered Vietnam");
    EXPECT_EQ(names_like("scb"), "SCB");
    EXPECT_EQ(names_like("vietb"), "VietBank");
}

TEST(Banks, ThatMayBeMeantAreAllTold) {
    EXPECT_EQ(names_like("kookmin"), "Kookmin Bank HN Kookmin Bank HCM");
    EXPECT_EQ(names_like("viet"), "VietinBank VietNgaBank VietABank VietBank Vietcombank");
    EXPECT_EQ(
        names_like("vietnam"),
        "HSBC Vietnam Standard Chartered Vietnam Public Bank Vietnam United Overseas Bank Vietnam"
    );
    EXPECT_EQ(names_like(""), "");
    EXPECT_EQ(names_like("  "), "");
    EXPECT_EQ(names_like("không có"), "");
}

TEST(Banks, OfOldNamesHaveTheirNameOfToday) {
    EXPECT_EQ(bank_of("970449")->short_name, "LPBank");
    EXPECT_EQ(bank_of("970414")->short_name, "MBV");
    EXPECT_EQ(bank_of("970406")->short_name, "Vikki Bank");
}

TEST(BankAccount, IsWrittenWithSpacesAndKeptWithout) {
    EXPECT_EQ(parse_bank_account("4200 2051 23456"), "4200205123456");
    EXPECT_EQ(parse_bank_account("OCOP123"), "OCOP123");
    EXPECT_EQ(parse_bank_account(""), "");
    EXPECT_EQ(parse_bank_account("1234567890123456789"), "1234567890123456789");
    EXPECT_EQ(parse_bank_account("12345678901234567890"), std::nullopt);
    EXPECT_EQ(parse_bank_account("1234-5678"), std::nullopt);
    EXPECT_EQ(parse_bank_account("tài khoản"), std::nullopt);
}

} // namespace
} // namespace ocop
