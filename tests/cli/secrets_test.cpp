#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>

// What was typed and what signs is not to be read out of a program's memory, nor from a core dump.

namespace ocop::cli::test {
namespace {

constexpr const char* pin = "739150264812";

/// `text` as memory_probe is told it.
std::string turned(const std::string& text) {
    std::string hex;
    for (const char c : text) {
        constexpr const char* digits = "0123456789abcdef";
        const unsigned byte = static_cast<unsigned char>(c) ^ 0xFFU;
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

class Secrets : public testing::Test {
protected:
    Secrets() { shop.done({"user", "pin", "hoa", "--pin-stdin"}, std::string{pin} + "\n"); }

    /// How often `text` stands in the memory of a sell, each time it asks for more, with where.
    [[nodiscard]] std::vector<std::string> found(const std::string& text) const {
        const std::string notes = (shop.scratch() / "notes").string();
        std::filesystem::remove(notes);
        Surroundings around;
        around.environment = {
            "LD_PRELOAD=" OCOP_MEMORY_PROBE,
            "OCOP_PROBE_NOTES=" + notes,
            "OCOP_PROBE_TURNED=" + turned(text)};
        Conversation till{shop.words({"sell", "--script", "-", "--at", Shop::at}), around};
        const std::string sign_in =
            R"({"do":"sign-in","user":"hoa","pin":")" + std::string{pin} + "\"}";
        EXPECT_EQ(refused(till.ask(sign_in)), "");
        EXPECT_EQ(refused(till.ask(R"({"do":"add","product":"CA"})")), "");
        const std::string discount =
            R"({"do":"discount","percent":50,"reason":"x","approver":"hoa","approver_pin":")"
            + std::string{pin} + "\"}";
        EXPECT_EQ(refused(till.ask(discount)), "");
        EXPECT_EQ(
            refused(till.ask(R"({"do":"sign-in","user":"hoa","pin":")" + std::string{pin} + "9\"}")
            ),
            "wrong-pin"
        );
        EXPECT_EQ(till.finish(), 0);
        std::vector<std::string> lines;
        std::istringstream text_of{read_file(notes)};
        for (std::string line; std::getline(text_of, line);) {
            lines.push_back(line);
        }
        return lines;
    }

    const Shop shop{Kind::training};
};

TEST_F(Secrets, PinsAreNowhereInMemoryOnceTheyWereCompared) {
    const auto lines = found(pin);
    EXPECT_GE(lines.size(), 5U);
    EXPECT_THAT(lines, testing::Each("0"));
}

TEST_F(Secrets, AreSeenByThisTestWhereTheyAre) {
    // Else the tests beside this one would see nothing either.
    EXPECT_THAT(found("sign-in"), testing::Contains(testing::Not("0")));
}

TEST_F(Secrets, TheTextOfTheKeyIsNowhereInMemoryOnceItWasRead) {
    const std::string key = read_file(shop.data() / "till.key");
    // Of the second line a part behind the key's number: secret, and in no public key.
    const std::string part = key.substr(key.find('\n') + 1 + 100, 24);
    EXPECT_THAT(found(part), testing::Each("0"));
}

TEST_F(Secrets, LeaveNoCoreDump) {
    // As whoever runs it allows core dumps: it takes the right to one away, and says so to
    // children.
    const Ran ran = run_program(
        {"sh",
         "-c",
         "ulimit -c unlimited; exec \"$0\" --data \"$1\" sell --script - < \"$2\"",
         OCOP_PROGRAM,
         shop.data().string(),
         "/dev/null"}
    );
    EXPECT_EQ(ran.exit, 0) << ran.err;
    Conversation till{
        {"sh",
         "-c",
         "ulimit -c unlimited; exec \"$0\" --data \"$1\" sell --script -",
         OCOP_PROGRAM,
         shop.data().string()}};
    EXPECT_EQ(refused(till.ask(R"({"do":"cancel"})")), "not-signed-in");
    rlimit limit{1, 1};
    ASSERT_EQ(::prlimit(till.process(), RLIMIT_CORE, nullptr, &limit), 0);
    EXPECT_EQ(limit.rlim_cur, 0U);
    EXPECT_EQ(limit.rlim_max, 0U);
    // A process that may not be looked into belongs to root, as its files in /proc do.
    const std::string proc = "/proc/" + std::to_string(till.process());

    struct stat status {};

    ASSERT_EQ(::stat((proc + "/mem").c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, 0U);
    till.kill();
}

} // namespace
} // namespace ocop::cli::test
