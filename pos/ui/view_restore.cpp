// What the window says of a backup that is restored.

#include "pos/ui/view_parts.hpp"

namespace ocop::ui {

void put_restore(ViewModel& view, const Desk& desk) {
    const RestoreState& state = desk.state().restore;
    RestoreView page;
    page.phase = state.phase;
    page.file = state.file;
    page.is_sealed = state.is_sealed;
    page.receipt = state.receipt;
    page.einvoices = state.einvoices;
    page.replaces = state.replaces;
    page.wrong = state.wrong;
    page.fault = state.fault;
    page.percent = state.percent;
    page.news = state.news;
    if (state.offer) {
        const compose::RestoreOffer& offer = *state.offer;
        page.card = BackupCardView{
            offer.shop,
            offer.till,
            format(Money{offer.records}),
            format(offer.last_at),
            offer.held > 0 ? receipt_number(offer.till, offer.held) : std::string{"0"},
            offer.training};
        if (state.manager < offer.managers.size()) {
            page.manager = offer.managers[state.manager];
            page.has_before = state.manager > 0;
            page.has_after = state.manager + 1 < offer.managers.size();
        }
    }
    view.restore = std::move(page);
}

} // namespace ocop::ui
