#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <algorithm>

// What could not be said was not done unseen: a stdout that takes nothing ends with 4.

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

/// The ways in which nothing can be said.
std::vector<std::pair<std::string, Surroundings>> silences() {
    Surroundings full;
    full.out_to = "/dev/full";
    Surroundings closed;
    closed.closed = {1};
    Surroundings gone;
    gone.nobody_reads = true;
    return {{"full", full}, {"closed", closed}, {"without a reader", gone}};
}

std::vector<Words> verbs(const Shop& shop) {
    const Words days{"--from", Shop::day, "--to", Shop::day};
    const auto with_days = [&](Words words) {
        words.insert(words.end(), days.begin(), days.end());
        return words;
    };
    return {
        {"--help"},
        {"--version"},
        {"sell", "--help"},
        {"catalog", "status"},
        {"catalog", "find", "mam"},
        {"catalog", "show", "CA"},
        {"catalog", "import", (shop.scratch() / "P.csv").string()},
        {"journal", "verify"},
        {"journal", "dump"},
        {"journal", "tail"},
        {"journal", "rebuild"},
        {"receipt", "last", "--as", "text"},
        {"receipt", "last", "--as", "pdf"},
        {"labels", "--products", "CA"},
        {"shift", "report", "current", "--as", "x"},
        with_days({"revenue", "report"}),
        with_days({"revenue", "report", "--as", "xlsx"}),
        with_days({"revenue", "settlement"}),
        with_days({"revenue", "einvoices"}),
        {"revenue", "uplift", "--as-of", Shop::day},
        {"settings", "list"},
        {"settings", "set", "event", "x", "--at", Shop::at},
        {"user", "list"},
        {"devices", "list"}};
}

TEST(Stdout, ThatTakesNothingEndsEveryVerbWithFour) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    for (const auto& [how, around] : silences()) {
        for (const Words& words : verbs(shop)) {
            for (const bool as_json : {false, true}) {
                if (as_json && (words[0] == "receipt" || words[0] == "labels")) {
                    continue; // there the paper goes to a file
                }
                Words all = words;
                all.emplace_back("--lang");
                all.emplace_back("en");
                if (as_json) {
                    all.emplace_back("--json");
                }
                const Ran ran = shop.ocop(all, {}, around);
                EXPECT_EQ(ran.exit, 4) << how << ": " << words[0] << ran.err;
                if (!around.nobody_reads) {
                    EXPECT_THAT(ran.err, HasSubstr("tandard output")) << how << words[0];
                }
            }
        }
    }
    shop.done({"journal", "verify", "--full"});
}

TEST(Stdout, ThatTakesNothingStopsAScriptBehindWhatWasSold) {
    const Shop shop{Kind::training};
    const std::string script = R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
)";
    for (const auto& [how, around] : silences()) {
        const Ran ran = shop.ocop({"sell", "--script", "-", "--at", Shop::at}, script, around);
        EXPECT_EQ(ran.exit, 4) << how << ran.err;
    }
    EXPECT_EQ(shop.records("sale").size(), 0U); // the answer to the sign-in was not heard
    // Heard up to the first sale: that stays, and nothing is sold behind it.
    Surroundings around;
    around.out_to = (shop.scratch() / "answers").string();
    around.file_size_bytes_max = 64 * 1024; // the store's files stay below it, the answers do not
    write_file(around.out_to, std::string(64 * 1024 - 300, ' '));
    const Ran ran = shop.ocop({"sell", "--script", "-", "--at", Shop::at}, script, around);
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_LE(shop.records("sale").size(), 1U);
    shop.done({"journal", "verify", "--full"});
}

TEST(Stdout, ThatIsClosedIsNotTheLedger) {
    const Shop shop{Kind::training};
    const std::string before = read_file(shop.data() / "till.key");
    for (const std::vector<int>& closed :
         {std::vector<int>{1}, {2}, {0}, {1, 2}, {0, 1}, {0, 2}, {0, 1, 2}}) {
        Surroundings around;
        around.closed = closed;
        const Ran ran = shop.ocop(
            {"settings", "set", "event", "e" + std::to_string(closed.size()), "--at", Shop::at},
            {},
            around
        );
        const bool hears = std::find(closed.begin(), closed.end(), 1) == closed.end();
        EXPECT_EQ(ran.exit, hears ? 0 : 4) << ran.err;
    }
    EXPECT_EQ(read_file(shop.data() / "till.key"), before);
    shop.done({"journal", "verify", "--full"});
}

TEST(Stderr, ThatTakesNothingChangesNothing) {
    const Shop shop{Kind::training};
    Surroundings closed;
    closed.closed = {2};
    EXPECT_EQ(shop.ocop({"receipt", "999"}, {}, closed).exit, 3);
    EXPECT_EQ(shop.ocop({"journal", "verify"}, {}, closed).exit, 0);
    EXPECT_EQ(shop.ocop({"no-such-verb"}, {}, closed).exit, 2);
}

} // namespace
} // namespace ocop::cli::test
