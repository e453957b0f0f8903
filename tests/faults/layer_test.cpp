// The layer itself: it must break what it says it breaks, or the loops prove nothing.

#include "tests/cli/program.hpp"
#include "tests/faults/fault_plan.hpp"

#include <gmock/gmock.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ocop::faults {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// A folder with the file `f` of ten bytes, and a log beside it.
class Layer : public ::testing::Test {
protected:
    Layer() {
        std::string pattern = ::testing::TempDir() + "ocop-layer-XXXXXX";
        scratch_ = mkdtemp(pattern.data());
        std::filesystem::create_directory(folder());
        std::ofstream{file()} << "0123456789";
    }

    ~Layer() override {
        std::error_code ignored;
        std::filesystem::remove_all(scratch_, ignored);
    }

    [[nodiscard]] std::filesystem::path folder() const { return scratch_ / "watched"; }

    [[nodiscard]] std::string file() const { return (folder() / "f").string(); }

    /// What `poke WAY f TIMES` says, a line each, under `plan`.
    std::vector<std::string> poke(const std::string& way, const std::string& plan, int times = 1) {
        std::filesystem::remove(log());
        const auto ran = cli::test::run_program(
            {OCOP_POKE, way, file(), std::to_string(times)},
            {},
            {{"LD_PRELOAD=" OCOP_LIBFAULTS,
              "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
              "OCOP_FAULT=" + plan,
              "OCOP_FAULT_FOLDERS=" + folder().string(),
              "OCOP_FAULT_LOG=" + log().string()},
             {}}
        );
        exit_ = ran.exit;
        return ran.lines();
    }

    /// The calls the log names, as "read pread64".
    [[nodiscard]] std::vector<std::string> logged() const {
        std::ifstream lines{log()};
        std::vector<std::string> calls;
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words{line};
            std::string nth;
            std::string kinds;
            std::string call;
            words >> nth >> kinds >> call;
            calls.push_back(kinds + " " + call);
        }
        return calls;
    }

    [[nodiscard]] std::filesystem::path log() const { return scratch_ / "log"; }

    int exit_ = -1;

private:
    std::filesystem::path scratch_{};
};

const std::string eio = "failed " + std::to_string(EIO);
const std::string full = "failed " + std::to_string(ENOSPC);

TEST_F(Layer, CountsEveryCallOnTheWatchedFolderAndNoOther) {
    EXPECT_THAT(poke("read", ""), ElementsAre("did 10"));
    EXPECT_THAT(logged(), ElementsAre("read open", "read+bytes read"));
    EXPECT_THAT(poke("write", ""), ElementsAre("did 10"));
    EXPECT_THAT(
        logged(), ElementsAre("write+space open", "write+space+bytes write", "close close")
    );
    EXPECT_THAT(poke("look", ""), ElementsAre("did 10"));
    EXPECT_THAT(logged(), ElementsAre("read stat"));
}

TEST_F(Layer, FailsTheNthReadOnceWhateverReads) {
    for (const char* way : {"read", "pread", "readv", "read-stream", "read-library"}) {
        EXPECT_THAT(poke(way, "once bytes 1 EIO", 2), ElementsAre(eio, "did 10")) << way;
        EXPECT_THAT(logged(), SizeIs(1)) << way;
        EXPECT_THAT(poke(way, "once read 1 EIO", 2), ElementsAre(eio, "did 10")) << way; // opening
    }
    EXPECT_THAT(poke("look", "once read 1 EIO", 2), ElementsAre(eio, "did 10"));
    EXPECT_THAT(poke("list", "once read 2 EIO", 2), ElementsAre(eio, "did 1"));
}

TEST_F(Layer, AListingFailsAtItsFirstNameOrAtItsEnd) {
    for (const char* more : {"g", "h", "i"}) {
        std::ofstream{folder() / more} << "x";
    }
    EXPECT_THAT(poke("list", ""), ElementsAre("did 4"));
    const auto calls = logged();
    ASSERT_THAT(calls, SizeIs(3)) << "opening, the first name, the end";
    EXPECT_THAT(calls[1], HasSubstr("readdir"));
    EXPECT_EQ(calls[1], calls[2]);
    for (const char* nth : {"1", "2", "3"}) {
        const std::string plan = std::string{"once read "} + nth + " EIO";
        EXPECT_THAT(poke("list", plan, 2), ElementsAre(eio, "did 4")) << plan;
    }
}

TEST_F(Layer, FailsTheNthWriteOnceWhateverWrites) {
    for (const char* way : {"write", "pwrite", "write-stream", "write-library"}) {
        EXPECT_THAT(poke(way, "once bytes 1 ENOSPC", 2), ElementsAre(full, "did 10")) << way;
        EXPECT_THAT(poke(way, "once space 1 ENOSPC", 2), ElementsAre(full, "did 10")) << way;
        EXPECT_THAT(poke(way, "once close 1 EIO", 2), ElementsAre(eio, "did 10")) << way;
    }
    EXPECT_THAT(poke("rename", "once write 1 EIO", 2), ElementsAre(eio, "did 0"));
    EXPECT_THAT(poke("unlink", "once write 1 EIO"), ElementsAre(eio));
    EXPECT_THAT(poke("mkdir", "once space 1 ENOSPC"), ElementsAre(full));
}

