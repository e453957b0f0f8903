#include "pos/ui/devices_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/boxed_words.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/device_words.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/row_list.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

constexpr int row_height = 60; // eight of them fit on the smallest display
constexpr int side_width = 384;
constexpr std::size_t actions_max = 4; // as Desk::listed_devices() gives at most
constexpr double pane_inset = 16;

const DeviceRow* chosen_of(const DevicesView& page) {
    const auto row = std::find_if(page.rows.begin(), page.rows.end(), [](const DeviceRow& one) {
        return one.selected;
    });
    return row == page.rows.end() ? nullptr : &*row;
}

} // namespace

class DevicesPanel::List final : public RowList {
public:
    explicit List(wxWindow* parent)
        : RowList{parent, id::device_list, row_height} {}

    void show(const DevicesView& page) {
        page_ = page;
        const DeviceRow* const chosen = chosen_of(page_);
        set_rows(
            page_.rows.size(),
            chosen == nullptr ? none : static_cast<std::size_t>(chosen - page_.rows.data())
        );
    }

private:
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override {
        const wxRect2DDouble inner{area.m_x + 40, area.m_y, area.m_width - 80, area.m_height};
        const wxString words =
            !page_.fault.empty() ? to_wx(page_.fault)
            : page_.listed
                ? _("Nothing is plugged into the USB. Plug in a printer or a scanner: it shows "
                    "here by itself. Where one shows that may not be opened, 70-ocop.rules is "
                    "missing in /etc/udev/rules.d/.")
                : _("Looking at what is plugged in...");
        pen.paragraph(inner, words, font(14), Tone::muted, Place::centre);
    }

    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t index) override {
        const DeviceRow& row = page_.rows[index];
        if (row.selected) {
            pen.fill(area, Tone::accent_pale);
            pen.fill({area.m_x, area.m_y, 5, area.m_height}, Tone::accent);
        }
        pen.fill({area.m_x, area.m_y + area.m_height - 1, area.m_width, 1}, Tone::line);
        const double left = area.m_x + pane_inset;
        const double width = area.m_width - 2 * pane_inset;
        const wxFont strong = font(12, Strength::strong);
        const wxString mark = row.urgent ? _("fault") : row.used ? _("in use") : wxString{};
        const double mark_width = mark.empty() ? 0 : pen.width(mark, strong) + 20;
        if (!mark.empty()) {
            const wxRect2DDouble badge{left + width - mark_width, area.m_y + 8, mark_width, 24};
            pen.fill(badge, row.urgent ? Tone::danger : Tone::accent, 12);
            pen.text(badge, mark, strong, Tone::on_accent, Place::centre);
        }
        pen.fitted({left, area.m_y + 5, width - mark_width - 8, 30}, title_of(row), 14, Tone::ink);
        pen.fitted(
            {left, area.m_y + 33, width, 22},
            second_words(row),
            11,
            Tone::muted,
            Place::left,
            Strength::normal
        );
    }

    DevicesView page_{};
};

/// The chosen device: what is wrong with it, how its test went.
class DevicesPanel::Details final : public Painted {
public:
    explicit Details(wxWindow* parent)
        : Painted{parent, "device-details", wxSize{side_width, 120}} {}

    void show(const DevicesView& page) {
        page_ = page;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.fill(area, Tone::card, corner);
        pen.outline(area, Tone::line, 1, corner);
        const DeviceRow* const row = chosen_of(page_);
        if (row != nullptr) {
            pen.shrunk(area, [&](const wxRect2DDouble& room) { return draw_all(pen, room, row); });
        }
    }

