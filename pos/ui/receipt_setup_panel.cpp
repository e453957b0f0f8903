#include "pos/ui/receipt_setup_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/boxed_words.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/receipt_setup_words.hpp"
#include "pos/ui/text.hpp"

#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

constexpr int preview_width = 412;
constexpr int text_pt = 13;
constexpr int row_height = 54;
constexpr int footer_height = 98; // three lines
constexpr int button_height = 48;
constexpr int space = 6;

constexpr std::size_t at(ReceiptText text) {
    return static_cast<std::size_t>(text);
}

constexpr std::size_t at(ReceiptChoice choice) {
    return static_cast<std::size_t>(choice);
}

} // namespace

/// What the screen has to say.
class ReceiptSetupPanel::Advice final : public Painted {
public:
    explicit Advice(wxWindow* parent)
        : Painted{parent, "receipt-advice", wxSize{200, 58}} {}

    void show(ReceiptAdvice advice) {
        advice_ = std::move(advice);
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        switch (advice_.kind) {
        case ReceiptAdvice::Kind::info:
            return draw_box(pen, area, advice_.words, Tone::info_pale, Tone::ink);
        case ReceiptAdvice::Kind::good:
            return draw_box(pen, area, advice_.words, Tone::accent_pale, Tone::accent_dark);
        case ReceiptAdvice::Kind::fault:
            return draw_box(pen, area, advice_.words, Tone::danger_pale, Tone::danger);
        }
    }

    ReceiptAdvice advice_{};
};

ReceiptSetupPanel::ReceiptSetupPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::receipt_setup},
      advice_{new Advice{this}},
      preview_{new Picture{this, id::preview, _("Drawing the paper...")}} {
    make_fields();
    lay_out();
}

ReceiptSetupPanel::~ReceiptSetupPanel() = default;

void ReceiptSetupPanel::add_field(Field* field) {
    const std::size_t stop = stops_.size();
    stops_.push_back(Stop{field, nullptr, nullptr, Look::key, {}});
    field->control().Bind(wxEVT_SET_FOCUS, [this, stop](wxFocusEvent& event) {
        go_to(stop); // a finger may have brought it there
        event.Skip();
    });
}

Button* ReceiptSetupPanel::add_button(
    const wxString& name,
    const wxString& label,
    Look look,
    std::function<void()> act,
    const wxString& shortcut
) {
    auto* button = new Button{this, name, label, look, act, shortcut};
    button->SetMinSize(wxSize{60, button_height});
    stops_.push_back(Stop{nullptr, nullptr, button, look, std::move(act)});
    return button;
}

void ReceiptSetupPanel::make_fields() {
    for (std::size_t i = 0; i < receipt_texts; ++i) {
        const auto text = static_cast<ReceiptText>(i);
        const bool wraps = text == ReceiptText::footer;
        auto* field = new Field{
            this,
            wxString::FromUTF8(std::string{key_of(text)}),
            caption_of(text),
            text_pt,
            wraps ? Shows::lines : Shows::text};
        field->SetMinSize(wxSize{100, wraps ? footer_height : row_height});
        field->on_change = [this, text, field] { this->desk().edit_receipt(text, field->text()); };
        texts_.at(i) = field;
        add_field(field);
    }
    logo_ = new Field{this, "logo-path", _("Logo: a PNG file"), text_pt, Shows::text};
    logo_->SetMinSize(wxSize{100, row_height});
    logo_->on_change = [this] { desk().type_logo_path(logo_->text()); };
    add_field(logo_);
    choose_logo_ = add_button("logo-choose", _("Choose..."), Look::key, [this] { choose_file(); });
    remove_logo_ =
        add_button("logo-remove", _("Remove"), Look::key, [this] { desk().remove_logo(); });
    for (std::size_t i = 0; i < receipt_choices; ++i) {
        const auto choice = static_cast<ReceiptChoice>(i);
        const std::size_t stop = stops_.size();
        choices_.at(i) =
            new Choice{this, wxString::Format("receipt-choice-%zu", i), caption_of(choice)};
        choices_.at(i)->on_step = [this, choice](int by) { desk().choose_for_receipt(choice, by); };
        choices_.at(i)->on_press = [this, stop] { go_to(stop); };
        stops_.push_back(Stop{nullptr, choices_.at(i), nullptr, Look::key, {}});
    }
    test_ = add_button("receipt-test", _("Print test page"), Look::key, [this] {
        desk().test_receipt_printer(compose::TestSlips::page);
    });
    test_code_pages_ =
        add_button("receipt-test-code-pages", _("Print code pages"), Look::key, [this] {
            desk().test_receipt_printer(compose::TestSlips::code_pages);
        });
    undo_ = add_button("receipt-undo", _("Undo changes"), Look::key, [this] {
        desk().undo_receipt_setup();
    });
    save_ = add_button(
        "receipt-save",
        _("Save"),
        Look::accent,
        [this] { desk().press(Command::save); },
        key_label(Command::save)
    );
}

