#include "pos/ui/drawer_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

namespace {

wxString explained(Screen errand) {
    if (errand == Screen::paid_in) {
        return _("Cash that is no sale goes into the drawer: more change, money paid back.");
    }
    if (errand == Screen::paid_out) {
        return _("Cash leaves the drawer: a delivery paid, money brought to the bank.");
    }
    if (errand == Screen::no_sale) {
        return _("The drawer opens without a sale; who and why is written down.");
    }
    return _("What a producer delivers goes into the stock book.");
}

} // namespace

DrawerPanel::DrawerPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::drawer} {
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(
        new Heading{
            this,
            _("Drawer and stock"),
            _("Choose with the arrows and Enter, or touch. A scan goes back to selling.")},
        0,
        wxEXPAND | wxALL,
        gap
    );
    for (std::size_t i = 0; i < errands.size(); ++i) {
        const Screen errand = errands.at(i);
        auto* button = new Button{
            this, "errand-" + to_wx(name(errand)), errand_label(errand), Look::key, [this, i] {
                this->desk().start_errand(i);
            }};
        button->set_second(explained(errand));
        button->set_size_pt(18);
        button->SetMinSize(wxSize{200, 64});
        errands_.push_back(button);
        all->Add(button, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 8);
    }
    all->AddStretchSpacer();
    auto* back = back_button(this, desk, "drawer-back", wxSize{160, 60});
    all->Add(back, 0, wxLEFT | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
}

void DrawerPanel::show(const ViewModel& view) {
    for (std::size_t i = 0; i < errands_.size(); ++i) {
        errands_[i]->set_look(i == view.selected_errand ? Look::chosen : Look::key);
    }
}

} // namespace ocop::ui
