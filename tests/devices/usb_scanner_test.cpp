#include "devices/scanner_service.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "tests/devices/scanner_bytes.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ocop::devices {
namespace {

using namespace std::chrono_literals;
using testing::Bytes;
using testing::EmulatedDevice;
using testing::pos_report;
using testing::UsbTestBed;

constexpr std::uint8_t in = 0x81;
constexpr std::uint8_t serial_in = 0x82;

std::string ean(int number) {
    return "89345631" + std::to_string(10'000 + number);
}

/// A counter with scanners: codes as "id: code", news as "ready id mode".
class ScannersTest : public ::testing::Test {
protected:
    void start(const char* choice = "auto") {
        ScannerService::Handlers handlers;
        handlers.on_code = [this](const ScannedCode& scanned) {
            ASSERT_TRUE(codes_.push(scanned.scanner + ": " + scanned.text));
        };
        handlers.on_news = [this](const ScannerNews& news) {
            std::string text = std::string{code(news.kind)} + " " + id_of(news.device);
            if (news.mode) {
                text += " " + std::string{code(*news.mode)};
            }
            if (news.failure) {
                text += " " + std::string{name(news.failure->code)};
            }
            ASSERT_TRUE(news_.push(std::move(text)));
        };
        service_ =
            std::make_unique<ScannerService>(*bus_, *parse_scanner_choice(choice), handlers, pace_);
    }

    std::shared_ptr<EmulatedDevice> plug_pos(const std::string& port) {
        const auto scanner = std::make_shared<EmulatedDevice>(testing::pos_scanner());
        scanner->set_report_descriptor(0, testing::pos_descriptor());
        bed_.plug(scanner, port);
        return scanner;
    }

    /// Waits until the bus has heard of so many devices.
    void wait_for(std::size_t devices) {
        BoundedQueue<bool> heard{100};
        const auto watch = bus_->watch([&](const UsbChange&) { ASSERT_TRUE(heard.push(true)); });
        for (std::size_t i = 0; i < devices; ++i) {
            ASSERT_TRUE(heard.pop_for(30s));
        }
    }

    void type(EmulatedDevice& scanner, std::string_view text) {
        for (Bytes& report : testing::typed(text)) {
            scanner.send(in, std::move(report));
        }
    }

    [[nodiscard]] std::string next_code() { return codes_.pop_for(30s).value_or("none"); }

    [[nodiscard]] std::string next_news() { return news_.pop_for(30s).value_or("none"); }

    /// Nothing has come that was not asked for; waits for nothing.
    [[nodiscard]] bool is_quiet() { return !codes_.try_pop() && !news_.try_pop(); }

    /// So that no code is cut where a test does not say so, however slow the machine.
    ScannerPace pace_{1h, 1h, {0ms, 0ms, 0ms}, 2s};
    UsbTestBed bed_{};
    std::unique_ptr<UsbBus> bus_ = std::move(*UsbBus::start());
    BoundedQueue<std::string> codes_{1000};
    BoundedQueue<std::string> news_{100};
    std::unique_ptr<ScannerService> service_{};
};

TEST_F(ScannersTest, TakesAHidPosScannerAndStartsIt) {
    const auto scanner = plug_pos("1-1");
    Bytes feature;
    scanner->on_control([&](const UsbSetup& setup, std::span<const std::uint8_t> data) {
        feature.assign(data.begin(), data.end());
        return setup.request == 0x09 && setup.value == 0x03FE ? std::optional{Bytes{}}
                                                              : std::nullopt;
    });
    start();
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    EXPECT_EQ(feature, (Bytes{0xFE, 0x01}));
    EXPECT_FALSE(scanner->has_driver(0)) << "it types into no window";
    scanner->send(in, pos_report("]E0", "8934563138165"));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E08934563138165");
    service_.reset();
    EXPECT_TRUE(scanner->has_driver(0));
}

TEST_F(ScannersTest, TakesASerialScannerAndSetsItsLine) {
    const auto scanner = std::make_shared<EmulatedDevice>(testing::serial_scanner());
    std::vector<std::pair<int, Bytes>> told;
    scanner->on_control([&](const UsbSetup& setup, std::span<const std::uint8_t> data) {
        told.emplace_back(setup.request << 8 | setup.value, Bytes{data.begin(), data.end()});
        return std::optional{Bytes{}};
    });
    bed_.plug(scanner, "1-1");
    start();
    EXPECT_EQ(next_news(), "ready 1eab:1d06@1-1 serial");
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].first, 0x2000);
    EXPECT_EQ(told[0].second, (Bytes{0x80, 0x25, 0, 0, 0, 0, 8}));
    EXPECT_EQ(told[1].first, 0x2203) << "DTR and RTS";
    EXPECT_TRUE(scanner->is_claimed(0));
    EXPECT_TRUE(scanner->is_claimed(1));
    const std::string text = "]C1010893456313816510LOT-A1\x1D"
                             "17270131\r\n";
    scanner->send(serial_in, {text.begin(), text.begin() + 20});
    scanner->send(serial_in, {text.begin() + 20, text.end()});
    EXPECT_EQ(
        next_code(),
        "1eab:1d06@1-1: ]C1010893456313816510LOT-A1\x1D"
        "17270131"
    );
}

