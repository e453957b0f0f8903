#include "pos/cli/progress.hpp"
#include "pos/cli/verb_accept_loss.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/account.hpp"
#include "pos/compose/loss_decision.hpp"
#include "pos/core/clock_check.hpp"
#include "pos/store/rebuild.hpp"
#include "pos/store/verify.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

namespace ocop::cli {

namespace {

struct Options {
    bool full = false;
    std::int64_t from = 0;
    std::int64_t to = -1;
    std::int64_t count = 10;
    std::string day{};
};

ExitCode verify(const Context& context, const Options& options) {
    const store::TillKey key = compose::key_for_looking(context.folder);
    const auto verdict = context.require(store::verify(
        context.folder,
        options.full ? store::Depth::full : store::Depth::chain,
        compose::check_signature,
        progress(context),
        key.seal
    ));
    if (verdict.fault) {
        const store::Fault& fault = *verdict.fault;
        throw CommandError{
            ExitCode::said_no,
            "tampered",
            context.say("Sổ nhật ký không toàn vẹn: ", "The journal is not whole: ")
                + store::words(fault, context.language)
                + context.say(
                    "; hãy dừng bán và báo quản lý, giữ nguyên thư mục dữ liệu.",
                    "; stop selling, tell the manager and keep the data folder as it is."
                )
                + (fault.is_loss ? " " + compose::ways_on(context.language) : ""),
            fault.seq ? "seq " + std::to_string(*fault.seq) : "journal",
            {},
            fault.what};
    }
    if (verdict.unproved_from) {
        const std::string from = "seq " + std::to_string(*verdict.unproved_from);
        throw CommandError{
            ExitCode::said_no,
            "unproved",
            context.say("Không có khóa till.key: từ ", "The key till.key is not at hand: from ")
                + from
                + context.say(
                    " trở đi chưa ca nào được ký, nên không chứng minh được; trước đó sổ toàn "
                    "vẹn. Hãy kiểm tra trên máy bán hàng, hoặc phục hồi khóa từ bản sao lưu.",
                    " on no shift was signed, and nothing can be proved; up to there the journal "
                    "is whole. Verify on the till itself, or restore its key from the backup."
                ),
            from};
    }
    context.print(
        {{"ok", true},
         {"records", verdict.records},
         {"head", hex(verdict.head)},
         {"full", options.full}},
        context.say("Sổ toàn vẹn: ", "The journal is whole: ") + std::to_string(verdict.records)
            + context.say(" bản ghi, mã cuối ", " records, head ") + hex(verdict.head) + "."
    );
    return ExitCode::done;
}

ExitCode print_records(const Context& context, std::int64_t from, std::int64_t to) {
    auto shop = context.open(store::Use::read);
    Json rows = Json::array();
    context.require(shop->journal().read(from, to, [&](const Record& record) {
        if (context.json) {
            rows.push_back(*parse_json(line_text(record)));
        } else {
            context.out() << line_text(record) << '\n';
        }
        return context.out().good(); // nobody hears the rest
    }));
    if (context.json) {
        context.print({{"rows", rows}}, {});
    }
    return ExitCode::done;
}

ExitCode tail(const Context& context, const Options& options) {
    const std::int64_t records = context.open(store::Use::read)->ledger().records;
    return print_records(context, std::max<std::int64_t>(0, records - options.count), -1);
}

ExitCode rebuild(const Context& context) {
    const auto rebuilt = context.require(
        store::rebuild(context.folder, compose::key_for_looking(context.folder), progress(context))
    );
    if (rebuilt.difference) {
        throw CommandError{
            ExitCode::said_no,
            "differs",
            context.say(
                "Đã lập lại các bảng phụ từ sổ; trước đó chúng khác sổ: ",
                "The projections were made anew from the journal; before, they differed: "
            ) + *rebuilt.difference
                + ".",
            *rebuilt.difference};
    }
    context.print(
        {{"ok", true}, {"records", rebuilt.records}},
        context.say("Lập lại từ ", "Made anew from ") + std::to_string(rebuilt.records)
            + context.say(" bản ghi, không có gì khác.", " records, nothing differed.")
    );
    return ExitCode::done;
}

/// What a manager confirms at the till with a PIN, the folder's owner confirms here.
ExitCode confirm_day(const Context& context, const Options& options) {
    auto shop = context.open(store::Use::write);
    const Ledger& ledger = shop->ledger();
    const Moment now = context.moment(ledger.identity->training);
    const auto doubt = check_clock(ledger, now);
    if (doubt && doubt->detail.empty()) {
        throw error_of(*doubt, context.language);
    }
    if (parse_day(options.day) != now.day()) {
        context.refuse(
            "bad-day",
            context.say("Đồng hồ máy tính chỉ ngày ", "This computer's clock shows the day ")
                + iso(now.day())
                + context.say(
                    ", không phải ngày được xác nhận; hãy chỉnh ngày giờ của máy tính, hoặc ghi "
                    "lại ngày dạng 2026-11-22.",
                    ", which is not the day that is confirmed; set the computer's clock, or write "
                    "the day again, as 2026-11-22."
                ),
            options.day
        );
    }
    if (doubt) {
        static_cast<void>(
            context.append(*shop, confirmed_clock(ledger, now, "by", compose::account_name()))
        );
    }
    context.print(
        {{"ok", true}, {"day", iso(now.day())}, {"recorded", doubt.has_value()}},
        context.say("Đã xác nhận hôm nay là ", "Confirmed: today is ") + format(now.day()) + "."
    );
    return ExitCode::done;
}

} // namespace

void add_journal(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "journal", "Sổ nhật ký / the journal. Ví dụ: ocop journal verify --full"
    );
    verb->require_subcommand(1);
    CLI::App* verifying = verb->add_subcommand(
        "verify", "Kiểm tra toàn vẹn / check hashes and sums. Ví dụ: ocop journal verify --full"
    );
    verifying->add_flag("--full", options->full, "Cả các bảng phụ / the projections too");
    verifying->callback([&context, &run, options] {
        run = [&context, options] { return verify(context, *options); };
    });
    CLI::App* dumping = verb->add_subcommand(
        "dump", "In các bản ghi / print the records. Ví dụ: ocop journal dump --from 0 --to 9"
    );
    take_number(dumping->add_option("--from", options->from, "Từ số / first seq"));
    take_number(dumping->add_option("--to", options->to, "Đến số / last seq"));
    dumping->callback([&context, &run, options] {
        run = [&context, options] { return print_records(context, options->from, options->to); };
    });
    CLI::App* tailing = verb->add_subcommand(
        "tail", "Các bản ghi cuối / the last records. Ví dụ: ocop journal tail -n 3"
    );
    take_number(tailing->add_option("-n,--count", options->count, "Bao nhiêu / how many"), 1);
    tailing->callback([&context, &run, options] {
        run = [&context, options] { return tail(context, *options); };
    });
    verb->add_subcommand(
            "rebuild", "Lập lại bảng phụ / make the projections anew. Ví dụ: ocop journal rebuild"
    )
        ->callback([&context, &run] { run = [&context] { return rebuild(context); }; });
    CLI::App* confirming = verb->add_subcommand(
        "confirm-day",
        "Đồng hồ máy tính đúng dù sổ đã cũ hơn một năm / the clock is right though the journal is "
        "older than a year. Ví dụ: ocop journal confirm-day 2026-11-22"
    );
    confirming->add_option("day", options->day, "Hôm nay / today, 2026-11-22")->required();
    confirming->callback([&context, &run, options] {
        run = [&context, options] { return confirm_day(context, *options); };
    });
    add_accept_loss(*verb, context, run);
}

} // namespace ocop::cli
