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

} // namespace
} // namespace ocop::devices
