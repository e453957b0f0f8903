#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/picture.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/tender_list.hpp"
#include "pos/ui/total_card.hpp"

#include <wx/sizer.h>

#include <utility>
#include <vector>

namespace ocop::ui {

/// The payment screen: how, how much, what was taken and can be taken back, and what is left or
/// goes back.
class PayPanel final : public ScreenPanel {
public:
    PayPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return amount_; }

    bool enter() override;

private:
    void show_rest();

    std::vector<std::pair<std::string, Button*>> tenders_{};
    Field* amount_;
    std::vector<Button*> likely_{};
    std::vector<std::int64_t> likely_amounts_{};
    Keypad* pad_;
    Picture* code_;
    TenderList* taken_;
    TotalCard* total_;
    TotalCard* rest_;
    Button* buyer_;
    Button* confirm_;
    PayView pay_{};
};

} // namespace ocop::ui
