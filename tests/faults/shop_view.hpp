#pragma once

#include "tests/faults/place.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace ocop::faults {

using Json = nlohmann::json;

/// A receipt as a customer has it.
struct Receipt {
    std::string number{};
    std::int64_t total = 0;
    bool operator==(const Receipt&) const = default;
};

/// What a store holds.
struct ShopView {
    bool is_there = false; // it has a ledger
    std::string fault{};   // why its records could not be read
    std::vector<Json> records{};
    std::string head{}; // the bytes of these files
    std::string key{};
    std::string pins{};

    /// Sales and returns, in the order of the journal.
    [[nodiscard]] std::vector<Receipt> receipts() const;
    /// How many records of each kind from `first` on.
    [[nodiscard]] std::map<std::string, int> kinds(std::size_t first = 0) const;
};

/// Looks without changing a byte of it.
[[nodiscard]] ShopView view(const Place& place);

/// `text` as JSON; a discarded value if it is none.
[[nodiscard]] Json parse(const std::string& text);

/// The number after the highest receipt of `records`; "" where there is none.
[[nodiscard]] std::string next_number(const ShopView& shop);

} // namespace ocop::faults
