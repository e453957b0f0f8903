#pragma once

#include "pos/ui/painted.hpp"
#include "pos/ui/view_model.hpp"

namespace ocop::ui {

/// What an approver is to approve: what is asked, the goods, the amounts before and after, why and
/// by whom.
class ApprovalCard final : public Painted {
public:
    explicit ApprovalCard(wxWindow* parent);

    void show(const std::optional<ApprovalView>& approval, Language language);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    double draw_all(Pen& pen, const wxRect2DDouble& area) const;
    double draw_goods(Pen& pen, double y, double width) const;

    std::optional<ApprovalView> approval_{};
    Language language_ = Language::vi;
};

/// "Discount 20 % on this line": what is asked, in a few words.
[[nodiscard]] wxString asked_words(const ApprovalView& approval, Language language);

} // namespace ocop::ui
