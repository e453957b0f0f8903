#include "pos/ui/paper_panel.hpp"

#include "pos/core/money.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

PaperPanel::PaperPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::paper_screen},
      heading_{new Heading{this, {}}},
      large_{new TotalCard{this, id::change, 132}},
      second_{new TotalCard{this, "paper-second", 94}},
      third_{new TotalCard{this, "paper-third", 94}},
      again_{new Button{
          this,
          "reprint",
          _("Print again"),
          Look::key,
          [this] { this->desk().press(Command::reprint); },
          key_label(Command::reprint)}},
      next_{new Button{
          this,
          "next",
          {},
          Look::accent,
          [this] { this->desk().press(Command::confirm); },
          "Enter"}},
      picture_{new Picture{this, id::paper, _("Drawing the paper...")}} {
    again_->SetMinSize(wxSize{150, 72});
    next_->SetMinSize(wxSize{150, 72});
    next_->set_size_pt(17);
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(again_, 0, wxRIGHT, 8);
    foot->Add(next_, 1);
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(heading_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(large_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(second_, 0, wxEXPAND | wxBOTTOM, gap);
    left->Add(third_, 0, wxEXPAND);
    left->AddStretchSpacer();
    left->Add(foot, 0, wxEXPAND);
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    picture_->SetMinSize(wxSize{470, 100});
    all->Add(picture_, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
}

void PaperPanel::show(const ViewModel& view) {
    picture_->show(desk().state().paper);
    const bool report = view.screen == Screen::report;
    second_->Show(!report && !(view.receipt && view.receipt->is_return));
    third_->Show(!report && view.closed.has_value());
    again_->Show(!report);
    next_->set_label(view.screen == Screen::receipt ? _("Next customer") : _("Done"));
    if (report) {
        heading_->set(_("X report"), _("The shift so far. Nothing is closed by looking."));
        if (view.so_far) {
            large_->show(
                _("REVENUE"),
                with_dong(view.so_far->sold),
                wxString::Format(
                    _("Sales: %lld, returns: %lld"),
                    static_cast<long long>(view.so_far->sales),
                    static_cast<long long>(view.so_far->returns)
                ),
                Tone::accent_dark
            );
        }
    } else if (view.receipt) {
        show_receipt(*view.receipt);
    } else if (view.closed) {
        show_closed(*view.closed);
    }
    Layout();
}

bool PaperPanel::press(Command command) {
    constexpr int step = 120; // pixels, some five lines of the paper
    constexpr int page = 4 * step;
    if (command == Command::up || command == Command::down) {
        picture_->scroll(command == Command::up ? -step : step);
        return true;
    }
    if (command == Command::page_up || command == Command::page_down) {
        picture_->scroll(command == Command::page_up ? -page : page);
        return true;
    }
    return false;
}

void PaperPanel::show_receipt(const ReceiptView& receipt) {
    heading_->set(
        receipt.is_return ? _("The goods are back") : _("The sale is done"), to_wx(receipt.number)
    );
    wxString pieces;
    for (const auto& [piece, count] : receipt.change_pieces) {
        pieces += (pieces.empty() ? "" : "   ")
                  + to_wx(format(Money{piece}) + " × " + std::to_string(count));
    }
    if (receipt.is_return) {
        large_->show(_("GIVE BACK"), with_dong(receipt.change), pieces, Tone::accent);
    } else if (receipt.gives_change) {
        large_->show(_("CHANGE"), with_dong(receipt.change), pieces, Tone::accent);
    } else {
        large_->show(_("PAID"), with_dong(receipt.paid), {}, Tone::accent);
    }
    second_->show(
        _("TOTAL"),
        with_dong(receipt.total),
        wxString::Format(_("received %s"), with_dong(receipt.paid)),
        Tone::ink
    );
}

void PaperPanel::show_closed(const ClosedView& closed) {
    heading_->set(
        wxString::Format(_("Shift %lld is closed"), static_cast<long long>(closed.shift)),
        wxString::Format(
            _("Sales: %lld, revenue %s"),
            static_cast<long long>(closed.sales),
            with_dong(closed.sold)
        )
    );
    const bool even = closed.difference_vnd == 0;
    large_->show(
        _("DIFFERENCE"),
        with_dong(closed.difference),
        even                        ? _("The drawer is right.")
        : closed.difference_vnd < 0 ? _("There is less in the drawer than there should be.")
                                    : _("There is more in the drawer than there should be."),
        even ? Tone::accent : Tone::danger
    );
    second_->show(_("COUNTED"), with_dong(closed.counted), {}, Tone::ink);
    third_->show(_("EXPECTED"), with_dong(closed.expected), {}, Tone::ink);
}

} // namespace ocop::ui
