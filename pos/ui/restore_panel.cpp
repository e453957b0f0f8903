#include "pos/ui/restore_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/boxed_words.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/native_style.hpp"
#include "pos/ui/text.hpp"

#include <wx/filedlg.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

constexpr int text_pt = 13;
constexpr int row_height = 54;
constexpr int card_width = 380;
constexpr int space = 6;
constexpr int percent_all = 100;

/// Rows of a name and what stands for it.
std::vector<std::pair<wxString, wxString>> rows_of(const BackupCardView& card) {
    return {
        {_("Shop"), to_wx(card.shop)},
        {_("Till"), to_wx(card.till)},
        {_("Records"), to_wx(card.records)},
        {_("Up to"), to_wx(card.until)},
        {_("Last receipt in it"), to_wx(card.receipt)}};
}

} // namespace

/// What the backup holds, and where the numbers that are asked for stand.
class RestorePanel::Card final : public Painted {
public:
    explicit Card(wxWindow* parent)
        : Painted{parent, "restore-card", wxSize{card_width, 300}} {}

    void show(const std::optional<BackupCardView>& card) {
        card_ = card;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.fill(area, Tone::card, corner);
        pen.outline(area, Tone::line, 1, corner);
        const double left = 16;
        const double width = area.m_width - 2 * left;
        double y = 12;
        pen.text(
            {left, y, width, 28},
            card_ ? _("What the backup holds") : _("A backup"),
            font(14, Strength::strong),
            Tone::ink,
            Place::left
        );
        y += 36;
        if (!card_) {
            pen.fitted_lines(
                {left, y, width, std::max(60.0, area.m_height - y - 12)},
                _("It is the file that was made with `ocop backup`, most often on a stick. "
                  "Nothing is changed before a manager has confirmed it."),
                12,
                Tone::muted,
                Place::left,
                Strength::normal
            );
            return;
        }
        for (const auto& [name, value] : rows_of(*card_)) {
            pen.text({left, y, 130, 28}, name, font(12), Tone::muted, Place::left);
            pen.fitted({left + 134, y, width - 134, 28}, value, 12, Tone::ink);
            y += 30;
        }
        if (card_->training) {
            pen.text(
                {left, y, width, 28},
                _("Training"),
                font(12, Strength::strong),
                Tone::warning_ink,
                Place::left
            );
            y += 30;
        }
        y += 10;
        pen.fitted_lines(
            {left, y, width, area.m_height - y - 12},
            _("Sales made after it are lost, but their numbers stand on paper. Read the last ones "
              "in use from the last Z report, or from the last receipt and e-invoice that were "
              "printed. Selling goes on after them, and no number is given twice."),
            12,
            Tone::ink,
            Place::left,
            Strength::normal
        );
    }

    std::optional<BackupCardView> card_{};
};

/// What is to be done, what goes on, or why it does not.
class RestorePanel::Advice final : public Painted {
public:
    explicit Advice(wxWindow* parent)
        : Painted{parent, "restore-advice", wxSize{200, 64}} {}

    void show(const RestoreView& view) {
        view_ = view;
        Refresh();
    }

private:
    [[nodiscard]] wxString words() const {
        switch (view_.phase) {
        case RestorePhase::asks_file:
            return view_.is_sealed
                       ? _("This backup is sealed: type its passphrase and press Enter.")
                       : _("Choose the backup's file and press Enter.");
        case RestorePhase::looks:
            return _("Looking at the backup...");
        case RestorePhase::asks_numbers:
            return _("Type the last numbers in use and a manager's PIN, then press Enter.");
        case RestorePhase::restores:
            return _("Restoring: do not switch the computer off...");
        }
        return {};
    }

