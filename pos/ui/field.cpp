#include "pos/ui/field.hpp"

#include "pos/ui/text.hpp"
#include "pos/ui/zoom.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

constexpr int caption_height = 25;
constexpr unsigned long letters_max = 8'192; // more than any code that is scanned; no clipboard's
constexpr int side = 10;                     // units between border and text

int height_of(int size_pt, const wxString& caption) {
    return size_pt * 2 + (caption.empty() ? 16 : 10 + caption_height);
}

long style_of(Shows shows) {
    switch (shows) {
    case Shows::text:
        return 0;
    case Shows::dots:
        return wxTE_PASSWORD;
    case Shows::lines:
        return wxTE_MULTILINE;
    }
    return 0;
}

} // namespace

Field::Field(
    wxWindow* parent, const wxString& name, const wxString& caption, int size_pt, Shows shows
)
    : Painted{parent, name + "-box", wxSize{120, height_of(size_pt, caption)}},
      caption_{caption},
      size_pt_{size_pt},
      text_{new wxTextCtrl{
          this,
          wxID_ANY,
          wxString{},
          wxDefaultPosition,
          wxDefaultSize,
          wxBORDER_NONE | wxTE_PROCESS_ENTER | style_of(shows),
          wxDefaultValidator,
          name}},
      is_secret_{shows == Shows::dots} {
    if (shows != Shows::lines) { // GTK bounds no others
        text_->SetMaxLength(letters_max);
    }
    text_->SetFont(native_font(size_pt));
    text_->SetForegroundColour(colour(Tone::ink));
    text_->SetBackgroundColour(colour(Tone::card));
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        place_text();
        event.Skip();
    });
    text_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (reads) {
            Refresh();
        }
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

void Field::place_text() {
    const wxSize size = GetClientSize();
    const int top = to_pixels(caption_.empty() ? 4 : caption_height);
    const int beside = to_pixels(side);
    text_->SetSize(
        beside, top, std::max(1, size.x - 2 * beside), std::max(1, size.y - top - to_pixels(5))
    );
}

bool Field::follow_zoom() {
    if (!Painted::follow_zoom()) {
        return false;
    }
    text_->SetFont(native_font(size_pt_));
    place_text();
    return true;
}

std::string Field::text() const {
    return to_utf8(text_->GetValue());
}

Secret Field::secret() const {
    std::string typed;
    for (const wxUniChar letter : text_->GetValue()) {
        typed += letter.IsAscii() ? static_cast<char>(letter) : '?';
    }
    Secret secret{std::move(typed)};
    return secret;
}

void Field::set_text(const std::string& text) {
    if (text != this->text()) {
        text_->ChangeValue(to_wx(text));
        Refresh(); // what it is read as
        text_->SetInsertionPointEnd();
    }
}

void Field::focus() {
    if (!text_->HasFocus()) {
        text_->SetFocus();
        text_->SetInsertionPointEnd();
    }
}

void Field::mark_wrong(bool wrong) {
    if (wrong != wrong_) {
        wrong_ = wrong;
        Refresh();
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
    const bool stands_out = focused || wrong_;
    pen.outline(
        area,
        wrong_    ? Tone::danger
        : focused ? Tone::accent
                  : Tone::line,
        stands_out ? 2.5 : 1,
        corner
    );
    if (!caption_.empty()) {
        pen.fitted(
            {side + 3, 5, area.m_width - 2 * side - 3, caption_height - 5},
            caption_,
            11,
            focused ? Tone::accent_dark : Tone::muted,
            Place::left,
            Strength::normal
        );
        if (reads) {
            pen.text(
                {side + 3, 5, area.m_width - 2 * side, caption_height - 5},
                to_wx(reads(text())),
                font(12, Strength::strong),
                Tone::accent_dark,
                Place::right
            );
        }
    }
}

} // namespace ocop::ui
