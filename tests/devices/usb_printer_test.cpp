#include "devices/usb_printer.hpp"
#include "tests/devices/send.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace ocop::devices {
namespace {

using namespace std::chrono_literals;
using testing::Bytes;
using testing::EmulatedDevice;
using testing::UsbTestBed;

constexpr std::uint8_t in = 0x82;

/// Answers DLE EOT n with the n-th of `answers` (n from 1), everything else with silence.
EmulatedDevice::Answer answering(Bytes answers) {
    return [answers](std::span<const std::uint8_t> piece) {
        const bool asked = piece.size() == 3 && piece[0] == 0x10 && piece[1] == 0x04;
        const std::size_t n = asked ? piece[2] : 0;
        return n >= 1 && n <= answers.size() ? Bytes{answers[n - 1]} : Bytes{};
    };
}

/// How often the printer was told to forget what it has (SOFT_RESET).
std::ptrdiff_t resets(const EmulatedDevice& device) {
    const auto controls = device.controls();
    return std::count_if(controls.begin(), controls.end(), [](const UsbSetup& setup) {
        return setup.request == 2;
    });
}

class UsbPrinterTest : public ::testing::Test {
protected:
    [[nodiscard]] std::string received() const {
        const Bytes bytes = device_->received();
        return {bytes.begin(), bytes.end()};
    }

    UsbTestBed bed_{};
    std::shared_ptr<EmulatedDevice> device_ = bed_.plug(testing::epson_printer(), "1-1");
    std::unique_ptr<UsbBus> bus_ = std::move(*UsbBus::start());
    UsbPrinter printer_{*bus_, *parse_printer_address("usb")};
};

TEST_F(UsbPrinterTest, SendsAJobAndKeepsTheClaimForTheNext) {
    EXPECT_FALSE(send(printer_, JobKind::paper, "a", "first"));
    EXPECT_FALSE(send(printer_, JobKind::drawer, "b", "second"));
    EXPECT_EQ(received(), "firstsecond");
    EXPECT_EQ(device_->claims(), 1);
    ASSERT_TRUE(printer_.device());
    EXPECT_EQ(id_of(*printer_.device()), "04b8:0e15:J5KF012@1-1");
    EXPECT_EQ(resets(*device_), 0) << "a printer without half a job is not reset";
}

TEST_F(UsbPrinterTest, NeverResetsAPrinterThatMayStillPrintTheEndOfItsLastReceipt) {
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x12}));
    UsbPrinter printer{*bus_, *parse_printer_address("usb"), 0ms};
    ASSERT_TRUE(printer.begin(JobKind::paper, "a", {}));
    static_cast<void>(printer.state(20s));
    EXPECT_EQ(printer.write("receipt", 20s, {}).bytes, 7U);
    EXPECT_EQ(*printer.end(5ms, {}), Ended::whole) << "it never says that all is printed";
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x72}));
    for (int i = 0; i < 5; ++i) { // the next waits for paper
        ASSERT_TRUE(printer.begin(JobKind::paper, "b", {}));
        EXPECT_EQ(trouble_of(printer.state(20s)), PrintTrouble::paper_out);
    }
    EXPECT_EQ(resets(*device_), 0);
}

TEST_F(UsbPrinterTest, IsNotResetForAPulseThatDidNotGetInOrOnlyInPart) {
    EXPECT_FALSE(send(printer_, JobKind::paper, "a", "receipt"));
    for (const std::size_t room : {0U, 2U}) {
        device_->accept_up_to(device_->received().size() + room);
        ASSERT_TRUE(printer_.begin(JobKind::drawer, "drawer", {}));
        EXPECT_EQ(printer_.write("pulse", 20ms, {}).bytes, room);
        device_->accept_all();
        EXPECT_FALSE(send(printer_, JobKind::paper, "b", "next"));
    }
    EXPECT_EQ(resets(*device_), 0);
}

