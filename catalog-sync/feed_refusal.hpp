#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace ocop::catalog_sync {

/// Every way a feed is refused. Whatever it is, the old catalogue stays and selling goes on.
enum class FeedRefusalCode {
    // who says so
    no_keys,         // this till trusts no key yet
    not_signed,      // no signature, or what should be one is none
    wrong_key,       // signed, by a key this till does not trust
    wrong_signature, // the manifest is not what was signed
    // what it says
    bad_manifest,    // signed, but not a manifest as it should be
    newer_format,    // a manifest of a later kind
    expired,         // too old to be trusted, or this PC's clock is wrong
    rollback,        // older than the catalogue that sells
    other_catalogue, // our version with other goods under it
    // its files
    too_big,       // larger than any feed may be
    wrong_size,    // not as many bytes as the manifest states
    wrong_hash,    // not the bytes the manifest states
    bad_archive,   // not zstd, cut off, or a bomb
    bad_row,       // `row` says where and why
    other_result,  // the rows do not come to what was published
    demonstration, // made-up figures, and this is a real store
    // the folder published into
    out_other_key, // its feed was signed by another key than ours
    out_damaged,   // its feed is not as it was published
    key_left_out,  // its feed is handed over to other keys
    far_fewer,     // its feed has more than twice the goods
};

/// A "no" to a feed: nothing changed. `subject` and `detail` are the facts of the sentence, `where`
/// the file, and the line in it where there is one.
struct FeedRefusal {
    FeedRefusalCode code{};
    std::string subject{};
    std::string detail{};
    std::string where{};
    std::optional<RowFault> row{};
};

/// "wrong-key": the stable name of a code, as --json prints it.
[[nodiscard]] std::string_view name(FeedRefusalCode code);

/// One sentence in `language` without the place: what is wrong, what to do.
[[nodiscard]] std::string words(const FeedRefusal& refusal, Language language);

/// Why a feed was not taken or not written: the feed itself, or the surroundings.
using FeedFault = std::variant<FeedRefusal, Failure>;

[[nodiscard]] std::string_view name(const FeedFault& fault);
[[nodiscard]] std::string words(const FeedFault& fault, Language language);
/// The file, folder or address, with a line where there is one.
[[nodiscard]] std::string where(const FeedFault& fault);

/// A refusal of one row, at its file and line.
[[nodiscard]] FeedRefusal refusal_of(RowFault row);

} // namespace ocop::catalog_sync
