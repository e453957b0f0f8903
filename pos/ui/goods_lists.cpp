#include "pos/ui/goods_lists.hpp"

#include "pos/ui/goods_grid.hpp"
#include "pos/ui/marks.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

constexpr int line_height = 62;
constexpr int result_height = 60;
constexpr int hold_height = 76;
constexpr double row_star_size = 15;
constexpr double narrow_max = 420; // pixels

/// The ground of a row: the chosen one stands out by colour and by a bar at its left.
void draw_ground(Pen& pen, const wxRect2DDouble& area, bool chosen) {
    if (chosen) {
        pen.fill(area, Tone::accent_pale);
        pen.fill({area.m_x, area.m_y, 5, area.m_height}, Tone::accent);
    }
    pen.fill({area.m_x, area.m_y + area.m_height - 1, area.m_width, 1}, Tone::line);
}

/// A name in the largest letters, on two lines if need be, that show all of it; of one that is
/// longer still, what fits, and the foot of the window has the rest of the chosen one.
void draw_name(Pen& pen, const wxRect2DDouble& area, const std::string& name, int size_pt) {
    constexpr int one_line_pt = 11;
    constexpr int two_lines_pt = 9;
    const wxString words = to_wx(name);
    int size = size_pt;
    const auto takes = [&] { return pen.width(words, font(size, Strength::strong)); };
    while (size > one_line_pt && takes() > area.m_width) {
        --size;
    }
    if (takes() <= area.m_width) {
        pen.text(area, words, font(size, Strength::strong), Tone::ink, Place::left);
    } else {
        pen.lines(area, words, font(two_lines_pt, Strength::strong), Tone::ink, 2);
    }
}

template <class Row>
std::size_t chosen_of(const std::vector<Row>& rows) {
    const auto chosen =
        std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.selected; });
    return chosen == rows.end() ? static_cast<std::size_t>(-1)
                                : static_cast<std::size_t>(chosen - rows.begin());
}

} // namespace

LineList::LineList(wxWindow* parent, const wxString& name, wxString when_empty)
    : RowList{parent, name, line_height},
      when_empty_{std::move(when_empty)} {}

void LineList::show(const std::vector<LineRow>& rows) {
    rows_ = rows;
    set_rows(rows_.size(), chosen_of(rows_));
}

void LineList::draw_empty(Pen& pen, const wxRect2DDouble& area) {
    const wxRect2DDouble inner{area.m_x + 40, area.m_y, area.m_width - 80, area.m_height};
    pen.paragraph(inner, when_empty_, font(15), Tone::muted, Place::centre);
}

void LineList::draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t index) {
    const LineRow& row = rows_[index];
    draw_ground(pen, area, row.selected);
    const double top = area.m_y + 7;
    const double below = area.m_y + 34;
    const bool narrow = area.m_width < narrow_max; // beside the goods with pictures
    const double left = area.m_x + (narrow ? 14 : 52);
    const double amount_width = narrow ? 92 : 136;
    const double right = area.m_x + area.m_width - 16 - amount_width;
    if (!narrow) {
        pen.text(
            {area.m_x + 10, top, 30, 24},
            wxString::Format("%lld", static_cast<long long>(row.line)),
            font(12),
            Tone::muted,
            Place::right
        );
    }
    draw_name(pen, {left, area.m_y + 2, right - left - 8, 32}, row.name, narrow ? 12 : 14);
    pen.fitted(
        {right, top, amount_width, 24}, to_wx(row.amount), narrow ? 14 : 16, Tone::ink, Place::right
    );
    wxString quantity = wxString::Format(
        wxString::FromUTF8("%s %s × %s"),
        to_wx(row.quantity),
        to_wx(row.unit),
        to_wx(row.unit_price)
    );
    if (!row.coming_back.empty()) {
        quantity = wxString::Format(
            _("back: %s of %s %s"), to_wx(row.coming_back), to_wx(row.quantity), to_wx(row.unit)
        );
    }
    const double end = row.discount.empty() ? right + amount_width : right + amount_width - 76;
    double x =
        left
        + pen.fitted(
            {left, below, end - left, 20}, quantity, 12, Tone::muted, Place::left, Strength::normal
        )
        + 12;
    const auto mark = [&](const wxString& words, Tone ground, Tone ink) {
        if (x + mark_width(pen, words) <= end + 18) {
            x = draw_mark(pen, x, below + 1, words, ground, ink);
        }
    };
    if (row.mark == StarMark::shown) {
        x += pen.stars(x, below + 10, row.stars, row_star_size) + 10;
    } else if (row.mark == StarMark::lapsed) {
        mark(
            narrow ? _("certificate over") : _("certificate lapsed"),
            Tone::danger_pale,
            Tone::danger
        );
    }
    if (row.in_set) {
        mark(_("gift set"), Tone::accent_pale, Tone::accent_dark);
    }
    if (row.demonstration) {
        mark(narrow ? _("demo") : _("demo figures"), Tone::warning_pale, Tone::warning_ink);
    }
    if (!row.discount.empty()) {
        pen.text(
            {right, below, amount_width, 20},
            to_wx(row.discount),
            font(12),
            Tone::danger,
            Place::right
        );
    }
}