TEST_F(UsbPrinterTest, ReadsWhatThePrinterAnswersAndLetsItTellByItselfFromThenOn) {
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x72}));
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    EXPECT_EQ(trouble_of(printer_.state(20s)), PrintTrouble::paper_out);
    EXPECT_TRUE(received().ends_with("\x1D\x61\x0F"));
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x12}));
    EXPECT_EQ(printer_.state(20s).paper_out, Known::no);
    device_->accept_up_to(device_->received().size());
    EXPECT_EQ(printer_.write("receipt", 20ms, {}).bytes, 0U);
    device_->send(in, {0x38, 0x00, 0x00, 0x00}); // the cover was opened
    ASSERT_TRUE(device_->wait_until([this] { return device_->is_drained(in); }));
    PrinterState state;
    do { // handed over by the bus thread in a moment
        state = printer_.state(20ms);
    } while (state.cover_open != Known::yes);
    EXPECT_EQ(trouble_of(state), PrintTrouble::cover_open);
}

TEST_F(UsbPrinterTest, IsDoneOnlyWhenThePrinterSaysThatAllIsPrinted) {
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x12}));
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    EXPECT_EQ(printer_.state(20s).paper_out, Known::no);
    EXPECT_EQ(printer_.write("receipt", 20s, {}).bytes, 7U);
    EXPECT_EQ(*printer_.end(5ms, {}), Ended::unsaid);
    EXPECT_EQ(printer_.state(20s).paper_out, Known::no) << "meanwhile it tells how it is";
    EXPECT_EQ(*printer_.end(5ms, {}), Ended::unsaid);
    device_->send(in, {0x00});
    EXPECT_EQ(*printer_.end(20s, {}), Ended::whole);
    const std::string all = received();
    EXPECT_NE(all.find("receipt\x1Dr\x01"), std::string::npos);
    EXPECT_EQ(all.find("\x1Dr", all.find("\x1Dr") + 1), std::string::npos) << "asked once";
}

TEST_F(UsbPrinterTest, TellsOfAPrinterThatGoesBeforeAllIsPrinted) {
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x12}));
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    static_cast<void>(printer_.state(20s));
    EXPECT_EQ(printer_.write("receipt", 20s, {}).bytes, 7U);
    EXPECT_EQ(*printer_.end(5ms, {}), Ended::unsaid);
    bed_.unplug(*device_);
    const auto ended = printer_.end(20s, {});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().trouble, PrintTrouble::unplugged);
}

TEST_F(UsbPrinterTest, DoesNotWaitForTheWordOfAPrinterThatNeverGivesIt) {
    device_->on_out(in, answering({0x12, 0x12, 0x12, 0x12}));
    UsbPrinter impatient{*bus_, *parse_printer_address("usb"), 0ms};
    for (const char* name : {"a", "b"}) {
        ASSERT_TRUE(impatient.begin(JobKind::paper, name, {}));
        static_cast<void>(impatient.state(20s));
        EXPECT_EQ(impatient.write(name, 20s, {}).bytes, 1U);
        EXPECT_EQ(*impatient.end(5ms, {}), Ended::whole);
    }
    EXPECT_EQ(received().find("\x1Dr"), received().rfind("\x1Dr")) << "asked once, not again";
}

TEST_F(UsbPrinterTest, SilenceIsNoTroubleAndIsNotAskedForEver) {
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(printer_.state(5ms), PrinterState{});
    }
    EXPECT_EQ(received().size(), 2 * 4 * 3U) << "asked twice, four questions each";
}

TEST_F(UsbPrinterTest, BelievesThePortWhereThePrinterTakesNothing) {
    device_->on_control([](const UsbSetup& setup, std::span<const std::uint8_t>) {
        return setup.request == 1 ? std::optional{Bytes{0x38}} : std::nullopt;
    });
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    EXPECT_EQ(printer_.write("rec", 20s, {}).bytes, 3U);
    EXPECT_EQ(trouble_of(printer_.state(5ms)), std::nullopt) << "clones say anything";
    device_->accept_up_to(device_->received().size() + 2);
    EXPECT_EQ(printer_.write("eipt", 20ms, {}).bytes, 2U);
    EXPECT_EQ(trouble_of(printer_.state(5ms)), PrintTrouble::paper_out);
}

