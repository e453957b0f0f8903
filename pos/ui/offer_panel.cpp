#include "pos/ui/offer_panel.hpp"

#include "pos/ui/button.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

class OfferPanel::Words final : public Painted {
public:
    explicit Words(wxWindow* parent)
        : Painted{parent, "offer-words", wxSize{200, 120}} {}

    void show(const wxString& title, const wxString& words) {
        title_ = title;
        words_ = words;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.fill(area, Tone::info_pale, corner);
        const double left = 16;
        const double width = area.m_width - 2 * left;
        const double half = std::min(70.0, area.m_height * 0.4);
        pen.fitted_lines({left, 8, width, half}, title_, 15, Tone::ink, Place::left);
        pen.fitted_lines(
            {left, half + 12, width, std::min(140.0, area.m_height - half - 20)},
            words_,
            13,
            Tone::ink,
            Place::left,
            Strength::normal
        );
    }

    wxString title_{};
    wxString words_{};
};

OfferPanel::OfferPanel(wxWindow* parent, Desk& desk)
    : wxPanel{parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, "offer"},
      words_{new Words{this}} {
    SetBackgroundColour(colour(Tone::ground));
    auto* no = new Button{
        this,
        "offer-no",
        _("No"),
        Look::key,
        [&desk] { desk.answer_offer(false); },
        key_label(Command::back)};
    no->SetMinSize(wxSize{110, 68});
    auto* yes = new Button{
        this,
        "offer-yes",
        _("Yes, sync"),
        Look::accent,
        [&desk] { desk.answer_offer(true); },
        "Enter"};
    yes->set_size_pt(16);
    yes->SetMinSize(wxSize{160, 68});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(no, 0, wxRIGHT, 8);
    foot->Add(yes, 1);
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(words_, 1, wxEXPAND | wxBOTTOM, 8);
    all->Add(foot, 0, wxEXPAND);
    SetSizer(all);
}

void OfferPanel::show(const OfferView& offer) {
    words_->show(
        wxString::Format(_("Found a catalogue on the stick %s"), to_wx(offer.stick)),
        offer.version_now == 0
            ? wxString::Format(
                _("Version %lld, this till's first. Sync? Selling goes on meanwhile."),
                static_cast<long long>(offer.version)
            )
            : wxString::Format(
                _("Version %lld, newer than version %lld that sells now. Sync? Selling goes on "
                  "meanwhile."),
                static_cast<long long>(offer.version),
                static_cast<long long>(offer.version_now)
            )
    );
}

} // namespace ocop::ui
