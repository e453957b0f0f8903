#pragma once

#include "pos/ui/screen_panel.hpp"

namespace ocop::ui {

/// A shift of another day is still open: it is closed first, or somebody says that it goes on.
class OldShiftPanel final : public ScreenPanel {
public:
    OldShiftPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    class Words;

    Words* words_;
};

} // namespace ocop::ui
