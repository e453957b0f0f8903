#include "pos/ui/cash_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/typed_reading.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

/// Reasons for a till that has given none yet.
std::vector<wxString> usual_reasons(Screen screen) {
    if (screen == Screen::paid_in) {
        return {_("More change"), _("Money paid back"), _("Counted wrong before")};
    }
    if (screen == Screen::paid_out) {
        return {
            _("Brought to the bank"),
            _("Delivery paid"),
            _("Bags and wrapping"),
            _("Paid to a producer")};
    }
    return {_("Changing notes"), _("Looking at the drawer"), _("Testing the drawer")};
}

wxString confirmation(Screen screen) {
    if (screen == Screen::paid_in) {
        return _("Put it in");
    }
    return screen == Screen::paid_out ? _("Take it out") : _("Open the drawer");
}

wxString hint(Screen screen) {
    return screen == Screen::no_sale
               ? _("Choose why with the arrows or type it, then Enter.")
               : _("Type how much and Enter; choose why with the arrows or type it, then Enter.");
}

} // namespace

CashPanel::CashPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::cash},
      heading_{new Heading{this, {}}},
      amount_{new Field{this, id::cash_amount, _("Amount"), 26, Shows::text}},
      reason_{new Field{this, id::reason, _("Why"), 16, Shows::text}},
      fields_{{amount_, reason_}},
      pad_{new Keypad{this, "cash-pad", "000", 76, [this] { return amount_; }}},
      confirm_{new Button{this, "cash-confirm", {}, Look::accent, [this] { confirm(); }, "Enter"}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(heading_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(amount_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(reason_, 0, wxEXPAND | wxBOTTOM, gap);
    auto* grid = new wxGridSizer{2, 8, 8};
    for (std::size_t i = 0; i < reason_max; ++i) {
        auto* button = new Button{
            this, wxString::Format("reason-%zu", i), {}, Look::key, [this, i] { choose(i); }};
        button->set_size_pt(12);
        button->SetMinSize(wxSize{120, 60});
        choices_.push_back(button);
        grid->Add(button, 1, wxEXPAND);
    }
    left->Add(grid, 0, wxEXPAND);
    left->AddStretchSpacer();
    auto* back = back_button(this, desk, "cash-back", wxSize{110, 76});
    confirm_->set_size_pt(16);
    confirm_->SetMinSize(wxSize{160, 76});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm_, 1);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(pad_, 0, wxEXPAND);
    right->AddStretchSpacer();
    right->Add(foot, 0, wxEXPAND);
    right->Add(336, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    amount_->reads = amount_reading;
    reason_->on_change = [this] { show_chosen(); };
}

void CashPanel::come_up(const ViewModel& view) {
    screen_ = view.screen;
    fields_.clear();
    words_ = {};
    for (const std::string& reason : view.reasons) {
        words_.push_back(to_wx(reason));
    }
    for (const wxString& usual : usual_reasons(screen_)) {
        if (words_.size() < reason_max
            && std::find(words_.begin(), words_.end(), usual) == words_.end()) {
            words_.push_back(usual);
        }
    }
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        choices_[i]->Show(i < words_.size());
        choices_[i]->set_label(i < words_.size() ? words_[i] : wxString{});
    }
    if (screen_ == Screen::no_sale) {
        fields_.go_to(1);
        choose(0);
    }
    show_chosen();
}

void CashPanel::show(const ViewModel& view) {
    const bool with_amount = view.screen != Screen::no_sale;
    heading_->set(errand_label(view.screen), hint(view.screen));
    amount_->Show(with_amount);
    pad_->Show(with_amount);
    confirm_->set_label(confirmation(view.screen));
    Layout();
}

void CashPanel::choose(std::size_t reason) {
    if (reason < words_.size()) {
        reason_->set_text(to_utf8(words_[reason]));
        show_chosen();
        fields_.go_to(screen_ != Screen::no_sale && amount_->text().empty() ? 0 : 1);
    }
}

void CashPanel::show_chosen() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        choices_[i]->set_look(words_[i] == to_wx(reason_->text()) ? Look::chosen : Look::key);
    }
}

bool CashPanel::enter() {
    if (fields_.at() == 0) {
        if (amount_->text().empty()) {
            return true;
        }
        fields_.go_to(1);
        if (reason_->text().empty()) {
            choose(0);
        }
    } else {
        confirm();
    }
    return true;
}

bool CashPanel::press(Command command) {
    if (command != Command::up && command != Command::down) {
        return false;
    }
    const auto chosen = std::find(words_.begin(), words_.end(), to_wx(reason_->text()));
    if (fields_.at() == 0) {
        if (command == Command::down) {
            enter();
        }
    } else if (chosen == words_.end()) {
        choose(0);
    } else if (command == Command::down) {
        choose(std::min(static_cast<std::size_t>(chosen - words_.begin()) + 1, words_.size() - 1));
    } else if (chosen != words_.begin()) {
        choose(static_cast<std::size_t>(chosen - words_.begin()) - 1);
    } else if (screen_ != Screen::no_sale) {
        fields_.go_to(0);
    }
    return true;
}

void CashPanel::confirm() {
    desk().move_cash(amount_->text(), reason_->text());
}

} // namespace ocop::ui
