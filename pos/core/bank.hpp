#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// A bank (or wallet) that takes transfers by VietQR.
struct Bank {
    std::string_view bin{};        // six digits, given by NAPAS
    std::string_view code{};       // "VCB": as bank statements and apps write it
    std::string_view short_name{}; // "Vietcombank"
    std::string_view name{};       // "Ngân hàng TMCP Ngoại Thương Việt Nam"
};

/// All known, by BIN. From the list of npm vietnam-qr-pay 1.5.1 (MIT); of a bank that was renamed
/// its name of today. Lists age: a BIN that is missing here may be right all the same.
[[nodiscard]] std::span<const Bank> banks();

/// The bank with these six digits, or null.
[[nodiscard]] const Bank* bank_of(std::string_view bin);

/// What people may mean by `text`: the bank whose BIN, code or short name it is; else those whose
/// code or short name begins with it ("viet"); else those in which its words begin words of the
/// short name, or of the long one ("ngoai thuong"). By BIN; marks and capitals do not matter. Empty
/// for nothing but spaces.
[[nodiscard]] std::vector<const Bank*> banks_like(std::string_view text);

/// Six digits.
[[nodiscard]] bool is_bank_bin(std::string_view text);

/// An account number as a VietQR carries it (NAPAS VietQR, tag 38-01): at most 19 letters and
/// digits; the spaces people write between them are left out. nullopt for anything else; empty for
/// empty.
[[nodiscard]] std::optional<std::string> parse_bank_account(std::string_view text);

} // namespace ocop
