#include "devices/usb_printer.hpp"
#include "tests/devices/print_service_fixture.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ocop::devices {
namespace {

using namespace std::chrono_literals;
using testing::Bytes;
using testing::EmulatedDevice;
using testing::UsbTestBed;

/// A printer that only takes: no questions go out, so that what it got is the job alone.
UsbDevice one_way_printer() {
    UsbDevice device = testing::epson_printer();
    device.interfaces = {{7, 1, 1, 0, 0, {{0x01, UsbTransfer::bulk, 64}}, {}}};
    return device;
}

std::string received(const EmulatedDevice& device) {
    const Bytes bytes = device.received();
    return {bytes.begin(), bytes.end()};
}

constexpr std::size_t packet_size_bytes = 64;
const std::size_t chunk_size_bytes = PrintPace{}.chunk_size_bytes;

/// What a printer with a way back is asked before a job and behind it.
const std::string questions{"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04", 12};

/// A receipt of more than two chunks.
std::string long_receipt(char ink) {
    std::string bytes{"\x1B\x40\x1C\x2E", 4};
    for (int image = 0; image < 5; ++image) {
        bytes += std::string{"\x1D\x76\x30\x00\x48\x00\x18\x00", 8} + std::string(72 * 24, ink);
    }
    return bytes + std::string{"\x1D\x56\x42\x00", 4};
}

/// A print service on real libusb, on a bus that is emulated.
class UsbPrintServiceTest : public ::testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<Printing>
    printing(const std::string& folder = "queue", const std::string& address = "usb") {
        return std::make_unique<Printing>(
            scratch_.path() / folder,
            [this, address](const PrinterAddress&) {
                return std::make_unique<UsbPrinter>(*bus_, *parse_printer_address(address));
            }
        );
    }

    Scratch scratch_{};
    UsbTestBed bed_{};
    std::unique_ptr<UsbBus> bus_ = std::move(*UsbBus::start());
    const PrintJob job_ = small_job();
};

TEST_F(UsbPrintServiceTest, PrintsOnAPrinterThatIsPluggedInLater) {
    const auto till = printing();
    ASSERT_TRUE(till->service().print(job_));
    till->wait_trouble(PrintTrouble::no_printer);
    const auto device = bed_.plug(one_way_printer(), "1-1");
    till->wait_done(1);
    EXPECT_EQ(received(*device), job_.first);
    till->end();
    EXPECT_FALSE(device->is_claimed(0));
    EXPECT_TRUE(device->has_driver(0)) << "given back to the system";
}

TEST_F(UsbPrintServiceTest, UnpluggedAtAnyByteNothingIsLostAndNothingRepeatedWithoutTheMark) {
    // A device that goes before the first byte was never opened: the job waits, untouched.
    const PrintJob job{"receipt", 17, long_receipt('F'), long_receipt('A')};
    ASSERT_GT(job.first.size(), 2 * chunk_size_bytes);
    std::set<std::size_t> anywhere; // each byte of the first packet, and where others end
    for (std::size_t at = 1; at < job.first.size(); at += at < packet_size_bytes ? 1 : 512) {
        anywhere.insert(at);
    }
    std::set<std::size_t> always{job.first.size() - 1};
    for (const std::size_t end : {packet_size_bytes, chunk_size_bytes, 2 * chunk_size_bytes}) {
        always.insert({end - 1, end, end + 1});
    }
    const std::string zeros(longest_counted(job.first), '\0');
    for (const UsbDevice& kind : {one_way_printer(), testing::epson_printer()}) {
        const bool is_asked = kind.interfaces[0].endpoints.size() == 2;
        std::set<std::size_t> places = always;
        for (auto at = anywhere.begin(); at != anywhere.end(); ++at) { // each takes every other
            if ((std::distance(anywhere.begin(), at) % 2 == 0) == is_asked) {
                places.insert(*at);
            }
        }
        for (const std::size_t at : places) {
            SCOPED_TRACE((is_asked ? "two ways, " : "one way, ") + std::to_string(at));
            const auto before = std::make_shared<EmulatedDevice>(kind);
            before->vanish_at(at + (is_asked ? questions.size() : 0));
            bed_.plug(before, "1-1");
            const auto till = printing(std::to_string(at) + (is_asked ? "-two" : "-one"));
            ASSERT_TRUE(till->service().print(job));
            const auto asking = till->wait_asking();
            EXPECT_EQ(asking.trouble, PrintTrouble::unplugged);
            EXPECT_FALSE(asking.may_go_on);
            bed_.unplug(*before);
            ASSERT_TRUE(till->service().choose(asking.job, PrintChoice::start_again));
            const auto after = bed_.plug(kind, "1-1");
            till->wait_done(1);
            const std::string asked = is_asked ? questions : "";
            EXPECT_TRUE(received(*before) == asked + job.first.substr(0, at));
            EXPECT_TRUE(received(*after) == asked + zeros + job.again + asked);
            till->end();
            bed_.unplug(*after);
        }
    }
}

