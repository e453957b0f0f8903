#include "pos/ui/buyer_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>
#include <array>
#include <string>

namespace ocop::ui {

namespace {

constexpr int three_lines = 92; // of a name or address, which may be long

} // namespace

BuyerPanel::BuyerPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::buyer},
      tax_code_{new Field{
          this, "buyer-tax-code", _("Tax code, or citizen number of 12 digits"), 20, Shows::text}},
      name_{new Field{this, "buyer-name", _("Name of the firm or person"), 16, Shows::lines}},
      address_{new Field{this, "buyer-address", _("Address"), 16, Shows::lines}},
      phone_{new Field{this, "buyer-phone", _("Phone"), 16, Shows::text}},
      email_{new Field{this, "buyer-email", _("E-mail for the invoice"), 16, Shows::text}},
      fields_{{tax_code_, name_, address_, phone_, email_}},
      pad_{new Keypad{this, "buyer-pad", "-", 68, [this] { return fields_.current(); }}},
      nobody_{new Button{
          this,
          "buyer-nobody",
          _("No invoice in a name"),
          Look::key,
          [this] { this->desk().name_buyer({}); }}},
      confirm_{new Button{
          this,
          "buyer-confirm",
          _("Note the buyer"),
          Look::accent,
          [this] { confirm(); },
          "Enter"}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Buyer on the invoice"),
            _("Enter: go on, at the end note it. Arrows: the other fields. Esc: back.")},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    for (Field* field : {name_, address_}) {
        field->SetMinSize(wxSize{120, three_lines});
    }
    for (Field* field : {tax_code_, name_, address_, phone_, email_}) {
        field->on_change = [this] { this->desk().correct_buyer(); };
    }
    for (Field* field : {tax_code_, name_, address_}) {
        left->Add(field, 0, wxEXPAND | wxBOTTOM, gap);
    }
    auto* reach = new wxGridSizer{2, gap, gap};
    reach->Add(phone_, 1, wxEXPAND);
    reach->Add(email_, 1, wxEXPAND);
    left->Add(reach, 0, wxEXPAND | wxBOTTOM, gap);
    left->AddStretchSpacer();
    nobody_->SetMinSize(wxSize{200, 60});
    left->Add(nobody_, 0, wxALIGN_LEFT);
    auto* back = back_button(this, desk, "buyer-back", wxSize{110, 76});
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
}

void BuyerPanel::come_up(const ViewModel& view) {
    fields_.clear();
    fill(view.buyer);
}

void BuyerPanel::show(const ViewModel& view) {
    const std::array<Field*, 5> fields{tax_code_, name_, address_, phone_, email_};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        fields.at(i)->mark_wrong(view.buyer_wrong == static_cast<BuyerPart>(i));
    }
    nobody_->Show(!view.buyer.empty());
    Layout();
}

void BuyerPanel::fill(const Buyer& buyer) {
    tax_code_->set_text(buyer.tax_code);
    name_->set_text(buyer.name);
    address_->set_text(buyer.address);
    phone_->set_text(buyer.phone);
    email_->set_text(buyer.email);
}

bool BuyerPanel::enter() {
    const bool at_tax_code = fields_.current() == tax_code_;
    const bool alone = name_->text().empty() && address_->text().empty();
    if (at_tax_code && !desk().reads_tax_code(tax_code_->text())) {
        return true;
    }
    if (at_tax_code && alone) {
        if (const auto known = desk().known_buyer(tax_code_->text())) {
            fill(*known);
            fields_.go_to(4);
            return true;
        }
    }
    if (fields_.is_last()) {
        confirm();
    } else {
        fields_.go(1);
    }
    return true;
}

bool BuyerPanel::press(Command command) {
    if (command != Command::up && command != Command::down) {
        return false;
    }
    fields_.go(command == Command::up ? -1 : 1);
    return true;
}

void BuyerPanel::confirm() {
    const auto one_line = [](std::string text) { // pasted, it may have been several
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    };
    desk().name_buyer(
        {one_line(name_->text()),
         tax_code_->text(),
         one_line(address_->text()),
         phone_->text(),
         email_->text()}
    );
    if (const auto wrong = desk().state().buyer_wrong) {
        fields_.go_to(static_cast<std::size_t>(*wrong));
    }
}

} // namespace ocop::ui
