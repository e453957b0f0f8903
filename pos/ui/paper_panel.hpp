#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/picture.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/total_card.hpp"

namespace ocop::ui {

/// What ends on paper: the receipt with its change, an X report, a closed shift with its Z report.
/// The picture is the paper's own.
class PaperPanel final : public ScreenPanel {
public:
    PaperPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;
    bool press(Command command) override;

private:
    void show_receipt(const ReceiptView& receipt);
    void show_closed(const ClosedView& closed);

    Heading* heading_;
    TotalCard* large_;
    TotalCard* second_;
    TotalCard* third_;
    Button* again_;
    Button* next_;
    Picture* picture_;
};

} // namespace ocop::ui
