#include "pos/ui/goods_grid.hpp"

#include "pos/ui/labels.hpp"
#include "pos/ui/marks.hpp"
#include "pos/ui/text.hpp"

#include <wx/tokenzr.h>
#include <wx/translation.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace ocop::ui {

namespace {

constexpr int chip_height = 44;
constexpr int chip_gap = 5;
constexpr int chip_inset = 8;
constexpr int least_tile_width = 200;
constexpr int least_tile_height = 98;
constexpr double tile_gap = 8;
constexpr double star_size = 14;
constexpr int swipe_min = 60; // pixels
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Pale grounds on which ink has a contrast of at least 10 to 1.
wxColour ground_of(Shelf shelf) {
    constexpr std::array<std::uint32_t, 15> rgb{
        0xE8EDEA,
        0xE8EDEA,
        0xDDF0D6,
        0xF2E8CF,
        0xF7DFC8,
        0xF6D9D2,
        0xE3EBCB,
        0xE9DDF0,
        0xD6E8F5,
        0xD5EFE6,
        0xEFDCC9,
        0xD8EFC9,
        0xCFE6EE,
        0xF6DCE6,
        0xE4E6EA};
    const std::uint32_t value = rgb.at(static_cast<std::size_t>(shelf));
    return {
        static_cast<unsigned char>(value >> 16U & 0xFFU),
        static_cast<unsigned char>(value >> 8U & 0xFFU),
        static_cast<unsigned char>(value & 0xFFU)};
}

/// "MN" for "Mắm nêm cá cơm".
wxString initials(const std::string& name) {
    wxString letters;
    wxStringTokenizer words{to_wx(name), " \t\"'()-"};
    while (words.HasMoreTokens() && letters.length() < 2) {
        const wxString word = words.GetNextToken();
        if (!word.empty()) {
            letters += word.Left(1).Upper();
        }
    }
    return letters;
}

} // namespace

void draw_goods_picture(
    Pen& pen,
    const wxRect2DDouble& area,
    PictureShelf& pictures,
    const std::string& image,
    const std::string& name,
    Shelf shelf
) {
    if (const wxBitmap* bitmap = pictures.find(image)) {
        const double scale =
            std::min({1.0, area.m_width / bitmap->GetWidth(), area.m_height / bitmap->GetHeight()});
        const double width = bitmap->GetWidth() * scale;
        const double height = bitmap->GetHeight() * scale;
        pen.fill(area, Tone::card, 6);
        pen.context().SetInterpolationQuality(wxINTERPOLATION_GOOD);
        pen.context().DrawBitmap(
            *bitmap,
            std::round(area.m_x + (area.m_width - width) / 2),
            std::round(area.m_y + (area.m_height - height) / 2),
            width,
            height
        );
        return;
    }
    pen.context().SetPen(*wxTRANSPARENT_PEN);
    pen.context().SetBrush(wxBrush{ground_of(shelf)});
    pen.context().DrawRoundedRectangle(area.m_x, area.m_y, area.m_width, area.m_height, 6);
    const int size = static_cast<int>(area.m_height * 0.27);
    pen.text(area, initials(name), font(size, Strength::strong), Tone::muted, Place::centre);
}

// Groups.

ShelfStrip::ShelfStrip(wxWindow* parent, const wxString& name)
    : Painted{parent, name, wxSize{200, chip_height}} {
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
        for (const Chip& chip : chips_) {
            if (chip.area.Contains(place_of(event)) && on_press) {
                return on_press(chip.row.shelf);
            }
        }
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        if (place()) {
            CallAfter([this] { GetParent()->Layout(); });
        }
        event.Skip();
    });
}

void ShelfStrip::show(const std::vector<ShelfRow>& shelves) {
    chips_.clear();
    for (const ShelfRow& shelf : shelves) {
        chips_.push_back({shelf, shelf_label(shelf.shelf), {}});
    }
    if (place()) {
        GetParent()->Layout();
    }
    Refresh();
}

bool ShelfStrip::follow_zoom() {
    const bool changed = Painted::follow_zoom();
    return (changed && place()) || changed;
}

