#include "pos/ui/bars.hpp"

#include "pos/core/money.hpp"
#include "pos/ui/catalog_words.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/keys.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/printer_words.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/zoom.hpp"

#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

constexpr int header_height = 54;
constexpr int training_height = 28;
constexpr int notice_height = 52;
constexpr int status_height = 30;
constexpr std::size_t long_name = 60; // bytes; a row of a list may have no room for more

/// The mark of the house: a star in a green square.
double draw_mark(Pen& pen, double x, double y, double size) {
    pen.fill({x, y, size, size}, Tone::accent, size / 5);
    pen.stars(x + size * 0.12, y + size * 0.52, 1, size * 0.76, Tone::on_accent);
    return x + size + gap;
}

} // namespace

HeaderBar::HeaderBar(wxWindow* parent)
    : Painted{parent, id::header, wxSize{200, header_height}} {}

void HeaderBar::show(const FrameView& frame) {
    if (frame == frame_) {
        return;
    }
    const bool grew = frame.training != frame_.training;
    frame_ = frame;
    if (grew) {
        SetMinSize(wxSize{200, header_height + (frame.training ? training_height : 0)});
        GetParent()->Layout();
    }
    Refresh();
}

void HeaderBar::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, Tone::card);
    double y = 0;
    if (frame_.training) {
        const wxRect2DDouble banner{0, 0, area.m_width, training_height};
        pen.fill(banner, Tone::training);
        pen.text(
            banner,
            _("TRAINING - OF NO VALUE"),
            font(13, Strength::strong),
            Tone::ink,
            Place::centre
        );
        y = training_height;
    }
    const double height = area.m_height - y;
    pen.fill({0, area.m_height - 1, area.m_width, 1}, Tone::line);
    const double left = draw_mark(pen, gap, y + 9, height - 19);
    const double side = 330;
    const wxString shop = frame_.shop.empty() ? wxString{"OCOP"} : to_wx(frame_.shop);
    pen.fitted_lines(
        {left, y, area.m_width - left - side - gap, height}, shop, 15, Tone::ink, Place::left
    );
    const double right = area.m_width - side - gap;
    if (frame_.cashier.empty()) {
        pen.text(
            {right, y, side, height}, to_wx(frame_.clock), font(13), Tone::muted, Place::right
        );
        return;
    }
    const wxString who = wxString::Format(
        wxString::FromUTF8("%s · %s"),
        to_wx(frame_.cashier),
        frame_.role ? role_label(*frame_.role) : wxString{}
    );
    pen.fitted({right, y + 6, side, 22}, who, 13, Tone::accent_dark, Place::right);
    pen.text({right, y + 28, side, 20}, to_wx(frame_.clock), font(12), Tone::muted, Place::right);
}

NoticeBar::NoticeBar(wxWindow* parent)
    : Painted{parent, id::notice, wxSize{200, notice_height}} {}

void NoticeBar::show(const Notice& notice, Screen screen, const std::string& chosen) {
    if (notice != notice_ || screen != screen_ || chosen != chosen_) {
        notice_ = notice;
        screen_ = screen;
        chosen_ = chosen;
        Refresh();
    }
}

void NoticeBar::paint(Pen& pen, const wxRect2DDouble& area) {
    const wxRect2DDouble box{gap, 0, area.m_width - 2 * gap, area.m_height - 8};
    const wxRect2DDouble inner{box.m_x + 16, 0, box.m_width - 32, box.m_height};
    Tone ground = Tone::info_pale;
    Tone ink = Tone::ink;
    switch (notice_.kind) {
    case Notice::Kind::none:
        if (chosen_.size() > long_name) {
            pen.fitted_lines(inner, to_wx(chosen_), 12, Tone::ink, Place::left);
            return;
        }
        pen.fitted_lines(
            inner,
            shows_basket(screen_)
                ? _("F1: all keys.  F2: back to the code field.  Enter: add.  Esc: one step back.")
                : _("F1: all keys.  Enter: go on.  Esc: one step back."),
            11,
            Tone::muted,
            Place::left,
            Strength::normal
        );
        return;
    case Notice::Kind::info:
        break;
    case Notice::Kind::warning:
        ground = Tone::warning_pale;
        ink = Tone::warning_ink;
        break;
    case Notice::Kind::refusal:
        ground = Tone::danger;
        ink = Tone::on_accent;
        break;
    }
    pen.fill(box, ground, corner);
    const wxString words = to_wx(notice_.text);
    // A long sentence takes smaller lines rather than lose its end.
    pen.fitted_lines(inner, words, 14, ink, Place::left);
}

