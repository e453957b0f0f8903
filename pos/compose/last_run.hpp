#pragma once

#include "pos/compose/shop_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ocop::compose {

/// What whoever starts the till must hear of its last run, in one or two sentences: whether the
/// record it could not be sure of is in the journal, and, where it did not end by itself, which
/// receipt is the last one. nullopt where it ended well. Requires `shop` open for writing.
[[nodiscard]] std::optional<std::string> news_of_last_run(ShopStore& shop, Language language);

/// A record the till lost track of, as people know it.
struct RecordInDoubt {
    std::string what{};  // a receipt's number, else what it was: "mở két không bán"
    std::string at{};    // "30/11/2026 09:15:03"
    std::string total{}; // "162.000 đ"; empty where it has none
    bool operator==(const RecordInDoubt&) const = default;
};

[[nodiscard]] RecordInDoubt told(const store::Doubt& doubt, Language language);

/// What somebody must have read before the till sells again: the last run could not tell whether a
/// record is on disk, and this is what became of it.
struct LastRunQuestion {
    enum class Found {
        recorded,     // it is in the journal
        not_recorded, // it is not
        not_told      // nobody knows which one it was; `record` is the last receipt, if any
    };
    Found found{};
    RecordInDoubt record{};
    bool operator==(const LastRunQuestion&) const = default;
};

/// nullopt where nothing was left in doubt. Requires `shop` open for writing.
[[nodiscard]] std::optional<LastRunQuestion>
question_of_last_run(ShopStore& shop, Language language);

/// Puts on record that `user` has read it; the question does not come again. The records appended.
[[nodiscard]] Expected<std::vector<Record>, Failure>
acknowledge_last_run(ShopStore& shop, const std::string& user, Moment at);

/// What is still in doubt in a store that could not be opened, in one sentence; empty if nothing.
[[nodiscard]] std::string still_in_doubt(const std::filesystem::path& folder, Language language);

} // namespace ocop::compose
