#pragma once

#include "pos/ui/theme.hpp"

#include <wx/control.h>
#include <wx/dcbuffer.h>

#include <memory>

namespace ocop::ui {

/// A part of the window that draws itself: one look on every system, and lighter than a heap of
/// labels. It draws and measures in units of the design (zoom.hpp). Named for tests.
class Painted : public wxControl {
public:
    /// On a display of its own, whose window is drawn to its size, a unit is a pixel.
    enum class Unit { zoomed, pixel };

    /// `least` in units.
    Painted(wxWindow* parent, const wxString& name, wxSize least, Unit unit = Unit::zoomed);

    /// In units.
    void SetMinSize(const wxSize& least) override;

    [[nodiscard]] const wxSize& least() const { return least_; }

    /// The zoom changed. True if this took another size.
    virtual bool follow_zoom();

    /// Draws all of it on `context`, whose unit is a pixel.
    void draw_on(wxGraphicsContext& context);

protected:
    /// Draws all of it on its ground.
    virtual void paint(Pen& pen, const wxRect2DDouble& area) = 0;

    bool AcceptsFocus() const override { return false; }

    bool AcceptsFocusFromKeyboard() const override { return false; }

    /// Its size.
    [[nodiscard]] wxSize room() const;
    /// Where a finger or mouse is.
    [[nodiscard]] wxPoint place_of(const wxMouseEvent& event) const;

    /// What lies behind rounded corners.
    Tone behind_ = Tone::ground;

private:
    [[nodiscard]] double pixels() const;

    wxSize least_{};
    Unit unit_;
    double zoomed_at_ = 0;
    double text_at_ = 0;
};

} // namespace ocop::ui