bool ShelfStrip::place() {
    const int width_of_all = room().x;
    int x = 0;
    int y = 0;
    // Measured as they are drawn: a window measures in the scale of text that it began with.
    const std::unique_ptr<wxGraphicsContext> nowhere{wxGraphicsContext::Create()};
    Pen pen{*nowhere};
    for (Chip& chip : chips_) {
        const double letters = pen.width(chip.label, font(11, Strength::strong));
        const int width = std::max(static_cast<int>(std::ceil(letters)) + 2 * chip_inset, 56);
        if (x > 0 && x + width > width_of_all) {
            x = 0;
            y += chip_height + chip_gap;
        }
        chip.area = wxRect{x, y, width, chip_height};
        x += width + chip_gap;
    }
    const int height = y + chip_height;
    if (height == least().y) {
        return false;
    }
    SetMinSize(wxSize{200, height});
    return true;
}

void ShelfStrip::paint(Pen& pen, const wxRect2DDouble&) {
    for (const Chip& chip : chips_) {
        const wxRect2DDouble area{
            static_cast<double>(chip.area.x),
            static_cast<double>(chip.area.y),
            static_cast<double>(chip.area.width),
            static_cast<double>(chip.area.height)};
        pen.fill(area, chip.row.selected ? Tone::accent : Tone::key, corner);
        pen.outline(area, chip.row.selected ? Tone::accent_dark : Tone::line, 1, corner);
        pen.text(
            area,
            chip.label,
            font(11, Strength::strong),
            chip.row.selected ? Tone::on_accent : Tone::ink,
            Place::centre
        );
    }
}

// Tiles.

GoodsGrid::GoodsGrid(wxWindow* parent, const wxString& name, PictureShelf& pictures)
    : Painted{parent, name, wxSize{least_tile_width, least_tile_height}},
      pictures_{&pictures} {
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        tell_shape();
        event.Skip();
    });
    const auto press = [this](wxMouseEvent& event) {
        drag_from_ = place_of(event).y;
        pressed_ = nowhere;
        for (std::size_t i = 0; i < grid_.tiles.size(); ++i) {
            if (area_of(i).Contains(wxPoint2DDouble{place_of(event)})) {
                pressed_ = i;
            }
        }
        Refresh();
    };
    Bind(wxEVT_LEFT_DOWN, press);
    Bind(wxEVT_LEFT_DCLICK, press); // fast fingers press twice
    Bind(wxEVT_LEFT_UP, &GoodsGrid::release, this);
    Bind(wxEVT_LEAVE_WINDOW, [this](wxMouseEvent&) {
        pressed_ = nowhere;
        Refresh();
    });
    Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
        if (on_page) {
            on_page(event.GetWheelRotation() > 0 ? -1 : 1);
        }
    });
}

void GoodsGrid::release(wxMouseEvent& event) {
    const std::size_t tile = std::exchange(pressed_, nowhere);
    const int moved = std::exchange(drag_from_, -1) - place_of(event).y;
    Refresh();
    if (std::abs(moved) > swipe_min) {
        if (on_page) {
            on_page(moved > 0 ? 1 : -1);
        }
    } else if (tile < grid_.tiles.size() && on_press) {
        on_press(grid_.first + tile);
    }
}

bool GoodsGrid::follow_zoom() {
    const bool changed = Painted::follow_zoom();
    if (changed) {
        tell_shape();
    }
    return changed;
}

void GoodsGrid::tell_shape() {
    const wxSize size = room();
    columns_ = static_cast<std::size_t>(std::max(1, size.x / least_tile_width));
    rows_ = static_cast<std::size_t>(std::max(1, size.y / least_tile_height));
    if (on_shape) {
        CallAfter([this] { on_shape(columns_, rows_); }); // not while it is being laid out
    }
}

void GoodsGrid::show(const GridView& grid) {
    grid_ = grid;
    Refresh();
}

wxRect2DDouble GoodsGrid::area_of(std::size_t tile) const {
    const wxSize size = room();
    const double width = (size.x - 8.0) / static_cast<double>(columns_);
    const double height = static_cast<double>(size.y) / static_cast<double>(rows_);
    const double x = static_cast<double>(tile % columns_) * width;
    const double y = static_cast<double>(tile / columns_) * height;
    return {
        std::round(x), std::round(y), std::round(width - tile_gap), std::round(height - tile_gap)};
}

