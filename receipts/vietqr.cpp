#include "receipts/vietqr.hpp"

#include <algorithm>
#include <array>

namespace ocop::receipts {
namespace {

constexpr std::string_view guid = "A000000727";
constexpr std::string_view to_account = "QRIBFTTA";
constexpr std::string_view checksum_field = "6304";
constexpr std::int64_t payload_amount_max = 9'999'999'999'999; // 13 digits

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

/// Tag, length in two digits, value. Requires at most 99 bytes.
std::string field(std::string_view tag, std::string_view value) {
    std::string text{tag};
    text += static_cast<char>('0' + value.size() / 10);
    text += static_cast<char>('0' + value.size() % 10);
    text += value;
    return text;
}

std::string four_hex(std::uint16_t value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (unsigned shift = 16; shift > 0; shift -= 4) {
        text += digits[(unsigned{value} >> (shift - 4)) & 0xFU];
    }
    return text;
}

/// Takes the field `tag` off the front of `text`; nullopt, and nothing taken, if another stands
/// there.
std::optional<std::string_view> take(std::string_view& text, std::string_view tag) {
    if (text.size() < 4 || !text.starts_with(tag) || !is_digit(text[2]) || !is_digit(text[3])) {
        return std::nullopt;
    }
    const auto length =
        static_cast<std::size_t>(text[2] - '0') * 10 + static_cast<std::size_t>(text[3] - '0');
    if (text.size() < 4 + length) {
        return std::nullopt;
    }
    const auto value = text.substr(4, length);
    text.remove_prefix(4 + length);
    return value;
}

std::optional<VietQrFault> fault(const VietQr& offer) {
    if (offer.bank_bin.size() != 6
        || !std::all_of(offer.bank_bin.begin(), offer.bank_bin.end(), is_digit)) {
        return VietQrFault::bank_bin;
    }
    if (offer.account.empty() || offer.account.size() > 19
        || !std::all_of(offer.account.begin(), offer.account.end(), is_letter_or_digit)) {
        return VietQrFault::account;
    }
    if (offer.amount && (offer.amount->vnd() <= 0 || offer.amount->vnd() > payload_amount_max)) {
        return VietQrFault::amount;
    }
    if (offer.message.size() > 25
        || !std::all_of(offer.message.begin(), offer.message.end(), is_printable)) {
        return VietQrFault::message;
    }
    return std::nullopt;
}

} // namespace

std::uint16_t crc16(std::string_view bytes) {
    unsigned crc = 0xFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned>(static_cast<unsigned char>(byte)) << 8U;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 0x8000U) != 0 ? (crc << 1U) ^ 0x1021U : crc << 1U;
        }
        crc &= 0xFFFFU;
    }
    return static_cast<std::uint16_t>(crc);
}

Expected<std::string, VietQrFault> vietqr_payload(const VietQr& offer) {
    if (const auto found = fault(offer)) {
        return Unexpected{*found};
    }
    const bool dynamic = offer.amount.has_value();
    const std::string bank = field("00", offer.bank_bin) + field("01", offer.account);
    std::string payload =
        field("00", "01") + field("01", dynamic ? "12" : "11")
        + field("38", field("00", guid) + field("01", bank) + field("02", to_account))
        + field("53", "704");
    if (dynamic) {
        payload += field("54", std::to_string(offer.amount->vnd()));
    }
    payload += field("58", "VN");
    if (!offer.message.empty()) {
        payload += field("62", field("08", offer.message));
    }
    payload += checksum_field;
    return payload + four_hex(crc16(payload));
}

Expected<VietQr, VietQrFault> parse_vietqr(std::string_view payload) {
    if (payload.size() < 8 || payload.substr(payload.size() - 8, 4) != checksum_field) {
        return Unexpected{VietQrFault::format};
    }
    if (payload.substr(payload.size() - 4)
        != four_hex(crc16(payload.substr(0, payload.size() - 4)))) {
        return Unexpected{VietQrFault::checksum};
    }
    VietQr offer;
    std::string_view rest = payload;
    take(rest, "00");
    take(rest, "01");
    auto merchant = take(rest, "38");
    take(rest, "53");
    const auto amount = take(rest, "54");
    take(rest, "58");
    auto additional = take(rest, "62");
    if (merchant) {
        take(*merchant, "00");
        if (auto bank = take(*merchant, "01")) {
            offer.bank_bin = take(*bank, "00").value_or("");
            offer.account = take(*bank, "01").value_or("");
        }
    }
    if (amount) {
        if (amount->empty() || amount->size() > 13
            || !std::all_of(amount->begin(), amount->end(), is_digit)) {
            return Unexpected{VietQrFault::amount};
        }
        offer.amount = Money{std::stoll(std::string{*amount})};
    }
    if (additional) {
        offer.message = take(*additional, "08").value_or("");
    }
    // What was read must be all there was: writing it again has to give the same bytes.
    auto again = vietqr_payload(offer);
    if (!again) {
        return Unexpected{again.error()};
    }
    if (*again != payload) {
        return Unexpected{VietQrFault::format};
    }
    return offer;
}

std::string vietqr_message(std::string_view number) {
    constexpr std::size_t length_max = 25;
    number.remove_prefix(number.size() - std::min(number.size(), length_max));
    return std::string{number};
}

} // namespace ocop::receipts
