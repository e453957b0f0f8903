#include "tests/ui/till_program.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ocop::ui::test {

namespace {

constexpr std::chrono::seconds patience{60}; // a busy machine; a good run waits milliseconds

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> made;
    made.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        made.push_back(text.data());
    }
    made.push_back(nullptr);
    return made;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

Child::Child(
    const std::vector<std::string>& arguments, const std::vector<std::string>& environment, int kept
) {
    std::vector<std::string> words = arguments;
    std::vector<char*> argv = pointers(words);
    process_ = ::fork();
    if (process_ == 0) {
        for (const std::string& variable : environment) {
            const auto equals = variable.find('=');
            ::setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
        }
        if (kept >= 0) {
            ::fcntl(kept, F_SETFD, 0);
        }
        ::execvp(argv[0], argv.data());
        ::_exit(127);
    }
}

Child::~Child() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        wait();
    }
}

int Child::wait() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Child::terminate() const {
    ::kill(process_, SIGTERM);
}

void Child::kill() const {
    ::kill(process_, SIGKILL);
}

namespace {

/// A panel's room at the foot of the display, and no keys or menus of its own.
constexpr const char* openbox_settings =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <margins><top>0</top><bottom>48</bottom><left>0</left><right>0</right></margins>
</openbox_config>
)";

/// A line that a child writes into the pipe `end`; "" where it did not in time.
std::string line_from(int end) {
    std::string line;
    char letter = 0;
    pollfd waiting{end, POLLIN, 0};
    const int patience_ms =
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(patience).count());
    while (::poll(&waiting, 1, patience_ms) > 0 && ::read(end, &letter, 1) == 1 && letter != '\n') {
        line.push_back(letter);
    }
    return line;
}

} // namespace

VirtualDisplay::VirtualDisplay(DisplaySize size) {
    EXPECT_EQ(::pipe2(pipe_, O_CLOEXEC), 0);
    server_ = std::make_unique<Child>(
        std::vector<std::string>{
            "Xvfb",
            "-displayfd",
            std::to_string(pipe_[1]),
            "-screen",
            "0",
            std::to_string(size.width) + "x" + std::to_string(size.height) + "x24",
            "-noreset",
            "-nolisten",
            "tcp"},
        std::vector<std::string>{},
        pipe_[1]
    );
    const std::string number = line_from(pipe_[0]);
    EXPECT_FALSE(number.empty()) << "Xvfb did not start";
    name_ = ":" + number;
    std::string pattern = std::filesystem::temp_directory_path() / "ocop-display-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    std::ofstream{folder_ / "rc.xml"} << openbox_settings;
    const std::filesystem::path ready = folder_ / "ready"; // it lets its children have no pipe
    EXPECT_EQ(::mkfifo(ready.c_str(), 0600), 0);
    const int told = ::open(ready.c_str(), O_RDWR | O_CLOEXEC);
    manager_ = std::make_unique<Child>(
        std::vector<std::string>{
            "openbox",
            "--config-file",
            (folder_ / "rc.xml").string(),
            "--startup",
            "sh -c 'echo ready > " + ready.string() + "'"},
        std::vector<std::string>{
            "DISPLAY=" + name_,
            "HOME=" + folder_.string(),
            "XDG_CACHE_HOME=" + folder_.string(),
            "XDG_CONFIG_HOME=" + folder_.string(),
            "XDG_DATA_HOME=" + folder_.string()}
    );
    EXPECT_EQ(line_from(told), "ready") << "openbox did not start";
    ::close(told);
    ::close(pipe_[1]);
    ::close(pipe_[0]);
}

