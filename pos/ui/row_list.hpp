#pragma once

#include "pos/ui/painted.hpp"

#include <functional>

namespace ocop::ui {

/// A list of equal rows that draws only those in sight; scrolled by wheel, finger and the chosen
/// row. Never takes the focus.
class RowList : public Painted {
public:
    RowList(wxWindow* parent, const wxString& name, int row_height);

    std::function<void(std::size_t)> on_press{};

    bool follow_zoom() override;

protected:
    /// The rows changed: `chosen` (or none) is brought into sight if it moved.
    void set_rows(std::size_t count, std::size_t chosen);
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Whether a press at `x`, of `width` pixels, means the row; the whole of it where not said.
    [[nodiscard]] virtual bool takes_press_at(int x, int width) const {
        static_cast<void>(x);
        return width > 0;
    }

    virtual void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) = 0;
    /// Drawn where there are no rows.
    virtual void draw_empty(Pen& pen, const wxRect2DDouble& area) = 0;

private:
    void paint(Pen& pen, const wxRect2DDouble& area) final;
    void scroll_to(int y);
    void bring_chosen();
    [[nodiscard]] int height_of_all() const;

    int row_height_;
    std::size_t count_ = 0;
    std::size_t chosen_ = none;
    int top_ = 0;        // pixels scrolled away
    int drag_from_ = -1; // y of the finger
    int drag_top_ = 0;   // top_ then
    bool dragged_ = false;
};

} // namespace ocop::ui
