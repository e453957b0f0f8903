#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/goods_lists.hpp"
#include "pos/ui/question_panel.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/total_card.hpp"

#include <wx/sizer.h>

namespace ocop::ui {

/// The selling screen: code field, basket or what the words found, total, and what can be done.
class SellPanel final : public ScreenPanel {
public:
    SellPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;
    [[nodiscard]] Field* field() override;
    bool enter() override;

private:
    wxSizer* make_actions();
    QuestionPanel* question(Screen screen);
    void add_action(wxSizer& grid, Command command, const wxString& label, Look look);

    Field* code_;
    LineList* basket_;
    ResultList* results_;
    TotalCard* total_;
    wxPanel* actions_;
    wxBoxSizer* right_;
    Button* recall_ = nullptr;
    QuestionPanel* quantity_ = nullptr; // made when first asked
    QuestionPanel* discount_ = nullptr;
    Screen screen_ = Screen::sell;
};

} // namespace ocop::ui
