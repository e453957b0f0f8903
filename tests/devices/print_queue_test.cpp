#include "devices/print_queue.hpp"
#include "tests/devices/scratch.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace ocop::devices {
namespace {

class PrintQueueTest : public ::testing::Test {
protected:
    [[nodiscard]] PrintQueue open() const {
        auto queue = PrintQueue::open(folder());
        EXPECT_TRUE(queue) << queue.error().what;
        return std::move(*queue);
    }

    [[nodiscard]] std::filesystem::path folder() const { return scratch.path() / "print-queue"; }

    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{folder()}) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }

    Scratch scratch{};
    const PrintJob job{"QNA-HOIAN-01-1-000017", 23, std::string{"\x1B@\0first", 8}, "again"};
};

TEST_F(PrintQueueTest, GivesBackWhatWasPutAfterTheProgramWasAway) {
    auto queue = open();
    ASSERT_EQ(queue.put(job), 1);
    ASSERT_EQ(queue.put({"Z\n1", 24, "z", "Z"}), 2);
    const auto later = open();
    ASSERT_EQ(later.jobs().size(), 2U);
    EXPECT_EQ(later.jobs()[0], (QueuedJob{1, Begun::no, job.name, 23}));
    EXPECT_EQ(later.jobs()[1].name, "Z 1") << "a name is one line";
    const auto read = later.read(1);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, job);
    EXPECT_EQ(later.last_seq(), 24);
}

TEST_F(PrintQueueTest, RemembersWhichJobsMayBeOnPaper) {
    auto queue = open();
    ASSERT_EQ(queue.put(job), 1);
    ASSERT_EQ(queue.put(job), 2);
    ASSERT_TRUE(queue.begin(2));
    ASSERT_TRUE(queue.begin(2));
    const auto later = open();
    EXPECT_EQ(later.find(1)->begun, Begun::no);
    EXPECT_EQ(later.find(2)->begun, Begun::yes);
    EXPECT_EQ(files(), (std::set<std::string>{"000001.new", "000002.begun"}));
    EXPECT_TRUE(later.read(2));
}

TEST_F(PrintQueueTest, ForgetsAJobThatIsDoneButNotItsRecord) {
    auto queue = open();
    EXPECT_EQ(queue.last_seq(), std::nullopt);
    ASSERT_EQ(queue.put(job), 1);
    ASSERT_EQ(queue.put({"no record", -1, "a", "a"}), 2);
    ASSERT_TRUE(queue.done(1));
    ASSERT_TRUE(queue.done(1)) << "twice is once";
    ASSERT_TRUE(queue.done(2));
    EXPECT_TRUE(queue.jobs().empty());
    EXPECT_EQ(files(), (std::set<std::string>{"last"}));
    auto later = open();
    EXPECT_EQ(later.last_seq(), 23);
    ASSERT_TRUE(later.pass_over(40));
    ASSERT_TRUE(later.pass_over(30));
    EXPECT_EQ(open().last_seq(), 40);
    EXPECT_FALSE(later.read(1));
}

TEST_F(PrintQueueTest, CountsOnWherePrintingStood) {
    auto queue = open();
    ASSERT_EQ(queue.put(job), 1);
    ASSERT_EQ(queue.put(job), 2);
    ASSERT_TRUE(queue.done(1));
    EXPECT_EQ(open().put(job), 3);
}

TEST_F(PrintQueueTest, SetsAsideWhatItCannotReadAndClearsAwayWhatWasHalfWritten) {
    auto queue = open();
    ASSERT_EQ(queue.put(job), 1);
    ASSERT_EQ(queue.put(job), 2);
    std::filesystem::resize_file(folder() / "000001.new", 30);
    std::ofstream{folder() / "000003.new.Ab12xY"} << "ocop-print 1\n";
    const auto later = open();
    ASSERT_EQ(later.jobs().size(), 1U);
    EXPECT_EQ(later.jobs()[0].id, 2);
    EXPECT_EQ(files(), (std::set<std::string>{"000001.new.damaged", "000002.new"}));
    EXPECT_EQ(open().jobs().size(), 1U);
}

TEST_F(PrintQueueTest, RefusesMoreThanItHoldsAloud) {
    auto queue = open();
    const PrintJob huge{"x", -1, std::string(PrintQueue::job_size_bytes_max, 'x'), "x"};
    EXPECT_FALSE(queue.put(huge));
    for (std::size_t i = 0; i < PrintQueue::jobs_max; ++i) {
        ASSERT_TRUE(queue.put({"a", -1, "a", "a"}));
    }
    const auto refused = queue.put({"a", -1, "a", "a"});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("500"), std::string::npos);
    ASSERT_TRUE(queue.done(1));
    EXPECT_TRUE(queue.put({"a", -1, "a", "a"}));
}

TEST_F(PrintQueueTest, TellsThatTheDiskDoesNotTakeAJobAndHasNoneThen) {
    auto queue = open();
    std::filesystem::remove_all(folder());
    EXPECT_FALSE(queue.put(job));
    EXPECT_TRUE(queue.jobs().empty());
    std::ofstream{scratch.path() / "file"} << "no folder";
    EXPECT_FALSE(PrintQueue::open(scratch.path() / "file"));
}

TEST_F(PrintQueueTest, TakesNoBytesForAJobButItsOwn) {
    const std::string bytes = encode_job(job);
    EXPECT_EQ(decode_job(bytes), job);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(decode_job(bytes.substr(0, size))) << size;
    }
    EXPECT_FALSE(decode_job(bytes + "x"));
    for (const char* const bad :
         {"ocop-print 2\na\n1\n0 0\n",
          "ocop-print 1\na\n-2\n0 0\n",
          "ocop-print 1\na\n1\n-1 1\n",
          "ocop-print 1\na\n1\n99999999999999999999 0\n",
          "ocop-print 1\na\n1\n00\n",
          "ocop-print 1\na\nx\n0 0\n"}) {
        EXPECT_FALSE(decode_job(bad)) << bad;
    }
}

} // namespace
} // namespace ocop::devices
