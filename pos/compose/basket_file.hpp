#pragma once

#include "pos/compose/shop_store.hpp"
#include "pos/core/open_basket.hpp"
#include "pos/shell/worker.hpp"

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace ocop::compose {

// The open basket of a till that is sold at, `basket.json` in its data folder (0600), so that a
// power cut does not take it:
//     {"blake2b":"<64 hex, over `open` as canonical JSON>","open":{…},"v":1}
// It is there as long as a basket is open. A start that finds one makes a `hold` record of it,
// unless its sale, hold or cancel is in the journal already. Where the journal takes no record just
// then (a clock that was never set, a full disk), it becomes `basket.waiting.json`, which no later
// sale ends: the till sells on, and the basket comes back once records are taken.

/// Replaces the file, durably; without a basket it goes.
[[nodiscard]] Expected<void, Failure>
keep_basket(const std::filesystem::path& folder, const std::optional<OpenBasket>& open);

/// Keeps the newest open basket on a thread of its own: whoever sells never waits for it, and what
/// comes faster than the disk is passed over. Going away writes what came last.
class BasketKeeper {
public:
    /// `on_fault` is told, on that thread, why a basket could not be kept, once until it can.
    BasketKeeper(std::filesystem::path folder, std::function<void(const Failure&)> on_fault);

    /// Any thread.
    void keep(std::optional<OpenBasket> open);

private:
    void write();

    std::filesystem::path folder_;
    std::function<void(const Failure&)> on_fault_;
    std::mutex mutex_{};
    std::optional<OpenBasket> newest_{}; // with mutex_, as is the next
    bool is_posted_ = false;
    bool told_ = false; // on the thread alone
    Worker worker_;     // last: it stops before what its jobs use goes away
};

/// What a start found of a till that died.
struct LeftOver {
    std::vector<Record> records{};          // appended: the basket is a hold now
    std::optional<std::string> set_aside{}; // the name of a file that could not be read
    std::optional<Failure> waits{}; // why the journal took no hold of it; asked again, it may
};

/// Makes a hold of the basket that the last run of `shop` died with, if one was open, and takes the
/// file away. `shop` must be open for writing. Where the journal takes no record it `waits`, and
/// this is to be called again; whatever else fails, the file stays for the next start, and nothing
/// must be kept over it.
[[nodiscard]] Expected<LeftOver, Failure> bring_basket_back(ShopStore& shop, Moment now);

/// A sentence for what was set aside or waits; empty if nothing does.
[[nodiscard]] std::string words(const LeftOver& left, Language language);

} // namespace ocop::compose
