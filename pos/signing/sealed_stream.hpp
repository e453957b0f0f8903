#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/signing/passphrase.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// A file sealed with a passphrase: who lacks it can neither read nor change, cut or reorder it.
///
///     OCOP-SEALED 1
///     {"about":{…},"check":"5d…","memory":268435456,"passes":3,"salt":"9c…","stream":"1f…"}
///     chunk, chunk, … chunk
///
/// The passphrase and `salt` make a key (Argon2id, `passes` over `memory` bytes). `check` is a hash
/// under that key, which tells a wrong passphrase from an altered file. Each chunk is
/// XChaCha20-Poly1305 (libsodium crypto_secretstream, `stream` its header) of seal_chunk_bytes, the
/// last one of fewer and marked as the last; each is bound to the two lines above, whose `about` is
/// readable without the passphrase.
namespace ocop::signing {

inline constexpr std::size_t seal_chunk_bytes = std::size_t{256} * 1024;
inline constexpr std::size_t seal_overhead_bytes = 17; // a chunk grows by
inline constexpr std::size_t seal_header_bytes_max = 4096;

/// Why a sealed file cannot be read. The order is the order of the tests.
enum class SealFault {
    not_sealed,       // does not begin as a sealed file
    newer,            // sealed by a newer program
    damaged,          // its two first lines are not as they were written
    wrong_passphrase, // sealed with another passphrase
    altered           // a chunk was changed, cut off, or put elsewhere
};

/// What a guess at the passphrase costs.
struct SealCost {
    std::uint64_t passes = 3; // libsodium's "moderate": some 0.7 s on a till
    std::size_t memory_bytes = std::size_t{256} * 1024 * 1024;
};

/// Seals bytes, chunk by chunk.
class Sealer {
public:
    /// `about` stays readable; an object of at most 2,048 bytes as text. Throws std::bad_alloc
    /// without the memory.
    Sealer(const Passphrase& passphrase, const Json& about, SealCost cost = {});
    ~Sealer();
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;

    /// The two lines the file begins with.
    [[nodiscard]] const std::string& header() const;

    /// The next chunk sealed. Requires seal_chunk_bytes of all but the last, at most that of it.
    [[nodiscard]] std::string seal(std::string_view chunk, bool is_last);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The two lines a sealed file begins with, read.
struct SealHeader {
    std::string text{}; // as they stand, both line ends included
    Json about{};       // may be a lie until a chunk was opened
    std::string check{};
    std::string salt{};
    std::string stream{};
    SealCost cost{};
};

/// True if `bytes`, the beginning of a file, begin as a sealed one.
[[nodiscard]] bool is_sealed(std::string_view bytes);

/// Reads them from the beginning of a file; `bytes` need not be more than seal_header_bytes_max.
[[nodiscard]] Expected<SealHeader, SealFault> parse_seal_header(std::string_view bytes);

/// Opens what a Sealer sealed.
class Unsealer {
public:
    /// Throws std::bad_alloc without the memory.
    [[nodiscard]] static Expected<Unsealer, SealFault>
    open(const SealHeader& header, const Passphrase& passphrase);

    ~Unsealer();
    Unsealer(Unsealer&& other) noexcept;
    Unsealer& operator=(Unsealer&& other) noexcept;

    /// What was in the next chunk. Refuses (altered) one that is not the next, and one that is the
    /// last where `is_last` is false, or the reverse.
    [[nodiscard]] Expected<std::string, SealFault> unseal(std::string_view chunk, bool is_last);

private:
    struct State;
    explicit Unsealer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace ocop::signing
