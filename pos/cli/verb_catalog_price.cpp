#include "catalog-sync/shop_catalog.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/catalog_change.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

namespace ocop::cli {

namespace {

using catalog_sync::CatalogFile;
using catalog_sync::OwnPrices;

struct Options {
    std::string code{};
    std::int64_t price = 0;
    bool remove = false;
};

/// The feed's goods, of an older version where the newest is damaged.
CatalogFile feed_to_price(const Context& context) {
    auto layer = catalog_sync::load_feed_layer(context.folder);
    if (layer.fault) {
        context.err() << words(*layer.fault, context.language) << '\n';
    }
    if (layer.file) {
        return std::move(*layer.file);
    }
    if (layer.fault) {
        throw error_of(layer.fault->failure, context.language);
    }
    context.refuse(
        "no-feed",
        context.say(
            "Chưa có danh mục của tỉnh nên chưa có giá để thay; hãy đồng bộ trước (`ocop catalog "
            "sync`). Giá hàng riêng nằm trong tệp đã nhập.",
            "There is no catalogue of the province yet, so no price to replace; sync first (`ocop "
            "catalog sync`). Prices of own goods stand in the file that was imported."
        )
    );
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

/// A shop's own price for a product of the feed, or back to the feed's.
ExitCode price(const Context& context, const Options& options) {
    const Moment at = context.moment(context.open(store::Use::read)->ledger().identity->training);
    const CatalogFile feed = feed_to_price(context);
    const auto product =
        std::find_if(feed.products.begin(), feed.products.end(), [&](const Product& candidate) {
            return candidate.code == options.code;
        });
    OwnPrices prices = prices_to_change(context);
    const OwnPrices before = prices;
    if (options.remove) {
        prices.erase(options.code);
    } else {
        if (product == feed.products.end()) {
            throw error_of(
                Refusal{RefusalCode::unknown_product, options.code, {}, {}}, context.language
            );
        }
        if (options.price < 1 || options.price > unit_price_max.vnd()) {
            throw error_of(
                Refusal{RefusalCode::amount_not_positive, std::to_string(options.price), {}, {}},
                context.language
            );
        }
        prices[options.code] = {Money{options.price}, product->price};
    }
    if (prices != before) {
        const auto was = before.find(options.code);
        context.require(compose::note_catalog_change(
            context.folder,
            at,
            {{"do", "price"},
             {"product", options.code},
             {"price", options.remove ? Json(nullptr) : Json(options.price)},
             {"was", was == before.end() ? Json(nullptr) : Json(was->second.price.vnd())}}
        ));
    }
    context.require(catalog_sync::store_own_prices(context.folder, prices));
    const bool known = product != feed.products.end();
    context.print(
        {{"product", options.code},
         {"own_price", options.remove ? Json(nullptr) : Json(options.price)},
         {"feed_price", known ? Json(product->price.vnd()) : Json(nullptr)}},
        options.remove
            ? options.code + context.say(": bán theo giá danh mục.", ": sells at the feed's price.")
            : options.code + context.say(": bán giá riêng ", ": sells at the own price ")
                  + format(Money{options.price})
                  + context.say(" thay giá danh mục ", " instead of the feed's ")
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
    pricing->add_option("code", options->code)->required();
    CLI::Option* amount =
        pricing->add_option("price", options->price, "Đồng, đã gồm thuế / with VAT");
    pricing->add_flag("--remove", options->remove, "Bỏ giá riêng / back to the feed's")
        ->excludes(amount);
    pricing->callback([&context, &run, options] {
        run = [&context, options] { return price(context, *options); };
    });
}

} // namespace ocop::cli
