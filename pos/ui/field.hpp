#pragma once

#include "pos/core/secret.hpp"
#include "pos/ui/painted.hpp"

#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace ocop::ui {

enum class Shows {
    text,
    dots,
    lines // text that wraps; still one paragraph
};

/// A large text field with a caption in it and a border that shows the focus plainly.
class Field final : public Painted {
public:
    /// `caption` stands small above what is typed; may be empty.
    Field(
        wxWindow* parent, const wxString& name, const wxString& caption, int size_pt, Shows shows
    );

    [[nodiscard]] std::string text() const;
    /// The same for a PIN, without copies of it that stay in memory; what is not ASCII is '?'.
    [[nodiscard]] Secret secret() const;

    [[nodiscard]] bool is_empty() const { return text_->IsEmpty(); }

    /// True if what is typed shows as dots, and is nobody's business.
    [[nodiscard]] bool is_secret() const { return is_secret_; }

    /// Sets the text without telling on_change.
    void set_text(const std::string& text);
    void focus();
    /// Types into it as the keyboard would: one character, or a backspace for '\b'.
    void type(const wxString& characters);

    /// What stands in it cannot be taken: a border of its own.
    void mark_wrong(bool wrong);

    [[nodiscard]] bool has_focus() const { return text_->HasFocus(); }

    bool follow_zoom() override;

    [[nodiscard]] wxTextCtrl& control() { return *text_; }

    std::function<void()> on_change{};

    /// How what is typed will be read, where people may read it otherwise: shown behind the caption
    /// while it is typed. Nothing by itself.
    std::function<std::string(const std::string&)> reads{};

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;

    void place_text();

    wxString caption_;
    int size_pt_;
    wxTextCtrl* text_;
    bool is_secret_;
    bool wrong_ = false;
};

} // namespace ocop::ui
