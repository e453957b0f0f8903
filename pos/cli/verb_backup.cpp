#include "pos/cli/backup_words.hpp"
#include "pos/cli/passphrase_input.hpp"
#include "pos/cli/progress.hpp"
#include "pos/cli/verb_restore.hpp"
#include "pos/cli/verbs.hpp"

#include <memory>
#include <sstream>

namespace ocop::cli {

namespace {

struct Options {
    std::string to{};
    std::string with{};
    std::string file{};
    bool passphrase_stdin = false;
};

std::vector<std::string> folders_of(const Context& context, const std::string& with) {
    std::vector<std::string> folders;
    std::stringstream words{with};
    for (std::string word; std::getline(words, word, ',');) {
        const std::string folder = word == "queue" ? "print-queue" : word;
        if (folder != "images" && folder != "receipts" && folder != "print-queue") {
            context.refuse(
                "bad-with",
                context.say(
                    "--with chỉ nhận images, queue, receipts, cách nhau bằng dấu phẩy.",
                    "--with takes images, queue and receipts, with commas between."
                ),
                word
            );
        }
        folders.push_back(folder);
    }
    return folders;
}

std::string made_text(const Context& context, const compose::BackupDone& done) {
    std::string text = context.say("Đã sao lưu ", "Backed up ") + std::to_string(done.about.records)
                       + context.say(" bản ghi vào ", " records to ") + done.file.string()
                       + context.say(
                           ", đã đọc lại và kiểm tra toàn bộ.\nGồm: ",
                           ", read back and verified in full.\nIt holds: "
                       )
                       + words(done.holds, context) + ".";
    if (!done.left_out.empty()) {
        text += context.say("\nKhông gồm: ", "\nLeft out: ") + words(done.left_out, context)
                + context.say(
                    "; lấy thêm bằng --with images,queue,receipts.",
                    "; take them along by --with images,queue,receipts."
                );
    }
    text +=
        done.is_sealed
            ? context.say(
                "\nTệp được khóa: mất cụm mật khẩu là mất bản sao.",
                "\nThe file is sealed: without the passphrase the backup is lost."
            )
            : context.say(
                "\nTệp KHÔNG được khóa: ai có tệp này là có khóa bí mật của máy và mã băm PIN; hãy "
                "cất kỹ, hoặc sao lưu với --passphrase-stdin.",
                "\nThe file is NOT sealed: whoever has it has the till's secret key and the "
                "hashes of its PINs; lock it away, or back up with --passphrase-stdin."
            );
    return text;
}

ExitCode make(const Context& context, const Options& options) {
    std::optional<signing::Passphrase> passphrase;
    if (options.passphrase_stdin) {
        passphrase.emplace(read_passphrase(context));
    }
    compose::BackupChoice choice;
    choice.target = options.to;
    choice.with = folders_of(context, options.with);
    choice.passphrase = passphrase ? &*passphrase : nullptr;
    choice.progress = progress(context);
    const auto done = compose::back_up(context.folder, choice);
    if (!done) {
        throw error_of(
            done.error(),
            context,
            context.say(
                "không sao lưu, bản sao trước còn nguyên; hãy sửa chỗ hỏng rồi sao lưu lại "
                "(muốn giữ bản hỏng thì chép tay cả thư mục ",
                "nothing was backed up, an earlier backup is as it was; mend the fault and "
                "back up again (to keep the broken store, copy by hand the folder "
            ) + context.folder.string()
                + ")."
        );
    }
    context.print(
        {{"file", done->file.string()},
         {"till", done->about.till},
         {"records", done->about.records},
         {"sealed", done->is_sealed},
         {"holds", to_json(done->holds)},
         {"left_out", to_json(done->left_out)}},
        made_text(context, *done)
    );
    return ExitCode::done;
}

Json numbers_json(const Ledger& ledger) {
    return to_json(EpochNumbers{ledger.receipts, ledger.einvoices}, ledger.identity->till);
}

ExitCode verify(const Context& context, const Options& options) {
    std::optional<signing::Passphrase> passphrase;
    if (options.passphrase_stdin) {
        passphrase.emplace(read_passphrase(context));
    }
    const std::string keep = context.say(
        "bản sao không toàn vẹn, hãy dùng bản khác.", "the backup is not whole, use another one."
    );
    const auto facts = compose::look_at_backup(
        options.file, passphrase ? &*passphrase : nullptr, progress(context)
    );
    if (!facts) {
        CommandError error = error_of(facts.error(), context, keep);
        if (error.exit == ExitCode::said_no) {
            error.code = "tampered";
            error.where = options.file;
        }
        throw error;
    }
    if (facts->finding) {
        throw CommandError{
            ExitCode::said_no,
            "not-whole",
            words(*facts->finding, context.language) + "; " + keep,
            facts->finding->file,
            {}};
    }
    Json json{
        {"ok", true},
        {"till", facts->ledger.identity->till},
        {"records", facts->verdict.records},
        {"head", hex(facts->verdict.head)}};
    json.update(numbers_json(facts->ledger));
    context.print(
        json,
        context.say("Bản sao toàn vẹn: ", "The backup is whole: ")
            + std::to_string(facts->verdict.records) + context.say(" bản ghi.", " records.")
    );
    return ExitCode::done;
}

constexpr const char* passphrase_help =
    "Đọc cụm mật khẩu từ stdin / read the passphrase from stdin";

} // namespace

void add_backup(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "backup", "Sao lưu / back up. Ví dụ: ocop backup /media/usb; ocop backup verify FILE"
    );
    verb->require_subcommand(0, 1);
    verb->add_option("to", options->to, "Tệp hoặc thư mục / file or folder");
    verb->add_option("--with", options->with, "images,queue,receipts: lấy thêm / take along");
    verb->add_flag("--passphrase-stdin", options->passphrase_stdin, passphrase_help);
    CLI::App* verifying = verb->add_subcommand(
        "verify", "Kiểm tra bản sao / verify a backup. Ví dụ: ocop backup verify FILE"
    );
    verifying->add_option("file", options->file)->required();
    verifying->add_flag("--passphrase-stdin", options->passphrase_stdin, passphrase_help);
    add_restore(*verb, context, run);
    verb->callback([&context, &run, options, verb, verifying] {
        if (verifying->parsed()) {
            run = [&context, options] { return verify(context, *options); };
        } else if (verb->get_subcommands().empty()) {
            if (options->to.empty()) {
                throw CLI::RequiredError{"TO"};
            }
            run = [&context, options] { return make(context, *options); };
        }
    });
}

} // namespace ocop::cli
