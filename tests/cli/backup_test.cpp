#include "tests/cli/shop.hpp"

#include <algorithm>

namespace ocop::cli::test {
namespace {

TEST(Backup, RestoresTheWholeTillElsewhere) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"hold"}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})");
    const std::string file = (shop.scratch() / "backup").string();
    const Json made = shop.done({"backup", file, "--json"}).json();
    EXPECT_EQ(made["records"], shop.records().size());
    shop.done({"backup", "verify", file});
    const std::vector<std::string> there{"--data", (shop.scratch() / "other").string()};
    const auto elsewhere = [&](std::vector<std::string> words, const std::string& input = {}) {
        words.insert(words.begin(), OCOP_PROGRAM);
        words.insert(words.end(), there.begin(), there.end());
        return run_program(words, input);
    };
    EXPECT_EQ(elsewhere({"backup", "restore", file, "--at", Shop::at}).exit, 0);
    EXPECT_EQ(elsewhere({"journal", "verify", "--full"}).exit, 0);
    auto lines = elsewhere({"journal", "dump"}).lines();
    EXPECT_EQ(Json::parse(lines.back())["kind"], "restore");
    EXPECT_EQ(Json::parse(lines.back())["at"], Shop::at);
    lines.pop_back();
    EXPECT_EQ(lines, shop.done({"journal", "dump"}).lines());
    // PINs, catalogue, hold and shift came along.
    const Ran sold = elsewhere(
        {"sell", "--script", "-", "--strict"},
        R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"recall","hold":1}
{"do":"pay","tender":"cash","amount":120000})"
    );
    EXPECT_EQ(sold.exit, 0) << sold.out << sold.err;
}

TEST(Backup, IsNotRestoredOverRecordsItLacks) {
    const Shop shop{Kind::training};
    const std::string file = (shop.scratch() / "backup").string();
    shop.done({"backup", file});
    shop.sell(R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})");
    const Json before = contents_of(shop.data());
    const Ran refusal = shop.ocop({"backup", "restore", file, "--json"});
    EXPECT_EQ(refusal.exit, 3) << refusal.err;
    EXPECT_EQ(refusal.json()["error"]["code"], "exists");
    EXPECT_EQ(contents_of(shop.data()), before);
    const Shop other{Kind::training, false};
    EXPECT_EQ(other.ocop({"backup", "restore", file}).exit, 3);
    // Nor does a backup replace a file that is none of this till's.
    write_file(shop.scratch() / "photo", "a photograph");
    EXPECT_EQ(shop.ocop({"backup", (shop.scratch() / "photo").string()}).exit, 3);
    EXPECT_EQ(read_file(shop.scratch() / "photo"), "a photograph");
}

TEST(Backup, WithAnAlteredByteIsRefusedOrGivesBackTheSameJournal) {
    const Shop shop{Kind::training};
    const std::filesystem::path file = shop.scratch() / "backup";
    shop.done({"backup", file.string()});
    const std::string whole = read_file(file);
    const auto lines = shop.done({"journal", "dump"}).lines();
    int refusals = 0;
    for (std::size_t place = 1; place < 20; place += 2) {
        std::string bytes = whole;
        char& altered = bytes[whole.size() * place / 20];
        altered = static_cast<char>(altered ^ 1);
        write_file(file, bytes);
        const std::filesystem::path other = shop.scratch() / ("other" + std::to_string(place));
        const Ran verdict = shop.ocop({"backup", "verify", file.string()});
        const Ran restored =
            run_program({OCOP_PROGRAM, "backup", "restore", file.string(), "--data", other.string()}
            );
        EXPECT_EQ(restored.exit, verdict.exit) << restored.err;
        if (verdict.exit == 0) { // the byte stood between what the file holds
            auto back =
                run_program({OCOP_PROGRAM, "journal", "dump", "--data", other.string()}).lines();
            back.pop_back(); // the restore itself
            EXPECT_EQ(back, lines);
            continue;
        }
        ++refusals;
        EXPECT_EQ(verdict.exit, 1) << verdict.err;
        EXPECT_FALSE(std::filesystem::exists(other / "ledger.db"));
    }
    EXPECT_GE(refusals, 5);
    write_file(file, whole.substr(0, whole.size() / 2));
    EXPECT_EQ(shop.ocop({"backup", "verify", file.string()}).exit, 1);
    EXPECT_EQ(shop.ocop({"backup", "verify", "/nonexistent"}).exit, 3);
}

} // namespace
} // namespace ocop::cli::test
