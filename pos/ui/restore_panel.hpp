#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/choice.hpp"
#include "pos/ui/screen_panel.hpp"

#include <wx/sizer.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ocop::ui {

/// A backup's file, what it holds, the last numbers in use, and the manager who decides.
class RestorePanel final : public ScreenPanel {
public:
    RestorePanel(wxWindow* parent, Desk& desk);
    ~RestorePanel() override;

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;
    [[nodiscard]] Field* field() override;
    bool enter() override;
    bool press(Command command) override;

private:
    class Card;
    class Advice;

    /// Where the keyboard can be.
    struct Stop {
        Field* field = nullptr;
        Choice* choice = nullptr;
        Button* button = nullptr;
        Look look = Look::key; // of the button, elsewhere
        std::function<void()> act{};
    };

    [[nodiscard]] Field* make_field(const wxString& name, const wxString& caption, bool is_secret);
    void lay_out();
    /// Fields for the series of the backup's e-invoices.
    void make_series();
    /// The stops of what is asked for now, in order.
    void fill_stops();
    void go_to(std::size_t stop);
    void go(int by);
    /// To the stop of `part`.
    void go_to(RestorePart part);
    void mark();
    void choose_file();
    /// Enter in the file's field.
    void leave_file();
    /// Has the backup looked at, or restored.
    void go_on();

    RestoreView view_{};
    int seen_news_ = 0;
    Field* file_;
    Button* choose_;
    Field* passphrase_;
    Field* receipt_;
    wxGridSizer* series_sizer_;
    std::vector<Field*> series_{};
    Choice* manager_;
    Field* pin_;
    Button* next_;
    Card* card_;
    Advice* advice_;
    std::vector<Stop> stops_{};
    std::size_t at_ = 0;
};

} // namespace ocop::ui