    void paint(Pen& pen, const wxRect2DDouble& area) override {
        if (!view_.fault.empty()) {
            return draw_box(pen, area, to_wx(view_.fault), Tone::danger_pale, Tone::danger);
        }
        const bool is_busy =
            view_.phase == RestorePhase::looks || view_.phase == RestorePhase::restores;
        if (!is_busy) {
            return draw_box(pen, area, words(), Tone::info_pale, Tone::ink);
        }
        constexpr double bar = 10;
        const double middle = area.m_height / 2;
        pen.fill(area, Tone::info_pale, corner);
        wxString said = words();
        if (view_.percent >= 0) {
            said += wxString::Format(" %d %%", view_.percent);
        }
        pen.text({16, middle - 30, area.m_width - 32, 26}, said, font(13), Tone::ink, Place::left);
        const wxRect2DDouble whole{16, middle + 4, area.m_width - 32, bar};
        pen.fill(whole, Tone::card, bar / 2);
        const double share = std::clamp(view_.percent, 0, percent_all) / double{percent_all};
        pen.fill(
            {whole.m_x, whole.m_y, std::max(bar, whole.m_width * share), bar}, Tone::accent, bar / 2
        );
    }

    RestoreView view_{};
};

RestorePanel::RestorePanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::restore},
      file_{make_field("restore-file", _("Backup file"), false)},
      choose_{
          new Button{this, "restore-choose", _("Choose..."), Look::key, [this] { choose_file(); }}},
      passphrase_{make_field("restore-passphrase", _("Passphrase of the backup"), true)},
      receipt_{make_field("restore-receipt", _("Last receipt number in use"), false)},
      series_sizer_{new wxGridSizer{2, space, space}},
      manager_{new Choice{this, "restore-manager", _("Manager who confirms")}},
      pin_{make_field("restore-pin", _("PIN"), true)},
      next_{new Button{this, "restore-next", {}, Look::accent, [this] { go_on(); }, "Enter"}},
      card_{new Card{this}},
      advice_{new Advice{this}} {
    file_->on_change = [this] { this->desk().type_backup_file(file_->text()); };
    receipt_->on_change = [this] { this->desk().state_receipt(receipt_->text()); };
    manager_->on_step = [this](int by) { this->desk().choose_restorer(by); };
    manager_->on_press = [this] {
        for (std::size_t i = 0; i < stops_.size(); ++i) {
            if (stops_[i].choice == manager_) {
                go_to(i);
            }
        }
    };
    lay_out();
}

RestorePanel::~RestorePanel() = default;

Field* RestorePanel::make_field(const wxString& name, const wxString& caption, bool is_secret) {
    auto* made = new Field{this, name, caption, text_pt, is_secret ? Shows::dots : Shows::text};
    made->SetMinSize(wxSize{100, row_height});
    made->control().Bind(wxEVT_SET_FOCUS, [this, made](wxFocusEvent& event) {
        for (std::size_t i = 0; i < stops_.size(); ++i) { // a finger may have brought it there
            if (stops_[i].field == made) {
                at_ = i;
                mark();
            }
        }
        event.Skip();
    });
    return made;
}

void RestorePanel::lay_out() {
    choose_->SetMinSize(wxSize{120, row_height});
    manager_->SetMinSize(wxSize{120, row_height});
    next_->SetMinSize(wxSize{160, 60});
    next_->set_size_pt(15);
    const auto beside = [](wxWindow* left, int share, wxWindow* right, int other) {
        auto* row = new wxBoxSizer{wxHORIZONTAL};
        row->Add(left, share, wxEXPAND | wxRIGHT, space);
        row->Add(right, other, wxEXPAND);
        return row;
    };
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Restore from a backup"),
            _("Tab, up, down: the fields. Left, right: choose. Esc: back.")},
        0,
        wxEXPAND | wxBOTTOM,
        space
    );
    left->Add(beside(file_, 1, choose_, 0), 0, wxEXPAND | wxBOTTOM, space);
    left->Add(passphrase_, 0, wxEXPAND | wxBOTTOM, space);
    left->Add(receipt_, 0, wxEXPAND | wxBOTTOM, space);
    left->Add(series_sizer_, 0, wxEXPAND | wxBOTTOM, space);
    left->Add(beside(manager_, 1, pin_, 1), 0, wxEXPAND | wxBOTTOM, space);
    left->Add(advice_, 1, wxEXPAND);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(card_, 1, wxEXPAND | wxBOTTOM, gap);
    right->Add(
        beside(back_button(this, desk(), "restore-back", wxSize{100, 60}), 0, next_, 1), 0, wxEXPAND
    );
    right->Add(card_width, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, 2 * gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, 2 * gap);
    SetSizer(all);
}

