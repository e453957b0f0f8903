#include "pos/ui/pay_panel.hpp"

#include "pos/core/money.hpp"
#include "pos/core/tender.hpp"
#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

namespace {
constexpr std::size_t likely_max = 4;
} // namespace

PayPanel::PayPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::pay},
      amount_{new Field{this, id::amount, _("Amount received"), 26, Shows::text}},
      pad_{new Keypad{this, "amount-pad", "000", 60, [this] { return amount_; }}},
      code_{new Picture{
          this,
          id::payment_code,
          _("No bank account is set, so there is no VietQR. Take the transfer on the shop's own "
            "account and confirm it here.")}},
      total_{new TotalCard{this, id::total, 128}},
      rest_{new TotalCard{this, id::rest, 200}},
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
        button->SetMinSize(wxSize{90, 70});
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
        button->SetMinSize(wxSize{90, 60});
        likely_.push_back(button);
        quick->Add(button, 1, wxEXPAND);
    }
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(how, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(amount_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(quick, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(pad_, 1, wxEXPAND);
    left->Add(code_, 1, wxEXPAND);
    auto* back = back_button(this, desk, "pay-back", wxSize{110, 84});
    confirm_->set_size_pt(17);
    confirm_->SetMinSize(wxSize{160, 84});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm_, 1);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(total_, 0, wxEXPAND | wxBOTTOM, gap);
    right->Add(rest_, 0, wxEXPAND | wxBOTTOM, gap);
    buyer_->SetMinSize(wxSize{160, 76});
    right->Add(buyer_, 0, wxEXPAND | wxBOTTOM, gap);
    right->AddStretchSpacer();
    right->Add(foot, 0, wxEXPAND);
    right->SetMinSize(wxSize{400, -1});
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    amount_->on_change = [this] { show_rest(); };
}

void PayPanel::come_up(const ViewModel&) {
    amount_->set_text({});
}

void PayPanel::show(const ViewModel& view) {
    if (view.pay.tender != pay_.tender || view.pay.taken.size() != pay_.taken.size()) {
        amount_->set_text({});
    }
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
    wxString taken;
    for (const auto& [tender, amount] : pay_.taken) {
        taken += (taken.empty() ? "" : "; ") + tender_label(tender, desk().language()) + " "
                 + to_wx(amount);
    }
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
    const bool known = parse_money(pay_.cash_rest.empty() ? pay_.rest : pay_.cash_rest, rest);
    if (pay_.tender == "cash" && known && parse_money(amount_->text(), given) && given >= rest) {
        rest_->show(_("CHANGE"), with_dong(format(given - rest)), {}, Tone::accent);
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
