#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/store_files.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ocop::store {

/// How much verify() looks at.
enum class Depth {
    chain, // every record: its text, hash, place and sums; the head
    full   // also the projections against a replay, and the file's own structure
};

/// What is wrong with a journal: the first bad record if it is one, else the journal as a whole.
struct Fault {
    std::optional<std::int64_t> seq{};
    std::string what{}; // one English clause
    /// Only the end is gone, as the head shows, and what is left is whole: a person may decide to
    /// go on without it (SqliteJournal::open_with_loss).
    bool is_loss = false;
};

/// "seq 17: hash does not match", as `journal verify` names it.
[[nodiscard]] std::string words(const Fault& fault);
/// The same for people: in Vietnamese what is wrong is said where clause() knows it.
[[nodiscard]] std::string words(const Fault& fault, Language language);

/// What verify() found.
struct Verdict {
    std::int64_t records = 0; // that are good, from record 0
    Hash head{};              // hash of the last of them
    std::optional<Fault> fault{};
    /// The first record that only the till's key, which was not at hand, could prove; nullopt if
    /// all are proved.
    std::optional<std::int64_t> unproved_from{};
};

/// Reads the whole journal in `folder` and says what is wrong with it, if anything; changes
/// nothing, and works while a till sells. Without `seal` (the till's key is not at hand) the
/// records after the last signed one cannot be proved, and the verdict says so. Fails only where
/// there is no ledger of ours to read (no_store, incomplete, foreign, newer, permission).
[[nodiscard]] Expected<Verdict, Failure> verify(
    const std::filesystem::path& folder,
    Depth depth,
    const CheckSignature& check_signature,
    const Progress& progress = {},
    const MakeSeal& seal = {}
);

} // namespace ocop::store