    /// Where it ends.
    double draw_all(Pen& pen, const wxRect2DDouble& area, const DeviceRow* row) {
        const double width = area.m_width - 2 * pane_inset;
        pen.fitted({pane_inset, 10, width, 32}, title_of(*row), 16, Tone::ink);
        double y = 46;
        for (const wxString& line : broken(pen, kind_words(*row), font(12), width)) {
            pen.text({pane_inset, y, width, 22}, line, font(12), Tone::muted, Place::left);
            y += 22;
        }
        y += 8;
        if (page_.actions.empty()) {
            y = draw_growing_box(
                pen,
                y,
                area,
                _("The till can neither print nor scan with it."),
                {},
                Tone::info_pale,
                Tone::ink
            );
        }
        if (page_.test) {
            y = draw_test(pen, y, area, *page_.test, *row);
        }
        const bool said_by_test = page_.test && to_wx(page_.test->fault) == to_wx(row->fault);
        if (!row->fault.empty() && !said_by_test) {
            y = draw_growing_box(
                pen,
                y,
                area,
                to_wx(row->fault),
                {},
                row->urgent ? Tone::danger_pale : Tone::warning_pale,
                row->urgent ? Tone::danger : Tone::warning_ink
            );
        }
        if (row->kind == devices::DeviceKind::keyboard) {
            y = draw_growing_box(
                pen,
                y,
                area,
                row->used ? _("The till has it: it types in no program. By touch, or with another "
                              "keyboard, it can be given back here.")
                          : _("Use it as a scanner only if it is one: it no longer types, in any "
                              "program, until it is given back here."),
                {},
                Tone::warning_pale,
                Tone::warning_ink
            );
        }
        return y;
    }

    double draw_test(
        Pen& pen,
        double y,
        const wxRect2DDouble& area,
        const DeviceTestView& test,
        const DeviceRow& row
    ) {
        const bool bad =
            test.phase == DeviceTest::Phase::failed || test.phase == DeviceTest::Phase::late;
        const bool runs = test.phase == DeviceTest::Phase::running;
        return draw_growing_box(
            pen,
            y,
            area,
            test_words(test, row),
            to_wx(test.code),
            bad    ? Tone::danger_pale
            : runs ? Tone::info_pale
                   : Tone::accent_pale,
            bad    ? Tone::danger
            : runs ? Tone::ink
                   : Tone::accent_dark
        );
    }

    DevicesView page_{};
};

DevicesPanel::DevicesPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::devices},
      list_{new List{this}},
      details_{new Details{this}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Devices"),
            _("Up and down: device. Left and right: what to do. Enter: do it.")},
        0,
        wxEXPAND | wxBOTTOM,
        4
    );
    left->Add(list_, 1, wxEXPAND);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(details_, 1, wxEXPAND | wxBOTTOM, 8);
    wxSizer* pair = nullptr; // two beside each other; one that is not needed takes no room
    for (std::size_t i = 0; i < actions_max; ++i) {
        auto* button =
            new Button{this, wxString::Format("device-action-%zu", i), {}, Look::key, [this, i] {
                           this->desk().act_on_device(i);
                       }};
        button->set_size_pt(14);
        button->SetMinSize(wxSize{120, 64});
        actions_.push_back(button);
        if (i % 2 == 0) {
            pair = new wxBoxSizer{wxHORIZONTAL};
            right->Add(pair, 0, wxEXPAND);
        }
        pair->Add(button, 1, wxBOTTOM | (i % 2 == 0 ? wxRIGHT : 0), 8);
    }
    auto* back = back_button(this, desk, "devices-back", wxSize{160, 60});
    right->Add(back, 0, wxEXPAND);
    right->Add(side_width, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    list_->on_press = [this](std::size_t row) { this->desk().choose_device(row); };
}

DevicesPanel::~DevicesPanel() = default;

void DevicesPanel::show(const ViewModel& view) {
    if (!view.device_page) {
        return;
    }
    const DevicesView& page = *view.device_page;
    list_->show(page);
    details_->show(page);
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        const bool used = i < page.actions.size();
        actions_[i]->Show(used);
        if (used) {
            const bool asked = page.is_asked && page.actions[i] == DeviceAction::use_scanner;
            actions_[i]->set_label(
                asked ? _("It is a scanner: use it") : action_words(page.actions[i])
            );
            actions_[i]->set_look(i == page.selected_action ? Look::chosen : Look::key);
        }
    }
    Layout();
}

} // namespace ocop::ui
