#pragma once

#include "catalog-sync/auto_sync.hpp"

#include <chrono>
#include <functional>
#include <utility>

namespace ocop::ui {

/// Passes on how syncs go, at most ten times a second while one runs: nobody reads faster, and each
/// draws the window. What begins, ends or changes its stage is never held back. One thread.
class SyncNews {
public:
    explicit SyncNews(std::function<void(catalog_sync::SyncState)> pass_on)
        : pass_on_{std::move(pass_on)} {}

    void operator()(catalog_sync::SyncState state) {
        const auto now = std::chrono::steady_clock::now();
        const bool runs = state.phase == catalog_sync::SyncState::Phase::running && !state.ended;
        const bool same = runs && ran_ && state.progress.stage == stage_;
        if (same && now - told_ < std::chrono::milliseconds{100}) {
            return;
        }
        ran_ = runs;
        stage_ = state.progress.stage;
        told_ = now;
        pass_on_(std::move(state));
    }

private:
    std::function<void(catalog_sync::SyncState)> pass_on_;
    bool ran_ = false;
    catalog_sync::SyncStage stage_{};
    std::chrono::steady_clock::time_point told_{};
};

} // namespace ocop::ui
