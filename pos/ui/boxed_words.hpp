#pragma once

#include "pos/ui/theme.hpp"

#include <functional>
#include <vector>

namespace ocop::ui {

/// `words` as lines of at most `room`, as `width` measures: broken at line ends and spaces, and
/// within a word that is too long; a letter wider than `room` has a line of its own.
[[nodiscard]] std::vector<wxString>
broken(const wxString& words, double room, const std::function<double(const wxString&)>& width);

/// The same in pixels, as `pen` draws.
[[nodiscard]] std::vector<wxString>
broken(Pen& pen, const wxString& words, const wxFont& font, double room);

/// A coloured box over all of `area` with `words` in the middle of its height.
void draw_box(Pen& pen, const wxRect2DDouble& area, const wxString& words, Tone ground, Tone ink);

/// A coloured box at the height `y` of `area`, as high as `words`, and the first lines of `large`
/// above them, need; where the next one may begin.
double draw_growing_box(
    Pen& pen,
    double y,
    const wxRect2DDouble& area,
    const wxString& words,
    const wxString& large,
    Tone ground,
    Tone ink
);

} // namespace ocop::ui
