#include "pos/ui/approval_card.hpp"

#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

constexpr double card_inset = 14;
constexpr std::size_t named_goods_max = 4; // one by one; of more, how many more

/// "120.000 → 96.000 đ", or the one of them there is.
wxString changed_words(const std::string& before, const std::string& after) {
    if (before.empty() || before == after) {
        return after.empty() ? wxString{} : with_dong(after);
    }
    if (after.empty()) {
        return with_dong(before);
    }
    return to_wx(before) + wxString::FromUTF8(" → ") + with_dong(after);
}

wxString of_setting(const std::string& value) {
    return value.empty() ? _("nothing") : to_wx(value);
}

} // namespace

wxString asked_words(const ApprovalView& approval, Language language) {
    using Of = ApprovalView::Of;
    const wxString subject = to_wx(approval.subject);
    switch (approval.of) {
    case Of::line_discount:
        return approval.percent.empty()
                   ? _("Discount on a line")
                   : wxString::Format(_("Discount of %s %% on a line"), to_wx(approval.percent));
    case Of::basket_discount:
        return approval.percent.empty()
                   ? _("Discount on the whole basket")
                   : wxString::Format(
                       _("Discount of %s %% on the whole basket"), to_wx(approval.percent)
                   );
    case Of::goods_come_back:
        return subject.empty() ? _("Goods come back without a receipt")
                               : wxString::Format(_("Goods come back: receipt %s"), subject);
    case Of::setting:
        return wxString::Format(_("The setting %s changes"), subject);
    case Of::goods_added:
        return _("Goods for the basket");
    case Of::quantity:
        return _("Another quantity");
    case Of::line_removed:
        return _("A line is removed");
    case Of::recall:
        return wxString::Format(_("The basket put aside as %s"), subject);
    case Of::pay:
        return wxString::Format(_("Paying: %s"), tender_label(approval.subject, language));
    case Of::cash_out:
        return _("Cash out of the drawer");
    case Of::other:
        break;
    }
    return _("An action that needs approval");
}

ApprovalCard::ApprovalCard(wxWindow* parent)
    : Painted{parent, "approval", wxSize{300, 210}} {}

void ApprovalCard::show(const std::optional<ApprovalView>& approval, Language language) {
    approval_ = approval;
    language_ = language;
    Refresh();
}

void ApprovalCard::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, Tone::card, corner);
    pen.outline(area, Tone::accent, 2, corner);
    if (approval_) {
        pen.shrunk(area, [&](const wxRect2DDouble& room) { return draw_all(pen, room); });
    }
}

double ApprovalCard::draw_goods(Pen& pen, double y, double width) const {
    const std::vector<ApprovalGoods>& goods = approval_->goods;
    const std::size_t named = goods.size() > named_goods_max ? named_goods_max - 1 : goods.size();
    for (std::size_t i = 0; i < named; ++i) {
        const double side = width * 0.4;
        const wxString name =
            to_wx(goods[i].name) + wxString::FromUTF8(" · ") + to_wx(goods[i].quantity);
        pen.fitted_lines(
            {card_inset, y, width - side - 8, 34},
            name,
            12,
            Tone::ink,
            Place::left,
            Strength::normal
        );
        pen.fitted(
            {card_inset + width - side, y, side, 34},
            changed_words(goods[i].before, goods[i].after),
            12,
            Tone::ink,
            Place::right
        );
        y += 36;
    }
    if (named < goods.size()) {
        pen.fitted(
            {card_inset, y, width, 22},
            wxString::Format(_("and %zu more"), goods.size() - named),
            11,
            Tone::muted,
            Place::left,
            Strength::normal
        );
        y += 24;
    }
    return y;
}

double ApprovalCard::draw_all(Pen& pen, const wxRect2DDouble& area) const {
    const ApprovalView& approval = *approval_;
    const double width = area.m_width - 2 * card_inset;
    double y = 8;
    pen.fitted({card_inset, y, width, 28}, asked_words(approval, language_), 15, Tone::ink);
    y += 30;
    y = draw_goods(pen, y, width);
    const bool setting = approval.of == ApprovalView::Of::setting;
    const wxString amount = setting ? of_setting(approval.before) + wxString::FromUTF8(" → ")
                                          + of_setting(approval.after)
                                    : changed_words(approval.before, approval.after);
    if (!amount.empty()) {
        pen.fitted({card_inset, y, width, 38}, amount, 20, Tone::accent_dark, Place::right);
        y += 40;
    }
    const wxString reason = approval.reason.empty()
                                ? wxString{}
                                : wxString::Format(_("Why: %s. "), to_wx(approval.reason));
    const wxString who = wxString::Format(_("Asked by: %s."), to_wx(approval.asked_by));
    pen.fitted_lines(
        {card_inset, y, width, 36}, reason + who, 12, Tone::ink, Place::left, Strength::normal
    );
    y += 38;
    pen.fitted_lines(
        {card_inset, y, width, 34},
        to_wx(approval.rule),
        11,
        Tone::muted,
        Place::left,
        Strength::normal
    );
    return y + 40;
}

} // namespace ocop::ui
