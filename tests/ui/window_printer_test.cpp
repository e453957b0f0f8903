#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

/// A network printer on this machine: tells of its paper, takes what comes, or hangs up.
class NetPrinter {
public:
    NetPrinter() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, generic, length), 0);
        EXPECT_EQ(::listen(listener_, 8), 0);
        EXPECT_EQ(::getsockname(listener_, generic, &length), 0);
        setting = "tcp:127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        thread_ = std::jthread{[this](const std::stop_token& stop) { serve(stop); }};
    }

    ~NetPrinter() {
        thread_.request_stop();
        thread_.join();
        ::close(listener_);
    }

    NetPrinter(const NetPrinter&) = delete;
    NetPrinter& operator=(const NetPrinter&) = delete;

    std::string setting{};
    std::atomic<bool> has_paper{true};
    std::atomic<std::size_t> hang_up_after{SIZE_MAX}; // bytes of one connection

private:
    static bool readable(int socket) {
        constexpr int look_for_stop_ms = 20;
        pollfd file{socket, POLLIN, 0};
        return ::poll(&file, 1, look_for_stop_ms) > 0;
    }

    void serve(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (!readable(listener_)) {
                continue;
            }
            const int socket = ::accept(listener_, nullptr, nullptr);
            talk(socket, stop);
            ::close(socket);
        }
    }

    void talk(int socket, const std::stop_token& stop) {
        std::string all;
        std::size_t answered = 0;
        while (!stop.stop_requested()) {
            std::array<char, 4096> bytes{};
            if (!readable(socket)) {
                continue;
            }
            const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
            if (got <= 0) {
                return;
            }
            all.append(bytes.data(), static_cast<std::size_t>(got));
            for (std::size_t at = all.find("\x10\x04", answered);
                 at != std::string::npos && at + 2 < all.size();
                 at = all.find("\x10\x04", answered)) {
                const bool paper = all[at + 2] == 4;
                const char answer = paper && !has_paper ? '\x72' : '\x12';
                static_cast<void>(::send(socket, &answer, 1, MSG_NOSIGNAL));
                answered = at + 3;
            }
            if (all.size() > hang_up_after) {
                const linger at_once{1, 0};
                ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
                return;
            }
        }
    }

    int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::jthread thread_{};
};

void sell_tea(TillProgram& till) {
    till.scan(tea_gtin);
    till.wait_for("one line", [](const Json& line) { return line["lines"] == 1; });
    till.press({"F9"});
    till.wait_for_screen("pay");
    till.press({"Return"});
    till.wait_for("its receipt", [](const Json& line) {
        return line["screen"] == "receipt" && line["paper"] == true;
    });
}

class WindowPrinter : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowPrinter, TellsWhatIsWrongAndLetsPeopleChoose) {
    const std::string language = GetParam();
    auto printer = std::make_unique<NetPrinter>();
    Store store;
    store.set("printer", printer->setting);
    {
        TillProgram till{store.folder(), language, "printer-" + language};
        sign_in(till);
        printer->has_paper = false;
        sell_tea(till);
        till.wait_for("no paper", [](const Json& line) {
            return line["printer_trouble"] == "paper-out";
        });
        till.keep_picture("01-receipt-without-paper");
        till.press({"ctrl+b"});
        till.wait_for_screen("printer");
        till.keep_picture("02-no-paper");
        printer->hang_up_after = 9000;
        printer->has_paper = true;
        till.wait_for("a question", [](const Json& line) {
            return line["printer_trouble"] == "cut-off" && line["print_options"] == 3;
        });
        till.keep_picture("03-asks");
        printer->hang_up_after = SIZE_MAX;
        till.press({"Return"});
        till.wait_for("drawer and receipt", [](const Json& line) { return line["printed"] == 2; });
        till.keep_picture("04-well");
        till.press({"Escape"});
        till.wait_for_screen("sell");
        printer.reset();
        sell_tea(till);
        till.wait_for("nobody there", [](const Json& line) {
            return line["printer_trouble"] == "unreachable";
        });
        till.press({"ctrl+b"});
        till.wait_for_screen("printer");
        till.keep_picture("05-unreachable");
        till.press({"Return"});
        till.wait_for("kept for later", [](const Json& line) { return line["offered"] == 1; });
        till.press({"Escape"});
        till.wait_for_screen("sell");
        till.leave();
    }
    TillProgram till{store.folder(), language, "printer-" + language};
    till.wait_for("offered again", [](const Json& line) { return line["offered"] == 1; });
    till.wait_for_screen("sign-in");
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("sell");
    till.press({"ctrl+b"});
    till.wait_for_screen("printer");
    till.keep_picture("06-offered");
    EXPECT_EQ(store.records("sale").size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowPrinter, ::testing::Values("vi", "en"));

} // namespace
} // namespace ocop::ui
