#include "pos/cli/progress.hpp"
#include "pos/cli/report_output.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/revenue_export.hpp"
#include "pos/core/clause.hpp"
#include "pos/report/einvoices.hpp"
#include "pos/report/revenue.hpp"
#include "pos/report/settlement.hpp"
#include "pos/report/uplift_cases.hpp"
#include "pos/report/uplift_inputs.hpp"
#include "pos/report/uplift_report.hpp"
#include "pos/shell/regular_file.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>

namespace ocop::cli {

namespace {

constexpr std::size_t cases_size_max = std::size_t{64} << 20;

struct Options {
    std::string from{};
    std::string to{};
    std::string by{"product"};
    std::string as{"table"};
    std::string as_of{};
    std::string product{};
    std::string producer{};
    std::string cases{};
    std::string out{};
};

Day day(const Context& context, const std::string& text, const char* option) {
    const auto parsed = parse_day(text);
    if (!parsed) {
        context.refuse(
            "bad-day",
            std::string{option}
                + context.say(
                    " phải là một ngày dạng 2026-11-22.", " is a day written 2026-11-22."
                ),
            text
        );
    }
    return *parsed;
}

struct Period {
    Day from{};
    Day to{};
};

Period period(const Context& context, const Options& options) {
    const Period asked{day(context, options.from, "--from"), day(context, options.to, "--to")};
    if (asked.to < asked.from) {
        context.refuse(
            "bad-period",
            context.say("--to nằm trước --from.", "--to lies before --from."),
            options.from + ".." + options.to
        );
    }
    return asked;
}

/// The report, or the error of a record that cannot be read.
template <class T>
T readable(const Context& context, Expected<T, RecordFault> made) {
    if (!made) {
        throw CommandError{
            ExitCode::said_no,
            "corrupt",
            context.say(
                "Sổ có bản ghi không đọc được", "The journal holds a record that cannot be read"
            ) + clause_in_brackets(made.error().what, context.language)
                + context.say("; hãy chạy `ocop journal verify`.", "; run `ocop journal verify`."),
            {},
            {},
            made.error().what};
    }
    return std::move(*made);
}

report::RecordSource
records_of(const Context& context, compose::ShopStore& shop, Day from, Day to) {
    return [&context, &shop, from, to](const std::function<void(const Record&)>& visit) {
        context.require(shop.journal().read_days(from, to, [&](const Record& record) {
            visit(record);
            return true;
        }));
    };
}

report::SaleSource sales_of(const Context& context, compose::ShopStore& shop) {
    return [&context, &shop](const std::string& number) {
        return context.require(shop.journal().find(number));
    };
}

ExitCode report_revenue(const Context& context, const Options& options) {
    const Period asked = period(context, options);
    auto shop = context.open(store::Use::read);
    report::RevenueQuery query;
    query.from = asked.from;
    query.to = asked.to;
    query.by = *report::parse_revenue_by(options.by);
    query.language = context.language;
    query.tills = {*shop->ledger().identity};
    const auto made = readable(
        context,
        report::revenue_report(
            query, records_of(context, *shop, asked.from, asked.to), sales_of(context, *shop)
        )
    );
    write_report(
        context,
        report::revenue_table(made, context.language),
        to_json(made),
        options.as,
        options.out
    );
    return ExitCode::done;
}

/// " ở tình huống 3 (U03)", or nothing where the file as a whole is wrong.
std::string place_of(const Context& context, const std::string& where) {
    constexpr std::string_view known = "case ";
    if (!where.starts_with(known)) {
        return {};
    }
    return context.say(" ở tình huống ", " at case ") + where.substr(known.size());
}

ExitCode uplift_of_cases(const Context& context, const Options& options) {
    auto file = context.require(RegularFile::open(options.cases));
    if (file.size_bytes() > cases_size_max) {
        throw error_of(
            Failure{
                FailureCode::too_large,
                "larger than " + std::to_string(cases_size_max) + " bytes",
                options.cases},
            context.language
        );
    }
    Expected<std::size_t, Failure> got;
    const auto inputs = report::read_uplift_cases([&](std::span<char> into) {
        got = file.read(into);
        return got.value_or(0);
    });
    static_cast<void>(context.require(got)); // a disk that fails is not a file that is wrong
    if (!inputs) {
        context.refuse(
            "bad-cases",
            context.say("Tệp tình huống có chỗ sai", "The file of cases is wrong")
                + place_of(context, inputs.error().where)
                + clause_in_brackets(inputs.error().what, context.language) + ".",
            options.cases + ":" + inputs.error().where
        );
    }
    const auto outcomes = report::uplift_all(*inputs);
    write_report(
        context,
        report::uplift_table(std::nullopt, outcomes, context.language),
        report::uplift_json(std::nullopt, outcomes),
        options.as,
        options.out
    );
    return ExitCode::done;
}

/// Of all products every record: a return may take back a sale of any earlier day, and the first
/// and last records say which months the till was there for. Of one product its own receipts, of
/// the days that can count.
report::RecordSource records_for_uplift(
    const Context& context,
    compose::ShopStore& shop,
    const report::UpliftQuery& query,
    const Catalog& catalog
) {
    if (!query.product) {
        return [&context, &shop](const std::function<void(const Record&)>& visit) {
            context.require(shop.journal().read(0, -1, [&](const Record& record) {
                visit(record);
                return true;
            }));
        };
    }
    Day from{};
    Day to = query.as_of;
    const Product* known = catalog.find_code(*query.product);
    if (known != nullptr && known->code == *query.product && known->recognised_on) {
        // Twelve full months that begin in the month of recognition or the next, and the days in
        // which returns still count.
        from = known->recognised_on->first_of_month();
        to = std::min(to, from.plus_months(13).plus_days(uplift_grace_days));
    }
    return [&context, &shop, product = *query.product, from, to](
               const std::function<void(const Record&)>& visit
           ) { context.require(shop.journal().read_of_product(product, from, to, visit)); };
}

ExitCode uplift(const Context& context, const Options& options) {
    if (!options.cases.empty()) {
        return uplift_of_cases(context, options);
    }
    report::UpliftQuery query;
    query.as_of =
        options.as_of.empty() ? context.moment(true).day() : day(context, options.as_of, "--as-of");
    if (!options.product.empty()) {
        query.product = options.product;
    }
    auto shop = context.open(store::Use::read);
    query.tills = {*shop->ledger().identity};
    const auto catalog = context.catalog();
    const auto inputs = readable(
        context,
        report::uplift_inputs(
            query,
            catalog->products(),
            records_for_uplift(context, *shop, query, *catalog),
            sales_of(context, *shop)
        )
    );
    const auto outcomes = report::uplift_all(inputs);
    write_report(
        context,
        report::uplift_table(query.as_of, outcomes, context.language),
        report::uplift_json(query.as_of, outcomes),
        options.as,
        options.out
    );
    return ExitCode::done;
}

ExitCode settle(const Context& context, const Options& options) {
    const Period asked = period(context, options);
    auto shop = context.open(store::Use::read);
    const auto made = readable(
        context,
        report::settlement(
            asked.from,
            asked.to,
            options.producer.empty() ? std::nullopt : std::optional{options.producer},
            records_of(context, *shop, asked.from, asked.to),
            sales_of(context, *shop)
        )
    );
    write_report(
        context,
        report::settlement_table(made, context.language),
        to_json(made),
        options.as,
        options.out
    );
    return ExitCode::done;
}

ExitCode list_einvoices(const Context& context, const Options& options) {
    const Period asked = period(context, options);
    auto shop = context.open(store::Use::read);
    auto made = readable(
        context,
        report::einvoices(asked.from, asked.to, records_of(context, *shop, asked.from, asked.to))
    );
    const Settings settings = read_settings(shop->ledger().settings);
    made.seller =
        settings.shop_name.empty() ? shop->ledger().identity->point_name : settings.shop_name;
    made.seller_tax_code = settings.shop_tax_code;
    made.seller_address = settings.shop_address;
    made.point = shop->ledger().identity->point;
    const bool for_import = options.as == "csv" || options.as == "xlsx";
    write_report(
        context,
        report::einvoice_table(
            made,
            context.language,
            for_import ? report::EinvoiceColumns::whole : report::EinvoiceColumns::shown
        ),
        to_json(made),
        options.as,
        options.out
    );
    return ExitCode::done;
}

ExitCode export_revenue(const Context& context, const Options& options) {
    const Period asked = period(context, options);
    auto shop = context.open(store::Use::write);
    const Moment at = context.moment(shop->ledger().identity->training);
    const auto made = compose::export_revenue(
        *shop,
        {asked.from, asked.to, options.out, at, context.umask, context.language, progress(context)}
    );
    if (!made) {
        CommandError error = error_of(made.error().failure, context.language);
        if (made.error().waits) {
            error.message = words(*made.error().waits, context.language);
            error.exit = ExitCode::failed;
        }
        throw error;
    }
    Json files = Json::array();
    std::string text = context.say("Đã xuất doanh thu:", "Exported revenue:");
    for (const auto& file : made->files) {
        files.push_back(file.string());
        text += "\n" + file.string();
    }
    context.print(
        {{"bundle", made->bundle.string()},
         {"files", files},
         {"first_seq", made->first_seq},
         {"last_seq", made->last_seq}},
        text
    );
    return ExitCode::done;
}

void add_period(CLI::App* verb, Options& options) {
    verb->add_option("--from", options.from, "Từ ngày / first day, 2026-11-01")->required();
    verb->add_option("--to", options.to, "Đến ngày / last day")->required();
}

void add_form(CLI::App* verb, Options& options) {
    verb->add_option("--as", options.as, "table | csv | json | xlsx | pdf")
        ->check(CLI::IsMember({"table", "csv", "json", "xlsx", "pdf"}));
    verb->add_option("--out", options.out, "Tệp ra, mặc định stdout / output file");
}

} // namespace

void add_revenue(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "revenue",
        "Doanh thu / revenue. Ví dụ: ocop revenue report --from 2026-11-01 --to 2026-11-30 --by "
        "star"
    );
    verb->require_subcommand(1);
    CLI::App* reporting = verb->add_subcommand(
        "report",
        "Báo cáo doanh thu / a revenue report. Ví dụ: ocop revenue report --from 2026-11-01 --to "
        "2026-11-30 --by producer --as xlsx --out thang-11.xlsx"
    );
    add_period(reporting, *options);
    add_form(reporting, *options);
    reporting
        ->add_option(
            "--by",
            options->by,
            "product | producer | producer-kind | star | group | origin | day | hour | tender | "
            "cashier | event"
        )
        ->check([](const std::string& by) {
            return report::parse_revenue_by(by) ? std::string{} : "--by does not know " + by;
        });
    reporting->callback([&context, &run, options] {
        run = [&context, options] { return report_revenue(context, *options); };
    });
    CLI::App* uplifting = verb->add_subcommand(
        "uplift",
        "Chỉ tiêu tăng 1,5 lần / the 1.5x target. Ví dụ: ocop revenue uplift --as-of 2026-11-22"
    );
    uplifting->add_option("--as-of", options->as_of, "Tính đến ngày / as of this day");
    take_composed(uplifting->add_option("--product", options->product, "Một sản phẩm / one product")
    );
    uplifting->add_option("--cases", options->cases, "Tệp tình huống / a file of cases");
    add_form(uplifting, *options);
    uplifting->callback([&context, &run, options] {
        run = [&context, options] { return uplift(context, *options); };
    });
    CLI::App* settling = verb->add_subcommand(
        "settlement",
        "Quyết toán ký gửi / owed for consigned goods. Ví dụ: ocop revenue settlement --from "
        "2026-11-01 --to 2026-11-30 --producer P-01"
    );
    add_period(settling, *options);
    take_composed(
        settling->add_option("--producer", options->producer, "Một chủ thể / one producer")
    );
    add_form(settling, *options);
    settling->callback([&context, &run, options] {
        run = [&context, options] { return settle(context, *options); };
    });
    CLI::App* invoicing = verb->add_subcommand(
        "einvoices",
        "Dữ liệu hóa đơn điện tử cho nhà cung cấp / e-invoice data for the provider. Ví dụ: ocop "
        "revenue einvoices --from 2026-11-22 --to 2026-11-22 --as xlsx --out hoa-don.xlsx"
    );
    add_period(invoicing, *options);
    add_form(invoicing, *options);
    invoicing->callback([&context, &run, options] {
        run = [&context, options] { return list_einvoices(context, *options); };
    });
    CLI::App* exporting = verb->add_subcommand(
        "export",
        "Gói doanh thu có chữ ký gửi tỉnh / a signed bundle for the province. Ví dụ: ocop revenue "
        "export --from 2026-11-01 --to 2026-11-30 --out /media/usb"
    );
    add_period(exporting, *options);
    exporting->add_option("--out", options->out, "Thư mục / folder")->required();
    exporting->callback([&context, &run, options] {
        run = [&context, options] { return export_revenue(context, *options); };
    });
}

} // namespace ocop::cli
