#include "pos/ui/field.hpp"

#include "pos/ui/text.hpp"

#include <wx/sizer.h>

namespace ocop::ui {

Field::Field(wxWindow* parent, const wxString& name, const wxString& hint, int size_pt, Shows shows)
    : Painted{parent, name + "-box", wxSize{120, size_pt * 2 + 24}},
      text_{new wxTextCtrl{
          this,
          wxID_ANY,
          wxString{},
          wxDefaultPosition,
          wxDefaultSize,
          wxBORDER_NONE | wxTE_PROCESS_ENTER | (shows == Shows::dots ? wxTE_PASSWORD : 0),
          wxDefaultValidator,
          name}} {
    text_->SetFont(font(size_pt));
    text_->SetForegroundColour(colour(Tone::ink));
    text_->SetBackgroundColour(colour(Tone::card));
    if (!hint.empty()) {
        text_->SetHint(hint);
    }
    auto* sizer = new wxBoxSizer{wxHORIZONTAL};
    sizer->Add(text_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 10);
    SetSizer(sizer);
    text_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (on_change) {
            on_change();
        }
    });
    const auto redraw = [this](wxFocusEvent& event) {
        Refresh();
        event.Skip();
    };
    text_->Bind(wxEVT_SET_FOCUS, redraw);
    text_->Bind(wxEVT_KILL_FOCUS, redraw);
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent&) { focus(); });
}

std::string Field::text() const {
    return to_utf8(text_->GetValue());
}

void Field::set_text(const std::string& text) {
    if (text != this->text()) {
        text_->ChangeValue(to_wx(text));
        text_->SetInsertionPointEnd();
    }
}

void Field::focus() {
    if (!text_->HasFocus()) {
        text_->SetFocus();
        text_->SetInsertionPointEnd();
    }
}

void Field::type(const wxString& characters) {
    if (characters == "\b") {
        const wxString value = text_->GetValue();
        text_->SetValue(value.Left(value.empty() ? 0 : value.length() - 1));
    } else {
        text_->SetValue(text_->GetValue() + characters);
    }
    text_->SetInsertionPointEnd();
}

void Field::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, Tone::card, corner);
    const bool focused = has_focus();
    pen.outline(area, focused ? Tone::accent : Tone::line, focused ? 2.5 : 1, corner);
}

} // namespace ocop::ui
