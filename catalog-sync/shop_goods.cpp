#include "catalog-sync/shop_goods.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace ocop::catalog_sync {

namespace {

using Position = std::size_t;

/// Where the goods of a feed stand, by what they are told apart by. Looks at strings of the feed's
/// products, which must not move.
struct FeedIndex {
    std::unordered_map<std::string_view, Position> by_code{};
    std::unordered_map<std::string, Position> by_gtin{};

    explicit FeedIndex(const std::vector<Product>& feed) {
        by_code.reserve(feed.size());
        by_gtin.reserve(feed.size());
        for (Position i = 0; i < feed.size(); ++i) {
            by_code.emplace(feed[i].code, i);
            if (feed[i].gtin) {
                by_gtin.emplace(feed[i].gtin->digits14(), i);
            }
        }
    }
};

/// The product with `code`: the feed's, or one of the own goods behind them, which come in the
/// order of their codes; null for none.
Product* find(ShopGoods& goods, const FeedIndex& index, const std::string& code) {
    const auto found = index.by_code.find(code);
    if (found != index.by_code.end()) {
        return &goods.products[found->second];
    }
    const auto first_own = goods.products.end() - static_cast<std::ptrdiff_t>(goods.own);
    const auto own = std::lower_bound(
        first_own,
        goods.products.end(),
        code,
        [](const Product& product, const std::string& wanted) { return product.code < wanted; }
    );
    return own == goods.products.end() || own->code != code ? nullptr : &*own;
}

void set_prices(ShopGoods& goods, const FeedIndex& index, const OwnPrices& prices) {
    for (const auto& [code, own] : prices) {
        Product* const priced = find(goods, index, code);
        if (priced == nullptr) {
            goods.clashes.push_back(
                {Clash::Kind::no_product, code, {}, {}, own.price, own.feed_price}
            );
            continue;
        }
        Product& product = *priced;
        if (product.price != own.feed_price) {
            const auto kind =
                index.by_code.contains(code) ? Clash::Kind::price : Clash::Kind::own_price;
            goods.clashes.push_back(
                {kind, code, product.name, product.name, own.price, product.price}
            );
        }
        product.price = own.price;
        product.price_list.clear();
        ++goods.priced;
    }
}

/// Own sets stand behind the feed's goods, and may hold both.
void check_own_sets(ShopGoods& goods, const FeedIndex& index) {
    const auto first_own = goods.products.end() - static_cast<std::ptrdiff_t>(goods.own);
    for (auto set = first_own; set != goods.products.end(); ++set) {
        for (const SetComponent& component : set->set_components) {
            const bool is_own = std::any_of(first_own, goods.products.end(), [&](const Product& p) {
                return p.code == component.product;
            });
            if (!is_own && !index.by_code.contains(component.product)) {
                goods.clashes.push_back(
                    {Clash::Kind::component,
                     set->code,
                     set->name,
                     component.product,
                     set->price,
                     Money{}}
                );
                break;
            }
        }
    }
}

Clash clash_with(Clash::Kind kind, const Product& own, const Product& feed) {
    return {kind, own.code, own.name, feed.name, own.price, feed.price};
}

std::string filled(std::string sentence, const Clash& clash) {
    const auto put = [&](const std::string& mark, const std::string& value) {
        std::size_t at = sentence.find(mark);
        while (at != std::string::npos) {
            sentence.replace(at, mark.size(), value);
            at = sentence.find(mark, at + value.size());
        }
    };
    put("{c}", clash.product);
    put("{n}", clash.name);
    put("{f}", clash.feed_name);
    put("{o}", format(clash.own));
    put("{p}", format(clash.feed));
    return sentence;
}

} // namespace

std::string_view name(Clash::Kind kind) {
    switch (kind) {
    case Clash::Kind::code:
        return "code";
    case Clash::Kind::gtin:
        return "gtin";
    case Clash::Kind::price:
        return "price";
    case Clash::Kind::own_price:
        return "own-price";
    case Clash::Kind::no_product:
        return "no-product";
    case Clash::Kind::component:
        return "component";
    }
    OCOP_ASSERT(false);
}

