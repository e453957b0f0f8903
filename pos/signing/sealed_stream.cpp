#include "pos/signing/sealed_stream.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/json_fields.hpp"

#include <sodium.h>

#include <new>
#include <optional>
#include <span>

namespace ocop::signing {

namespace {

constexpr std::string_view magic = "OCOP-SEALED ";
constexpr std::string_view version = "1\n";
constexpr std::size_t about_bytes_max = 2048;

// A file from outside says what opening it costs: within these, or it is refused.
constexpr std::int64_t passes_max = 10;
constexpr std::int64_t memory_bytes_min = 8192;
constexpr std::int64_t memory_bytes_max = std::int64_t{512} * 1024 * 1024;

static_assert(seal_overhead_bytes == crypto_secretstream_xchacha20poly1305_ABYTES);

using Stream = crypto_secretstream_xchacha20poly1305_state;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string to_hex(std::span<const unsigned char> bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

/// The `size` bytes behind lower-case hex digits.
std::string from_hex(const Fields& fields, const char* key, std::size_t size) {
    const std::string digits = fields.text(key);
    std::string bytes(size, '\0');
    std::size_t read = 0;
    const bool right =
        digits.size() == size * 2
        && digits.find_first_not_of("0123456789abcdef") == std::string::npos
        && sodium_hex2bin(
               bytes_of(bytes), size, digits.data(), digits.size(), nullptr, &read, nullptr
           ) == 0;
    if (!right) {
        fields.fail(std::string{"\""} + key + "\" is not hex digits");
    }
    return bytes;
}

/// The keys a passphrase gives: one for the stream, one to tell that it is the right one.
struct Keys {
    Keys(const Passphrase& passphrase, std::string_view salt, const SealCost& cost) {
        std::array<unsigned char, crypto_kdf_KEYBYTES> root{};
        if (sodium_init() < 0
            || crypto_pwhash(
                   root.data(),
                   root.size(),
                   passphrase.text().data(),
                   passphrase.text().size(),
                   bytes_of(salt),
                   cost.passes,
                   cost.memory_bytes,
                   crypto_pwhash_ALG_ARGON2ID13
               ) != 0) {
            throw std::bad_alloc{};
        }
        static_cast<void>(
            crypto_kdf_derive_from_key(stream.data(), stream.size(), 1, "ocopseal", root.data())
        );
        static_cast<void>(
            crypto_kdf_derive_from_key(check.data(), check.size(), 2, "ocopseal", root.data())
        );
        sodium_memzero(root.data(), root.size());
    }

    ~Keys() { sodium_memzero(stream.data(), stream.size()); }

    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;

    std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> stream{};
    std::array<unsigned char, 16> check{};
};

/// What binds a chunk to the lines above it.
std::string binding(std::string_view header) {
    std::string hash(crypto_generichash_BYTES, '\0');
    static_cast<void>(
        crypto_generichash(bytes_of(hash), hash.size(), bytes_of(header), header.size(), nullptr, 0)
    );
    return hash;
}

unsigned char tag(bool is_last) {
    return static_cast<unsigned char>(
        is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
    );
}

std::int64_t bounded(const Fields& fields, const char* key, std::int64_t min, std::int64_t max) {
    const std::int64_t value = fields.integer(key);
    if (value < min || value > max) {
        fields.fail(std::string{"\""} + key + "\" is out of range");
    }
    return value;
}

SealHeader read_header(const Fields& fields) {
    SealHeader header;
    header.about = fields.object("about").json();
    header.check = from_hex(fields, "check", 16);
    header.salt = from_hex(fields, "salt", crypto_pwhash_SALTBYTES);
    header.stream = from_hex(fields, "stream", crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    header.cost.passes = static_cast<std::uint64_t>(bounded(fields, "passes", 1, passes_max));
    header.cost.memory_bytes =
        static_cast<std::size_t>(bounded(fields, "memory", memory_bytes_min, memory_bytes_max));
    return header;
}

} // namespace

struct Sealer::State {
    State() = default;

    ~State() { sodium_memzero(&stream, sizeof stream); }

    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Stream stream{};
    std::string header{};
    std::string bound{};
};

Sealer::Sealer(const Passphrase& passphrase, const Json& about, SealCost cost)
    : state_{std::make_unique<State>()} {
    if (sodium_init() < 0) {
        throw std::bad_alloc{};
    }
    std::string salt(crypto_pwhash_SALTBYTES, '\0');
    randombytes_buf(salt.data(), salt.size());
    const Keys keys{passphrase, salt, cost};
    std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES> stream{};
    static_cast<void>(crypto_secretstream_xchacha20poly1305_init_push(
        &state_->stream, stream.data(), keys.stream.data()
    ));
    const std::string said = canonical(about);
    OCOP_ASSERT(about.is_object() && said.size() <= about_bytes_max);
    state_->header = std::string{magic} + std::string{version}
                     + canonical(Json{
                         {"about", about},
                         {"check", to_hex(keys.check)},
                         {"memory", cost.memory_bytes},
                         {"passes", cost.passes},
                         {"salt", to_hex({bytes_of(salt), salt.size()})},
                         {"stream", to_hex(stream)}})
                     + '\n';
    state_->bound = binding(state_->header);
}

Sealer::~Sealer() = default;

const std::string& Sealer::header() const {
    return state_->header;
}

std::string Sealer::seal(std::string_view chunk, bool is_last) {
    OCOP_ASSERT(chunk.size() == seal_chunk_bytes || (is_last && chunk.size() < seal_chunk_bytes));
    std::string sealed(chunk.size() + seal_overhead_bytes, '\0');
    static_cast<void>(crypto_secretstream_xchacha20poly1305_push(
        &state_->stream,
        bytes_of(sealed),
        nullptr,
        bytes_of(chunk),
        chunk.size(),
        bytes_of(std::as_const(state_->bound)),
        state_->bound.size(),
        tag(is_last)
    ));
    return sealed;
}

bool is_sealed(std::string_view bytes) {
    return bytes.starts_with(magic);
}

Expected<SealHeader, SealFault> parse_seal_header(std::string_view bytes) {
    if (!is_sealed(bytes)) {
        return Unexpected{SealFault::not_sealed};
    }
    bytes = bytes.substr(0, seal_header_bytes_max);
    if (!bytes.substr(magic.size()).starts_with(version)) {
        return Unexpected{SealFault::newer};
    }
    const std::size_t start = magic.size() + version.size();
    const std::size_t end = bytes.find('\n', start);
    const auto json =
        end == std::string_view::npos ? std::nullopt : parse_json(bytes.substr(start, end - start));
    if (!json || !json->is_object()) {
        return Unexpected{SealFault::damaged};
    }
    auto header = read_fields<SealHeader>(*json, read_header);
    if (!header) {
        return Unexpected{SealFault::damaged};
    }
    header->text = bytes.substr(0, end + 1);
    return std::move(*header);
}

struct Unsealer::State {
    State() = default;

    ~State() { sodium_memzero(&stream, sizeof stream); }

    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Stream stream{};
    std::string bound{};
};

Unsealer::Unsealer(std::unique_ptr<State> state)
    : state_{std::move(state)} {}

Unsealer::~Unsealer() = default;
Unsealer::Unsealer(Unsealer&& other) noexcept = default;
Unsealer& Unsealer::operator=(Unsealer&& other) noexcept = default;

Expected<Unsealer, SealFault>
Unsealer::open(const SealHeader& header, const Passphrase& passphrase) {
    const Keys keys{passphrase, header.salt, header.cost};
    if (sodium_memcmp(keys.check.data(), header.check.data(), keys.check.size()) != 0) {
        return Unexpected{SealFault::wrong_passphrase};
    }
    auto state = std::make_unique<State>();
    static_cast<void>(crypto_secretstream_xchacha20poly1305_init_pull(
        &state->stream, bytes_of(std::string_view{header.stream}), keys.stream.data()
    ));
    state->bound = binding(header.text);
    return Unsealer{std::move(state)};
}

Expected<std::string, SealFault> Unsealer::unseal(std::string_view chunk, bool is_last) {
    if (chunk.size() < seal_overhead_bytes
        || chunk.size() > seal_chunk_bytes + seal_overhead_bytes) {
        return Unexpected{SealFault::altered};
    }
    std::string opened(chunk.size() - seal_overhead_bytes, '\0');
    unsigned char found = 0;
    const int done = crypto_secretstream_xchacha20poly1305_pull(
        &state_->stream,
        bytes_of(opened),
        nullptr,
        &found,
        bytes_of(chunk),
        chunk.size(),
        bytes_of(std::string_view{state_->bound}),
        state_->bound.size()
    );
    if (done != 0 || found != tag(is_last)) {
        return Unexpected{SealFault::altered};
    }
    return opened;
}

} // namespace ocop::signing
