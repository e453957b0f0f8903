#include "pos/ui/tender_list.hpp"

#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

TenderList::TenderList(wxWindow* parent, const wxString& name)
    : RowList{parent, name, touch_height} {}

void TenderList::show(
    const std::vector<std::pair<std::string, std::string>>& rows, Language language
) {
    rows_ = rows;
    language_ = language;
    set_rows(rows_.size(), rows_.empty() ? none : rows_.size() - 1);
}

bool TenderList::takes_press_at(int x, int width) const {
    return 3 * (x - gap) >= 2 * (width - 2 * gap); // the button, as it is drawn
}

void TenderList::draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) {
    const auto& [tender, amount] = rows_[row];
    const double left = area.m_x + gap;
    const double third = (area.m_width - 2 * gap) / 3;
    pen.fitted(
        {left, area.m_y, third, area.m_height}, tender_label(tender, language_), 13, Tone::ink
    );
    pen.text(
        {left + third, area.m_y, third - gap, area.m_height},
        with_dong(amount),
        font(14, Strength::strong),
        Tone::ink,
        Place::right
    );
    const wxRect2DDouble button{left + 2 * third, area.m_y + 4, third, area.m_height - 8};
    pen.fill(button, Tone::danger_pale, corner);
    const bool newest = row + 1 == rows_.size();
    const wxString take_back =
        newest ? _("Take back") + "  " + key_label(Command::remove_line) : _("Take back");
    const wxRect2DDouble words{
        button.m_x + gap / 2.0, button.m_y, button.m_width - gap, button.m_height};
    pen.fitted(words, take_back, 13, Tone::danger);
    pen.fill({area.m_x, area.m_y + area.m_height - 1, area.m_width, 1}, Tone::line);
}

} // namespace ocop::ui
