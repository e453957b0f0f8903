#pragma once

#include "pos/ui/painted.hpp"
#include "pos/ui/picture_shelf.hpp"
#include "pos/ui/view_model.hpp"

#include <functional>
#include <vector>

namespace ocop::ui {

/// Draws the picture of a product into `area`, or in its place the first letters of its name on the
/// colour of its shelf.
void draw_goods_picture(
    Pen& pen,
    const wxRect2DDouble& area,
    PictureShelf& pictures,
    const std::string& image,
    const std::string& name,
    Shelf shelf
);

/// Groups of goods, as many rows of them as their names need.
class ShelfStrip final : public Painted {
public:
    ShelfStrip(wxWindow* parent, const wxString& name);

    void show(const std::vector<ShelfRow>& shelves);

    std::function<void(Shelf)> on_press{};

    bool follow_zoom() override;

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    /// Finds a place for each group; true if the strip's height changed.
    bool place();

    struct Chip {
        ShelfRow row{};
        wxString label{};
        wxRect area{};
    };

    std::vector<Chip> chips_{};
};

/// A page of goods as tiles: picture, name, price and stars of today.
class GoodsGrid final : public Painted {
public:
    /// Borrows `pictures`.
    GoodsGrid(wxWindow* parent, const wxString& name, PictureShelf& pictures);

    void show(const GridView& grid);

    /// A tile was touched; counted from the first of the shelf.
    std::function<void(std::size_t)> on_press{};
    /// So many tiles fit now.
    std::function<void(std::size_t columns, std::size_t rows)> on_shape{};
    /// Swiped up or down, or the wheel turned: a page further (1) or back (-1).
    std::function<void(int)> on_page{};

    bool follow_zoom() override;

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    void draw_tile(Pen& pen, const wxRect2DDouble& area, const TileRow& tile);
    [[nodiscard]] wxRect2DDouble area_of(std::size_t tile) const;
    void release(wxMouseEvent& event);
    void tell_shape();

    PictureShelf* pictures_;
    GridView grid_{};
    std::size_t columns_ = 3;
    std::size_t rows_ = 4;
    std::size_t pressed_ = static_cast<std::size_t>(-1); // under the finger
    int drag_from_ = -1;
};

} // namespace ocop::ui
