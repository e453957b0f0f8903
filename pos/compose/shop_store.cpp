#include "pos/compose/shop_store.hpp"

#include "pos/compose/catalog_change.hpp"
#include "pos/compose/private_folder.hpp"
#include "pos/compose/writing_key.hpp"
#include "pos/core/secret.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/temporary_file.hpp"
#include "pos/signing/minisign.hpp"
#include "pos/signing/seal_key.hpp"
#include "pos/store/new_store.hpp"
#include "pos/store/rebuild.hpp"
#include "pos/store/restore_move.hpp"
#include "pos/store/store_presence.hpp"
#include "pos/store/work_folder.hpp"

namespace ocop::compose {

namespace {

constexpr std::size_t key_size_max = 4096;
constexpr std::string_view head_comment = "head of a till's journal";

store::TillKey till_key(const signing::SecretKey& key) {
    return {
        [key](std::string_view text) { return signing::sign(key, text, head_comment); },
        [seal = signing::SealKey{key}](std::string_view text) { return seal.seal(text); },
        check_signature,
        key.public_key().line()};
}

Failure damaged(const std::filesystem::path& path, signing::SigningFault fault) {
    return Failure{FailureCode::corrupt, std::string{signing::words(fault)}, path.string()};
}

/// Key, ledger with its genesis record, and head, in a folder that is empty.
Expected<void, Failure> make_files(
    const std::filesystem::path& folder,
    const Identity& identity,
    Moment at,
    const signing::SecretKey& key
) {
    std::string text = key.file_text();
    auto written = write_atomically(folder / key_file, text, FileMode::secret);
    wipe(text);
    if (!written) {
        return written;
    }
    const RecordDraft genesis{
        "genesis",
        at,
        {{"till", identity.till},
         {"public_key", identity.public_key},
         {"province", identity.province},
         {"point", identity.point},
         {"name", identity.point_name},
         {"district", identity.district},
         {"training", identity.training},
         {"signed_shifts", true}}};
    auto journal = store::SqliteJournal::create(folder, identity, genesis, till_key(key));
    if (!journal) {
        return Unexpected{journal.error()};
    }
    return (*journal)->write_head();
}

} // namespace

Expected<MadeStore, Failure> init_store(const std::filesystem::path& folder, const NewStore& told) {
    const signing::SecretKey key = signing::SecretKey::generate();
    MadeStore made;
    Identity& identity = made.identity;
    identity.till = told.point + '-' + std::to_string(told.till);
    identity.province = told.province;
    identity.point = told.point;
    identity.point_name = told.name;
    identity.district = told.district;
    identity.public_key = key.public_key().line();
    identity.training = told.training;
    auto placed = store::place_new_store(folder, [&](const std::filesystem::path& empty) {
        return make_files(empty, identity, told.at, key);
    });
    if (!placed) {
        return Unexpected{placed.error()};
    }
    tighten(folder); // it may have been there before, open to all
    made.unsynced = std::move(*placed);
    return made;
}

Expected<signing::SecretKey, Failure> load_key(const std::filesystem::path& folder) {
    auto text = read_file(folder / key_file, key_size_max);
    if (!text && text.error().code == FailureCode::missing) {
        const auto there = store::look_for_store(folder);
        const bool has_ledger = there && there->ledger;
        return Unexpected{store::absence(folder, has_ledger ? key_file : store::ledger_file)};
    }
    if (!text) {
        return Unexpected{text.error()};
    }
    auto key = signing::SecretKey::parse(*text);
    wipe(*text);
    if (!key) {
        return Unexpected{damaged(folder / key_file, key.error())};
    }
    return *key;
}

bool check_signature(
    std::string_view public_key, std::string_view text, std::string_view signature
) {
    const auto key = signing::PublicKey::parse(public_key);
    return key && signing::verify(*key, text, signature).has_value();
}

ShopStore::ShopStore(
    std::filesystem::path folder, std::unique_ptr<store::SqliteJournal> journal, Language language
)
    : folder_{std::move(folder)},
      journal_{std::move(journal)},
      pins_{folder_},
      runner_{*journal_, pins_, language} {}

store::TillKey key_for_looking(const std::filesystem::path& folder) {
    const auto key = load_key(folder);
    return key ? till_key(*key) : store::TillKey{{}, {}, check_signature, {}};
}

Expected<store::TillKey, Failure> writing_key(const std::filesystem::path& folder) {
    const auto key = load_key(folder);
    return key ? Expected<store::TillKey, Failure>{till_key(*key)} : Unexpected{key.error()};
}

Expected<std::unique_ptr<ShopStore>, Failure>
ShopStore::open(const std::filesystem::path& folder, store::Use use, Language language) {
    if (auto finished = store::finish_restore(folder); !finished) {
        return Unexpected{finished.error()};
    }
    auto key = use == store::Use::write ? writing_key(folder) : key_for_looking(folder);
    if (!key) {
        const auto there = store::look_for_store(folder);
        const bool has_no_ledger = there && !there->ledger; // that comes first
        return Unexpected{has_no_ledger ? store::absence(folder, store::ledger_file) : key.error()};
    }
    auto journal = store::SqliteJournal::open(folder, use, std::move(*key));
    if (!journal) {
        return Unexpected{journal.error()};
    }
    if (use == store::Use::write) {
        // Whoever is let in clears up after programs that were killed.
        clear_temporary_files(folder);
        store::clear_left_over(folder);
        store::clear_left_over(store::temporary_folder());
        store::remove_unfinished(folder);
        tighten(folder);
        // What of them cannot be recorded now waits for the next start.
        static_cast<void>(record_kept_changes(folder, **journal));
    }
    return std::unique_ptr<ShopStore>{new ShopStore{folder, std::move(*journal), language}};
}

Expected<std::unique_ptr<ShopStore>, Failure>
open_rebuilt(const std::filesystem::path& folder, Language language) {
    const auto key = writing_key(folder);
    if (!key) {
        return Unexpected{key.error()};
    }
    if (const auto rebuilt = store::rebuild(folder, *key); !rebuilt) {
        return Unexpected{rebuilt.error()};
    }
    return ShopStore::open(folder, store::Use::write, language);
}

void ShopStore::finish() {
    static_cast<void>(journal_->write_head());
}

} // namespace ocop::compose
