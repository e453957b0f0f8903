#include "pos/ui/main_frame.hpp"

#include "pos/ui/buyer_panel.hpp"
#include "pos/ui/cash_panel.hpp"
#include "pos/ui/catalog_panel.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/count_panel.hpp"
#include "pos/ui/devices_panel.hpp"
#include "pos/ui/doubt_panel.hpp"
#include "pos/ui/drawer_panel.hpp"
#include "pos/ui/float_panel.hpp"
#include "pos/ui/give_back_panel.hpp"
#include "pos/ui/hand_back_panel.hpp"
#include "pos/ui/holds_panel.hpp"
#include "pos/ui/key_codes.hpp"
#include "pos/ui/old_shift_panel.hpp"
#include "pos/ui/paper_panel.hpp"
#include "pos/ui/pay_panel.hpp"
#include "pos/ui/printer_panel.hpp"
#include "pos/ui/receipt_setup_panel.hpp"
#include "pos/ui/receive_panel.hpp"
#include "pos/ui/restore_panel.hpp"
#include "pos/ui/sell_panel.hpp"
#include "pos/ui/sign_in_panel.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/zoom.hpp"

#include <wx/display.h>
#include <wx/sizer.h>
#include <wx/translation.h>
#include <wx/utils.h>

#include <utility>

namespace ocop::ui {

namespace {

/// What the screens are designed for, in units: all of them stand in it at one zoom.
const wxSize designed{1000, 696};
/// Smaller than any screen's room for a window; pixels.
const wxSize least_frame{480, 320};
const wxSize least_room{160, 120}; // a window is that small only while it comes up

/// The name of the line, product or goods that the keys went to last.
std::string chosen_name(const ViewModel& model) {
    const auto of = [](const auto& rows) {
        for (const auto& row : rows) {
            if (row.selected) {
                return row.name;
            }
        }
        return std::string{};
    };
    if (model.grid) {
        return of(model.grid->tiles);
    }
    if (!model.results.empty()) {
        return of(model.results);
    }
    return model.return_lines.empty() ? of(model.lines) : of(model.return_lines);
}

constexpr char32_t group_separator = 0x1D;

} // namespace

MainFrame::MainFrame(Desk& desk, PictureShelf& pictures, std::function<void()> on_first_paint)
    : wxFrame{nullptr, wxID_ANY, "OCOP", wxPoint{0, 0}, wxDefaultSize, wxDEFAULT_FRAME_STYLE, id::frame},
      desk_{&desk},
      pictures_{&pictures},
      on_first_paint_{std::move(on_first_paint)},
      header_{new HeaderBar{this}},
      opening_{new OpeningPanel{this}},
      notice_{new NoticeBar{this}},
      status_{new StatusBar{this}},
      ear_{[this](const PressedKey& key) { hear(key); }},
      minute_{this} {
    SetTitle(_("OCOP till"));
    SetBackgroundColour(colour(Tone::ground));
    const wxRect room = wxDisplay{0u}.GetClientArea();
    SetSize(room);
    SetMinSize(least_frame);
    Maximize();
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(header_, 0, wxEXPAND);
    all->Add(opening_, 1, wxEXPAND);
    all->Add(notice_, 0, wxEXPAND);
    all->Add(status_, 0, wxEXPAND);
    notice_->Hide();
    status_->Bind(wxEVT_LEFT_UP, [this](wxMouseEvent&) { desk_->press(Command::printer); });
    SetSizer(all);
    places_[Place::opening] = opening_;
    opening_->on_restore = [this] { desk_->press(Command::confirm); };
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        CallAfter([this] { fit(); });
    });
    Bind(wxEVT_CHAR_HOOK, &MainFrame::on_key, this);
    Bind(wxEVT_CLOSE_WINDOW, &MainFrame::on_close, this);
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { desk_->minute_passed(); }); // the clock in the header
    opening_->Bind(wxEVT_PAINT, [this](wxPaintEvent& event) {
        event.Skip();
        if (on_first_paint_) {
            CallAfter(std::exchange(on_first_paint_, nullptr));
        }
    });
}

