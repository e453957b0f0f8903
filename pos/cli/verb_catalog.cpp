#include "catalog-sync/feed_status.hpp"
#include "catalog-sync/import.hpp"
#include "catalog-sync/local_store.hpp"
#include "catalog-sync/product_json.hpp"
#include "catalog-sync/shop_catalog.hpp"
#include "pos/cli/row_faults.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/catalog_change.hpp"
#include "pos/compose/export_pending.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/clause.hpp"
#include "pos/core/code.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/scanned_product.hpp"
#include "pos/core/settings.hpp"
#include "pos/report/table.hpp"
#include "pos/report/table_text.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <unistd.h>

namespace ocop::cli {

namespace {

constexpr std::size_t found_max = 50;

struct Options {
    std::vector<std::string> files{};
    std::string figures{};
    std::vector<std::string> words{};
    std::string code{};
    bool replace = false;
    bool yes = false;
};

/// What a record says of the files that were imported: their names alone.
Json names_of(const std::vector<std::filesystem::path>& files) {
    constexpr std::size_t names_max = 20;
    Json names = Json::array();
    for (const std::filesystem::path& file : files) {
        if (names.size() < names_max) {
            const auto name = file.filename();
            names.push_back(compose::can_be_kept(name) ? name.string() : "?");
        }
    }
    return names;
}

/// The shop's own goods, to be added to. Where the disk gives no answer nothing is: to go on would
/// lose them.
Catalog own_goods(const Context& context) {
    auto layer = catalog_sync::load_own_layer(context.folder);
    if (layer.fault) {
        const bool may_be_lost = layer.fault->failure.code == FailureCode::disk_error
                                 || layer.fault->failure.code == FailureCode::permission;
        if (may_be_lost && !layer.file) { // nor replaced: what is to go could not be said
            throw error_of(layer.fault->failure, context.language);
        }
        context.err() << words(*layer.fault, context.language) << '\n';
    }
    return Catalog{0, layer.file ? std::move(layer.file->products) : std::vector<Product>{}};
}

/// True if whoever sits at the terminal says yes.
bool says_yes(const Context& context) {
    if (context.json || ::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) {
        return false;
    }
    context.err() << context.say("Bỏ các mặt hàng này? (có/không) ", "Remove them? (yes/no) ");
    context.err().flush();
    std::array<char, 16> typed{};
    const ssize_t got = ::read(STDIN_FILENO, typed.data(), typed.size());
    const std::string answer =
        fold(std::string_view{typed.data(), static_cast<std::size_t>(std::max<ssize_t>(0, got))});
    return answer == "co" || answer == "c" || answer == "yes" || answer == "y";
}

/// Names what an import takes away; nothing goes before somebody has said yes.
void ask_about_removed(
    const Context& context, const Options& options, const std::vector<Product>& removed
) {
    constexpr std::size_t shown_max = 20;
    if (removed.empty()) {
        return;
    }
    const std::string count = std::to_string(removed.size());
    context.err() << context.say("Sẽ bỏ ", "These go, ") << count
                  << context.say(" hàng riêng không có trong tệp:", " own goods not in the file:")
                  << '\n';
    for (std::size_t i = 0; i < std::min(shown_max, removed.size()); ++i) {
        context.err() << "  " << shown_text(removed[i].code) << "  " << shown_text(removed[i].name)
                      << '\n';
    }
    if (removed.size() > shown_max) {
        context.err() << context.say("  … và ", "  … and ") << removed.size() - shown_max
                      << context.say(" mặt hàng nữa.", " more.") << '\n';
    }
    if (options.yes || says_yes(context)) {
        return;
    }
    context.refuse(
        "yes-missing",
        context.say("Chưa nhập gì: ", "Nothing was taken in: ") + count
            + context.say(
                " hàng riêng sẽ mất khỏi danh mục; nếu chắc chắn, hãy thêm --yes.",
                " own goods would leave the catalogue; if you are sure, add --yes."
            )
    );
}

Json codes_of(const std::vector<Product>& products) {
    Json codes = Json::array();
    for (const Product& product : products) {
        codes.push_back(product.code);
    }
    return codes;
}

/// "thêm 1, sửa 2, giữ nguyên 300"
std::string text_of(const Context& context, const catalog_sync::OwnGoodsChange& change) {
    const auto part = [&](const char* vi, const char* en, std::size_t count) {
        return context.say(vi, en) + std::to_string(count);
    };
    return part("thêm ", "added ", change.added) + part(", sửa ", ", changed ", change.updated)
           + part(", như cũ ", ", as before ", change.unchanged)
           + (change.removed.empty() ? "" : part(", bỏ ", ", removed ", change.removed.size()));
}

ExitCode import(const Context& context, const Options& options) {
    // A store must be there: a catalogue without one would sell to nobody.
    const auto identity = context.open(store::Use::read)->ledger().identity;
    const Moment at = context.moment(identity->training);
    std::vector<std::filesystem::path> files{options.files.begin(), options.files.end()};
    if (!options.figures.empty()) {
        files.emplace_back(options.figures);
    }
    // Own gift sets may hold goods of the feed.
    auto feed = catalog_sync::load_feed_layer(context.folder).file;
    const Catalog beside{0, feed ? std::move(feed->products) : std::vector<Product>{}};
    const Catalog own = own_goods(context);
    auto report = catalog_sync::import_csv(files, &beside, options.replace ? nullptr : &own);
    if (!report) {
        refuse_rows(context, report.error());
    }
    const auto taken = static_cast<std::int64_t>(report->products.size());
    const bool made_up =
        std::any_of(report->products.begin(), report->products.end(), [](const Product& p) {
            return p.demonstration;
        });
    if (made_up && !identity->training) {
        context.refuse(
            "demonstration-figures",
            context.say(
                "Cửa hàng thật không nhận số liệu minh họa; hãy dùng cửa hàng tập huấn.",
                "A real store takes no demonstration figures; use a training store."
            )
        );
    }
    tell_warnings(context, report->warnings);
    const catalog_sync::OwnGoodsChange change =
        catalog_sync::take_in(own, std::move(report->products), options.replace);
    ask_about_removed(context, options, change.removed);
    Json noted{{"do", "import"}, {"files", names_of(files)}, {"products", taken}};
    if (!change.removed.empty()) {
        noted["removed"] = static_cast<std::int64_t>(change.removed.size());
    }
    context.require(compose::note_catalog_change(context.folder, at, std::move(noted)));
    const std::int64_t version =
        context.require(catalog_sync::store_goods(context.folder, change.products));
    const auto count = static_cast<std::int64_t>(change.products.size());
    context.print(
        {{"version", version},
         {"products", count},
         {"added", static_cast<std::int64_t>(change.added)},
         {"updated", static_cast<std::int64_t>(change.updated)},
         {"unchanged", static_cast<std::int64_t>(change.unchanged)},
         {"removed", codes_of(change.removed)},
         {"demonstration", made_up},
         {"warnings", static_cast<std::int64_t>(report->warnings.size())}},
        context.say("Danh mục bản ", "Catalogue version ") + std::to_string(version) + ": "
            + std::to_string(count) + context.say(" sản phẩm (", " products (")
            + text_of(context, change) + ")"
            + (made_up ? context.say(" (giá và số liệu MINH HỌA)", " (DEMONSTRATION figures)") : "")
            + "."
    );
    return ExitCode::done;
}

Json clashes_json(const Context& context, const std::vector<catalog_sync::Clash>& clashes) {
    Json rows = Json::array();
    for (const catalog_sync::Clash& clash : clashes) {
        rows.push_back(
            {{"clash", name(clash.kind)},
             {"product", clash.product},
             {"own_price", clash.own.vnd()},
             {"feed_price", clash.feed.vnd()},
             {"message", words(clash, context.language)}}
        );
    }
    return rows;
}

Json faults_json(const Context& context, const std::vector<catalog_sync::CatalogFault>& faults) {
    Json rows = Json::array();
    for (const catalog_sync::CatalogFault& fault : faults) {
        rows.push_back(
            {{"part", name(fault.part)},
             {"code", name(fault.failure.code)},
             {"where", fault.failure.where},
             {"stands_in", fault.stand_in.has_value()},
             {"message", words(fault, context.language)}}
        );
    }
    return rows;
}

/// How the last syncs went; where that cannot be read, it is told and counts as never.
catalog_sync::FeedStatus syncs_of(const Context& context) {
    auto syncs = catalog_sync::load_feed_status(context.folder);
    if (!syncs) {
        context.err() << context.say(
            "Không rõ các lần đồng bộ trước ra sao (không ảnh hưởng bán hàng): ",
            "How earlier syncs went is not known (selling does not need it): "
        ) << syncs.error().where
                      << clause_in_brackets(syncs.error().what, context.language) << ".\n";
    }
    return syncs.value_or(catalog_sync::FeedStatus{});
}

/// What the feed part of the catalogue says of itself, for people.
std::string feed_text(
    const Context& context,
    const catalog_sync::ShopCatalog& shop,
    const catalog_sync::FeedFacts& feed,
    bool expired
) {
    return context.say("; phát hành ", "; published ") + format(feed.published)
           + context.say(", hạn dùng đến ", ", good until ") + format(feed.expires)
           + (expired ? context.say(" (ĐÃ HẾT HẠN, hãy đồng bộ)", " (EXPIRED, please sync)") : "")
           + context.say("; hàng riêng: ", "; own goods: ") + std::to_string(shop.own)
           + context.say(", giá riêng: ", ", own prices: ") + std::to_string(shop.priced);
}

/// What sells, from where, until when it is good, where own goods and feed disagree, and what of it
/// is not whole.
ExitCode status(const Context& context) {
    const catalog_sync::ShopCatalog shop = catalog_sync::load_shop_catalog(context.folder);
    const catalog_sync::FeedFacts* feed =
        shop.feed && shop.feed->feed ? &*shop.feed->feed : nullptr;
    const bool expired = feed != nullptr && feed->expires < compose::SystemClock{}.now();
    const catalog_sync::FeedStatus syncs = syncs_of(context);
    const Json json{
        {"version", shop.catalog->version()},
        {"products", static_cast<std::int64_t>(shop.catalog->size())},
        {"published", feed != nullptr ? Json(iso(feed->published)) : Json(nullptr)},
        {"expires", feed != nullptr ? Json(iso(feed->expires)) : Json(nullptr)},
        {"expired", expired},
        {"own",
         {{"version", shop.own_version ? Json(*shop.own_version) : Json(nullptr)},
          {"products", static_cast<std::int64_t>(shop.own)},
          {"prices", static_cast<std::int64_t>(shop.priced)}}},
        {"clashes", clashes_json(context, shop.clashes)},
        {"faults", faults_json(context, shop.faults)},
        {"last_sync", catalog_sync::to_json(syncs)}};
    std::string text =
        context.say("Danh mục bản ", "Catalogue version ") + std::to_string(shop.catalog->version())
        + ", " + std::to_string(shop.catalog->size()) + context.say(" sản phẩm", " products")
        + (feed != nullptr ? feed_text(context, shop, *feed, expired) : "") + '.';
    for (const catalog_sync::CatalogFault& fault : shop.faults) {
        text += "\n" + words(fault, context.language);
    }
    for (const catalog_sync::Clash& clash : shop.clashes) {
        text += "\n" + words(clash, context.language);
    }
    if (syncs.failed) {
        text +=
            "\n" + context.say("Lần đồng bộ gần nhất không được (", "The last sync failed (")
            + format(syncs.failed->at) + "): "
            + (context.language == Language::vi ? syncs.failed->words_vi : syncs.failed->words_en);
    }
    context.print(json, text);
    return ExitCode::done;
}

/// `quantity` is what the stock book holds, in thousandths; null for goods never kept in it.
Json row_json(const Product& product, const Ledger& ledger, Day today) {
    Json row = catalog_sync::to_json(product);
    row["price_today"] = price_on(product, today).vnd();
    row["product"] = product.code;
    const auto stock = ledger.stock.find(product.code);
    row["quantity"] =
        stock == ledger.stock.end() ? Json(nullptr) : Json(stock->second.thousandths());
    return row;
}

ExitCode find(const Context& context, const Options& options) {
    const Ledger ledger = context.open(store::Use::read)->ledger();
    const auto goods = context.goods();
    const auto& catalog = goods.catalog;
    std::string words;
    for (const std::string& word : options.words) {
        words += (words.empty() ? "" : " ") + word;
    }
    std::vector<const Product*> found;
    const Day today = context.moment(true).day();
    const auto code = parse_code(words, today, read_settings(ledger.settings).in_store);
    const Product* named = catalog->find_code(words);
    named = named != nullptr ? named : scanned_product(*catalog, code);
    if (named != nullptr) {
        found.push_back(named);
    } else if (!code || !code->gtin) {
        found = catalog->search(words, found_max);
    }
    if (found.empty()) {
        context.require_all_read(goods);
    }
    report::Table table;
    table.name = "catalog";
    table.columns = {
        {"product", context.say("Mã", "Code"), report::ColumnKind::text},
        {"name", context.say("Tên", "Name"), report::ColumnKind::text},
        {"stars", context.say("Sao", "Stars"), report::ColumnKind::number},
        {"price", context.say("Giá", "Price"), report::ColumnKind::number},
        {"unit", context.say("Đơn vị", "Unit"), report::ColumnKind::text},
        {"producer", context.say("Chủ thể", "Producer"), report::ColumnKind::text}};
    Json rows = Json::array();
    bool made_up = false;
    for (const Product* product : found) {
        rows.push_back(row_json(*product, ledger, today));
        made_up = made_up || product->demonstration;
        const int stars = stars_on(*product, today);
        table.rows.push_back(
            {product->code,
             product->name,
             stars == 0 ? report::Cell{} : report::Cell{std::int64_t{stars}},
             price_on(*product, today),
             product->unit,
             product->producer_name}
        );
    }
    if (made_up) {
        table.notes.push_back(
            context.say("Giá là số liệu minh họa.", "Prices are demonstration figures.")
        );
    }
    if (context.json) {
        context.print({{"rows", rows}}, {});
    } else if (found.empty()) {
        context.out() << context.say("Không tìm thấy sản phẩm nào.", "No product found.") << '\n';
    } else {
        context.out() << report::table_text(table);
    }
    return ExitCode::done;
}

ExitCode show(const Context& context, const Options& options) {
    const Ledger ledger = context.open(store::Use::read)->ledger();
    const auto goods = context.goods();
    const auto& catalog = goods.catalog;
    const Day today = context.moment(true).day();
    const Product* product = catalog->find_code(options.code);
    if (product == nullptr) {
        const InStoreRules in_store = read_settings(ledger.settings).in_store;
        product = scanned_product(*catalog, parse_code(options.code, today, in_store));
    }
    if (product == nullptr) {
        context.require_all_read(goods);
        throw error_of(
            Refusal{RefusalCode::unknown_product, options.code, {}, {}}, context.language
        );
    }
    const Json json = row_json(*product, ledger, today);
    std::string text;
    for (const auto& [key, value] : json.items()) {
        const bool blank = value.is_string() && value.get_ref<const std::string&>().empty();
        if (!value.is_null() && !blank) {
            text += (text.empty() ? "" : "\n") + key + ": "
                    + (value.is_string() ? value.get<std::string>() : value.dump());
        }
    }
    context.print(json, text);
    return ExitCode::done;
}

} // namespace

void add_catalog(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "catalog", "Danh mục hàng / the catalogue. Ví dụ: ocop catalog import san_pham.csv"
    );
    verb->require_subcommand(1);
    add_catalog_keys(*verb, context, run);
    add_catalog_feed(*verb, context, run);
    add_catalog_price(*verb, context, run);
    CLI::App* importing = verb->add_subcommand(
        "import",
        "Nhập tệp CSV: thêm và sửa hàng riêng / add and update own goods. Ví dụ: ocop catalog "
        "import P.csv"
    );
    importing
        ->add_option("files", options->files, "P.csv, hoặc danh sách công nhận / or a register")
        ->required();
    importing->add_option(
        "--figures", options->figures, "Tệp số liệu đi kèm / figures of a register"
    );
    importing->add_flag(
        "--replace",
        options->replace,
        "Chỉ giữ hàng có trong tệp, nêu tên hàng bị bỏ / keep nothing else, naming what goes"
    );
    importing->add_flag("--yes", options->yes, "Chắc chắn / be sure");
    importing->callback([&context, &run, options] {
        run = [&context, options] { return import(context, *options); };
    });
    verb->add_subcommand(
            "status", "Bản đang bán / the version that sells. Ví dụ: ocop catalog status"
    )
        ->callback([&context, &run] { run = [&context] { return status(context); }; });
    CLI::App* finding =
        verb->add_subcommand("find", "Tìm không dấu / search. Ví dụ: ocop catalog find mam ca");
    take_composed(finding->add_option("words", options->words)->required());
    finding->callback([&context, &run, options] {
        run = [&context, options] { return find(context, *options); };
    });
    CLI::App* showing = verb->add_subcommand(
        "show", "Xem một sản phẩm / one product. Ví dụ: ocop catalog show QNA-001"
    );
    take_composed(showing->add_option("code", options->code)->required());
    showing->callback([&context, &run, options] {
        run = [&context, options] { return show(context, *options); };
    });
}

} // namespace ocop::cli
