#include "pos/compose/restore_offer.hpp"

#include <algorithm>
#include <utility>

namespace ocop::compose {

bool restore_helps(FailureCode code) {
    return code == FailureCode::no_store || code == FailureCode::incomplete
           || code == FailureCode::corrupt || code == FailureCode::foreign;
}

Expected<RestoreOffer, BackupRefusal> offer_restore(
    const std::filesystem::path& folder,
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    int year,
    const store::Progress& progress
) {
    auto facts = look_at_backup(source, passphrase, progress);
    if (!facts) {
        return Unexpected{std::move(facts.error())};
    }
    if (facts->finding) {
        return Unexpected{BackupRefusal{
            Failure{FailureCode::corrupt, words(*facts->finding, Language::en), source.string()},
            facts->finding,
            std::nullopt,
            {},
            std::nullopt}};
    }
    const Ledger& ledger = facts->ledger;
    const Identity identity = ledger.identity.value_or(Identity{});
    const EpochNumbers known = known_numbers(folder, identity.till);
    RestoreOffer offer;
    offer.shop = identity.point_name;
    offer.till = identity.till;
    offer.training = identity.training;
    offer.records = facts->verdict.records;
    offer.last_at = ledger.last_at;
    offer.held = ledger.receipts;
    offer.receipts = std::max(ledger.receipts, known.receipts);
    offer.series = series_in_use(ledger, year);
    for (auto& [series, last] : offer.series) {
        const auto more = known.einvoices.find(series);
        last = more != known.einvoices.end() ? std::max(last, more->second) : last;
    }
    for (const auto& [name, user] : ledger.users) {
        if (user.active && user.role == Role::manager) {
            offer.managers.push_back(name);
        }
    }
    return offer;
}

} // namespace ocop::compose