MainFrame::Place MainFrame::place_of(Screen screen) {
    switch (screen) {
    case Screen::opening:
    case Screen::failed:
        return Place::opening;
    case Screen::not_known:
    case Screen::last_run:
        return Place::doubt;
    case Screen::sign_in:
    case Screen::approve:
        return Place::sign_in;
    case Screen::open_shift:
        return Place::open_shift;
    case Screen::old_shift:
        return Place::old_shift;
    case Screen::sell:
    case Screen::quantity:
    case Screen::discount:
    case Screen::offer:
        return Place::sell;
    case Screen::buyer:
        return Place::buyer;
    case Screen::pay:
        return Place::pay;
    case Screen::receipt:
    case Screen::shift_closed:
    case Screen::report:
        return Place::paper;
    case Screen::hand_back:
        return Place::hand_back;
    case Screen::holds:
        return Place::holds;
    case Screen::give_back:
        return Place::give_back;
    case Screen::count:
        return Place::count;
    case Screen::drawer:
        return Place::drawer;
    case Screen::paid_in:
    case Screen::paid_out:
    case Screen::no_sale:
        return Place::cash;
    case Screen::receive:
        return Place::receive;
    case Screen::catalog:
        return Place::catalog;
    case Screen::printer:
        return Place::printer;
    case Screen::devices:
        return Place::devices;
    case Screen::receipt_setup:
        return Place::receipt_setup;
    case Screen::restore:
        return Place::restore;
    }
    return Place::opening;
}

wxWindow* MainFrame::make(Place place) {
    switch (place) {
    case Place::opening:
        return opening_;
    case Place::doubt:
        return new DoubtPanel{this, *desk_};
    case Place::sign_in:
        return new SignInPanel{this, *desk_};
    case Place::open_shift:
        return new FloatPanel{this, *desk_};
    case Place::old_shift:
        return new OldShiftPanel{this, *desk_};
    case Place::sell:
        return new SellPanel{this, *desk_, *pictures_};
    case Place::buyer:
        return new BuyerPanel{this, *desk_};
    case Place::pay:
        return new PayPanel{this, *desk_};
    case Place::paper:
        return new PaperPanel{this, *desk_};
    case Place::hand_back:
        return new HandBackPanel{this, *desk_};
    case Place::holds:
        return new HoldsPanel{this, *desk_};
    case Place::give_back:
        return new GiveBackPanel{this, *desk_};
    case Place::count:
        return new CountPanel{this, *desk_};
    case Place::drawer:
        return new DrawerPanel{this, *desk_};
    case Place::cash:
        return new CashPanel{this, *desk_};
    case Place::receive:
        return new ReceivePanel{this, *desk_, *pictures_};
    case Place::catalog:
        return new CatalogPanel{this, *desk_};
    case Place::printer:
        return new PrinterPanel{this, *desk_};
    case Place::devices:
        return new DevicesPanel{this, *desk_};
    case Place::receipt_setup:
        return new ReceiptSetupPanel{this, *desk_};
    case Place::restore:
        return new RestorePanel{this, *desk_};
    }
    return opening_;
}

ScreenPanel* MainFrame::panel() const {
    return dynamic_cast<ScreenPanel*>(places_.at(place_));
}

void MainFrame::refresh() {
    if (refreshing_) {
        return; // a field that was set told of its change
    }
    refreshing_ = true;
    const ViewModel model = view(*desk_);
    const Place place = place_of(model.screen);
    if (!places_.contains(place)) {
        places_[place] = make(place);
        GetSizer()->Insert(1, places_[place], 1, wxEXPAND);
        minute_.Start(60'000);
    }
    const bool came_up = place != place_ || model.screen != screen_;
    place_ = place;
    screen_ = model.screen;
    opening_->show(desk_->state().opening_fault, desk_->state().restore.is_offered);
    if (ScreenPanel* shown = panel()) {
        if (came_up) {
            shown->come_up(model);
        }
        shown->show(model);
    }
    if (model.help && help_ == nullptr) {
        help_ = new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL};
        auto* whole = new wxBoxSizer{wxVERTICAL};
        whole->Add(new HelpPanel{help_}, 1, wxEXPAND);
        help_->SetSizer(whole);
        GetSizer()->Insert(1, help_, 1, wxEXPAND);
    }
    if (help_ != nullptr) {
        help_->Show(model.help);
    }
    for (const auto& [other, window] : places_) {
        window->Show(other == place_ && !model.help);
    }
    header_->show(model.frame);
    notice_->Show(place_ != Place::opening);
    notice_->show(model.notice, model.screen, chosen_name(model));
    status_->show(model.frame, desk_->state().paper_fault);
    fit();
    put_focus(model.help);
    refreshing_ = false;
    if (on_shown) {
        on_shown(model);
    }
}

