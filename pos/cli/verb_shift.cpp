#include "pos/cli/paper_output.hpp"
#include "pos/cli/report_output.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/paper_desk.hpp"
#include "pos/compose/shop_papers.hpp"
#include "pos/core/epoch.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/report/settlement.hpp"
#include "pos/report/shift_report.hpp"
#include "receipts/shift_report.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

namespace ocop::cli {

namespace {

struct Options {
    std::string shift{};
    std::string as{"x"};
    PaperOptions paper{{}, {}, "80"}; // no format: text, of a settlement its table
};

/// A shift of the journal: its sums, and the record that closed it.
struct Found {
    ShiftSummary summary{};
    std::optional<Record> closed{};
    std::int64_t first_seq = 0;
    std::int64_t last_seq = -1;
};

Found find_shift(const Context& context, compose::ShopStore& shop, const std::string& asked) {
    const Ledger& ledger = shop.ledger();
    std::int64_t number = 0;
    if (asked == "current") {
        if (!ledger.shift) {
            throw error_of(Refusal{RefusalCode::no_shift, {}, {}, {}}, context.language);
        }
        number = ledger.shift->shift;
    } else {
        std::from_chars(asked.data(), asked.data() + asked.size(), number);
    }
    const auto span = context.require(shop.journal().shift(number));
    if (!span) {
        context.refuse(
            "unknown-shift",
            context.say("Không có ca này: ", "There is no such shift: ") + asked + ".",
            asked
        );
    }
    Found found;
    found.first_seq = span->opened;
    if (ledger.shift && ledger.shift->shift == number) {
        found.summary = *ledger.shift;
        return found;
    }
    found.last_seq = span->closed.value_or(-1);
    context.require(shop.journal().read(found.last_seq, found.last_seq, [&](const Record& record) {
        found.closed = record;
        return true;
    }));
    const auto summary = found.closed && found.closed->body.json().contains("summary")
                             ? parse_shift_summary(found.closed->body.json()["summary"])
                             : std::nullopt;
    if (!summary) {
        throw CommandError{
            ExitCode::said_no,
            "corrupt",
            context.say(
                "Bản ghi đóng ca không đọc được.",
                "The record that closed the shift cannot be read."
            ),
            "seq " + std::to_string(found.last_seq)};
    }
    found.summary = *summary;
    found.closed =
        context.require(compose::with_numbers_in_use(shop.journal(), std::move(*found.closed)));
    return found;
}

Json shift_json(const Found& found, compose::ShopStore& shop) {
    Json json = to_json(found.summary);
    json["expected"] = found.summary.expected_cash().vnd();
    json["difference"] =
        found.summary.closed_at ? Json(found.summary.difference().vnd()) : Json(nullptr);
    json["counted"] = found.summary.closed_at ? Json(found.summary.counted.vnd()) : Json(nullptr);
    const Ledger& ledger = shop.ledger();
    json["head"] = {{"seq", ledger.records - 1}, {"hash", hex(ledger.head)}};
    const auto in_use = found.closed ? numbers_in_use(*found.closed) : numbers_in_use(ledger);
    if (in_use) { // a record that states none in words it can read has none
        json["in_use"] = to_json(*in_use, ledger.identity.value_or(Identity{}).till);
    }
    if (found.closed) {
        json["closing_record"] = {{"seq", found.closed->seq}, {"hash", hex(found.closed->hash)}};
    }
    return json;
}

/// A statement to sign for each producer.
void write_statements(
    const Context& context,
    const compose::ShopStore& shop,
    const report::Settlement& settlement,
    const Options& options
) {
    if (settlement.rows.empty()) {
        context.refuse(
            "no-consignment",
            context.say(
                "Ca này không bán hàng ký gửi nào nên không có bảng kê.",
                "No consigned goods were sold in this shift, so there is no statement."
            ),
            options.shift
        );
    }
    const Ledger& ledger = shop.ledger();
    const Moment now = context.moment(ledger.identity.value_or(Identity{}).training);
    write_paper(
        context,
        compose::settlement_document(settlement, ledger, now, context.language),
        render_options(options.paper),
        options.paper.out
    );
    if (context.json) {
        context.print(to_json(settlement), {});
    }
}

ExitCode settle(
    const Context& context, compose::ShopStore& shop, const Found& found, const Options& options
) {
    const auto source = [&](const std::function<void(const Record&)>& visit) {
        context.require(shop.journal()
                            .read(found.first_seq, found.last_seq, [&](const Record& record) {
                                visit(record);
                                return true;
                            }));
    };
    const Day from = found.summary.opened_at.day();
    const Day to = found.summary.closed_at ? found.summary.closed_at->day() : Day{2199, 12, 31};
    const auto sales = [&](const std::string& number) {
        return context.require(shop.journal().find(number));
    };
    auto settlement = report::settlement(from, to, std::nullopt, source, sales);
    if (!settlement) {
        const Failure unreadable{FailureCode::corrupt, settlement.error().what, {}};
        throw error_of(unreadable, context.language);
    }
    if (!found.summary.closed_at) {
        settlement->to = std::max(from, shop.ledger().last_at.day());
    }
    if (!options.paper.format.empty() && (options.paper.is_to_file() || !context.json)) {
        write_statements(context, shop, *settlement, options);
        return ExitCode::done;
    }
    write_report(
        context,
        report::settlement_table(*settlement, context.language),
        to_json(*settlement),
        context.json ? "json" : "table",
        options.paper.out
    );
    return ExitCode::done;
}

/// The report on paper: to the file that was named, else to stdout.
void write_shift(
    const Context& context, compose::ShopStore& shop, const Found& found, const Options& options
) {
    // A Z report names what its original did: the head is signed in the same step as the record
    // that closes a shift.
    std::optional<receipts::JournalPlace> signed_head;
    if (found.closed) {
        signed_head = {found.closed->seq, hex(found.closed->hash)};
    }
    // A Z report is dated when its shift was closed, however often it is printed.
    const auto document = compose::shift_document(
        found.summary,
        found.closed,
        signed_head,
        shop.ledger(),
        found.closed ? found.closed->at : context.moment(true),
        context.language
    );
    write_paper(context, document, render_options(options.paper), options.paper.out);
}

ExitCode report_shift(const Context& context, const Options& options) {
    auto shop = context.open(store::Use::read);
    const Found found = find_shift(context, *shop, options.shift);
    if (options.as == "settlement") {
        return settle(context, *shop, found, options);
    }
    if (options.as == "z" && !found.summary.closed_at) {
        context.refuse(
            "shift-open",
            context.say(
                "Ca chưa đóng nên chưa có báo cáo Z; hãy đóng ca hoặc xem báo cáo X.",
                "The shift is open, so there is no Z report yet; close it or take an X report."
            ),
            options.shift
        );
    }
    if (!context.json || options.paper.is_to_file()) {
        write_shift(context, *shop, found, options);
    }
    if (context.json) {
        context.print(shift_json(found, *shop), {});
    }
    return ExitCode::done;
}

} // namespace

void add_shift(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb =
        app.add_subcommand("shift", "Ca bán / shifts. Ví dụ: ocop shift report current --as x");
    verb->require_subcommand(1);
    CLI::App* reporting = verb->add_subcommand(
        "report",
        "Báo cáo X, Z, quyết toán / X, Z, settlement. Ví dụ: ocop shift report 1 --as z --out z.txt"
    );
    reporting->add_option("shift", options->shift, "Số ca hoặc current / number or current")
        ->required()
        ->check(CLI::PositiveNumber | CLI::IsMember({"current"}));
    reporting->add_option("--as", options->as, "x | z | settlement")
        ->check(CLI::IsMember({"x", "z", "settlement"}));
    add_paper_options(*reporting, options->paper, "--format");
    reporting->callback([&context, &run, options] {
        run = [&context, options] { return report_shift(context, *options); };
    });
}

} // namespace ocop::cli
