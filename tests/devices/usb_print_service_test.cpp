#include "devices/usb_printer.hpp"
#include "tests/devices/print_service_fixture.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

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

/// A print service on real libusb, on a bus that is emulated.
class UsbPrintServiceTest : public ::testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<Printing> printing(const std::string& folder = "queue") {
        return std::make_unique<Printing>(
            scratch_.path() / folder,
            [this](const PrinterAddress& address) {
                return std::make_unique<UsbPrinter>(*bus_, address);
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
    for (std::size_t at = 1; at < job_.first.size(); ++at) {
        SCOPED_TRACE(at);
        const auto before = std::make_shared<EmulatedDevice>(one_way_printer());
        before->vanish_at(at);
        bed_.plug(before, "1-1");
        const auto till = printing(std::to_string(at));
        ASSERT_TRUE(till->service().print(job_));
        const auto asking = till->wait_asking();
        EXPECT_EQ(asking.trouble, PrintTrouble::unplugged);
        EXPECT_FALSE(asking.may_go_on);
        bed_.unplug(*before);
        ASSERT_TRUE(till->service().choose(asking.job, PrintChoice::start_again));
        const auto after = bed_.plug(one_way_printer(), "1-1");
        till->wait_done(1);
        EXPECT_EQ(received(*before), job_.first.substr(0, at));
        EXPECT_EQ(received(*after), std::string(24, '\0') + job_.again);
        till->end();
        bed_.unplug(*after);
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
            return told.done == 2 || told.phase == PrintStatus::Phase::asking;
        },
        "done or asking"
    );
    if (status.phase == PrintStatus::Phase::asking) {
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
