#pragma once

#include "pos/compose/pin_book.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/store_runner.hpp"
#include "pos/signing/keys.hpp"
#include "pos/store/sqlite_journal.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::compose {

/// The till's secret key in its data folder.
inline constexpr const char* key_file = store::key_file;

/// What a new store is told about itself.
struct NewStore {
    std::string province{};
    std::string point{};
    std::string name{};
    std::string district{};
    std::int64_t till = 1;
    bool training = false;
    Moment at{};
};

/// A store that was made.
struct MadeStore {
    Identity identity{};
    /// Why the folder could not be synced: a power cut may take the store away again.
    std::optional<Failure> unsynced{};
};

/// Makes a store in `folder`: a new key, the journal with its genesis record, its head; all of it
/// or, on any failure, nothing. Refuses as store::place_new_store() does.
[[nodiscard]] Expected<MadeStore, Failure>
init_store(const std::filesystem::path& folder, const NewStore& told);

/// The till's secret key. Fails with no_store, incomplete, corrupt or permission.
[[nodiscard]] Expected<signing::SecretKey, Failure> load_key(const std::filesystem::path& folder);

/// What the till's key in `folder` does for its journal; where it cannot be used, what can be
/// checked without it.
[[nodiscard]] store::TillKey key_for_looking(const std::filesystem::path& folder);

/// How the store checks signatures with a public key line.
[[nodiscard]] bool
check_signature(std::string_view public_key, std::string_view text, std::string_view signature);

/// An open store: its journal and its PINs, on the thread that opened it.
class ShopStore {
public:
    /// Opens for reading (any number of programs) or writing (one). PINs are not looked at before
    /// one is asked for.
    [[nodiscard]] static Expected<std::unique_ptr<ShopStore>, Failure>
    open(const std::filesystem::path& folder, store::Use use, Language language);

    /// Brings the head up to the last record, after the last thing that is to be recorded. A head
    /// that cannot be written is only behind.
    void finish();

    [[nodiscard]] store::SqliteJournal& journal() { return *journal_; }

    [[nodiscard]] PinBook& pins() { return pins_; }

    [[nodiscard]] const PinBook& pins() const { return pins_; }

    [[nodiscard]] StoreRunner& runner() { return runner_; }

    [[nodiscard]] const Ledger& ledger() const { return journal_->ledger(); }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    ShopStore(
        std::filesystem::path folder,
        std::unique_ptr<store::SqliteJournal> journal,
        Language language
    );

    std::filesystem::path folder_;
    std::unique_ptr<store::SqliteJournal> journal_;
    PinBook pins_;
    StoreRunner runner_;
};

/// Makes the projections of the store in `folder` anew from its journal, once that is proved whole,
/// and opens it for writing: for a store whose opening failed with `tables`.
[[nodiscard]] Expected<std::unique_ptr<ShopStore>, Failure>
open_rebuilt(const std::filesystem::path& folder, Language language);

} // namespace ocop::compose
