#include "pos/ui/count_panel.hpp"

#include "pos/core/money.hpp"
#include "pos/ui/back_button.hpp"
#include "pos/ui/button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>
#include <charconv>

namespace ocop::ui {

/// What is printed on the note, or what the row comes to.
class CountPanel::Row final : public Painted {
public:
    Row(wxWindow* parent, int width, Place place)
        : Painted{parent, "count-row", wxSize{width, touch_height}},
          place_{place} {}

    void show(const wxString& words, Tone tone) {
        words_ = words;
        tone_ = tone;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.text(area, words_, font(14, Strength::strong), tone_, place_);
    }

    wxString words_{};
    Tone tone_ = Tone::ink;
    Place place_;
};

CountPanel::CountPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::count},
      total_{new TotalCard{this, id::total, 132}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Count the drawer"),
            _("Type how many of each note; Enter: the next one. An empty drawer: 0.")},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    auto* grid = new wxFlexGridSizer{6, 6, 8};
    constexpr std::size_t half = denominations.size() / 2;
    for (std::size_t line = 0; line < half; ++line) {
        for (const std::size_t index : {line, line + half}) { // large notes left, small ones right
            auto* note = new Row{this, 84, Place::right};
            note->show(to_wx(format(Money{denominations[index]})), Tone::ink);
            fields_[index] = new Field{
                this,
                wxString::Format("count-%lld", static_cast<long long>(denominations[index])),
                {},
                14,
                Shows::text};
            fields_[index]->SetMinSize(wxSize{76, 54});
            fields_[index]->on_change = [this] { show_total(); };
            fields_[index]->control().Bind(wxEVT_SET_FOCUS, [this, index](wxFocusEvent& event) {
                at_ = index;
                event.Skip();
            });
            rows_[index] = new Row{this, 118, Place::right};
            grid->Add(note, 0, wxALIGN_CENTRE_VERTICAL);
            grid->Add(fields_[index], 0, wxALIGN_CENTRE_VERTICAL);
            grid->Add(rows_[index], 0, wxALIGN_CENTRE_VERTICAL);
        }
    }
    left->Add(grid, 0);
    left->AddStretchSpacer();
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(total_, 0, wxEXPAND | wxBOTTOM, gap);
    right->Add(
        new Keypad{this, "count-pad", {}, 62, [this] { return fields_.at(at_); }},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    right->AddStretchSpacer();
    auto* back = back_button(this, desk, "count-back", wxSize{100, 76});
    auto* confirm = new Button{
        this,
        "count-confirm",
        _("Close the shift"),
        Look::accent,
        [this] { close(); },
        key_label(Command::close_shift)};
    confirm->set_size_pt(16);
    confirm->SetMinSize(wxSize{160, 76});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, 8);
    foot->Add(confirm, 1);
    right->Add(foot, 0, wxEXPAND);
    right->Add(320, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
}

void CountPanel::come_up(const ViewModel&) {
    for (Field* field : fields_) {
        field->set_text({});
    }
    at_ = 0;
    show_total();
}

std::optional<std::int64_t> CountPanel::pieces(std::size_t row) const {
    const std::string text = fields_.at(row)->text();
    std::int64_t count = 0;
    if (text.empty()) {
        return count;
    }
    constexpr std::int64_t count_max = 100'000;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < 0
        || count > count_max) {
        return std::nullopt;
    }
    return count;
}

void CountPanel::show_total() {
    Money total;
    for (std::size_t row = 0; row < fields_.size(); ++row) {
        const auto count = pieces(row);
        const Money sum{denominations.at(row) * count.value_or(0)};
        total += sum;
        if (!count) {
            rows_.at(row)->show(_("a number?"), Tone::danger);
        } else {
            rows_.at(row)->show(sum == Money{} ? wxString{} : to_wx(format(sum)), Tone::muted);
        }
    }
    total_->show(_("COUNTED"), with_dong(format(total)), {}, Tone::accent_dark);
}

void CountPanel::go_to(std::size_t row) {
    at_ = row;
    fields_.at(row)->focus();
}

bool CountPanel::enter() {
    if (at_ + 1 < fields_.size()) {
        go_to(at_ + 1);
    }
    return true;
}

bool CountPanel::press(Command command) {
    if (command == Command::up && at_ > 0) {
        go_to(at_ - 1);
    } else if (command == Command::down && at_ + 1 < fields_.size()) {
        go_to(at_ + 1);
    } else if (command == Command::close_shift) {
        close();
    }
    return command == Command::up || command == Command::down || command == Command::close_shift;
}

void CountPanel::close() {
    Denominations counted;
    for (std::size_t row = 0; row < fields_.size(); ++row) {
        const auto count = pieces(row);
        if (!count) {
            return go_to(row);
        }
        if (*count > 0) {
            counted[denominations.at(row)] = *count;
        }
    }
    const bool is_counted = std::any_of(fields_.begin(), fields_.end(), [](const Field* field) {
        return !field->is_empty();
    });
    desk().close_shift(counted, is_counted);
}

} // namespace ocop::ui
