#pragma once

#include "tests/cli/program.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ocop::cli::test {

/// What the contract says of journals and figures, written a second time without any of our own
/// code, so that program and test cannot share a mistake.

/// The record without `hash` and `prev`, hashed behind the bytes of `prev`; 64 hex digits.
[[nodiscard]] std::string hash_of(const Json& record);

/// The first thing that is wrong with a whole journal (`lines` as dumped): spelling, sequence,
/// chain, hashes, the sums of every sale and return; empty if nothing is.
[[nodiscard]] std::string audit(const std::vector<std::string>& lines);

/// numerator / denominator to a whole number, half away from zero.
[[nodiscard]] std::int64_t rounded(std::int64_t numerator, std::int64_t denominator);

/// The rows of `revenue report --by BY` as folded from records, key → its figures. The point lies
/// in `province` and `district`.
[[nodiscard]] Json fold_revenue(
    const std::vector<Json>& records,
    const std::string& by,
    const std::string& province,
    const std::string& district
);

} // namespace ocop::cli::test
