#include "pos/ui/customer_display.hpp"

#include "pos/ui/control_ids.hpp"
#include "pos/ui/picture.hpp"
#include "pos/ui/text.hpp"

#include <wx/display.h>
#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ocop::ui {

class CustomerDisplay::Face final : public Painted {
public:
    explicit Face(wxWindow* parent)
        : Painted{parent, "customer-face", wxSize{320, 200}, Unit::pixel} {}

    void show(const ViewModel& view, bool pays_by_code) {
        pays_by_code_ = pays_by_code;
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
        } else if (pays_by_code) {
            line_ = _("Scan with your bank's app");
            amount_ = to_wx(view.pay.bank_line);
            caption_ = view.pay.is_part ? _("THIS PAYMENT") : _("LEFT TO PAY");
            total_ = with_dong(view.pay.asked);
        } else if (view.hand_back) {
            line_.clear();
            amount_.clear();
            caption_ = _("GIVE BACK");
            total_ = with_dong(view.hand_back->amount);
        }
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        const double left = area.m_width * 0.06;
        const double width = area.m_width - 2 * left;
        const double part = area.m_height / 6;
        pen.fitted({left, 0, width, part}, shop_, 24, Tone::accent);
        pen.fitted({left, part, width, part}, line_, 28, Tone::ink);
        const wxRect2DDouble amount{left, 2 * part, width, part};
        const wxRect2DDouble total{left, 4 * part, width, 1.6 * part};
        pen.text({left, 3 * part, width, part}, caption_, font(22), Tone::muted, Place::left);
        if (pays_by_code_) { // half the room, and none of it may be cut
            pen.fitted(amount, amount_, 28, Tone::ink);
            pen.fitted(total, total_, 64, Tone::accent_dark);
        } else {
            pen.fitted(amount, amount_, 28, Tone::ink, Place::right, Strength::normal);
            pen.fitted(total, total_, 64, Tone::accent_dark, Place::right);
        }
        pen.text(
            {left, 5.5 * part, width, 0.5 * part},
            training_,
            font(16, Strength::strong),
            Tone::warning_ink,
            Place::centre
        );
    }

    bool pays_by_code_ = false;
    wxString training_{};
    wxString shop_{};
    wxString line_{};
    wxString amount_{};
    wxString caption_{};
    wxString total_{};
};

/// A code as large as its place lets whole dots be.
class CustomerDisplay::Code final : public Painted {
public:
    explicit Code(wxWindow* parent)
        : Painted{parent, "customer-code", wxSize{320, 200}, Unit::pixel} {}

    void show(const std::optional<receipts::Bitmap>& dots) {
        dots_ = dots ? cropped(*dots) : receipts::Bitmap{};
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        if (dots_.empty()) {
            return;
        }
        const int room = static_cast<int>(std::min(area.m_width, area.m_height));
        const int quiet = room / 10; // four modules of 33 and more (ISO/IEC 18004)
        const int size = std::max(dots_.width(), dots_.height());
        const int scale = std::max(1, (room - 2 * quiet) / size);
        const double x = (area.m_width - dots_.width() * scale) / 2;
        const double y = (area.m_height - dots_.height() * scale) / 2;
        pen.fill(
            {x - quiet,
             y - quiet,
             dots_.width() * scale + 2.0 * quiet,
             dots_.height() * scale + 2.0 * quiet},
            Tone::card,
            corner
        );
        pen.context().SetInterpolationQuality(wxINTERPOLATION_NONE);
        pen.context().DrawBitmap(
            to_bitmap(receipts::enlarged(dots_, scale)),
            std::round(x),
            std::round(y),
            dots_.width() * scale,
            dots_.height() * scale
        );
    }

    receipts::Bitmap dots_{};
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
    : wxFrame{parent, wxID_ANY, _("Customer display"), place.GetPosition(), place.GetSize(), wxFRAME_NO_TASKBAR | wxBORDER_NONE, id::customer_display},
      face_{new Face{this}},
      code_{new Code{this}} {
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(code_, 1, wxEXPAND);
    all->Add(face_, 1, wxEXPAND);
    code_->Hide();
    SetBackgroundColour(colour(Tone::ground));
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

void CustomerDisplay::show(
    const ViewModel& view, const std::optional<receipts::Bitmap>& payment_code
) {
    const bool pays_by_code = view.screen == Screen::pay && payment_code.has_value();
    code_->show(pays_by_code ? payment_code : std::nullopt);
    face_->show(view, pays_by_code);
    if (code_->IsShown() != pays_by_code) {
        code_->Show(pays_by_code);
        Layout();
    }
}

} // namespace ocop::ui
