#include "pos/shell/atomic_file.hpp"
#include "pos/shell/temporary_file.hpp"
#include "tests/shell/scratch.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class TemporaryFiles : public test::ScratchTest {
protected:
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator{folder()}) {
            found.push_back(entry.path().filename().string());
        }
        return found;
    }

    void make(const std::string& name) const { std::ofstream{folder() / name} << "x"; }
};

TEST_F(TemporaryFiles, OfAKilledProgramAreClearedWhateverTheyWereOf) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto head = StagedFile::write(folder() / "head", "half");
        const auto pins = StagedFile::write(folder() / "pins.json", "half");
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_THAT(names(), SizeIs(2));
    clear_temporary_files(folder());
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TemporaryFiles, BeingWrittenAreLeftToWhoWritesThem) {
    auto staged = StagedFile::write(folder() / "head", "new");
    ASSERT_TRUE(staged.has_value());
    clear_temporary_files(folder());
    ASSERT_THAT(names(), SizeIs(1));
    ASSERT_TRUE(staged->put_in_place().has_value());
    EXPECT_THAT(names(), ElementsAre("head"));
    EXPECT_EQ(*read_file(folder() / "head", 100), "new");
}

TEST_F(TemporaryFiles, AreToldFromEverythingElse) {
    for (const char* name :
         {"head",
          "head.ocop-a1B2c3",
          "head.a1B2c3",
          "head.ocop-a1B2c",
          "head.ocop-a1B2-3",
          ".ocop-a1B2c3",
          "ledger.backup"}) {
        make(name);
    }
    std::filesystem::create_directory(folder() / "folder.ocop-a1B2c3");
    std::filesystem::create_symlink(folder() / "head", folder() / "link.ocop-a1B2c3");
    clear_temporary_files(folder());
    EXPECT_THAT(
        names(),
        UnorderedElementsAre(
            "head",
            "head.a1B2c3",
            "head.ocop-a1B2c",
            "head.ocop-a1B2-3",
            ".ocop-a1B2c3",
            "ledger.backup",
            "folder.ocop-a1B2c3",
            "link.ocop-a1B2c3"
        )
    );
}

} // namespace
} // namespace ocop
