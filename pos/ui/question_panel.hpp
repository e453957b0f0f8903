#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/field.hpp"
#include "pos/ui/heading.hpp"
#include "pos/ui/view_model.hpp"

#include <wx/panel.h>
#include <wx/sizer.h>

#include <functional>
#include <vector>

namespace ocop::ui {

/// A question beside the basket: a number with its keypad, and for a discount what it is given on
/// and why.
class QuestionPanel final : public wxPanel {
public:
    enum class About { quantity, discount };

    QuestionPanel(wxWindow* parent, Desk& desk, About about);

    void come_up();
    /// Names the line the question is about.
    void show(const ViewModel& view);
    void enter();

    [[nodiscard]] Field* field() { return number_; }

private:
    [[nodiscard]] wxSizer* make_percentages();
    void choose_scope(bool basket);
    void choose_reason(std::size_t reason);

    Desk* desk_;
    About about_;
    Heading* heading_;
    Field* number_;
    Button* line_ = nullptr;
    Button* basket_ = nullptr;
    bool whole_basket_ = false;
    std::vector<Button*> reasons_{};
    std::vector<wxString> reason_words_{};
    std::size_t reason_ = 0;
};

} // namespace ocop::ui
