#pragma once

#include "pos/compose/shop_store.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/refusal.hpp"
#include "pos/store/backup.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ocop::compose {

/// What a till cannot do without, and a store may lack. The order is the order of the tests.
enum class StoreFault {
    journal,       // does not verify
    missing,       // a file is not there, though the journal or another file says it should be
    empty,         // a file is there and holds nothing
    damaged,       // a file is not as it was written
    other_key,     // a key, but not the one the journal names
    no_manager_pin // no manager could sign in with the PINs in it
};

/// A fault of a store, in the file it was found in.
struct StoreFinding {
    StoreFault fault{};
    std::string file{};
    std::string what{}; // one English clause, as the file's own reader says it
    FailureCode code =
        FailureCode::corrupt; // another one where the disk, not the file, is at fault

    /// True where the journal cannot be trusted or gone on with: the rest a manager can mend.
    [[nodiscard]] bool is_fatal() const { return fault == StoreFault::journal || file == key_file; }
};

/// "the file till.key is empty", as part of a sentence.
[[nodiscard]] std::string words(const StoreFinding& finding, Language language);

/// Looks at a whole store as a till would find it: its journal in full, the key against the
/// genesis record, the PINs against the users, catalogue, feed, own prices and trusted keys by
/// their own readers. Called as store::Prove; remembers what it found.
class StoreProof {
public:
    /// Whether a till could do without what is wrong beside journal and key.
    enum class Strictness { whole, journal_and_key };

    explicit StoreProof(Strictness strictness, store::Progress progress = {})
        : strictness_{strictness},
          progress_{std::move(progress)} {}

    [[nodiscard]] Expected<store::Verdict, Failure> operator()(const std::filesystem::path& folder);

    /// The first thing that is wrong, fatal or not; nullopt if nothing is.
    [[nodiscard]] const std::optional<StoreFinding>& finding() const { return finding_; }

private:
    Strictness strictness_;
    store::Progress progress_;
    std::optional<StoreFinding> finding_{};
};

} // namespace ocop::compose
