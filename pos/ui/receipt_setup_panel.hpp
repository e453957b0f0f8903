#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/choice.hpp"
#include "pos/ui/picture.hpp"
#include "pos/ui/screen_panel.hpp"

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace ocop::ui {

/// What the receipt says and how it is printed, beside how it looks. All of it by keys: down the
/// fields, choices and buttons in the order they stand.
class ReceiptSetupPanel final : public ScreenPanel {
public:
    ReceiptSetupPanel(wxWindow* parent, Desk& desk);
    ~ReceiptSetupPanel() override;

    void come_up(const ViewModel& view) override;
    void show(const ViewModel& view) override;

    [[nodiscard]] Field* field() override { return stops_[at_].field; }

    bool enter() override;
    bool press(Command command) override;

private:
    class Advice;

    /// Where the keyboard can be: a field, a choice or a button.
    struct Stop {
        Field* field = nullptr;
        Choice* choice = nullptr;
        Button* button = nullptr;
        Look look = Look::key; // of the button, elsewhere
        std::function<void()> act{};
    };

    void add_field(Field* field);
    Button* add_button(
        const wxString& name,
        const wxString& label,
        Look look,
        std::function<void()> act,
        const wxString& shortcut = {}
    );
    void make_fields();
    void lay_out();
    void go_to(std::size_t stop);
    void go(int by);
    /// Another option of the choice, or the button beside.
    void step_aside(int by);
    /// Shows where the keyboard is.
    void mark();
    /// Brings what the stop changes into the picture's sight.
    void follow();
    void choose_file();

    std::vector<Stop> stops_{};
    std::size_t at_ = 0;
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
    std::optional<receipts::Bitmap> shown_{};
};

} // namespace ocop::ui
