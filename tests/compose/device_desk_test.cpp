#include "pos/compose/device_desk.hpp"
#include "pos/compose/device_settings.hpp"
#include "pos/compose/system_clock.hpp"
#include "tests/devices/scratch.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace ocop::compose {
namespace {

using namespace std::chrono_literals;
using devices::testing::Bytes;
using devices::testing::EmulatedDevice;
using devices::testing::UsbTestBed;

using Settings = std::map<std::string, std::string>;

/// Two printers alike on an emulated bus, a store that prints at the first, and its device desk.
class DeviceDeskTest : public ::testing::Test {
protected:
    DeviceDeskTest() {
        PaperDeskParts paper;
        paper.folder = scratch.path();
        paper.language = Language::en;
        paper.bus = [this] { return bus.get().value_or(nullptr); };
        paper.on_status = [this](const devices::PrintStatus& status) {
            static_cast<void>(prints.push(devices::PrintStatus{status}));
        };
        paper_desk = std::make_unique<PaperDesk>(std::move(paper));
        DeviceDeskParts parts;
        parts.bus = &bus;
        parts.paper = paper_desk.get();
        parts.clock = &clock;
        parts.folder = scratch.path();
        parts.language = Language::en;
        parts.on_change = [this](devices::UsbChange change) {
            static_cast<void>(changes.push(std::move(change)));
        };
        parts.on_listed = [this](std::string fault) {
            static_cast<void>(listed.push(std::move(fault)));
        };
        parts.on_verdict = [this](PrinterVerdict verdict) {
            static_cast<void>(verdicts.push(std::move(verdict)));
        };
        parts.on_fault = [](const std::string& what) { ADD_FAILURE() << what; };
        desk = std::make_unique<DeviceDesk>(std::move(parts));
    }

    ~DeviceDeskTest() override {
        desk.reset();
        paper_desk.reset();
    }

    [[nodiscard]] PrinterVerdict
    test(const std::string& address, TestSlips slips = TestSlips::page) {
        desk->test(++number, *parse_printer_address(address), settings, slips);
        auto verdict = verdicts.pop_for(30s);
        EXPECT_TRUE(verdict && verdict->number == number);
        return verdict.value_or(PrinterVerdict{});
    }

    /// A receipt on its way through the print queue, to its end.
    void print_receipt() {
        paper_desk->choose_printer(settings);
        EXPECT_TRUE(paper_desk->service().print({"receipt", 1, "RECEIPT", "AGAIN"}));
        while (auto status = prints.pop_for(30s)) {
            if (status->done > 0 && status->phase == devices::PrintStatus::Phase::idle) {
                return;
            }
        }
        ADD_FAILURE() << "it did not print";
    }

    static std::string taken_by(const EmulatedDevice& device) {
        const Bytes bytes = device.received();
        return {bytes.begin(), bytes.end()};
    }

    UsbTestBed bed{};
    std::shared_ptr<EmulatedDevice> first = bed.plug(devices::testing::epson_printer(), "1-1");
    std::shared_ptr<EmulatedDevice> second = bed.plug(devices::testing::epson_printer(), "1-2");
    devices::Scratch scratch{};
    SystemClock clock{};
    DeviceBus bus{};
    BoundedQueue<devices::UsbChange> changes{100};
    BoundedQueue<std::string> listed{10};
    BoundedQueue<PrinterVerdict> verdicts{10};
    BoundedQueue<devices::PrintStatus> prints{1000};
    Settings settings{{"printer", "usb:04b8:0e15:J5KF012@1-1"}};
    std::unique_ptr<PaperDesk> paper_desk{};
    std::unique_ptr<DeviceDesk> desk{};
    int number = 0;
};

TEST_F(DeviceDeskTest, TellsWhatIsPluggedInAndWhatComesAndGoes) {
    EXPECT_EQ(listed.pop_for(30s), "");
    std::set<std::string> ports;
    for (int i = 0; i < 2; ++i) {
        const auto change = changes.pop_for(30s);
        ASSERT_TRUE(change);
        EXPECT_EQ(change->kind, devices::UsbChange::Kind::arrived);
        ports.insert(change->device.port);
    }
    EXPECT_EQ(ports, (std::set<std::string>{"1-1", "1-2"}));
    bed.unplug(*second);
    const auto change = changes.pop_for(30s);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->kind, devices::UsbChange::Kind::left);
    EXPECT_EQ(change->device.port, "1-2");
}

TEST_F(DeviceDeskTest, PrintsATestPageOnAPrinterThatIsNotTheChosenOneAndLetsItGo) {
    EXPECT_EQ(test("usb:04b8:0e15:J5KF012@1-2").fault, "");
    EXPECT_GT(second->received().size(), 1000U);
    EXPECT_FALSE(second->is_claimed(0)) << "it is not ours";
    EXPECT_TRUE(first->received().empty());
}

TEST_F(DeviceDeskTest, PrintsATestPageOnTheChosenPrinterWhileTheQueueHoldsIt) {
    print_receipt();
    ASSERT_TRUE(first->is_claimed(0));
    EXPECT_EQ(test("usb:04b8:0e15:J5KF012@1-1").fault, "");
    EXPECT_GT(first->received().size(), 1000U);
    EXPECT_NE(taken_by(*first).find("RECEIPT"), std::string::npos);
    EXPECT_EQ(first->claims(), 1) << "borrowed, not taken away";
    EXPECT_TRUE(second->received().empty());
}

TEST_F(DeviceDeskTest, PrintsASlipForEachCodePageOfTheModelWhereItIsAskedFor) {
    settings["printer.model"] = "citizen-80";
    EXPECT_EQ(test("usb:04b8:0e15:J5KF012@1-2").fault, "");
    const auto only_page = taken_by(*second);
    EXPECT_EQ(only_page.find("\x1Bt"), std::string::npos) << "dots alone";
    EXPECT_EQ(test("usb:04b8:0e15:J5KF012@1-2", TestSlips::code_pages).fault, "");
    const auto both = taken_by(*second).substr(only_page.size());
    EXPECT_NE(both.find("Windows-1258"), std::string::npos);
    EXPECT_NE(both.find("TCVN-3"), std::string::npos);
}

TEST_F(DeviceDeskTest, SaysInWordsWhyAPrinterPrintsNoTestPage) {
    second->accept_up_to(0);
    EXPECT_EQ(
        test("usb:04b8:0e15:J5KF012@1-2").fault, words(PrintTrouble::takes_nothing, Language::en)
    );
    bed.unplug(*second);
    EXPECT_NE(test("usb:04b8:0e15:J5KF012@1-2").fault, "");
    EXPECT_EQ(test("usb:0000:0001").fault, words(PrintTrouble::no_printer, Language::en));
    EXPECT_EQ(test("folder").fault, "");
    EXPECT_FALSE(std::filesystem::is_empty(scratch.path() / "printed"));
}

} // namespace
} // namespace ocop::compose
