#pragma once

#include "pos/ui/screen_panel.hpp"

namespace ocop::ui {

/// Opens a shift: how much change lies in the drawer.
class FloatPanel final : public ScreenPanel {
public:
    FloatPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;

    void show(const ViewModel&) override {}

    [[nodiscard]] Field* field() override { return amount_; }

    bool enter() override;

private:
    Field* amount_;
};

} // namespace ocop::ui
