#pragma once

#include "pos/core/ledger.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/store/chain_check.hpp"
#include "pos/store/head.hpp"
#include "pos/store/store_files.hpp"

#include <filesystem>
#include <optional>

namespace ocop::store {

/// What a journal was found to be at its opening.
struct Acceptance {
    Ledger ledger{};
    std::optional<Head> head{};
    std::optional<HeadPoint> last_signed{};
    std::optional<Fault> fault{}; // why nothing may be written; nullopt: accepted
};

/// What the journal is opened for.
enum class Purpose { reading, writing };

/// Looks at the end of the journal in `database`, the ledger of `folder`, as quickly as its signed
/// records are few: sums and last record belong together, every signature is the till's, seal and
/// head fit. Writes nothing. What forbids to go on writing, but not to look, is the answer's
/// `fault`. Throws StoreError: `tables` where the projections are damaged and the journal's end is
/// not, `corrupt` where a record is; SqliteError.
///
/// For writing, a ledger from before seals is read whole, once: what is sealed from then on must be
/// known good.
[[nodiscard]] Acceptance accept(
    sqlite::Connection& database,
    const std::filesystem::path& folder,
    const TillKey& key,
    Purpose purpose
);

} // namespace ocop::store