TEST_F(UsbPrintServiceTest, AsksAfterTheCoverWasOpenedOrTheCutterStuckInTheMiddle) {
    using Case = std::pair<PrintTrouble, Bytes>;
    for (const auto& [trouble, told] :
         {Case{PrintTrouble::cover_open, {0x38, 0x00, 0x00, 0x00}},
          Case{PrintTrouble::cutter, {0x18, 0x08, 0x00, 0x00}}}) {
        SCOPED_TRACE(name(trouble));
        const auto device = std::make_shared<EmulatedDevice>(testing::epson_printer());
        device->on_out(0x82, [](std::span<const std::uint8_t> piece) {
            const bool asks = piece.size() == 3 && (piece[0] == 0x10 || piece[1] == 'r');
            return asks ? Bytes{static_cast<std::uint8_t>(piece[0] == 0x10 ? 0x12 : 0)} : Bytes{};
        });
        const std::string begun = questions
                                  + "\x1D"
                                    "a\x0F";
        device->accept_up_to(begun.size() + 30);
        bed_.plug(device, "1-1");
        const auto till = printing(std::string{name(trouble)});
        ASSERT_TRUE(till->service().print(job_));
        till->wait_trouble(PrintTrouble::takes_nothing);
        device->send(0x82, told);
        till->wait_trouble(trouble);
        device->accept_all();
        device->send(0x82, {0x10, 0x00, 0x00, 0x00});
        const auto asking = till->wait_asking();
        EXPECT_EQ(asking.trouble, trouble);
        EXPECT_TRUE(asking.may_go_on);
        EXPECT_EQ(received(*device), begun + job_.first.substr(0, 30));
        ASSERT_TRUE(till->service().choose(asking.job, PrintChoice::go_on));
        till->wait_done(1);
        EXPECT_EQ(received(*device).substr(begun.size(), job_.first.size()), job_.first);
        till->end();
        bed_.unplug(*device);
    }
}

TEST_F(UsbPrintServiceTest, PrintsThroughTheMakersOwnClassWhereThatPrinterWasChosen) {
    UsbDevice device;
    device.vendor = 0x1FC9;
    device.product = 0x2016;
    device.interfaces = {
        {0xFF, 0, 0, 0, 0, {{0x81, UsbTransfer::bulk, 64}, {0x02, UsbTransfer::bulk, 64}}, {}}};
    const auto plugged = bed_.plug(device, "1-1");
    const auto till = printing("queue", "usb:1fc9:2016");
    ASSERT_TRUE(till->service().print(job_));
    till->wait_done(1);
    EXPECT_EQ(received(*plugged), questions + job_.first + questions);
    EXPECT_TRUE(plugged->controls().empty()) << "the printer class's requests are not for it";
    till->end();
    EXPECT_FALSE(plugged->is_claimed(0));
}

TEST_F(UsbPrintServiceTest, TenPrintersAtOnceEachPrintTheirOwn) {
    std::vector<std::shared_ptr<EmulatedDevice>> devices;
    std::vector<std::unique_ptr<Printing>> tills;
    for (int i = 0; i < 10; ++i) {
        UsbDevice device = one_way_printer();
        device.serial = "S" + std::to_string(i);
        devices.push_back(bed_.plug(device, "1-" + std::to_string(i + 1)));
        tills.push_back(printing(device.serial, "usb:04b8:0e15:" + device.serial));
    }
    const auto ink = [](std::size_t i) { return static_cast<char>('F' + static_cast<int>(i)); };
    for (std::size_t i = 0; i < tills.size(); ++i) {
        ASSERT_TRUE(tills[i]->service().print({"receipt", 17, small_receipt(ink(i)), "again"}));
    }
    for (std::size_t i = 0; i < tills.size(); ++i) {
        tills[i]->wait_done(1);
        EXPECT_EQ(received(*devices[i]), small_receipt(ink(i)));
    }
}

TEST_F(UsbPrintServiceTest, GoesOnFromTheNextByteWhereverThePrinterTakesNothingForAWhile) {
    for (const std::size_t at : {0U, 1U, 11U, 30U, 55U}) {
        SCOPED_TRACE(at);
        const auto device = std::make_shared<EmulatedDevice>(one_way_printer());
        device->accept_up_to(at);
        bed_.plug(device, "1-1");
        const auto till = printing(std::to_string(at));
        ASSERT_TRUE(till->service().print(job_));
        till->wait_trouble(PrintTrouble::takes_nothing);
        device->accept_all();
        till->wait_done(1);
        EXPECT_EQ(received(*device), job_.first);
        till->end();
        bed_.unplug(*device);
    }
}

