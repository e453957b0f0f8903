#pragma once

#include "pos/ui/picture_shelf.hpp"
#include "pos/ui/row_list.hpp"
#include "pos/ui/view_model.hpp"

#include <vector>

namespace ocop::ui {

/// The goods on the counter, or the lines of a receipt that come back.
class LineList final : public RowList {
public:
    LineList(wxWindow* parent, const wxString& name, wxString when_empty);

    void show(const std::vector<LineRow>& rows);

private:
    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) override;
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override;

    std::vector<LineRow> rows_{};
    wxString when_empty_;
};

/// What the words in the code field found.
class ResultList final : public RowList {
public:
    /// Borrows `pictures`.
    ResultList(wxWindow* parent, const wxString& name, PictureShelf& pictures);

    /// "Nothing found …", what stands in an empty list.
    [[nodiscard]] static wxString nothing_found();

    void show(const std::vector<ResultRow>& rows, const wxString& when_empty = nothing_found());

private:
    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) override;
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override;

    std::vector<ResultRow> rows_{};
    wxString when_empty_{};
    PictureShelf* pictures_;
};

/// Baskets put aside.
class HoldList final : public RowList {
public:
    HoldList(wxWindow* parent, const wxString& name);

    void show(const std::vector<HoldRow>& rows);

private:
    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) override;
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override;

    std::vector<HoldRow> rows_{};
};

} // namespace ocop::ui
