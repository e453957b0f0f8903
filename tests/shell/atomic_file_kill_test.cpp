#include "pos/shell/atomic_file.hpp"
#include "tests/catalog-sync/kill_at.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <string>

namespace ocop {
namespace {

using catalog_sync::DiskCalls;
using catalog_sync::ScratchFolder;

/// What `path` holds; "-" where it is not there.
std::string text_of(const std::filesystem::path& path) {
    return read_file(path, 1'000).value_or("-");
}

std::size_t files_in(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{folder}) {
        ++count;
    }
    return count;
}

TEST(AtomicFileOnABadDisk, FailingOnceLeavesWhatWasThereAndSaysSo) {
    const ScratchFolder folder;
    const auto path = folder.path() / "file";
    const auto work = [&] { return write_atomically(path, "new", FileMode::secret) ? 0 : 1; };
    for (const char* before : {"-", "old"}) {
        const auto make_ready = [&] {
            std::filesystem::remove(path);
            if (before[0] != '-') {
                folder.write("file", before);
                std::filesystem::permissions(path, std::filesystem::perms{0640});
            }
        };
        make_ready();
        const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
        ASSERT_GE(calls, 5);
        for (int nth = 1; nth <= calls; ++nth) {
            make_ready();
            const int exit = DiskCalls::fail_at(nth, DiskCalls::Failing::once, EIO, work);
            ASSERT_EQ(exit, 1) << nth;
            EXPECT_EQ(text_of(path), before) << nth;
            EXPECT_EQ(files_in(folder.path()), before[0] == '-' ? 0U : 1U) << nth;
            if (before[0] != '-') {
                EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms{0640})
                    << nth;
            }
        }
    }
}

TEST(AtomicFileOnABadDisk, FailingFromSomeMomentOnOrKilledLeavesOldOrNewAndNeverHalf) {
    const ScratchFolder folder;
    const auto path = folder.path() / "file";
    const auto work = [&] { return write_atomically(path, "new") ? 0 : 1; };
    folder.write("file", "old");
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    for (int nth = 1; nth <= calls; ++nth) {
        folder.write("file", "old");
        ASSERT_EQ(DiskCalls::fail_at(nth, DiskCalls::Failing::from_there_on, ENOSPC, work), 1)
            << nth;
        EXPECT_TRUE(text_of(path) == "old" || text_of(path) == "new") << nth;
        folder.write("file", "old");
        ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(work()); })) << nth;
        EXPECT_TRUE(text_of(path) == "old" || text_of(path) == "new") << nth;
    }
}

TEST(NewFile, IsWrittenWhereNoneIsAndGoneAgainWhereItCannotBe) {
    const ScratchFolder folder;
    const auto path = folder.path() / "file";
    const auto work = [&] { return write_new_file(path, "new", 0644) ? 0 : 1; };
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    EXPECT_EQ(text_of(path), "new");
    EXPECT_EQ(write_new_file(path, "other").error().code, FailureCode::exists);
    EXPECT_EQ(text_of(path), "new");
    for (int nth = 1; nth <= calls; ++nth) {
        std::filesystem::remove(path);
        ASSERT_EQ(DiskCalls::fail_at(nth, DiskCalls::Failing::once, ENOSPC, work), 1) << nth;
        EXPECT_EQ(text_of(path), "-") << nth;
    }
}

} // namespace
} // namespace ocop
