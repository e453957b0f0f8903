#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/row_list.hpp"
#include "pos/ui/screen_panel.hpp"

namespace ocop::ui {

/// Which goods sell and how they come: version, dates, how the sync goes, what the last one failed
/// of; beside it what can be done and looked at.
class CatalogPanel final : public ScreenPanel {
public:
    CatalogPanel(wxWindow* parent, Desk& desk);
    ~CatalogPanel() override;

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    class Facts;
    class Choices;
    class Items;

    Facts* facts_;
    Items* items_;
    Choices* choices_;
};

} // namespace ocop::ui
