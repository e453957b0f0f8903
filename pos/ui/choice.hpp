#pragma once

#include "pos/ui/painted.hpp"

#include <functional>

namespace ocop::ui {

/// One of a few values, with an arrow on each side to go through them by finger; the keyboard's
/// arrows are its screen's.
class Choice final : public Painted {
public:
    Choice(wxWindow* parent, const wxString& name, const wxString& caption);

    /// An arrow was pressed: −1 or 1.
    std::function<void(int by)> on_step{};
    /// It was pressed beside them.
    std::function<void()> on_press{};

    void show(const wxString& value, bool has_before, bool has_after);
    /// The keyboard's arrows go to it.
    void set_chosen(bool chosen);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    void press(int x);

    wxString caption_;
    wxString value_{};
    bool has_before_ = false;
    bool has_after_ = false;
    bool chosen_ = false;
};

} // namespace ocop::ui
