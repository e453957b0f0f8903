#include "pos/ui/question_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/typed_reading.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {
const wxSize choice_size{48, 44}; // the least for a finger: all of a question stands at once
} // namespace

QuestionPanel::QuestionPanel(wxWindow* parent, Desk& desk, About about)
    : wxPanel{parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL, about == About::quantity ? "question-quantity" : "question-discount"},
      desk_{&desk},
      about_{about},
      heading_{new Heading{this, {}}},
      number_{new Field{
          this,
          about == About::quantity ? id::quantity : id::discount,
          about == About::quantity ? _("How much?") : _("Percent off"),
          18,
          Shows::text}} {
    if (about == About::quantity) {
        number_->reads = quantity_reading;
    }
    SetBackgroundColour(colour(Tone::ground));
    constexpr int head = 48;
    heading_->SetMinSize(wxSize{100, head});
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(heading_, 0, wxEXPAND | wxBOTTOM, 4);
    if (about == About::discount) {
        line_ = new Button{
            this, "discount-line", _("This line"), Look::chosen, [this] { choose_scope(false); }};
        basket_ = new Button{
            this, "discount-basket", _("Whole basket"), Look::key, [this] { choose_scope(true); }};
        line_->SetMinSize(choice_size);
        basket_->SetMinSize(choice_size);
        auto* scope = new wxGridSizer{2, 8, 8};
        scope->Add(line_, 1, wxEXPAND);
        scope->Add(basket_, 1, wxEXPAND);
        all->Add(scope, 0, wxEXPAND | wxBOTTOM, 8);
    }
    all->Add(number_, 0, wxEXPAND | wxBOTTOM, 8);
    if (about == About::quantity) {
        all->Add(
            new Keypad{this, "question-pad", ",", 46, [this] { return number_; }},
            0,
            wxEXPAND | wxBOTTOM,
            8
        );
    } else {
        all->Add(make_percentages(), 0, wxEXPAND | wxBOTTOM, 8);
    }
    if (about == About::discount) {
        reason_words_ = {_("Promotion"), _("Near its expiry"), _("Regular customer")};
        auto* reasons = new wxGridSizer{3, 8, 8};
        for (std::size_t i = 0; i < reason_words_.size(); ++i) {
            auto* button = new Button{
                this,
                wxString::Format("reason-%zu", i),
                reason_words_[i],
                i == 0 ? Look::chosen : Look::key,
                [this, i] { choose_reason(i); }};
            button->set_size_pt(11);
            button->SetMinSize(choice_size);
            reasons_.push_back(button);
            reasons->Add(button, 1, wxEXPAND);
        }
        all->Add(reasons, 0, wxEXPAND | wxBOTTOM, 8);
    }
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    auto* back = back_button(this, *desk_, "question-back", wxSize{100, 52});
    auto* confirm =
        new Button{this, "question-confirm", _("OK"), Look::accent, [this] { enter(); }, "Enter"};
    confirm->set_size_pt(16);
    confirm->SetMinSize(wxSize{100, 52});
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm, 1);
    all->Add(foot, 0, wxEXPAND);
    SetSizer(all);
}

wxSizer* QuestionPanel::make_percentages() {
    auto* grid = new wxGridSizer{3, 8, 8};
    for (const int percent : {5, 10, 15, 20, 30, 50}) {
        auto* button = new Button{
            this,
            wxString::Format("percent-%d", percent),
            wxString::Format("%d %%", percent),
            Look::key,
            [this, percent] {
                number_->set_text(std::to_string(percent));
                number_->focus();
            }};
        button->set_size_pt(15);
        button->SetMinSize(choice_size);
        grid->Add(button, 1, wxEXPAND);
    }
    return grid;
}

void QuestionPanel::come_up() {
    number_->set_text({});
    if (about_ == About::discount) {
        choose_scope(false);
        choose_reason(0);
    }
}

void QuestionPanel::show(const ViewModel& view) {
    const auto line = std::find_if(view.lines.begin(), view.lines.end(), [](const LineRow& row) {
        return row.selected;
    });
    heading_->set(
        about_ == About::quantity ? _("Quantity") : _("Discount"),
        line == view.lines.end() ? wxString{} : to_wx(line->name)
    );
}

void QuestionPanel::choose_scope(bool basket) {
    whole_basket_ = basket;
    line_->set_look(basket ? Look::key : Look::chosen);
    basket_->set_look(basket ? Look::chosen : Look::key);
    number_->focus();
}

void QuestionPanel::choose_reason(std::size_t reason) {
    reason_ = reason;
    for (std::size_t i = 0; i < reasons_.size(); ++i) {
        reasons_[i]->set_look(i == reason_ ? Look::chosen : Look::key);
    }
    number_->focus();
}

void QuestionPanel::enter() {
    const std::string text = number_->text();
    if (about_ == About::quantity) {
        desk_->set_quantity(text);
    } else {
        desk_->give_discount(text, whole_basket_, to_utf8(reason_words_[reason_]));
    }
}

} // namespace ocop::ui
