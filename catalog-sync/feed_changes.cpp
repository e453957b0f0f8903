#include "catalog-sync/feed_changes.hpp"

#include "pos/core/assert.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

/// True while the stars are the producer's to show without a warning.
bool stands(CertificateState state) {
    switch (state) {
    case CertificateState::valid:
    case CertificateState::expiring:
        return true;
    case CertificateState::none:
    case CertificateState::grace:
    case CertificateState::expired:
    case CertificateState::revoked:
        return false;
    }
    OCOP_ASSERT(false);
}

} // namespace

std::string_view name(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::added:
        return "new";
    case ChangeKind::gone:
        return "gone";
    case ChangeKind::price_up:
        return "price-up";
    case ChangeKind::price_down:
        return "price-down";
    case ChangeKind::stars_won:
        return "stars-won";
    case ChangeKind::stars_lost:
        return "stars-lost";
    case ChangeKind::lapsed:
        return "certificate-lapsed";
    }
    OCOP_ASSERT(false);
}

void Changes::add(Change change) {
    auto& count = counts_[static_cast<std::size_t>(change.kind)];
    ++count;
    if (static_cast<std::size_t>(count) <= listed_max) {
        listed_.push_back(std::move(change));
    }
}

void Changes::note(const Product* before, const Product* now) {
    has_demonstration_ = has_demonstration_ || (now != nullptr && now->demonstration);
    if (before == nullptr || now == nullptr) {
        const Product* known = now != nullptr ? now : before;
        OCOP_ASSERT(known != nullptr);
        const std::int64_t price = known->price.vnd();
        add(
            {now != nullptr ? ChangeKind::added : ChangeKind::gone,
             known->code,
             known->name,
             now != nullptr ? 0 : price,
             now != nullptr ? price : 0,
             {}}
        );
        return;
    }
    if (before->price != now->price) {
        const auto kind =
            before->price < now->price ? ChangeKind::price_up : ChangeKind::price_down;
        add({kind, now->code, now->name, before->price.vnd(), now->price.vnd(), {}});
    }
    const int stars_before = stars_on(*before, today_);
    const int stars_now = stars_on(*now, today_);
    if (stars_before != stars_now) {
        const auto kind = stars_before < stars_now ? ChangeKind::stars_won : ChangeKind::stars_lost;
        add({kind, now->code, now->name, stars_before, stars_now, {}});
    }
    const auto state = certificate_on(*now, today_);
    if (stands(certificate_on(*before, then_)) && !stands(state)) {
        const bool revoked = state == CertificateState::revoked;
        add(
            {ChangeKind::lapsed,
             now->code,
             now->name,
             stars_on(*before, then_),
             stars_now,
             revoked ? now->revoked_on : now->certificate_expires}
        );
    }
}

} // namespace ocop::catalog_sync
