#include "pos/ui/doubt_panel.hpp"

#include "pos/ui/control_ids.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/toplevel.h>
#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

/// What is said of a doubt: how it stands, and what to do.
struct Sentences {
    wxString title{};
    wxString what_to_do{};
};

Sentences sentences(const DoubtView& doubt) {
    if (!doubt.found) {
        return {
            _("It is not known whether this is in the journal"),
            _("Do not sell it again. Close the program, check the disk and start it again: it then "
              "says whether this is in the journal.")};
    }
    switch (*doubt.found) {
    case compose::LastRunQuestion::Found::recorded:
        return {
            _("The disk failed last time. This IS in the journal"),
            _("It counts: do not sell or enter it again.")};
    case compose::LastRunQuestion::Found::not_recorded:
        return {
            _("The disk failed last time. This is NOT in the journal"),
            _("It does not count. If the customer took the goods, sell them again; if cash was "
              "moved, enter it again.")};
    case compose::LastRunQuestion::Found::not_told:
        break;
    }
    return {
        _("The disk failed last time, and what was written is not known"),
        _("Compare the last receipt in the journal, shown here, with the last customer; if theirs "
          "is missing, sell it again.")};
}

} // namespace

class DoubtPanel::Words final : public Painted {
public:
    explicit Words(wxWindow* parent)
        : Painted{parent, "doubt-words", wxSize{400, 280}} {}

    void show(const DoubtView& doubt) {
        sentences_ = sentences(doubt);
        what_ = doubt.what.empty() ? _("no receipt yet") : to_wx(doubt.what);
        at_ = to_wx(doubt.at);
        total_ = to_wx(doubt.total);
        foot_ = doubt.found ? _("The journal notes who has read this.") : to_wx(doubt.reason);
        is_calm_ = doubt.found == compose::LastRunQuestion::Found::recorded;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.shrunk(area, [&](const wxRect2DDouble& room) { return draw_all(pen, room); });
    }

    /// Where it ends.
    double draw_all(Pen& pen, const wxRect2DDouble& area) {
        const double left = 2 * gap;
        const double width = area.m_width - 2 * left;
        pen.fitted_lines(
            {left, 0, width, 76},
            sentences_.title,
            20,
            is_calm_ ? Tone::ink : Tone::danger,
            Place::centre
        );
        const wxRect2DDouble card{left, 84, width, 150};
        pen.fill(card, Tone::card, corner);
        pen.outline(card, Tone::line, 1, corner);
        pen.fitted({left + gap, 92, width - 2 * gap, 52}, what_, 24, Tone::ink);
        pen.text({left + gap, 144, width - 2 * gap, 36}, at_, font(16), Tone::muted, Place::left);
        pen.text(
            {left + gap, 180, width - 2 * gap, 46},
            total_,
            font(22, Strength::strong),
            Tone::accent_dark,
            Place::left
        );
        pen.fitted_lines(
            {left, 246, width, 110}, sentences_.what_to_do, 17, Tone::ink, Place::centre
        );
        constexpr double foot = 364;
        const double foot_height = std::max(60.0, area.m_height - foot);
        pen.fitted_lines(
            {left, foot, width, foot_height},
            foot_,
            11,
            Tone::muted,
            Place::centre,
            Strength::normal
        );
        return foot + foot_height;
    }

    Sentences sentences_{};
    wxString what_{};
    wxString at_{};
    wxString total_{};
    wxString foot_{};
    bool is_calm_ = false;
};

DoubtPanel::DoubtPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::doubt},
      words_{new Words{this}},
      button_{new Button{this, id::doubt_read, {}, Look::accent, [this] { press_button(); }}} {
    button_->set_size_pt(18);
    button_->SetMinSize(wxSize{420, 84});
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(words_, 1, wxEXPAND | wxALL, 2 * gap);
    all->Add(button_, 0, wxALIGN_CENTRE_HORIZONTAL | wxBOTTOM, 2 * gap);
    SetSizer(all);
}

void DoubtPanel::show(const ViewModel& view) {
    if (!view.doubt) {
        return;
    }
    asks_ = view.doubt->found.has_value();
    words_->show(*view.doubt);
    button_->set_label(
        asks_ ? wxString::Format(_("%s has read this"), to_wx(view.doubt->reader))
              : _("Close the program")
    );
    Layout();
}

bool DoubtPanel::enter() {
    if (asks_) {
        desk().read_last_run();
    }
    return true; // a key that was still meant for the sale closes no program
}

void DoubtPanel::press_button() {
    if (asks_) {
        desk().read_last_run();
    } else {
        wxGetTopLevelParent(this)->Close();
    }
}

} // namespace ocop::ui
