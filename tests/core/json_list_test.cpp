#include "pos/core/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck/gtest.h>
#include <span>
#include <string>
#include <vector>

namespace ocop {
namespace {

constexpr std::size_t plenty = std::size_t{1} << 20U;

struct Read {
    ListEnd end{};
    std::vector<std::string> items{};
};

/// The items of `cases` in `text`, which comes in pieces of `piece` bytes.
Read read(std::string text, std::size_t most = plenty, std::size_t piece = 7) {
    Read found;
    std::size_t at = 0;
    found.end = read_json_list(
        [&](std::span<char> into) {
            const std::size_t size = std::min({into.size(), piece, text.size() - at});
            text.copy(into.data(), size, at);
            at += size;
            return size;
        },
        "cases",
        most,
        [&](const Json& item) {
            found.items.push_back(item.dump());
            return found.items.back() != "\"stop\"";
        }
    );
    return found;
}

TEST(JsonList, GivesItemAfterItemWhateverStandsBeside) {
    const Read found = read(
        R"({"meta":{"cases":[9,9]},"cases":[{"a":[1,{"cases":[2]}]},3,"x",[],[[4]],null],"z":[5]})"
    );
    EXPECT_EQ(found.end, ListEnd::whole);
    EXPECT_EQ(
        found.items,
        (std::vector<std::string>{R"({"a":[1,{"cases":[2]}]})", "3", "\"x\"", "[]", "[[4]]", "null"}
        )
    );
    EXPECT_EQ(read(R"({"cases":[]})").end, ListEnd::whole);
}

TEST(JsonList, SaysHowItEnded) {
    EXPECT_EQ(read(R"({"cases":[1,"stop",2]})").end, ListEnd::stopped);
    EXPECT_EQ(read(R"({"cases":[1,"stop",2]})").items.size(), 2U);
    for (const char* text :
         {"",
          "{",
          R"({"cases":[1})",
          R"({"cases":[1.5]})",
          "{}x",
          R"({"cases":[],"cases":[]})",
          R"({"cases":[{"a":1,"a":2}]})"}) {
        EXPECT_EQ(read(text).end, ListEnd::not_json) << text;
    }
    for (const char* text :
         {"[]", "1", "{}", R"({"cases":{}})", R"({"x":{"cases":[1]}})", R"([{"cases":[1]}])"}) {
        EXPECT_EQ(read(text).end, ListEnd::no_list) << text;
        EXPECT_TRUE(read(text).items.empty()) << text;
    }
}

TEST(JsonList, HoldsNoMoreThanOneItem) {
    std::string many = R"({"cases":[)";
    for (int i = 0; i < 10'000; ++i) {
        many += i > 0 ? ",[1,2,3]" : "[1,2,3]";
    }
    EXPECT_EQ(read(many + "]}", 1'000, 65'536).items.size(), 10'000U);
    EXPECT_EQ(read(R"({"cases":[[1,2,3,4,5,6,7,8,9,10]]})", 1'000).end, ListEnd::too_large);
    EXPECT_EQ(read(R"({"x":[1,2,3,4,5,6,7,8,9,10],"cases":[]})", 1'000).end, ListEnd::too_large);
    EXPECT_EQ(
        read(R"({"cases":[")" + std::string(2'000, 'x') + "\"]}", 1'000).end, ListEnd::too_large
    );
    EXPECT_EQ(read(R"({"cases":[)" + std::string(100, '[')).end, ListEnd::not_json);
}

RC_GTEST_PROP(JsonList, AgreesWithAReadingOfTheWhole, (const std::vector<std::string>& texts)) {
    Json cases = Json::array();
    for (const std::string& text : texts) {
        cases.push_back({{"n", text.size()}, {"list", Json::array({text.size(), nullptr})}});
    }
    const Read found = read(Json{{"cases", cases}}.dump());
    RC_ASSERT(found.end == ListEnd::whole);
    RC_ASSERT(found.items.size() == cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        RC_ASSERT(found.items[i] == cases[i].dump());
    }
}

} // namespace
} // namespace ocop
