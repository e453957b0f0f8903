#include "pos/ui/pay_panel.hpp"

#include "pos/core/money.hpp"
#include "pos/core/tender.hpp"
#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/typed_reading.hpp"

#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {
constexpr std::size_t likely_max = 4;
} // namespace

PayPanel::PayPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::pay},
      amount_{new Field{this, id::amount, _("Amount received"), 26, Shows::text}},
      pad_{new Keypad{this, "amount-pad", "000", 52, [this] { return amount_; }}},
      code_{new Picture{this, id::payment_code, {}}},
      taken_{new TenderList{this, id::tenders}},
      total_{new TotalCard{this, id::total, 108}},
      rest_{new TotalCard{this, id::rest, 164}},
      buyer_{new Button{
          this,
          "pay-buyer",
          _("Buyer on the invoice"),
          Look::key,
          [this] { this->desk().press(Command::buyer); },
          key_label(Command::buyer)}},
      confirm_{new Button{this, "pay-confirm", {}, Look::accent, [this] { enter(); }, "Enter"}} {
    auto* how = new wxGridSizer{5, 8, 8};
    for (const std::string_view tender : tender_kinds) {
        const std::string kind{tender};
        auto* button = new Button{
            this,
            wxString{"tender-"} + to_wx(kind),
            tender_label(kind, this->desk().language()),
            Look::key,
            [this, kind] { this->desk().choose_tender(kind); },
            kind == "cash"       ? key_label(Command::pay_cash)
            : kind == "transfer" ? key_label(Command::pay_transfer)
                                 : wxString{}};
        button->set_size_pt(11);
        button->SetMinSize(wxSize{90, 60});
        tenders_.emplace_back(kind, button);
        how->Add(button, 1, wxEXPAND);
    }
    auto* quick = new wxGridSizer{static_cast<int>(likely_max), 8, 8};
    for (std::size_t i = 0; i < likely_max; ++i) {
        auto* button =
            new Button{this, wxString::Format("likely-%zu", i), {}, Look::key, [this, i] {
                           amount_->set_text(format(Money{likely_amounts_[i]}));
                           enter();
                       }};
        button->set_size_pt(14);
        button->SetMinSize(wxSize{90, 54});
        likely_.push_back(button);
        quick->Add(button, 1, wxEXPAND);
    }
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(how, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(amount_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(quick, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(pad_, 1, wxEXPAND);
    left->Add(code_, 1, wxEXPAND);
    auto* back = back_button(this, desk, "pay-back", wxSize{110, 72});
    confirm_->set_size_pt(17);
    confirm_->SetMinSize(wxSize{160, 72});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm_, 1);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(total_, 0, wxEXPAND | wxBOTTOM, gap);
    right->Add(rest_, 0, wxEXPAND | wxBOTTOM, gap);
    buyer_->SetMinSize(wxSize{160, 64});
    right->Add(buyer_, 0, wxEXPAND | wxBOTTOM, gap);
    right->Add(taken_, 1, wxEXPAND | wxBOTTOM, gap);
    right->Add(foot, 0, wxEXPAND);
    right->Add(400, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    amount_->on_change = [this] { this->desk().type_amount(amount_->text()); };
    amount_->reads = amount_reading;
    taken_->on_press = [this](std::size_t row) { this->desk().untender(row); };
}

void PayPanel::show(const ViewModel& view) {
    amount_->set_text(desk().state().amount_typed);
    pay_ = view.pay;
    for (auto& [tender, button] : tenders_) {
        button->set_look(tender == pay_.tender ? Look::chosen : Look::key);
    }
    const bool cash = pay_.tender == "cash";
    const bool transfer = pay_.tender == "transfer";
    likely_amounts_.clear();
    for (std::size_t i = 0; i < likely_.size(); ++i) {
        const bool shown = cash && i < pay_.likely.size();
        likely_[i]->Show(shown);
        if (shown) {
            likely_[i]->set_label(to_wx(pay_.likely[i].label));
            likely_amounts_.push_back(pay_.likely[i].amount);
        }
    }
    pad_->Show(!transfer);
    code_->Show(transfer);
    code_->show(desk().state().payment_code);
    code_->say(
        !pay_.bank_is_set
            ? _("No bank account is set, so there is no VietQR. Take the transfer on the shop's "
                "own account and confirm it here.")
        : pay_.asked.empty() ? _("No VietQR for this amount: type at most what is left to pay.")
                             : _("Drawing the VietQR...")
    );
    taken_->show(pay_.taken, desk().language());
    const wxString taken =
        view.total.taken.empty()
            ? wxString{}
            : wxString::Format(_("taken so far %s"), with_dong(view.total.taken));
    total_->show(_("TOTAL"), with_dong(pay_.total), taken, Tone::ink);
    buyer_->set_second(
        view.buyer.empty() ? _("None: sold to a consumer")
                           : to_wx(view.buyer.name.empty() ? view.buyer.tax_code : view.buyer.name)
    );
    confirm_->set_label(
        cash       ? _("Take the money")
        : transfer ? _("The money has arrived")
                   : _("Confirm")
    );
    show_rest();
    Layout();
}

void PayPanel::show_rest() {
    Money given;
    Money rest;
    Money due;
    const bool known = parse_money(pay_.rest, rest)
                       && parse_money(pay_.cash_rest.empty() ? pay_.rest : pay_.cash_rest, due);
    // The exact rest is taken too where rounding would ask for more.
    if (pay_.tender == "cash" && known && parse_money(amount_->text(), given)
        && given >= std::min(rest, due)) {
        rest_->show(_("CHANGE"), with_dong(format(given - std::min(given, due))), {}, Tone::accent);
        return;
    }
    if (pay_.tender == "transfer" && pay_.is_part) {
        rest_->show(
            _("THIS PAYMENT"),
            with_dong(pay_.asked),
            wxString::Format(_("of %s left to pay"), with_dong(pay_.rest)),
            Tone::accent_dark
        );
        return;
    }
    rest_->show(
        _("LEFT TO PAY"),
        with_dong(pay_.tender == "cash" && !pay_.cash_rest.empty() ? pay_.cash_rest : pay_.rest),
        pay_.tender == "transfer" ? to_wx(pay_.bank_line) : wxString{},
        Tone::accent_dark
    );
}

bool PayPanel::enter() {
    desk().pay(amount_->text());
    return true;
}

} // namespace ocop::ui