TEST_F(ScannersTest, LeavesAnOrdinaryKeyboardAloneUnlessItIsChosen) {
    const auto keyboard = bed_.plug(testing::keyboard_scanner(), "1-2");
    start();
    plug_pos("1-1");
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    EXPECT_TRUE(keyboard->has_driver(0));
    EXPECT_EQ(keyboard->claims(), 0);
    service_->choose(*parse_scanner_choice("auto 0416:c141@1-2"));
    EXPECT_EQ(next_news(), "ready 0416:c141@1-2 keyboard");
    EXPECT_FALSE(keyboard->has_driver(0));
    type(*keyboard, "8934563138165");
    EXPECT_EQ(next_code(), "0416:c141@1-2: 8934563138165");
    service_->choose(*parse_scanner_choice("auto"));
    EXPECT_EQ(next_news(), "gone 0416:c141@1-2 keyboard");
    EXPECT_TRUE(keyboard->wait_until([&] { return keyboard->has_driver(0); }));
}

TEST_F(ScannersTest, TakesOnlyWhatIsChosenAndNothingWhenOff) {
    const auto pos = plug_pos("1-1");
    bed_.plug(testing::keyboard_scanner(), "1-2");
    bed_.plug(testing::keyboard_scanner(), "1-3");
    wait_for(3);
    start("0416:c141@1-3");
    EXPECT_EQ(next_news(), "ready 0416:c141@1-3 keyboard");
    EXPECT_EQ(pos->claims(), 0);
    service_->choose(*parse_scanner_choice("off"));
    EXPECT_EQ(next_news(), "gone 0416:c141@1-3 keyboard");
    service_->choose(*parse_scanner_choice("auto"));
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
}

TEST_F(ScannersTest, TwentyCodesAtOnceFromEachOfTwoScannersComeAllInOrder) {
    const auto pos = plug_pos("1-1");
    const auto keyboard = bed_.plug(testing::keyboard_scanner(), "1-2");
    start("auto 0416:c141");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    for (int i = 0; i < 20; ++i) {
        pos->send(in, pos_report("]E0", ean(i)));
        type(*keyboard, ean(i));
    }
    std::map<std::string, int> seen;
    for (int i = 0; i < 40; ++i) {
        const std::string scanned = next_code();
        const bool is_pos = scanned.starts_with("0c2e");
        const int number = seen[is_pos ? "pos" : "keyboard"]++;
        EXPECT_EQ(
            scanned,
            is_pos ? "0c2e:0b8f:18012B4471@1-1: ]E0" + ean(number) : "0416:c141@1-2: " + ean(number)
        );
    }
    EXPECT_TRUE(is_quiet());
}

