#include "pos/shell/atomic_file.hpp"
#include "pos/shell/output_file.hpp"
#include "tests/shell/scratch.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

namespace ocop {
namespace {

using std::filesystem::perms;
using test::rights_of;

constexpr mode_t usual = 022;

class OutputFile : public test::ScratchTest {
protected:
    [[nodiscard]] std::string text_of(const char* name) const {
        return read_file(folder() / name, 100).value_or("none");
    }

    /// How many names there are: a temporary file left behind is one more.
    [[nodiscard]] auto names() const {
        return std::distance(std::filesystem::directory_iterator{folder()}, {});
    }

    void refuses(const std::filesystem::path& path) const {
        const auto before = names();
        const auto written = write_output(path, "new", usual);
        ASSERT_FALSE(written) << path;
        EXPECT_EQ(written.error().code, FailureCode::wrong_kind) << path << written.error().what;
        EXPECT_EQ(names(), before) << path;
    }
};

TEST_F(OutputFile, HasTheRightsItsOwnerWantsNewFilesToHave) {
    ASSERT_TRUE(write_output(folder() / "a", "new", 022));
    ASSERT_TRUE(write_output(folder() / "b", "new", 077));
    ASSERT_TRUE(write_output(folder() / "c", "new", 000));
    EXPECT_EQ(text_of("a"), "new");
    EXPECT_EQ(rights_of(folder() / "a"), perms{0644});
    EXPECT_EQ(rights_of(folder() / "b"), perms{0600});
    EXPECT_EQ(rights_of(folder() / "c"), perms{0666});
}

TEST_F(OutputFile, OpensNobodyAFileThatWasClosedToThem) {
    ASSERT_TRUE(write_atomically(folder() / "a", "old", FileMode::secret));
    ASSERT_TRUE(write_output(folder() / "a", "new", usual));
    EXPECT_EQ(text_of("a"), "new");
    EXPECT_EQ(rights_of(folder() / "a"), perms{0600});
}

TEST_F(OutputFile, IsWrittenThroughLinksWhichStay) {
    std::filesystem::create_directory(folder() / "far");
    ASSERT_TRUE(write_atomically(folder() / "far" / "a", "old"));
    std::filesystem::create_symlink("far/a", folder() / "link");
    std::filesystem::create_symlink(folder() / "link", folder() / "second");
    ASSERT_TRUE(write_output(folder() / "second", "new", usual));
    EXPECT_EQ(text_of("far/a"), "new");
    EXPECT_TRUE(std::filesystem::is_symlink(folder() / "link"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder() / "second"));
    EXPECT_FALSE(std::filesystem::is_symlink(folder() / "far" / "a"));
}

TEST_F(OutputFile, ReplacesNoFolderPipeOrDeviceAndNoLinkToOne) {
    std::filesystem::create_directory(folder() / "folder");
    ASSERT_EQ(::mkfifo((folder() / "pipe").c_str(), 0600), 0);
    std::filesystem::create_symlink("pipe", folder() / "to-pipe");
    std::filesystem::create_symlink("folder", folder() / "to-folder");
    std::filesystem::create_symlink("/dev/null", folder() / "to-null");
    for (const char* name : {"folder", "pipe", "to-pipe", "to-folder", "to-null"}) {
        const auto type = std::filesystem::symlink_status(folder() / name).type();
        refuses(folder() / name);
        EXPECT_EQ(std::filesystem::symlink_status(folder() / name).type(), type) << name;
    }
    // Whoever is root could replace these for everyone.
    refuses("/dev/null");
    refuses("/dev/full");
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST_F(OutputFile, IsNotWhatAProgramHasOpenThoughThatIsAnOrdinaryFile) {
    ASSERT_TRUE(write_atomically(folder() / "log", "old"));
    const int log = ::open((folder() / "log").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    ASSERT_GE(log, 0);
    refuses("/proc/self/fd/" + std::to_string(log));
    refuses("/dev/fd/" + std::to_string(log));
    ::close(log);
    EXPECT_EQ(text_of("log"), "old");
}

TEST_F(OutputFile, IsNotMadeWhereALinkLeadsToNothingOrInACircle) {
    std::filesystem::create_symlink("nothing", folder() / "dangling");
    std::filesystem::create_symlink("circle", folder() / "circle");
    refuses(folder() / "dangling");
    refuses(folder() / "circle");
    EXPECT_FALSE(std::filesystem::exists(folder() / "nothing"));
}

TEST_F(OutputFile, SaysThatItsFolderIsMissing) {
    EXPECT_EQ(
        write_output(folder() / "none" / "a", "new", usual).error().code, FailureCode::missing
    );
    ASSERT_TRUE(write_atomically(folder() / "file", "old"));
    EXPECT_EQ(
        write_output(folder() / "file" / "a", "new", usual).error().code, FailureCode::missing
    );
}

} // namespace
} // namespace ocop
