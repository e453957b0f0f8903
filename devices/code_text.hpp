#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::devices {

/// No barcode is longer: the largest QR code holds 7089 digits. What goes beyond is dropped with
/// all of its code, because half a code is another code.
inline constexpr std::size_t code_size_bytes_max = 7089;

/// A code that comes in pieces, whole or not at all.
class CodeText {
public:
    void append(std::string_view piece);

    /// The code so far, without line ends behind it, and begins the next; nullopt if there is none
    /// or it was too long.
    [[nodiscard]] std::optional<std::string> finish();

    [[nodiscard]] bool is_empty() const { return text_.empty() && !too_long_; }

    /// Forgets what was begun.
    void reset() { *this = {}; }

private:
    std::string text_{};
    bool too_long_ = false;
};

/// `code` as UTF-8: as it is where it is that already, as nearly all codes are; else every byte of
/// it as a letter of ISO 8859-1, in which scanners of older QR codes send.
[[nodiscard]] std::string utf8_code(std::string code);

} // namespace ocop::devices
