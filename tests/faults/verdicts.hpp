#pragma once

#include "tests/faults/loops.hpp"
#include "tests/faults/scenario.hpp"
#include "tests/faults/shop_view.hpp"

#include <map>
#include <string>
#include <vector>

namespace ocop::faults {

/// A promise that was broken: which, and how it showed.
struct Breach {
    std::string rule{};
    std::string what{};
};

using Breaches = std::vector<Breach>;

/// What a program told whoever used it.
struct Told {
    bool killed = false;                // before it could tell all
    bool failed = false;                // it said that the deed is not done
    bool unknown = false;               // it said that it does not know
    bool promised = false;              // it said that the next start completes it
    std::vector<Receipt> receipts{};    // acknowledged, in order
    std::map<std::string, int> kinds{}; // acknowledged records, by kind
    int not_known = 0;                  // actions whose end it does not know
};

/// What `ran` told, and what is wrong with the way it ended: exit code, sentences, time. `hit`: a
/// fault was met.
[[nodiscard]] Told
listen(const Scenario& scenario, const Loop& loop, const Ran& ran, bool hit, Breaches& breaches);

/// Whether the journal holds what was told and nothing else, and `head`, key and PINs are whole.
void compare_journal(
    const Scenario& scenario,
    const Told& told,
    const ShopView& before,
    const ShopView& now,
    Breaches& breaches
);

/// No receipt number is there twice.
void check_numbers(const ShopView& shop, Breaches& breaches);

} // namespace ocop::faults
