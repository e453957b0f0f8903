#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/screen_panel.hpp"

#include <wx/sizer.h>

#include <vector>

namespace ocop::ui {

/// Who sells, or who approves: names as buttons, the PIN by keyboard or finger.
class SignInPanel final : public ScreenPanel {
public:
    SignInPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return pin_; }

    bool enter() override;
    bool press(Command command) override;

private:
    void choose(std::size_t user);

    Heading* title_;
    wxPanel* names_;
    wxGridSizer* grid_;
    Field* pin_;
    Button* confirm_;
    Button* back_;
    std::vector<UserRow> users_{};
    std::vector<Button*> buttons_{};
    std::size_t chosen_ = 0;
    Screen screen_ = Screen::sign_in;
};

} // namespace ocop::ui
