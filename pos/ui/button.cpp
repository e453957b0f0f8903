#include "pos/ui/button.hpp"

#include <utility>

namespace ocop::ui {

Button::Button(
    wxWindow* parent,
    const wxString& name,
    const wxString& label,
    Look look,
    std::function<void()> on_press,
    const wxString& shortcut
)
    : Painted{parent, name, wxSize{touch_height, touch_height}},
      label_{label},
      shortcut_{shortcut},
      look_{look},
      on_press_{std::move(on_press)} {
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent&) {
        down_ = enabled_;
        Refresh();
    });
    Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent&) { // fast fingers press twice
        down_ = enabled_;
        Refresh();
    });
    Bind(wxEVT_LEFT_UP, &Button::release, this);
    Bind(wxEVT_LEAVE_WINDOW, [this](wxMouseEvent&) {
        down_ = false;
        Refresh();
    });
    SetCursor(wxCursor{wxCURSOR_HAND});
}

void Button::release(wxMouseEvent&) {
    const bool pressed = std::exchange(down_, false);
    Refresh();
    if (pressed && enabled_) {
        on_press_();
    }
}

void Button::set_label(const wxString& label) {
    if (label != label_) {
        label_ = label;
        Refresh();
    }
}

void Button::set_look(Look look) {
    if (look != look_) {
        look_ = look;
        Refresh();
    }
}

void Button::set_size_pt(int size_pt) {
    size_pt_ = size_pt;
}

void Button::set_second(const wxString& text) {
    if (text != second_) {
        second_ = text;
        Refresh();
    }
}

void Button::enable(bool on) {
    if (on != enabled_) {
        enabled_ = on;
        Refresh();
    }
}

void Button::paint(Pen& pen, const wxRect2DDouble& area) {
    Tone ground = down_ ? Tone::key_pressed : Tone::key;
    Tone ink = Tone::ink;
    Tone small = Tone::muted;
    Tone border = Tone::line;
    switch (look_) {
    case Look::key:
        break;
    case Look::accent:
        ground = down_ ? Tone::accent_dark : Tone::accent;
        ink = small = Tone::on_accent;
        border = Tone::accent_dark;
        break;
    case Look::chosen:
        ground = Tone::accent_pale;
        ink = small = Tone::accent_dark;
        border = Tone::accent;
        break;
    case Look::danger:
        ink = Tone::danger;
        break;
    }
    if (!enabled_) {
        ground = Tone::ground;
        ink = small = Tone::muted;
        border = Tone::line;
    }
    pen.fill(area, ground, corner);
    pen.outline(area, border, look_ == Look::chosen ? 2 : 1, corner);
    wxRect2DDouble inner{area.m_x + 8, area.m_y + 2, area.m_width - 16, area.m_height - 4};
    if (!shortcut_.empty()) {
        const wxFont key_font = font(10, Strength::strong);
        const wxRect2DDouble top{inner.m_x, inner.m_y + 3, inner.m_width, 16};
        pen.text(top, shortcut_, key_font, small, Place::right);
        inner.m_y += 12;
        inner.m_height -= 14;
    }
    if (second_.empty()) {
        pen.fitted_lines(inner, label_, size_pt_, ink, Place::centre);
        return;
    }
    const double half = inner.m_height * 0.56;
    pen.fitted({inner.m_x, inner.m_y, inner.m_width, half}, label_, size_pt_, ink, Place::centre);
    pen.fitted_lines(
        {inner.m_x, inner.m_y + half, inner.m_width, inner.m_height - half},
        second_,
        11,
        small,
        Place::centre,
        Strength::normal
    );
}

} // namespace ocop::ui
