#include "pos/core/product.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

Product recognised() {
    Product product;
    product.stars = 4;
    product.recognised_on = Day{2021, 11, 3};
    product.certificate_expires = Day{2024, 11, 3};
    return product;
}

TEST(Price, IsTheDatedOneFromItsFirstToItsLastDay) {
    Product product;
    product.price = Money{50'000};
    product.price_list = {
        {Day{2026, 12, 1}, Day{2026, 12, 31}, Money{45'000}}, {Day{2027, 2, 1}, {}, Money{55'000}}};
    EXPECT_EQ(price_on(product, Day{2026, 11, 30}), Money{50'000});
    EXPECT_EQ(price_on(product, Day{2026, 12, 1}), Money{45'000});
    EXPECT_EQ(price_on(product, Day{2026, 12, 31}), Money{45'000});
    EXPECT_EQ(price_on(product, Day{2027, 1, 1}), Money{50'000});
    EXPECT_EQ(price_on(product, Day{2030, 1, 1}), Money{55'000});
}

TEST(Commission, LeavesTheProducerTheRestOfThePriceWithoutVat) {
    Product product;
    EXPECT_EQ(producer_price_at(product, Money{108'000}, Vat::eight), std::nullopt);
    product.commission = 1250; // 12.5 %
    EXPECT_EQ(producer_price_at(product, Money{108'000}, Vat::eight), Money{87'500});
    EXPECT_EQ(producer_price_at(product, Money{100'000}, Vat::not_taxable), Money{87'500});
    product.producer_price = Money{80'000}; // a stated price goes before a share
    EXPECT_EQ(producer_price_at(product, Money{108'000}, Vat::eight), Money{80'000});
}

TEST(Certificate, IsNoneBeforeRecognitionAndWithoutStars) {
    Product product = recognised();
    EXPECT_EQ(certificate_on(product, Day{2021, 11, 2}), CertificateState::none);
    EXPECT_EQ(certificate_on(product, Day{2021, 11, 3}), CertificateState::valid);
    product.stars = 0;
    EXPECT_EQ(certificate_on(product, Day{2022, 1, 1}), CertificateState::none);
    product.stars = 4;
    product.recognised_on.reset();
    EXPECT_EQ(certificate_on(product, Day{2022, 1, 1}), CertificateState::none);
}

TEST(Certificate, ExpiresInItsLast180DaysWithTheLastOne) {
    const Product product = recognised();
    const Day end = *product.certificate_expires;
    EXPECT_EQ(certificate_on(product, end.plus_days(-180)), CertificateState::valid);
    EXPECT_EQ(certificate_on(product, end.plus_days(-179)), CertificateState::expiring);
    EXPECT_EQ(certificate_on(product, end), CertificateState::expiring);
}

TEST(Certificate, HasGraceFor180DaysAfterItsEnd) {
    const Product product = recognised();
    const Day end = *product.certificate_expires;
    EXPECT_EQ(certificate_on(product, end.plus_days(1)), CertificateState::grace);
    EXPECT_EQ(certificate_on(product, end.plus_days(180)), CertificateState::grace);
    EXPECT_EQ(certificate_on(product, end.plus_days(181)), CertificateState::expired);
}

TEST(Certificate, IsRevokedFromTheDayItIsRevoked) {
    Product product = recognised();
    product.revoked_on = Day{2023, 6, 1};
    EXPECT_EQ(certificate_on(product, Day{2023, 5, 31}), CertificateState::valid);
    EXPECT_EQ(certificate_on(product, Day{2023, 6, 1}), CertificateState::revoked);
    EXPECT_EQ(certificate_on(product, Day{2024, 11, 10}), CertificateState::revoked);
    EXPECT_EQ(certificate_on(product, Day{2021, 1, 1}), CertificateState::none);
}

TEST(Certificate, WithoutAnEndStaysValid) {
    Product product = recognised();
    product.certificate_expires.reset();
    EXPECT_EQ(certificate_on(product, Day{2099, 1, 1}), CertificateState::valid);
}

TEST(Stars, ShowWhileValidExpiringOrInGrace) {
    Product product = recognised();
    const Day end = *product.certificate_expires;
    EXPECT_EQ(stars_on(product, Day{2021, 11, 2}), 0);
    EXPECT_EQ(stars_on(product, Day{2022, 1, 1}), 4);
    EXPECT_EQ(stars_on(product, end), 4);
    EXPECT_EQ(stars_on(product, end.plus_days(180)), 4);
    EXPECT_EQ(stars_on(product, end.plus_days(181)), 0);
    product.revoked_on = Day{2022, 6, 1};
    EXPECT_EQ(stars_on(product, Day{2022, 6, 1}), 0);
}

TEST(ProducerKind, HasTheCodesOfTheContract) {
    for (const char* text : {"htx", "dnnvv", "tht", "ho", "khac"}) {
        const auto kind = parse_producer_kind(text);
        ASSERT_TRUE(kind) << text;
        EXPECT_EQ(code(*kind), text);
    }
    EXPECT_FALSE(parse_producer_kind("HTX"));
    EXPECT_FALSE(parse_producer_kind(""));
}

TEST(CertificateState, HasTheCodesOfTheContract) {
    EXPECT_EQ(code(CertificateState::none), "none");
    EXPECT_EQ(code(CertificateState::valid), "valid");
    EXPECT_EQ(code(CertificateState::expiring), "expiring");
    EXPECT_EQ(code(CertificateState::grace), "grace");
    EXPECT_EQ(code(CertificateState::expired), "expired");
    EXPECT_EQ(code(CertificateState::revoked), "revoked");
}

} // namespace
} // namespace ocop
