#include "pos/ui/picture.hpp"

#include <wx/image.h>

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

constexpr double edge = 14; // paper around the dots

} // namespace

wxBitmap to_bitmap(const receipts::Bitmap& dots) {
    wxImage image{dots.width(), dots.height(), false};
    unsigned char* pixel = image.GetData();
    for (int y = 0; y < dots.height(); ++y) {
        for (int x = 0; x < dots.width(); ++x) {
            const unsigned char value = dots.black(x, y) ? 0x10 : 0xFF;
            *pixel++ = value;
            *pixel++ = value;
            *pixel++ = value;
        }
    }
    return wxBitmap{image};
}

Picture::Picture(wxWindow* parent, const wxString& name, const wxString& while_waiting)
    : Painted{parent, name, wxSize{200, 200}},
      while_waiting_{while_waiting} {
    Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
        scroll_to(top_ - event.GetWheelRotation() * 60 / event.GetWheelDelta());
    });
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
        drag_from_ = place_of(event).y;
        drag_top_ = top_;
    });
    Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
        if (drag_from_ >= 0 && event.LeftIsDown()) {
            scroll_to(drag_top_ + drag_from_ - place_of(event).y);
        }
    });
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent&) { drag_from_ = -1; });
}

void Picture::show(const std::optional<receipts::Bitmap>& dots, double share) {
    if (dots == dots_ && share == share_) {
        return;
    }
    dots_ = dots;
    share_ = share;
    bitmap_ = dots && !dots->empty() ? to_bitmap(*dots) : wxBitmap{};
    top_ = bitmap_.IsOk() ? top_ : 0;
    scroll_to(top_);
    Refresh();
}

double Picture::scale() const {
    return std::min(1.0, share_ * (room().x - 2 * edge - 8) / bitmap_.GetWidth());
}

void Picture::bring(int y) {
    if (bitmap_.IsOk()) {
        scroll_to(static_cast<int>(edge + y * scale() - room().y * 0.4));
    }
}

void Picture::scroll_to(int y) {
    if (bitmap_.IsOk()) {
        const int all = static_cast<int>(bitmap_.GetHeight() * scale() + 2 * edge);
        top_ = std::clamp(y, 0, std::max(0, all - room().y));
        Refresh();
    }
}

void Picture::say(const wxString& while_waiting) {
    if (while_waiting != while_waiting_) {
        while_waiting_ = while_waiting;
        Refresh();
    }
}

void Picture::paint(Pen& pen, const wxRect2DDouble& area) {
    if (!bitmap_.IsOk()) {
        pen.fill(area, Tone::card, corner);
        pen.outline(area, Tone::line, 1, corner);
        pen.paragraph(area, while_waiting_, font(13), Tone::muted, Place::centre);
        return;
    }
    const double width = bitmap_.GetWidth() * scale();
    const double height = bitmap_.GetHeight() * scale();
    const double paper = width + 2 * edge;
    const double x = (area.m_width - paper) / 2;
    pen.fill({x, 0, paper, std::min(area.m_height, height + 2 * edge)}, Tone::card);
    pen.context().SetInterpolationQuality(wxINTERPOLATION_GOOD);
    pen.context().DrawBitmap(bitmap_, x + edge, edge - top_, width, height);
    pen.outline({x, -2, paper, std::min(area.m_height, height + 2 * edge) + 2}, Tone::line, 1, 2);
    const double all = height + 2 * edge;
    if (all > area.m_height) {
        const double share = area.m_height / all;
        pen.fill({area.m_width - 5, top_ * share, 4, area.m_height * share}, Tone::muted, 2);
    }
}

} // namespace ocop::ui
