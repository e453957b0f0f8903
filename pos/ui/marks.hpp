#pragma once

#include "pos/ui/theme.hpp"

namespace ocop::ui {

/// A small mark with a coloured ground, 19 pixels high; where the next thing begins.
double draw_mark(Pen& pen, double x, double y, const wxString& words, Tone ground, Tone ink);

/// How wide draw_mark() makes it, with the space behind it.
[[nodiscard]] double mark_width(Pen& pen, const wxString& words);

} // namespace ocop::ui
