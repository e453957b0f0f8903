#include "pos/ui/customer_display.hpp"

#include "pos/ui/control_ids.hpp"
#include "pos/ui/text.hpp"

#include <wx/display.h>
#include <wx/sizer.h>
#include <wx/translation.h>

#include <charconv>

namespace ocop::ui {

class CustomerDisplay::Face final : public Painted {
public:
    explicit Face(wxWindow* parent)
        : Painted{parent, "customer-face", wxSize{320, 200}} {}

    void show(const ViewModel& view) {
        shop_ = to_wx(view.frame.shop);
        training_ = view.frame.training ? _("TRAINING - OF NO VALUE") : wxString{};
        line_ = view.lines.empty() ? wxString{} : to_wx(view.lines.back().name);
        amount_ = view.lines.empty() ? wxString{} : with_dong(view.lines.back().amount);
        caption_ = _("TOTAL");
        total_ = with_dong(view.total.total.empty() ? "0" : view.total.total);
        if (view.receipt) {
            line_ = _("Thank you!");
            amount_.clear();
            caption_ = view.receipt->gives_change ? _("CHANGE") : _("PAID");
            total_ =
                with_dong(view.receipt->gives_change ? view.receipt->change : view.receipt->paid);
        }
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        const double left = area.m_width * 0.06;
        const double width = area.m_width - 2 * left;
        const double part = area.m_height / 6;
        pen.text(
            {left, 0, width, part}, shop_, font(24, Strength::strong), Tone::accent, Place::left
        );
        pen.text({left, part, width, part}, line_, font(28), Tone::ink, Place::left);
        pen.text({left, 2 * part, width, part}, amount_, font(28), Tone::ink, Place::right);
        pen.text({left, 3 * part, width, part}, caption_, font(22), Tone::muted, Place::left);
        pen.text(
            {left, 4 * part, width, 1.6 * part},
            total_,
            font(64, Strength::strong),
            Tone::accent_dark,
            Place::right
        );
        pen.text(
            {left, 5.5 * part, width, 0.5 * part},
            training_,
            font(16, Strength::strong),
            Tone::warning_ink,
            Place::centre
        );
    }

    wxString training_{};
    wxString shop_{};
    wxString line_{};
    wxString amount_{};
    wxString caption_{};
    wxString total_{};
};

std::optional<DisplayChoice> parse_display(std::string_view text) {
    if (text == "auto") {
        return DisplayChoice{};
    }
    if (text == "off") {
        return DisplayChoice{DisplayChoice::Kind::off, 0};
    }
    DisplayChoice choice{DisplayChoice::Kind::number, 0};
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), choice.number);
    if (error != std::errc{} || end != text.data() + text.size() || choice.number > 15) {
        return std::nullopt;
    }
    return choice;
}

CustomerDisplay::CustomerDisplay(wxWindow* parent, const wxRect& place)
    : wxFrame{parent, wxID_ANY, _("OCOP till"), place.GetPosition(), place.GetSize(), wxFRAME_NO_TASKBAR | wxBORDER_NONE, id::customer_display},
      face_{new Face{this}} {
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(face_, 1, wxEXPAND);
    SetSizer(all);
    ShowWithoutActivating();
}

CustomerDisplay* CustomerDisplay::make(wxWindow* parent, const DisplayChoice& choice) {
    const unsigned wanted = choice.kind == DisplayChoice::Kind::number ? choice.number : 1;
    if (choice.kind == DisplayChoice::Kind::off || wanted >= wxDisplay::GetCount()) {
        return nullptr;
    }
    return new CustomerDisplay{parent, wxDisplay{wanted}.GetGeometry()};
}

void CustomerDisplay::show(const ViewModel& view) {
    face_->show(view);
}

} // namespace ocop::ui
