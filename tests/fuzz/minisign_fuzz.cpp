// Keys and signatures come from other people's disks and web servers.

#include "pos/signing/minisign.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::signing;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto key = PublicKey::parse(text);
    if (key && PublicKey::parse(key->file_text()) != key) {
        std::abort();
    }
    if (const auto secret = SecretKey::parse(text)) {
        if (!SecretKey::parse(secret->file_text())) {
            std::abort();
        }
    }
    static const SecretKey known = SecretKey::generate();
    if (verify(known.public_key(), "message", text)) {
        std::abort(); // nobody can have signed with a key made a moment ago
    }
    return 0;
}
