#include "pos/ui/boxed_words.hpp"

#include <algorithm>
#include <cstddef>

namespace ocop::ui {

namespace {
constexpr double inset = 16;
} // namespace

std::vector<wxString> broken(Pen& pen, const wxString& words, const wxFont& font, double room) {
    std::vector<wxString> lines;
    for (const wxString& paragraph : wxSplit(words, '\n', '\0')) {
        wxString line;
        for (wxString word : wxSplit(paragraph, ' ', '\0')) {
            while (pen.width(word, font) > room) { // a code has no spaces
                std::size_t fits = word.length() - 1;
                while (fits > 1 && pen.width(word.Left(fits), font) > room) {
                    --fits;
                }
                if (!line.empty()) {
                    lines.push_back(line);
                    line.clear();
                }
                lines.push_back(word.Left(fits));
                word = word.Mid(fits);
            }
            const wxString longer = line.empty() ? word : line + " " + word;
            if (pen.width(longer, font) > room) {
                lines.push_back(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.push_back(line);
    }
    return lines;
}

void draw_box(Pen& pen, const wxRect2DDouble& area, const wxString& words, Tone ground, Tone ink) {
    pen.fill(area, ground, corner);
    const wxRect2DDouble inner{area.m_x + 14, area.m_y + 6, area.m_width - 28, area.m_height - 12};
    pen.paragraph(inner, words, font(12, Strength::strong), ink, Place::left);
}

double draw_growing_box(
    Pen& pen,
    double y,
    const wxRect2DDouble& area,
    const wxString& words,
    const wxString& large,
    Tone ground,
    Tone ink
) {
    constexpr double line_height = 22;
    constexpr double large_height = 30;
    constexpr std::size_t large_max = 3; // a QR code may be as long as a page
    const wxFont small_font = font(12, Strength::strong);
    const wxFont large_font = font(16, Strength::strong);
    const double room = area.m_width - 4 * inset;
    auto heads =
        large.empty() ? std::vector<wxString>{} : broken(pen, large, large_font, room - 10);
    if (heads.size() > large_max) {
        heads.resize(large_max);
        heads.back() += wxString::FromUTF8("…");
    }
    const auto lines = broken(pen, words, small_font, room);
    const double height = line_height * static_cast<double>(lines.size())
                          + large_height * static_cast<double>(heads.size()) + 20;
    pen.fill({inset, y, area.m_width - 2 * inset, height}, ground, corner);
    double at = y + 10;
    for (const wxString& line : heads) {
        pen.text({2 * inset, at, room, large_height}, line, large_font, ink, Place::left);
        at += large_height;
    }
    for (const wxString& line : lines) {
        pen.text({2 * inset, at, room, line_height}, line, small_font, ink, Place::left);
        at += line_height;
    }
    return y + height + 10;
}

} // namespace ocop::ui
