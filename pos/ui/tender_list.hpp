#pragma once

#include "pos/core/refusal.hpp"
#include "pos/ui/row_list.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {

/// What was taken for the open sale, a row each with a button that takes it back; money is
/// handed out by nothing else of the row.
class TenderList final : public RowList {
public:
    TenderList(wxWindow* parent, const wxString& name);

    /// Tenders and their amounts, in the order they were taken; the newest is in sight.
    void show(const std::vector<std::pair<std::string, std::string>>& rows, Language language);

private:
    [[nodiscard]] bool takes_press_at(int x, int width) const override;

    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) override;

    void draw_empty(Pen&, const wxRect2DDouble&) override {}

    std::vector<std::pair<std::string, std::string>> rows_{};
    Language language_ = Language::vi;
};

} // namespace ocop::ui
