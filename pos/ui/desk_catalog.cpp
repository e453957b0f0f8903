// What the desk does about the catalogue: a newer one, its syncs, sticks.

#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

using catalog_sync::ChangeKind;
using catalog_sync::SyncState;

/// The list a change belongs to; none for a certificate that lapsed, which stands among all that
/// have.
std::optional<CatalogList> list_of(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::added:
        return CatalogList::added;
    case ChangeKind::gone:
        return CatalogList::gone;
    case ChangeKind::price_up:
        return CatalogList::price_up;
    case ChangeKind::price_down:
        return CatalogList::price_down;
    case ChangeKind::stars_won:
        return CatalogList::stars_won;
    case ChangeKind::stars_lost:
        return CatalogList::stars_lost;
    case ChangeKind::lapsed:
        return std::nullopt;
    }
    return std::nullopt;
}

/// The change whose count a list shows; none for those that tell how things stand.
std::optional<ChangeKind> kind_of(CatalogList list) {
    switch (list) {
    case CatalogList::added:
        return ChangeKind::added;
    case CatalogList::gone:
        return ChangeKind::gone;
    case CatalogList::price_up:
        return ChangeKind::price_up;
    case CatalogList::price_down:
        return ChangeKind::price_down;
    case CatalogList::stars_won:
        return ChangeKind::stars_won;
    case CatalogList::stars_lost:
        return ChangeKind::stars_lost;
    case CatalogList::lapse_soon:
    case CatalogList::lapsed:
    case CatalogList::clashes:
        return std::nullopt;
    }
    return std::nullopt;
}

CatalogItem item_of(const catalog_sync::Change& change) {
    const bool stars =
        change.kind == ChangeKind::stars_won || change.kind == ChangeKind::stars_lost;
    const auto text = [stars](std::int64_t value) {
        return value == 0 ? std::string{} : stars ? std::to_string(value) : format(Money{value});
    };
    return {change.name, text(change.before), text(change.after)};
}

std::string sentences_of(const std::vector<catalog_sync::CatalogFault>& faults, Language language) {
    std::string sentences;
    for (const catalog_sync::CatalogFault& fault : faults) {
        sentences += (sentences.empty() ? "" : " ") + catalog_sync::words(fault, language);
    }
    return sentences;
}

} // namespace

// News.

void Desk::tell_catalog(std::vector<catalog_sync::Clash> clashes, std::string feed_fault) {
    state_.catalog.clashes = std::move(clashes);
    state_.catalog.feed_fault = std::move(feed_fault);
    changed();
}

void Desk::tell_faults(const std::vector<catalog_sync::CatalogFault>& faults) {
    state_.catalog.goods_fault = sentences_of(faults, language_);
    changed();
}

void Desk::receive(SyncState state) {
    CatalogState& catalog = state_.catalog;
    const auto ended = std::exchange(state.ended, std::nullopt);
    catalog.sync = std::move(state);
    if (ended && *ended) {
        const catalog_sync::SyncResult& result = **ended;
        if (result.changes) {
            catalog.changes = result.changes;
        }
        const std::int64_t known =
            catalog.waits ? catalog.waits->catalog->version() : catalog_->version();
        if (result.is_new || result.version != known) {
            ports_.catalog.load();
        } else if (catalog.asked) {
            say(Notice::Kind::info, words_.same_catalog);
        }
    } else if (ended && catalog.asked) {
        say(Notice::Kind::warning, catalog_sync::words(ended->error(), language_));
    }
    if (ended) {
        catalog.asked = false;
    }
    if (state_.screen == Screen::catalog) {
        fill_catalog_items();
    }
    changed();
}

void Desk::receive(NewCatalog news) {
    state_.catalog.waits = std::move(news);
    changed();
}

bool Desk::between_sales() const {
    return till_.basket.empty() && till_.tenders.empty() && !till_.pending && till_.waiting.empty();
}

