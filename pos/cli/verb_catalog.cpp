#include "catalog-sync/import.hpp"
#include "catalog-sync/local_store.hpp"
#include "catalog-sync/product_json.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/core/code.hpp"
#include "pos/report/table.hpp"
#include "pos/report/table_text.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

namespace ocop::cli {

namespace {

constexpr std::size_t found_max = 50;

struct Options {
    std::vector<std::string> files{};
    std::string figures{};
    std::vector<std::string> words{};
    std::string code{};
};

/// The first few warnings and how many there are: a register may have hundreds of the same kind.
void tell_warnings(const Context& context, const catalog_sync::RowFaults& warnings) {
    constexpr std::size_t shown_max = 10;
    for (std::size_t i = 0; i < std::min(shown_max, warnings.size()); ++i) {
        context.err() << where(warnings[i]) << ": " << words(warnings[i], context.language) << '\n';
    }
    if (warnings.size() > shown_max) {
        context.err() << context.say("… và ", "… and ") << warnings.size() - shown_max
                      << context.say(" cảnh báo nữa.", " more warnings.") << '\n';
    }
}

ExitCode import(const Context& context, const Options& options) {
    // A store must be there: a catalogue without one would sell to nobody.
    const auto identity = context.open(store::Use::read)->ledger().identity;
    static_cast<void>(context.moment(identity->training)); // a real store refuses --at
    std::vector<std::filesystem::path> files{options.files.begin(), options.files.end()};
    if (!options.figures.empty()) {
        files.emplace_back(options.figures);
    }
    const auto report = catalog_sync::import_csv(files);
    if (!report) {
        Json rows = Json::array();
        for (const auto& fault : report.error()) {
            const std::string sentence = words(fault, context.language);
            context.err() << where(fault) << ": " << sentence << '\n';
            rows.push_back({{"where", where(fault)}, {"message", sentence}});
        }
        throw CommandError{
            ExitCode::refused,
            "bad-rows",
            context.say("Không nhập gì cả, có ", "Nothing was imported: ")
                + std::to_string(report.error().size())
                + context.say(
                    " dòng hoặc ô sai; hãy sửa rồi nhập lại.",
                    " rows or cells are wrong; mend them and import again."
                ),
            where(report.error().front()),
            std::move(rows)};
    }
    const bool made_up =
        std::any_of(report->products.begin(), report->products.end(), [](const Product& p) {
            return p.demonstration;
        });
    if (made_up && !identity->training) {
        context.refuse(
            "demonstration-figures",
            context.say(
                "Cửa hàng thật không nhận số liệu minh hoạ; hãy dùng cửa hàng tập huấn.",
                "A real store takes no demonstration figures; use a training store."
            )
        );
    }
    tell_warnings(context, report->warnings);
    const std::int64_t version =
        context.require(catalog_sync::store_goods(context.folder, report->products));
    const auto count = static_cast<std::int64_t>(report->products.size());
    context.print(
        {{"version", version},
         {"products", count},
         {"demonstration", made_up},
         {"warnings", static_cast<std::int64_t>(report->warnings.size())}},
        context.say("Danh mục bản ", "Catalogue version ") + std::to_string(version) + ": "
            + std::to_string(count) + context.say(" sản phẩm", " products")
            + (made_up ? context.say(" (giá và số liệu MINH HOẠ)", " (DEMONSTRATION figures)") : "")
            + "."
    );
    return ExitCode::done;
}

ExitCode status(const Context& context) {
    const auto catalog = context.catalog();
    context.print(
        {{"version", catalog->version()},
         {"products", static_cast<std::int64_t>(catalog->size())},
         {"expires", nullptr}},
        context.say("Danh mục bản ", "Catalogue version ") + std::to_string(catalog->version())
            + ", " + std::to_string(catalog->size()) + context.say(" sản phẩm.", " products.")
    );
    return ExitCode::done;
}

/// `quantity` is what the stock book holds, in thousandths; null for goods never kept in it.
Json row_json(const Product& product, const Ledger& ledger) {
    Json row = catalog_sync::to_json(product);
    row["product"] = product.code;
    const auto stock = ledger.stock.find(product.code);
    row["quantity"] =
        stock == ledger.stock.end() ? Json(nullptr) : Json(stock->second.thousandths());
    return row;
}

ExitCode find(const Context& context, const Options& options) {
    const Ledger ledger = context.open(store::Use::read)->ledger();
    const auto catalog = context.catalog();
    std::string words;
    for (const std::string& word : options.words) {
        words += (words.empty() ? "" : " ") + word;
    }
    std::vector<const Product*> found;
    const Day today = context.moment(true).day();
    if (const Product* product = catalog->find_code(words)) {
        found.push_back(product);
    } else if (const auto code = parse_code(words, today, {}); code && code->gtin) {
        if (const Product* scanned = catalog->find_gtin(*code->gtin)) {
            found.push_back(scanned);
        }
    } else {
        found = catalog->search(words, found_max);
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
        rows.push_back(row_json(*product, ledger));
        made_up = made_up || product->demonstration;
        const int stars = stars_on(*product, today);
        table.rows.push_back(
            {product->code,
             product->name,
             stars == 0 ? report::Cell{} : report::Cell{std::int64_t{stars}},
             product->price,
             product->unit,
             product->producer_name}
        );
    }
    if (made_up) {
        table.notes.push_back(
            context.say("Giá là số liệu minh hoạ.", "Prices are demonstration figures.")
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
    const auto catalog = context.catalog();
    const Product* product = catalog->find_code(options.code);
    if (product == nullptr) {
        if (const auto gtin = Gtin::parse(options.code)) {
            product = catalog->find_gtin(*gtin);
        }
    }
    if (product == nullptr) {
        throw error_of(
            Refusal{RefusalCode::unknown_product, options.code, {}, {}}, context.language
        );
    }
    const Json json = row_json(*product, ledger);
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
    CLI::App* importing = verb->add_subcommand(
        "import", "Nhập tệp CSV / import CSV. Ví dụ: ocop catalog import P.csv"
    );
    importing
        ->add_option("files", options->files, "P.csv, hoặc danh sách công nhận / or a register")
        ->required();
    importing->add_option(
        "--figures", options->figures, "Tệp số liệu đi kèm / figures of a register"
    );
    importing->callback([&context, &run, options] {
        run = [&context, options] { return import(context, *options); };
    });
    verb->add_subcommand(
            "status", "Bản đang bán / the version that sells. Ví dụ: ocop catalog status"
    )
        ->callback([&context, &run] { run = [&context] { return status(context); }; });
    CLI::App* finding =
        verb->add_subcommand("find", "Tìm không dấu / search. Ví dụ: ocop catalog find mam ca");
    finding->add_option("words", options->words)->required();
    finding->callback([&context, &run, options] {
        run = [&context, options] { return find(context, *options); };
    });
    CLI::App* showing = verb->add_subcommand(
        "show", "Xem một sản phẩm / one product. Ví dụ: ocop catalog show QNA-001"
    );
    showing->add_option("code", options->code)->required();
    showing->callback([&context, &run, options] {
        run = [&context, options] { return show(context, *options); };
    });
}

} // namespace ocop::cli