TEST_F(UsbPrinterTest, ClearsAHaltAndTellsOfOneThatDoesNotClear) {
    device_->stall_out_at(4);
    EXPECT_FALSE(send(printer_, JobKind::paper, "a", "one receipt"))
        << "a write that took nothing but the halt away is tried again";
    EXPECT_EQ(received(), "one receipt");
    EXPECT_EQ(device_->halts_cleared(), 1);
    device_->stall_out_at(device_->received().size() + 4);
    device_->stay_halted();
    ASSERT_TRUE(printer_.begin(JobKind::paper, "b", {}));
    Written written = printer_.write("receipt", 20s, {});
    EXPECT_EQ(written.bytes, 4U);
    for (int tries = 0; tries < 10 && !written.fault; ++tries) {
        written = printer_.write("ipt", 20s, {});
        EXPECT_EQ(written.bytes, 0U);
    }
    ASSERT_TRUE(written.fault);
    EXPECT_EQ(written.fault->trouble, PrintTrouble::takes_nothing);
    EXPECT_EQ(device_->halts_cleared(), 4) << "tried three times more";
}

TEST_F(UsbPrinterTest, ResetsAPrinterThatHasHalfAJobInTheWayItKnows) {
    device_->on_control([](const UsbSetup& setup, std::span<const std::uint8_t>) {
        return setup.request_type == 0x23 ? std::optional{Bytes{}} : std::nullopt;
    });
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    EXPECT_EQ(printer_.write("half", 20s, {}).bytes, 4U);
    EXPECT_FALSE(send(printer_, JobKind::paper, "b", "whole"));
    const auto controls = device_->controls();
    ASSERT_GE(controls.size(), 2U);
    EXPECT_EQ(controls[controls.size() - 2].request_type, 0x21);
    EXPECT_EQ(controls.back().request_type, 0x23);
    EXPECT_EQ(controls.back().request, 2);
}

TEST_F(UsbPrinterTest, ReadsTheDeviceId) {
    device_->on_control([](const UsbSetup& setup, std::span<const std::uint8_t>) {
        const std::string id = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;";
        Bytes bytes{0, static_cast<std::uint8_t>(id.size() + 2)};
        bytes.insert(bytes.end(), id.begin(), id.end());
        return setup.request == 0 ? std::optional{bytes} : std::nullopt;
    });
    EXPECT_EQ(printer_.device_id(), DeviceId{}) << "not open";
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    EXPECT_EQ(printer_.device_id().model, "TM-T20");
}

TEST_F(UsbPrinterTest, StopsAWriteAtOnce) {
    device_->accept_up_to(3);
    ASSERT_TRUE(printer_.begin(JobKind::paper, "a", {}));
    std::stop_source stop;
    const std::jthread impatient{[&] {
        EXPECT_TRUE(device_->wait_until([this] { return device_->received().size() == 3; }));
        stop.request_stop();
    }};
    const auto begin = std::chrono::steady_clock::now();
    const Written written = printer_.write("receipt", 60s, stop.get_token());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);
    EXPECT_EQ(written.bytes, 3U);
    EXPECT_FALSE(written.fault);
}

TEST_F(UsbPrinterTest, TellsWhatKeepsItFromThePrinter) {
    const auto trouble = [this] {
        const auto begun = printer_.begin(JobKind::paper, "a", {});
        return begun ? std::nullopt : std::optional{begun.error().trouble};
    };
    device_->refuse_claims(1'000'000);
    EXPECT_EQ(trouble(), PrintTrouble::busy_elsewhere);
    device_->refuse_claims(0);
    EXPECT_EQ(trouble(), std::nullopt);
    UsbPrinter other{*bus_, *parse_printer_address("usb:1fc9:2016")};
    const auto begun = other.begin(JobKind::paper, "a", {});
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().trouble, PrintTrouble::no_printer);
    EXPECT_EQ(begun.error().where, "usb:1fc9:2016");
}

} // namespace
} // namespace ocop::devices