void RestorePanel::make_series() {
    const bool same = series_.size() == view_.einvoices.size()
                      && std::equal(
                          series_.begin(),
                          series_.end(),
                          view_.einvoices.begin(),
                          [](const Field* made, const auto& wanted) {
                              return made->GetName() == to_wx("series-" + wanted.first + "-box");
                          }
                      );
    if (same) {
        return;
    }
    stops_.clear();
    series_sizer_->Clear(true);
    series_.clear();
    for (std::size_t i = 0; i < view_.einvoices.size(); ++i) {
        const wxString series = to_wx(view_.einvoices[i].first);
        auto* made = make_field(
            "series-" + series,
            wxString::Format(_("Last e-invoice number, series %s"), series),
            false
        );
        made->on_change = [this, i, made] { desk().state_einvoice(i, made->text()); };
        series_.push_back(made);
        series_sizer_->Add(made, 1, wxEXPAND);
    }
}

void RestorePanel::fill_stops() {
    const bool asks_numbers = view_.card.has_value();
    stops_.clear();
    stops_.push_back({file_, nullptr, nullptr, Look::key, [this] { leave_file(); }});
    stops_.push_back({nullptr, nullptr, choose_, Look::key, [this] { choose_file(); }});
    if (view_.is_sealed) {
        stops_.push_back({passphrase_, nullptr, nullptr, Look::key, [this] {
                              view_.phase == RestorePhase::asks_file ? go_on() : go(1);
                          }});
    }
    if (asks_numbers) {
        stops_.push_back({receipt_, nullptr, nullptr, Look::key, {}});
        for (Field* made : series_) {
            stops_.push_back({made, nullptr, nullptr, Look::key, {}});
        }
        if (view_.has_before || view_.has_after) {
            stops_.push_back({nullptr, manager_, nullptr, Look::key, {}});
        }
        stops_.push_back({pin_, nullptr, nullptr, Look::key, [this] { go_on(); }});
    }
    stops_.push_back({nullptr, nullptr, next_, Look::accent, [this] { go_on(); }});
    at_ = std::min(at_, stops_.size() - 1);
}

void RestorePanel::leave_file() {
    if (view_.file.empty()) {
        choose_file();
    } else if (view_.phase == RestorePhase::asks_file && !view_.is_sealed) {
        go_on();
    } else {
        go(2); // past the button beside it
    }
}

void RestorePanel::come_up(const ViewModel&) {
    passphrase_->set_text({});
    pin_->set_text({});
    at_ = 0;
}

void RestorePanel::show(const ViewModel& view) {
    if (!view.restore) {
        return;
    }
    const bool had_stops = !stops_.empty();
    Field* const typed_into = had_stops ? stops_[at_].field : nullptr;
    view_ = *view.restore;
    make_series();
    file_->set_text(view_.file);
    receipt_->set_text(view_.receipt);
    for (std::size_t i = 0; i < series_.size(); ++i) {
        series_[i]->set_text(view_.einvoices[i].second);
        series_[i]->mark_wrong(view_.wrong == RestorePart::einvoice);
    }
    file_->mark_wrong(view_.wrong == RestorePart::file);
    passphrase_->mark_wrong(view_.wrong == RestorePart::passphrase);
    receipt_->mark_wrong(view_.wrong == RestorePart::receipt);
    pin_->mark_wrong(view_.wrong == RestorePart::pin);
    manager_->show(to_wx(view_.manager), view_.has_before, view_.has_after);
    const bool asks_numbers = view_.card.has_value();
    passphrase_->Show(view_.is_sealed);
    if (!view_.is_sealed) {
        passphrase_->set_text({}); // of another file
    }
    receipt_->Show(asks_numbers);
    series_sizer_->ShowItems(asks_numbers);
    manager_->Show(asks_numbers);
    pin_->Show(asks_numbers);
    next_->set_label(asks_numbers ? _("Restore") : _("Continue"));
    card_->show(view_.card);
    advice_->show(view_);
    fill_stops();
    if (typed_into != nullptr && stops_[at_].field != typed_into) {
        at_ = 0; // its place went away; an answer leads on from here
    }
    if (seen_news_ != view_.news) {
        seen_news_ = view_.news;
        go_to(view_.wrong);
    }
    mark();
    Layout();
}

