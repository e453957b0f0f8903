#include "pos/core/canonical_reader.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace ocop {
namespace {

std::string any_text() {
    std::string text;
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
        text += *rc::gen::elementOf(std::vector<std::string>{
            "a",
            "Z",
            "0",
            " ",
            "à",
            "₫",
            "\U0001f600",
            "\ue000",
            "\\",
            "\"",
            "\n",
            "\x7f",
            "{",
            ","});
    }
    return text;
}

Json any_json(int depth) {
    switch (*rc::gen::inRange(0, depth > 3 ? 4 : 6)) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return *rc::gen::oneOf(
            rc::gen::arbitrary<std::int64_t>(),
            rc::gen::element<std::int64_t>(0, -1, INT64_MAX, INT64_MIN)
        );
    case 3:
        return any_text();
    case 4: {
        Json list = Json::array();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            list.push_back(any_json(depth + 1));
        }
        return list;
    }
    default: {
        Json object = Json::object();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            object[any_text()] = any_json(depth + 1);
        }
        return object;
    }
    }
}

RC_GTEST_PROP(CanonicalReader, ReadsWhatTheOtherReaderReads, ()) {
    const Json value = any_json(0);
    std::string text = canonical(value);
    if (const auto quick = read_canonical(text)) {
        RC_ASSERT(*quick == value);
        RC_ASSERT(canonical(*quick) == text);
    } else { // only what needs an escape, or has keys beyond the plane
        RC_ASSERT(
            text.find('\\') != std::string::npos || text.find('\x7f') != std::string::npos
            || text.find('\xee') != std::string::npos || text.find('\xf0') != std::string::npos
        );
    }
    // And nothing that is spelled otherwise.
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    text.insert(
        at,
        *rc::gen::elementOf(std::vector<std::string>{
            " ", ",", "0", "-", "\"", "}", ".5", "e1", "\xff", "\\u0061"})
    );
    if (const auto quick = read_canonical(text)) {
        const auto other = parse_json(text);
        RC_ASSERT(other.has_value());
        RC_ASSERT(*other == *quick);
        RC_ASSERT(canonical(*other) == text);
    }
}

TEST(CanonicalReader, LeavesWhatIsNotCanonicalToTheOther) {
    for (const char* text :
         {"",
          " 1",
          "1 ",
          "01",
          "-0",
          "-",
          "1.0",
          "1e3",
          "9223372036854775808",
          "[1,]",
          "[1 ,2]",
          "{",
          R"({"b":1,"a":2})",
          R"({"a":1,"a":2})",
          R"({"a":1,})",
          R"({"a" :1})",
          R"("\u0061")",
          "\"\xff\"",
          "\"a",
          "nul",
          "truefalse",
          "[1]]"}) {
        EXPECT_FALSE(read_canonical(text).has_value()) << text;
    }
    const char* const plain = R"({"a":[1,-2,null,true,"Mắm"],"b":{}})";
    ASSERT_TRUE(read_canonical(plain).has_value());
    EXPECT_EQ(*read_canonical(plain), *parse_json(plain));
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[')
               + std::string(static_cast<std::size_t>(depth), ']');
    };
    EXPECT_TRUE(read_canonical(nested(64)).has_value());
    EXPECT_FALSE(read_canonical(nested(65)).has_value());
    EXPECT_EQ(parse_json(nested(64)).has_value(), true);
    EXPECT_EQ(parse_json(nested(65)).has_value(), false);
}

} // namespace
} // namespace ocop
