#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::signing {

/// What a person types to seal a file, and again to open it. Wiped from memory when it goes.
class Passphrase {
public:
    /// Shorter ones are guessed; longer ones are no passphrase but a file sent by mistake.
    static constexpr std::size_t size_bytes_min = 8;
    static constexpr std::size_t size_bytes_max = 1024;

    /// nullopt where it is too short or too long, or holds control characters.
    [[nodiscard]] static std::optional<Passphrase> parse(std::string_view text);

    Passphrase(const Passphrase&) = delete;
    Passphrase& operator=(const Passphrase&) = delete;
    Passphrase(Passphrase&& other) noexcept;
    Passphrase& operator=(Passphrase&&) = delete;
    ~Passphrase();

    [[nodiscard]] std::string_view text() const { return text_; }

private:
    explicit Passphrase(std::string_view text);

    std::string text_{};
};

} // namespace ocop::signing
