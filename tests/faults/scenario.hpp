#pragma once

#include "tests/faults/place.hpp"

#include <functional>
#include <string>
#include <vector>

namespace ocop::faults {

/// A verb and what it reads.
struct Step {
    std::vector<std::string> words{}; // as Place::command takes them
    std::string input{};
};

/// Something a shop does, and how to see afterwards whether it was done.
struct Scenario {
    std::string name{};
    std::string store{}; // the prepared store it begins with, see stores.hpp
    Step step{};
    /// It answers its script line by line (`sell`, the window's core).
    bool is_script = false;
    /// How it ends without faults.
    int exit = 0;
    /// And done once more after it was done.
    int exit_again = 0;
    /// What it makes is for people and never replaced: on a disk that stays dead it can be neither
    /// taken back nor proved, and done again it says that it is there.
    bool makes_for_good = false;
    /// The kind of the record that is the deed.
    std::string appends{};
    /// Files of `out` that are the deed: whole or not there.
    std::vector<std::string> makes{};
    /// For deeds that are neither: true if it was done.
    std::function<bool(const Place&)> is_done{};
    /// What is half done, in words; empty: nothing. The run's folders may be changed.
    std::function<std::string(const Place&)> half_done{};
    /// What the shop does next, without faults, and must be able to; empty: it sells.
    std::vector<Step> goes_on{};
};

/// All of them.
[[nodiscard]] std::vector<Scenario> scenarios();

// Of these kinds.
[[nodiscard]] std::vector<Scenario> selling_scenarios();
[[nodiscard]] std::vector<Scenario> store_scenarios();
[[nodiscard]] std::vector<Scenario> goods_scenarios();
[[nodiscard]] std::vector<Scenario> paper_scenarios();
[[nodiscard]] std::vector<Scenario> window_scenarios();

/// Lan signs in, opens a shift if none is open, and sells one box.
[[nodiscard]] Step selling();

} // namespace ocop::faults
