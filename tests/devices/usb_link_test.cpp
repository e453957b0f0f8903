#include "devices/usb_bus.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace ocop::devices {
namespace {

using namespace std::chrono_literals;
using testing::Bytes;
using testing::EmulatedDevice;
using testing::UsbTestBed;

constexpr std::uint8_t out = 0x01;
constexpr std::uint8_t in = 0x82;
constexpr std::uint8_t keys = 0x81;

/// What reads give: each packet as text, a fault as "!gone".
class Reads {
public:
    [[nodiscard]] UsbLink::OnRead handler() {
        return [this](const UsbRead& read) {
            std::string text = read.fault ? "!" + std::string{code(*read.fault)}
                                          : std::string{read.bytes.begin(), read.bytes.end()};
            ASSERT_TRUE(told_.push(std::move(text)));
        };
    }

    [[nodiscard]] std::string next() { return told_.pop_for(30s).value_or("nothing"); }

    [[nodiscard]] bool is_empty() { return !told_.try_pop(); }

private:
    BoundedQueue<std::string> told_{1000};
};

Bytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

/// A printer plugged in, and opened where a test says so.
class UsbLinkTest : public ::testing::Test {
protected:
    [[nodiscard]] Expected<std::unique_ptr<UsbLink>, UsbFault>
    open(std::chrono::milliseconds patience = 0ms) {
        const auto devices = bus_->devices();
        return bus_->open(devices.at(0), devices.at(0).interfaces.at(0), patience);
    }

    UsbTestBed bed_{};
    std::shared_ptr<EmulatedDevice> printer_ = bed_.plug(testing::epson_printer(), "1-1");
    std::unique_ptr<UsbBus> bus_ = std::move(*UsbBus::start());
};

TEST_F(UsbLinkTest, TakesTheInterfaceFromItsDriverAndGivesItBack) {
    ASSERT_TRUE(printer_->has_driver(0));
    {
        const auto link = open();
        ASSERT_TRUE(link) << code(link.error());
        EXPECT_TRUE(printer_->is_claimed(0));
        EXPECT_FALSE(printer_->has_driver(0));
    }
    EXPECT_FALSE(printer_->is_claimed(0));
    EXPECT_TRUE(printer_->has_driver(0));
}

TEST_F(UsbLinkTest, IsBusyWhileAnotherHoldsItAndOpensOnceItIsFree) {
    printer_->refuse_claims(1);
    const auto refused = open(0ms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), UsbFault::busy);
    printer_->refuse_claims(3);
    EXPECT_TRUE(open(20s));
    EXPECT_EQ(printer_->claims(), 5);
}

