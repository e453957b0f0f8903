#pragma once

#include "pos/ui/goods_lists.hpp"
#include "pos/ui/screen_panel.hpp"

#include <vector>

namespace ocop::ui {

/// Baskets put aside: choose one and go on with it.
class HoldsPanel final : public ScreenPanel {
public:
    HoldsPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel&) override {}

    void show(const ViewModel& view) override;

private:
    HoldList* list_;
    std::vector<std::int64_t> numbers_{};
};

} // namespace ocop::ui
