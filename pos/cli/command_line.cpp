#include "pos/cli/command_line.hpp"

#include "pos/cli/usage_words.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/data_folder.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/store/restore_move.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string_view>

namespace ocop::cli {

namespace {

constexpr std::size_t message_bytes_max = 4'000;

constexpr const char* about =
    "ocop: cửa hàng OCOP trên dòng lệnh / the OCOP till without its window.\n"
    "Ví dụ / example: ocop init --province QNA --point QNA-HOIAN-01 --name \"OCOP Hội An\" "
    "--district \"Hội An\" --till 1 --training";

/// No more of a message than anybody reads.
std::string shown_start(const std::string& message) {
    return message.size() <= message_bytes_max ? message : shown_text(message, message_bytes_max);
}

ExitCode tell(const Context& context, const CommandError& error) {
    // Names of files and what was typed may hold anything; a terminal would do what it says.
    context.err() << "ocop: " << shown_lines(shown_start(error.message)) << '\n';
    if (context.json) {
        Json value{
            {"error", {{"code", error.code}, {"message", error.message}, {"where", error.where}}}};
        if (!error.detail.empty()) {
            value["error"]["detail"] = error.detail;
        }
        if (!error.rows.empty()) {
            value["error"]["rows"] = error.rows;
        }
        context.out() << json_line(value) << '\n';
    }
    return error.exit;
}

void add_common(CLI::App& app, Context& context, std::string& language) {
    app.add_option_function<std::string>(
        "--data",
        [&context](const std::string& folder) { context.folder = folder; },
        "Thư mục dữ liệu / data folder (OCOP_DATA)"
    );
    app.add_option("--lang", language, "vi | en")->check(CLI::IsMember({"vi", "en"}));
    app.add_flag("--json", context.json, "Một giá trị JSON trên stdout / one JSON value on stdout");
    app.add_option("--at", context.at, "Giờ ghi sổ, chỉ trong cửa hàng tập huấn / training only");
}

/// True if `--json` stands on the command line: known even where the rest cannot be parsed.
bool wants_json(int argc, const char* const* argv) {
    return std::any_of(argv, argv + argc, [](const char* word) {
        return std::string_view{word} == "--json";
    });
}

/// The same of `--lang en`.
Language wanted_language(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        const bool names_it = word == "--lang" && i + 1 < argc;
        if (word == "--lang=en" || (names_it && std::string_view{argv[i + 1]} == "en")) {
            return Language::en;
        }
    }
    return Language::vi;
}

/// Before anything is made: what a record, a report or a bundle would have to hold and cannot. The
/// folder may come from the environment, paths are kept as they are from the root on.
void require_utf8(int argc, const char* const* argv, const Context& context) {
    const auto check = [&](std::string_view text, const char* where) {
        if (!is_utf8(text)) {
            context.refuse(
                "not-utf-8",
                context.say("Chữ này không phải UTF-8: ", "This is not UTF-8: ") + shown_text(text)
                    + context.say(
                        "; hãy gõ lại, hoặc đổi tên tệp hay thư mục.",
                        "; type it again, or rename the file or folder."
                    ),
                where
            );
        }
    };
    std::for_each(argv, argv + argc, [&](const char* word) { check(word, "argv"); });
    check(context.folder.string(), "--data");
    std::error_code error;
    check(std::filesystem::current_path(error).string(), ".");
}

/// Before any verb looks into the data folder: half of two stores may lie there. A restore that
/// cannot be completed is what `backup restore` is for.
void finish_restore(const Context& context, const CLI::App& app) {
    const auto finished = store::finish_restore(context.folder);
    const CLI::App* backup = app.get_subcommand("backup");
    const bool restores = backup->parsed() && backup->get_subcommand("restore")->parsed();
    if (!finished && !(restores && finished.error().code == FailureCode::corrupt)) {
        throw error_of(finished.error(), context.language);
    }
}

ExitCode parse_and_act(int argc, const char* const* argv, Context& context) {
    std::string language = "vi";
    Run work;
    CLI::App app{about, "ocop"};
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", "ocop 0.1.0");
    add_common(app, context, language);
    for (const auto add :
         {add_init,
          add_catalog,
          add_sell,
          add_journal,
          add_receipt,
          add_labels,
          add_shift,
          add_stock,
          add_revenue,
          add_user,
          add_settings,
          add_devices,
          add_backup}) {
        add(app, context, work);
    }
    try {
        context.language = wanted_language(argc, argv);
        context.json = wants_json(argc, argv);
        require_utf8(argc, argv, context);
        context.json = false;
        app.parse(argc, argv);
        context.language = language == "en" ? Language::en : Language::vi;
        finish_restore(context, app);
        return work();
    } catch (const CLI::ParseError& error) {
        context.language = wanted_language(argc, argv);
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            app.exit(error, context.out(), context.err()); // --help, --version
            return ExitCode::done;
        }
        context.json = wants_json(argc, argv);
        return tell(
            context,
            {ExitCode::wrong_usage,
             "wrong-usage",
             usage_words(error, context.language),
             {},
             {},
             error.what()}
        );
    } catch (const CommandError& error) {
        // run() tells of stdout, once, however far a verb came.
        return context.out() ? tell(context, error) : error.exit;
    } catch (const std::exception& error) {
        // The barrier: whatever got here is a fault of the surroundings or ours, told, not
        // swallowed.
        return tell(
            context,
            {ExitCode::failed,
             "failure",
             context.say(
                 "Chương trình gặp lỗi không lường trước; hãy thử lại, nếu vẫn vậy thì chạy lại "
                 "với "
                 "`--json` và gửi kết quả cho người hỗ trợ.",
                 "The program met a fault nobody foresaw; try again, and if it stays so run it "
                 "with "
                 "`--json` and send what it says to whoever helps you."
             ),
             {},
             {},
             error.what()}
        );
    }
}

} // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, mode_t umask) {
    Context context{out, err};
    context.folder = compose::default_data_folder();
    context.umask = umask;
    const ExitCode exit = parse_and_act(argc, argv, context);
    out.flush();
    return static_cast<int>(out ? exit : tell(context, stdout_error(context.language)));
}

} // namespace ocop::cli
