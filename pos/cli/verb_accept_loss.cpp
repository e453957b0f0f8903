#include "pos/cli/verb_accept_loss.hpp"

#include "pos/cli/pin_input.hpp"
#include "pos/cli/progress.hpp"
#include "pos/compose/account.hpp"
#include "pos/compose/loss_decision.hpp"

#include <algorithm>
#include <memory>
#include <variant>

namespace ocop::cli {

namespace {

struct Options {
    std::string by{};
    bool pin_stdin = false;
    std::string last_receipt{};
    StatedNumbers numbers{};
    bool yes = false;
};

/// "1 bản ghi, seq 13" or "3 bản ghi, từ seq 13 đến seq 15".
std::string range_words(const Context& context, const store::Loss& loss) {
    const std::string first = "seq " + std::to_string(loss.first());
    const std::string count = std::to_string(loss.records());
    if (loss.records() == 1) {
        return context.say("1 bản ghi, ", "1 record, ") + first;
    }
    return count + context.say(" bản ghi, từ ", " records, from ") + first
           + context.say(" đến seq ", " to seq ") + std::to_string(loss.last());
}

/// What is gone, and how much is known of it.
std::string missing_words(const Context& context, const store::Loss& loss) {
    std::string text = context.say("Sổ nhật ký mất phần cuối: ", "The journal lost its end: ")
                       + range_words(context, loss);
    if (loss.signed_record()) {
        text += context.say(", trong đó seq ", ", among them seq ")
                + std::to_string(*loss.signed_record())
                + context.say(
                    " có chữ ký (một ca đã đóng hoặc một lần phục hồi)",
                    ", which was signed (a closed shift or a restore)"
                );
    }
    text += context.say(". Tệp head được ghi lần cuối ", ". The file head was last written ")
            + (loss.head_written_s ? format(Moment{*loss.head_written_s})
                                   : context.say("lúc không rõ", "at an unknown time"));
    return text
           + context.say(
               "; bản ghi sau lúc đó, nếu có, cũng mất.",
               "; records made after that, if any, are gone too."
           );
}

/// What is left.
std::string left_words(const Context& context, const store::Loss& loss) {
    const Ledger& held = loss.ledger;
    std::string text = context.say("Sổ còn đến seq ", "The journal still goes to seq ")
                       + std::to_string(held.records - 1) + " (" + format(held.last_at) + ")"
                       + context.say(", phiếu cuối ", ", last receipt ")
                       + (held.receipts > 0 ? receipt_number(held.identity->till, held.receipts)
                                            : context.say("chưa có", "none"));
    text += context.say("; ca đã ký cuối cùng: ", "; last signed shift: ");
    if (!held.last_shift) {
        return text + context.say("chưa có.", "none.");
    }
    return text + std::to_string(held.last_shift->shift)
           + context.say(", đóng lúc ", ", closed at ")
           + format(held.last_shift->closed_at.value_or(held.last_at)) + ".";
}

std::string ways_words(const Context& context) {
    return context.say(
        "Trước hết hãy tìm lại sổ mới hơn (ổ đĩa cũ), hoặc phục hồi bản sao lưu mới nhất: `ocop "
        "backup restore TỆP`. Chỉ khi không có gì đủ hơn, quản lý mới quyết định đi tiếp không có "
        "các bản ghi đó, với các số đọc từ phiếu và hóa đơn sau cùng: `ocop journal accept-loss "
        "--by TÊN --pin-stdin --last-receipt SỐ [--last-einvoice KÝ HIỆU=SỐ] --yes` (PIN trên "
        "stdin). Quyết định được ghi vào sổ.",
        "First look for a newer journal (the old disk), or restore the newest backup: `ocop backup "
        "restore FILE`. Only where nothing holds more, a manager decides to go on without those "
        "records, with the numbers read from the last papers: `ocop journal accept-loss --by NAME "
        "--pin-stdin --last-receipt NUMBER [--last-einvoice SERIES=NUMBER] --yes` (the PIN on "
        "stdin). The decision goes on record."
    );
}

Json loss_json(const store::Loss& loss) {
    const Ledger& held = loss.ledger;
    return {
        {"from_seq", loss.first()},
        {"to_seq", loss.last()},
        {"records", loss.records()},
        {"signed_seq", loss.signed_record() ? Json(*loss.signed_record()) : Json(nullptr)},
        {"head_written",
         loss.head_written_s ? Json(iso(Moment{*loss.head_written_s})) : Json(nullptr)},
        {"last_receipt",
         held.receipts > 0 ? Json(receipt_number(held.identity->till, held.receipts))
                           : Json(nullptr)},
        {"last_signed_shift", held.last_shift ? Json(held.last_shift->shift) : Json(nullptr)}};
}

/// Refuses with all there is to know before a decision, and what is still needed for it.
[[noreturn]] void refuse_undecided(
    const Context& context,
    const store::Loss& loss,
    const std::string& code,
    const std::string& needed,
    const std::string& where = {}
) {
    throw CommandError{
        ExitCode::refused,
        code,
        missing_words(context, loss) + "\n" + left_words(context, loss) + "\n" + ways_words(context)
            + "\n" + context.say("Chưa ghi gì: ", "Nothing was written: ") + needed,
        where.empty() ? "seq " + std::to_string(loss.first()) : where,
        Json::array({loss_json(loss)})};
}

store::Loss look(const Context& context) {
    auto loss = compose::look_for_loss(context.folder, progress(context));
    if (loss) {
        return std::move(*loss);
    }
    CommandError error = error_of(loss.error(), context.language);
    if (loss.error().code == FailureCode::exists) {
        error.code = "nothing-missing";
        error.message = context.say(
            "Sổ nhật ký không mất gì ở phần cuối, không có gì phải quyết định.",
            "Nothing is missing from the journal's end; there is nothing to decide."
        );
    } else if (loss.error().code == FailureCode::corrupt) {
        error.message += context.say(
            " Đây không chỉ là mất phần cuối, nên không ai được quyết định đi tiếp từ sổ này.",
            " This is more than a lost end, and nobody may decide to go on from this journal."
        );
    }
    throw CommandError{std::move(error)};
}

std::string words_needed(const Context& context, const EpochRefusal& refusal) {
    if (refusal.fault == EpochFault::receipt_missing) {
        return context.say(
                   "cần số của phiếu in ra sau cùng (--last-receipt …); sổ còn đến ",
                   "the number of the last printed receipt is needed (--last-receipt …); the "
                   "journal still goes to "
               )
               + (refusal.fact.empty() ? "0" : refusal.fact) + ".";
    }
    if (refusal.fault == EpochFault::einvoice_missing) {
        return context.say(
                   "cần số của hóa đơn điện tử sau cùng (--last-einvoice …); sổ còn đến ",
                   "the number of the last e-invoice is needed (--last-einvoice …); the journal "
                   "still goes to "
               )
               + refusal.fact + ".";
    }
    return words(refusal, context.language);
}

EpochNumbers
numbers_of(const Context& context, const Options& options, const store::Loss& loss, Moment now) {
    StatedNumbers stated = options.numbers;
    if (!options.last_receipt.empty()) {
        stated.last_receipt = options.last_receipt;
    }
    const auto numbers = compose::numbers_behind(context.folder, loss, stated, options.yes, now);
    if (!numbers) {
        refuse_undecided(
            context,
            loss,
            std::string{name(numbers.error().fault)},
            words_needed(context, numbers.error()),
            numbers.error().fact
        );
    }
    return *numbers;
}

void ask_who(const Context& context, const Options& options, const store::Loss& loss) {
    if (options.by.empty()) {
        refuse_undecided(
            context,
            loss,
            "by-missing",
            context.say(
                "cần tên của quản lý (--by TÊN).", "a manager's name is needed (--by NAME)."
            )
        );
    }
    if (!options.pin_stdin) {
        refuse_undecided(
            context,
            loss,
            "pin-missing",
            context.say(
                "cần PIN của quản lý trên stdin (--pin-stdin).",
                "the manager's PIN is needed on stdin (--pin-stdin)."
            )
        );
    }
}

ExitCode accept_loss(const Context& context, const Options& options) {
    const store::Loss loss = look(context);
    const std::string till = loss.ledger.identity->till;
    compose::LossDecision decision;
    decision.at = context.moment(loss.ledger.identity->training);
    ask_who(context, options, loss);
    decision.numbers = numbers_of(context, options, loss, decision.at);
    if (!options.yes) {
        refuse_undecided(
            context,
            loss,
            "yes-missing",
            context.say("phiếu tiếp theo sẽ là ", "the next receipt will be ")
                + receipt_number(till, decision.numbers.receipts + 1)
                + context.say("; nếu chắc chắn, hãy thêm --yes.", "; if you are sure, add --yes.")
        );
    }
    decision.by = options.by;
    decision.account = compose::account_name();
    decision.pin = read_pin(context);
    const auto record = compose::accept_loss(context.folder, loss, decision);
    if (!record) {
        throw std::visit(
            [&context](const auto& why) { return error_of(why, context.language); }, record.error()
        );
    }
    Json json = to_json(decision.numbers, till);
    json["ok"] = true;
    json["seq"] = record->seq;
    json["by"] = decision.by;
    json["lost"] = loss_json(loss);
    context.print(
        json,
        context.say("Đã ghi quyết định của ", "The decision of ") + decision.by
            + context.say(" vào sổ: đi tiếp không có ", " is on record: the till goes on without ")
            + range_words(context, loss)
            + context.say("; phiếu tiếp theo là ", "; the next receipt is ")
            + receipt_number(till, decision.numbers.receipts + 1)
            + context.say(
                ". Hãy báo cho tỉnh: gói doanh thu đã gửi có thể chứa phần bị mất.",
                ". Tell the province: bundles sent before may hold what is lost."
            )
    );
    return ExitCode::done;
}

} // namespace

void add_accept_loss(CLI::App& journal, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = journal.add_subcommand(
        "accept-loss",
        "Đi tiếp khi sổ mất phần cuối / go on without a lost end. Ví dụ: echo 9999 | ocop journal "
        "accept-loss --by hoa --pin-stdin --last-receipt 123 --yes"
    );
    verb->add_option("--by", options->by, "Quản lý quyết định / the manager who decides");
    verb->add_flag("--pin-stdin", options->pin_stdin, "Đọc PIN từ stdin / read the PIN from stdin");
    verb->add_option(
        "--last-receipt",
        options->last_receipt,
        "Số của phiếu in ra sau cùng / number of the last printed receipt"
    );
    verb->add_option(
        "--last-einvoice",
        options->numbers.last_einvoice,
        "KÝ HIỆU=SỐ của hóa đơn sau cùng / SERIES=NUMBER of the last e-invoice"
    );
    verb->add_flag("--yes", options->yes, "Chắc chắn / be sure");
    verb->callback([&context, &run, options] {
        run = [&context, options] { return accept_loss(context, *options); };
    });
}

} // namespace ocop::cli
