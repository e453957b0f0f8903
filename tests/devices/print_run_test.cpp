#include "devices/print_run.hpp"
#include "tests/fakes/fake_printer.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

namespace ocop::devices {
namespace {

TEST(PrintRunTest, GoesOnFromTheNextByteAfterAMinuteInWhichNothingIsTaken) {
    const auto paper = std::make_shared<FakePaper>();
    FakePrinter printer{paper};
    const PrintPace pace;
    const std::string job(100, 'x');
    PrintRun run{JobKind::paper, "receipt", job, 0};
    const auto step = [&] { run.step(printer, pace, [] { return true; }, {}); };
    paper->set_room(30);
    step(); // begins
    step(); // takes 30 bytes
    EXPECT_EQ(run.trouble(), std::nullopt);
    const auto slices = std::chrono::minutes{1} / pace.slice;
    for (int slice = 0; slice < slices; ++slice) {
        step();
        ASSERT_EQ(run.phase(), PrintRun::Phase::sending) << slice;
    }
    EXPECT_EQ(run.trouble(), PrintTrouble::takes_nothing) << "people are told";
    EXPECT_EQ(paper->bytes(), job.substr(0, 30));
    paper->set_room(FakePaper::without_end);
    while (run.phase() != PrintRun::Phase::done) {
        step();
        ASSERT_NE(run.phase(), PrintRun::Phase::asking);
    }
    EXPECT_EQ(paper->bytes(), job) << "none lost, none twice";
    EXPECT_EQ(run.trouble(), std::nullopt);
}

TEST(PrintRunTest, ClearsAPrinterOfTheLongestCommandThatCountsItsData) {
    using namespace std::string_literals;
    const std::string image = "\x1Dv0\x00\x02\x00\x03\x00"s + "\x1D(k\xFF\xFF\x01";
    const std::string code = "\x1D(k\x1E\x00\x31\x50\x30"s + std::string(27, 'x');
    EXPECT_EQ(longest_counted("\x1B@text\x1D!\x11\x1DVB\x00"s), 0U);
    EXPECT_EQ(longest_counted("\x1B@" + image + "\n"), 14U) << "its dots are no command";
    EXPECT_EQ(longest_counted("\x1B@" + image + code + "\n"), 35U);
    EXPECT_EQ(longest_counted("\x1B@" + code + image + "\n"), 35U);
    EXPECT_EQ(longest_counted(std::string(9, '\0') + "\x1B@"), 9U) << "zeros that cleared before";
    for (std::size_t length = 0; length < code.size(); ++length) {
        EXPECT_LE(longest_counted(code.substr(0, length)), length);
    }
}

} // namespace
} // namespace ocop::devices
