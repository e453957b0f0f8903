#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/painted.hpp"
#include "pos/ui/view_model.hpp"

#include <wx/panel.h>

#include <functional>
#include <string>
#include <vector>

namespace ocop::ui {

/// The head of the window: shop, who sells, the time; in training a banner that never goes away.
class HeaderBar final : public Painted {
public:
    explicit HeaderBar(wxWindow* parent);

    void show(const FrameView& frame);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;

    FrameView frame_{};
};

/// One sentence: a refusal, a warning, news. Its place is always there, so that nothing jumps.
class NoticeBar final : public Painted {
public:
    explicit NoticeBar(wxWindow* parent);

    /// `screen` tells which hint stands in its place when there is nothing to say; the name of what
    /// is `chosen`, where it is a long one.
    void show(const Notice& notice, Screen screen, const std::string& chosen);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;

    Notice notice_{};
    std::string chosen_{};
    Screen screen_ = Screen::opening;
};

/// The foot: till, shift, catalogue, the printer's trouble.
class StatusBar final : public Painted {
public:
    explicit StatusBar(wxWindow* parent);

    void show(const FrameView& frame, const std::string& paper_fault);

private:
    struct Part {
        wxString words{};
        Tone tone{};
        Strength strength{};
        bool at_end = false;
    };

    [[nodiscard]] std::vector<Part> told() const;
    void paint(Pen& pen, const wxRect2DDouble& area) override;

    FrameView frame_{};
    std::string paper_fault_{};
};

/// What stands in the window until the journal is open, or when it could not be opened.
class OpeningPanel final : public Painted {
public:
    explicit OpeningPanel(wxWindow* parent);

    /// Why the store could not be opened; empty: it is being opened. `offers_restore`: with a
    /// button that leads to a backup.
    void show(const std::string& fault, bool offers_restore);

    /// The button was pressed.
    std::function<void()> on_restore{};

    bool follow_zoom() override;

    /// Keys come here, where there is a button: nothing painted can have the focus.
    void take_focus();

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    void place_button();

    std::string fault_{};
    Button* restore_ = nullptr; // once it is offered
    wxPanel* keys_ = nullptr;   // has the focus then
};

/// The keys, over everything else; any key puts it away.
class HelpPanel final : public Painted {
public:
    explicit HelpPanel(wxWindow* parent);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
};

} // namespace ocop::ui
