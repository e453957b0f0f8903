#include "pos/core/product.hpp"

#include "pos/core/assert.hpp"

namespace ocop {

namespace {

/// Days before its end in which a certificate is up for renewal, and after it in which it still
/// counts (QĐ 26/2026/QĐ-TTg, Art. 7.6a and 12).
constexpr int renewal_days = 180;

} // namespace

std::string_view code(ProducerKind kind) {
    switch (kind) {
    case ProducerKind::htx:
        return "htx";
    case ProducerKind::dnnvv:
        return "dnnvv";
    case ProducerKind::tht:
        return "tht";
    case ProducerKind::ho:
        return "ho";
    case ProducerKind::khac:
        return "khac";
    }
    OCOP_ASSERT(false);
}

std::optional<ProducerKind> parse_producer_kind(std::string_view text) {
    for (const ProducerKind kind :
         {ProducerKind::htx,
          ProducerKind::dnnvv,
          ProducerKind::tht,
          ProducerKind::ho,
          ProducerKind::khac}) {
        if (code(kind) == text) {
            return kind;
        }
    }
    return std::nullopt;
}

std::string_view code(CertificateState state) {
    switch (state) {
    case CertificateState::none:
        return "none";
    case CertificateState::valid:
        return "valid";
    case CertificateState::expiring:
        return "expiring";
    case CertificateState::grace:
        return "grace";
    case CertificateState::expired:
        return "expired";
    case CertificateState::revoked:
        return "revoked";
    }
    OCOP_ASSERT(false);
}

Money price_on(const Product& product, Day day) {
    for (const DatedPrice& dated : product.price_list) {
        if (dated.from <= day && (!dated.to || day <= *dated.to)) {
            return dated.price;
        }
    }
    return product.price;
}

std::optional<Money> producer_price_at(const Product& product, Money price, Vat vat) {
    if (product.producer_price || !product.commission) {
        return product.producer_price;
    }
    constexpr std::int64_t whole = 10'000;
    return Money{scale((price - vat_within(price, vat)).vnd(), whole - *product.commission, whole)};
}

Day last_day_of_sale(const Product& product, Day expiry) {
    return expiry.plus_days(-product.sell_before_days);
}

CertificateState certificate_on(const Product& product, Day day) {
    if (product.stars == 0 || !product.recognised_on || day < *product.recognised_on) {
        return CertificateState::none;
    }
    if (product.revoked_on && *product.revoked_on <= day) {
        return CertificateState::revoked;
    }
    if (!product.certificate_expires) {
        return CertificateState::valid;
    }
    const auto days_left = product.certificate_expires->since(day);
    if (days_left >= renewal_days) {
        return CertificateState::valid;
    }
    if (days_left >= 0) {
        return CertificateState::expiring;
    }
    return days_left >= -renewal_days ? CertificateState::grace : CertificateState::expired;
}

int stars_on(const Product& product, Day day) {
    switch (certificate_on(product, day)) {
    case CertificateState::valid:
    case CertificateState::expiring:
    case CertificateState::grace:
        return product.stars;
    case CertificateState::none:
    case CertificateState::expired:
    case CertificateState::revoked:
        return 0;
    }
    OCOP_ASSERT(false);
}

} // namespace ocop
