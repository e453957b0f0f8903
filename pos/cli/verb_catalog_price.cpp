#include "catalog-sync/shop_catalog.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/catalog_change.hpp"
#include "pos/core/plain_text.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

namespace ocop::cli {

namespace {

using catalog_sync::OwnPrices;

struct Options {
    std::string code{};
    std::string price{}; // as typed
    bool remove = false;
};

/// The goods of one layer, of an older version where the newest is damaged.
std::vector<Product> goods_of(const Context& context, catalog_sync::GoodsLayer layer) {
    if (layer.fault) {
        context.err() << words(*layer.fault, context.language) << '\n';
        if (!layer.file) {
            throw error_of(layer.fault->failure, context.language);
        }
    }
    return layer.file ? std::move(layer.file->products) : std::vector<Product>{};
}

/// What can be given a price: the feed's goods, and the shop's own that are none of these.
std::vector<Product> goods_to_price(const Context& context) {
    std::vector<Product> goods = goods_of(context, catalog_sync::load_feed_layer(context.folder));
    for (Product& own : goods_of(context, catalog_sync::load_own_layer(context.folder))) {
        goods.push_back(std::move(own));
    }
    if (goods.empty()) {
        context.refuse(
            "no-feed",
            context.say(
                "Chưa có danh mục nào nên chưa có giá để thay; hãy đồng bộ hoặc nhập hàng trước "
                "(ocop catalog sync, ocop catalog import).",
                "There is no catalogue yet, so no price to replace; sync or import goods first "
                "(ocop catalog sync, ocop catalog import)."
            )
        );
    }
    return goods;
}

/// The prices set so far. Of a damaged file its copy; without one it is put aside, for nobody can
/// tell any more which they were.
OwnPrices prices_to_change(const Context& context) {
    catalog_sync::KnownPrices known = catalog_sync::known_own_prices(context.folder);
    if (!known.fault) {
        return std::move(known.prices);
    }
    const bool is_damaged = known.fault->code == FailureCode::corrupt;
    const bool is_gone = known.fault->code == FailureCode::missing;
    if (!known.from_copy && !is_damaged && !is_gone) { // the disk may give it yet
        throw error_of(*known.fault, context.language);
    }
    const catalog_sync::CatalogFault fault{
        catalog_sync::CatalogFault::Part::own_prices,
        *known.fault,
        known.from_copy ? std::optional<std::int64_t>{1} : std::nullopt};
    context.err() << words(fault, context.language) << '\n';
    if (!known.from_copy && is_damaged) {
        context.require(catalog_sync::set_own_prices_aside(context.folder));
    }
    return std::move(known.prices);
}

Money price_typed(const Context& context, const std::string& text) {
    Money price;
    if (!parse_money(text, price)) {
        context.refuse(
            "bad-amount",
            context.say(
                "Giá là số đồng chẵn, ví dụ 45000, 45.000 hoặc 45k: ",
                "A price is in whole đồng, for example 45000, 45.000 or 45k: "
            ) + shown_text(text)
                + ".",
            "price"
        );
    }
    if (price < Money{1} || price > unit_price_max) {
        throw error_of(
            Refusal{RefusalCode::amount_not_positive, format(price), {}, {}}, context.language
        );
    }
    return price;
}

/// A shop's own price for a product, of the feed or its own, or back to the catalogue's.
ExitCode price(const Context& context, const Options& options) {
    const Money wanted = options.remove ? Money{} : price_typed(context, options.price);
    const Moment at = context.moment(context.open(store::Use::read)->ledger().identity->training);
    // The feed's stand in front: of a code that both have, they are what is sold.
    const std::vector<Product> goods = goods_to_price(context);
    const auto product = std::find_if(goods.begin(), goods.end(), [&](const Product& candidate) {
        return candidate.code == options.code;
    });
    OwnPrices prices = prices_to_change(context);
    const OwnPrices before = prices;
    if (options.remove) {
        prices.erase(options.code);
    } else {
        if (product == goods.end()) {
            throw error_of(
                Refusal{RefusalCode::unknown_product, options.code, {}, {}}, context.language
            );
        }
        prices[options.code] = {wanted, product->price};
    }
    if (prices != before) {
        const auto was = before.find(options.code);
        context.require(compose::note_catalog_change(
            context.folder,
            at,
            {{"do", "price"},
             {"product", options.code},
             {"price", options.remove ? Json(nullptr) : Json(wanted.vnd())},
             {"was", was == before.end() ? Json(nullptr) : Json(was->second.price.vnd())}}
        ));
    }
    context.require(catalog_sync::store_own_prices(context.folder, prices));
    const bool known = product != goods.end();
    context.print(
        {{"product", options.code},
         {"own_price", options.remove ? Json(nullptr) : Json(wanted.vnd())},
         {"feed_price", known ? Json(product->price.vnd()) : Json(nullptr)}},
        options.remove
            ? options.code
                  + context.say(": bán theo giá danh mục.", ": sells at the catalogue's price.")
            : options.code + context.say(": bán giá riêng ", ": sells at the own price ")
                  + format(wanted)
                  + context.say(" thay giá danh mục ", " instead of the catalogue's ")
                  + format(product->price) + "."
    );
    return ExitCode::done;
}

} // namespace

void add_catalog_price(CLI::App& catalog, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* pricing = catalog.add_subcommand(
        "price", "Đặt giá riêng / an own price. Ví dụ: ocop catalog price QNA-001 45000"
    );
    take_composed(pricing->add_option("code", options->code)->required());
    CLI::Option* amount =
        pricing->add_option("price", options->price, "Đồng, đã gồm thuế / with VAT");
    pricing->add_flag("--remove", options->remove, "Bỏ giá riêng / back to the catalogue's")
        ->excludes(amount);
    pricing->callback([&context, &run, options] {
        run = [&context, options] { return price(context, *options); };
    });
}

} // namespace ocop::cli