TEST_F(UsbPrintServiceTest, GoesOnBehindAStallWhereverItComes) {
    for (std::size_t at = 0; at < job_.first.size(); at += 5) {
        SCOPED_TRACE(at);
        const auto device = std::make_shared<EmulatedDevice>(one_way_printer());
        device->stall_out_at(at);
        bed_.plug(device, "1-1");
        const auto till = printing(std::to_string(at));
        ASSERT_TRUE(till->service().print(job_));
        till->wait_done(1);
        EXPECT_EQ(received(*device), job_.first);
        EXPECT_EQ(device->halts_cleared(), 1);
        till->end();
        bed_.unplug(*device);
    }
}

TEST_F(UsbPrintServiceTest, AsksAfterPaperRanOutInTheMiddleAndGoesOnOrStartsAgain) {
    for (const auto choice : {PrintChoice::go_on, PrintChoice::start_again}) {
        const auto device = std::make_shared<EmulatedDevice>(one_way_printer());
        const auto port = std::make_shared<std::atomic<std::uint8_t>>(std::uint8_t{0x38});
        device->accept_up_to(30);
        device->on_control([port](const UsbSetup& setup, std::span<const std::uint8_t>) {
            return setup.request == 1 ? std::optional{Bytes{*port}} : std::optional{Bytes{}};
        });
        bed_.plug(device, "1-1");
        const auto till = printing(std::to_string(static_cast<int>(choice)));
        ASSERT_TRUE(till->service().print(job_));
        till->wait_trouble(PrintTrouble::paper_out);
        device->accept_all();
        *port = 0x18;
        const auto asking = till->wait_asking();
        EXPECT_TRUE(asking.may_go_on);
        EXPECT_EQ(received(*device), job_.first.substr(0, 30));
        ASSERT_TRUE(till->service().choose(asking.job, choice));
        till->wait_done(1);
        if (choice == PrintChoice::go_on) {
            EXPECT_EQ(received(*device), job_.first);
        } else {
            EXPECT_EQ(
                received(*device), job_.first.substr(0, 30) + std::string(24, '\0') + job_.again
            );
            EXPECT_EQ(device->controls().back().request, 2) << "and was reset before";
        }
        till->end();
        bed_.unplug(*device);
    }
}

TEST_F(UsbPrintServiceTest, PrintsOnAfterThePrinterWasSwitchedOffAndOnBetweenTwoJobs) {
    const auto before = bed_.plug(one_way_printer(), "1-1");
    const auto till = printing();
    ASSERT_TRUE(till->service().print(job_));
    till->wait_done(1);
    before->vanish();
    bed_.unplug(*before);
    const auto after = bed_.plug(one_way_printer(), "1-1");
    ASSERT_TRUE(till->service().print(small_job(18)));
    const auto status = till->wait(
        [](const PrintStatus& told) {
            return (told.done == 2 && told.phase == PrintStatus::Phase::idle)
                   || told.phase == PrintStatus::Phase::asking;
        },
        "done or asking"
    );
    if (status.phase == PrintStatus::Phase::idle) {
        EXPECT_EQ(received(*after), small_job(18).first) << "whole, and the first copy";
    } else {
        // A printer without a way back is not heard to go: the first write finds out.
        ASSERT_TRUE(till->service().choose(status.job, PrintChoice::start_again));
        till->wait_done(2);
        EXPECT_EQ(received(*after), std::string(24, '\0') + job_.again);
    }
}

TEST_F(UsbPrintServiceTest, HearsThatATwoWayPrinterWasSwitchedOffBetweenTwoJobs) {
    const auto before = bed_.plug(testing::epson_printer(), "1-1");
    const auto till = printing();
    ASSERT_TRUE(till->service().print(job_));
    till->wait_done(1);
    bed_.unplug(*before);
    ASSERT_TRUE(before->wait_until([&] { return before->pending(0x82) == 0; }));
    const auto after = bed_.plug(testing::epson_printer(), "1-1");
    ASSERT_TRUE(till->service().print(small_job(18)));
    till->wait_done(2);
    EXPECT_EQ(count_of(received(*after), job_.first), 1U) << "the first copy, without a mark";
}

TEST_F(UsbPrintServiceTest, EndsAtOnceWithAJobThatIsStuck) {
    const auto device = std::make_shared<EmulatedDevice>(one_way_printer());
    device->accept_up_to(30);
    bed_.plug(device, "1-1");
    auto till = printing();
    ASSERT_TRUE(till->service().print(job_));
    till->wait_trouble(PrintTrouble::takes_nothing);
    till->end();
    EXPECT_EQ(device->pending(0x01), 0);
    till = printing();
    EXPECT_TRUE(till->wait_offered(1).offered[0].may_be_out);
}

} // namespace
} // namespace ocop::devices