void MainFrame::fit() {
    const wxSize room = GetClientSize();
    if (room.x < least_room.x || room.y < least_room.y) {
        return;
    }
    ask_text_scale();
    const bool same =
        room == fitted_room_ && screen_ == fitted_screen_ && text_scale() == fitted_text_;
    fitted_text_ = text_scale();
    fitted_room_ = room;
    fitted_screen_ = screen_;
    bool changed = !same; // what was laid out last may have been so in another room
    const auto take = [&](double pixels) {
        changed = changed || pixels != zoom();
        set_zoom(pixels);
        changed = zoom_sizers(*this) || changed;
    };
    take(same ? zoom() : zoom_for(room, designed, text_scale()));
    // A screen that needs more than the others is smaller than they are, but none is cut.
    constexpr int tries_max = 4; // whole pixels add up
    for (int tries = 0; tries < tries_max; ++tries) {
        const wxSize needed = GetSizer()->CalcMin();
        if (needed.x <= room.x && needed.y <= room.y) {
            break;
        }
        take(zoom_for(room, needed, 1) * zoom());
    }
    if (changed) {
        lay_out_all(*this);
        Refresh();
    } else {
        Layout();
    }
}

void MainFrame::put_focus(bool help) {
    ScreenPanel* shown = panel();
    if (help) {
        help_->SetFocusIgnoringChildren();
    } else if (shown != nullptr) {
        shown->take_focus();
    } else if (place_ == Place::opening) {
        opening_->take_focus();
    }
}

void MainFrame::on_close(wxCloseEvent& event) {
    if (event.CanVeto() && !desk_->may_leave()) {
        event.Veto();
        return;
    }
    Destroy();
}

std::string MainFrame::typed_text() const {
    ScreenPanel* shown = panel();
    const Field* field = shown != nullptr ? shown->field() : nullptr;
    const bool tells = field != nullptr && !field->is_secret();
    return tells ? field->text() : std::string{};
}

void MainFrame::hear(const PressedKey& key) {
    const bool ends = key.kind == PressedKey::Kind::tab && wedge_.is_scanning(key.time_ms);
    if (ends || key.kind == PressedKey::Kind::enter) {
        wedge_.press_enter(key.time_ms);
        scan_ended_ms_ = ends ? key.time_ms : scan_ended_ms_;
    } else {
        const bool separates = key.kind == PressedKey::Kind::f8 && wedge_.is_scanning(key.time_ms);
        wedge_.press(separates ? group_separator : key.character, key.time_ms, typed_text());
    }
}

bool MainFrame::is_of_scan(const wxKeyEvent& event) {
    const std::int64_t time_ms = event.GetTimestamp();
    switch (event.GetKeyCode()) {
    case WXK_TAB:
        if (ear_.hears() ? scan_ended_ms_ == time_ms : wedge_.is_scanning(time_ms)) {
            take_enter(time_ms);
            return true;
        }
        // A scanner that is slow, or a code too short to be told from fingers.
        if (!event.ShiftDown() && !desk_->state().help && panel() != nullptr
            && (screen_ == Screen::sell || screen_ == Screen::receive) && desk_->holds_code()) {
            return panel()->enter();
        }
        return false;
    case WXK_F8:
        if (!wedge_.is_scanning(time_ms)) {
            return false;
        }
        if (!ear_.hears()) {
            wedge_.type(group_separator, time_ms, typed_text());
        }
        return true;
    default: // wx has no type for key codes
        return false;
    }
}

