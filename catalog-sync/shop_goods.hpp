#pragma once

#include "catalog-sync/own_prices.hpp"
#include "pos/core/product.hpp"
#include "pos/core/refusal.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// Where the shop's own goods or prices and the feed speak of the same thing. The till does not
/// guess: it says what it does meanwhile, and somebody decides.
struct Clash {
    enum class Kind {
        code,       // own goods under a code of the feed: the feed's are sold
        gtin,       // own goods with a GTIN of the feed: scanning finds the feed's
        price,      // the feed's price changed since the shop set its own, which still holds
        own_price,  // the same of own goods: a file states another price than when it was set
        no_product, // a price set for goods that are neither in the feed nor the shop's own
        component   // an own gift set whose goods are no longer all there: it cannot be sold
    };

    Kind kind{};
    std::string product{};   // the own goods' code, or the code a price was set for
    std::string name{};      // "" where nobody knows it any more
    std::string feed_name{}; // of the feed's product; of a set, the code of what is missing
    Money own{};             // own price
    Money feed{};            // the feed's price

    bool operator==(const Clash&) const = default;
};

/// "code", "gtin", "price", "own-price", "no-product", "component".
[[nodiscard]] std::string_view name(Clash::Kind kind);
/// One sentence in `language`: what clashes, what is sold meanwhile, what to do.
[[nodiscard]] std::string words(const Clash& clash, Language language);

/// The feed's goods with the shop's own beside them.
struct ShopGoods {
    std::vector<Product> products{};
    std::size_t own = 0;    // of them the shop's own
    std::size_t priced = 0; // of all at a price of the shop
    std::vector<Clash> clashes{};
};

/// `feed` with `own` goods, in the order of their codes, beside it and `prices` in both. An own
/// price replaces dated prices too. Own goods equal to the feed's are no clash: the shop sold them
/// before it had a feed.
[[nodiscard]] ShopGoods
merge_goods(std::vector<Product> feed, std::vector<Product> own, const OwnPrices& prices);

} // namespace ocop::catalog_sync
