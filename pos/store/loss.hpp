#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/ledger.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/acceptance.hpp"
#include "pos/store/head.hpp"
#include "pos/store/store_files.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace ocop::store {

/// Records that are gone from the end of a journal, as its head tells: the ledger that is there is
/// an older one, or its disk lost the newest of it.
struct Loss {
    Ledger ledger{}; // what is left
    Head head{};     // how far the journal had come when the head was last written
    std::optional<std::int64_t> head_written_s{}; // when, by the file's own date; Unix seconds

    /// The first and the last record known to be gone. Those appended after the head was last
    /// written are gone with them, and nothing tells of those.
    [[nodiscard]] std::int64_t first() const { return ledger.records; }

    [[nodiscard]] std::int64_t last() const;

    [[nodiscard]] std::int64_t records() const { return last() - first() + 1; }

    /// The signed record among them (a closed shift or a restoring), where there was one.
    [[nodiscard]] std::optional<std::int64_t> signed_record() const;
};

/// Looks at the journal in `folder` and changes nothing. Fails with `exists` where nothing is lost;
/// `corrupt` where anything else is wrong with it, lost records or not (a record that does not
/// verify, another till's signature or seal, a head of another journal): nobody may decide to go on
/// from there; and as SqliteJournal::open() does.
[[nodiscard]] Expected<Loss, Failure>
look_for_loss(const std::filesystem::path& folder, const TillKey& key, const Progress& progress);

/// The same for an open database; its fault is the loss. Throws StoreError, SqliteError.
[[nodiscard]] Acceptance accept_loss(
    sqlite::Connection& database,
    const std::filesystem::path& folder,
    const TillKey& key,
    const Progress& progress
);

} // namespace ocop::store
