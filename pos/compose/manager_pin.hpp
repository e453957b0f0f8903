#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ocop::compose {

/// Checks that `name` is a manager of the store in `folder`, whose journal ends at `ledger`, and
/// that `pin` is theirs: for decisions about a journal that cannot be opened for writing, and so
/// cannot hold the wrong PINs. Those are counted on, behind the ones it holds, in the file
/// `pin-tries.json` (the owner's alone), and make people wait as they do at the till (pin_wait());
/// a wait is not looked behind. nullopt: it is them. One program at a time (`locked`).
[[nodiscard]] Expected<std::optional<Refusal>, Failure> check_manager_pin(
    const std::filesystem::path& folder,
    const Ledger& ledger,
    const std::string& name,
    std::string_view pin,
    Moment now
);

/// How many wrong PINs of `name` that file holds.
[[nodiscard]] std::int64_t
wrong_pins_beside(const std::filesystem::path& folder, const std::string& name);

/// The journal tells of them from now on.
void forget_pins_beside(const std::filesystem::path& folder);

} // namespace ocop::compose
