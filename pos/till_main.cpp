#include "pos/compose/data_folder.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/shell/open_file.hpp"
#include "pos/shell/own_process.hpp"
#include "pos/ui/app.hpp"

#include <CLI/CLI.hpp>
#include <wx/init.h>

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <string>
#include <sys/stat.h>

namespace {

/// Where the translations lie: beside the program in a build, in share/ once installed.
std::filesystem::path locale_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    std::filesystem::path beside = program.parent_path() / "locale";
    if (std::filesystem::exists(beside, error)) {
        return beside;
    }
    return program.parent_path().parent_path() / "share" / "locale";
}

/// False for what the window would wait for, or write into without end: a pipe nobody reads, a
/// folder, a device.
bool may_be_traced_to(const std::string& file) {
    struct stat status {};

    if (file.empty() || ::stat(file.c_str(), &status) != 0 || S_ISREG(status.st_mode)) {
        return true; // one that is not there is made
    }
    const ocop::OpenFile pipe{
        S_ISFIFO(status.st_mode) ? ::open(file.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC) : -1};
    return pipe.is_open();
}

} // namespace

/// ocop-till: a window on the core. Exit codes as the contract says.
int main(int argc, char** argv) {
    static_cast<void>(ocop::begin_privately());
    ocop::ui::TillOptions options;
    std::string folder = ocop::compose::default_data_folder().string();
    std::string language = "vi";
    std::string display = "auto";
    std::string trace;

    CLI::App arguments{"OCOP till: sell, from the keyboard or by touch", "ocop-till"};
    arguments.footer("Example: ocop-till --data ~/shop --lang vi");
    arguments.add_option("--data", folder, "folder of the store (made by `ocop init`)")
        ->envname("OCOP_DATA");
    arguments.add_option("--lang", language, "vi or en")->check(CLI::IsMember({"vi", "en"}));
    arguments.add_option("--customer-display", display, "auto, off, or the display's number");
    arguments.add_option("--trace", trace, "write what the window shows to this file, a line each");
    arguments
        .add_flag(
            "--exit-after-first-paint",
            options.exit_after_first_paint,
            "leave once the window stands on the screen, for measuring the start"
        )
        ->group("");
    try {
        arguments.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int exit = arguments.exit(error) == 0 ? 0 : 2;
        std::cout.flush();
        return std::cout ? exit : 4;
    }
    if (!ocop::is_utf8(folder) || !ocop::is_utf8(display) || !ocop::is_utf8(trace)) {
        std::fputs("--data, --trace: a name that is not UTF-8; rename it\n", stderr);
        return 3;
    }
    const auto choice = ocop::ui::parse_display(display);
    if (!choice) {
        std::fprintf(
            stderr,
            "--customer-display: give auto, off or a number, not \"%s\"\n",
            ocop::shown_text(display).c_str()
        );
        return 2;
    }
    if (!may_be_traced_to(trace)) {
        std::fprintf(
            stderr,
            "--trace: give a file, or a pipe that is being read, not \"%s\"\n",
            ocop::shown_text(trace).c_str()
        );
        return 3;
    }
    options.folder = folder;
    options.language = language == "vi" ? ocop::Language::vi : ocop::Language::en;
    options.customer_display = *choice;
    options.locale = locale_folder();
    options.trace = trace;

    wxApp::SetInstance(new ocop::ui::TillApp{options});
    int only_the_name = 1; // our arguments are not wx's
    return wxEntry(only_the_name, argv);
}
