#include "pos/cli/progress.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/label_facts.hpp"
#include "receipts/label_picture.hpp"
#include "receipts/pdf/label_sheet.hpp"
#include "receipts/png_file.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <span>

namespace ocop::cli {

namespace {

constexpr std::size_t labels_max = 20'000; // some 800 sheets: beyond that it is a slip of --copies

struct Options {
    std::vector<std::string> products{};
    bool all = false;
    std::string as{"pdf"};
    std::string format{"a4-24"};
    int copies = 1;
    int skip = 0;
    std::string out{};
};

/// What the sheets hold, and how many files and pages that took.
struct Made {
    std::vector<std::string> files{};
    std::int64_t pages = 0;
    std::int64_t bytes = 0;
};

const receipts::LabelFormat& format_of(const Context& context, const Options& options) {
    if (const receipts::LabelFormat* format = receipts::find_label_format(options.format)) {
        return *format;
    }
    std::string known;
    for (const receipts::LabelFormat& format : receipts::label_formats()) {
        known +=
            (known.empty() ? "" : "; ") + std::string{format.id} + ": " + std::string{format.name};
    }
    context.refuse(
        "unknown-format",
        context.say("Không có khổ nhãn này; các khổ có sẵn: ", "No such label format; there are: ")
            + known + ".",
        options.format
    );
}

[[noreturn]] void
wrong_usage(const Context& context, const char* vi, const char* en, const std::string& where) {
    throw CommandError{ExitCode::wrong_usage, "wrong-usage", context.say(vi, en), where, {}};
}

void check_usage(
    const Context& context, const Options& options, const receipts::LabelFormat& format
) {
    if (options.all == !options.products.empty()) {
        wrong_usage(
            context,
            "Hãy chọn hàng in nhãn: --products MÃ,MÃ… hoặc --all.",
            "Say which goods: --products CODE,CODE… or --all.",
            "--products"
        );
    }
    if (options.skip >= format.labels_per_page()) {
        throw CommandError{
            ExitCode::wrong_usage,
            "wrong-usage",
            context.say(
                "--skip bỏ qua các ô đã dùng của một tờ; khổ ",
                "--skip passes over the used places of one sheet; format "
            ) + std::string{format.id}
                + context.say(" chỉ có ", " has only ") + std::to_string(format.labels_per_page())
                + context.say(" ô.", " of them."),
            "--skip",
            {}};
    }
    const bool to_file = !options.out.empty() && options.out != "-";
    if (context.json && !to_file) {
        wrong_usage(
            context,
            "Với --json, nhãn phải ghi ra tệp; hãy thêm --out TỆP.",
            "With --json the labels go to a file; add --out FILE.",
            "--out"
        );
    }
}

/// The goods asked for by code or GTIN, in that order; with --all everything that is sold.
std::vector<const Product*>
goods_of(const Context& context, const Options& options, const Context::Goods& known) {
    const Catalog& catalog = *known.catalog;
    std::vector<const Product*> goods;
    for (const std::string& code : options.products) {
        const Product* product = catalog.find_code(code);
        if (product == nullptr) {
            if (const auto gtin = Gtin::parse(code)) {
                product = catalog.find_gtin(*gtin);
            }
        }
        if (product == nullptr) {
            context.require_all_read(known);
            throw error_of(
                Refusal{RefusalCode::unknown_product, code, {}, "--products"}, context.language
            );
        }
        goods.push_back(product);
    }
    if (options.all) {
        for (const Product& product : catalog.products()) {
            if (product.active) {
                goods.push_back(&product);
            }
        }
        if (goods.empty()) {
            context.require_all_read(known);
            context.refuse(
                "no-goods",
                context.say(
                    "Danh mục chưa có hàng nào đang bán; hãy nhập danh mục: `ocop catalog import`.",
                    "The catalogue holds no goods on sale; import one: `ocop catalog import`."
                ),
                "--all"
            );
        }
    }
    return goods;
}

std::vector<receipts::Label> labels_of(
    const Context& context,
    const Options& options,
    const Context::Goods& known,
    Day day,
    bool training
) {
    const auto goods = goods_of(context, options, known);
    if (goods.size() * static_cast<std::size_t>(options.copies) > labels_max) {
        context.refuse(
            "too-many-labels",
            context.say("Một lần in được nhiều nhất ", "One run prints at most ")
                + std::to_string(labels_max)
                + context.say(
                    " nhãn; hãy bớt --copies hoặc chia theo --products.",
                    " labels; lower --copies or split by --products."
                ),
            std::to_string(goods.size()) + " × " + std::to_string(options.copies)
        );
    }
    std::vector<receipts::Label> labels;
    for (const Product* product : goods) {
        labels.insert(
            labels.end(),
            static_cast<std::size_t>(options.copies),
            receipts::shelf_label(compose::label_facts(*product, day, training), context.language)
        );
    }
    return labels;
}

Made write_pdf(
    const Context& context,
    const Options& options,
    const receipts::LabelFormat& format,
    std::span<const receipts::Label> labels,
    Moment now
) {
    const auto fonts = context.require(receipts::find_fonts());
    const receipts::PdfInfo info{context.say("Nhãn kệ", "Shelf labels"), {}, context.language, now};
    const std::string bytes = context.require(receipts::label_sheet(
        labels, format, options.skip, fonts, info, progress(context, context.say("nhãn", "labels"))
    ));
    write_out(context, options.out, bytes);
    const std::int64_t places = options.skip + static_cast<std::int64_t>(labels.size());
    return {
        {options.out},
        (places + format.labels_per_page() - 1) / format.labels_per_page(),
        static_cast<std::int64_t>(bytes.size())};
}

/// "nhan.png", or where there are more pages "nhan-001.png" …
std::string page_file(const std::string& out, std::size_t page, std::size_t pages) {
    if (pages == 1) {
        return out;
    }
    std::string number = std::to_string(page + 1);
    number.insert(0, 3 - std::min<std::size_t>(number.size(), 3), '0');
    const std::filesystem::path file{out};
    return (file.parent_path() / (file.stem().string() + "-" + number + file.extension().string()))
        .string();
}

Made write_pictures(
    const Context& context,
    const Options& options,
    const receipts::LabelFormat& format,
    std::span<const receipts::Label> labels
) {
    const auto per_page = static_cast<std::size_t>(format.labels_per_page());
    const auto skip = static_cast<std::size_t>(options.skip);
    const std::size_t pages = (skip + labels.size() + per_page - 1) / per_page;
    if (pages > 1 && (options.out.empty() || options.out == "-")) {
        wrong_usage(
            context,
            "Nhiều trang ảnh phải ghi ra tệp, mỗi trang một tệp; hãy thêm --out TỆP.png hoặc dùng "
            "--as pdf.",
            "Several pages of pictures go to files, one a page; add --out FILE.png or use --as "
            "pdf.",
            "--out"
        );
    }
    auto typeface =
        context.require(receipts::Typeface::load(context.require(receipts::find_fonts())));
    const Progress tell = progress(context, context.say("trang", "pages"));
    Made made;
    std::size_t taken = 0;
    for (std::size_t page = 0; page < pages; ++page) {
        const std::size_t first = page == 0 ? skip : 0;
        const std::size_t count = std::min(per_page - first, labels.size() - taken);
        const std::string bytes = context.require(receipts::to_png(receipts::label_picture(
            labels.subspan(taken, count), format, static_cast<int>(first), typeface
        )));
        made.files.push_back(page_file(options.out, page, pages));
        write_out(context, made.files.back(), bytes);
        made.bytes += static_cast<std::int64_t>(bytes.size());
        taken += count;
        tell(static_cast<std::int64_t>(page) + 1, static_cast<std::int64_t>(pages));
    }
    made.pages = static_cast<std::int64_t>(pages);
    return made;
}

ExitCode labels(const Context& context, const Options& options) {
    const receipts::LabelFormat& format = format_of(context, options);
    check_usage(context, options, format);
    const bool training =
        context.open(store::Use::read)->ledger().identity.value_or(Identity{}).training;
    const Moment now = context.moment(training);
    const auto known = context.goods();
    const auto all = labels_of(context, options, known, now.day(), training);
    const Made made = options.as == "png" ? write_pictures(context, options, format, all)
                                          : write_pdf(context, options, format, all, now);
    if (!options.out.empty() && options.out != "-") {
        const auto count = static_cast<std::int64_t>(all.size());
        context.print(
            {{"labels", count},
             {"pages", made.pages},
             {"format", std::string{format.id}},
             {"files", made.files},
             {"bytes", made.bytes}},
            context.say("Đã ghi ", "Wrote ") + std::to_string(count)
                + context.say(" nhãn, ", " labels, ") + std::to_string(made.pages)
                + context.say(" trang: ", " pages: ") + made.files.front()
                + (made.files.size() > 1 ? " … " + made.files.back() : "")
                + context.say(". In ở tỷ lệ 100 %.", ". Print at 100 %.")
        );
    }
    return ExitCode::done;
}

} // namespace

void add_labels(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "labels",
        "In nhãn kệ / shelf labels. Ví dụ: ocop labels --products QNA-001,QNA-002 --format a4-24 "
        "--out nhan.pdf"
    );
    take_composed(
        verb->add_option(
                "--products", options->products, "Mã hàng, cách nhau bằng dấu phẩy / codes or GTINs"
        )
            ->delimiter(',')
    );
    verb->add_flag("--all", options->all, "Mọi hàng đang bán / everything on sale");
    verb->add_option("--as", options->as, "pdf | png")->check(CLI::IsMember({"pdf", "png"}));
    verb->add_option(
        "--format", options->format, "a4-24 | a4-21 | a4-14 | a4-40 | roll-40x30 | roll-50x30"
    );
    take_number(
        verb->add_option("--copies", options->copies, "Số nhãn mỗi mặt hàng / of each product"),
        1,
        1000
    );
    take_number(
        verb->add_option(
            "--skip", options->skip, "Số ô đã dùng của tờ đầu / used places of a sheet"
        ),
        0,
        std::numeric_limits<int>::max()
    );
    verb->add_option("--out", options->out, "Tệp ra, mặc định stdout / output file");
    verb->callback([&context, &run, options] {
        run = [&context, options] { return labels(context, *options); };
    });
}

} // namespace ocop::cli
