#include "pos/cli/paper_output.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/shop_papers.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

namespace ocop::cli {

namespace {

struct Options {
    std::string number{};
    PaperOptions paper{};
};

/// Records of the journal, both included.
struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// "12" or "12-15".
std::optional<Span> parse_span(std::string_view text) {
    Span span;
    const char* const end = text.data() + text.size();
    const auto [dash, first_error] = std::from_chars(text.data(), end, span.first);
    if (first_error != std::errc{}) {
        return std::nullopt;
    }
    span.last = span.first;
    if (dash == end) {
        return span;
    }
    const auto [rest, last_error] = std::from_chars(dash + 1, end, span.last);
    const bool good = *dash == '-' && last_error == std::errc{} && rest == end;
    return good && span.first <= span.last ? std::optional{span} : std::nullopt;
}

std::vector<Record> receipts_of_goods(const Context& context, Journal& journal, Span span) {
    std::vector<Record> records;
    context.require(journal.read(span.first, span.last, [&](const Record& record) {
        if (compose::is_receipt_of_goods(record)) {
            records.push_back(record);
        }
        return true;
    }));
    return records;
}

/// The last delivery: the goods received one after the other, from one supplier, last of all. Read
/// from the end, so that it takes as long as its deliveries are far behind.
std::vector<Record> last_delivery(const Context& context, store::SqliteJournal& journal) {
    std::vector<Record> delivery; // the last first
    context.require(journal.read_backwards("stock", [&](const Record& record) {
        const bool is_received = compose::is_receipt_of_goods(record);
        if (delivery.empty() && !is_received) {
            return true;
        }
        const bool goes_on =
            delivery.empty()
            || (is_received && record.seq + 1 == delivery.back().seq
                && compose::supplier_of(delivery.back()) == compose::supplier_of(record));
        if (goes_on) {
            delivery.push_back(record);
        }
        return goes_on;
    }));
    std::reverse(delivery.begin(), delivery.end());
    return delivery;
}

std::vector<Record>
delivery_of(const Context& context, store::SqliteJournal& journal, const std::string& asked) {
    std::vector<Record> delivery;
    if (asked == "last") {
        delivery = last_delivery(context, journal);
    } else if (const auto span = parse_span(asked)) {
        delivery = receipts_of_goods(context, journal, *span);
    }
    if (delivery.empty()) {
        context.refuse(
            "unknown-delivery",
            context.say(
                "Không có bản ghi nhập hàng nào ở đây; xem số bản ghi bằng `ocop journal dump`.",
                "No goods were received in this record; see the numbers with `ocop journal dump`."
            ),
            asked
        );
    }
    const std::string supplier = compose::supplier_of(delivery.front());
    const auto other = std::find_if(delivery.begin(), delivery.end(), [&](const Record& record) {
        return compose::supplier_of(record) != supplier;
    });
    if (other != delivery.end()) {
        context.refuse(
            "several-suppliers",
            context.say(
                "Một phiếu nhập chỉ ghi hàng của một người giao; hãy chọn từng đợt: ",
                "A note is for the goods of one supplier; choose each delivery by itself: "
            ) + supplier
                + ", " + compose::supplier_of(*other) + ".",
            "seq " + std::to_string(other->seq)
        );
    }
    return delivery;
}

ExitCode note(const Context& context, const Options& options) {
    require_file_with_json(context, options.paper);
    auto shop = context.open(store::Use::read);
    const std::vector<Record> delivery = delivery_of(context, shop->journal(), options.number);
    const auto catalog = context.catalog();
    const auto document = context.require(
        compose::receiving_document(delivery, shop->ledger(), catalog.get(), context.language)
    );
    const std::string& out = options.paper.out;
    const std::int64_t bytes = write_paper(context, document, render_options(options.paper), out);
    if (options.paper.is_to_file()) {
        Json records = Json::array();
        for (const Record& record : delivery) {
            records.push_back(record.seq);
        }
        context.print(
            {{"records", records}, {"file", out}, {"bytes", bytes}},
            context.say("Đã ghi phiếu nhập kho: ", "Wrote the note of goods received: ") + out
        );
    }
    return ExitCode::done;
}

} // namespace

void add_stock(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand("stock", "Kho hàng / the stock. Ví dụ: ocop stock list");
    verb->require_subcommand(1);
    add_stock_book(*verb, context, run);
    CLI::App* printing = verb->add_subcommand(
        "note",
        "Phiếu nhập kho / a note of goods received. Ví dụ: ocop stock note 12-14 --as pdf --width "
        "a4 --out nhap.pdf"
    );
    printing
        ->add_option(
            "records",
            options->number,
            "Số bản ghi, từ-đến, hoặc last / journal record, from-to, or last"
        )
        ->required();
    add_paper_options(*printing, options->paper);
    printing->callback([&context, &run, options] {
        run = [&context, options] { return note(context, *options); };
    });
}

} // namespace ocop::cli
