#include "pos/ui/receive_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/typed_reading.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

ReceivePanel::ReceivePanel(wxWindow* parent, Desk& desk, PictureShelf& pictures)
    : ScreenPanel{parent, desk, id::receive},
      search_{new Field{this, "receive-code", _("Scan a code or type words"), 18, Shows::text}},
      results_{new ResultList{this, id::receive_list, pictures}},
      facts_{new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, "receive-facts"}},
      product_{new Heading{facts_, {}}},
      quantity_{new Field{facts_, "receive-quantity", _("How much?"), 20, Shows::text}},
      lot_{new Field{facts_, "receive-lot", _("Lot, if there is one"), 16, Shows::text}},
      expiry_{
          new Field{facts_, "receive-expiry", _("Expires on, like 31/01/2027"), 16, Shows::text}},
      cost_{new Field{facts_, "receive-cost", _("Cost of one unit, without VAT"), 16, Shows::text}},
      fields_{{quantity_, lot_, expiry_, cost_}},
      terms_box_{new wxPanel{
          facts_, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL, "terms"}},
      bought_{new Button{
          terms_box_,
          "terms-bought",
          _("Bought by the shop"),
          Look::key,
          [this] { choose_terms(Terms::bought); }}},
      consigned_{new Button{
          terms_box_,
          "terms-consigned",
          _("On consignment"),
          Look::key,
          [this] { choose_terms(Terms::consigned); }}},
      pad_{new Keypad{this, "receive-pad", ",", 68, [this] { return field(); }}},
      confirm_{new Button{
          this, "receive-confirm", _("Take in"), Look::accent, [this] { confirm(); }, "Enter"}} {
    quantity_->reads = quantity_reading;
    cost_->reads = amount_reading;
    facts_->SetBackgroundColour(colour(Tone::ground));
    facts_->SetSizer(make_facts());
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Goods come in"),
            _("Enter: go on, then take in. Arrows: the other fields. Esc: another product.")},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    left->Add(search_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(results_, 1, wxEXPAND);
    left->Add(facts_, 1, wxEXPAND);
    auto* back = back_button(this, desk, "receive-back", wxSize{110, 76});
    confirm_->set_size_pt(16);
    confirm_->SetMinSize(wxSize{160, 76});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm_, 1);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(pad_, 0, wxEXPAND);
    right->AddStretchSpacer();
    right->Add(foot, 0, wxEXPAND);
    right->Add(336, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    search_->on_change = [this] { this->desk().search(search_->text()); };
    results_->on_press = [this](std::size_t row) { this->desk().choose_to_receive(row); };
    fields_.on_focus = [this] {
        at_terms_ = false;
        choose_terms(terms_);
    };
}

wxSizer* ReceivePanel::make_facts() {
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(product_, 0, wxEXPAND | wxBOTTOM, gap);
    all->Add(quantity_, 0, wxEXPAND | wxBOTTOM, gap);
    auto* batch = new wxGridSizer{2, gap, gap};
    batch->Add(lot_, 1, wxEXPAND);
    batch->Add(expiry_, 1, wxEXPAND);
    all->Add(batch, 0, wxEXPAND | wxBOTTOM, gap);
    all->Add(cost_, 0, wxEXPAND | wxBOTTOM, gap);
    auto* terms = new wxGridSizer{2, 8, gap};
    terms->Add(bought_, 1, wxEXPAND);
    terms->Add(consigned_, 1, wxEXPAND);
    bought_->SetMinSize(wxSize{120, 56});
    consigned_->SetMinSize(wxSize{120, 56});
    terms_box_->SetBackgroundColour(colour(Tone::ground));
    terms_box_->SetSizer(terms);
    all->Add(terms_box_, 0, wxEXPAND);
    return all;
}

void ReceivePanel::come_up(const ViewModel&) {
    search_->set_text({});
    shown_ = {};
    fields_.clear();
}

void ReceivePanel::show(const ViewModel& view) {
    const ReceiveView& goods = view.receive;
    const bool same =
        goods.name == shown_.name && goods.lot == shown_.lot && goods.expiry == shown_.expiry;
    chosen_ = !goods.name.empty();
    search_->set_text(desk().state().search);
    results_->show(
        view.results,
        view.searching ? ResultList::nothing_found()
                       : _("Scan what has come, or type a few letters of its name.")
    );
    if (chosen_ && !same) {
        fields_.clear();
        lot_->set_text(goods.lot);
        expiry_->set_text(goods.expiry);
        at_terms_ = false;
        choose_terms(goods.consignment ? Terms::consigned : Terms::bought);
    }
    const wxString book = wxString::Format(
        _("The stock book holds %s %s."), to_wx(goods.on_the_books), to_wx(goods.unit)
    );
    product_->set(
        to_wx(goods.name), goods.producer.empty() ? book : to_wx(goods.producer) + ". " + book
    );
    shown_ = goods;
    search_->Show(!chosen_);
    results_->Show(!chosen_);
    facts_->Show(chosen_);
    confirm_->enable(chosen_);
    Layout();
}

void ReceivePanel::choose_terms(Terms terms) {
    terms_ = terms;
    const Look chosen = at_terms_ ? Look::accent : Look::chosen;
    bought_->set_look(terms == Terms::bought ? chosen : Look::key);
    consigned_->set_look(terms == Terms::consigned ? chosen : Look::key);
}

void ReceivePanel::go_to_terms(bool there) {
    at_terms_ = there;
    choose_terms(terms_);
    take_focus();
}

void ReceivePanel::take_focus() {
    if (chosen_ && at_terms_) {
        terms_box_->SetFocusIgnoringChildren();
    } else {
        ScreenPanel::take_focus();
    }
}

bool ReceivePanel::enter() {
    if (!chosen_) {
        if (!search_->text().empty()) {
            desk().enter_code();
        }
        return true;
    }
    // Lot and expiry of goods that are followed by lot are asked for once.
    const Field* now = field();
    const bool at_quantity = now != nullptr && now == quantity_;
    const bool at_lot = now != nullptr && now == lot_;
    const bool ask_lot = shown_.lot_tracked && at_quantity && lot_->text().empty();
    const bool ask_expiry = shown_.lot_tracked && at_lot && expiry_->text().empty();
    if (at_quantity && now->text().empty()) {
        return true;
    }
    if (ask_lot || ask_expiry) {
        fields_.go(1);
    } else {
        confirm();
    }
    return true;
}

bool ReceivePanel::press(Command command) {
    if (command == Command::more || command == Command::less) {
        if (chosen_ && at_terms_) {
            choose_terms(terms_ == Terms::bought ? Terms::consigned : Terms::bought);
        }
        return true;
    }
    if (!chosen_ || (command != Command::up && command != Command::down)) {
        return false;
    }
    if (command == Command::down && fields_.is_last()) {
        go_to_terms(true);
    } else if (at_terms_) {
        go_to_terms(false);
    } else {
        fields_.go(command == Command::up ? -1 : 1);
    }
    return true;
}

void ReceivePanel::confirm() {
    if (chosen_) {
        desk().receive_goods(
            {quantity_->text(),
             lot_->text(),
             expiry_->text(),
             cost_->text(),
             terms_ == Terms::consigned}
        );
    }
}

} // namespace ocop::ui
