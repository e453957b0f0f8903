#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::receipts {

/// An offer to pay into a bank account, as Vietnamese banking apps scan it (NAPAS VietQR, EMVCo
/// merchant-presented). Showing it proves no payment.
struct VietQr {
    std::string bank_bin{};        // 6 digits
    std::string account{};         // 1-19 letters and digits
    std::optional<Money> amount{}; // none: the payer types it
    std::string message{};         // at most 25 characters of printable ASCII; may be empty
    bool operator==(const VietQr&) const = default;
};

/// What is wrong with an account, or with a payload read.
enum class VietQrFault { bank_bin, account, amount, message, format, checksum };

/// The payload, e.g. for 970436 / 0123456789 without amount:
/// 00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN63046A15
[[nodiscard]] Expected<std::string, VietQrFault> vietqr_payload(const VietQr& offer);

/// What a transfer for the receipt `number` says, on the screen as on paper, so that the shop finds
/// the sale in its bank statement: the number, of a long one its end, which tells receipts apart.
[[nodiscard]] std::string vietqr_message(std::string_view number);

/// The reverse; refuses what vietqr_payload() could not have written, also a wrong checksum.
[[nodiscard]] Expected<VietQr, VietQrFault> parse_vietqr(std::string_view payload);

/// CRC-16/CCITT-FALSE: polynomial 1021 hex, start FFFF; of "123456789" it is 29B1.
[[nodiscard]] std::uint16_t crc16(std::string_view bytes);

} // namespace ocop::receipts