Field* RestorePanel::field() {
    return stops_.empty() ? nullptr : stops_[at_].field;
}

void RestorePanel::go_to(std::size_t stop) {
    at_ = stop;
    mark();
    take_focus();
}

void RestorePanel::go(int by) {
    const auto last = static_cast<int>(stops_.size()) - 1;
    go_to(static_cast<std::size_t>(std::clamp(static_cast<int>(at_) + by, 0, last)));
}

void RestorePanel::go_to(RestorePart part) {
    Field* wanted = nullptr;
    switch (part) {
    case RestorePart::none: // the next thing to do
        wanted = view_.card && view_.fault.empty() ? receipt_ : nullptr;
        break;
    case RestorePart::file:
        wanted = file_;
        break;
    case RestorePart::passphrase:
        wanted = passphrase_;
        break;
    case RestorePart::receipt:
        wanted = receipt_;
        break;
    case RestorePart::einvoice:
        wanted = series_.empty() ? nullptr : series_.front();
        break;
    case RestorePart::pin:
        wanted = pin_;
        break;
    }
    for (std::size_t i = 0; i < stops_.size(); ++i) {
        if (wanted != nullptr && stops_[i].field == wanted) {
            at_ = i;
            wanted->focus();
            if (part != RestorePart::none) {
                wanted->control().SelectAll(); // kept, and typed over
            }
        }
    }
}

void RestorePanel::mark() {
    for (std::size_t i = 0; i < stops_.size(); ++i) {
        if (stops_[i].choice != nullptr) {
            stops_[i].choice->set_chosen(i == at_);
        } else if (stops_[i].button != nullptr) {
            stops_[i].button->set_look(i == at_ ? Look::chosen : stops_[i].look);
        }
    }
}

bool RestorePanel::enter() {
    if (stops_.empty()) {
        return true;
    }
    if (stops_[at_].act) {
        const auto act = stops_[at_].act; // showing its answer fills the stops anew
        act();
    } else {
        go(1);
    }
    return true;
}

bool RestorePanel::press(Command command) {
    if (command == Command::up) {
        go(-1);
    } else if (command == Command::down) {
        go(1);
    } else if (command == Command::left || command == Command::right) {
        if (!stops_.empty() && stops_[at_].choice != nullptr) {
            desk().choose_restorer(command == Command::left ? -1 : 1);
        } else {
            go(command == Command::left ? -1 : 1);
        }
    } else {
        return false;
    }
    return true;
}

void RestorePanel::choose_file() {
    wxFileDialog dialog{
        this,
        _("The shop's backup"),
        {},
        {},
        wxFileSelectorDefaultWildcardStr,
        wxFD_OPEN | wxFD_FILE_MUST_EXIST};
    dialog.CallAfter([this, &dialog] { fit_into(dialog, *wxGetTopLevelParent(this)); });
    if (dialog.ShowModal() == wxID_OK) {
        desk().type_backup_file(to_utf8(dialog.GetPath()));
        go_on();
    }
}

void RestorePanel::go_on() {
    if (view_.card) {
        desk().restore_backup(passphrase_->secret(), pin_->secret());
    } else {
        desk().look_at_backup(passphrase_->secret());
    }
}

} // namespace ocop::ui
