#pragma once

#include "pos/ui/painted.hpp"
#include "pos/ui/view_model.hpp"

namespace ocop::ui {

/// A caption and one very large number, with a line above or below it.
class TotalCard final : public Painted {
public:
    TotalCard(wxWindow* parent, const wxString& name, int height);

    /// `amount` in đồng, formatted; `second` stands below.
    void show(const wxString& caption, const wxString& amount, const wxString& second, Tone tone);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;

    wxString caption_{};
    wxString amount_{};
    wxString second_{};
    Tone tone_ = Tone::ink;
};

} // namespace ocop::ui
