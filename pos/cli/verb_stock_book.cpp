#include "pos/cli/verbs.hpp"
#include "pos/core/action_limits.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/stock.hpp"
#include "pos/report/table.hpp"
#include "pos/report/table_text.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <set>

namespace ocop::cli {

namespace {

struct Options {
    std::vector<std::string> words{};
    std::string product{};
    std::string quantity{};
    std::string lot{};
    std::string reason{};
    std::string producer{};
    std::string expiry{};
    std::string cost{}; // as typed
    bool consignment = false;
};

/// "12", "1,5", "0": so many units; more than a customer buys.
std::optional<Quantity> parse_amount(std::string_view text) {
    constexpr Quantity most{quantity_max.thousandths() * 1000}; // stock_body() has the last word
    Quantity quantity;
    const bool is_none = !text.empty() && text.find_first_not_of('0') == std::string_view::npos;
    return is_none || parse_quantity(text, quantity, most) ? std::optional{quantity} : std::nullopt;
}

Quantity amount_of(const Context& context, std::string_view text, bool may_be_negative) {
    const bool negative = may_be_negative && text.starts_with('-');
    const bool signed_text = negative || (may_be_negative && text.starts_with('+'));
    const auto amount = parse_amount(signed_text ? text.substr(1) : text);
    if (!amount) {
        context.refuse(
            "bad-quantity",
            context.say(
                "Số lượng phải là số theo đơn vị của hàng, ví dụ 12 hoặc 1,5: ",
                "A quantity is a number of the goods' units, for example 12 or 1,5: "
            ) + std::string{text}
                + ".",
            "quantity"
        );
    }
    return negative ? -*amount : *amount;
}

Money cost_typed(const Context& context, const std::string& text) {
    Money cost;
    if (!parse_money(text, cost)) {
        context.refuse(
            "bad-amount",
            context.say(
                "Giá nhập là số đồng chẵn, ví dụ 45000, 45.000 hoặc 45k: ",
                "A cost is in whole đồng, for example 45000, 45.000 or 45k: "
            ) + shown_text(text)
                + ".",
            "--cost"
        );
    }
    if (cost > unit_price_max) {
        throw error_of(
            Refusal{RefusalCode::amount_too_big, format(unit_price_max), {}, {}}, context.language
        );
    }
    return cost;
}

template <class T>
T accepted(const Context& context, Expected<T, Refusal> value) {
    if (!value) {
        throw error_of(value.error(), context.language);
    }
    return std::move(*value);
}

std::optional<std::string> text_if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

/// Writes the change that `action` makes, with the account that made it.
template <class Action, class Body>
ExitCode change(const Context& context, const Action& typed, Body body_of) {
    ActionKind kind{typed};
    compose_texts(kind);
    if (const auto refusal = check_texts(kind)) {
        throw error_of(*refusal, context.language);
    }
    const auto& action = std::get<Action>(kind);
    auto shop = context.open(store::Use::write);
    const Moment at = context.moment(shop->ledger().identity->training);
    const auto catalog = context.catalog();
    Json body = accepted(context, body_of(action, *catalog, shop->ledger()));
    const std::string code = body["product"];
    const std::string name = body["name"];
    const std::string unit = body["unit"];
    const auto level = [&] {
        const auto found = shop->ledger().stock.find(code);
        return found == shop->ledger().stock.end() ? Quantity{} : found->second;
    };
    const Quantity was = level();
    const Record record = context.append(*shop, RecordDraft{"stock", at, std::move(body)});
    context.print(
        {{"product", code},
         {"name", name},
         {"unit", unit},
         {"was", was.thousandths()},
         {"quantity", level().thousandths()},
         {"seq", record.seq}},
        name + " (" + code + "): " + format(was) + " → " + format(level())
            + (unit.empty() ? "" : " " + unit)
    );
    return ExitCode::done;
}

ExitCode receive(const Context& context, const Options& options) {
    Receive action;
    action.product = options.product;
    action.producer = options.producer;
    action.quantity = amount_of(context, options.quantity, false);
    action.lot = text_if_any(options.lot);
    if (!options.expiry.empty()) {
        action.expiry = parse_day(options.expiry);
        if (!action.expiry) {
            context.refuse(
                "bad-date",
                context.say("Ngày viết dạng 2027-01-31.", "A day is written 2027-01-31."),
                "--expiry"
            );
        }
    }
    if (!options.cost.empty()) {
        action.cost = cost_typed(context, options.cost);
    }
    action.consignment = options.consignment;
    return change(context, action, [](const Receive& meant, const Catalog& catalog, const Ledger&) {
        return stock_body(meant, catalog);
    });
}

/// `count` and `adjust`.
template <class Action>
ExitCode set_right(const Context& context, const Options& options, bool may_be_negative) {
    Action action;
    action.product = options.product;
    action.quantity = amount_of(context, options.quantity, may_be_negative);
    action.lot = text_if_any(options.lot);
    action.reason = options.reason;
    return change(
        context,
        action,
        [](const Action& meant, const Catalog& catalog, const Ledger& ledger) {
            return stock_body(meant, catalog, ledger);
        }
    );
}

/// A row of the stock book: what the catalogue has, and what the book alone still knows.
struct Row {
    std::string code{};
    std::string name{};
    std::string unit{};
    std::string producer{};
    std::optional<Quantity> quantity{}; // none: never received, sold or counted
};

std::vector<Row>
rows_of(const Catalog& catalog, const Ledger& ledger, const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    std::set<std::string> found;
    for (const Product* product : catalog.search(text, text.empty() ? 0 : catalog.size())) {
        found.insert(product->code);
    }
    const auto wanted = [&](const std::string& code) {
        return text.empty() || code == text || found.contains(code);
    };
    std::vector<Row> rows;
    for (const Product& product : catalog.products()) {
        const auto level = ledger.stock.find(product.code);
        const bool known = level != ledger.stock.end();
        // Of a gift set its parts are kept.
        if (wanted(product.code) && (known || (product.active && !product.is_set()))) {
            rows.push_back(
                {product.code,
                 product.name,
                 product.unit,
                 product.producer_name,
                 known ? std::optional{level->second} : std::nullopt}
            );
        }
    }
    for (const auto& [code, level] : ledger.stock) {
        if (wanted(code) && catalog.find_code(code) == nullptr) {
            rows.push_back({code, code, {}, {}, level});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.code < b.code; });
    return rows;
}

ExitCode list(const Context& context, const Options& options) {
    const Ledger ledger = context.open(store::Use::read)->ledger();
    const auto catalog = context.catalog();
    report::Table table;
    table.name = "stock";
    table.columns = {
        {"product", context.say("Mã", "Code"), report::ColumnKind::text},
        {"name", context.say("Tên", "Name"), report::ColumnKind::text},
        {"quantity", context.say("Tồn kho", "In stock"), report::ColumnKind::text},
        {"unit", context.say("Đơn vị", "Unit"), report::ColumnKind::text},
        {"producer", context.say("Chủ thể", "Producer"), report::ColumnKind::text}};
    Json rows = Json::array();
    for (const Row& row : rows_of(*catalog, ledger, options.words)) {
        rows.push_back(
            {{"product", row.code},
             {"name", row.name},
             {"unit", row.unit},
             {"producer", row.producer},
             {"quantity", row.quantity ? Json(row.quantity->thousandths()) : Json(nullptr)}}
        );
        table.rows.push_back(
            {row.code,
             row.name,
             row.quantity ? format(*row.quantity) : std::string{"–"},
             row.unit,
             row.producer}
        );
    }
    if (context.json) {
        context.print({{"rows", rows}}, {});
    } else if (rows.empty()) {
        context.out() << context.say("Không có mặt hàng nào.", "No goods.") << '\n';
    } else {
        context.out() << report::table_text(table);
    }
    return ExitCode::done;
}

CLI::App* add_change(CLI::App& stock, const char* name, const char* text, Options& options) {
    CLI::App* verb = stock.add_subcommand(name, text);
    verb->add_option("product", options.product, "Mã hàng / product code")->required();
    verb->add_option("quantity", options.quantity, "Số lượng theo đơn vị / in units")->required();
    verb->add_option("--lot", options.lot, "Số lô, để ghi kèm / a lot, noted with it");
    return verb;
}

} // namespace

void add_stock_book(CLI::App& stock, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* listing = stock.add_subcommand(
        "list", "Tồn kho theo sổ / what the book holds. Ví dụ: ocop stock list mam ca"
    );
    take_composed(
        listing->add_option("words", options->words, "Từ trong tên, hoặc mã / words, or a code")
    );
    listing->callback([&context, &run, options] {
        run = [&context, options] { return list(context, *options); };
    });
    CLI::App* receiving = add_change(
        stock,
        "receive",
        "Nhập hàng / goods come in. Ví dụ: ocop stock receive QNA-001 12 --lot L1 --expiry "
        "2027-01-31",
        *options
    );
    receiving->add_option("--producer", options->producer, "Mã người giao / who delivers");
    receiving->add_option("--expiry", options->expiry, "Hạn dùng / expiry, 2027-01-31");
    receiving->add_option("--cost", options->cost, "Giá nhập chưa thuế / cost without VAT");
    receiving->add_flag("--consignment", options->consignment, "Hàng ký gửi / on consignment");
    receiving->callback([&context, &run, options] {
        run = [&context, options] { return receive(context, *options); };
    });
    CLI::App* counting = add_change(
        stock,
        "count",
        "Kiểm kho: sổ theo số đếm được của cả mặt hàng / the book is set to what is on the shelf. "
        "Ví dụ: ocop stock count QNA-001 12",
        *options
    );
    counting->add_option("--reason", options->reason, "Ghi chú / a note");
    counting->callback([&context, &run, options] {
        run = [&context, options] { return set_right<CountStock>(context, *options, false); };
    });
    CLI::App* adjusting = add_change(
        stock,
        "adjust",
        "Thêm bớt sổ kho kèm lý do / the book goes up or down, for a reason. Ví dụ: ocop stock "
        "adjust QNA-001 -2 --reason \"vỡ\"",
        *options
    );
    adjusting->add_option("--reason", options->reason, "Lý do / why")->required();
    adjusting->callback([&context, &run, options] {
        run = [&context, options] { return set_right<AdjustStock>(context, *options, true); };
    });
}

} // namespace ocop::cli
