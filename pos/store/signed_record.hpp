#pragma once

#include "pos/core/record.hpp"
#include "pos/store/store_files.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop::store {

/// True for the kinds whose records carry the till's signature over the hash before them
/// (`shift-close`, `restore`): whatever stands before one cannot be changed without the key.
[[nodiscard]] bool is_signed_kind(std::string_view kind);

/// What is signed: `prev` as the record states it, 64 hex digits.
[[nodiscard]] std::string text_to_sign(const Hash& prev);

/// `draft` of a signed kind with `"signature"` in its body, for its place behind `prev`. Unchanged
/// where no key is at hand.
[[nodiscard]] RecordDraft with_signature(RecordDraft draft, const Hash& prev, const Sign& sign);

/// Whether a journal's closings must be signed from its first one on: its genesis says so. Journals
/// from before signatures begin to be signed with the first that is.
[[nodiscard]] bool promises_signatures(const Record& genesis);

/// What is wrong with the signature of `record`, of a signed kind; nullopt if it is right.
/// `needed`: one must be there. Without `check` what is there is not looked at.
[[nodiscard]] std::optional<std::string> wrong_with_signature(
    const Record& record, std::string_view public_key, bool needed, const CheckSignature& check
);

/// True if `record` carries a signature, right or wrong.
[[nodiscard]] bool has_signature(const Record& record);

} // namespace ocop::store
