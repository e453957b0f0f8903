#include "pos/ui/float_panel.hpp"

#include "pos/core/money.hpp"
#include "pos/ui/button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/typed_reading.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <array>

namespace ocop::ui {

FloatPanel::FloatPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::open_shift},
      amount_{new Field{this, id::opening_float, _("Change in the drawer"), 24, Shows::text}} {
    amount_->reads = amount_reading;
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this, _("Open the shift"), _("How much change is in the drawer? \"500k\" is 500.000.")},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    left->Add(amount_, 0, wxEXPAND | wxBOTTOM, gap);
    auto* quick = new wxGridSizer{2, 8, 8};
    constexpr std::array<std::int64_t, 4> usual{500'000, 1'000'000, 2'000'000, 5'000'000};
    for (const std::int64_t amount : usual) {
        auto* button = new Button{
            this,
            wxString::Format("float-%lld", static_cast<long long>(amount)),
            with_dong(format(Money{amount})),
            Look::key,
            [this, amount] {
                amount_->set_text(format(Money{amount}));
                amount_->focus();
            }};
        button->set_size_pt(15);
        button->SetMinSize(wxSize{160, 60});
        quick->Add(button, 1, wxEXPAND);
    }
    left->Add(quick, 0, wxEXPAND | wxBOTTOM, 2 * gap);
    auto* open = new Button{
        this,
        "open-shift-confirm",
        _("Open the shift"),
        Look::accent,
        [this] { enter(); },
        "Enter"};
    open->set_size_pt(17);
    open->SetMinSize(wxSize{160, 76});
    left->Add(open, 0, wxEXPAND | wxBOTTOM, gap);
    auto* leave = new Button{
        this,
        "switch-user",
        _("Another cashier"),
        Look::key,
        [this] { this->desk().press(Command::switch_user); },
        key_label(Command::switch_user)};
    leave->SetMinSize(wxSize{160, 56});
    left->Add(leave, 0, wxEXPAND);
    auto* columns = new wxBoxSizer{wxHORIZONTAL};
    columns->Add(left, 1, wxRIGHT, 2 * gap);
    columns->Add(
        new Keypad{this, "float-pad", "000", 66, [this] { return amount_; }}, 0, wxTOP, 60 + gap
    );
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(columns, 0, wxEXPAND | wxALL, 2 * gap);
    SetSizer(all);
}

void FloatPanel::come_up(const ViewModel&) {
    amount_->set_text({});
}

bool FloatPanel::enter() {
    desk().open_shift(amount_->text());
    return true;
}

} // namespace ocop::ui