TEST_F(Layer, FailsTheNthSyncOnce) {
    EXPECT_THAT(poke("sync", "once sync 2 EIO", 3), ElementsAre("did 0", eio, "did 0"));
    EXPECT_THAT(poke("datasync", "once sync 2 EIO", 3), ElementsAre("did 0", eio, "did 0"));
}

TEST_F(Layer, FailsAllFromTheNthOn) {
    EXPECT_THAT(poke("read", "from bytes 2 EIO", 3), ElementsAre("did 10", eio, eio));
    EXPECT_THAT(poke("write", "from space 3 ENOSPC", 3), ElementsAre("did 10", full, full));
    EXPECT_THAT(logged(), ElementsAre("write+space open", "write+space open"));
    // What takes no space goes on where the disk is full.
    EXPECT_THAT(poke("rename", "from space 1 ENOSPC"), ElementsAre("did 0"));
}

TEST_F(Layer, MovesHalfOnceAndGoesOn) {
    for (const char* way : {"read", "pread", "readv", "write", "pwrite"}) {
        EXPECT_THAT(poke(way, "short bytes 1", 2), ElementsAre("did 5", "did 10")) << way;
    }
    // Those that ask again get the rest.
    for (const char* way : {"read-stream", "write-stream", "read-library", "write-library"}) {
        EXPECT_THAT(poke(way, "short bytes 1"), ElementsAre("did 10")) << way;
        EXPECT_THAT(logged(), SizeIs(1)) << way;
    }
}

TEST_F(Layer, ADiskThatRunsFullTakesHalfAndNothingMore) {
    EXPECT_THAT(poke("write", "fill space 2", 2), ElementsAre("did 5", full));
    EXPECT_EQ(std::filesystem::file_size(file()), 10u); // half of it written over
    EXPECT_THAT(poke("read", "fill space 1"), ElementsAre("did 10"));
}

TEST_F(Layer, KillsBeforeTheNthCall) {
    std::filesystem::remove(file());
    EXPECT_THAT(poke("write", "kill write 2"), SizeIs(0));
    EXPECT_EQ(exit_, 128 + SIGKILL);
    EXPECT_EQ(std::filesystem::file_size(file()), 0u); // opened, not written
    EXPECT_THAT(logged(), ElementsAre("write+space+bytes write"));
}

TEST_F(Layer, StandsBelowSqlite) {
    EXPECT_THAT(poke("database", ""), ElementsAre("did 1"));
    const auto calls = logged();
    for (const char* call : {"pread64", "pwrite64", "fdatasync", "unlink", "ftruncate64"}) {
        EXPECT_THAT(calls, ::testing::Contains(HasSubstr(call)));
    }
    EXPECT_THAT(poke("database", "once sync 1 EIO"), ElementsAre("failed 10"));      // SQLITE_IOERR
    EXPECT_THAT(poke("database", "from space 12 ENOSPC"), ElementsAre("failed 13")); // SQLITE_FULL
    EXPECT_THAT(poke("database", ""), ElementsAre("did 1"));
}

TEST_F(Layer, APlanItCannotReadEndsTheProgram) {
    poke("read", "twice read 1 EIO");
    EXPECT_EQ(exit_, 128 + SIGABRT);
}

TEST(FaultPlan, IsReadWholeOrNotAtAll) {
    const auto plan = parse_plan("from write|sync 12 EIO");
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->mode, Mode::from);
    EXPECT_EQ(plan->kinds, write_kind | sync_kind);
    EXPECT_EQ(plan->nth, 12);
    EXPECT_EQ(plan->error, EIO);
    for (const char* bad :
         {"once",
          "once read",
          "once read 0 EIO",
          "once read x EIO",
          "once read 1",
          "once read 1 E",
          "once reed 1 EIO",
          "short bytes 1 EIO",
          "kill write"}) {
        EXPECT_FALSE(parse_plan(bad)) << bad;
    }
}

TEST(FaultPlan, AFolderIsWatchedWithAllThatLiesInIt) {
    const auto folders = parse_folders("/a/b:/c");
    EXPECT_TRUE(lies_in("/a/b", folders));
    EXPECT_TRUE(lies_in("/a/b/c/d", folders));
    EXPECT_TRUE(lies_in("/c/d (deleted)", folders));
    EXPECT_FALSE(lies_in("/a/bc", folders));
    EXPECT_FALSE(lies_in("/a", folders));
    EXPECT_FALSE(lies_in("", folders));
}

} // namespace
} // namespace ocop::faults
