#include "pos/ui/old_shift_panel.hpp"

#include "pos/ui/button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

class OldShiftPanel::Words final : public Painted {
public:
    explicit Words(wxWindow* parent)
        : Painted{parent, "old-shift-words", wxSize{400, 260}} {}

    void show(const OldShiftView& shift) {
        title_ = wxString::Format(
            _("Shift %s of %s is still open"), to_wx(shift.number), to_wx(shift.day)
        );
        facts_ = wxString::Format(
            _("Opened on %s by %s. Sales so far: %s."),
            to_wx(shift.opened),
            to_wx(shift.opened_by),
            to_wx(shift.sales)
        );
        advice_ = wxString::Format(
            _("Close it first: count the drawer as it is now, then open today's shift. What is "
              "sold "
              "before that, today (%s), is in the Z report of that day."),
            to_wx(shift.today)
        );
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        const double width = area.m_width - 4 * gap;
        pen.fill(area, Tone::warning_pale, corner);
        pen.fitted_lines(
            {2 * gap, 0.06 * area.m_height, width, 0.3 * area.m_height},
            title_,
            24,
            Tone::warning_ink,
            Place::centre
        );
        pen.fitted_lines(
            {2 * gap, 0.38 * area.m_height, width, 0.22 * area.m_height},
            facts_,
            15,
            Tone::ink,
            Place::centre,
            Strength::normal
        );
        pen.fitted_lines(
            {2 * gap, 0.62 * area.m_height, width, 0.34 * area.m_height},
            advice_,
            15,
            Tone::ink,
            Place::centre
        );
    }

    wxString title_{};
    wxString facts_{};
    wxString advice_{};
};

OldShiftPanel::OldShiftPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::old_shift},
      words_{new Words{this}} {
    const auto button = [&](const char* name, const wxString& label, Look look, Command command) {
        auto* made = new Button{
            this,
            name,
            label,
            look,
            [this, command] { this->desk().press(command); },
            key_label(command)};
        made->set_size_pt(look == Look::accent ? 18 : 14);
        made->SetMinSize(wxSize{220, 84});
        return made;
    };
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(
        button("old-shift-go-on", _("Go on selling in it"), Look::key, Command::back),
        2,
        wxRIGHT,
        gap
    );
    foot->Add(
        button("switch-user", _("Another cashier"), Look::key, Command::switch_user),
        2,
        wxRIGHT,
        gap
    );
    foot->Add(
        button("old-shift-close", _("Count and close it"), Look::accent, Command::confirm), 3
    );
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(words_, 1, wxEXPAND | wxALL, 2 * gap);
    all->Add(foot, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 2 * gap);
    SetSizer(all);
}

void OldShiftPanel::show(const ViewModel& view) {
    if (view.old_shift) {
        words_->show(*view.old_shift);
    }
}

} // namespace ocop::ui
