#pragma once

#include <wx/gdicmn.h>
#include <wx/window.h>

namespace ocop::ui {

// The window is drawn and laid out in units of its own design, so that all of it is on every
// screen: one unit is `zoom()` pixels, for buttons, gaps and letters alike. A person who set larger
// text gets a larger window within the window, as far as all of it still fits.

/// How large people want text, as the desktop says: 1 is 96 dots per inch, 1.5 is 150 %.
[[nodiscard]] double text_scale();
/// Asks the desktop anew: people change it while the till runs.
void ask_text_scale();

/// Pixels of one unit.
[[nodiscard]] double zoom();
void set_zoom(double pixels);

/// `units` in whole pixels.
[[nodiscard]] int to_pixels(int units);
[[nodiscard]] wxSize to_pixels(const wxSize& units);

/// The largest zoom at which a window of `least` units fits into `room` pixels, never more than
/// `wanted`; a little at least.
[[nodiscard]] double zoom_for(const wxSize& room, const wxSize& least, double wanted);

/// Gaps, borders and struts of the sizers of `window` and all in it, which are given in units, at
/// the zoom of now. True if anything changed.
bool zoom_sizers(wxWindow& window);

/// Lays out `window` and all in it, also where a size stays as it was.
void lay_out_all(wxWindow& window);

} // namespace ocop::ui