TEST_F(ScannersTest, UnpluggedBetweenTwoHalvesOfACodeDeliversNoHalf) {
    auto pos = plug_pos("1-1");
    auto keyboard = bed_.plug(testing::keyboard_scanner(), "1-2");
    start("auto 0416:c141");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    pos->send(in, pos_report("]Q1", std::string(56, 'x'), true));
    auto half = testing::typed("8934563");
    half.resize(half.size() - 2); // no Enter
    for (Bytes& report : half) {
        keyboard->send(in, std::move(report));
    }
    ASSERT_TRUE(keyboard->wait_until([&] { return keyboard->is_drained(in); }));
    ASSERT_TRUE(pos->wait_until([&] { return pos->is_drained(in); }));
    bed_.unplug(*pos);
    bed_.unplug(*keyboard);
    ASSERT_EQ(next_news().substr(0, 4), "gone");
    ASSERT_EQ(next_news().substr(0, 4), "gone");
    pos = plug_pos("1-1");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    keyboard = bed_.plug(testing::keyboard_scanner(), "1-2");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    pos->send(in, pos_report("]E0", "8935212100014"));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E08935212100014");
    type(*keyboard, "138165");
    EXPECT_EQ(next_code(), "0416:c141@1-2: 138165");
    EXPECT_TRUE(is_quiet());
}

/// The reports of `text` without the Enter behind it.
std::vector<Bytes> typed_without_enter(std::string_view text) {
    auto reports = testing::typed(text);
    reports.resize(reports.size() - 2);
    return reports;
}

TEST_F(ScannersTest, ATypingScannerWithoutASuffixIsHeardAfterASilence) {
    pace_.silence = 20ms;
    const auto keyboard = bed_.plug(testing::keyboard_scanner(), "1-2");
    start("0416:c141");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    for (int i = 0; i < 3; ++i) {
        for (Bytes& report : typed_without_enter("893")) {
            keyboard->send(in, std::move(report));
        }
        EXPECT_EQ(next_code(), "0416:c141@1-2: 893");
    }
    EXPECT_TRUE(is_quiet());
}

TEST_F(ScannersTest, ASerialScannerWithoutASuffixIsHeardAfterASilence) {
    pace_.silence = 20ms;
    const auto scanner = bed_.plug(testing::serial_scanner(), "1-1");
    start();
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    for (int i = 0; i < 3; ++i) {
        const std::string text = ean(i);
        scanner->send(serial_in, {text.begin(), text.end()});
        EXPECT_EQ(next_code(), "1eab:1d06@1-1: " + text);
    }
    EXPECT_TRUE(is_quiet());
}

TEST_F(ScannersTest, AReportThatIsRepeatedWithoutEndEndsNoSilence) {
    pace_.silence = 20ms;
    const auto keyboard = bed_.plug(testing::keyboard_scanner(), "1-2");
    keyboard->repeat_last(in);
    start("0416:c141");
    ASSERT_EQ(next_news().substr(0, 5), "ready");
    for (Bytes& report : typed_without_enter("893")) {
        keyboard->send(in, std::move(report));
    }
    EXPECT_EQ(next_code(), "0416:c141@1-2: 893");
    EXPECT_TRUE(is_quiet());
}

TEST_F(ScannersTest, PluggedIntoAnotherPortTheChosenOneIsStillTaken) {
    start("0416:c141@1-2");
    const auto scanner = bed_.plug(testing::keyboard_scanner(), "1-5");
    EXPECT_EQ(next_news(), "ready 0416:c141@1-5 keyboard");
}

TEST_F(ScannersTest, ItsTwinIsGivenBackWhenTheChosenOneComes) {
    start("0416:c141@1-2");
    const auto twin = bed_.plug(testing::keyboard_scanner(), "1-5");
    EXPECT_EQ(next_news(), "ready 0416:c141@1-5 keyboard");
    bed_.plug(testing::keyboard_scanner(), "1-2");
    EXPECT_EQ(next_news(), "gone 0416:c141@1-5 keyboard");
    EXPECT_EQ(next_news(), "ready 0416:c141@1-2 keyboard");
    EXPECT_TRUE(twin->has_driver(0));
}

TEST_F(ScannersTest, AStallOrABrokenLineIsMendedWithoutReplugging) {
    const auto scanner = plug_pos("1-1");
    start();
    ASSERT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    scanner->stall_in(in);
    ASSERT_TRUE(scanner->wait_until([&] { return scanner->halts_cleared() == 1; }));
    scanner->send(in, pos_report("]E0", ean(1)));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E0" + ean(1));
    scanner->break_reads(3);
    EXPECT_EQ(next_news(), "gone 0c2e:0b8f:18012B4471@1-1 hid-pos");
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    scanner->send(in, pos_report("]E0", ean(2)));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E0" + ean(2));
}