StatusBar::StatusBar(wxWindow* parent)
    : Painted{parent, id::status, wxSize{200, status_height}} {}

void StatusBar::show(const FrameView& frame, const std::string& paper_fault) {
    if (frame != frame_ || paper_fault != paper_fault_) {
        frame_ = frame;
        paper_fault_ = paper_fault;
        Refresh();
    }
}

void StatusBar::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, Tone::card);
    pen.fill({0, 0, area.m_width, 1}, Tone::line);
    if (frame_.till.empty()) {
        return;
    }
    const wxRect2DDouble inner{gap, 1, area.m_width - 2 * gap, area.m_height - 1};
    const std::vector<Part> parts = told();
    // All of it is told, in smaller letters where there is much.
    constexpr int least_pt = 8;
    int size_pt = 11;
    const auto width = [&] {
        double all = 0;
        for (const Part& part : parts) {
            all += pen.width(part.words, font(size_pt, part.strength)) + 2 * gap;
        }
        return all;
    };
    while (size_pt > least_pt && width() > inner.m_width) {
        --size_pt;
    }
    double used = 0;
    for (const Part& part : parts) {
        const wxRect2DDouble rest{
            inner.m_x + used, inner.m_y, inner.m_width - used, inner.m_height};
        const Place place = part.at_end ? Place::right : Place::left;
        used += pen.text(rest, part.words, font(size_pt, part.strength), part.tone, place)
                + (part.at_end ? 0 : 2 * gap);
    }
}

std::vector<StatusBar::Part> StatusBar::told() const {
    const wxString dot = wxString::FromUTF8("·   ");
    const wxString shift =
        frame_.shift == 0 ? _("no shift is open")
        : frame_.shift_day.empty()
            ? wxString::Format(_("shift %lld"), static_cast<long long>(frame_.shift))
            : wxString::Format(
                _("shift %lld of %s"), static_cast<long long>(frame_.shift), to_wx(frame_.shift_day)
            );
    const wxString catalog = wxString::Format(
        _("catalogue %lld: %s products"),
        static_cast<long long>(frame_.catalog),
        to_wx(format(Money{static_cast<std::int64_t>(frame_.goods)}))
    );
    std::vector<Part> parts{
        {to_wx(frame_.till), Tone::muted, Strength::normal, false},
        {dot + shift,
         frame_.shift_day.empty() ? Tone::muted : Tone::warning_ink,
         frame_.shift_day.empty() ? Strength::normal : Strength::strong,
         false},
        {dot + catalog, Tone::muted, Strength::normal, false}};
    const wxString sync = sign_words(frame_.sync);
    if (!sync.empty()) {
        const bool failed = frame_.sync.kind == SyncSign::Kind::failed;
        const bool calm = frame_.sync.kind == SyncSign::Kind::well;
        parts.push_back(
            {dot + sync,
             failed ? Tone::danger
             : calm ? Tone::muted
                    : Tone::accent_dark,
             calm ? Strength::normal : Strength::strong,
             false}
        );
    }
    if (!frame_.scanner.empty()) {
        const wxString scanner = wxString::Format(_("scanner: %s"), to_wx(frame_.scanner));
        parts.push_back({dot + scanner, Tone::muted, Strength::normal, false});
    }
    if (!paper_fault_.empty()) {
        parts.push_back({to_wx(paper_fault_), Tone::danger, Strength::strong, true});
        return parts;
    }
    const bool calm = frame_.printer.kind == PrinterSign::Kind::none
                      || frame_.printer.kind == PrinterSign::Kind::ready
                      || frame_.printer.kind == PrinterSign::Kind::printing;
    parts.push_back(
        {sign_words(frame_.printer),
         calm                                            ? Tone::muted
         : frame_.printer.kind == PrinterSign::Kind::low ? Tone::warning_ink
                                                         : Tone::danger,
         calm ? Strength::normal : Strength::strong,
         true}
    );
    return parts;
}

