#include "pos/ui/receipt_setup_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/boxed_words.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/native_style.hpp"
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
constexpr int row_height = 58;
constexpr int footer_height = 98; // three lines
constexpr int button_height = 48;
constexpr int tab_height = 34;
constexpr int space = 6;

constexpr std::size_t at(ReceiptText text) {
    return static_cast<std::size_t>(text);
}

constexpr std::size_t at(ReceiptChoice choice) {
    return static_cast<std::size_t>(choice);
}

wxString name_of_page(std::size_t page) {
    return page == 0 ? _("Paper and printer") : _("Transfers, e-invoices");
}

/// Windows beside one another, each with its share of the room that is left.
wxSizer* row(const std::vector<std::pair<wxWindow*, int>>& parts) {
    auto* sizer = new wxBoxSizer{wxHORIZONTAL};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const int border = i + 1 < parts.size() ? wxRIGHT : 0;
        sizer->Add(parts[i].first, parts[i].second, wxEXPAND | border, space);
    }
    return sizer;
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
    make_stops();
    lay_out();
}

ReceiptSetupPanel::~ReceiptSetupPanel() = default;

Button* ReceiptSetupPanel::add_button(
    const wxString& name,
    const wxString& label,
    Look look,
    std::optional<std::size_t> page,
    std::function<void()> act,
    const wxString& shortcut
) {
    auto* button = new Button{this, name, label, look, act, shortcut};
    button->SetMinSize(wxSize{60, button_height});
    stops_.add({nullptr, nullptr, button, look, std::move(act), page});
    return button;
}

void ReceiptSetupPanel::make_text(ReceiptText text) {
    const bool wraps = text == ReceiptText::footer;
    auto* field = new Field{
        this,
        wxString::FromUTF8(std::string{key_of(text)}),
        caption_of(text),
        text_pt,
        wraps ? Shows::lines : Shows::text};
    field->SetMinSize(wxSize{100, wraps ? footer_height : row_height});
    field->on_change = [this, text, field] { desk().edit_receipt(text, field->text()); };
    texts_.at(at(text)) = field;
    stops_.add({field, nullptr, nullptr, Look::key, {}, page_of(text)});
}

void ReceiptSetupPanel::make_choice(ReceiptChoice choice) {
    auto* made =
        new Choice{this, wxString::Format("receipt-choice-%zu", at(choice)), caption_of(choice)};
    made->on_step = [this, choice](int by) { desk().choose_for_receipt(choice, by); };
    choices_.at(at(choice)) = made;
    stops_.add({nullptr, made, nullptr, Look::key, {}, page_of(choice)});
}

void ReceiptSetupPanel::make_page_of_paper() {
    for (std::size_t i = 0; i < at(ReceiptText::bank); ++i) {
        make_text(static_cast<ReceiptText>(i));
    }
    logo_ = new Field{this, "logo-path", _("Logo: a PNG file"), text_pt, Shows::text};
    logo_->SetMinSize(wxSize{100, row_height});
    logo_->on_change = [this] { desk().type_logo_path(logo_->text()); };
    stops_.add({logo_, nullptr, nullptr, Look::key, {}, 0});
    choose_logo_ =
        add_button("logo-choose", _("Choose..."), Look::key, 0, [this] { choose_file(); });
    remove_logo_ =
        add_button("logo-remove", _("Remove"), Look::key, 0, [this] { desk().remove_logo(); });
    for (std::size_t i = 0; i < at(ReceiptChoice::trace); ++i) {
        make_choice(static_cast<ReceiptChoice>(i));
    }
    test_ = add_button("receipt-test", _("Print test page"), Look::key, 0, [this] {
        desk().test_receipt_printer(compose::TestSlips::page);
    });
    test_code_pages_ =
        add_button("receipt-test-code-pages", _("Print code pages"), Look::key, 0, [this] {
            desk().test_receipt_printer(compose::TestSlips::code_pages);
        });
}

void ReceiptSetupPanel::make_stops() {
    make_page_of_paper();
    for (std::size_t i = at(ReceiptText::bank); i < receipt_texts; ++i) {
        make_text(static_cast<ReceiptText>(i));
    }
    for (std::size_t i = at(ReceiptChoice::trace); i < receipt_choices; ++i) {
        make_choice(static_cast<ReceiptChoice>(i));
    }
    undo_ = add_button("receipt-undo", _("Undo changes"), Look::key, {}, [this] {
        desk().undo_receipt_setup();
    });
    save_ = add_button(
        "receipt-save",
        _("Save"),
        Look::accent,
        {},
        [this] { desk().press(Command::save); },
        key_label(Command::save)
    );
    stops_.on_move = [this](const Stops::Stop& from) { moved(from); };
    for (std::size_t page = 0; page < tabs_.size(); ++page) {
        tabs_.at(page) = new Button{
            this,
            wxString::Format("receipt-page-%zu", page),
            name_of_page(page),
            Look::key,
            [this, page] { stops_.turn(page); }};
        tabs_.at(page)->SetMinSize(wxSize{100, tab_height});
    }
}

