#include "pos/ui/boxed_words.hpp"

#include <algorithm>
#include <cstddef>

namespace ocop::ui {

namespace {
constexpr double box_inset = 16;
} // namespace

std::vector<wxString>
broken(const wxString& words, double room, const std::function<double(const wxString&)>& width) {
    std::vector<wxString> lines;
    for (const wxString& paragraph : wxSplit(words, '\n', '\0')) {
        wxString line;
        for (wxString word : wxSplit(paragraph, ' ', '\0')) {
            while (word.length() > 1 && width(word) > room) { // a code has no spaces
                if (!line.empty()) {
                    lines.push_back(line);
                    line.clear();
                }
                std::size_t fits = 1; // counted from the left: a word may be as long as a page
                while (fits + 1 < word.length() && width(word.Left(fits + 1)) <= room) {
                    ++fits;
                }
                lines.push_back(word.Left(fits));
                word = word.Mid(fits);
            }
            const wxString longer = line.empty() ? word : line + " " + word;
            if (!line.empty() && width(longer) > room) {
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

std::vector<wxString> broken(Pen& pen, const wxString& words, const wxFont& font, double room) {
    return broken(words, room, [&](const wxString& part) { return pen.width(part, font); });
}

void draw_box(Pen& pen, const wxRect2DDouble& area, const wxString& words, Tone ground, Tone ink) {
    pen.fill(area, ground, corner);
    const wxRect2DDouble inner{area.m_x + 14, area.m_y + 6, area.m_width - 28, area.m_height - 12};
    pen.fitted_lines(inner, words, 12, ink, Place::left);
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
    constexpr std::size_t large_max = 3;
    constexpr std::size_t large_letters_max = 400; // a QR code holds 7,089; these fill the lines
    const wxFont small_font = font(12, Strength::strong);
    const wxFont large_font = font(16, Strength::strong);
    const double room = area.m_width - 4 * box_inset;
    auto heads = large.empty() ? std::vector<wxString>{}
                               : broken(pen, large.Left(large_letters_max), large_font, room - 10);
    if (heads.size() > large_max) {
        heads.resize(large_max);
        heads.back() += wxString::FromUTF8("…");
    }
    const auto lines = broken(pen, words, small_font, room);
    const double height = line_height * static_cast<double>(lines.size())
                          + large_height * static_cast<double>(heads.size()) + 20;
    pen.fill({box_inset, y, area.m_width - 2 * box_inset, height}, ground, corner);
    double at = y + 10;
    for (const wxString& line : heads) {
        pen.text({2 * box_inset, at, room, large_height}, line, large_font, ink, Place::left);
        at += large_height;
    }
    for (const wxString& line : lines) {
        pen.text({2 * box_inset, at, room, line_height}, line, small_font, ink, Place::left);
        at += line_height;
    }
    return y + height + 10;
}

} // namespace ocop::ui
