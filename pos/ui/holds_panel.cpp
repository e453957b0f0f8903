#include "pos/ui/holds_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

HoldsPanel::HoldsPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::holds},
      list_{new HoldList{this, id::hold_list}} {
    auto* back = back_button(this, desk, "holds-back", wxSize{160, 68});
    auto* take = new Button{
        this,
        "holds-take",
        _("Go on with this basket"),
        Look::accent,
        [this] { this->desk().press(Command::confirm); },
        "Enter"};
    take->set_size_pt(16);
    take->SetMinSize(wxSize{340, 68});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->AddStretchSpacer();
    foot->Add(back, 0, wxRIGHT, gap);
    foot->Add(take, 0);
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(
        new Heading{this, _("Baskets put aside"), _("They stay when the till is switched off.")},
        0,
        wxEXPAND | wxALL,
        gap
    );
    all->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT, gap);
    all->Add(foot, 0, wxEXPAND | wxALL, gap);
    SetSizer(all);
    list_->on_press = [this](std::size_t row) { this->desk().recall(numbers_[row]); };
}

void HoldsPanel::show(const ViewModel& view) {
    numbers_.clear();
    for (const HoldRow& row : view.holds) {
        numbers_.push_back(row.number);
    }
    list_->show(view.holds);
}

} // namespace ocop::ui
