#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::store {

/// A place in the journal: a record's sequence and its hash.
struct HeadPoint {
    std::int64_t seq = 0;
    Hash hash{};
    bool operator==(const HeadPoint&) const = default;
};

/// A place in the journal with the till's signature over signed_text().
struct SignedPoint {
    HeadPoint point{};
    std::string signature{};
    bool operator==(const SignedPoint&) const = default;
};

/// The file `head` beside the ledger (contract, section 4): a witness that lies outside the
/// database of how far the journal had come, so that records cannot be cut off its end unnoticed.
///
///     {"hash":"9f…","seq":41,"signed":{"hash":"3c…","seq":40,"signature":"RUQ…"}}
///
/// It may be behind the ledger (a power cut between append and head), never before it, and never
/// behind the last signed record: such a record is announced in `next` before it is appended, so
/// that a power cut between the two leaves no gap.
struct Head {
    HeadPoint last{};
    std::optional<SignedPoint> anchor{}; // `signed`: null without a key
    std::optional<HeadPoint> next{};     // a signed record on its way; in the journal or not
    std::optional<Hash> seal{};          // keyed, over text_to_seal() of `last`
    bool operator==(const Head&) const = default;
};

/// What is signed: canonical JSON {"hash":…,"seq":…,"till":…}.
[[nodiscard]] std::string signed_text(std::string_view till, const HeadPoint& point);

/// What the head's own seal is made over. Another text than the ledger's seal is, which must not be
/// found here by whoever cuts records off.
[[nodiscard]] std::string text_to_seal(std::string_view till, const HeadPoint& point);

/// The bytes of the file, one line.
[[nodiscard]] std::string head_text(const Head& head);
/// The reverse; nullopt for what is no head.
[[nodiscard]] std::optional<Head> parse_head(std::string_view text);

/// The head in `folder`; nullopt where the file is missing. Refuses (corrupt) what is no head.
[[nodiscard]] Expected<std::optional<Head>, Failure> read_head(const std::filesystem::path& folder);
/// Replaces it, durably and whole.
[[nodiscard]] Expected<void, Failure>
write_head(const std::filesystem::path& folder, const Head& head);

} // namespace ocop::store
