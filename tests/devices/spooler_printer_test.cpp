#include "devices/spooler_printer.hpp"
#include "tests/devices/scratch.hpp"
#include "tests/devices/send.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace ocop::devices {
namespace {

class SpoolerPrinterTest : public ::testing::Test {
protected:
    /// A program in the place of lp(1).
    [[nodiscard]] std::string program(const std::string& script) const {
        const auto path = scratch.path() / "lp";
        std::ofstream{path} << "#!/bin/sh\ncd '" << scratch.path().string() << "'\n" << script;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path.string();
    }

    [[nodiscard]] std::string file(const std::string& name) const {
        std::ifstream in{scratch.path() / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    Scratch scratch{};
};

TEST_F(SpoolerPrinterTest, HandsTheJobToTheQueueAsItIs) {
    SpoolerPrinter printer{"bill", program("printf '%s|' \"$@\" > words\ncat > job\n")};
    const std::string job = std::string{"\x1B@\0\xFF", 4} + std::string(500'000, 'x');
    EXPECT_FALSE(send(printer, JobKind::paper, "$(rm -rf) ; QNA 17", job));
    EXPECT_EQ(file("words"), "-d|bill|-o|raw|-t|$(rm -rf) ; QNA 17|");
    EXPECT_TRUE(file("job") == job);
    EXPECT_FALSE(send(printer, JobKind::drawer, "drawer", "pulse"));
    EXPECT_EQ(file("job"), "pulse");
}

TEST_F(SpoolerPrinterTest, PassesOnWhatTheSpoolerComplainsOf) {
    SpoolerPrinter printer{
        "bil",
        program("cat > /dev/null\necho 'lp: The printer or class does not exist.' >&2\nexit 1\n")};
    const auto fault = send(printer, JobKind::paper, "a", "a");
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->trouble, PrintTrouble::spooler);
    EXPECT_EQ(fault->what, "lp: The printer or class does not exist.");
    EXPECT_EQ(fault->where, "cups:bil");
}

TEST_F(SpoolerPrinterTest, TellsOfASpoolerThatEndsWithoutHearingTheJobOut) {
    SpoolerPrinter printer{"bill", program("echo 'lp: No destinations added.' >&2\nexit 1\n")};
    const auto fault = send(printer, JobKind::paper, "a", std::string(5'000'000, 'x'));
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->trouble, PrintTrouble::spooler);
    EXPECT_EQ(fault->what, "lp: No destinations added.");
}

TEST_F(SpoolerPrinterTest, TellsThatThereIsNoSpooler) {
    SpoolerPrinter printer{"bill", "ocop-no-such-lp"};
    const auto begun = printer.begin(JobKind::paper, "a", {});
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().trouble, PrintTrouble::spooler);
    EXPECT_NE(begun.error().what.find("ocop-no-such-lp"), std::string::npos);
}

TEST_F(SpoolerPrinterTest, WaitsForASpoolerThatTakesNothingAndGivesItUp) {
    SpoolerPrinter printer{"bill", program("exec sleep 1000\n")};
    ASSERT_TRUE(printer.begin(JobKind::paper, "a", {}));
    const std::string job(5'000'000, 'x');
    Written written = printer.write(job, std::chrono::milliseconds{20}, {});
    EXPECT_FALSE(written.fault);
    EXPECT_LT(written.bytes, job.size());
    written = printer.write(job, std::chrono::milliseconds{20}, {});
    EXPECT_EQ(written.bytes, 0U);
    EXPECT_EQ(*printer.end(std::chrono::milliseconds{20}, {}), Ended::not_yet);
    EXPECT_EQ(printer.state(std::chrono::milliseconds{1}), PrinterState{});
}

} // namespace
} // namespace ocop::devices
