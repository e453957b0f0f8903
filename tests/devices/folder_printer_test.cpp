#include "devices/folder_printer.hpp"
#include "tests/devices/send.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <system_error>

namespace ocop::devices {
namespace {

class FolderPrinterTest : public ::testing::Test {
protected:
    FolderPrinterTest() {
        std::string pattern = ::testing::TempDir() + "ocop-printer-XXXXXX";
        folder = mkdtemp(pattern.data());
    }

    ~FolderPrinterTest() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{folder / "paper"}) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }

    std::filesystem::path folder{};
};

TEST_F(FolderPrinterTest, WritesEachJobAndPulseAsAFileInTurn) {
    const std::string bytes{"\x1B@\0paper\xFF", 9};
    FolderPrinter printer{folder / "paper"};
    EXPECT_FALSE(send(printer, JobKind::paper, "QNA-HOIAN-01-1-000017", bytes));
    EXPECT_FALSE(send(printer, JobKind::drawer, "drawer", "pulse"));
    EXPECT_FALSE(send(printer, JobKind::paper, "../Z báo cáo", "z"));
    EXPECT_EQ(
        files(),
        (std::set<std::string>{
            "000001-QNA-HOIAN-01-1-000017.escpos", "000002-drawer", "000003-___Z_b__o_c__o.escpos"})
    );
    std::ifstream file{folder / "paper" / "000001-QNA-HOIAN-01-1-000017.escpos", std::ios::binary};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{file}, {}}), bytes);
}

TEST_F(FolderPrinterTest, GoesOnBehindWhatLiesThere) {
    FolderPrinter before{folder / "paper"};
    ASSERT_FALSE(send(before, JobKind::paper, "a", "a"));
    FolderPrinter after{folder / "paper"};
    ASSERT_FALSE(send(after, JobKind::paper, "a", "b"));
    EXPECT_EQ(files(), (std::set<std::string>{"000001-a.escpos", "000002-a.escpos"}));
}

TEST_F(FolderPrinterTest, TellsThatItsFolderCannotBe) {
    std::ofstream{folder / "paper"} << "a file, not a folder";
    FolderPrinter printer{folder / "paper"};
    const auto fault = send(printer, JobKind::paper, "a", "a");
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->trouble, PrintTrouble::file);
    EXPECT_NE(fault->where.find("paper"), std::string::npos);
}

TEST_F(FolderPrinterTest, LeavesNothingOfAJobThatWasNotEnded) {
    FolderPrinter printer{folder / "paper"};
    ASSERT_TRUE(printer.begin(JobKind::paper, "half", {}));
    EXPECT_EQ(printer.write("half", std::chrono::milliseconds{1}, {}).bytes, 4U);
    EXPECT_EQ(printer.state(std::chrono::milliseconds{1}), PrinterState{});
    ASSERT_FALSE(send(printer, JobKind::paper, "whole", "whole"));
    EXPECT_EQ(files(), (std::set<std::string>{"000001-whole.escpos"}));
}

} // namespace
} // namespace ocop::devices
