#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A customer with a receipt in their hand: reads the text of the paper and adds it up, with no
/// arithmetic of the till's.
namespace ocop::receipts::slip {

/// One line of goods, or one gift set. Amounts in đồng, as printed.
struct Item {
    std::int64_t quantity = 0; // thousandths
    std::int64_t price = 0;
    std::int64_t gross = 0;
    std::int64_t discounts = 0; // as printed: below 0
    std::optional<std::int64_t> amount{};
    std::string rate{};
    bool is_set = false;
    std::vector<std::pair<std::string, std::int64_t>> shares{}; // of a set with several rates

    [[nodiscard]] std::int64_t paid() const { return amount.value_or(gross); }
};

/// What a sale's or return's paper says.
struct Slip {
    std::vector<Item> items{};
    std::int64_t total = 0;
    std::string in_words{};
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> vat{}; // rate → before VAT, VAT
    std::int64_t tendered = 0;                                          // less change
    std::int64_t transferred = 0;
    std::optional<std::int64_t> vietqr{};
};

/// Reads a Vietnamese receipt, printed so wide that neither amounts nor goods wrap.
[[nodiscard]] Slip read(const std::string& text);

/// "Bằng chữ: Hai mươi mốt nghìn đồng" → 21000; nothing for words that nobody would write.
[[nodiscard]] std::optional<std::int64_t> read_words(const std::string& text);

/// What does not add up, a line each; empty if all does. `is_share`: a part of what was sold came
/// back, whose amounts are shares of the sale's and may be a đồng and a half off.
[[nodiscard]] std::string complaint(const Slip& slip, bool is_share);

} // namespace ocop::receipts::slip