OpeningPanel::OpeningPanel(wxWindow* parent)
    : Painted{parent, id::opening, wxSize{200, 200}} {
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        place_button();
        event.Skip();
    });
}

void OpeningPanel::show(const std::string& fault, bool offers_restore) {
    if (fault != fault_) {
        fault_ = fault;
        Refresh();
    }
    if (offers_restore && restore_ == nullptr) { // the first screen waits for no more than it needs
        restore_ = new Button{
            this,
            "opening-restore",
            _("Restore from a backup..."),
            Look::accent,
            [this] { on_restore(); },
            "Enter"};
        restore_->set_size_pt(15);
        place_button();
        keys_ = new wxPanel{this, wxID_ANY, wxDefaultPosition, wxSize{1, 1}, wxTAB_TRAVERSAL};
    }
    if (restore_ != nullptr) {
        restore_->Show(offers_restore);
    }
}

void OpeningPanel::take_focus() {
    if (keys_ != nullptr) {
        keys_->SetFocusIgnoringChildren();
    }
}

bool OpeningPanel::follow_zoom() {
    const bool changed = Painted::follow_zoom();
    if (changed) {
        place_button();
    }
    return changed;
}

void OpeningPanel::place_button() {
    if (restore_ != nullptr) {
        constexpr int width = 420;
        constexpr int height = 64;
        const wxSize size = room();
        const int below = std::min(size.y / 2 + 150, size.y - height - gap);
        restore_->SetSize(
            to_pixels((size.x - width) / 2), to_pixels(below), to_pixels(width), to_pixels(height)
        );
    }
}

void OpeningPanel::paint(Pen& pen, const wxRect2DDouble& area) {
    const double middle = area.m_height / 2;
    draw_mark(pen, area.m_width / 2 - 36, middle - 130, 72);
    if (fault_.empty()) {
        pen.text(
            {0, middle - 34, area.m_width, 40},
            _("Opening the journal..."),
            font(18),
            Tone::muted,
            Place::centre
        );
        return;
    }
    pen.text(
        {0, middle - 40, area.m_width, 36},
        _("The store cannot be opened"),
        font(18, Strength::strong),
        Tone::danger,
        Place::centre
    );
    pen.fitted_lines(
        {60, middle, area.m_width - 120, 140},
        to_wx(fault_),
        14,
        Tone::ink,
        Place::centre,
        Strength::normal
    );
}

HelpPanel::HelpPanel(wxWindow* parent)
    : Painted{parent, id::help, wxSize{200, 200}} {}

void HelpPanel::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.text(
        {3 * gap, gap, area.m_width - 6 * gap, 44},
        _("Keys of the till"),
        font(20, Strength::strong),
        Tone::ink,
        Place::left
    );
    const auto rows = shortcuts();
    const std::size_t half = (rows.size() + 1) / 2;
    const double column = (area.m_width - 6 * gap) / 2;
    constexpr double top = 62;
    const double row = std::min(46.0, (area.m_height - top - 44) / static_cast<double>(half));
    const double key_height = std::min(32.0, row - 6);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double x = 3 * gap + (i < half ? 0 : column);
        const double y = top + row * static_cast<double>(i % half);
        const wxFont strong = font(11, Strength::strong);
        const double key_width = std::max(52.0, pen.width(to_wx(rows[i].shown), strong) + 16);
        const wxRect2DDouble key{x, y + (row - key_height) / 2, key_width, key_height};
        pen.fill(key, Tone::card, 6);
        pen.outline(key, Tone::line, 1, 6);
        pen.text(key, to_wx(rows[i].shown), strong, Tone::accent_dark, Place::centre);
        const double left = x + std::max(key_width, 62.0) + gap;
        pen.fitted_lines(
            {left, y, column - (left - x) - gap, row},
            wxGetTranslation(to_wx(rows[i].meaning)),
            12,
            Tone::ink,
            Place::left,
            Strength::normal
        );
    }
    pen.text(
        {3 * gap, area.m_height - 44, area.m_width - 6 * gap, 30},
        _("Any key closes this help."),
        font(12),
        Tone::muted,
        Place::left
    );
}

} // namespace ocop::ui