wxSizer* ReceiptSetupPanel::make_page(std::size_t page) {
    const auto field = [this](ReceiptText text) { return texts_.at(at(text)); };
    const auto choice = [this](ReceiptChoice which) { return choices_.at(at(which)); };
    using Text = ReceiptText;
    using Which = ReceiptChoice;
    const std::vector<wxSizer*> rows = page == 0 ? std::vector<wxSizer*>{row({{field(Text::shop_name), 5}, {field(Text::tax_code), 3}}), row({{field(Text::address), 5}, {field(Text::phone), 3}}), row({{field(Text::footer), 1}}), row({{logo_, 1}, {choose_logo_, 0}, {remove_logo_, 0}}), row({{choice(Which::paper), 2}, {choice(Which::model), 4}}), row({{choice(Which::encoding), 1}, {choice(Which::on_file), 1}}), row({{test_, 1}, {test_code_pages_, 1}})}
                                                 : std::vector<wxSizer*>{
                                                     row(
                                                         {{field(Text::bank), 1},
                                                          {field(Text::account), 1}}
                                                     ),
                                                     row({{field(Text::holder), 1}}),
                                                     row(
                                                         {{field(Text::series), 1},
                                                          {field(Text::office_code), 1}}
                                                     ),
                                                     row(
                                                         {{field(Text::first_number), 1},
                                                          {field(Text::first_code), 1}}
                                                     ),
                                                     row({{field(Text::lookup), 1}}),
                                                     row({{field(Text::provider), 1}}),
                                                     row(
                                                         {{choice(Which::trace), 1},
                                                          {choice(Which::drawer), 1}}
                                                     )};
    auto* sizer = new wxBoxSizer{wxVERTICAL};
    for (wxSizer* each : rows) {
        sizer->Add(each, 0, wxEXPAND | wxBOTTOM, space);
    }
    return sizer;
}

void ReceiptSetupPanel::lay_out() {
    choose_logo_->SetMinSize(wxSize{110, row_height});
    remove_logo_->SetMinSize(wxSize{84, row_height});
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(row({{tabs_[0], 1}, {tabs_[1], 1}}), 0, wxEXPAND | wxBOTTOM, space);
    auto* hint = new Heading{
        this, {}, _("Enter, up, down: the fields. Left, right: choose. PgUp, PgDn: the picture.")};
    hint->SetMinSize(wxSize{100, 20});
    left->Add(hint, 0, wxEXPAND | wxBOTTOM, space);
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        pages_.at(page) = make_page(page);
        left->Add(pages_.at(page), 0, wxEXPAND);
    }
    left->Add(advice_, 1, wxEXPAND);
    auto* right = new wxBoxSizer{wxVERTICAL};
    right->Add(preview_, 1, wxEXPAND | wxBOTTOM, 8);
    auto* back = back_button(this, desk(), "receipt-back", wxSize{90, 60});
    save_->set_size_pt(15);
    right->Add(row({{back, 0}, {undo_, 1}, {save_, 1}}), 0, wxEXPAND);
    right->Add(preview_width, 0); // no less wide
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(right, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
    pages_[1]->ShowItems(false);
    show_tabs();
}

void ReceiptSetupPanel::come_up(const ViewModel&) {
    stops_.start();
    show_page();
}

void ReceiptSetupPanel::show(const ViewModel& view) {
    if (!view.receipt_setup) {
        return;
    }
    view_ = *view.receipt_setup;
    for (std::size_t i = 0; i < receipt_texts; ++i) {
        texts_.at(i)->set_text(view_.texts.at(i));
        texts_.at(i)->mark_wrong(view_.wrong == static_cast<ReceiptText>(i));
    }
    logo_->set_text(view_.logo_path);
    logo_->mark_wrong(!view_.logo_fault.empty());
    remove_logo_->enable(view_.has_logo || !view_.logo_path.empty());
    for (std::size_t i = 0; i < receipt_choices; ++i) {
        const ReceiptChoiceRow& row = view_.choices.at(i);
        choices_.at(i)->show(
            choice_words(static_cast<ReceiptChoice>(i), row), row.has_before, row.has_after
        );
    }
    test_code_pages_->enable(view_.code_pages);
    undo_->enable(view_.unsaved);
    stops_.mark();
    advice_->show(advice_of(view_, text_at()));
    const bool narrow = view_.choices.at(at(ReceiptChoice::paper)).value == "58";
    const auto& preview = desk().state().receipt_setup.preview;
    const bool is_new = preview != shown_;
    shown_ = preview;
    preview_->show(preview, narrow ? 58.0 / 80 : 1);
    if (is_new) {
        follow(); // else it may have been scrolled since
    }
    Layout();
}

