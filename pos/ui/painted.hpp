#pragma once

#include "pos/ui/theme.hpp"

#include <wx/control.h>
#include <wx/dcbuffer.h>

#include <memory>

namespace ocop::ui {

/// A part of the window that draws itself: one look on every system, and lighter than a heap of
/// labels. Named for tests.
class Painted : public wxControl {
public:
    Painted(wxWindow* parent, const wxString& name, wxSize least);

protected:
    /// Draws all of it on its ground.
    virtual void paint(Pen& pen, const wxRect2DDouble& area) = 0;

    bool AcceptsFocus() const override { return false; }

    bool AcceptsFocusFromKeyboard() const override { return false; }

    /// What lies behind rounded corners.
    Tone behind_ = Tone::ground;
};

} // namespace ocop::ui
