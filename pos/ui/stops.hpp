#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/choice.hpp"
#include "pos/ui/field.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace ocop::ui {

/// The fields, choices and buttons of a screen with pages, in the order the keyboard goes through
/// them: past the last of a page comes the first of the next.
class Stops {
public:
    /// Where the keyboard can be: a field, a choice or a button.
    struct Stop {
        Field* field = nullptr;
        Choice* choice = nullptr;
        Button* button = nullptr;
        Look look = Look::key; // of the button, elsewhere
        std::function<void()> act{};
        std::optional<std::size_t> page{}; // none: on every page
    };

    /// The keyboard went on from `from`.
    std::function<void(const Stop& from)> on_move{};

    /// Further ones come after those that are there.
    void add(Stop stop);

    [[nodiscard]] const Stop& at() const { return stops_[at_]; }

    [[nodiscard]] std::size_t page() const { return page_; }

    /// To the first of all, without telling on_move.
    void start();
    void go(int by);
    void go_to(std::size_t stop);
    /// To the first of `page`.
    void turn(std::size_t page);
    /// Shows where the keyboard is.
    void mark();

private:
    std::vector<Stop> stops_{};
    std::size_t at_ = 0;
    std::size_t page_ = 0;
};

} // namespace ocop::ui