TEST_F(ScannersTest, AScannerThatKeepsBreakingIsToldAndTriedAgainAfterItsPauses) {
    pace_.reopen_after = {0ms, 0ms, 1h};
    const auto scanner = plug_pos("1-1");
    scanner->break_reads(9);
    start();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
        EXPECT_EQ(next_news(), "gone 0c2e:0b8f:18012B4471@1-1 hid-pos");
    }
    EXPECT_EQ(next_news(), "failed 0c2e:0b8f:18012B4471@1-1 device");
    const auto other = bed_.plug(testing::serial_scanner(), "1-4");
    EXPECT_EQ(next_news(), "ready 1eab:1d06@1-4 serial");
    EXPECT_EQ(scanner->claims(), 3) << "nothing else ends its pause";
    service_->choose(*parse_scanner_choice("auto"));
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos") << "but a person does";
}

TEST_F(ScannersTest, DisturbancesNeverKillAScannerForGood) {
    pace_.reopen_after = {0ms, 0ms};
    const auto scanner = plug_pos("1-1");
    start();
    ASSERT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    for (int i = 0; i < 10; ++i) { // a day of them, with codes between
        scanner->send(in, pos_report("]E0", ean(i)));
        EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E0" + ean(i));
        scanner->break_reads(3);
        EXPECT_EQ(next_news(), "gone 0c2e:0b8f:18012B4471@1-1 hid-pos");
        EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    }
    scanner->break_reads(30); // and many in a row
    scanner->send(in, pos_report("]E0", ean(10)));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E0" + ean(10));
}

TEST_F(ScannersTest, AnEndpointThatHaltsAgainAndAgainIsOpenedAnew) {
    const auto scanner = plug_pos("1-1");
    start();
    ASSERT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    for (int i = 1; i <= 3; ++i) {
        scanner->stall_in(in);
        ASSERT_TRUE(scanner->wait_until([&] { return scanner->halts_cleared() == i; }));
    }
    scanner->stall_in(in);
    EXPECT_EQ(next_news(), "gone 0c2e:0b8f:18012B4471@1-1 hid-pos");
}

TEST_F(ScannersTest, AScannerThatMayNotBeOpenedIsTakenOnceItMay) {
    bus_.reset(); // else it may read the texts before they are forbidden
    const auto scanner = plug_pos("1-1");
    bed_.forbid(*scanner);
    bus_ = std::move(*UsbBus::start());
    // umockdev forgets no opening that failed, and has room for fifty.
    pace_.open_patience = 100ms;
    pace_.reopen_after = {100ms};
    start();
    EXPECT_EQ(next_news(), "failed 0c2e:0b8f@1-1 device-permission");
    bed_.allow(*scanner);
    // The till's own opening succeeds, and its maker's texts, its number with them, can be read.
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f@1-1 hid-pos");
    EXPECT_EQ(next_news(), "gone 0c2e:0b8f@1-1 hid-pos");
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
}

TEST_F(ScannersTest, AScannerAnotherProgramHoldsIsToldAndTakenWhenItIsFree) {
    const auto scanner = plug_pos("1-1");
    scanner->refuse_claims(2);
    start();
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos") << "tried again";
    bed_.unplug(*scanner);
    EXPECT_EQ(next_news(), "gone 0c2e:0b8f:18012B4471@1-1 hid-pos");
    const auto held = std::make_shared<EmulatedDevice>(testing::pos_scanner());
    held->refuse_claims(1'000'000);
    bed_.plug(held, "1-1");
    EXPECT_EQ(next_news(), "failed 0c2e:0b8f:18012B4471@1-1 device-busy");
    held->refuse_claims(0);
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos") << "told once, tried again";
}

TEST_F(ScannersTest, AScannerWithOneInterfaceHeldByAnotherIsReadByTheNext) {
    UsbDevice both = testing::serial_scanner();
    both.interfaces.push_back({3, 1, 1, 2, 0, {{0x84, UsbTransfer::interrupt, 8}}, {}});
    const auto scanner = std::make_shared<EmulatedDevice>(both);
    scanner->hold(1);
    bed_.plug(scanner, "1-1");
    start();
    EXPECT_EQ(next_news(), "ready 1eab:1d06@1-1 keyboard");
    EXPECT_FALSE(scanner->is_claimed(0)) << "the control interface is given back";
}

