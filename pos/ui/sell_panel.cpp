#include "pos/ui/sell_panel.hpp"

#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

namespace {
constexpr int side_width = 336;
} // namespace

SellPanel::SellPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::sell},
      code_{new Field{this, id::code, _("Scan a code or type words"), 18, Shows::text}},
      basket_{new LineList{
          this,
          id::basket,
          _("The basket is empty. Scan the first product, or type a few letters of its name.")}},
      results_{new ResultList{this, id::results}},
      total_{new TotalCard{this, id::total, 128}},
      actions_{new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, "actions"}},
      right_{new wxBoxSizer{wxVERTICAL}} {
    actions_->SetBackgroundColour(colour(Tone::ground));
    actions_->SetSizer(make_actions());
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(code_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(basket_, 1, wxEXPAND);
    left->Add(results_, 1, wxEXPAND);
    results_->Hide();
    right_->Add(total_, 0, wxEXPAND | wxBOTTOM, gap);
    right_->Add(actions_, 1, wxEXPAND);
    right_->SetMinSize(wxSize{side_width, -1});
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right_, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    code_->on_change = [this] { this->desk().search(code_->text()); };
    basket_->on_press = [this](std::size_t row) {
        this->desk().select_line(static_cast<std::int64_t>(row) + 1);
    };
    results_->on_press = [this](std::size_t row) { this->desk().add_result(row); };
}

void SellPanel::add_action(wxSizer& grid, Command command, const wxString& label, Look look) {
    auto* button = new Button{
        actions_,
        "command-" + key_label(command),
        label,
        look,
        [this, command] { desk().press(command); },
        key_label(command)};
    button->set_size_pt(12);
    button->SetMinSize(wxSize{100, touch_height});
    grid.Add(button, 1, wxEXPAND);
    if (command == Command::recall) {
        recall_ = button;
    }
}

wxSizer* SellPanel::make_actions() {
    auto* grid = new wxGridSizer{2, 8, 8};
    add_action(*grid, Command::quantity, _("Quantity"), Look::key);
    add_action(*grid, Command::discount, _("Discount"), Look::key);
    add_action(*grid, Command::remove_line, _("Remove line"), Look::key);
    add_action(*grid, Command::cancel_basket, _("Give up basket"), Look::danger);
    add_action(*grid, Command::hold, _("Put aside"), Look::key);
    add_action(*grid, Command::recall, _("Baskets aside"), Look::key);
    add_action(*grid, Command::give_back, _("Returns"), Look::key);
    add_action(*grid, Command::report, _("X report"), Look::key);
    add_action(*grid, Command::drawer, _("Drawer and stock"), Look::key);
    add_action(*grid, Command::switch_user, _("Another cashier"), Look::key);
    add_action(*grid, Command::close_shift, _("Close the shift"), Look::key);
    auto* money = new wxBoxSizer{wxHORIZONTAL};
    const auto pay = [this](Command command, const wxString& label, Look look) {
        auto* button = new Button{
            actions_,
            "command-" + key_label(command),
            label,
            look,
            [this, command] { desk().press(command); },
            key_label(command)};
        button->set_size_pt(look == Look::accent ? 19 : 14);
        button->SetMinSize(wxSize{100, 84});
        return button;
    };
    money->Add(pay(Command::pay_transfer, _("Bank transfer"), Look::key), 2, wxEXPAND | wxRIGHT, 8);
    money->Add(pay(Command::pay_cash, _("Cash"), Look::accent), 3, wxEXPAND);
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(grid, 1, wxEXPAND | wxBOTTOM, gap);
    all->Add(money, 0, wxEXPAND);
    return all;
}

QuestionPanel* SellPanel::question(Screen screen) {
    QuestionPanel*& panel = screen == Screen::quantity ? quantity_ : discount_;
    if (panel == nullptr) {
        panel = new QuestionPanel{
            this,
            desk(),
            screen == Screen::quantity ? QuestionPanel::About::quantity
                                       : QuestionPanel::About::discount};
        right_->Add(panel, 1, wxEXPAND);
    }
    return panel;
}

void SellPanel::come_up(const ViewModel& view) {
    if (view.screen == Screen::quantity || view.screen == Screen::discount) {
        question(view.screen)->come_up();
    }
}

void SellPanel::show(const ViewModel& view) {
    const bool asked = view.screen == Screen::quantity || view.screen == Screen::discount;
    if (asked && screen_ != view.screen) {
        question(view.screen)->come_up();
    }
    screen_ = view.screen;
    code_->set_text(desk().state().search);
    basket_->show(view.lines);
    results_->show(view.results);
    basket_->Show(!view.searching);
    results_->Show(view.searching);
    const wxString second =
        view.total.discount.empty()
            ? wxString::Format(_("Lines: %lld"), static_cast<long long>(view.total.pieces))
            : wxString::Format(
                _("Lines: %lld, discount %s"),
                static_cast<long long>(view.total.pieces),
                to_wx(view.total.discount)
            );
    total_->show(_("TOTAL"), with_dong(view.total.total), second, Tone::accent_dark);
    recall_->set_label(
        view.frame.holds == 0 ? _("Baskets aside")
                              : wxString::Format(_("Baskets aside (%zu)"), view.frame.holds)
    );
    actions_->Show(!asked);
    if (quantity_ != nullptr) {
        quantity_->Show(screen_ == Screen::quantity);
    }
    if (discount_ != nullptr) {
        discount_->Show(screen_ == Screen::discount);
    }
    if (asked) {
        question(screen_)->show(view);
    }
    Layout();
}

Field* SellPanel::field() {
    const bool asked = screen_ == Screen::quantity || screen_ == Screen::discount;
    return asked ? question(screen_)->field() : code_;
}

bool SellPanel::enter() {
    if (screen_ == Screen::quantity || screen_ == Screen::discount) {
        question(screen_)->enter();
    } else {
        desk().enter_code();
    }
    return true;
}

} // namespace ocop::ui
