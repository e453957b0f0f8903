#include "pos/ui/sell_panel.hpp"

#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/typed_reading.hpp"

#include <wx/translation.h>

namespace ocop::ui {

namespace {
constexpr int side_width = 336;
} // namespace

SellPanel::SellPanel(wxWindow* parent, Desk& desk, PictureShelf& pictures)
    : ScreenPanel{parent, desk, id::sell},
      code_{new Field{this, id::code, _("Scan a code or type words"), 18, Shows::text}},
      page_up_{new Button{
          this,
          "page-up",
          wxString::FromUTF8("‹"),
          Look::key,
          [this] { this->desk().press(Command::page_up); },
          key_label(Command::page_up)}},
      page_down_{new Button{
          this,
          "page-down",
          wxString::FromUTF8("›"),
          Look::key,
          [this] { this->desk().press(Command::page_down); },
          key_label(Command::page_down)}},
      goods_{new Button{
          this,
          "goods",
          _("Goods"),
          Look::key,
          [this] { this->desk().show_grid(!this->desk().state().grid.shown); },
          key_label(Command::goods)}},
      basket_{new LineList{
          this,
          id::basket,
          _("The basket is empty. Scan the first product, or type a few letters of its name.")}},
      results_{new ResultList{this, id::results, pictures}},
      shelves_{new ShelfStrip{this, id::shelves}},
      grid_{new GoodsGrid{this, id::grid, pictures}},
      total_{new TotalCard{this, id::total, 108}},
      ticket_{new LineList{this, id::ticket, _("The basket is empty. Touch the first product.")}},
      actions_{new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, "actions"}},
      changes_{new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, "changes"}},
      money_{new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, "money"}},
      right_{new wxBoxSizer{wxVERTICAL}} {
    for (Button* page : {page_up_, page_down_}) {
        page->set_size_pt(20);
        page->SetMinSize(wxSize{64, touch_height});
    }
    goods_->SetMinSize(wxSize{104, touch_height});
    auto* top = new wxBoxSizer{wxHORIZONTAL};
    top->Add(code_, 1);
    top->Add(page_up_, 0, wxEXPAND | wxLEFT, 8);
    top->Add(page_down_, 0, wxEXPAND | wxLEFT, 8);
    top->Add(goods_, 0, wxEXPAND | wxLEFT, 8);
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(top, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(shelves_, 0, wxEXPAND | wxBOTTOM, 8);
    left->Add(basket_, 1, wxEXPAND);
    left->Add(results_, 1, wxEXPAND);
    left->Add(grid_, 1, wxEXPAND);
    actions_->SetBackgroundColour(colour(Tone::ground));
    actions_->SetSizer(make_actions());
    changes_->SetBackgroundColour(colour(Tone::ground));
    changes_->SetSizer(make_changes());
    money_->SetBackgroundColour(colour(Tone::ground));
    money_->SetSizer(make_money());
    right_->Add(total_, 0, wxEXPAND | wxBOTTOM, gap);
    right_->Add(actions_, 1, wxEXPAND | wxBOTTOM, gap);
    right_->Add(ticket_, 1, wxEXPAND | wxBOTTOM, gap);
    right_->Add(changes_, 0, wxEXPAND | wxBOTTOM, gap);
    right_->Add(money_, 0, wxEXPAND);
    right_->Add(side_width, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right_, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    code_->reads = count_reading;
    code_->on_change = [this] { this->desk().search(code_->text()); };
    const auto choose_line = [this](std::size_t row) {
        this->desk().select_line(static_cast<std::int64_t>(row) + 1);
    };
    basket_->on_press = choose_line;
    ticket_->on_press = choose_line;
    results_->on_press = [this](std::size_t row) { this->desk().add_result(row); };
    shelves_->on_press = [this](Shelf shelf) { this->desk().choose_shelf(shelf); };
    grid_->on_press = [this](std::size_t tile) { this->desk().add_tile(tile); };
    grid_->on_page = [this](int by) {
        this->desk().press(by < 0 ? Command::page_up : Command::page_down);
    };
    grid_->on_shape = [this](std::size_t columns, std::size_t rows) {
        this->desk().set_grid_shape(columns, rows);
    };
}

void SellPanel::add_action(wxSizer& grid, Command command, const wxString& label, Look look) {
    auto* button = new Button{
        actions_,
        "command-" + key_label(command),
        label,
        look,
        [this, command] { desk().press(command); },
        key_label(command)};
    button->set_size_pt(12);
    button->SetMinSize(wxSize{100, 46});
    grid.Add(button, 1, wxEXPAND);
    if (command == Command::recall) {
        recall_ = button;
    }
}

wxSizer* SellPanel::make_actions() {
    auto* grid = new wxGridSizer{2, 6, 8};
    add_action(*grid, Command::quantity, _("Quantity"), Look::key);
    add_action(*grid, Command::discount, _("Discount"), Look::key);
    add_action(*grid, Command::remove_line, _("Remove line"), Look::key);
    add_action(*grid, Command::cancel_basket, _("Give up basket"), Look::danger);
    add_action(*grid, Command::hold, _("Put aside"), Look::key);
    add_action(*grid, Command::recall, _("Baskets aside"), Look::key);
    add_action(*grid, Command::give_back, _("Returns"), Look::key);
    add_action(*grid, Command::report, _("X report"), Look::key);
    add_action(*grid, Command::drawer, _("Drawer and stock"), Look::key);
    add_action(*grid, Command::switch_user, _("Another cashier"), Look::key);
    add_action(*grid, Command::close_shift, _("Close the shift"), Look::key);
    add_action(*grid, Command::catalog, _("Catalogue"), Look::key);
    return grid;
}

wxSizer* SellPanel::make_changes() {
    auto* row = new wxBoxSizer{wxHORIZONTAL};
    const auto add = [&](Command command, const wxString& label, int share) {
        auto* button = new Button{
            changes_,
            "change-" + key_label(command),
            label,
            Look::key,
            [this, command] { desk().press(command); },
            share > 1 ? key_label(command) : wxString{}};
        button->set_size_pt(share > 1 ? 11 : 20);
        row->Add(button, share, wxEXPAND | (row->IsEmpty() ? 0 : wxLEFT), 8);
    };
    add(Command::less, wxString::FromUTF8("−"), 1);
    add(Command::more, "+", 1);
    add(Command::quantity, _("Quantity"), 2);
    add(Command::remove_line, _("Remove line"), 2);
    return row;
}

wxSizer* SellPanel::make_money() {
    const auto pay = [this](Command command, const wxString& label, Look look) {
        auto* button = new Button{
            money_,
            "command-" + key_label(command),
            label,
            look,
            [this, command] { desk().press(command); },
            key_label(command)};
        button->set_size_pt(look == Look::accent ? 19 : 14);
        button->SetMinSize(wxSize{100, 72});
        return button;
    };
    auto* money = new wxBoxSizer{wxHORIZONTAL};
    money->Add(
        pay(Command::pay_transfer, tender_label("transfer", desk().language()), Look::key),
        2,
        wxEXPAND | wxRIGHT,
        8
    );
    money->Add(
        pay(Command::pay_cash, tender_label("cash", desk().language()), Look::accent), 3, wxEXPAND
    );
    return money;
}

QuestionPanel* SellPanel::question(Screen screen) {
    QuestionPanel*& panel = screen == Screen::quantity ? quantity_ : discount_;
    if (panel == nullptr) {
        panel = new QuestionPanel{
            this,
            desk(),
            screen == Screen::quantity ? QuestionPanel::About::quantity
                                       : QuestionPanel::About::discount};
        right_->Add(panel, 1, wxEXPAND);
    }
    return panel;
}

void SellPanel::come_up(const ViewModel& view) {
    if (view.screen == Screen::quantity || view.screen == Screen::discount) {
        question(view.screen)->come_up();
    }
}

void SellPanel::show(const ViewModel& view) {
    const bool asked = view.screen == Screen::quantity || view.screen == Screen::discount;
    if (asked && screen_ != view.screen) {
        question(view.screen)->come_up();
    }
    screen_ = view.screen;
    code_->set_text(desk().state().search);
    basket_->show(view.lines);
    results_->show(view.results);
    ticket_->show(view.lines);
    show_grid(view);
    basket_->Show(!view.searching && !view.grid);
    results_->Show(view.searching && !view.grid);
    const wxString second =
        !view.total.taken.empty() ? wxString::Format(
            _("Taken: %s, left to pay: %s"), with_dong(view.total.taken), with_dong(view.total.rest)
        )
        : view.total.discount.empty()
            ? wxString::Format(_("Lines: %lld"), static_cast<long long>(view.total.pieces))
            : wxString::Format(
                _("Lines: %lld, discount %s"),
                static_cast<long long>(view.total.pieces),
                to_wx(view.total.discount)
            );
    total_->show(_("TOTAL"), with_dong(view.total.total), second, Tone::accent_dark);
    recall_->set_label(
        view.frame.holds == 0 ? _("Baskets aside")
                              : wxString::Format(_("Baskets aside (%zu)"), view.frame.holds)
    );
    const bool offered = view.offer.has_value();
    if (offered && offer_ == nullptr) {
        offer_ = new OfferPanel{this, desk()};
        right_->Insert(1, offer_, 1, wxEXPAND | wxBOTTOM, gap);
    }
    if (offer_ != nullptr) {
        offer_->Show(offered);
    }
    if (offered) {
        offer_->show(*view.offer);
    }
    actions_->Show(!asked && !offered && !view.grid);
    ticket_->Show(!asked && !offered && view.grid.has_value());
    changes_->Show(!asked && !offered && view.grid.has_value());
    money_->Show(!asked && !offered);
    if (quantity_ != nullptr) {
        quantity_->Show(screen_ == Screen::quantity);
    }
    if (discount_ != nullptr) {
        discount_->Show(screen_ == Screen::discount);
    }
    if (asked) {
        question(screen_)->show(view);
    }
    Layout();
}

void SellPanel::show_grid(const ViewModel& view) {
    const bool shown = view.grid.has_value();
    const bool paged = shown && view.grid->all > view.grid->tiles.size();
    shelves_->Show(shown);
    grid_->Show(shown);
    page_up_->Show(paged);
    page_down_->Show(paged);
    goods_->set_look(shown ? Look::chosen : Look::key);
    if (shown) {
        shelves_->show(view.grid->shelves);
        grid_->show(*view.grid);
    }
}

Field* SellPanel::field() {
    const bool asked = screen_ == Screen::quantity || screen_ == Screen::discount;
    return asked ? question(screen_)->field() : code_;
}

bool SellPanel::enter() {
    if (screen_ == Screen::quantity || screen_ == Screen::discount) {
        question(screen_)->enter();
    } else {
        desk().enter_code();
    }
    return true;
}

} // namespace ocop::ui