TEST_F(ScannersTest, AMakersDeviceThatIsNoScannerIsGivenBack) {
    const auto other = std::make_shared<EmulatedDevice>(testing::pos_scanner());
    other->set_report_descriptor(0, {0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0xC0});
    bed_.plug(other, "1-1");
    start();
    EXPECT_EQ(next_news(), "failed 0c2e:0b8f:18012B4471@1-1 device");
    EXPECT_TRUE(other->has_driver(0));
}

TEST_F(ScannersTest, AHidPosScannerOfAnUnknownMakerIsTakenByItself) {
    UsbBusOptions options;
    options.driver_patience = 30s;
    bus_ = std::move(*UsbBus::start(options));
    start();
    UsbDevice unknown = testing::pos_scanner();
    unknown.vendor = 0x1234;
    const auto scanner = std::make_shared<EmulatedDevice>(unknown);
    scanner->set_report_descriptor(0, testing::pos_descriptor());
    bed_.plug(scanner, "1-1");
    bed_.bind_hid(*scanner, 0, testing::pos_descriptor());
    EXPECT_EQ(next_news(), "ready 1234:0b8f:18012B4471@1-1 hid-pos");
    scanner->send(in, pos_report("]E0", ean(1)));
    EXPECT_EQ(next_code(), "1234:0b8f:18012B4471@1-1: ]E0" + ean(1));
    bed_.unplug(*scanner);
    EXPECT_EQ(next_news(), "gone 1234:0b8f:18012B4471@1-1 hid-pos");
}

TEST_F(ScannersTest, AKnownScannerThatTellsNoDescriptorIsReadByTheKnownLayouts) {
    const auto scanner = bed_.plug(testing::pos_scanner(), "1-1");
    start();
    EXPECT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    scanner->send(in, testing::plain_pos_report("8934563138165\r"));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: 8934563138165");
}

TEST_F(ScannersTest, GarbageReportsAreNoCodes) {
    const auto scanner = plug_pos("1-1");
    start();
    ASSERT_EQ(next_news(), "ready 0c2e:0b8f:18012B4471@1-1 hid-pos");
    scanner->send(in, Bytes(64, 0xFF));
    scanner->send(in, {2});
    scanner->send(in, {});
    scanner->send(in, {2, 60, ']'});
    scanner->send(in, pos_report("]E0", "8934563138165"));
    EXPECT_EQ(next_code(), "0c2e:0b8f:18012B4471@1-1: ]E08934563138165");
    EXPECT_TRUE(is_quiet());
}

TEST(ScannerPlans, PreferReportsToASerialPortToKeys) {
    UsbDevice device = testing::serial_scanner();
    device.interfaces.push_back({3, 1, 1, 2, 0, {{0x84, UsbTransfer::interrupt, 8}}, {}});
    device.interfaces.push_back({3, 0, 0, 3, 0, {{0x85, UsbTransfer::interrupt, 64}}, {}});
    device.interfaces.push_back({3, 1, 2, 4, 0, {{0x86, UsbTransfer::interrupt, 8}}, {}});
    const auto plans = scanner_plans(device);
    ASSERT_EQ(plans.size(), 3U) << "a mouse is none";
    EXPECT_EQ(plans[0].mode, ScannerMode::hid_pos);
    EXPECT_EQ(plans[1].mode, ScannerMode::serial);
    EXPECT_EQ(plans[1].interfaces[1].number, 1);
    EXPECT_EQ(plans[2].mode, ScannerMode::keyboard);
    EXPECT_TRUE(scanner_plans(testing::epson_printer()).empty());
    EXPECT_EQ(report_descriptor_size(testing::keyboard_scanner().interfaces[0].extra), 0x3F);
    EXPECT_EQ(report_descriptor_size(Bytes{9, 0x21, 0x11, 1, 0, 1, 0x22}), std::nullopt);
}

} // namespace
} // namespace ocop::devices
