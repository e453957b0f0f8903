#pragma once

#include "pos/ui/restore_state.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {

/// What a backup holds, as it is told.
struct BackupCardView {
    std::string shop{};
    std::string till{};
    std::string records{};
    std::string until{};   // the time of its last record
    std::string receipt{}; // the last one in it
    bool training = false;
};

/// The restore's screen.
struct RestoreView {
    RestorePhase phase{};
    std::string file{};
    bool is_sealed = false;
    std::optional<BackupCardView> card{};
    std::string receipt{};
    std::vector<std::pair<std::string, std::string>> einvoices{};
    std::string manager{}; // whose PIN is asked for; empty: the backup has none
    bool has_before = false;
    bool has_after = false;
    bool replaces = false;
    RestorePart wrong = RestorePart::none;
    std::string fault{};
    int percent = -1;
    int news = 0;
};

} // namespace ocop::ui
