#pragma once

#include "pos/ui/picture.hpp"
#include "pos/ui/screen_panel.hpp"
#include "pos/ui/stops.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>

namespace ocop::ui {

/// What the receipt says and how it is printed, beside how it looks, on two pages. All of it by
/// keys: down the fields, choices and buttons in the order they stand.
class ReceiptSetupPanel final : public ScreenPanel {
public:
    ReceiptSetupPanel(wxWindow* parent, Desk& desk);
    ~ReceiptSetupPanel() override;

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return stops_.at().field; }

    bool enter() override;
    bool press(Command command) override;

private:
    class Advice;

    Button* add_button(
        const wxString& name,
        const wxString& label,
        Look look,
        std::optional<std::size_t> page,
        std::function<void()> act,
        const wxString& shortcut = {}
    );
    void make_text(ReceiptText text);
    void make_choice(ReceiptChoice choice);
    void make_page_of_paper();
    void make_stops();
    void lay_out();
    [[nodiscard]] wxSizer* make_page(std::size_t page);
    void moved(const Stops::Stop& from);
    void show_page();
    void show_tabs();
    /// Another option of the choice, or the button beside.
    void step_aside(int by);
    /// The text whose field the keyboard is in.
    [[nodiscard]] std::optional<ReceiptText> text_at() const;
    /// Brings what the stop changes into the picture's sight.
    void follow();
    void choose_file();

    Stops stops_{};
    std::array<Button*, 2> tabs_{};
    std::array<wxSizer*, 2> pages_{};
    std::array<Field*, receipt_texts> texts_{};
    Field* logo_ = nullptr;
    Button* choose_logo_ = nullptr;
    Button* remove_logo_ = nullptr;
    std::array<Choice*, receipt_choices> choices_{};
    Button* test_ = nullptr;
    Button* test_code_pages_ = nullptr;
    Button* undo_ = nullptr;
    Button* save_ = nullptr;
    Advice* advice_;
    Picture* preview_;
    ReceiptSetupView view_{}; // as last shown
    std::optional<receipts::Bitmap> shown_{};
};

} // namespace ocop::ui
