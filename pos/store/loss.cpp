#include "pos/store/loss.hpp"

#include "pos/store/chain_check.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/ledger_file.hpp"

#include <algorithm>
#include <sys/stat.h>
#include <utility>

namespace ocop::store {

namespace {

std::optional<std::int64_t> written_s(const std::filesystem::path& path) {
    struct stat about {};

    return ::stat(path.c_str(), &about) == 0 ? std::optional{std::int64_t{about.st_mtime}}
                                             : std::nullopt;
}

} // namespace

std::int64_t Loss::last() const {
    return std::max(head.last.seq, signed_record().value_or(head.last.seq));
}

std::optional<std::int64_t> Loss::signed_record() const {
    return head.anchor && head.anchor->point.seq >= ledger.records
               ? std::optional{head.anchor->point.seq}
               : std::nullopt;
}

Acceptance accept_loss(
    sqlite::Connection& database,
    const std::filesystem::path& folder,
    const TillKey& key,
    const Progress& progress
) {
    const std::string path = (folder / ledger_file).string();
    Acceptance found = accept(database, folder, key, Purpose::writing);
    if (!found.fault) {
        throw StoreError{Failure{FailureCode::exists, "nothing is missing from the journal", path}};
    }
    if (!found.fault->is_loss) {
        throw StoreError{Failure{FailureCode::corrupt, words(*found.fault), path}};
    }
    ChainCheck chain{std::nullopt, receipts_in(database), key.check};
    if (const auto fault = check_records(database, chain, progress)) {
        throw StoreError{Failure{FailureCode::corrupt, words(*fault), path}};
    }
    return found;
}

Expected<Loss, Failure>
look_for_loss(const std::filesystem::path& folder, const TillKey& key, const Progress& progress) {
    return guard(folder / ledger_file, [&] {
        sqlite::Connection database = look_at_ledger(folder);
        const auto when = written_s(folder / head_file);
        Acceptance found = accept_loss(database, folder, key, progress);
        return Loss{std::move(found.ledger), std::move(*found.head), when};
    });
}

} // namespace ocop::store
