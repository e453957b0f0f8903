#include "pos/ui/row_list.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {
constexpr int drag_min = 10; // pixels a finger may tremble
} // namespace

RowList::RowList(wxWindow* parent, const wxString& name, int row_height)
    : Painted{parent, name, wxSize{200, row_height}},
      row_height_{row_height} {
    Bind(wxEVT_SIZE, [this, last = wxSize{}](wxSizeEvent& event) mutable {
        if (event.GetSize() != last) { // what is chosen stays in sight where it became lower
            last = event.GetSize();
            bring_chosen();
        }
        event.Skip();
    });
    Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
        scroll_to(top_ - event.GetWheelRotation() * row_height_ / event.GetWheelDelta());
    });
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
        drag_from_ = place_of(event).y;
        drag_top_ = top_;
        dragged_ = false;
    });
    Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
        if (drag_from_ >= 0 && event.LeftIsDown()) {
            dragged_ = dragged_ || std::abs(place_of(event).y - drag_from_) > drag_min;
            if (dragged_) {
                scroll_to(drag_top_ + drag_from_ - place_of(event).y);
            }
        }
    });
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
        const bool pressed = std::exchange(drag_from_, -1) >= 0 && !dragged_;
        const auto row = static_cast<std::size_t>((place_of(event).y + top_) / row_height_);
        if (pressed && row < count_ && on_press
            && takes_press_at(place_of(event).x, room().GetWidth())) {
            on_press(row);
        }
    });
}

int RowList::height_of_all() const {
    return static_cast<int>(count_) * row_height_;
}

void RowList::scroll_to(int y) {
    const int top = std::clamp(y, 0, std::max(0, height_of_all() - room().y));
    if (top != top_) {
        top_ = top;
        Refresh();
    }
}

void RowList::set_rows(std::size_t count, std::size_t chosen) {
    const bool moved = chosen != chosen_ || count != count_;
    count_ = count;
    chosen_ = chosen;
    scroll_to(top_);
    if (moved) {
        bring_chosen();
    }
    Refresh();
}

void RowList::bring_chosen() {
    if (chosen_ == none) {
        return scroll_to(top_);
    }
    const int at = static_cast<int>(chosen_) * row_height_;
    if (at < top_) {
        scroll_to(at);
    } else if (at + row_height_ > top_ + room().y) {
        scroll_to(at + row_height_ - room().y);
    } else {
        scroll_to(top_);
    }
}

bool RowList::follow_zoom() {
    const bool changed = Painted::follow_zoom();
    if (changed) {
        bring_chosen();
    }
    return changed;
}

void RowList::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, Tone::card, corner);
    if (count_ == 0) {
        draw_empty(pen, area);
    }
    pen.context().Clip(area.m_x, area.m_y, area.m_width, area.m_height);
    for (auto row = static_cast<std::size_t>(top_ / row_height_); row < count_; ++row) {
        const double y = static_cast<double>(row) * row_height_ - top_;
        if (y >= area.m_height) {
            break;
        }
        draw_row(pen, {1, y, area.m_width - 2, static_cast<double>(row_height_)}, row);
    }
    if (height_of_all() > area.m_height) { // how far down one is
        const double share = area.m_height / height_of_all();
        pen.fill(
            {area.m_width - 7, top_ * share + 3, 4, std::max(24.0, area.m_height * share - 6)},
            Tone::muted,
            2
        );
    }
    pen.round_corners(area, behind_, corner);
    pen.outline(area, Tone::line, 1, corner);
}

} // namespace ocop::ui
