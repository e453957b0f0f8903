#pragma once

#include "pos/ui/painted.hpp"

namespace ocop::ui {

/// A line of large text with a smaller one below; either may be missing.
class Heading final : public Painted {
public:
    Heading(wxWindow* parent, const wxString& title, const wxString& second = {})
        : Painted{parent, "heading", wxSize{100, 60}},
          title_{title},
          second_{second} {}

    void set(const wxString& title, const wxString& second) {
        title_ = title;
        second_ = second;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        const double half = title_.empty()    ? 0
                            : second_.empty() ? area.m_height
                                              : area.m_height * 0.58;
        pen.fitted({0, 0, area.m_width, half}, title_, 18, Tone::ink);
        if (!second_.empty()) {
            pen.fitted_lines(
                {0, half, area.m_width, area.m_height - half},
                second_,
                12,
                Tone::muted,
                Place::left,
                Strength::normal
            );
        }
    }

    wxString title_;
    wxString second_;
};

} // namespace ocop::ui
