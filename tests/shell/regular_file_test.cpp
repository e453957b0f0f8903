#include "pos/shell/atomic_file.hpp"
#include "pos/shell/regular_file.hpp"
#include "tests/shell/scratch.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace ocop {
namespace {

using RegularFileTest = test::ScratchTest;

TEST_F(RegularFileTest, IsReadInTurnToItsEnd) {
    ASSERT_TRUE(write_atomically(folder() / "a", "one two"));
    auto file = RegularFile::open(folder() / "a");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->size_bytes(), 7U);
    std::string part(4, '\0');
    EXPECT_EQ(file->read(part), 4U);
    EXPECT_EQ(part, "one ");
    EXPECT_EQ(file->read(part), 3U);
    EXPECT_EQ(part.substr(0, 3), "two");
    EXPECT_EQ(file->read(part), 0U);
}

TEST_F(RegularFileTest, IsFoundBehindALink) {
    ASSERT_TRUE(write_atomically(folder() / "a", "text"));
    std::filesystem::create_symlink("a", folder() / "link");
    EXPECT_EQ(*read_file(folder() / "link", 10), "text");
}

TEST_F(RegularFileTest, RefusesEverythingElseWithoutWaitingForIt) {
    std::filesystem::create_directory(folder() / "folder");
    ASSERT_EQ(::mkfifo((folder() / "pipe").c_str(), 0600), 0);
    std::filesystem::create_symlink("pipe", folder() / "link");
    std::filesystem::create_symlink("loop", folder() / "loop");
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = (folder() / "socket").string();
    name.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    for (const auto& path :
         {folder() / "folder",
          folder() / "pipe",
          folder() / "link",
          folder() / "loop",
          folder() / "socket",
          std::filesystem::path{"/dev/zero"},
          std::filesystem::path{"/dev/null"}}) {
        const auto read = read_file(path, 1000);
        ASSERT_FALSE(read) << path;
        EXPECT_EQ(read.error().code, FailureCode::wrong_kind) << path << read.error().what;
        EXPECT_EQ(read.error().where, path.string());
        EXPECT_FALSE(read.error().what.empty());
    }
    ::close(socket);
}

TEST_F(RegularFileTest, TellsAFileOfOursThatIsTooLargeFromOneThatWasNamed) {
    ASSERT_TRUE(write_atomically(folder() / "big", std::string(101, 'x')));
    EXPECT_EQ(read_file(folder() / "big", 100).error().code, FailureCode::corrupt);
    EXPECT_EQ(read_input(folder() / "big", 100).error().code, FailureCode::too_large);
    EXPECT_EQ(read_input(folder() / "big", 101)->size(), 101U);
}

TEST_F(RegularFileTest, OfATerabyteIsRefusedBeforeItIsRead) {
    std::ofstream{folder() / "sparse"} << "";
    std::filesystem::resize_file(folder() / "sparse", std::uintmax_t{1} << 40U);
    EXPECT_EQ(read_input(folder() / "sparse", 1'000'000).error().code, FailureCode::too_large);
}

} // namespace
} // namespace ocop
