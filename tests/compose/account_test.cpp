#include "pos/compose/account.hpp"

#include <gtest/gtest.h>

namespace ocop::compose {
namespace {

TEST(Account, IsNamedInPrintableAsciiOfALength) {
    EXPECT_FALSE(account_name().empty());
    EXPECT_LE(account_name().size(), 64U);
    EXPECT_EQ(tidy_account("lan"), "lan");
    EXPECT_EQ(tidy_account("CORP\\lan\n\x7f"), "CORP\\lan??");
    EXPECT_EQ(tidy_account(std::string(100, 'x')).size(), 64U);
}

} // namespace
} // namespace ocop::compose
