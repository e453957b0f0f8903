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

TEST(Backup, SaysWhatItHoldsAndWhatItLeavesOut) {
    const Shop shop{Kind::training};
    for (const char* folder : {"images", "receipts", "print-queue"}) {
        std::filesystem::create_directories(shop.data() / folder);
        write_file(shop.data() / folder / "one.bin", "12345");
    }
    write_file(shop.data() / "notes.txt", "the owner's own");
    const auto named = [](const Json& files, const std::string& name) {
        const auto found = std::find_if(files.begin(), files.end(), [&](const Json& told) {
            return told["name"] == name;
        });
        return found == files.end() ? Json{} : *found;
    };
    const std::string file = (shop.scratch() / "backup").string();
    Json made = shop.done({"backup", file, "--json"}).json();
    for (const char* name : {"ledger.db", "head", "till.key", "pins.json", "catalog.current"}) {
        EXPECT_EQ(named(made["holds"], name)["files"], 1) << name;
    }
    for (const char* name : {"images", "print-queue", "receipts"}) {
        EXPECT_EQ(
            named(made["left_out"], name), (Json{{"name", name}, {"files", 1}, {"bytes", 5}})
        );
    }
    EXPECT_EQ(named(made["left_out"], "notes.txt")["bytes"], 15);
    EXPECT_EQ(made["sealed"], false);
    made = shop.done({"backup", file, "--with", "receipts,queue,images", "--json"}).json();
    for (const char* name : {"images", "print-queue", "receipts"}) {
        EXPECT_EQ(named(made["holds"], name)["bytes"], 5) << name;
    }
    const std::string there = (shop.scratch() / "other").string();
    const Ran back =
        run_program({OCOP_PROGRAM, "backup", "restore", file, "--data", there, "--at", Shop::at});
    EXPECT_EQ(back.exit, 0) << back.err;
    EXPECT_EQ(read_file(shop.scratch() / "other" / "receipts" / "one.bin"), "12345");
    // In words, and that it holds the key.
    const std::string said = shop.done({"backup", file, "--lang", "en"}).out;
    EXPECT_NE(said.find("Left out: images ("), std::string::npos) << said;
    EXPECT_NE(said.find("NOT sealed: whoever has it has the till's secret key"), std::string::npos);
    EXPECT_EQ(shop.ocop({"backup", file, "--with", "everything"}).exit, 3);
}

TEST(Backup, IsSealedWithAPassphraseOnRequest) {
    const Shop shop{Kind::training};
    const std::string file = (shop.scratch() / "backup").string();
    const std::string right = "five random words here\n";
    const auto run = [&](std::vector<std::string> words, const std::string& input) {
        words.push_back("--json");
        return shop.ocop(std::move(words), input);
    };
    EXPECT_EQ(run({"backup", file, "--passphrase-stdin"}, "short\n").exit, 3);
    EXPECT_EQ(run({"backup", file, "--passphrase-stdin"}, "").exit, 3);
    EXPECT_EQ(run({"backup", file, "--passphrase-stdin"}, std::string(5'000'000, 'x')).exit, 3);
    EXPECT_FALSE(std::filesystem::exists(file));
    const Ran made = run({"backup", file, "--passphrase-stdin"}, right);
    ASSERT_EQ(made.exit, 0) << made.err;
    EXPECT_EQ(made.json()["sealed"], true);
    EXPECT_EQ(read_file(file).find("SQLite"), std::string::npos);
    for (const char* verb : {"verify", "restore"}) {
        const std::vector<std::string> words{"backup", verb, file};
        Ran refused = run(words, {});
        EXPECT_EQ(refused.exit, 3);
        EXPECT_EQ(refused.json()["error"]["code"], "passphrase");
        auto with = words;
        with.push_back("--passphrase-stdin");
        refused = run(with, "five other words here\n");
        EXPECT_EQ(refused.exit, 3);
        EXPECT_EQ(refused.json()["error"]["code"], "passphrase");
    }
    EXPECT_EQ(run({"backup", "verify", file, "--passphrase-stdin"}, right).exit, 0);
    const Ran back = run_program(
        {OCOP_PROGRAM,
         "backup",
         "restore",
         file,
         "--passphrase-stdin",
         "--at",
         Shop::at,
         "--data",
         (shop.scratch() / "other").string()},
        right
    );
    EXPECT_EQ(back.exit, 0) << back.err;
    std::string bytes = read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(file, bytes);
    EXPECT_EQ(run({"backup", "verify", file, "--passphrase-stdin"}, right).exit, 1);
    write_file(file, bytes.substr(0, bytes.size() / 2));
    EXPECT_EQ(run({"backup", "verify", file, "--passphrase-stdin"}, right).exit, 1);
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
