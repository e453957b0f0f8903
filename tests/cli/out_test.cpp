#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// Where --out leads: a file, or a link to one. Never over a device, a pipe or a folder.

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

/// Every verb that writes one file where it is told to, up to its --out.
std::vector<Words> verbs() {
    const Words days{"--from", Shop::day, "--to", Shop::day};
    std::vector<Words> all{
        {"receipt", "last", "--as", "pdf"},
        {"receipt", "last", "--as", "text"},
        {"labels", "--products", "CA"},
        {"labels", "--products", "CA", "--as", "png"},
        {"shift", "report", "1", "--as", "z"},
        {"stock", "note", "last"},
        {"revenue", "uplift", "--as-of", Shop::day, "--as", "csv"}};
    for (const char* report : {"report", "settlement", "einvoices"}) {
        all.push_back({"revenue", report, "--as", "csv"});
        all.back().insert(all.back().end(), days.begin(), days.end());
    }
    return all;
}

class Out : public testing::Test {
protected:
    Out() {
        shop.sell(R"({"do":"receive","product":"CA","quantity":9000}
{"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
{"do":"close-shift","counted":{}})");
    }

    [[nodiscard]] std::filesystem::path at(const char* name) const { return shop.scratch() / name; }

    [[nodiscard]] Ran run(Words verb, const std::filesystem::path& out) const {
        verb.insert(verb.end(), {"--out", out.string(), "--lang", "en"});
        return shop.ocop(std::move(verb));
    }

    const Shop shop{Kind::training};
};

TEST_F(Out, ReplacesAFileAndLeavesALinkToOne) {
    for (const Words& verb : verbs()) {
        write_file(at("old"), "old");
        std::filesystem::create_symlink("old", at("link"));
        EXPECT_EQ(run(verb, at("link")).exit, 0) << verb[0] << verb[1];
        EXPECT_TRUE(std::filesystem::is_symlink(at("link"))) << verb[0] << verb[1];
        EXPECT_NE(read_file(at("old")), "old") << verb[0] << verb[1];
        std::filesystem::remove(at("link"));
    }
}

TEST_F(Out, RefusesEverythingThatIsNoFileAndLeavesIt) {
    std::filesystem::create_directory(at("folder"));
    ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
    std::filesystem::create_symlink("pipe", at("to-pipe"));
    std::filesystem::create_symlink("folder", at("to-folder"));
    std::filesystem::create_symlink("/dev/null", at("to-null"));
    std::filesystem::create_symlink("nothing", at("dangling"));
    std::filesystem::create_symlink("circle", at("circle"));
    for (const Words& verb : verbs()) {
        for (const auto& out :
             {at("folder"),
              at("pipe"),
              at("to-pipe"),
              at("to-folder"),
              at("to-null"),
              at("dangling"),
              at("circle"),
              std::filesystem::path{"/dev/null"},
              std::filesystem::path{"/dev/full"},
              std::filesystem::path{"/dev/stdout"},
              std::filesystem::path{"/dev/fd/1"}}) {
            const auto type = std::filesystem::symlink_status(out).type();
            const Ran ran = run(verb, out);
            EXPECT_EQ(ran.exit, 3) << verb[0] << ' ' << out << ran.err;
            EXPECT_THAT(ran.err, HasSubstr("Not the kind of file")) << verb[0] << ' ' << out;
            EXPECT_THAT(ran.err, HasSubstr(out.string())) << verb[0];
            EXPECT_EQ(std::filesystem::symlink_status(out).type(), type) << verb[0] << ' ' << out;
        }
    }
    EXPECT_FALSE(std::filesystem::exists(at("nothing")));
    const Ran json =
        shop.ocop({"receipt", "last", "--as", "pdf", "--json", "--out", at("pipe").string()});
    EXPECT_EQ(json.json()["error"]["code"], "wrong-kind");
    EXPECT_EQ(json.json()["error"]["where"], at("pipe").string());
}

TEST_F(Out, SaysWhatIsInTheWayOfAFile) {
    const Words verb{"receipt", "last", "--as", "pdf"};
    EXPECT_EQ(run(verb, at("none") / "a.pdf").exit, 3);
    // Nobody, not even root, makes a file there.
    const Ran ran = run(verb, "/sys/ocop.pdf");
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("/sys/ocop.pdf"));
}

TEST_F(Out, IsStdoutForADash) {
    const Ran whole = shop.done({"receipt", "last", "--as", "text"});
    EXPECT_EQ(shop.done({"receipt", "last", "--as", "text", "--out", "-"}).out, whole.out);
}

TEST_F(Out, OfAnExportIsAFolder) {
    write_file(at("file"), "old");
    for (const auto& out : {at("file"), at("file") / "inner", std::filesystem::path{"/dev/null"}}) {
        const Ran ran = shop.ocop(
            {"revenue", "export", "--from", Shop::day, "--to", Shop::day, "--out", out.string()}
        );
        EXPECT_EQ(ran.exit, 3) << out << ran.err;
    }
    EXPECT_EQ(read_file(at("file")), "old");
    EXPECT_EQ(shop.records("export").size(), 0U);
}

TEST_F(Out, OfAPublishedFeedIsAFolder) {
    const std::string key = at("tinh.key").string();
    shop.done({"catalog", "keygen", "--key", key});
    write_file(at("file"), "old");
    ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
    for (const char* out : {"file", "pipe"}) {
        const Ran ran = shop.ocop(
            {"catalog",
             "publish",
             "--products",
             at("P.csv").string(),
             "--key",
             key,
             "--out",
             at(out).string()}
        );
        EXPECT_EQ(ran.exit, 3) << out << ran.err;
    }
    EXPECT_EQ(read_file(at("file")), "old");
}

TEST_F(Out, NeverReplacesWhatStandsWhereAKeyIsToBe) {
    ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
    std::filesystem::create_symlink("nothing", at("dangling"));
    for (const auto& key : {at("pipe"), at("dangling"), std::filesystem::path{"/dev/null"}}) {
        EXPECT_EQ(shop.ocop({"catalog", "keygen", "--key", key.string()}).exit, 3) << key;
    }
    EXPECT_TRUE(std::filesystem::is_symlink(at("dangling")));
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

} // namespace
} // namespace ocop::cli::test
