#include "pos/core/buyer.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

RefusalCode fault_of(const Buyer& buyer) {
    const auto read = tidied(buyer);
    EXPECT_FALSE(read.has_value());
    return read ? RefusalCode::busy : read.error().code;
}

TEST(Buyer, IsTidiedAsPeopleWriteNumbers) {
    const auto buyer =
        tidied({" Công ty TNHH Đà Nẵng ", "0100 109 106", " 1 Trần Phú", "0905.123.456", "a@b.vn "}
        );
    ASSERT_TRUE(buyer.has_value());
    EXPECT_EQ(
        *buyer, (Buyer{"Công ty TNHH Đà Nẵng", "0100109106", "1 Trần Phú", "0905123456", "a@b.vn"})
    );
}

TEST(Buyer, HasATaxCodeOfAFirmOfItsBranchOrACitizenNumber) {
    for (const char* code : {"0100109106", "0100109106-001", "048090001234"}) {
        EXPECT_TRUE(tidied({"", code, "", "", ""}).has_value()) << code;
    }
    for (const char* code :
         {"010010910",
          "01001091066",
          "0100109106001",
          "0100109106-01",
          "0100109106x001",
          "01001O9106",
          "-100109106"}) {
        EXPECT_EQ(fault_of({"A", code, "", "", ""}), RefusalCode::buyer_tax_code) << code;
    }
}

TEST(Buyer, IsRefusedWithTheFieldThatIsWrong) {
    EXPECT_EQ(fault_of({"  ", "", "1 Trần Phú", "", ""}), RefusalCode::buyer_nobody);
    EXPECT_EQ(fault_of({"A", "", "", "09051", ""}), RefusalCode::buyer_phone);
    EXPECT_EQ(fault_of({"A", "", "", "0905 12x 456", ""}), RefusalCode::buyer_phone);
    EXPECT_EQ(fault_of({"A", "", "", "", "a.vn"}), RefusalCode::buyer_email);
    EXPECT_EQ(fault_of({std::string(301, 'a'), "", "", "", ""}), RefusalCode::buyer_text);
    EXPECT_EQ(fault_of({"A\x1B@", "", "", "", ""}), RefusalCode::buyer_text);
}

TEST(Buyer, IsTakenUpToTheEdgeOfWhatIsAllowed) {
    for (const char* phone : {"12345678", "+84905123456", "123456789012345"}) {
        EXPECT_TRUE(tidied({"A", "", "", phone, ""}).has_value()) << phone;
    }
    for (const char* phone : {"1234567", "1234567890123456", "84+905123456", "+"}) {
        EXPECT_EQ(fault_of({"A", "", "", phone, ""}), RefusalCode::buyer_phone) << phone;
    }
    EXPECT_TRUE(tidied({std::string(300, 'a'), "", "", "", ""}).has_value());
    EXPECT_EQ(fault_of({"A\x7F", "", "", "", ""}), RefusalCode::buyer_text);
}

/// Tax codes of large firms, as anybody finds them on their invoices.
TEST(TaxCode, EndsInItsCheckDigit) {
    for (const char* code : {"0100109106", "0101243150", "0100109106-011", "048090001234"}) {
        EXPECT_TRUE(tax_code_checks(code)) << code;
    }
    for (const char* code : {"0100109107", "0100190106", "0101243151-001"}) {
        EXPECT_FALSE(tax_code_checks(code)) << code;
    }
}

} // namespace
} // namespace ocop
