#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/field_ring.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/screen_panel.hpp"

#include <vector>

namespace ocop::ui {

/// Cash that moves without a sale, and the drawer that opens without one: how much, and why. The
/// reasons given before are offered again.
class CashPanel final : public ScreenPanel {
public:
    CashPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return fields_.current(); }

    bool enter() override;
    bool press(Command command) override;

private:
    static constexpr std::size_t reason_max = Desk::reason_max;

    void choose(std::size_t reason);
    void show_chosen();
    void confirm();

    Heading* heading_;
    Field* amount_;
    Field* reason_;
    FieldRing fields_;
    std::vector<Button*> choices_{};
    std::vector<wxString> words_{}; // on the buttons in sight
    Keypad* pad_;
    Button* confirm_;
    Screen screen_ = Screen::paid_in;
};

} // namespace ocop::ui
