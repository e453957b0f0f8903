#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/screen_panel.hpp"

namespace ocop::ui {

/// What a failing disk left unknown: while it is so, all else stops (Screen::not_known); at the
/// next start it is put to whoever signs in, with one button (Screen::last_run).
class DoubtPanel final : public ScreenPanel {
public:
    DoubtPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;
    bool enter() override;

private:
    class Words;

    void press_button();

    Words* words_;
    Button* button_;
    bool asks_ = false;
};

} // namespace ocop::ui
