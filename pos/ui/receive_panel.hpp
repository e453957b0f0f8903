#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/field_ring.hpp"
#include "pos/ui/goods_lists.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/screen_panel.hpp"

namespace ocop::ui {

/// Goods come in: which, found by words or scanned, then how much and what is known of them.
class ReceivePanel final : public ScreenPanel {
public:
    /// Borrows `pictures`.
    ReceivePanel(wxWindow* parent, Desk& desk, PictureShelf& pictures);

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override {
        return !chosen_ ? search_ : at_terms_ ? nullptr : fields_.current();
    }

    bool enter() override;
    bool press(Command command) override;
    void take_focus() override;

private:
    enum class Terms { bought, consigned };

    wxSizer* make_facts();
    void choose_terms(Terms terms);
    void go_to_terms(bool there);
    void confirm();

    Field* search_;
    ResultList* results_;
    wxPanel* facts_;
    Heading* product_;
    Field* quantity_;
    Field* lot_;
    Field* expiry_;
    Field* cost_;
    FieldRing fields_;
    wxPanel* terms_box_; // holds the focus while the keys mean the terms
    Button* bought_;
    Button* consigned_;
    Keypad* pad_;
    Button* confirm_;
    bool chosen_ = false;
    bool at_terms_ = false; // the keys mean the terms below the fields
    Terms terms_ = Terms::bought;
    ReceiveView shown_{};
};

} // namespace ocop::ui
