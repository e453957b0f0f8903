#pragma once

#include "pos/ui/theme.hpp"
#include "pos/ui/view_model.hpp"

namespace ocop::ui {

/// Draws a receipt printer in the square `area`, and what is to be done about it.
void draw_printer(Pen& pen, const wxRect2DDouble& area, PrinterPicture picture);

} // namespace ocop::ui
