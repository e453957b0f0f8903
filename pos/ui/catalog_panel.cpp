#include "pos/ui/catalog_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/boxed_words.hpp"
#include "pos/ui/catalog_words.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

constexpr int choice_height = 50;
constexpr int item_height = 60;
constexpr int side_width = 356;
constexpr double inset = 18;

void draw_bar(Pen& pen, const wxRect2DDouble& area, int percent) {
    pen.fill(area, Tone::key_pressed, area.m_height / 2);
    if (percent > 0) {
        const double width = std::max(area.m_height, area.m_width * percent / 100);
        pen.fill({area.m_x, area.m_y, width, area.m_height}, Tone::accent, area.m_height / 2);
    }
}

} // namespace

/// The catalogue that sells, the sync that runs, the one that failed.
class CatalogPanel::Facts final : public Painted {
public:
    explicit Facts(wxWindow* parent)
        : Painted{parent, "catalog-facts", wxSize{300, 300}} {}

    void show(const CatalogView& view) {
        view_ = view;
        Refresh();
    }

private:
    double
    draw_fact(Pen& pen, double y, double width, const wxString& what, const wxString& value) {
        if (value.empty()) {
            return y;
        }
        pen.fitted({inset, y, 190, 26}, what, 12, Tone::muted, Place::left, Strength::normal);
        pen.fitted({inset + 196, y, width - 196, 26}, value, 13, Tone::ink);
        return y + 28;
    }

    double draw_run(Pen& pen, double y, double width, const SyncRunView& run) {
        pen.text(
            {inset, y, width, 26},
            stage_words(run.stage),
            font(13, Strength::strong),
            Tone::accent_dark,
            Place::left
        );
        if (run.percent >= 0) {
            const wxString percent = wxString::Format("%d %%", run.percent);
            pen.text(
                {inset, y, width, 26}, percent, font(13, Strength::strong), Tone::ink, Place::right
            );
        }
        draw_bar(pen, {inset, y + 32, width, 14}, run.percent);
        pen.text({inset, y + 52, width, 24}, amounts(run), font(12), Tone::muted, Place::left);
        return y + 84;
    }

    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.fill(area, Tone::card, corner);
        pen.outline(area, Tone::line, 1, corner);
        pen.shrunk(area, [&](const wxRect2DDouble& room) { return draw_all(pen, room); });
    }

    /// Where it ends.
    double draw_all(Pen& pen, const wxRect2DDouble& area) {
        const double width = area.m_width - 2 * inset;
        double y = 14;
        const wxString title = view_.version == 0 ? _("No catalogue yet")
                                                  : wxString::Format(
                                                      _("Version %lld: %s products"),
                                                      static_cast<long long>(view_.version),
                                                      to_wx(view_.products)
                                                  );
        pen.fitted({inset, y, width, 32}, title, 18, Tone::ink);
        y += 42;
        y = draw_fact(pen, y, width, _("Published"), to_wx(view_.published));
        y = draw_fact(pen, y, width, _("Good until"), to_wx(view_.expires));
        y = draw_fact(
            pen,
            y,
            width,
            _("From"),
            view_.source.empty() ? _("no feed is set") : to_wx(view_.source)
        );
        y = draw_fact(pen, y, width, _("Last sync"), to_wx(view_.synced));
        y = draw_fact(pen, y, width, _("Next sync"), to_wx(view_.next));
        y += 10;
        if (view_.run) {
            y = draw_run(pen, y, width, *view_.run);
        }
        if (view_.waits > 0) {
            const wxString words = wxString::Format(
                _("Version %lld is ready; it sells from the next customer on."),
                static_cast<long long>(view_.waits)
            );
            draw_box(pen, {inset, y, width, 54}, words, Tone::info_pale, Tone::ink);
            y += 64;
        }
        if (view_.overdue) {
            draw_box(
                pen,
                {inset, y, width, 54},
                _("This catalogue has expired. Selling goes on; sync as soon as you can."),
                Tone::warning_pale,
                Tone::warning_ink
            );
            y += 64;
        }
        wxString failed = to_wx(view_.feed_fault);
        if (view_.failure) {
            failed += (failed.empty() ? "" : "\n") + failure_words(*view_.failure);
        }
        if (!failed.empty()) {
            const double height = std::min(130.0, std::max(60.0, area.m_height - y - 14));
            draw_box(pen, {inset, y, width, height}, failed, Tone::danger_pale, Tone::danger);
            y += height + 14;
        }
        return y;
    }

    CatalogView view_{};
};

/// What can be done and looked at.
class CatalogPanel::Choices final : public RowList {
public:
    explicit Choices(wxWindow* parent)
        : RowList{parent, id::catalog_choices, choice_height} {}