VirtualDisplay::~VirtualDisplay() {
    manager_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

namespace {

/// What starts a program in a mount table of its own, with `stick` mounted where desktops mount
/// sticks. Needs no root: an ordinary user is one in a namespace of his own.
std::vector<std::string> with_stick(const std::filesystem::path& stick) {
    const std::string script = "mount -t tmpfs none /media; mkdir /media/OCOP-USB; "
                               "mount --bind \"$0\" /media/OCOP-USB; exec \"$@\"";
    return {"unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", script, stick.string()};
}

} // namespace

std::string mounts_with_stick(const std::filesystem::path& stick) {
    const std::filesystem::path table = stick.string() + ".mounts";
    std::vector<std::string> command = with_stick(stick);
    for (std::string part :
         {std::string{"cp"}, std::string{"/proc/self/mountinfo"}, table.string()}) {
        command.push_back(std::move(part));
    }
    return Child{command, {}}.wait() == 0 ? bytes_of(table) : std::string{};
}

TillProgram::TillProgram(
    const std::filesystem::path& folder,
    std::string language,
    std::string pictures,
    const std::filesystem::path& stick,
    const std::vector<std::string>& program,
    DisplaySize display,
    const std::vector<std::string>& environment
)
    : trace_{folder / "trace"},
      pictures_{std::move(pictures)},
      display_{display} {
    // A pipe with a name: waiting for the next line is a poll, and nothing fills a disk.
    std::filesystem::remove(trace_); // of a program before this one
    EXPECT_EQ(::mkfifo(trace_.c_str(), 0600), 0);
    trace_file_ = ::open(trace_.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    std::vector<std::string> command =
        stick.empty() ? std::vector<std::string>{} : with_stick(stick);
    if (program.empty()) {
        command.emplace_back(OCOP_TILL);
    }
    command.insert(command.end(), program.begin(), program.end());
    for (std::string part :
         {std::string{"--data"},
          folder.string(),
          std::string{"--lang"},
          std::move(language),
          std::string{"--trace"},
          trace_.string()}) {
        command.push_back(std::move(part));
    }
    std::vector<std::string> variables{
        "DISPLAY=" + display_.name(),
        "GDK_BACKEND=x11",
        "NO_AT_BRIDGE=1",
        "GTK_THEME=Adwaita",
        "GSETTINGS_BACKEND=memory"}; // else GTK remembers how large its dialogs were
    variables.insert(variables.end(), environment.begin(), environment.end());
    program_ = std::make_unique<Child>(command, variables);
    run_tool({"xdotool", "search", "--sync", "--onlyvisible", "--name", "OCOP", "windowfocus"});
}

TillProgram::~TillProgram() {
    ::close(trace_file_);
}

void TillProgram::run_tool(const std::vector<std::string>& arguments) {
    Child tool{arguments, {"DISPLAY=" + display_.name()}};
    EXPECT_EQ(tool.wait(), 0) << arguments[0] << " " << arguments[1];
}

void TillProgram::press(const std::vector<std::string>& keys) {
    std::vector<std::string> arguments{"xdotool", "key", "--clearmodifiers"};
    arguments.insert(arguments.end(), keys.begin(), keys.end());
    run_tool(arguments);
}

void TillProgram::type(const std::string& text) {
    run_tool({"xdotool", "type", "--delay", "60", "--", text});
}

void TillProgram::scan(const std::string& text) {
    run_tool({"xdotool", "type", "--delay", "5", "--", text + "\n"});
}

void TillProgram::press_fast(const std::vector<std::string>& keys) {
    std::vector<std::string> arguments{"xdotool", "key", "--delay", "5"};
    arguments.insert(arguments.end(), keys.begin(), keys.end());
    run_tool(arguments);
}

void TillProgram::use_layout(const std::string& layout, const std::string& variant) {
    run_tool({"setxkbmap", "-layout", layout, "-variant", variant});
}

void TillProgram::scan_keys(std::string_view digits) {
    std::vector<std::string> arguments{"xdotool", "key", "--delay", "0"};
    for (const char digit : digits) {
        constexpr int key_of_one = 10; // as X numbers them; 0 comes after 9
        arguments.push_back(std::to_string(key_of_one + (digit - '0' + 9) % 10));
    }
    arguments.emplace_back("Return");
    run_tool(arguments);
}

void TillProgram::raise(const std::string& title) {
    run_tool({"xdotool", "search", "--sync", "--onlyvisible", "--name", title, "windowraise"});
}

void TillProgram::touch(int x, int y) {
    run_tool(
        {"xdotool",
         "search",
         "--onlyvisible",
         "--name",
         "OCOP",
         "mousemove",
         "--window",
         "%1",
         std::to_string(x),
         std::to_string(y),
         "click",
         "1"}
    );
}

Json TillProgram::wait_for(std::string_view what, const std::function<bool(const Json&)>& shown) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (true) {
        if (!last_.is_null() && shown(last_)) {
            return last_;
        }
        if (const auto end = unread_.find('\n'); end != std::string::npos) {
            last_ = Json::parse(unread_.substr(0, end));
            unread_.erase(0, end + 1);
            continue;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        pollfd waiting{trace_file_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
            keep_picture("failed");
            ADD_FAILURE() << "waited in vain for " << what << "; it shows " << last_.dump();
            throw std::runtime_error{std::string{what}};
        }
        std::array<char, 4096> bytes{};
        const ssize_t got = ::read(trace_file_, bytes.data(), bytes.size());
        if (got > 0) {
            unread_.append(bytes.data(), static_cast<std::size_t>(got));
        }
    }
}

Json TillProgram::wait_for_screen(std::string_view screen) {
    return wait_for(screen, [screen](const Json& line) { return line["screen"] == screen; });
}

void TillProgram::keep_picture(const std::string& name) {
    const std::filesystem::path folder = std::filesystem::path{OCOP_BINARY_DIR} / "screenshots";
    std::filesystem::create_directories(folder);
    const std::filesystem::path picture = folder / (pictures_ + "-" + name + ".png");
    // What is drawn comes after what is told: the picture is kept once it stands still.
    constexpr int tries_max = 20;
    std::string before;
    int same = 0;
    for (int tries = 0; tries < tries_max && same < 2; ++tries) {
        run_tool(
            {"import",
             "-window",
             "root",
             "-define",
             "png:exclude-chunks=date,time",
             picture.string()}
        );
        std::string now = bytes_of(picture);
        same = now == before ? same + 1 : 0;
        before = std::move(now);
    }
}

int TillProgram::wait() {
    return program_->wait();
}

int TillProgram::leave() {
    program_->terminate();
    return program_->wait();
}

void TillProgram::kill() {
    program_->kill();
    program_->wait();
}

} // namespace ocop::ui::test
