#include "pos/cli/command_line.hpp"
#include "pos/core/json.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "tests/devices/scanner_bytes.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <memory>
#include <ostream>
#include <set>
#include <streambuf>
#include <string>
#include <thread>

namespace ocop::cli {
namespace {

using namespace std::chrono_literals;
using devices::testing::EmulatedDevice;
using devices::testing::UsbTestBed;

/// Hands each line over as soon as it is flushed.
class Lines : public std::streambuf {
public:
    [[nodiscard]] std::string next() { return lines_.pop_for(30s).value_or("none"); }

protected:
    int_type overflow(int_type c) override {
        if (c == '\n') {
            static_cast<void>(lines_.push(std::move(line_)));
            line_.clear();
        } else {
            line_ += static_cast<char>(c);
        }
        return c;
    }

private:
    std::string line_{};
    BoundedQueue<std::string> lines_{100};
};

/// `ocop devices …` in this process, whose USB is emulated, on a thread of its own until SIGTERM.
class Watching {
public:
    explicit Watching(const char* language)
        : thread_{[this, language] {
              const std::array arguments{
                  "ocop",
                  "devices",
                  "watch",
                  "--lang",
                  language,
                  language[0] == 'e' ? "--json" : "--scanner=auto"};
              std::ostream out{&lines};
              std::ostream err{&faults};
              code = run(static_cast<int>(arguments.size()), arguments.data(), out, err);
          }} {}

    void end() {
        kill(getpid(), SIGTERM);
        thread_.join();
    }

    Lines lines{};
    Lines faults{};
    int code = -1;

private:
    std::jthread thread_;
};

class DevicesWatch : public ::testing::Test {
protected:
    DevicesWatch() {
        // Every thread of this program leaves the signal to the one that waits for it.
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        bed_ = std::make_unique<UsbTestBed>();
    }

    std::shared_ptr<EmulatedDevice> plug() {
        auto scanner = std::make_shared<EmulatedDevice>(devices::testing::pos_scanner());
        scanner->set_report_descriptor(0, devices::testing::pos_descriptor());
        bed_->plug(scanner, "1-1");
        return scanner;
    }

    std::unique_ptr<UsbTestBed> bed_{};
};

TEST_F(DevicesWatch, TellsArrivalsCodesAndRemovalsAsJsonLines) {
    Watching watching{"en"};
    const auto scanner = plug();
    const auto next = [&] {
        Json line = Json::parse(watching.lines.next());
        EXPECT_EQ(line.at("at").get<std::string>().size(), 25U);
        line.erase("at");
        return line;
    };
    const Json about{
        {"kind", "scanner"}, {"id", "0c2e:0b8f:18012B4471@1-1"}, {"name", "Voyager 1400g"}};
    const auto told = [&about](Json more) {
        more.update(about);
        return more;
    };
    EXPECT_EQ(next(), told({{"event", "arrived"}}));
    EXPECT_EQ(next(), told({{"event", "ready"}, {"mode", "hid-pos"}}));
    scanner->send(0x81, devices::testing::pos_report("]E0", "8934563138165"));
    const Json code{
        {"event", "code"}, {"id", "0c2e:0b8f:18012B4471@1-1"}, {"code", "]E08934563138165"}};
    EXPECT_EQ(next(), code);
    bed_->unplug(*scanner);
    std::set<std::string> both{
        next().at("event").get<std::string>(), next().at("event").get<std::string>()};
    EXPECT_EQ(both, (std::set<std::string>{"gone", "left"}));
    watching.end();
    EXPECT_EQ(watching.code, 0);
}

TEST_F(DevicesWatch, TellsPeopleInTheirLanguage) {
    Watching watching{"vi"};
    const auto scanner = plug();
    EXPECT_EQ(
        watching.lines.next().substr(8), "  cắm vào  Voyager 1400g  0c2e:0b8f:18012B4471@1-1"
    );
    EXPECT_EQ(
        watching.lines.next().substr(8),
        "  máy quét sẵn sàng  Voyager 1400g  0c2e:0b8f:18012B4471@1-1"
    );
    scanner->send(
        0x81,
        devices::testing::pos_report(
            "]d2",
            "0108934563138165\x1D"
            "10L1"
        )
    );
    EXPECT_EQ(
        watching.lines.next().substr(8), "  ]d20108934563138165<GS>10L1  0c2e:0b8f:18012B4471@1-1"
    );
    watching.end();
}

TEST(DevicesWatchUsage, RefusesAScannerThatIsNone) {
    Lines lines;
    Lines faults;
    std::ostream out{&lines};
    std::ostream err{&faults};
    const std::array arguments{
        "ocop", "devices", "watch", "--lang", "en", "--scanner", "the red one"};
    EXPECT_EQ(run(static_cast<int>(arguments.size()), arguments.data(), out, err), 3);
    EXPECT_NE(faults.next().find("A scanner is auto, off"), std::string::npos);
}

} // namespace
} // namespace ocop::cli