    void show(const std::vector<CatalogRow>& rows) {
        rows_ = rows;
        const auto chosen = std::find_if(rows_.begin(), rows_.end(), [](const CatalogRow& row) {
            return row.selected;
        });
        set_rows(
            rows_.size(),
            chosen == rows_.end() ? none : static_cast<std::size_t>(chosen - rows_.begin())
        );
    }

private:
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override {
        const wxRect2DDouble inner{area.m_x + 24, area.m_y, area.m_width - 48, area.m_height};
        pen.paragraph(
            inner,
            _("Plug in a stick with a catalogue, or have a manager set the feed's address."),
            font(13),
            Tone::muted,
            Place::centre
        );
    }

    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t index) override {
        const CatalogRow& row = rows_[index];
        if (row.selected) {
            pen.fill(area, Tone::accent_pale);
            pen.fill({area.m_x, area.m_y, 5, area.m_height}, Tone::accent);
        }
        pen.fill({area.m_x, area.m_y + area.m_height - 1, area.m_width, 1}, Tone::line);
        const double left = area.m_x + inset;
        const double width = area.m_width - 2 * inset;
        if (row.choice.kind == CatalogChoice::Kind::list) {
            const wxString count = wxString::Format("%lld", static_cast<long long>(row.count));
            const bool urgent =
                row.choice.list == CatalogList::lapsed || row.choice.list == CatalogList::clashes;
            pen.fitted_lines(
                {left, area.m_y, width - 70, area.m_height},
                list_label(row.choice.list),
                13,
                Tone::ink,
                Place::left,
                Strength::normal
            );
            pen.text(
                {left, area.m_y, width, area.m_height},
                count,
                font(16, Strength::strong),
                urgent ? Tone::danger : Tone::accent_dark,
                Place::right
            );
            return;
        }
        const bool stick = row.choice.kind == CatalogChoice::Kind::stick;
        const wxString second = stick ? stick_second(row) : wxString{};
        const double half = second.empty() ? area.m_height : area.m_height * 0.54;
        pen.fitted(
            {left, area.m_y + (second.empty() ? 0 : 4), width, half - (second.empty() ? 0 : 4)},
            choice_label(row),
            14,
            row.choice.kind == CatalogChoice::Kind::cancel ? Tone::danger : Tone::accent_dark
        );
        if (!second.empty()) {
            pen.fitted(
                {left, area.m_y + half, width, area.m_height - half - 4},
                second,
                11,
                row.fault.empty() ? Tone::muted : Tone::danger,
                Place::left,
                Strength::normal
            );
        }
    }

    std::vector<CatalogRow> rows_{};
};

/// The products of an opened list, old → new.
class CatalogPanel::Items final : public RowList {
public:
    explicit Items(wxWindow* parent)
        : RowList{parent, id::catalog_items, item_height} {}

    void show(const CatalogView& view) {
        list_ = *view.opened;
        items_ = view.items;
        set_rows(items_.size(), none);
    }

private:
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override {
        const wxRect2DDouble inner{area.m_x + 40, area.m_y, area.m_width - 80, area.m_height};
        pen.paragraph(
            inner,
            _("Since the till was started again, only the number is known."),
            font(14),
            Tone::muted,
            Place::centre
        );
    }

    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t index) override {
        const CatalogItem& item = items_[index];
        pen.fill({area.m_x, area.m_y + area.m_height - 1, area.m_width, 1}, Tone::line);
        const double left = area.m_x + inset;
        const double width = area.m_width - 2 * inset;
        const bool clash = list_ == CatalogList::clashes;
        const double side = clash ? 0 : 210;
        pen.fitted_lines(
            {left, area.m_y, width - side - 10, area.m_height},
            to_wx(item.name),
            12,
            Tone::ink,
            Place::left,
            clash ? Strength::normal : Strength::strong
        );
        pen.text(
            {left + width - side, area.m_y, side, area.m_height},
            item_words(list_, item),
            font(13, Strength::strong),
            Tone::accent_dark,
            Place::right
        );
    }

    CatalogList list_{};
    std::vector<CatalogItem> items_{};
};

CatalogPanel::CatalogPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::catalog},
      facts_{new Facts{this}},
      items_{new Items{this}},
      choices_{new Choices{this}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(
        new Heading{
            this,
            _("Catalogue"),
            _("Arrows and Enter, or touch. Selling goes on whatever happens here.")},
        0,
        wxEXPAND | wxBOTTOM,
        gap
    );
    left->Add(facts_, 1, wxEXPAND);
    left->Add(items_, 1, wxEXPAND);
    auto* back = back_button(this, desk, "catalog-back", wxSize{160, 68});
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(choices_, 1, wxEXPAND | wxBOTTOM, gap);
    right->Add(back, 0, wxEXPAND);
    right->Add(side_width, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    choices_->on_press = [this](std::size_t row) { this->desk().choose_catalog(row); };
}

CatalogPanel::~CatalogPanel() = default;

void CatalogPanel::show(const ViewModel& view) {
    if (!view.catalog) {
        return;
    }
    facts_->show(*view.catalog);
    choices_->show(view.catalog->rows);
    facts_->Show(!view.catalog->opened);
    items_->Show(view.catalog->opened.has_value());
    if (view.catalog->opened) {
        items_->show(*view.catalog);
    }
    Layout();
}

} // namespace ocop::ui
