#include "pos/cli/print_watch.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/basket_file.hpp"
#include "pos/compose/last_run.hpp"
#include "pos/compose/paper_desk.hpp"
#include "pos/compose/printer_settings.hpp"
#include "pos/compose/scanner_desk.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/secret.hpp"
#include "pos/core/settings.hpp"
#include "pos/core/text_limits.hpp"
#include "pos/shell/line_reader.hpp"
#include "pos/shell/regular_file.hpp"
#include "pos/shell/session.hpp"

#include <chrono>
#include <memory>
#include <ostream>
#include <unistd.h>
#include <utility>

namespace ocop::cli {

namespace {

/// A receipt that takes longer waits in the print queue, and selling goes on.
constexpr std::chrono::seconds print_patience{10};

struct Options {
    std::string script{};
    bool strict = false;
};

/// A line that was not kept.
Unexpected<Refusal> too_long() {
    return Unexpected{Refusal{
        RefusalCode::bad_action,
        "longer than " + std::to_string(action_bytes_max) + " bytes",
        {},
        {}}};
}

[[noreturn]] void refuse_endless(const Context& context) {
    context.refuse(
        "bad-script",
        context.say(
            "Kịch bản có dòng dài không dứt nên dừng ở đây; mỗi lệnh là một dòng JSON.",
            "A line of the script does not end, so it stops here; an action is a line of JSON."
        )
    );
}

/// Keeps what is on the counter beside the journal, after each action that changed it and before
/// its answer is said.
class OpenBasketFile {
public:
    explicit OpenBasketFile(const Context& context)
        : context_{&context} {}

    /// Makes a hold of what the last run died with. What cannot be brought back now is not written
    /// over.
    void bring_back(compose::ShopStore& shop, Moment now) {
        const auto left = compose::bring_basket_back(shop, now);
        waits_ = !left || left->waits;
        writes_ = left.has_value();
        told_ = !left;
        const std::string said =
            left ? words(*left, context_->language) : words(left.error(), context_->language);
        if (!said.empty()) {
            context_->err() << said << '\n';
        }
    }

    /// Asks again for what could not be brought back at the start: before whoever signs in is told
    /// what was left.
    void bring_back_what_waits(compose::ShopStore& shop, Session& session, Moment now) {
        if (!waits_ || !session.till().basket.empty() || shop.journal().not_known()) {
            return;
        }
        const auto left = compose::bring_basket_back(shop, now);
        if (left) {
            session.see(left->records);
            waits_ = left->waits.has_value();
            writes_ = true;
        }
    }

    void keep(const Till& till, Moment now) {
        if (!writes_ || (till.basket == basket_ && till.tenders == tenders_)) {
            return;
        }
        const auto kept = compose::keep_basket(context_->folder, open_basket(till, now));
        if (kept) {
            basket_ = till.basket;
            tenders_ = till.tenders;
        } else if (!told_) { // selling needs it not
            context_->err() << words(kept.error(), context_->language) << '\n';
        }
        told_ = !kept;
    }

