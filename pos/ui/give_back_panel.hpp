#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/goods_lists.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/total_card.hpp"

namespace ocop::ui {

/// Goods come back: the receipt's number, then how much of each line.
class GiveBackPanel final : public ScreenPanel {
public:
    GiveBackPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    /// Once the receipt is found, keys mean its lines.
    [[nodiscard]] Field* field() override { return found_ ? nullptr : number_; }

    bool enter() override;
    bool press(Command command) override;

private:
    /// Whole units of the chosen line more or fewer.
    void change(int by);

    Field* number_;
    LineList* lines_;
    TotalCard* total_;
    bool found_ = false;
};

} // namespace ocop::ui
