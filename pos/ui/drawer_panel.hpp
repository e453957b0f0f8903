#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/screen_panel.hpp"

#include <vector>

namespace ocop::ui {

/// What can be done with the drawer and the stock beside selling: choose with arrows and Enter, or
/// touch.
class DrawerPanel final : public ScreenPanel {
public:
    DrawerPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    std::vector<Button*> errands_{}; // as in ui::errands
};

} // namespace ocop::ui
