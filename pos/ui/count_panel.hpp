#pragma once

#include "pos/core/shift.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/total_card.hpp"

#include <array>

namespace ocop::ui {

/// The drawer counted note by note. Blind: what should be in it is not known here.
class CountPanel final : public ScreenPanel {
public:
    CountPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;

    void show(const ViewModel&) override {}

    [[nodiscard]] Field* field() override { return fields_.at(at_); }

    bool enter() override;
    bool press(Command command) override;

private:
    class Row;

    void show_total();
    void close();
    void go_to(std::size_t row);
    /// Pieces typed in a row; nullopt if it is no number.
    [[nodiscard]] std::optional<std::int64_t> pieces(std::size_t row) const;

    std::array<Field*, denominations.size()> fields_{};
    std::array<Row*, denominations.size()> rows_{};
    TotalCard* total_;
    std::size_t at_ = 0;
};

} // namespace ocop::ui