namespace {

/// Price and unit on one line, both smaller where they would not fit.
void draw_price(Pen& pen, const wxRect2DDouble& area, const wxString& price, const wxString& unit) {
    constexpr int least_pt = 9;
    constexpr int unit_less_pt = 3;
    const auto unit_font = [](int size) {
        return font(std::max(least_pt - 1, size - unit_less_pt));
    };
    int size = 13;
    while (size > least_pt
           && pen.width(price, font(size, Strength::strong)) + pen.width(unit, unit_font(size))
                  > area.m_width) {
        --size;
    }
    const double used =
        pen.text(area, price, font(size, Strength::strong), Tone::accent_dark, Place::left);
    pen.text(
        {area.m_x + used, area.m_y + 1, area.m_width - used, area.m_height},
        unit,
        unit_font(size),
        Tone::muted,
        Place::left
    );
}

} // namespace

void GoodsGrid::draw_tile(Pen& pen, const wxRect2DDouble& area, const TileRow& tile) {
    pen.fill(area, tile.selected ? Tone::accent_pale : Tone::card, corner);
    pen.outline(area, tile.selected ? Tone::accent : Tone::line, tile.selected ? 2.5 : 1, corner);
    const double inset = 6;
    constexpr double price_height = 22;
    constexpr std::size_t long_name = 36; // whose letters need the room more than the picture does
    const wxString name = to_wx(tile.name);
    const double share = name.length() > long_name ? 0.24 : 0.42;
    const double edge = std::min<double>(
        PictureShelf::edge,
        std::min(area.m_height - 2 * inset - price_height, area.m_width * share - inset)
    );
    const wxRect2DDouble picture{area.m_x + inset, area.m_y + inset, edge, edge};
    draw_goods_picture(pen, picture, *pictures_, tile.image, tile.name, tile.shelf);
    if (tile.demonstration) {
        draw_mark(
            pen,
            picture.m_x,
            picture.m_y + picture.m_height - 19,
            _("demo"),
            Tone::warning_pale,
            Tone::warning_ink
        );
    }
    const double left = picture.m_x + edge + 8;
    const double right = area.m_x + area.m_width - inset;
    const double bottom = area.m_y + area.m_height - inset;
    constexpr double mark_height = 16;
    const double marks = bottom - price_height - mark_height;
    pen.fitted_lines(
        {left, area.m_y + inset - 2, right - left, marks - area.m_y - inset + 2},
        name,
        11,
        Tone::ink,
        Place::left,
        Strength::strong
    );
    if (tile.mark == StarMark::lapsed) {
        pen.fitted(
            {left, marks, right - left, mark_height},
            _("certificate over"),
            9,
            Tone::danger,
            Place::left,
            Strength::strong
        );
    } else {
        pen.stars(left, marks + 1, tile.stars, star_size);
    }
    draw_price(
        pen,
        {area.m_x + inset, bottom - price_height + 2, right - area.m_x - inset, price_height},
        to_wx(tile.price),
        tile.unit.empty() ? wxString{} : " / " + to_wx(tile.unit)
    );
}

void GoodsGrid::paint(Pen& pen, const wxRect2DDouble& area) {
    if (grid_.tiles.empty()) {
        pen.fill(area, Tone::card, corner);
        pen.outline(area, Tone::line, 1, corner);
        const wxRect2DDouble inner{area.m_x + 40, area.m_y, area.m_width - 80, area.m_height};
        const bool searching =
            std::none_of(grid_.shelves.begin(), grid_.shelves.end(), [](const ShelfRow& s) {
                return s.selected;
            });
        pen.paragraph(
            inner,
            searching ? _("Nothing found. Try fewer or other words.")
                      : _("Nothing was sold yet: what sells most will stand here."),
            font(15),
            Tone::muted,
            Place::centre
        );
        return;
    }
    for (std::size_t i = 0; i < grid_.tiles.size(); ++i) {
        draw_tile(pen, area_of(i), grid_.tiles[i]);
        if (i == pressed_) {
            pen.outline(area_of(i), Tone::accent_dark, 3, corner);
        }
    }
    if (grid_.all > grid_.tiles.size()) { // how far down one is
        const double all =
            std::ceil(static_cast<double>(grid_.all) / static_cast<double>(columns_ * rows_));
        const double page = static_cast<double>(grid_.first / (columns_ * rows_));
        const double height = std::max(24.0, area.m_height / all);
        const double y = page * (area.m_height - height) / (all - 1);
        pen.fill({area.m_width - 5, y, 4, height}, Tone::muted, 2);
    }
}

} // namespace ocop::ui