std::optional<ReceiptText> ReceiptSetupPanel::text_at() const {
    const auto* const found = std::find(texts_.begin(), texts_.end(), stops_.at().field);
    return found != texts_.end() ? std::optional{static_cast<ReceiptText>(found - texts_.begin())}
                                 : std::nullopt;
}

void ReceiptSetupPanel::follow() {
    constexpr int all = 100'000; // longer than any paper
    const std::vector<int>& codes = desk().state().receipt_setup.preview_codes;
    if (stops_.page() == 1 && !codes.empty()) {
        // In their order on the paper: VietQR, where to look the invoice up, trace codes.
        const std::optional<ReceiptText> text = text_at();
        const std::size_t code = !text ? codes.size() - 1
                                 : *text <= ReceiptText::holder
                                     ? 0
                                     : std::min<std::size_t>(1, codes.size() - 1);
        preview_->bring(codes[code]);
    } else if (stops_.at().field == texts_.at(at(ReceiptText::footer))) {
        preview_->scroll(all);
    } else if (stops_.at().field != nullptr) {
        preview_->scroll(-all);
    }
}

void ReceiptSetupPanel::show_tabs() {
    for (std::size_t page = 0; page < tabs_.size(); ++page) {
        const bool shown = page == stops_.page();
        tabs_.at(page)->set_look(shown ? Look::chosen : Look::key);
        // Too low for a key in its corner.
        const wxString key = shown ? wxString{} : " (" + key_label(Command::receipt_setup) + ")";
        tabs_.at(page)->set_label(name_of_page(page) + key);
    }
}

void ReceiptSetupPanel::show_page() {
    const std::size_t page = stops_.page();
    if (!pages_.at(1 - page)->AreAnyItemsShown()) {
        return; // it is shown already
    }
    pages_.at(page)->ShowItems(true);
    take_focus(); // before its field goes away, and another is given the focus
    pages_.at(1 - page)->ShowItems(false);
    show_tabs();
    Layout();
}

void ReceiptSetupPanel::moved(const Stops::Stop& from) {
    show_page();
    follow();
    advice_->show(advice_of(view_, text_at()));
    take_focus();
    if (from.field == logo_) {
        desk().read_logo();
    }
}

bool ReceiptSetupPanel::enter() {
    if (stops_.at().act) {
        stops_.at().act();
    } else {
        stops_.go(1);
    }
    return true;
}

bool ReceiptSetupPanel::press(Command command) {
    constexpr int step = 160; // pixels
    if (command == Command::up || command == Command::goods_back) {
        stops_.go(-1);
    } else if (command == Command::down || command == Command::goods) {
        stops_.go(1);
    } else if (command == Command::left || command == Command::right) {
        step_aside(command == Command::left ? -1 : 1);
    } else if (command == Command::page_up || command == Command::page_down) {
        preview_->scroll(command == Command::page_up ? -step : step);
    } else if (command == Command::receipt_setup) {
        stops_.turn(1 - stops_.page());
    } else {
        return false;
    }
    return true;
}

void ReceiptSetupPanel::step_aside(int by) {
    const auto* const found = std::find(choices_.begin(), choices_.end(), stops_.at().choice);
    if (found != choices_.end()) {
        return desk().choose_for_receipt(static_cast<ReceiptChoice>(found - choices_.begin()), by);
    }
    stops_.go(by);
}

void ReceiptSetupPanel::choose_file() {
    wxFileDialog dialog{
        this,
        _("The shop's logo"),
        {},
        {},
        _("PNG pictures") + " (*.png)|*.png;*.PNG",
        wxFD_OPEN | wxFD_FILE_MUST_EXIST};
    dialog.CallAfter([this, &dialog] { fit_into(dialog, *wxGetTopLevelParent(this)); });
    if (dialog.ShowModal() == wxID_OK) {
        desk().type_logo_path(to_utf8(dialog.GetPath()));
        desk().read_logo();
    }
}

} // namespace ocop::ui
