#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/field_ring.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/screen_panel.hpp"

namespace ocop::ui {

/// Who asks for an invoice in their name. The tax code comes first: of a buyer this till has
/// invoiced before the rest fills itself in.
class BuyerPanel final : public ScreenPanel {
public:
    BuyerPanel(wxWindow* parent, Desk& desk);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return fields_.current(); }

    bool enter() override;
    bool press(Command command) override;

private:
    void fill(const Buyer& buyer);
    void confirm();

    Field* tax_code_;
    Field* name_;
    Field* address_;
    Field* phone_;
    Field* email_;
    FieldRing fields_;
    Keypad* pad_;
    Button* nobody_;
    Button* confirm_;
};

} // namespace ocop::ui
