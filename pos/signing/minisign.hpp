#pragma once

#include "pos/core/expected.hpp"
#include "pos/signing/keys.hpp"

#include <string>
#include <string_view>

namespace ocop::signing {

/// The text of a .minisig file for `message`: a prehashed ("ED") signature of BLAKE2b-512. The same
/// key, message and comment always give the same text. `trusted_comment` is signed too and shown by
/// `minisign -V`. Requires one line of at most 1,000 bytes without control characters.
[[nodiscard]] std::string
sign(const SecretKey& key, std::string_view message, std::string_view trusted_comment);

/// The trusted comment of `signature`, the text of a .minisig file, if `key` signed `message` and
/// that comment with it. Refuses everything else, also trailing text and legacy signatures.
[[nodiscard]] Expected<std::string, SigningFault>
verify(const PublicKey& key, std::string_view message, std::string_view signature);

} // namespace ocop::signing
