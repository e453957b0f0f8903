#include "pos/ui/marks.hpp"

namespace ocop::ui {

namespace {

constexpr double mark_inset = 6;
constexpr double behind = 8;

wxFont mark_font() {
    return font(10, Strength::strong);
}

} // namespace

double mark_width(Pen& pen, const wxString& words) {
    return pen.width(words, mark_font()) + 2 * mark_inset + behind;
}

double draw_mark(Pen& pen, double x, double y, const wxString& words, Tone ground, Tone ink) {
    const double width = mark_width(pen, words) - behind;
    pen.fill({x, y, width, 19}, ground, 4);
    pen.text({x + mark_inset, y, width - 2 * mark_inset, 19}, words, mark_font(), ink, Place::left);
    return x + width + behind;
}

} // namespace ocop::ui
