// The window on a disk that stops syncing, and at its next start.
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using test::Store;
using test::TillProgram;

bool says(const Json& line, const char* key, const std::string& part) {
    return line[key].get_ref<const std::string&>().find(part) != std::string::npos;
}

void sign_in_alone(TillProgram& till, std::string_view then) {
    till.wait_for_screen("sign-in");
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen(then);
}

class WindowDoubt : public ::testing::TestWithParam<const char*> {
protected:
    [[nodiscard]] std::filesystem::path sign() const { return store.folder() / "no-sync"; }

    /// On a disk that syncs nothing once sign() is there.
    [[nodiscard]] std::vector<std::string> on_such_a_disk() const {
        return {
            "env",
            "LD_PRELOAD=" OCOP_FAILING_SYNC,
            "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
            "OCOP_FAILING_SYNC=" + sign().string(),
            OCOP_TILL};
    }

    [[nodiscard]] std::string pictures() const { return std::string{GetParam()} + "-doubt"; }

    /// A sale of which the till cannot tell whether it is on disk.
    void lose_track() {
        TillProgram till{store.folder(), GetParam(), pictures(), {}, on_such_a_disk()};
        test::sign_in(till);
        till.type("mam ca");
        till.press({"Return"});
        till.wait_for("a line", [](const Json& line) { return line["lines"] == 1; });
        till.press({"F9"});
        till.wait_for_screen("pay");
        std::ofstream{sign()} << "no more";
        till.type("5000k");
        till.press({"Return"});
        till.wait_for("the sale it lost track of", [](const Json& line) {
            return line["screen"] == "not-known" && says(line, "doubt", "-1-000001");
        });
        till.keep_picture("03-not-known");
        till.press({"Return", "F9", "F12", "Escape"});
        till.scan(test::tea_gtin);
        till.keep_picture("04-not-known-still");
        till.touch(512, 550);
        EXPECT_EQ(till.wait(), 0) << "its one button closes it";
        std::filesystem::remove(sign());
    }

    Store store{};
};

TEST_P(WindowDoubt, StopsAndAsksAtTheNextStartUntilSomebodyHasReadIt) {
    lose_track();
    const std::size_t sold = store.records("sale").size();
    for (int start = 0; start < 2; ++start) { // also after another kill
        TillProgram till{store.folder(), GetParam(), pictures()};
        sign_in_alone(till, "last-run");
        till.keep_picture("05-last-run");
        till.scan(test::tea_gtin); // a scanner's Enter reads nothing
        till.press({"F9", "Escape", "F1"});
        EXPECT_EQ(till.leave(), 128 + 15);
    }
    EXPECT_TRUE(store.records("doubt").empty());
    {
        TillProgram till{store.folder(), GetParam(), pictures()};
        sign_in_alone(till, "last-run");
        till.press({"Return"});
        till.wait_for_screen("sell");
        EXPECT_EQ(till.leave(), 128 + 15);
    }
    const auto read = store.records("doubt");
    ASSERT_EQ(read.size(), 1U);
    const Json& body = read.front().body.json();
    EXPECT_EQ(body["user"], "hoa");
    EXPECT_EQ(body["of"]["receipt"], "QNA-HOIAN-01-1-000001");
    EXPECT_EQ(body["is_recorded"], sold == 1);
    EXPECT_EQ(store.records("sale").size(), sold) << "nothing was sold again";
    TillProgram till{store.folder(), GetParam(), pictures()};
    sign_in_alone(till, "sell");
    EXPECT_EQ(till.leave(), 128 + 15);
}

TEST_P(WindowDoubt, ShowsWhatIsNotRecordedAndWhatNobodyKnows) {
    const Moment at = *parse_moment("2026-11-30T09:15:03+07:00");
    ASSERT_TRUE(store::keep_doubt(
        store.folder(), {99, Hash{}, "sale", at, "QNA-HOIAN-01-1-000017", Money{1'162'000}}
    ));
    {
        TillProgram till{store.folder(), GetParam(), pictures()};
        sign_in_alone(till, "last-run");
        till.keep_picture("06-not-recorded");
        EXPECT_EQ(till.leave(), 128 + 15);
    }
    std::ofstream{store.folder() / store::doubt_file} << "{";
    TillProgram till{store.folder(), GetParam(), pictures()};
    sign_in_alone(till, "last-run");
    till.keep_picture("07-not-told");
    till.press({"Return"});
    till.wait_for_screen("open-shift");
    EXPECT_EQ(till.leave(), 128 + 15);
    EXPECT_EQ(store.records("doubt").size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Languages, WindowDoubt, ::testing::Values("vi", "en"));

} // namespace
} // namespace ocop::ui
