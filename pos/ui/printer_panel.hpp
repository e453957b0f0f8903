#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/screen_panel.hpp"

#include <vector>

namespace ocop::ui {

/// How the printer is, with a picture of what to do, and what becomes of receipts that broke off:
/// choose with arrows and Enter, or touch.
class PrinterPanel final : public ScreenPanel {
public:
    PrinterPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    class Advice;

    Heading* heading_;
    std::vector<Button*> options_{};
    Advice* advice_;
};

} // namespace ocop::ui
