#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/screen_panel.hpp"

#include <vector>

namespace ocop::ui {

/// What is plugged in, and for each what can be done: use it, test it. Arrows and Enter, or touch.
class DevicesPanel final : public ScreenPanel {
public:
    DevicesPanel(wxWindow* parent, Desk& desk);
    ~DevicesPanel() override;

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    class List;
    class Details;

    List* list_;
    Details* details_;
    std::vector<Button*> actions_{};
};

} // namespace ocop::ui