void ReceiptSetupPanel::lay_out() {
    const auto row = [](const std::vector<std::pair<wxWindow*, int>>& parts) {
        auto* sizer = new wxBoxSizer{wxHORIZONTAL};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const int border = i + 1 < parts.size() ? wxRIGHT : 0;
            sizer->Add(parts[i].first, parts[i].second, wxEXPAND | border, space);
        }
        return sizer;
    };
    auto* left = new wxBoxSizer{wxVERTICAL};
    auto* heading = new Heading{
        this,
        _("Receipt"),
        _("Enter, up, down: the fields. Left, right: choose. PgUp, PgDn: the picture.")};
    heading->SetMinSize(wxSize{100, 54});
    left->Add(heading, 0, wxEXPAND | wxBOTTOM, space);
    const auto field = [this](ReceiptText text) { return texts_.at(at(text)); };
    const auto choice = [this](ReceiptChoice which) { return choices_.at(at(which)); };
    choose_logo_->SetMinSize(wxSize{110, row_height});
    remove_logo_->SetMinSize(wxSize{84, row_height});
    for (auto* sizer : {
             row({{field(ReceiptText::shop_name), 5}, {field(ReceiptText::tax_code), 3}}),
             row({{field(ReceiptText::address), 5}, {field(ReceiptText::phone), 3}}),
             row({{field(ReceiptText::footer), 1}}),
             row({{logo_, 1}, {choose_logo_, 0}, {remove_logo_, 0}}),
             row({{choice(ReceiptChoice::paper), 2}, {choice(ReceiptChoice::model), 4}}),
             row({{choice(ReceiptChoice::encoding), 1}, {choice(ReceiptChoice::on_file), 1}}),
             row({{test_, 1}, {test_code_pages_, 1}}),
         }) {
        left->Add(sizer, 0, wxEXPAND | wxBOTTOM, space);
    }
    left->Add(advice_, 1, wxEXPAND);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(preview_, 1, wxEXPAND | wxBOTTOM, 8);
    auto* back = back_button(this, desk(), "receipt-back", wxSize{90, 60});
    save_->set_size_pt(15);
    right->Add(row({{back, 0}, {undo_, 1}, {save_, 1}}), 0, wxEXPAND);
    right->SetMinSize(wxSize{preview_width, -1});
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
}

void ReceiptSetupPanel::come_up(const ViewModel&) {
    at_ = 0;
}

void ReceiptSetupPanel::show(const ViewModel& view) {
    if (!view.receipt_setup) {
        return;
    }
    const ReceiptSetupView& page = *view.receipt_setup;
    for (std::size_t i = 0; i < receipt_texts; ++i) {
        texts_.at(i)->set_text(page.texts.at(i));
        texts_.at(i)->mark_wrong(page.too_long == static_cast<ReceiptText>(i));
    }
    logo_->set_text(page.logo_path);
    logo_->mark_wrong(!page.logo_fault.empty());
    remove_logo_->enable(page.has_logo || !page.logo_path.empty());
    for (std::size_t i = 0; i < receipt_choices; ++i) {
        const ReceiptChoiceRow& row = page.choices.at(i);
        choices_.at(i)->show(
            choice_words(static_cast<ReceiptChoice>(i), row), row.has_before, row.has_after
        );
    }
    test_code_pages_->enable(page.code_pages);
    undo_->enable(page.unsaved);
    mark();
    advice_->show(advice_of(page));
    const bool narrow = page.choices.at(at(ReceiptChoice::paper)).value == "58";
    const auto& preview = desk().state().receipt_setup.preview;
    const bool is_new = preview != shown_;
    shown_ = preview;
    preview_->show(preview, narrow ? 58.0 / 80 : 1);
    if (is_new) {
        follow(); // else it may have been scrolled since
    }
    Layout();
}

void ReceiptSetupPanel::mark() {
    for (std::size_t i = 0; i < stops_.size(); ++i) {
        if (stops_[i].choice != nullptr) {
            stops_[i].choice->set_chosen(i == at_);
        } else if (stops_[i].button != nullptr) {
            stops_[i].button->set_look(i == at_ ? Look::chosen : stops_[i].look);
        }
    }
}

void ReceiptSetupPanel::follow() {
    constexpr int all = 100'000; // longer than any paper
    if (stops_[at_].field == texts_.at(at(ReceiptText::footer))) {
        preview_->scroll(all);
    } else if (stops_[at_].field != nullptr) {
        preview_->scroll(-all);
    }
}

void ReceiptSetupPanel::go_to(std::size_t stop) {
    if (stop == at_) {
        return;
    }
    const bool leaves_logo = stops_[at_].field == logo_;
    at_ = stop;
    mark();
    follow();
    take_focus();
    if (leaves_logo) {
        desk().read_logo();
    }
}

void ReceiptSetupPanel::go(int by) {
    const auto last = static_cast<int>(stops_.size()) - 1;
    go_to(static_cast<std::size_t>(std::clamp(static_cast<int>(at_) + by, 0, last)));
}

bool ReceiptSetupPanel::enter() {
    if (stops_[at_].act) {
        stops_[at_].act();
    } else {
        go(1);
    }
    return true;
}

bool ReceiptSetupPanel::press(Command command) {
    constexpr int step = 160; // pixels
    if (command == Command::up || command == Command::goods_back) {
        go(-1);
    } else if (command == Command::down || command == Command::goods) {
        go(1);
    } else if (command == Command::left || command == Command::right) {
        step_aside(command == Command::left ? -1 : 1);
    } else if (command == Command::page_up || command == Command::page_down) {
        preview_->scroll(command == Command::page_up ? -step : step);
    } else {
        return false;
    }
    return true;
}

void ReceiptSetupPanel::step_aside(int by) {
    for (std::size_t i = 0; i < receipt_choices; ++i) {
        if (stops_[at_].choice == choices_.at(i)) {
            return desk().choose_for_receipt(static_cast<ReceiptChoice>(i), by);
        }
    }
    go(by);
}

void ReceiptSetupPanel::choose_file() {
    wxFileDialog dialog{
        this,
        _("The shop's logo"),
        {},
        {},
        _("PNG pictures") + " (*.png)|*.png;*.PNG",
        wxFD_OPEN | wxFD_FILE_MUST_EXIST};
    if (dialog.ShowModal() == wxID_OK) {
        desk().type_logo_path(to_utf8(dialog.GetPath()));
        desk().read_logo();
    }
}

} // namespace ocop::ui
