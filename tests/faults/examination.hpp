#pragma once

#include "tests/faults/trial.hpp"

#include <map>
#include <optional>
#include <string>

namespace ocop::faults {

/// The shapes of names, which are the names with their numbers as '#', and how often each is there:
/// backups, versions and receipts of one kind look alike.
[[nodiscard]] std::map<std::string, int> shapes_of(const Contents& contents);

/// Looks at what a run left behind it, and writes down each promise it broke.
class Examination {
public:
    /// Borrows all of them.
    Examination(const Fixture& fixture, const Loop& loop, const Place& place, Trial& trial)
        : scenario_{&fixture.scenario},
          fixture_{&fixture},
          loop_{&loop},
          place_{&place},
          trial_{&trial} {}

    /// What the program told, and how it ended.
    void hear(const Ran& ran);
    /// Refused, and not a byte is other than it was: nothing can be half done.
    [[nodiscard]] bool left_all_as_it_was() const;
    /// The journal, head, key and PINs, and whether the deed is done as it was told.
    void look();
    /// Does it again without faults, and goes on.
    void go_on();
    /// What must hold once the shop has gone on.
    void look_at_the_end();

private:
    void breach(const std::string& rule, const std::string& what);
    void verify();
    void check_journal();
    /// Whether the deed is done, as far as it can be seen.
    [[nodiscard]] std::optional<bool> is_done() const;
    /// Whether a restore has begun and not ended.
    [[nodiscard]] bool is_restore_pending() const;
    /// The start that completes or clears what a killed program left.
    void start_anew();
    /// Whether the disk let the program neither undo the deed nor be sure of it.
    [[nodiscard]] bool was_past_undoing() const;
    void check_deed();
    void do_again();
    void sell_on();
    void check_doubt(const std::string& said);
    void check_left_over();
    void check_filed(const ShopView& end);

    const Scenario* scenario_;
    const Fixture* fixture_;
    const Loop* loop_;
    const Place* place_;
    Trial* trial_;
    Told told_{};
    ShopView now_{};
    std::optional<bool> done_{};
    std::map<std::string, std::optional<std::string>> made_{};
};

} // namespace ocop::faults
