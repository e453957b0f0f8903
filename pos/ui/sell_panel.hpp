#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/goods_grid.hpp"
#include "pos/ui/goods_lists.hpp"
#include "pos/ui/offer_panel.hpp"
#include "pos/ui/question_panel.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/total_card.hpp"

#include <wx/sizer.h>

namespace ocop::ui {

/// The selling screen: code field, basket or what the words found, total, and what can be done.
class SellPanel final : public ScreenPanel {
public:
    /// Borrows `pictures`.
    SellPanel(wxWindow* parent, Desk& desk, PictureShelf& pictures);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;
    [[nodiscard]] Field* field() override;
    bool enter() override;

private:
    wxSizer* make_actions();
    wxSizer* make_changes();
    wxSizer* make_money();
    void show_grid(const ViewModel& view);
    QuestionPanel* question(Screen screen);
    void add_action(wxSizer& grid, Command command, const wxString& label, Look look);

    Field* code_;
    Button* page_up_;
    Button* page_down_;
    Button* goods_;
    LineList* basket_;
    ResultList* results_;
    ShelfStrip* shelves_;
    GoodsGrid* grid_;
    TotalCard* total_;
    LineList* ticket_; // the basket, while the grid stands in its place
    wxPanel* actions_;
    wxPanel* changes_; // of the ticket's chosen line
    wxPanel* money_;
    wxBoxSizer* right_;
    Button* recall_ = nullptr;
    QuestionPanel* quantity_ = nullptr; // made when first asked
    QuestionPanel* discount_ = nullptr;
    OfferPanel* offer_ = nullptr;
    Screen screen_ = Screen::sell;
};

} // namespace ocop::ui