void Desk::take_up_catalog() {
    CatalogState& state = state_.catalog;
    if (!state.waits || !between_sales()) {
        return;
    }
    shelves_.clear(); // they point into the old one
    catalog_ = std::move(state.waits->catalog);
    state.clashes = std::move(state.waits->clashes);
    state.goods_fault = sentences_of(state.waits->faults, language_);
    state.waits.reset();
    state_.selected_result = 0;
    if (state_.grid.shown) {
        fill_shelves();
    }
    if (state_.screen == Screen::catalog) {
        fill_catalog_items();
    }
    const std::string& said = state_.notice.text;
    if (said.empty() || said == words_.no_goods || said == state.said) {
        const auto version = std::to_string(catalog_->version());
        const auto products = format(Money{static_cast<std::int64_t>(catalog_->size())});
        say(Notice::Kind::info, fill(words_.new_catalog, {version, products}));
    }
    ports_.catalog.taken(catalog_);
}

// Sticks.

void Desk::receive(std::vector<compose::StickFeed> sticks) {
    CatalogState& catalog = state_.catalog;
    const auto is_here = [&sticks](const std::filesystem::path& folder) {
        return std::any_of(sticks.begin(), sticks.end(), [&folder](const auto& stick) {
            return stick.folder == folder;
        });
    };
    std::erase_if(catalog.answered, [&](const auto& folder) { return !is_here(folder); });
    if (catalog.offer && !is_here(catalog.offer->folder)) {
        catalog.offer.reset();
        if (state_.screen == Screen::offer) {
            go(Screen::sell);
        }
    }
    catalog.sticks = std::move(sticks);
    catalog.offer_later = false;
    catalog.opened.reset();
    catalog.selected = 0;
    changed();
}

void Desk::consider_offer() {
    CatalogState& catalog = state_.catalog;
    const bool quiet = state_.screen == Screen::sell && between_sales() && state_.search.empty()
                       && !state_.help && !state_.cancel_asked;
    if (!quiet || catalog.offer_later || catalog.sync.phase == SyncState::Phase::running) {
        return;
    }
    const auto stick =
        std::find_if(catalog.sticks.begin(), catalog.sticks.end(), [&](const auto& candidate) {
            const bool answered =
                std::find(catalog.answered.begin(), catalog.answered.end(), candidate.folder)
                != catalog.answered.end();
            return candidate.is_newer() && !answered;
        });
    if (stick != catalog.sticks.end()) {
        catalog.offer = *stick;
        const Notice said = state_.notice;
        go(Screen::offer);
        state_.notice = said; // what was just said is still to be read
    }
}

void Desk::answer_offer(bool yes) {
    CatalogState& catalog = state_.catalog;
    if (state_.screen != Screen::offer || !catalog.offer) {
        return;
    }
    const compose::StickFeed stick = *std::exchange(catalog.offer, std::nullopt);
    catalog.answered.push_back(stick.folder);
    go(Screen::sell);
    if (yes) {
        catalog.asked = true;
        ports_.catalog.sync_from(stick.folder);
        catalog.said = fill(words_.stick_syncs, {stick.name});
        say(Notice::Kind::info, catalog.said);
    }
    changed();
}

// The catalogue's screen.

void Desk::show_catalog() {
    go(Screen::catalog);
    state_.catalog.selected = 0;
    state_.catalog.opened.reset();
    fill_catalog_items();
}

