#include "pos/compose/store_proof.hpp"

#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/feed_store.hpp"
#include "catalog-sync/local_store.hpp"
#include "catalog-sync/own_prices.hpp"
#include "catalog-sync/versioned_files.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/core/assert.hpp"
#include "pos/core/clause.hpp"
#include "pos/shell/folder_entries.hpp"
#include "pos/signing/pin.hpp"

#include <algorithm>

namespace ocop::compose {

namespace {

using Finding = std::optional<StoreFinding>;

/// False only where it surely is not: what cannot be looked at is told when it is read.
bool is_there(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::exists(path, error) || error;
}

/// What a file is before its reader looks at it.
Finding missing_or_empty(const std::filesystem::path& folder, const std::string& name) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(folder / name, error);
    if (error) {
        const Failure failure = system_failure(error.value(), "looking at", folder / name);
        return failure.code == FailureCode::missing
                   ? StoreFinding{StoreFault::missing, name, {}}
                   : StoreFinding{StoreFault::damaged, name, failure.what, failure.code};
    }
    return size == 0 ? Finding{StoreFinding{StoreFault::empty, name, {}}} : std::nullopt;
}

/// What its reader said of it.
template <class T>
Finding reading(const Expected<T, Failure>& read) {
    if (read) {
        return std::nullopt;
    }
    const Failure& failure = read.error();
    const bool by_disk = failure.code == FailureCode::disk_error
                         || failure.code == FailureCode::disk_full
                         || failure.code == FailureCode::permission;
    return StoreFinding{
        failure.code == FailureCode::missing ? StoreFault::missing : StoreFault::damaged,
        std::filesystem::path{failure.where}.filename().string(),
        failure.what,
        by_disk ? failure.code : FailureCode::corrupt};
}

Finding check_key(const std::filesystem::path& folder, const Ledger& ledger) {
    if (auto finding = missing_or_empty(folder, key_file)) {
        return finding;
    }
    const auto key = load_key(folder);
    if (!key) {
        return reading(key);
    }
    return key->public_key().line() == ledger.identity->public_key
               ? std::nullopt
               : Finding{StoreFinding{StoreFault::other_key, key_file, {}}};
}

Finding check_pins(const std::filesystem::path& folder, const Ledger& ledger) {
    const auto may_sign_in = [](const auto& entry) { return entry.second.active; };
    const bool has_users = std::any_of(ledger.users.begin(), ledger.users.end(), may_sign_in);
    if (!has_users && !is_there(folder / store::pins_file)) {
        return std::nullopt;
    }
    if (auto finding = missing_or_empty(folder, store::pins_file)) {
        return finding;
    }
    const auto pins = store::PinFile::load(folder);
    if (pins.fault()) {
        return reading(Expected<void, Failure>{Unexpected{*pins.fault()}});
    }
    if (!pins.left_out().empty()) {
        return StoreFinding{
            StoreFault::damaged, store::pins_file, "the PIN of " + pins.left_out().front()};
    }
    bool has_manager = false;
    bool manager_can = false;
    for (const auto& [name, user] : ledger.users) {
        const auto hash = pins.hash_of(name);
        if (user.active && hash && !signing::is_pin_hash(*hash)) {
            return StoreFinding{StoreFault::damaged, store::pins_file, "the PIN of " + name};
        }
        const bool is_manager = user.active && user.role == Role::manager;
        has_manager = has_manager || is_manager;
        manager_can = manager_can || (is_manager && hash);
    }
    return has_manager && !manager_can
               ? Finding{StoreFinding{StoreFault::no_manager_pin, store::pins_file, {}}}
               : std::nullopt;
}

/// Catalogues of one kind: the pointer and what it points to. A file without a pointer, or a
/// version the journal noted without either, is a pointer that was lost.
template <class Load>
Finding check_catalog(const std::filesystem::path& folder, const std::string& kind, Load load) {
    const std::string pointer = kind + ".current";
    if (is_there(folder / pointer)) {
        auto finding = missing_or_empty(folder, pointer);
        const catalog_sync::VersionedFiles files{folder, kind};
        if (const auto version = files.current(); version && !finding) {
            finding = missing_or_empty(folder, files.path_of(*version).filename().string());
        }
        return finding ? finding : reading(load(folder));
    }
    const auto entries = entries_of(folder);
    if (!entries) {
        return reading(entries);
    }
    for (const std::filesystem::path& entry : *entries) {
        const std::string name = entry.filename().string();
        if (name.starts_with(kind + "-") && name.ends_with(".db")) {
            return StoreFinding{StoreFault::missing, pointer, {}};
        }
    }
    return std::nullopt;
}

/// A file that may not be there, but is of use where it is.
template <class Load>
Finding check_if_there(const std::filesystem::path& folder, const std::string& name, Load load) {
    auto finding = missing_or_empty(folder, name);
    if (finding && finding->fault == StoreFault::missing) {
        return std::nullopt;
    }
    return finding ? finding : reading(load(folder));
}

Finding check_goods(const std::filesystem::path& folder, const Ledger& ledger) {
    if (auto finding = check_catalog(folder, "catalog", catalog_sync::load_own_goods)) {
        return finding;
    }
    if (auto finding = check_catalog(folder, "feed", catalog_sync::load_feed)) {
        return finding;
    }
    if (ledger.catalog > 0 && !is_there(folder / "catalog.current")
        && !is_there(folder / "feed.current")) {
        return StoreFinding{StoreFault::missing, "catalog.current", {}};
    }
    if (auto finding = check_if_there(folder, "own-prices.json", catalog_sync::load_own_prices)) {
        return finding;
    }
    return check_if_there(folder, "catalog.keys", catalog_sync::trusted_keys);
}

Finding check_files(const std::filesystem::path& folder, const Ledger& ledger) {
    if (auto finding = check_key(folder, ledger)) {
        return finding;
    }
    auto finding = check_pins(folder, ledger);
    return finding ? finding : check_goods(folder, ledger);
}

} // namespace

