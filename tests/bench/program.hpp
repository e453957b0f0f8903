#pragma once

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ocop::bench {

/// One run of another program, to be measured.
class Program {
public:
    /// Starts `arguments` (the first one is the program, looked for along PATH); `inherited`, if
    /// not negative, stays open in it as descriptor 3. Aborts where it cannot start.
    explicit Program(const std::vector<std::string>& arguments, int inherited = -1);
    /// Ends it if it still runs.
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    struct End {
        bool well = false;            // it left by itself, with 0
        double peak_memory_bytes = 0; // resident
    };

    /// Waits for its end.
    [[nodiscard]] End wait();

private:
    pid_t process_ = -1;
};

/// An X server without a screen, of its own number, and DISPLAY pointing to it while it lives.
class VirtualDisplay {
public:
    VirtualDisplay();

private:
    std::unique_ptr<Program> server_{};
};

} // namespace ocop::bench
