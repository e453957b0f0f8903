#pragma once

#include "pos/ui/main_frame.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace ocop::bench {

/// When the stations on the way of one scan, or of one event, were passed, in seconds from its
/// start.
struct Passage {
    double taken = 0;   // the basket has the line and the window's parts know it; the event is here
    double painted = 0; // the display has drawn it
};

/// The whole till in this program, beside what measures it: its window on a virtual display, its
/// store on the disk, a HID POS scanner and a printer on an emulated bus. Its functions are called
/// by the one thread that drives it, never the window's.
class TillStand {
public:
    /// `products` in a new store under `folder`. Needs a display, and umockdev-wrapper around the
    /// program.
    TillStand(const std::filesystem::path& folder, std::size_t products);

    /// Runs the till's window, and `drive` beside it, until that ends. The main thread's.
    void run(const std::function<void()>& drive);

    /// Signs in, opens the shift, waits for the scanner.
    void open();

    /// Scans the nth of the products. The clock starts where libusb calls back: what the emulation
    /// takes before that is no work of ours.
    [[nodiscard]] Passage scan(std::size_t product);

    /// An empty wx window of the same size: while it is shown, the time an event posted to it takes
    /// to come, and to be painted.
    void show_empty_window();
    [[nodiscard]] Passage post_to_empty_window();
    void close_empty_window();

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    void on_ui(const std::function<void()>& work);
    void find_window();
    void enter(const char* field, const char* text);
    void wait(const std::function<bool()>& happened);
    void watch_painting(wxWindow& frame, wxWindow& painted);
    void painted();

    std::filesystem::path folder_;
    std::vector<std::string> gtins_{};
    devices::testing::UsbTestBed bed_{};
    std::shared_ptr<devices::testing::EmulatedDevice> scanner_{};
    ui::MainFrame* frame_ = nullptr;
    wxFrame* empty_ = nullptr;

    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::string screen_{};
    std::string total_{};
    bool has_scanner_ = false;
    std::string total_before_{};
    // Of the one that is under way.
    enum class Station { none, started, taken, drawn, painted } station_ = Station::none;
    std::chrono::steady_clock::time_point started_{};
    Passage passage_{};
};

} // namespace ocop::bench
