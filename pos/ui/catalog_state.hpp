#pragma once

#include "catalog-sync/auto_sync.hpp"
#include "catalog-sync/catalog_fault.hpp"
#include "catalog-sync/shop_goods.hpp"
#include "pos/compose/stick_feed.hpp"
#include "pos/core/catalog.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {

/// What can be looked at on the catalogue's screen: what the last new catalogue changed, then how
/// things stand now.
enum class CatalogList {
    added,
    gone,
    price_up,
    price_down,
    stars_won,
    stars_lost,
    lapse_soon, // certificates in their last 180 days
    lapsed,     // certificates over, in grace or revoked
    clashes     // the shop's own goods against the feed's
};

inline constexpr std::size_t catalog_lists = 9;

/// One thing that can be chosen there: to be done, or a list to be opened.
struct CatalogChoice {
    enum class Kind { sync, cancel, stick, list };

    Kind kind{};
    CatalogList list{};    // of a list
    std::size_t stick = 0; // of a stick, in CatalogState::sticks

    bool operator==(const CatalogChoice&) const = default;
};

/// One product in an opened list: "Trà rừng", "45.000", "48.000".
struct CatalogItem {
    std::string name{};
    std::string before{};
    std::string after{};
};

/// A catalogue that was loaded beside the one that sells, and the shop's clashes with it.
struct NewCatalog {
    std::shared_ptr<const Catalog> catalog{};
    std::vector<catalog_sync::Clash> clashes{};
    std::vector<catalog_sync::CatalogFault> faults{}; // parts of it that are not whole
};

/// All that the window knows of the catalogue and its syncs.
struct CatalogState {
    catalog_sync::SyncState sync{};
    /// What changed, with its list; of a sync since this start.
    std::optional<catalog_sync::Changes> changes{};
    std::string feed_fault{};  // the feed that is set cannot be one
    std::string goods_fault{}; // parts of the catalogue that are not whole; a sentence each
    std::vector<compose::StickFeed> sticks{};
    std::vector<catalog_sync::Clash> clashes{};
    std::optional<NewCatalog> waits{};             // until the sale that goes on is done
    std::optional<compose::StickFeed> offer{};     // a person is asked about this stick
    std::vector<std::filesystem::path> answered{}; // sticks a person was asked about
    bool offer_later = false;                      // something else came first: after the next sale
    std::string said{};                            // about a sync that a person asked for
    bool asked = false;                            // a person waits for the sync that runs
    std::size_t selected = 0;                      // among the choices
    std::optional<CatalogList> opened{};
    std::array<std::vector<CatalogItem>, catalog_lists> items{}; // filled when the screen comes up
};

/// What the desk asks of the catalogue's threads; the window gives them, tests give their own.
struct CatalogPorts {
    std::function<void()> sync_now = [] {};
    std::function<void()> cancel = [] {};
    std::function<void(const std::filesystem::path&)> sync_from = [](const auto&) {};
    /// Loads what lies on disk now; answer Desk::receive(NewCatalog).
    std::function<void()> load = [] {};
    /// The catalogue that sells from now on.
    std::function<void(std::shared_ptr<const Catalog>)> taken = [](const auto&) {};
};

} // namespace ocop::ui
