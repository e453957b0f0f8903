// The till's goods and their pictures: what the window asks of their threads, and what they tell
// it.

#include "catalog-sync/image_cache.hpp"
#include "catalog-sync/shop_catalog.hpp"
#include "pos/ui/app.hpp"
#include "pos/ui/sync_news.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

PicturePorts TillApp::picture_ports() {
    PicturePorts ports;
    // Looking a picture up keeps it from being the next to go.
    ports.find = [this,
                  cache = catalog_sync::ImageCache{options_.folder, {}}](const std::string& name) {
        return cache.find(name, clock_.now());
    };
    ports.wanted = [this](const std::string& name) {
        CallAfter([this, name] {
            if (catalog_desk_) {
                catalog_desk_->want_picture(name);
            }
        });
    };
    return ports;
}

void TillApp::begin_catalog(catalog_sync::ShopCatalog goods) {
    Recent recent;
    const std::int64_t next = shop_->ledger().records;
    const auto read = shop_->journal().read(
        std::max<std::int64_t>(0, next - Recent::records_max),
        next - 1,
        [&recent](const Record& record) {
            recent.see(record);
            return true;
        }
    );
    if (!read) {
        log_fault(words(read.error(), Language::en)); // only what is offered again is less
    }
    CallAfter([this, recent = std::move(recent)] { desk_->remember(recent); });
    compose::CatalogDeskParts parts;
    parts.folder = options_.folder;
    parts.clock = &clock_;
    parts.language = options_.language;
    parts.training = shop_->ledger().identity->training;
    parts.settings = shop_->ledger().settings;
    parts.on_state = SyncNews{[this](catalog_sync::SyncState state) {
        CallAfter([this, state = std::move(state)] { desk_->receive(state); });
    }};
    parts.on_sticks = [this](std::vector<compose::StickFeed> sticks) {
        CallAfter([this, sticks = std::move(sticks)] {
            desk_->receive(sticks);
            pictures_->try_again();
        });
    };
    parts.on_picture = [this](const std::string& image) { pictures_->arrived(image); };
    const auto desk = std::make_shared<compose::CatalogDesk>(std::move(parts));
    CallAfter([this, desk, clashes = std::move(goods.clashes), faults = std::move(goods.faults)] {
        catalog_desk_ = desk;
        desk_->set_catalog_ports(catalog_ports());
        desk_->tell_catalog(clashes, desk->feed_fault());
        desk_->tell_faults(faults);
    });
}

CatalogPorts TillApp::catalog_ports() {
    CatalogPorts ports;
    ports.sync_now = [this] { catalog_desk_->sync_now(); };
    ports.cancel = [this] { catalog_desk_->cancel(); };
    ports.sync_from = [this](const std::filesystem::path& folder) {
        catalog_desk_->sync_from(folder);
    };
    ports.load = [this] { load_catalog(); };
    ports.taken = [this](std::shared_ptr<const Catalog> catalog) {
        // A million products take their time to go away: not here.
        auto old = std::exchange(catalog_, std::move(catalog));
        if (!catalog_worker_->post([old = std::move(old)]() mutable { old.reset(); })) {
            log_fault("the old catalogue went away on the window's thread");
        }
        pictures_->try_again();
    };
    return ports;
}

void TillApp::load_catalog() {
    const bool posted = catalog_worker_->post([this] {
        auto goods = catalog_sync::load_shop_catalog(options_.folder);
        CallAfter([this,
                   news = NewCatalog{
                       goods.catalog, std::move(goods.clashes), std::move(goods.faults)}] {
            // What sells was whole when it was read: better than what stands in for it on disk.
            if (news.faults.empty() || desk_->catalog().size() == 0) {
                desk_->receive(news);
            } else {
                desk_->tell_faults(news.faults);
            }
        });
    });
    if (!posted) {
        log_fault("the catalogue's thread took no job");
    }
}

} // namespace ocop::ui
