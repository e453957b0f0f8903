#pragma once

#include "pos/ui/bars.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/key_ear.hpp"
#include "pos/ui/picture_shelf.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/wedge.hpp"

#include <wx/frame.h>
#include <wx/timer.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace ocop::ui {

/// The one frame: header, a screen, the notice, the foot. Turns key presses into what the desk
/// understands and shows what the desk's view says. Screens are made when they are first shown.
class MainFrame final : public wxFrame {
public:
    /// Borrows `desk` and `pictures`. `on_first_paint` is called once, when the window stands on
    /// the screen.
    MainFrame(Desk& desk, PictureShelf& pictures, std::function<void()> on_first_paint);

    /// Shows what the desk says now.
    void refresh();

    /// A character on its way to a control, pressed at `time_ms` of the display server's clock: a
    /// busy moment of ours must not make a scanner look like fingers. True if it was put elsewhere
    /// and must not go on.
    [[nodiscard]] bool typed(char32_t character, std::int64_t time_ms);

    /// Told after each refresh, for a trace.
    std::function<void(const ViewModel&)> on_shown{};

private:
    enum class Place {
        opening,
        doubt,
        sign_in,
        open_shift,
        old_shift,
        sell,
        buyer,
        pay,
        paper,
        hand_back,
        holds,
        give_back,
        count,
        drawer,
        cash,
        receive,
        catalog,
        printer,
        devices,
        receipt_setup,
        restore
    };

    void on_key(wxKeyEvent& event);
    void hear(const PressedKey& key);
    /// A Tab that ended a scan, or an F8 within one: no command, and it is done.
    [[nodiscard]] bool is_of_scan(const wxKeyEvent& event);
    /// What stands in the screen's field.
    [[nodiscard]] std::string typed_text() const;
    void take_enter(std::int64_t time_ms);
    /// A scan that was typed; false if Enter is still to do its work.
    [[nodiscard]] bool take_scan(const WedgeScan& scan, Field* field);
    [[nodiscard]] bool take_command(const wxKeyEvent& event);
    void on_close(wxCloseEvent& event);
    /// Lays all of it out at the zoom at which it fits.
    void fit();
    /// Typing goes to the screen's field, whatever was pressed last.
    void put_focus(bool help);
    [[nodiscard]] static Place place_of(Screen screen);
    [[nodiscard]] wxWindow* make(Place place);
    [[nodiscard]] ScreenPanel* panel() const;

    Desk* desk_;
    PictureShelf* pictures_;
    std::function<void()> on_first_paint_;
    HeaderBar* header_;
    OpeningPanel* opening_;
    NoticeBar* notice_;
    StatusBar* status_;
    wxPanel* help_ = nullptr; // holds the focus while it covers the fields
    std::map<Place, wxWindow*> places_{};
    Place place_ = Place::opening;
    Screen screen_ = Screen::opening;
    Wedge wedge_{};
    std::optional<std::int64_t> scan_ended_ms_{}; // by a Tab
    KeyEar ear_;
    wxTimer minute_;
    // What was fitted last.
    wxSize fitted_room_{};
    double fitted_text_ = 0;
    Screen fitted_screen_ = Screen::opening;
    bool refreshing_ = false;
};

} // namespace ocop::ui
