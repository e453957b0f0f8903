#include "devices/device_kind.hpp"
#include "devices/usb_bus.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "tests/devices/scanner_bytes.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ocop::devices {
namespace {

using namespace std::chrono_literals;
using testing::EmulatedDevice;
using testing::UsbTestBed;

/// Changes as they are told, one after the other.
class Changes {
public:
    [[nodiscard]] UsbBus::OnChange handler() {
        return [this](const UsbChange& change) {
            const bool came = change.kind == UsbChange::Kind::arrived;
            ASSERT_TRUE(told_.push((came ? "+" : "-") + id_of(change.device)));
        };
    }

    /// "" if nothing comes for 30 s.
    [[nodiscard]] std::string next() { return told_.pop_for(30s).value_or(""); }

    [[nodiscard]] bool is_empty() { return !told_.try_pop(); }

private:
    BoundedQueue<std::string> told_{100};
};

std::unique_ptr<UsbBus> started(bool poll = false) {
    UsbBusOptions options;
    options.poll = poll;
    options.poll_every = 20ms;
    return std::move(*UsbBus::start(options));
}

TEST(UsbBusTest, FindsNothingOnABusWithoutDevices) {
    UsbTestBed bed;
    EXPECT_TRUE(started()->devices().empty());
    const auto devices = list_usb_devices();
    ASSERT_TRUE(devices) << devices.error().what;
    EXPECT_TRUE(devices->empty());
}

TEST(UsbBusTest, ListsDevicesWithTheirInterfacesTextsAndPorts) {
    UsbTestBed bed;
    bed.plug(testing::epson_printer(), "1-1");
    bed.plug(testing::keyboard_scanner(), "1-2");
    const auto bus = started();
    const auto devices = bus->devices();
    ASSERT_EQ(devices.size(), 2U) << "and no hub";
    const UsbDevice& printer = devices[0];
    EXPECT_EQ(printer.vendor, 0x04B8);
    EXPECT_EQ(printer.product, 0x0E15);
    EXPECT_EQ(printer.bus, 1);
    EXPECT_EQ(printer.port, "1-1");
    EXPECT_EQ(printer.maker, "EPSON");
    EXPECT_EQ(printer.name, "TM-T20");
    EXPECT_EQ(printer.serial, "J5KF012");
    EXPECT_TRUE(printer.may_open);
    EXPECT_EQ(printer.interfaces, testing::epson_printer().interfaces);
    EXPECT_EQ(kind_of(printer), DeviceKind::printer);
    EXPECT_EQ(id_of(printer), "04b8:0e15:J5KF012@1-1");
    EXPECT_EQ(devices[1].interfaces, testing::keyboard_scanner().interfaces);
    EXPECT_EQ(kind_of(devices[1]), DeviceKind::keyboard);
    EXPECT_EQ(id_of(devices[1]), "0416:c141@1-2");
}

class UsbBusComings : public ::testing::TestWithParam<bool> {};

TEST_P(UsbBusComings, AreToldInOrderOnceEach) {
    UsbTestBed bed;
    const auto scanner = bed.plug(testing::keyboard_scanner(), "1-2");
    const auto bus = started(GetParam());
    Changes changes;
    const auto watch = bus->watch(changes.handler());
    EXPECT_EQ(changes.next(), "+0416:c141@1-2") << "what is here already";
    const auto printer = bed.plug(testing::epson_printer(), "1-1");
    EXPECT_EQ(changes.next(), "+04b8:0e15:J5KF012@1-1");
    bed.unplug(*scanner);
    EXPECT_EQ(changes.next(), "-0416:c141@1-2");
    bed.plug(testing::keyboard_scanner(), "1-3");
    EXPECT_EQ(changes.next(), "+0416:c141@1-3");
    EXPECT_EQ(bus->devices().size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(HeardOrPolled, UsbBusComings, ::testing::Bool(), [](const auto& poll) {
    return poll.param ? "Polled" : "Heard";
});

TEST(UsbBusTest, TenDevicesAtOnceAreAllTold) {
    UsbTestBed bed;
    const auto bus = started();
    Changes changes;
    const auto watch = bus->watch(changes.handler());
    for (int port = 1; port <= 10; ++port) {
        bed.plug(testing::epson_printer(), "1-" + std::to_string(port));
    }
    for (int port = 1; port <= 10; ++port) {
        EXPECT_EQ(changes.next(), "+04b8:0e15:J5KF012@1-" + std::to_string(port));
    }
}

TEST(UsbBusTest, ADeviceThatWillNotSayItsTextsIsListedWithoutThem) {
    UsbTestBed bed;
    const auto printer = std::make_shared<EmulatedDevice>(testing::epson_printer());
    printer->be_silent();
    bed.plug(printer, "1-1");
    const auto bus = started();
    const auto devices = bus->devices();
    ASSERT_EQ(devices.size(), 1U);
    EXPECT_EQ(devices[0].name, "");
    EXPECT_EQ(id_of(devices[0]), "04b8:0e15@1-1");
}

TEST(UsbBusTest, ADeviceUnpluggedWhileItIsAskedForItsTextsIsNeverTold) {
    UsbTestBed bed;
    const auto bus = started();
    Changes changes;
    const auto watch = bus->watch(changes.handler());
    const auto silent = std::make_shared<EmulatedDevice>(testing::epson_printer());
    silent->be_silent();
    bed.plug(silent, "1-1");
    ASSERT_TRUE(silent->wait_until([&] { return silent->pending(0) == 1; }));
    bed.unplug(*silent);
    bed.plug(testing::keyboard_scanner(), "1-2");
    EXPECT_EQ(changes.next(), "+0416:c141@1-2");
    EXPECT_EQ(bus->devices().size(), 1U);
}

TEST(UsbBusTest, ADeviceTheSystemKeepsFromUsSaysHowToMendThat) {
    UsbTestBed bed;
    const auto printer = bed.plug(testing::epson_printer(), "1-1");
    const auto bus = started();
    const UsbDevice device = bus->devices().at(0);
    bed.forbid(*printer);
    const auto link = bus->open(device, device.interfaces[0], 0ms);
    bed.allow(*printer);
    ASSERT_FALSE(link);
    EXPECT_EQ(link.error(), UsbFault::no_permission);
    const Failure failure = failure_of(link.error(), device);
    EXPECT_EQ(
        words(failure, Language::en),
        "This account may not open the device: TM-T20, 04b8:0e15:J5KF012@1-1; copy "
        "70-ocop.rules to /etc/udev/rules.d/ and plug the device in again."
    );
    EXPECT_NE(words(failure, Language::vi).find("70-ocop.rules"), std::string::npos);
}

TEST(UsbBusTest, ADeviceTheSystemKeepsFromUsIsListedAllTheSame) {
    UsbTestBed bed;
    const auto printer = bed.plug(testing::epson_printer(), "1-1");
    bed.forbid(*printer);
    const auto devices = started()->devices();
    bed.allow(*printer);
    ASSERT_EQ(devices.size(), 1U);
    EXPECT_FALSE(devices[0].may_open);
    EXPECT_EQ(id_of(devices[0]), "04b8:0e15@1-1");
}

/// A HID device of a maker nobody knows, that is no boot keyboard.
UsbDevice riddle() {
    UsbDevice device = testing::pos_scanner();
    device.vendor = 0x1234;
    return device;
}

TEST(UsbBusTest, AScannerOfAnUnknownMakerIsKnownByItsReportDescriptor) {
    UsbTestBed bed;
    UsbBusOptions options;
    options.driver_patience = 30s;
    const auto bus = std::move(*UsbBus::start(options));
    Changes changes;
    const auto watch = bus->watch(changes.handler());
    const auto scanner = bed.plug(riddle(), "1-1");
    const auto other = bed.plug(riddle(), "1-2");
    // The kernel's driver binds a moment after the device has come.
    bed.bind_hid(*scanner, 0, testing::pos_descriptor());
    bed.bind_hid(*other, 0, {0x05, 0x01, 0x09, 0x04, 0xA1, 0x01, 0xC0}); // a joystick
    const auto devices = bus->devices();
    ASSERT_EQ(devices.size(), 2U);
    EXPECT_EQ(kind_of(devices[0]), DeviceKind::scanner);
    EXPECT_TRUE(devices[0].interfaces[0].scans);
    EXPECT_EQ(kind_of(devices[1]), DeviceKind::other);
    EXPECT_EQ(changes.next().substr(0, 10), "+1234:0b8f");
    EXPECT_EQ(changes.next().substr(0, 10), "+1234:0b8f");
    EXPECT_TRUE(changes.is_empty());
    EXPECT_EQ(scanner->claims(), 0) << "it was only looked up";
}

TEST(UsbBusTest, AHidDeviceNoDriverIsBoundToIsToldAllTheSame) {
    UsbTestBed bed;
    UsbBusOptions options;
    options.driver_patience = 0ms;
    bed.plug(riddle(), "1-1");
    const auto devices = (*UsbBus::start(options))->devices();
    ASSERT_EQ(devices.size(), 1U);
    EXPECT_EQ(kind_of(devices[0]), DeviceKind::other);
}

TEST(UsbBusTest, OnceTheSystemLetsUsADeviceIsToldAgainWithItsTexts) {
    UsbTestBed bed;
    const auto printer = bed.plug(testing::epson_printer(), "1-1");
    bed.forbid(*printer);
    const auto bus = started();
    Changes changes;
    const auto watch = bus->watch(changes.handler());
    EXPECT_EQ(changes.next(), "+04b8:0e15@1-1");
    EXPECT_FALSE(bus->devices().at(0).may_open);
    EXPECT_TRUE(changes.is_empty()) << "asked in vain, nothing is new";
    bed.allow(*printer);
    const auto devices = bus->devices();
    EXPECT_TRUE(devices.at(0).may_open);
    EXPECT_EQ(id_of(devices.at(0)), "04b8:0e15:J5KF012@1-1");
    EXPECT_EQ(changes.next(), "+04b8:0e15:J5KF012@1-1");
    bed.unplug(*printer);
    EXPECT_EQ(changes.next(), "-04b8:0e15:J5KF012@1-1");
}

TEST(UsbBusTest, ADeviceThatOpensAtLastIsToldAgain) {
    UsbTestBed bed;
    const auto printer = bed.plug(testing::epson_printer(), "1-1");
    bed.forbid(*printer);
    const auto bus = started();
    const UsbDevice device = bus->devices().at(0);
    Changes changes;
    const auto watch = bus->watch(changes.handler());
    EXPECT_EQ(changes.next(), "+04b8:0e15@1-1");
    bed.allow(*printer);
    EXPECT_TRUE(bus->open(device, device.interfaces.at(0), 0ms));
    EXPECT_EQ(changes.next(), "+04b8:0e15:J5KF012@1-1");
}

TEST(UsbBusTest, AHandlerThatThrowsTakesNothingWithIt) {
    UsbTestBed bed;
    BoundedQueue<std::string> faults{10};
    UsbBusOptions options;
    options.on_fault = [&](const std::string& what) {
        ASSERT_TRUE(faults.push(std::string{what}));
    };
    const auto bus = std::move(*UsbBus::start(options));
    const auto bad = bus->watch([](const UsbChange&) { throw std::runtime_error{"bad handler"}; });
    Changes changes;
    const auto good = bus->watch(changes.handler());
    bed.plug(testing::keyboard_scanner(), "1-2");
    EXPECT_EQ(changes.next(), "+0416:c141@1-2");
    EXPECT_EQ(faults.pop_for(30s), "bad handler");
}

TEST(UsbBusTest, AWatchThatIsGoneHearsNothingMore) {
    UsbTestBed bed;
    const auto bus = started();
    Changes changes;
    auto watch = bus->watch(changes.handler());
    Changes others;
    const auto other = bus->watch(others.handler());
    watch.reset();
    bed.plug(testing::keyboard_scanner(), "1-2");
    EXPECT_EQ(others.next(), "+0416:c141@1-2");
    EXPECT_TRUE(changes.is_empty());
}

} // namespace
} // namespace ocop::devices
