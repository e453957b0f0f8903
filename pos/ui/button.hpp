#pragma once

#include "pos/ui/painted.hpp"

#include <functional>

namespace ocop::ui {

/// How much a button calls for attention.
enum class Look { key, accent, chosen, danger };

/// A flat button of touch size with the name of its key in the corner. Pressed by finger or mouse;
/// the keyboard has the key itself, so that the focus stays where text is typed.
class Button final : public Painted {
public:
    /// `name` is from control_ids.hpp; `shortcut` may be empty.
    Button(
        wxWindow* parent,
        const wxString& name,
        const wxString& label,
        Look look,
        std::function<void()> on_press,
        const wxString& shortcut = {}
    );

    void set_label(const wxString& label);
    void set_look(Look look);
    void set_size_pt(int size_pt);
    /// Text below the label, smaller.
    void set_second(const wxString& text);
    void enable(bool on);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    void release(wxMouseEvent& event);

    wxString label_;
    wxString second_{};
    wxString shortcut_;
    Look look_;
    int size_pt_ = 13;
    std::function<void()> on_press_;
    bool down_ = false;
    bool enabled_ = true;
};

} // namespace ocop::ui
