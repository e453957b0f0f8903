#include "pos/cli/verb_restore.hpp"

#include "pos/cli/backup_words.hpp"
#include "pos/cli/passphrase_input.hpp"
#include "pos/cli/progress.hpp"
#include "pos/compose/account.hpp"
#include "pos/compose/backup_words.hpp"
#include "pos/store/restore_move.hpp"

#include <memory>

namespace ocop::cli {

namespace {

struct Options {
    std::string from{};
    StatedNumbers numbers{};
    std::string last_receipt{};
    std::string only{};
    bool replace = false;
    bool yes = false;
    bool passphrase_stdin = false;
};

compose::RestoreChoice
choice_of(const Context& context, const Options& options, const signing::Passphrase* passphrase) {
    compose::RestoreChoice choice;
    choice.source = options.from;
    choice.passphrase = passphrase;
    choice.numbers = options.numbers;
    if (!options.last_receipt.empty()) {
        choice.numbers.last_receipt = options.last_receipt;
    }
    choice.replace = options.replace;
    choice.is_sure = options.yes;
    choice.by = compose::account_name();
    choice.now = [&context](const Ledger& restored) {
        // Before anything is restored there is no till whose kind could be asked.
        return context.moment(!restored.identity || restored.identity->training);
    };
    choice.progress = progress(context);
    return choice;
}

CommandError refusal_of(const Context& context, const compose::BackupRefusal& refusal) {
    return error_of(
        refusal,
        context,
        context.say(
            "chưa phục hồi gì; hãy dùng bản sao khác, hoặc thêm --yes nếu chỉ còn bản này và phần "
            "hỏng "
            "không phải sổ hay khóa.",
            "nothing was restored; use another backup, or add --yes if this is the only one and it "
            "is neither the journal nor the key."
        )
    );
}

ExitCode restore_pins(const Context& context, const compose::RestoreChoice& choice) {
    const auto record = compose::restore_pins(context.folder, choice);
    if (!record) {
        throw refusal_of(context, record.error());
    }
    context.print(
        {{"ok", true}, {"seq", record->seq}},
        context.say("Đã phục hồi PIN từ ", "Restored the PINs from ") + choice.source.string()
            + context.say(" và ghi vào sổ.", " and noted it in the journal.")
    );
    return ExitCode::done;
}

/// Names what would go aside; nothing does without --yes.
void ask_before_replacing(const Context& context, const Options& options) {
    if (!options.replace || options.yes) {
        return;
    }
    std::string names;
    std::error_code error;
    if (std::filesystem::is_directory(context.folder, error)) {
        for (const std::string& name : store::files_to_replace(context.folder)) {
            names += (names.empty() ? "" : ", ") + name;
        }
    }
    context.refuse(
        "yes-missing",
        context.say(
            "--replace sẽ chuyển sang thư mục replaced-… các tệp: ",
            "--replace will move into a folder replaced-… the files: "
        ) + names
            + context.say("; nếu chắc chắn, hãy thêm --yes.", "; if you are sure, add --yes."),
        context.folder.string()
    );
}

ExitCode restore(const Context& context, const Options& options) {
    std::optional<signing::Passphrase> passphrase;
    if (options.passphrase_stdin) {
        passphrase.emplace(read_passphrase(context));
    }
    const auto choice = choice_of(context, options, passphrase ? &*passphrase : nullptr);
    if (options.only == "pins") {
        return restore_pins(context, choice);
    }
    ask_before_replacing(context, options);
    const auto done = compose::restore_shop(context.folder, choice);
    if (!done) {
        throw refusal_of(context, done.error());
    }
    Json json = to_json(done->numbers, done->record.till);
    json["ok"] = true;
    json["records"] = done->record.seq + 1;
    json["replaced"] = done->aside.empty() ? Json(nullptr) : Json(done->aside);
    json["missing"] = done->finding ? Json(done->finding->file) : Json(nullptr);
    context.print(json, compose::words(*done, context.folder, context.language));
    return ExitCode::done;
}

} // namespace

void add_restore(CLI::App& backup, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = backup.add_subcommand(
        "restore",
        "Phục hồi / restore. Ví dụ: ocop backup restore FILE --last-receipt 123 --data THU_MUC_MOI"
    );
    verb->add_option("from", options->from)->required();
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
    verb->add_option("--only", options->only, "pins: chỉ phục hồi PIN / the PINs alone")
        ->check(CLI::IsMember({"pins"}));
    verb->add_flag(
        "--replace",
        options->replace,
        "Thay cả cửa hàng có bản ghi khác / also over a store with other records"
    );
    verb->add_flag("--yes", options->yes, "Chắc chắn / be sure");
    verb->add_flag(
        "--passphrase-stdin",
        options->passphrase_stdin,
        "Đọc cụm mật khẩu từ stdin / read the passphrase from stdin"
    );
    verb->callback([&context, &run, options] {
        run = [&context, options] { return restore(context, *options); };
    });
}

} // namespace ocop::cli
