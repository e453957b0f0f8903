#include "pos/signing/passphrase.hpp"

#include "pos/core/secret.hpp"

#include <algorithm>

namespace ocop::signing {

Passphrase::Passphrase(std::string_view text) {
    // In one block of its own size for good: a string that grows leaves copies behind, and a short
    // one lies within the object.
    text_.reserve(size_bytes_max);
    text_ = text;
}

Passphrase::Passphrase(Passphrase&& other) noexcept
    : text_{std::move(other.text_)} {}

Passphrase::~Passphrase() {
    wipe(text_);
}

std::optional<Passphrase> Passphrase::parse(std::string_view text) {
    const bool is_typed = std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
    });
    if (!is_typed || text.size() < size_bytes_min || text.size() > size_bytes_max) {
        return std::nullopt;
    }
    return Passphrase{text};
}

} // namespace ocop::signing
