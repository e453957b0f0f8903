#include "pos/ui/hand_back_panel.hpp"

#include "pos/core/money.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

HandBackPanel::HandBackPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::hand_back},
      heading_{new Heading{this, {}}},
      amount_{new TotalCard{this, id::hand_back_amount, 220}},
      others_{new TotalCard{this, "hand-back-others", 128}},
      done_{new Button{
          this,
          "hand-back-done",
          _("Handed back"),
          Look::accent,
          [this] { this->desk().press(Command::confirm); },
          "Enter"}} {
    done_->set_size_pt(18);
    done_->SetMinSize(wxSize{300, 84});
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(heading_, 0, wxEXPAND | wxALL, gap);
    all->Add(amount_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
    all->Add(others_, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
    all->AddStretchSpacer();
    all->Add(done_, 0, wxEXPAND | wxALL, gap);
    SetSizer(all);
}

void HandBackPanel::show(const ViewModel& view) {
    if (!view.hand_back) {
        return;
    }
    const HandBackView& back = *view.hand_back;
    heading_->set(
        back.given_up ? _("The basket is given up") : _("The tender is taken back"),
        back.given_up ? _("Nothing was sold. The money that was taken is the customer's.")
                      : _("The basket is still open; go on with the payment afterwards.")
    );
    wxString pieces;
    for (const auto& [piece, count] : back.pieces) {
        pieces += (pieces.empty() ? "" : "   ")
                  + to_wx(format(Money{piece}) + " × " + std::to_string(count));
    }
    wxString others;
    for (const auto& [tender, amount] : back.others) {
        others += (others.empty() ? "" : "; ") + tender_label(tender, desk().language()) + " "
                  + with_dong(amount);
    }
    amount_->show(
        _("GIVE BACK"), with_dong(back.amount), back.is_cash ? pieces : others, Tone::danger
    );
    const bool beside = back.is_cash && !back.others.empty();
    others_->Show(beside);
    if (beside) {
        const wxString first = with_dong(back.others.front().second);
        others_->show(
            _("AND BY OTHER TENDERS"),
            back.others.size() == 1 ? first : wxString{},
            others,
            Tone::ink
        );
    }
    Layout();
}

} // namespace ocop::ui
