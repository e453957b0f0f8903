#pragma once

#include "pos/ui/approval_card.hpp"
#include "pos/ui/button.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/row_list.hpp"
#include "pos/ui/screen_panel.hpp"

#include <vector>

namespace ocop::ui {

/// Who sells, or who approves, and what: a list of names that scrolls, the PIN by keyboard or
/// finger.
class SignInPanel final : public ScreenPanel {
public:
    SignInPanel(wxWindow* parent, Desk& desk);
    ~SignInPanel() override;
    SignInPanel(const SignInPanel&) = delete;
    SignInPanel& operator=(const SignInPanel&) = delete;

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return pin_; }

    bool enter() override;
    bool press(Command command) override;

private:
    class Names;

    void choose(std::size_t user);

    Heading* title_;
    ApprovalCard* card_;
    Names* names_;
    Field* pin_;
    Button* confirm_;
    Button* back_;
    std::vector<UserRow> users_{};
    std::size_t chosen_ = 0;
    Screen screen_ = Screen::sign_in;
};

} // namespace ocop::ui
