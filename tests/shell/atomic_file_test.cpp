#include "pos/shell/atomic_file.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop {
namespace {

class AtomicFile : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "ocop-file-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] auto files() const {
        return std::distance(std::filesystem::directory_iterator{folder_}, {});
    }

    std::filesystem::path folder_{};
};

TEST_F(AtomicFile, ReplacesTheWholeFile) {
    const auto path = folder_ / "head";
    ASSERT_TRUE(write_atomically(path, "a long first text"));
    ASSERT_TRUE(write_atomically(path, std::string{"short\0er", 8}));
    EXPECT_EQ(*read_file(path, 100), (std::string{"short\0er", 8}));
    EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFile, KeepsSecretsFromOthers) {
    using std::filesystem::perms;
    for (const mode_t value : {000U, 077U}) {
        const mode_t before = ::umask(value);
        ASSERT_TRUE(write_atomically(folder_ / "pins", "x", FileMode::secret));
        ASSERT_TRUE(write_atomically(folder_ / "head", "x"));
        ASSERT_TRUE(write_atomically(folder_ / "feed", "x", FileMode::shared));
        ::umask(before);
        EXPECT_EQ(std::filesystem::status(folder_ / "pins").permissions(), perms{0600});
        EXPECT_EQ(std::filesystem::status(folder_ / "head").permissions(), perms{0600});
        EXPECT_EQ(std::filesystem::status(folder_ / "feed").permissions(), perms{0644});
    }
}

TEST_F(AtomicFile, LeavesTheOldFileAndNothingElseWhenItCannotWrite) {
    const auto path = folder_ / "head";
    ASSERT_TRUE(write_atomically(path, "old"));
    const pid_t child = ::fork();
    if (child == 0) {
        // No file may grow beyond 1,000 bytes: the write in the middle fails (EFBIG).
        const rlimit limit{1000, 1000};
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto written = write_atomically(path, std::string(5000, 'n'));
        ::_exit(!written && written.error().code == FailureCode::disk_error ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(*read_file(path, 100), "old");
    EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFile, SaysWhichFileIsMissingOrTooLarge) {
    const auto missing = read_file(folder_ / "none", 100);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, FailureCode::missing);
    EXPECT_EQ(missing.error().where, (folder_ / "none").string());
    ASSERT_TRUE(write_atomically(folder_ / "big", std::string(101, 'x')));
    EXPECT_EQ(read_file(folder_ / "big", 100).error().code, FailureCode::corrupt);
    EXPECT_EQ(read_file(folder_ / "big", 101)->size(), 101U);
    EXPECT_EQ(write_atomically(folder_ / "no" / "folder", "x").error().code, FailureCode::missing);
    EXPECT_EQ(sync_folder(folder_ / "none").error().code, FailureCode::missing);
    EXPECT_EQ(sync_file(folder_ / "none").error().code, FailureCode::missing);
}

TEST(SystemFailure, TellsAFullDiskFromARefusalAndTheRest) {
    EXPECT_EQ(system_failure(ENOSPC, "writing", "f").code, FailureCode::disk_full);
    EXPECT_EQ(system_failure(EDQUOT, "writing", "f").code, FailureCode::disk_full);
    EXPECT_EQ(system_failure(EROFS, "writing", "f").code, FailureCode::permission);
    EXPECT_EQ(system_failure(EACCES, "writing", "f").code, FailureCode::permission);
    EXPECT_EQ(system_failure(EEXIST, "writing", "f").code, FailureCode::exists);
    EXPECT_EQ(system_failure(EIO, "writing", "f").code, FailureCode::disk_error);
}

} // namespace
} // namespace ocop