void MainFrame::take_enter(std::int64_t time_ms) {
    const auto scanned = wedge_.enter(time_ms, typed_text());
    if (scanned && (place_ == Place::doubt || place_ == Place::hand_back)) {
        wxBell();
        return; // a scanner's Enter has read nothing, and handed nothing back
    }
    ScreenPanel* shown = panel();
    if (desk_->state().help || shown == nullptr) {
        desk_->press(Command::confirm);
        return;
    }
    if (scanned && takes_scans(screen_) && take_scan(*scanned, shown->field())) {
        return;
    }
    if (!shown->enter()) {
        desk_->press(Command::confirm);
    }
}

bool MainFrame::take_scan(const WedgeScan& scan, Field* field) {
    const TypedScan sent = desk_->sent(scan);
    const bool with_quantity =
        screen_ == Screen::sell && scan.before.find('*') != std::string::npos;
    if (with_quantity && sent.kind != TypedScan::Kind::lost) {
        if (sent.kind == TypedScan::Kind::recovered) {
            field->set_text(scan.before + sent.text);
            desk_->search(scan.before + sent.text);
        }
        return false;
    }
    if (field != nullptr) {
        field->set_text(scan.before);
    }
    desk_->scanned(sent);
    return true;
}

bool MainFrame::take_command(const wxKeyEvent& event) {
    const auto key = key_from(event);
    if (!key) {
        return false;
    }
    Held held = event.ShiftDown() ? Held::shift : Held::none;
    held = event.ControlDown() ? Held::ctrl : held;
    const auto command = command_for(*key, held, screen_);
    if (!command) {
        return desk_->state().help;
    }
    ScreenPanel* shown = panel();
    if (*command == Command::remove_line && shown != nullptr && shown->field() != nullptr
        && !shown->field()->is_empty()) {
        return false; // Delete belongs to what is typed
    }
    const bool to_a_side = *command == Command::left || *command == Command::right;
    const bool types = shows_basket(screen_) ? !desk_->state().grid.shown
                                             : shown != nullptr && shown->field() != nullptr;
    if (to_a_side && types) {
        return false; // so do these
    }
    if (desk_->state().help || shown == nullptr || !shown->press(*command)) {
        desk_->press(*command);
    }
    return true;
}

void MainFrame::on_key(wxKeyEvent& event) {
    const int code = event.GetKeyCode();
    if (code == WXK_RETURN || code == WXK_NUMPAD_ENTER) {
        if (ear_.hears()) {
            event.Skip(); // an input method comes first: it may still hold a word back
        } else {
            take_enter(event.GetTimestamp());
        }
        return;
    }
    if (is_of_scan(event)) {
        return;
    }
    if (code == WXK_SHIFT || code == WXK_CONTROL || code == WXK_ALT || !take_command(event)) {
        event.Skip();
    }
}

bool MainFrame::typed(char32_t character, std::int64_t time_ms) {
    if (character == U'\b') {
        wedge_.type(character, time_ms, typed_text()); // an input method replaces what it changes
    }
    if (character == U'\r' && ear_.hears()) {
        take_enter(time_ms);
        return true;
    }
    if (character < 0x20 && character != group_separator) {
        return false;
    }
    wedge_.type(character, time_ms, typed_text());
    if (desk_->state().help) {
        desk_->press(Command::help);
        return true;
    }
    ScreenPanel* shown = panel();
    if (shown == nullptr) {
        return false;
    }
    Field* field = shown->field();
    const bool empty = field == nullptr || field->is_empty();
    if (const auto key = key_from(character); empty && key) {
        if (const auto command = command_for(*key, Held::none, screen_)) {
            if (!shown->press(*command)) {
                desk_->press(*command);
            }
            return true;
        }
    }
    if (screen_ == Screen::receipt || screen_ == Screen::report) {
        desk_->press(Command::search); // the next customer's first key
        shown = panel();
        field = shown != nullptr ? shown->field() : nullptr;
    } else if (field != nullptr && field->has_focus()) {
        return false;
    }
    if (field == nullptr || character == 0x1D) {
        return true; // a field of the screen may still have the focus, but is not typed into
    }
    field->type(wxString{wxUniChar{static_cast<unsigned int>(character)}});
    field->focus();
    return true;
}

} // namespace ocop::ui