ResultList::ResultList(wxWindow* parent, const wxString& name, PictureShelf& pictures)
    : RowList{parent, name, result_height},
      pictures_{&pictures} {}

wxString ResultList::nothing_found() {
    return _("Nothing found. Try fewer or other words.");
}

void ResultList::show(const std::vector<ResultRow>& rows, const wxString& when_empty) {
    rows_ = rows;
    when_empty_ = when_empty;
    set_rows(rows_.size(), chosen_of(rows_));
}

void ResultList::draw_empty(Pen& pen, const wxRect2DDouble& area) {
    const wxRect2DDouble inner{area.m_x + 40, area.m_y, area.m_width - 80, area.m_height};
    pen.paragraph(inner, when_empty_, font(15), Tone::muted, Place::centre);
}

void ResultList::draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t index) {
    const ResultRow& row = rows_[index];
    draw_ground(pen, area, row.selected);
    const double edge = area.m_height - 13;
    const wxRect2DDouble picture{area.m_x + 12, area.m_y + 6, edge, edge};
    draw_goods_picture(pen, picture, *pictures_, row.image, row.name, row.shelf);
    const double left = picture.m_x + edge + 10;
    const double price_width = 150;
    const double right = area.m_x + area.m_width - 16 - price_width;
    draw_name(pen, {left, area.m_y + 1, right - left - 8, 32}, row.name, 14);
    double x = left;
    if (row.mark == StarMark::lapsed) {
        x = draw_mark(
            pen, x, area.m_y + 33, _("certificate lapsed"), Tone::danger_pale, Tone::danger
        );
    } else if (row.stars > 0) {
        x += pen.stars(x, area.m_y + 42, row.stars, row_star_size) + 8;
    }
    double demo_width = 0;
    if (row.demonstration) {
        const wxString words = _("demo figures");
        demo_width = mark_width(pen, words);
        draw_mark(
            pen,
            right + price_width - demo_width + 8,
            area.m_y + 33,
            words,
            Tone::warning_pale,
            Tone::warning_ink
        );
    }
    pen.fitted_lines(
        {x, area.m_y + 31, right + price_width - x - demo_width - 8, area.m_height - 32},
        to_wx(row.producer),
        12,
        Tone::muted,
        Place::left,
        Strength::normal
    );
    wxString price = to_wx(row.price);
    if (!row.unit.empty()) {
        price += " / " + to_wx(row.unit);
    }
    pen.fitted({right, area.m_y + 6, price_width, 24}, price, 14, Tone::accent_dark, Place::right);
}

HoldList::HoldList(wxWindow* parent, const wxString& name)
    : RowList{parent, name, hold_height} {}

void HoldList::show(const std::vector<HoldRow>& rows) {
    rows_ = rows;
    set_rows(rows_.size(), chosen_of(rows_));
}

void HoldList::draw_empty(Pen& pen, const wxRect2DDouble& area) {
    pen.paragraph(area, _("No basket is put aside."), font(15), Tone::muted, Place::centre);
}

void HoldList::draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t index) {
    const HoldRow& row = rows_[index];
    draw_ground(pen, area, row.selected);
    const wxString number = wxString::Format("#%lld", static_cast<long long>(row.number));
    pen.text(
        {area.m_x + 18, area.m_y, 70, area.m_height},
        number,
        font(20, Strength::strong),
        Tone::accent_dark,
        Place::left
    );
    const double left = area.m_x + 96;
    const double right = area.m_x + area.m_width - 196;
    draw_name(pen, {left, area.m_y + 4, right - left - 12, 36}, row.goods, 14);
    const wxString how =
        row.left ? _("%s, the till died at %s, lines: %zu") : _("%s, put aside at %s, lines: %zu");
    wxString second = wxString::Format(how, to_wx(row.cashier), to_wx(row.time), row.lines);
    if (!row.paid.empty()) {
        second += ", " + wxString::Format(_("already paid: %s"), to_wx(row.paid));
    }
    pen.text(
        {left, area.m_y + 40, right - left - 12, 22}, second, font(12), Tone::muted, Place::left
    );
    pen.text(
        {right, area.m_y, 180, area.m_height},
        to_wx(row.total),
        font(18, Strength::strong),
        Tone::ink,
        Place::right
    );
}

} // namespace ocop::ui
