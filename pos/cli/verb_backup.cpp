#include "pos/cli/verbs.hpp"
#include "pos/store/backup.hpp"

#include <memory>

namespace ocop::cli {

namespace {

struct Options {
    std::string to{};
    std::string from{};
};

/// What a restored till needs beside ledger, head and PINs.
std::vector<std::string> other_files(const std::filesystem::path& folder) {
    std::vector<std::string> names{compose::key_file};
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        const std::string name = entry.path().filename().string();
        const bool sells =
            name.starts_with("catalog") || name.starts_with("feed") || name == "own-prices.json";
        if (sells && entry.is_regular_file(error)) {
            names.push_back(name);
        }
    }
    return names;
}

void require_whole(const Context& context, const store::Verdict& verdict, const std::string& file) {
    if (verdict.fault) {
        throw CommandError{
            ExitCode::said_no,
            "tampered",
            context.say("Bản sao không toàn vẹn: ", "The backup is not whole: ")
                + store::words(*verdict.fault) + ".",
            file};
    }
}

ExitCode make(const Context& context, const Options& options) {
    const auto done =
        context.require(store::backup_to(context.folder, options.to, other_files(context.folder)));
    context.print(
        {{"file", done.file.string()}, {"till", done.till}, {"records", done.records}},
        context.say("Đã sao lưu ", "Backed up ") + std::to_string(done.records)
            + context.say(" bản ghi vào ", " records to ") + done.file.string() + "."
    );
    return ExitCode::done;
}

ExitCode verify(const Context& context, const Options& options) {
    const auto verdict =
        context.require(store::verify_backup(options.from, compose::check_signature));
    require_whole(context, verdict, options.from);
    context.print(
        {{"ok", true}, {"records", verdict.records}, {"head", hex(verdict.head)}},
        context.say("Bản sao toàn vẹn: ", "The backup is whole: ") + std::to_string(verdict.records)
            + context.say(" bản ghi.", " records.")
    );
    return ExitCode::done;
}

ExitCode restore(const Context& context, const Options& options) {
    const auto verdict =
        context.require(store::restore(options.from, context.folder, compose::check_signature));
    require_whole(context, verdict, options.from);
    auto shop = context.open(store::Use::write);
    const Moment at = context.moment(shop->ledger().identity->training);
    const Record record = context.append(
        *shop,
        RecordDraft{"restore", at, {{"records", verdict.records}, {"head", hex(verdict.head)}}}
    );
    context.print(
        {{"ok", true}, {"records", record.seq + 1}},
        context.say("Đã phục hồi ", "Restored ") + std::to_string(verdict.records)
            + context.say(" bản ghi vào ", " records to ") + context.folder.string() + "."
    );
    return ExitCode::done;
}

} // namespace

void add_backup(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "backup", "Sao lưu / back up. Ví dụ: ocop backup /media/usb; ocop backup verify FILE"
    );
    verb->require_subcommand(0, 1);
    verb->add_option("to", options->to, "Tệp hoặc thư mục / file or folder");
    CLI::App* restoring = verb->add_subcommand(
        "restore", "Phục hồi / restore. Ví dụ: ocop backup restore FILE --data THU_MUC_MOI"
    );
    restoring->add_option("from", options->from)->required();
    CLI::App* verifying = verb->add_subcommand(
        "verify", "Kiểm tra bản sao / verify a backup. Ví dụ: ocop backup verify FILE"
    );
    verifying->add_option("file", options->from)->required();
    verb->callback([&context, &run, options, restoring, verifying] {
        if (restoring->parsed()) {
            run = [&context, options] { return restore(context, *options); };
        } else if (verifying->parsed()) {
            run = [&context, options] { return verify(context, *options); };
        } else if (!options->to.empty()) {
            run = [&context, options] { return make(context, *options); };
        } else {
            throw CLI::RequiredError{"TO"};
        }
    });
}

} // namespace ocop::cli
