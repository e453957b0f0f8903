// The till's window on a machine whose USB is emulated. What is plugged in comes as lines from the
// pipe that OCOP_BED_ORDERS names:
//
//     plug printer 1-1        printer2 pos serial keyboard keyboard2 stick riddle as well
//     unplug 1-1
//     no-paper 1-1            takes nothing, and says why
//     scan 1-2 8934563138165  as an EAN-13 (pos), as keys (keyboard)
//     measure 1024 700 150    the window so large, with text at 150 %: what of it is cut is told in
//                             a line of JSON through the pipe that OCOP_BED_ANSWERS names
//     look                    the same of the window as it is

#include "pos/core/json.hpp"
#include "pos/ui/app.hpp"
#include "pos/ui/loaded.hpp"
#include "pos/ui/zoom.hpp"
#include "tests/devices/plugged.hpp"
#include "tests/devices/scanner_bytes.hpp"
#include "tests/devices/usb_test_bed.hpp"
#include "tests/ui/window_measure.hpp"

#include <CLI/CLI.hpp>
#include <wx/app.h>
#include <wx/init.h>
#include <wx/toplevel.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

namespace {

using namespace ocop::devices;
using namespace ocop::devices::testing;

std::shared_ptr<EmulatedDevice> make(const std::string& what) {
    UsbDevice info;
    if (what == "printer") {
        info = epson_printer();
    } else if (what == "printer2") {
        info = plugged_printer(0, "Xprinter XP-80C USB Receipt Printer", {});
    } else if (what == "pos") {
        info = pos_scanner();
    } else if (what == "serial") {
        info = serial_scanner();
    } else if (what == "keyboard") {
        info = keyboard_scanner();
    } else if (what == "keyboard2") {
        info = plugged_keyboard(0, "Logitech Keyboard K120", {});
        info.vendor = 0x046D;
        info.product = 0xC31C;
    } else if (what == "stick") {
        info = plugged_stick(0, {});
    } else {
        info = plugged_riddle(0, {});
    }
    auto device = std::make_shared<EmulatedDevice>(info);
    if (what == "pos") {
        device->set_report_descriptor(0, pos_descriptor());
    }
    return device;
}

/// Makes the window so large, and tells how it looks. Lives on the UI thread.
class Measuring {
public:
    void start(const wxSize& size, int text_percent) {
        frame_ = dynamic_cast<wxTopLevelWindow*>(wxTheApp->GetTopWindow());
        if (frame_ == nullptr) {
            return;
        }
        set_text(text_percent);
        wanted_ = size;
        if (!is_bound_) {
            is_bound_ = true;
            frame_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
                event.Skip();
                frame_->CallAfter([this] { look(); });
            });
        }
        if (frame_->IsMaximized()) {
            frame_->Maximize(false);
        }
        frame_->SetClientSize(size);
        frame_->SendSizeEvent(); // also where it has that size: the text is another
    }

private:
    static void set_text(int percent) {
        auto* settings = ocop::ui::loaded<void*()>("gtk_settings_get_default");
        auto* set = ocop::ui::loaded<void(void*, const char*, ...)>("g_object_set");
        if (settings != nullptr && set != nullptr) {
            set(settings(), "gtk-xft-dpi", percent * 96 * 1024 / 100, nullptr); // 1/1024 dpi
        }
    }

public:
    void look_now() {
        frame_ = dynamic_cast<wxTopLevelWindow*>(wxTheApp->GetTopWindow());
        if (frame_ != nullptr) {
            wanted_ = frame_->GetClientSize();
            tell();
        }
    }

private:
    /// The frame has asked to be laid out; what it asked for comes first.
    void look() {
        if (wanted_ == frame_->GetClientSize()) {
            frame_->CallAfter([this] { tell(); });
        }
    }

    void tell() {
        if (wanted_ != frame_->GetClientSize()) {
            return;
        }
        wanted_ = {};
        int seen = 0;
        ocop::Json faults = ocop::Json::array();
        for (const std::string& fault : ocop::ui::test::cut_parts(*frame_, seen)) {
            faults.push_back(fault);
        }
        const ocop::Json line{
            {"seen", seen},
            {"width", frame_->GetClientSize().x},
            {"height", frame_->GetClientSize().y},
            {"right", frame_->GetScreenRect().GetRight() + 1},
            {"bottom", frame_->GetScreenRect().GetBottom() + 1},
            {"zoom", static_cast<std::int64_t>(ocop::ui::zoom() * 100 + 0.5)},
            {"faults", std::move(faults)}};
        std::ofstream{std::getenv("OCOP_BED_ANSWERS"), std::ios::app} << line.dump() << std::endl;
    }

    wxTopLevelWindow* frame_ = nullptr;
    wxSize wanted_{};
    bool is_bound_ = false;
};

/// Follows the orders until the pipe says "end".
void follow(const std::string& pipe, UsbTestBed& bed, Measuring& measuring) {
    std::map<std::string, std::shared_ptr<EmulatedDevice>> plugged_in;
    std::ifstream orders{pipe};
    std::string line;
    while (std::getline(orders, line) && line != "end") {
        std::istringstream words{line};
        std::string order;
        std::string first;
        std::string second;
        words >> order >> first >> second;
        if (order == "plug") {
            plugged_in[second] = make(first);
            bed.plug(plugged_in[second], second);
        } else if (order == "unplug") {
            bed.unplug(*plugged_in.at(first));
        } else if (order == "no-paper") {
            EmulatedDevice& printer = *plugged_in.at(first);
            printer.on_out(0x82, [](std::span<const std::uint8_t> piece) {
                const bool asked = piece.size() == 3 && piece[0] == 0x10 && piece[1] == 0x04;
                return !asked ? Bytes{} : piece[2] == 4 ? Bytes{0x72} : Bytes{0x12};
            });
        } else if (order == "measure") {
            const wxSize size{std::stoi(first), std::stoi(second)};
            int percent = 100;
            words >> percent;
            wxTheApp->CallAfter([&measuring, size, percent] { measuring.start(size, percent); });
        } else if (order == "look") {
            wxTheApp->CallAfter([&measuring] { measuring.look_now(); });
        } else if (order == "scan") {
            EmulatedDevice& scanner = *plugged_in.at(first);
            if (scanner.info().interfaces.front().sub_class == 0) {
                scanner.send(0x81, pos_report("]E0", second));
            } else {
                for (const Bytes& report : typed(second)) {
                    scanner.send(0x81, report);
                }
            }
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    ocop::ui::TillOptions options;
    std::string folder;
    std::string trace;
    std::string language;
    CLI::App arguments;
    arguments.add_option("--data", folder);
    arguments.add_option("--lang", language);
    arguments.add_option("--trace", trace);
    CLI11_PARSE(arguments, argc, argv);
    options.folder = folder;
    options.trace = trace;
    options.language = language == "vi" ? ocop::Language::vi : ocop::Language::en;
    options.locale = std::filesystem::path{OCOP_BINARY_DIR} / "pos" / "locale";
    const std::string pipe = std::getenv("OCOP_BED_ORDERS");
    std::fstream own_end{pipe}; // so that the pipe never ends by itself
    UsbTestBed bed;
    Measuring measuring;
    std::jthread follower{[&] { follow(pipe, bed, measuring); }};
    wxApp::SetInstance(new ocop::ui::TillApp{options});
    int only_the_name = 1;
    const int code = wxEntry(only_the_name, argv);
    own_end << "end" << std::endl;
    return code;
}
