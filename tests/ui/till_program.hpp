#pragma once

#include "pos/core/json.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ocop::ui::test {

/// A program started by a test, ended with it.
class Child {
public:
    /// Starts `arguments` (the first is looked up in PATH) with `environment` added to ours. The
    /// child keeps the descriptor `kept` open, if not −1.
    Child(
        const std::vector<std::string>& arguments,
        const std::vector<std::string>& environment,
        int kept = -1
    );
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Waits for its end; the exit code, 128 + the signal if one ended it.
    int wait();
    void terminate() const;
    void kill() const;

private:
    pid_t process_ = -1;
};

/// Width and height in pixels.
struct DisplaySize {
    int width = 0;
    int height = 0;
};

/// The smallest display the till is made for. Title bar and panel leave 1024 × 700 of it.
inline constexpr DisplaySize least_display{1024, 769};

/// A virtual display as a shop's desktop is: a window manager (openbox) that gives windows a title
/// bar, and room at the foot for a panel of 48 pixels.
class VirtualDisplay {
public:
    explicit VirtualDisplay(DisplaySize size);

    /// ":7"
    [[nodiscard]] const std::string& name() const { return name_; }

    ~VirtualDisplay();
    VirtualDisplay(const VirtualDisplay&) = delete;
    VirtualDisplay& operator=(const VirtualDisplay&) = delete;

private:
    int pipe_[2]{-1, -1};
    std::filesystem::path folder_{};
    std::unique_ptr<Child> server_{};
    std::unique_ptr<Child> manager_{}; // ends before the display does
    std::string name_{};
};

/// The mount table of a program that sees `stick` as a stick named OCOP-USB; "" where this machine
/// lets nobody mount in a namespace of his own (many containers).
[[nodiscard]] std::string mounts_with_stick(const std::filesystem::path& stick);

/// ocop-till under a virtual display, used as a person would: real key presses, and what it shows
/// told by its trace.
class TillProgram {
public:
    /// Starts it on the store in `folder`; pictures go to <build>/screenshots as `pictures`-….png.
    /// It sees what lies in `stick` as a stick named OCOP-USB, if any, and nobody else does.
    /// `program` is what starts another program than ocop-till in its place; `environment` is added
    /// to its own ("GDK_SCALE=2").
    TillProgram(
        const std::filesystem::path& folder,
        std::string language,
        std::string pictures,
        const std::filesystem::path& stick = {},
        const std::vector<std::string>& program = {},
        DisplaySize display = least_display,
        const std::vector<std::string>& environment = {}
    );
    ~TillProgram();
    TillProgram(const TillProgram&) = delete;
    TillProgram& operator=(const TillProgram&) = delete;

    /// Presses keys by their X names: {"F9", "Return"}.
    void press(const std::vector<std::string>& keys);
    /// Types `text` as fingers do, slower than any scanner.
    void type(const std::string& text);
    /// Types `text` and Enter as a scanner does.
    void scan(const std::string& text);

    /// Presses `keys`, as X names them, as fast as a scanner does.
    void press_fast(const std::vector<std::string>& keys);

    /// Gives the keyboard another layout from here on: "vn", "us".
    void use_layout(const std::string& layout, const std::string& variant);
    /// Presses the keys of a US keyboard that have these digits, and Enter, as a scanner does,
    /// whatever the layout makes of them.
    void scan_keys(std::string_view digits);

    /// Brings the window with this title to the front; the keys go where they went.
    void raise(const std::string& title);

    /// Touches the till's window at this pixel, counted from below its title bar.
    void touch(int x, int y);

    /// Reads the trace until `shown` holds; fails the test with `what` after 30 s. The line that
    /// held.
    Json wait_for(std::string_view what, const std::function<bool(const Json&)>& shown);
    /// The same for "it shows this screen".
    Json wait_for_screen(std::string_view screen);

    /// Keeps a picture of the display once it stands still.
    void keep_picture(const std::string& name);

    /// Waits for it to end by itself; its exit code.
    int wait();

    /// Asks it to leave; its exit code.
    int leave();

    /// kill -9.
    void kill();

private:
    void run_tool(const std::vector<std::string>& arguments);

    std::filesystem::path trace_;
    std::string pictures_;
    VirtualDisplay display_;
    int trace_file_ = -1;
    std::string unread_{};
    Json last_{};
    std::unique_ptr<Child> program_{};
};

} // namespace ocop::ui::test