void Desk::fill_catalog_items() {
    auto& items = state_.catalog.items;
    items = {};
    const auto items_of = [&items](CatalogList list) -> std::vector<CatalogItem>& {
        return items.at(static_cast<std::size_t>(list));
    };
    if (state_.catalog.changes) {
        for (const catalog_sync::Change& change : state_.catalog.changes->listed()) {
            if (const auto list = list_of(change.kind)) {
                items_of(*list).push_back(item_of(change));
            }
        }
    }
    const Day today = clock_->now().day();
    for (const Product& product : catalog_->products()) {
        const CertificateState state = certificate_on(product, today);
        const bool soon = state == CertificateState::expiring;
        const bool over = state == CertificateState::grace || state == CertificateState::expired
                          || state == CertificateState::revoked;
        if (product.active && (soon || over)) {
            const auto ends = state == CertificateState::revoked ? product.revoked_on
                                                                 : product.certificate_expires;
            items_of(soon ? CatalogList::lapse_soon : CatalogList::lapsed)
                .push_back({product.name, {}, ends ? format(*ends) : std::string{}});
        }
    }
    for (const catalog_sync::Clash& clash : state_.catalog.clashes) {
        items_of(CatalogList::clashes).push_back({catalog_sync::words(clash, language_), {}, {}});
    }
}

std::int64_t Desk::catalog_count(CatalogList list) const {
    const CatalogState& catalog = state_.catalog;
    if (const auto kind = kind_of(list)) {
        if (catalog.changes) {
            return catalog.changes->count(*kind);
        }
        const auto& good = catalog.sync.status.good;
        return good ? good->changes.at(static_cast<std::size_t>(*kind)) : 0;
    }
    return static_cast<std::int64_t>(catalog.items.at(static_cast<std::size_t>(list)).size());
}

std::vector<CatalogChoice> Desk::catalog_choices() const {
    const CatalogState& catalog = state_.catalog;
    std::vector<CatalogChoice> choices;
    if (catalog.sync.phase == SyncState::Phase::running) {
        choices.push_back({CatalogChoice::Kind::cancel, {}, 0});
    } else if (catalog.sync.phase == SyncState::Phase::waiting) {
        choices.push_back({CatalogChoice::Kind::sync, {}, 0});
    }
    for (std::size_t stick = 0; stick < catalog.sticks.size(); ++stick) {
        choices.push_back({CatalogChoice::Kind::stick, {}, stick});
    }
    for (std::size_t i = 0; i < catalog_lists; ++i) {
        const auto list = static_cast<CatalogList>(i);
        if (catalog_count(list) > 0) {
            choices.push_back({CatalogChoice::Kind::list, list, 0});
        }
    }
    return choices;
}

void Desk::move_in_catalog(int by) {
    const auto last = static_cast<std::int64_t>(catalog_choices().size()) - 1;
    CatalogState& catalog = state_.catalog;
    const std::int64_t to = static_cast<std::int64_t>(catalog.selected) + by;
    catalog.selected =
        static_cast<std::size_t>(std::clamp<std::int64_t>(to, 0, std::max<std::int64_t>(last, 0)));
    if (catalog.opened) { // the lists open as one passes them
        const auto choices = catalog_choices();
        const bool list = catalog.selected < choices.size()
                          && choices[catalog.selected].kind == CatalogChoice::Kind::list;
        catalog.opened = list ? std::optional{choices[catalog.selected].list} : std::nullopt;
    }
}

void Desk::choose_catalog(std::size_t choice) {
    CatalogState& catalog = state_.catalog;
    const std::vector<CatalogChoice> choices = catalog_choices();
    if (state_.screen != Screen::catalog || choice >= choices.size()) {
        return;
    }
    catalog.selected = choice;
    catalog.opened.reset();
    say(Notice::Kind::none, {});
    switch (choices[choice].kind) {
    case CatalogChoice::Kind::sync:
        catalog.asked = true;
        ports_.catalog.sync_now();
        break;
    case CatalogChoice::Kind::cancel:
        catalog.asked = false;
        ports_.catalog.cancel();
        break;
    case CatalogChoice::Kind::stick: {
        const compose::StickFeed& stick = catalog.sticks[choices[choice].stick];
        catalog.answered.push_back(stick.folder);
        catalog.asked = true;
        ports_.catalog.sync_from(stick.folder);
        break;
    }
    case CatalogChoice::Kind::list:
        catalog.opened = choices[choice].list;
        break;
    }
    changed();
}

} // namespace ocop::ui
