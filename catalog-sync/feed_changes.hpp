#pragma once

#include "pos/core/product.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// What a new catalogue changes for those who sell from it.
enum class ChangeKind { added, gone, price_up, price_down, stars_won, stars_lost, lapsed };

inline constexpr std::size_t change_kinds = 7;

/// "new", "gone", "price-up", "price-down", "stars-won", "stars-lost", "certificate-lapsed".
[[nodiscard]] std::string_view name(ChangeKind kind);

/// One product's change. `before` and `after` are prices in đồng, or stars; 0 where there is none.
/// `ends`: of a certificate that lapsed, its end.
struct Change {
    ChangeKind kind{};
    std::string code{};
    std::string name{};
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::optional<Day> ends{};
    bool operator==(const Change&) const = default;
};

/// All changes counted, and of each kind the first few by name.
class Changes {
public:
    static constexpr std::size_t listed_max = 200; // of a kind

    /// Stars are those that show `today`. A certificate lapses that stood on the day `then`, when
    /// the catalogue before was published, and is in grace, over or revoked today.
    Changes(Day then, Day today)
        : then_{then},
          today_{today} {}

    /// A product before and now; null where there was or is none, but not both.
    void note(const Product* before, const Product* now);

    [[nodiscard]] std::int64_t count(ChangeKind kind) const {
        return counts_[static_cast<std::size_t>(kind)];
    }

    [[nodiscard]] const std::vector<Change>& listed() const { return listed_; }

    /// True if any product now bears made-up figures.
    [[nodiscard]] bool has_demonstration() const { return has_demonstration_; }

private:
    void add(Change change);

    Day then_;
    Day today_;
    bool has_demonstration_ = false;
    std::array<std::int64_t, change_kinds> counts_{};
    std::vector<Change> listed_{};
};

} // namespace ocop::catalog_sync
