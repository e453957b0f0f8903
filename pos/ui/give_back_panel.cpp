#include "pos/ui/give_back_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

GiveBackPanel::GiveBackPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::give_back},
      number_{new Field{this, id::receipt_number, _("Receipt number"), 18, Shows::text}},
      lines_{new LineList{
          this, id::return_list, _("Type the number on the receipt; its last digits will do.")}},
      total_{new TotalCard{this, id::total, 138}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Goods come back"),
            _("Choose a line with the arrows, then + and - for how much.")},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    left->Add(number_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(lines_, 1, wxEXPAND);
    auto* more = new Button{this, "return-more", "+", Look::key, [this] { change(1); }};
    auto* less = new Button{this, "return-less", "-", Look::key, [this] { change(-1); }};
    more->set_size_pt(22);
    less->set_size_pt(22);
    more->SetMinSize(wxSize{100, 76});
    less->SetMinSize(wxSize{100, 76});
    auto* amounts = new wxGridSizer{2, 8, 8};
    amounts->Add(less, 1, wxEXPAND);
    amounts->Add(more, 1, wxEXPAND);
    auto* back = back_button(this, desk, "return-back", wxSize{100, 76});
    auto* confirm = new Button{
        this,
        "return-confirm",
        _("Give the money back"),
        Look::accent,
        [this] { enter(); },
        "Enter"};
    confirm->set_size_pt(15);
    confirm->SetMinSize(wxSize{160, 76});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm, 1);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(total_, 0, wxEXPAND | wxBOTTOM, gap);
    right->Add(amounts, 0, wxEXPAND);
    right->AddStretchSpacer();
    right->Add(foot, 0, wxEXPAND);
    right->Add(336, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    lines_->on_press = [this](std::size_t row) {
        const auto& back_now = this->desk().state().coming_back;
        if (row < back_now.size()) {
            this->desk().set_coming_back(row, back_now[row]);
        }
    };
}

void GiveBackPanel::come_up(const ViewModel&) {
    number_->set_text({});
}

void GiveBackPanel::show(const ViewModel& view) {
    found_ = !view.return_lines.empty();
    lines_->show(view.return_lines);
    if (found_) {
        number_->set_text(view.return_number);
    }
    total_->show(
        _("GIVE BACK"),
        with_dong(view.return_total.empty() ? "0" : view.return_total),
        to_wx(view.return_number),
        Tone::accent_dark
    );
}

void GiveBackPanel::change(int by) {
    const DeskState& state = desk().state();
    if (state.selected_return_line < state.coming_back.size()) {
        const Quantity now = state.coming_back[state.selected_return_line];
        desk().set_coming_back(
            state.selected_return_line, now + Quantity{by * one_unit.thousandths()}
        );
    }
}

bool GiveBackPanel::press(Command command) {
    if (command == Command::more || command == Command::less) {
        change(command == Command::more ? 1 : -1);
        return true;
    }
    return false;
}

bool GiveBackPanel::enter() {
    if (found_) {
        desk().take_back();
    } else {
        desk().find_receipt(number_->text());
    }
    return true;
}

} // namespace ocop::ui
