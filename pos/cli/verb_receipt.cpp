#include "pos/cli/paper_output.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/paper_desk.hpp"
#include "pos/compose/sample_receipt.hpp"
#include "pos/compose/shop_papers.hpp"

#include <charconv>
#include <memory>

namespace ocop::cli {

namespace {

struct Options {
    std::string number{};
    PaperOptions paper{};
    std::string printer{};
    std::string encoding{"raster"};
    bool gift = false;
};

/// "last", a whole receipt number, or the running number at its end.
std::string whole_number(const Context& context, const Ledger& ledger, const std::string& asked) {
    const std::string& till = ledger.identity->till;
    if (asked == "last") {
        if (ledger.receipts == 0) {
            context.refuse(
                "unknown-sale",
                context.say("Máy này chưa bán phiếu nào.", "This till has sold nothing yet.")
            );
        }
        return receipt_number(till, ledger.receipts);
    }
    std::int64_t counter = 0;
    const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), counter);
    const bool is_counter =
        error == std::errc{} && end == asked.data() + asked.size() && counter > 0;
    return is_counter ? receipt_number(till, counter) : asked;
}

receipts::RenderOptions render_options(const Context& context, const Options& options) {
    receipts::RenderOptions render = render_options(options.paper);
    render.encoding = *receipts::parse_encoding(options.encoding);
    if (options.printer.empty()) {
        return render;
    }
    const receipts::PrinterProfile* profile = receipts::find_profile(options.printer);
    if (profile == nullptr) {
        context.refuse(
            "unknown-printer",
            context.say(
                "Không có mẫu máy in này; các mẫu có sẵn: ", "No such printer profile; there are: "
            ) + known_printers()
                + ".",
            options.printer
        );
    }
    render.profile = *profile;
    return render;
}

[[noreturn]] void refuse_gift(const Context& context, const std::string& number) {
    context.refuse(
        "no-gift",
        context.say(
            "Phiếu quà tặng ghi hàng của một lần bán; hãy chọn số phiếu bán.",
            "A gift receipt lists the goods of a sale; choose the number of a sale."
        ),
        number
    );
}

/// A printed receipt again, or with --gift what it holds without any price.
receipts::Document document_of(
    const Context& context,
    compose::ShopStore& shop,
    const std::string& number,
    const Options& options
) {
    const auto found = context.require(shop.journal().find(number));
    if (!found) {
        throw error_of(Refusal{RefusalCode::unknown_sale, number, {}, {}}, context.language);
    }
    const Record& record = found->sale;
    const auto catalog = context.catalog();
    if (!options.gift) {
        // What this verb makes is never the first copy: that one came out at the sale.
        return context.require(compose::document_of(
            record, shop.ledger(), catalog.get(), context.language, compose::Copy::reprint
        ));
    }
    if (record.kind != "sale") {
        refuse_gift(context, number);
    }
    return context.require(
        compose::gift_document(record, shop.ledger(), catalog.get(), context.language)
    );
}

ExitCode receipt(const Context& context, const Options& options) {
    const receipts::RenderOptions render = render_options(context, options);
    require_file_with_json(context, options.paper);
    auto shop = context.open(store::Use::read);
    const bool is_sample = options.number == "sample";
    if (is_sample && options.gift) {
        refuse_gift(context, options.number);
    }
    const std::string number =
        is_sample ? options.number : whole_number(context, shop->ledger(), options.number);
    const receipts::Document document =
        is_sample ? compose::sample_receipt(shop->ledger(), context.moment(true), context.language)
                  : document_of(context, *shop, number, options);
    const std::string& out = options.paper.out;
    const std::int64_t bytes = write_paper(context, document, render, out);
    if (options.paper.is_to_file()) {
        context.print(
            {{"receipt", number}, {"file", out}, {"bytes", bytes}},
            context.say("Đã ghi phiếu ", "Wrote receipt ") + number + ": " + out
        );
    }
    return ExitCode::done;
}

} // namespace

void add_receipt(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "receipt",
        "In lại phiếu / a receipt again. Ví dụ: ocop receipt last --as pdf --out phieu.pdf"
    );
    verb->add_option(
            "number",
            options->number,
            "Số phiếu, last, hoặc sample (phiếu mẫu) / number, last or sample"
    )
        ->required();
    add_paper_options(*verb, options->paper);
    verb->add_option("--printer", options->printer, "Mẫu máy in / printer profile");
    verb->add_option("--encoding", options->encoding, "raster | cp1258 | tcvn3")
        ->check(CLI::IsMember({"raster", "cp1258", "tcvn3"}));
    verb->add_flag("--gift", options->gift, "Phiếu quà tặng, không ghi giá / without prices");
    verb->callback([&context, &run, options] {
        run = [&context, options] { return receipt(context, *options); };
    });
}

} // namespace ocop::cli