    /// The script came to its end by itself: what it left on the counter nobody waits for, unless
    /// money was taken for it, or went back to whoever paid before: the hold does not say so yet.
    void end(const Till& till) const {
        const auto& holds = till.ledger.holds;
        const auto from = holds.find(till.basket.from_hold.value_or(0));
        const bool was_paid = from != holds.end() && paid(from->second) != Money{};
        if (writes_ && !till.paying() && !was_paid) {
            static_cast<void>(compose::keep_basket(context_->folder, std::nullopt));
        }
    }

private:
    const Context* context_;
    Basket basket_{}; // as it is on disk
    std::vector<TenderRow> tenders_{};
    bool told_ = false;
    bool writes_ = true;
    bool waits_ = false; // something of the last run that is not a hold yet
};

/// One action in, one answer out, flushed: whoever reads the answer may rely on it. An action
/// without its own time happens at `at` where that is given.
ExitCode run_script(
    const Context& context,
    compose::ShopStore& shop,
    Session& session,
    OpenBasketFile& basket,
    LineReader& script,
    bool strict,
    std::optional<Moment> at
) {
    const compose::SystemClock clock;
    ExitCode exit = ExitCode::done;
    std::string line;
    while (true) {
        const auto got = context.require(script.next(line));
        if (got == LineReader::Got::end) {
            basket.end(session.till());
            return exit;
        }
        if (got == LineReader::Got::endless) {
            refuse_endless(context);
        }
        if (got == LineReader::Got::line && line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        auto action = got == LineReader::Got::line ? parse_action(line) : too_long();
        if (action && !action->at) {
            action->at = at;
        }
        const Moment now = clock.now();
        const Moment moment = action ? action->at.value_or(now) : now;
        basket.bring_back_what_waits(shop, session, moment);
        const Answer answer =
            action ? session.ask(std::move(*action), now) : Answer{Refused{{}, action.error()}};
        wipe_stack(); // the line may have held a PIN
        basket.keep(session.till(), moment);
        context.out() << json_line(to_json(answer, context.language)) << '\n';
        context.require_stdout(); // or the script would go on selling unseen
        if (const auto* failed = std::get_if<Failed>(&answer)) {
            exit = ExitCode::failed;
            if (failed->code == name(FailureCode::not_known)) {
                return exit; // to go on could sell the same goods twice
            }
        }
        if (strict && !std::holds_alternative<Accepted>(answer)) {
            basket.end(session.till());
            return exit == ExitCode::failed ? exit : ExitCode::refused;
        }
    }
}

/// Waits for what `effect` sent to the printer: why it did not come through, or empty.
/// `told_no_drawer`: it was said before, and is said once.
std::string await(
    const Context& context,
    const PaperEffect& effect,
    const Settings& settings,
    PrintWatch& watch,
    bool& told_no_drawer
) {
    const bool opens = std::holds_alternative<OpenDrawer>(effect);
    if (opens && !compose::drawer_of(settings)) { // nothing was sent
        const bool tell = settings.drawer != DrawerChoice::off && !told_no_drawer;
        told_no_drawer = true;
        return tell ? words(PrintTrouble::no_drawer, context.language) + '\n' : std::string{};
    }
    const auto why = watch.wait(opens ? JobKind::drawer : JobKind::paper, print_patience);
    return why ? *why + '\n' : std::string{};
}

ExitCode sell(const Context& context, const Options& options) {
    std::optional<RegularFile> file;
    if (options.script != "-") {
        auto opened = RegularFile::open(options.script);
        if (!opened && opened.error().code == FailureCode::missing) {
            context.refuse(
                "missing",
                context.say("Không mở được tệp kịch bản: ", "The script cannot be opened: ")
                    + options.script + ".",
                options.script
            );
        }
        file = context.require(std::move(opened));
    }
    LineReader script{file ? file->get() : STDIN_FILENO, options.script, action_bytes_max};
    auto shop = context.open(store::Use::write);
    if (const auto news = compose::news_of_last_run(*shop, context.language)) {
        context.err() << *news << '\n';
        shop->journal().doubt_was_told();
    }
    shop->journal().end_was_told();
    const auto at = context.at.empty()
                        ? std::nullopt
                        : std::optional{context.moment(shop->ledger().identity->training)};
    OpenBasketFile basket{context};
    basket.bring_back(*shop, at.value_or(compose::SystemClock{}.now()));
    const auto catalog = context.catalog();
    PrintWatch watch{context.language};
    compose::PaperDesk paper{{context.folder, context.language, watch.listener(), {}}};
    if (const auto done = paper.catch_up(shop->journal(), shop->ledger(), catalog.get()); !done) {
        context.err() << words(done.error(), context.language) << '\n';
    }
    if (const auto found = paper.found_printer(read_settings(shop->ledger().settings))) {
        context.err() << context.say("Phiếu in ra ở máy in: ", "Receipts come out of: ")
                      << shown_text(compose::device_name(*found)) << '\n';
    }
    const auto filed = paper.file_missed(shop->journal(), catalog.get());
    if (const auto told =
            filed ? words(*filed, context.language) : words(filed.error(), context.language);
        !told.empty()) {
        context.err() << told << '\n';
    }
    bool told_no_drawer = false;
    Session session{shop->ledger(), catalog, shop->runner(), [&](const PaperEffect& effect) {
                        const Settings settings = read_settings(shop->ledger().settings);
                        const auto done = paper.carry_out(effect, shop->ledger(), catalog.get());
                        if (!done) {
                            context.err() << words(done.error(), context.language) << '\n';
                        } else if (paper.has_printer(settings)) {
                            context.err() << shown_lines(
                                await(context, effect, settings, watch, told_no_drawer)
                            );
                        }
                    }};
    const ExitCode exit = run_script(context, *shop, session, basket, script, options.strict, at);
    shop->finish();
    return exit;
}

} // namespace

void add_sell(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "sell",
        "Bán hàng theo kịch bản / the till without its window. Ví dụ: ocop sell --script "
        "ngay_ban.jsonl"
    );
    verb->add_option(
            "--script",
            options->script,
            "Tệp JSON Lines thường, - là stdin / an ordinary file, - is stdin"
    )
        ->required();
    verb->add_flag(
        "--strict", options->strict, "Dừng ở lệnh bị từ chối / stop at the first refusal"
    );
    verb->callback([&context, &run, options] {
        run = [&context, options] { return sell(context, *options); };
    });
}

} // namespace ocop::cli