std::string words(const Clash& clash, Language language) {
    const bool vi = language == Language::vi;
    switch (clash.kind) {
    case Clash::Kind::code:
        return filled(
            vi ? "Mã {c}: hàng riêng \"{n}\" ({o}) trùng mã với \"{f}\" ({p}) của danh mục tỉnh; "
                 "đang "
                 "bán hàng của tỉnh, hãy đổi mã hàng riêng."
               : "Code {c}: own goods \"{n}\" ({o}) have the code of \"{f}\" ({p}) of the feed; "
                 "the "
                 "feed's are sold, give your own another code.",
            clash
        );
    case Clash::Kind::gtin:
        return filled(
            vi ? "Hàng riêng {c} \"{n}\" trùng mã vạch với \"{f}\" của danh mục tỉnh; quét mã ra "
                 "hàng "
                 "của tỉnh, hãy bán hàng riêng bằng tên hoặc mã {c}."
               : "Own goods {c} \"{n}\" have the barcode of \"{f}\" of the feed; a scan finds the "
                 "feed's, sell your own by name or code.",
            clash
        );
    case Clash::Kind::price:
        return filled(
            vi ? "{c} \"{f}\": danh mục tỉnh đổi giá thành {p} sau khi cửa hàng đặt giá riêng; vẫn "
                 "bán "
                 "giá riêng {o}, hãy xem lại."
               : "{c} \"{f}\": the feed's price became {p} after the shop set its own; it still "
                 "sells "
                 "at {o}, look at it again.",
            clash
        );
    case Clash::Kind::own_price:
        return filled(
            vi ? "{c} \"{n}\": tệp hàng riêng nay ghi giá {p}, nhưng cửa hàng đã đặt giá riêng; "
                 "vẫn "
                 "bán {o}, hãy xem lại (bỏ giá riêng: ocop catalog price {c} --remove)."
               : "{c} \"{n}\": the file of own goods now says {p}, but the shop set an own price; "
                 "it still sells at {o}, look at it again (ocop catalog price {c} --remove).",
            clash
        );
    case Clash::Kind::no_product:
        return filled(
            vi ? "Mã {c} có giá riêng {o} nhưng không còn trong danh mục; giá ấy không dùng đến."
               : "Code {c} has an own price of {o} but left the catalogue; that price is not used.",
            clash
        );
    case Clash::Kind::component:
        return filled(
            vi ? "Bộ quà riêng {c} \"{n}\" thiếu mặt hàng {f}, không bán được; hãy sửa bộ quà."
               : "The own gift set {c} \"{n}\" lacks {f} and cannot be sold; mend the set.",
            clash
        );
    }
    OCOP_ASSERT(false);
}

ShopGoods
merge_goods(std::vector<Product> feed, std::vector<Product> own, const OwnPrices& prices) {
    ShopGoods goods;
    goods.products = std::move(feed);
    if (own.empty() && prices.empty()) {
        return goods;
    }
    // The index looks at the feed's strings: room for all first, so that none of them moves.
    goods.products.reserve(goods.products.size() + own.size());
    const FeedIndex index{goods.products};
    for (Product& product : own) {
        const auto same_code = index.by_code.find(product.code);
        if (same_code != index.by_code.end()) {
            const Product& theirs = goods.products[same_code->second];
            if (theirs != product) {
                goods.clashes.push_back(clash_with(Clash::Kind::code, product, theirs));
            }
            continue;
        }
        if (product.gtin) {
            const auto same_gtin = index.by_gtin.find(product.gtin->digits14());
            if (same_gtin != index.by_gtin.end()) {
                const Product& theirs = goods.products[same_gtin->second];
                goods.clashes.push_back(clash_with(Clash::Kind::gtin, product, theirs));
                product.gtin.reset();
            }
        }
        goods.products.push_back(std::move(product));
        ++goods.own;
    }
    set_prices(goods, index, prices);
    check_own_sets(goods, index);
    return goods;
}

} // namespace ocop::catalog_sync