std::string words(const StoreFinding& finding, Language language) {
    const bool vi = language == Language::vi;
    const std::string detail = clause_in_brackets(finding.what, language);
    switch (finding.fault) {
    case StoreFault::journal:
        return (vi ? "sổ nhật ký không toàn vẹn" : "the journal is not whole") + detail;
    case StoreFault::missing:
        return (vi ? "thiếu tệp " : "the file is missing: ") + finding.file;
    case StoreFault::empty:
        return (vi ? "tệp rỗng: " : "the file is empty: ") + finding.file;
    case StoreFault::damaged:
        return (vi ? "tệp hỏng: " : "the file is damaged: ") + finding.file + detail;
    case StoreFault::other_key:
        return (vi ? "khóa không phải của máy này: " : "the key is not this till's: ")
               + finding.file;
    case StoreFault::no_manager_pin:
        return (vi ? "không quản lý nào có PIN: " : "no manager has a PIN: ") + finding.file;
    }
    OCOP_ASSERT(!"a fault that is none");
}

Expected<store::Verdict, Failure> StoreProof::operator()(const std::filesystem::path& folder) {
    finding_.reset();
    // A seal can be checked with its own key alone; that it is another one is told below.
    const store::TillKey key = key_for_looking(folder);
    const auto looked = store::SqliteJournal::open(folder, store::Use::read);
    // Of a damaged one, opened all the same, not even the till may be known.
    const bool is_ours = looked && (*looked)->ledger().identity
                         && (*looked)->ledger().identity->public_key == key.public_key;
    auto verdict = store::verify(
        folder,
        store::Depth::full,
        check_signature,
        progress_,
        is_ours ? key.seal : store::MakeSeal{}
    );
    if (!verdict) {
        return verdict;
    }
    if (verdict->fault) {
        finding_ = StoreFinding{StoreFault::journal, store::ledger_file, words(*verdict->fault)};
        return verdict;
    }
    const auto journal = store::SqliteJournal::open(folder, store::Use::read);
    if (!journal) {
        return Unexpected{journal.error()};
    }
    finding_ = check_files(folder, (*journal)->ledger());
    // What could not be read may be whole: of that nothing can be said.
    const bool matters = finding_
                         && (strictness_ == Strictness::whole || finding_->is_fatal()
                             || finding_->code != FailureCode::corrupt);
    if (matters) {
        return Unexpected{Failure{
            finding_->code, words(*finding_, Language::en), (folder / finding_->file).string()}};
    }
    return verdict;
}

} // namespace ocop::compose
