// What the window says of the catalogue and its syncs.

#include "pos/ui/view_parts.hpp"

#include <algorithm>

namespace ocop::ui {

namespace {

using catalog_sync::SyncProgress;
using catalog_sync::SyncStage;
using catalog_sync::SyncState;

/// "22/11/2026 09:15".
std::string minute(Moment moment) {
    return format(moment).substr(0, 16);
}

std::string minute(const std::optional<Moment>& moment) {
    return moment ? minute(*moment) : std::string{};
}

/// "12 B", "340 kB", "1,2 MB": in thousands, as disks are sold.
std::string bytes(std::int64_t count) {
    constexpr std::int64_t thousand = 1000;
    if (count < thousand) {
        return std::to_string(count) + " B";
    }
    if (count < thousand * thousand) {
        return std::to_string(count / thousand) + " kB";
    }
    const std::int64_t tenths = count / (thousand * thousand / 10);
    return std::to_string(tenths / 10) + "," + std::to_string(tenths % 10) + " MB";
}

std::string whole(std::int64_t count) {
    return format(Money{count}); // dots between thousands
}

int percent_of(std::int64_t done, std::int64_t all) {
    constexpr std::int64_t whole_percent = 100;
    return all <= 0
               ? -1
               : static_cast<int>(std::clamp<std::int64_t>(done * whole_percent / all, 0, 100));
}

int percent_of(const SyncProgress& progress) {
    switch (progress.stage) {
    case SyncStage::fetching:
        return percent_of(progress.bytes_done, progress.bytes_all);
    case SyncStage::staging:
    case SyncStage::reading_back:
        return percent_of(progress.products_done, progress.products_all);
    case SyncStage::asking:
    case SyncStage::checking:
    case SyncStage::done:
        return -1;
    }
    return -1;
}

SyncRunView run_of(const SyncProgress& progress) {
    SyncRunView run;
    run.stage = progress.stage;
    run.percent = percent_of(progress);
    run.bytes = bytes(progress.bytes_done);
    run.bytes_all = progress.bytes_all > 0 ? bytes(progress.bytes_all) : std::string{};
    run.products = whole(progress.products_done);
    run.products_all = progress.products_all > 0 ? whole(progress.products_all) : std::string{};
    return run;
}

void put_rows(CatalogView& view, const Desk& desk) {
    const CatalogState& state = desk.state().catalog;
    for (const CatalogChoice& choice : desk.catalog_choices()) {
        CatalogRow row;
        row.choice = choice;
        if (choice.kind == CatalogChoice::Kind::list) {
            row.count = desk.catalog_count(choice.list);
        } else if (choice.kind == CatalogChoice::Kind::stick) {
            const compose::StickFeed& stick = state.sticks[choice.stick];
            row.stick = stick.name;
            row.version = stick.version;
            row.fault = stick.fault;
        }
        row.selected = view.rows.size() == state.selected;
        view.rows.push_back(std::move(row));
    }
}

} // namespace

void put_catalog(ViewModel& view, const Desk& desk) {
    const CatalogState& state = desk.state().catalog;
    const SyncState& sync = state.sync;
    CatalogView shown;
    shown.version = desk.catalog().version();
    shown.products = whole(static_cast<std::int64_t>(desk.catalog().size()));
    shown.source = sync.source.empty() ? sync.status.source : sync.source;
    shown.feed_fault = state.goods_fault;
    if (!state.feed_fault.empty()) {
        shown.feed_fault += (shown.feed_fault.empty() ? "" : " ") + state.feed_fault;
    }
    shown.waits = state.waits ? state.waits->catalog->version() : 0;
    if (const auto& good = sync.status.good) {
        shown.published = minute(good->published);
        shown.expires = minute(good->expires);
        shown.overdue = good->expires < desk.now();
        shown.synced = minute(good->at);
    }
    shown.next = minute(sync.next);
    if (sync.phase == SyncState::Phase::running) {
        shown.run = run_of(sync.progress);
    } else if (const auto& failed = sync.status.failed) {
        const std::string& said =
            desk.language() == Language::vi ? failed->words_vi : failed->words_en;
        const bool named = said.find(failed->where) != std::string::npos;
        shown.failure = SyncFailureView{
            said, named ? std::string{} : failed->where, minute(failed->at), sync.status.failures};
    }
    put_rows(shown, desk);
    if (state.opened) {
        shown.opened = state.opened;
        shown.items = state.items.at(static_cast<std::size_t>(*state.opened));
        shown.opened_count = desk.catalog_count(*state.opened);
    }
    view.catalog = std::move(shown);
}

SyncSign sync_sign(const Desk& desk) {
    const CatalogState& state = desk.state().catalog;
    SyncSign sign;
    if (state.sync.phase == SyncState::Phase::running) {
        sign.kind = SyncSign::Kind::running;
        sign.percent = percent_of(state.sync.progress);
    } else if (state.waits) {
        sign.kind = SyncSign::Kind::waits;
    } else if (state.sync.status.failed || !state.feed_fault.empty() || !state.goods_fault.empty()) {
        sign.kind = SyncSign::Kind::failed;
    } else if (const auto& good = state.sync.status.good) {
        sign.kind = SyncSign::Kind::well;
        const std::string at = minute(good->at);
        sign.at = good->at.day() == desk.now().day() ? at.substr(11) : at.substr(0, 5);
    }
    return sign;
}

} // namespace ocop::ui
