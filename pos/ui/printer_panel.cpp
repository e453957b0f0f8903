#include "pos/ui/printer_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/printer_picture.hpp"
#include "pos/ui/printer_words.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

namespace ocop::ui {

namespace {

constexpr std::size_t options_max = 5; // as Desk::print_options() gives at most
constexpr int advice_width = 440;

} // namespace

/// The picture of what to do, and the sentence below it.
class PrinterPanel::Advice final : public Painted {
public:
    explicit Advice(wxWindow* parent)
        : Painted{parent, "printer-advice", wxSize{advice_width, 200}} {}

    void show(const PrinterView& printer) {
        printer_ = printer;
        Refresh();
    }

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override {
        pen.fill(area, Tone::card, corner);
        constexpr double words_height = 190;
        const double size = std::min(area.m_width - 60, area.m_height - words_height - 40);
        draw_printer(pen, {(area.m_width - size) / 2, 24, size, size}, printer_.picture);
        const double top = area.m_height - words_height;
        const wxString sentence = printer_.sentence.empty() ? _("The printer tells of no trouble.")
                                                            : to_wx(printer_.sentence);
        pen.fitted_lines({20, top, area.m_width - 40, 124}, sentence, 14, Tone::ink, Place::left);
        if (!printer_.what.empty()) {
            pen.fitted_lines(
                {20, top + 128, area.m_width - 40, 54},
                to_wx(printer_.what),
                11,
                Tone::muted,
                Place::left,
                Strength::normal
            );
        }
    }

    PrinterView printer_{};
};

PrinterPanel::PrinterPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::printer},
      heading_{new Heading{this, {}}},
      advice_{new Advice{this}} {
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(heading_, 0, wxEXPAND | wxBOTTOM, gap);
    for (std::size_t i = 0; i < options_max; ++i) {
        auto* button =
            new Button{this, wxString::Format("print-option-%zu", i), {}, Look::key, [this, i] {
                           this->desk().choose_print(i);
                       }};
        button->set_size_pt(16);
        button->SetMinSize(wxSize{200, 66});
        options_.push_back(button);
        left->Add(button, 0, wxEXPAND | wxBOTTOM, 8);
    }
    left->AddStretchSpacer();
    auto* back = back_button(this, desk, "printer-back", wxSize{160, 68});
    auto* devices = new Button{
        this,
        "printer-devices",
        _("Devices"),
        Look::key,
        [this] { this->desk().press(Command::devices); },
        key_label(Command::devices)};
    devices->SetMinSize(wxSize{170, 68});
    auto* receipt = new Button{
        this,
        "printer-receipt",
        _("Receipt"),
        Look::key,
        [this] { this->desk().press(Command::receipt_setup); },
        key_label(Command::receipt_setup)};
    receipt->SetMinSize(wxSize{150, 68});
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back, 0, wxRIGHT, gap);
    foot->Add(devices, 0, wxRIGHT, gap);
    foot->Add(receipt, 0);
    left->Add(foot, 0);
    auto* all = new wxBoxSizer{wxHORIZONTAL};
    all->Add(left, 1, wxEXPAND | wxALL, gap);
    all->Add(advice_, 0, wxEXPAND | wxTOP | wxRIGHT | wxBOTTOM, gap);
    SetSizer(all);
}

void PrinterPanel::show(const ViewModel& view) {
    if (!view.printer) {
        return;
    }
    const PrinterView& printer = *view.printer;
    heading_->set(heading_words(printer), state_words(printer));
    for (std::size_t i = 0; i < options_.size(); ++i) {
        const bool used = i < printer.options.size();
        options_[i]->Show(used);
        if (used) {
            const PrintOptionRow& option = printer.options[i];
            options_[i]->set_label(option_words(option));
            options_[i]->set_second(option_second(option));
            options_[i]->set_look(option.selected ? Look::chosen : Look::key);
        }
    }
    advice_->show(printer);
    Layout();
}

} // namespace ocop::ui
