#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/total_card.hpp"

namespace ocop::ui {

/// Money that was taken goes back to the customer: how much, in the largest figures there are. It
/// stays until somebody says that it is done.
class HandBackPanel final : public ScreenPanel {
public:
    HandBackPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    Heading* heading_;
    TotalCard* amount_;
    TotalCard* others_;
    Button* done_;
};

} // namespace ocop::ui
