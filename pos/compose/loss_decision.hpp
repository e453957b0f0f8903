#pragma once

#include "pos/core/epoch.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/secret.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/loss.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace ocop::compose {

/// The records that are gone from the journal in `folder`; changes nothing. Fails as
/// store::look_for_loss() does, and as load_key(): without the till's key nobody can tell what is
/// left, nor record a decision.
[[nodiscard]] Expected<store::Loss, Failure>
look_for_loss(const std::filesystem::path& folder, const store::Progress& progress);

/// The two ways on from a journal that only lost its end, in one sentence.
[[nodiscard]] std::string ways_on(Language language);

/// The same, with a space in front, where the store in `folder` could not be opened (`why`) for
/// that reason and no other; empty for any other reason. Changes nothing.
[[nodiscard]] std::string
ways_on_from(const std::filesystem::path& folder, const Failure& why, Language language);

/// The numbers that are behind a decision about `loss`, as a person read them from paper. Receipts
/// on file in `folder` count too: no number of theirs is given again. `is_sure`: also a number far
/// above; a training store's need not be stated.
[[nodiscard]] Expected<EpochNumbers, EpochRefusal> numbers_behind(
    const std::filesystem::path& folder,
    const store::Loss& loss,
    const StatedNumbers& stated,
    bool is_sure,
    Moment now
);

/// The decision of a manager to go on without the records that are gone.
struct LossDecision {
    std::string by{};      // the manager's name
    Secret pin{};          // theirs
    std::string account{}; // of the system, that ran the program
    EpochNumbers numbers{};
    Moment at{};
};

/// Checks the PIN and appends the decision as a `restore` record, which says what is missing, who
/// decided it and from which numbers the till goes on. Refused or failed: the journal is as before.
[[nodiscard]] Expected<Record, std::variant<Refusal, Failure>> accept_loss(
    const std::filesystem::path& folder, const store::Loss& loss, const LossDecision& decision
);

} // namespace ocop::compose