TEST_F(UsbLinkTest, WritesEverythingInOrder) {
    const auto link = std::move(*open());
    Bytes big(100'000);
    for (std::size_t i = 0; i < big.size(); ++i) {
        big[i] = static_cast<std::uint8_t>(i * 7 + i / 256);
    }
    const auto written = link->write(out, big, 20s);
    EXPECT_FALSE(written.fault);
    EXPECT_EQ(written.bytes, big.size());
    EXPECT_EQ(printer_->received(), big);
}

TEST_F(UsbLinkTest, ATimeOutTellsHowFarItCameAndTheRestGoesLater) {
    const auto link = std::move(*open());
    printer_->accept_up_to(6);
    const Bytes job = bytes_of("one receipt");
    const auto first = link->write(out, job, 50ms);
    EXPECT_EQ(first.fault, UsbFault::timed_out);
    EXPECT_EQ(first.bytes, 6U);
    printer_->accept_all();
    const auto rest = link->write(out, std::span{job}.subspan(6), 20s);
    EXPECT_FALSE(rest.fault);
    EXPECT_EQ(printer_->received(), job);
}

TEST_F(UsbLinkTest, AStallTellsHowFarItCameAndGoesOnOnceItIsCleared) {
    const auto link = std::move(*open());
    printer_->stall_out_at(4);
    const Bytes job = bytes_of("one receipt");
    const auto first = link->write(out, job, 20s);
    EXPECT_EQ(first.fault, UsbFault::stalled);
    EXPECT_EQ(first.bytes, 4U);
    EXPECT_EQ(link->write(out, job, 20s).fault, UsbFault::stalled) << "halted until it is cleared";
    EXPECT_FALSE(link->clear_halt(out));
    EXPECT_FALSE(link->write(out, std::span{job}.subspan(4), 20s).fault);
    EXPECT_EQ(printer_->received(), job);
}

TEST_F(UsbLinkTest, ASilenceIsToldOnceAndOnlyAfterWhatCameInTime) {
    const auto link = std::move(*open());
    BoundedQueue<std::string> told{100};
    // The silence is over at once; yet the second piece is there before anybody looks.
    const auto fault = link->read_pieces(in, 64, 0ms, [&](const UsbRead& read) {
        std::string text{read.bytes.begin(), read.bytes.end()};
        if (text == "a") {
            printer_->send(in, bytes_of("b"));
        }
        const bool counts = text != "c";
        EXPECT_TRUE(told.push(text.empty() ? "silence" : std::move(text)));
        return counts;
    });
    ASSERT_FALSE(fault);
    printer_->send(in, bytes_of("a"));
    EXPECT_EQ(told.pop_for(30s), "a");
    EXPECT_EQ(told.pop_for(30s), "b");
    EXPECT_EQ(told.pop_for(30s), "silence");
    printer_->send(in, bytes_of("c")); // counts for nothing
    EXPECT_EQ(told.pop_for(30s), "c");
    printer_->send(in, bytes_of("d"));
    EXPECT_EQ(told.pop_for(30s), "d");
    EXPECT_EQ(told.pop_for(30s), "silence");
    EXPECT_FALSE(told.try_pop());
}

TEST_F(UsbLinkTest, UnpluggedAtAnyByteAWriteTellsHowFarItCame) {
    const Bytes job = bytes_of("receipt");
    ASSERT_EQ(bus_->devices().size(), 1U);
    BoundedQueue<std::uint32_t> plugs{10};
    const auto watch = bus_->watch([&](const UsbChange& change) {
        ASSERT_TRUE(plugs.push(std::uint32_t{change.device.plug}));
    });
    bed_.unplug(*printer_);
    ASSERT_TRUE(plugs.pop_for(30s)) << "here";
    ASSERT_TRUE(plugs.pop_for(30s)) << "and gone";
    for (std::size_t at = 0; at < job.size(); ++at) {
        const auto printer = bed_.plug(testing::epson_printer(), "1-1");
        ASSERT_TRUE(plugs.pop_for(30s));
        const auto link = std::move(*open());
        printer->vanish_at(at);
        const auto broken = link->write(out, job, 20s);
        EXPECT_TRUE(broken.fault == UsbFault::gone || broken.fault == UsbFault::failed)
            << code(*broken.fault) << " at " << at;
        EXPECT_EQ(broken.bytes, at);
        EXPECT_EQ(link->write(out, job, 20s).fault, UsbFault::gone);
        bed_.unplug(*printer);
        ASSERT_TRUE(plugs.pop_for(30s));
    }
}

TEST_F(UsbLinkTest, AWriteThatWaitsIsStoppedAtOnce) {
    const auto link = std::move(*open());
    printer_->accept_up_to(3);
    std::jthread writer{[&](const std::stop_token& stop) {
        const auto written = link->write(out, bytes_of("one receipt"), 1h, stop);
        EXPECT_EQ(written.fault, UsbFault::stopped);
        EXPECT_EQ(written.bytes, 3U);
        EXPECT_EQ(link->write(out, bytes_of("more"), 1h, stop).fault, UsbFault::stopped);
    }};
    ASSERT_TRUE(printer_->wait_until([&] { return printer_->received().size() == 3; }));
    writer.request_stop();
    writer.join();
    EXPECT_EQ(printer_->received().size(), 3U);
}

TEST_F(UsbLinkTest, AReadIsAlwaysPendingAndHandsPacketsOverInOrder) {
    const auto link = std::move(*open());
    Reads reads;
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    for (int i = 0; i < 50; ++i) {
        printer_->send(in, bytes_of(std::to_string(i)));
        printer_->send(in, {}); // some follow each packet with an empty one
    }
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(reads.next(), std::to_string(i));
    }
    EXPECT_TRUE(printer_->wait_until([&] {
        return printer_->is_drained(in) && printer_->pending(in) == 1;
    }));
    EXPECT_TRUE(reads.is_empty());
}

TEST_F(UsbLinkTest, ReadsAndWritesAtTheSameTime) {
    printer_->on_out(in, [](std::span<const std::uint8_t> piece) {
        return Bytes{piece.begin(), piece.end()};
    });
    const auto link = std::move(*open());
    Reads reads;
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    EXPECT_FALSE(link->write(out, bytes_of("\x10\x04\x01"), 20s).fault);
    EXPECT_EQ(reads.next(), "\x10\x04\x01");
}

TEST_F(UsbLinkTest, AReadIsToldOnceThatTheDeviceIsGone) {
    const auto link = std::move(*open());
    Reads reads;
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    ASSERT_TRUE(printer_->wait_until([&] { return printer_->pending(in) == 1; }));
    bed_.unplug(*printer_);
    EXPECT_EQ(reads.next(), "!gone");
    EXPECT_TRUE(reads.is_empty());
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    EXPECT_EQ(reads.next(), "!gone");
}

