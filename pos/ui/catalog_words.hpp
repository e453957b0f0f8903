#pragma once

#include "pos/ui/view_model.hpp"

#include <wx/string.h>

namespace ocop::ui {

// What the catalogue's screen says, in the window's language.

/// "New", "Price up" …
[[nodiscard]] wxString list_label(CatalogList list);
/// "Sync now", "Take from the stick KINGSTON" …
[[nodiscard]] wxString choice_label(const CatalogRow& row);
/// "Version 43", or why the feed on the stick is not taken.
[[nodiscard]] wxString stick_second(const CatalogRow& row);
/// "Fetching" … with dots, while it lasts.
[[nodiscard]] wxString stage_words(catalog_sync::SyncStage stage);
/// "1,2 MB of 3,4 MB, 1.200 of 20.000 products".
[[nodiscard]] wxString amounts(const SyncRunView& run);
/// When, how often, what failed and what to do.
[[nodiscard]] wxString failure_words(const SyncFailureView& failure);
/// "45.000 → 48.000", "3 → 4 stars", "since 22/11/2026".
[[nodiscard]] wxString item_words(CatalogList list, const CatalogItem& item);
/// The sign at the foot of the window; empty where no feed is set.
[[nodiscard]] wxString sign_words(const SyncSign& sign);

} // namespace ocop::ui