TEST_F(UsbLinkTest, AStalledReadGoesOnOnceItIsClearedAndBegunAgain) {
    printer_->stall_in(in);
    const auto link = std::move(*open());
    Reads reads;
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    EXPECT_EQ(reads.next(), "!stalled");
    EXPECT_FALSE(link->clear_halt(in));
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    printer_->send(in, bytes_of("ok"));
    EXPECT_EQ(reads.next(), "ok");
}

TEST_F(UsbLinkTest, ADisturbedPacketEndsNoReadingButABrokenLineDoes) {
    const auto link = std::move(*open());
    Reads reads;
    printer_->break_reads(2);
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    printer_->send(in, bytes_of("ok"));
    EXPECT_EQ(reads.next(), "ok");
    printer_->break_reads(3);
    EXPECT_EQ(reads.next(), "!failed");
}

TEST_F(UsbLinkTest, AsksAndTellsByControlRequests) {
    printer_->on_control([](const UsbSetup& setup, std::span<const std::uint8_t> data) {
        if (setup.request == 1) {
            return std::optional{Bytes{0x18}};
        }
        return setup.request == 2 && data.size() == 2 ? std::optional{Bytes{}} : std::nullopt;
    });
    const auto link = std::move(*open());
    const auto status = link->control_in({0xA1, 1, 0, 0}, 1, 20s);
    ASSERT_TRUE(status) << code(status.error());
    EXPECT_EQ(*status, Bytes{0x18});
    EXPECT_FALSE(link->control_out({0x21, 2, 0, 0}, Bytes{1, 2}, 20s));
    EXPECT_EQ(link->control_out({0x21, 2, 0, 0}, {}, 20s), UsbFault::stalled);
    EXPECT_EQ(link->control_in({0xA1, 9, 0, 0}, 1, 20s).error(), UsbFault::stalled);
    printer_->be_silent();
    EXPECT_EQ(link->control_in({0xA1, 1, 0, 0}, 1, 30ms).error(), UsbFault::timed_out);
}

TEST_F(UsbLinkTest, GoesAwayWithReadsPendingAndCallsNoHandlerAgain) {
    Reads reads;
    {
        const auto link = std::move(*open());
        ASSERT_FALSE(link->read(in, 64, reads.handler()));
        ASSERT_TRUE(printer_->wait_until([&] { return printer_->pending(in) == 1; }));
    }
    EXPECT_EQ(printer_->pending(in), 0);
    EXPECT_TRUE(reads.is_empty());
    EXPECT_FALSE(printer_->is_claimed(0));
}

TEST_F(UsbLinkTest, TheBusCanStopWhileAReadAndAWriteArePending) {
    const auto link = std::move(*open());
    Reads reads;
    ASSERT_FALSE(link->read(in, 64, reads.handler()));
    printer_->accept_up_to(2);
    std::jthread writer{[&] {
        const auto written = link->write(out, bytes_of("one receipt"), 1h);
        EXPECT_EQ(written.fault, UsbFault::stopped);
        EXPECT_EQ(written.bytes, 2U);
    }};
    ASSERT_TRUE(printer_->wait_until([&] { return printer_->received().size() == 2; }));
    bus_.reset();
    writer.join();
    EXPECT_FALSE(printer_->is_claimed(0));
    EXPECT_TRUE(printer_->has_driver(0));
    EXPECT_EQ(link->write(out, bytes_of("more"), 20s).fault, UsbFault::stopped);
    EXPECT_EQ(link->read(in, 64, reads.handler()), UsbFault::stopped);
    EXPECT_EQ(link->control_in({0xA1, 1, 0, 0}, 1, 20s).error(), UsbFault::stopped);
    EXPECT_EQ(link->clear_halt(in), UsbFault::stopped);
}

TEST_F(UsbLinkTest, AnEarlierPluggingOfTheSameDeviceIsGone) {
    const UsbDevice before = bus_->devices().at(0);
    BoundedQueue<std::uint32_t> plugs{10};
    const auto watch = bus_->watch([&](const UsbChange& change) {
        ASSERT_TRUE(plugs.push(std::uint32_t{change.device.plug}));
    });
    bed_.unplug(*printer_);
    bed_.plug(testing::epson_printer(), "1-1");
    while (plugs.pop_for(30s) == before.plug) {
    }
    EXPECT_EQ(bus_->open(before, before.interfaces[0], 20s).error(), UsbFault::gone);
    EXPECT_TRUE(open());
}

} // namespace
} // namespace ocop::devices
