#include "catalog-sync/http_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace ocop::catalog_sync {
namespace {

using testing::HasSubstr;

AnswerHead head(int status) {
    AnswerHead head;
    head.status = status;
    return head;
}

Wanted file_of(std::uint64_t bytes, std::uint64_t from = 0) {
    Wanted wanted;
    wanted.exact_bytes = bytes;
    wanted.from = from;
    return wanted;
}

TEST(HttpAnswer, TakesAWholeFileOfTheRightSizeOrOfNone) {
    AnswerHead answer = head(200);
    EXPECT_EQ(judge(answer, file_of(10)).answer, Answer::whole);
    answer.content_length = "10";
    EXPECT_EQ(judge(answer, file_of(10)).answer, Answer::whole);
    EXPECT_EQ(judge(answer, file_of(10, 4)).answer, Answer::whole) << "the range was ignored";
    EXPECT_EQ(judge(answer, file_of(11)).failure.code, FailureCode::corrupt);
    EXPECT_EQ(judge(answer, file_of(9)).failure.code, FailureCode::corrupt);
    for (const char* length : {"-1", "10x", "ten", " 10", "99999999999999999999"}) {
        answer.content_length = length;
        EXPECT_EQ(judge(answer, file_of(10)).answer, Answer::refused) << length;
    }
}

TEST(HttpAnswer, TakesTheRestOnlyFromWhereItWasAskedFor) {
    AnswerHead answer = head(206);
    answer.content_range = "bytes 4-9/10";
    EXPECT_EQ(judge(answer, file_of(10, 4)).answer, Answer::rest);
    EXPECT_EQ(judge(answer, file_of(10)).answer, Answer::refused);
    EXPECT_EQ(judge(answer, file_of(10, 5)).answer, Answer::refused);
    EXPECT_EQ(judge(answer, file_of(11, 4)).failure.code, FailureCode::corrupt);
    answer.content_range = "bytes 4-8/10";
    EXPECT_EQ(judge(answer, file_of(10, 4)).answer, Answer::refused);
    answer.content_range = "";
    EXPECT_EQ(judge(answer, file_of(10, 4)).answer, Answer::refused);
}

TEST(HttpAnswer, BelievesNoChangeOnlyWhereItAsked) {
    Wanted wanted;
    EXPECT_EQ(judge(head(304), wanted).answer, Answer::refused);
    wanted.conditional = true;
    EXPECT_EQ(judge(head(304), wanted).answer, Answer::unchanged);
}

TEST(HttpAnswer, SaysWhatEachStatusMeans) {
    const auto code = [](int status) { return judge(head(status), Wanted{}).failure.code; };
    EXPECT_EQ(code(404), FailureCode::missing);
    EXPECT_EQ(code(410), FailureCode::missing);
    EXPECT_EQ(code(401), FailureCode::permission);
    EXPECT_EQ(code(403), FailureCode::permission);
    for (const int status : {0, 204, 205, 301, 304, 400, 407, 408, 416, 429, 500, 502, 503, 599}) {
        EXPECT_EQ(judge(head(status), Wanted{}).answer, Answer::refused) << status;
        EXPECT_TRUE(is_network(code(status))) << status;
    }
    for (const int status : {304, 416, 429, 500, 503}) {
        EXPECT_EQ(code(status), FailureCode::network_server) << status;
    }
    EXPECT_EQ(judge(head(416), file_of(10, 4)).answer, Answer::start_again);
    AnswerHead redirect = head(308);
    redirect.location = "/elsewhere";
    EXPECT_EQ(judge(redirect, Wanted{}).answer, Answer::elsewhere);
}

TEST(HttpAnswer, KnowsTheSignInPageOfANetwork) {
    EXPECT_EQ(judge(head(511), Wanted{}).failure.code, FailureCode::network_sign_in);
    EXPECT_EQ(judge(head(511), Wanted{}).failure.what, sign_in_page().what);
    for (const char* type : {"text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml"}) {
        AnswerHead answer = head(200);
        answer.content_type = type;
        EXPECT_EQ(judge(answer, Wanted{}).failure.what, sign_in_page().what) << type;
        answer.status = 404;
        EXPECT_EQ(judge(answer, Wanted{}).failure.code, FailureCode::missing)
            << "of our own server this is only its error page";
        Wanted elsewhere;
        elsewhere.other_host = true;
        EXPECT_EQ(judge(answer, elsewhere).failure.what, sign_in_page().what) << type;
    }
    for (const char* page :
         {"<!DOCTYPE html>",
          "<!doctype HTML PUBLIC",
          "\n\t <html lang=vi>",
          "\xEF\xBB\xBF<HEAD>",
          "<script>location=1",
          "<!-- hotspot -->",
          "<meta http-equiv=refresh"}) {
        EXPECT_TRUE(begins_like_html(page)) << page;
    }
    for (const char* file :
         {"", " ", "{\"v\":1}", "untrusted comment: x", "\x28\xB5\x2F\xFD", "<", "<svg"}) {
        EXPECT_FALSE(begins_like_html(file)) << file;
    }
}

TEST(HttpAnswer, RefusesWhatIsPacked) {
    AnswerHead answer = head(200);
    for (const char* packing : {"gzip", "br", "zstd", "deflate, gzip", "x"}) {
        answer.content_encoding = packing;
        EXPECT_THAT(judge(answer, Wanted{}).failure.what, HasSubstr("packs")) << packing;
    }
    answer.content_encoding = "identity";
    EXPECT_EQ(judge(answer, Wanted{}).answer, Answer::whole);
}

TEST(ContentRange, IsReadAsItIsWritten) {
    EXPECT_EQ(parse_content_range("bytes 0-0/1"), (ContentRange{0, 0, 1}));
    EXPECT_EQ(parse_content_range("Bytes 500-999/1000"), (ContentRange{500, 999, 1000}));
    EXPECT_TRUE(rc::check([] {
        const auto total = *rc::gen::inRange<std::uint64_t>(1, 1'000'000'000'000);
        const auto first = *rc::gen::inRange<std::uint64_t>(0, total);
        const auto last = *rc::gen::inRange<std::uint64_t>(first, total);
        const std::string text = "bytes " + std::to_string(first) + "-" + std::to_string(last) + "/"
                                 + std::to_string(total);
        RC_ASSERT(parse_content_range(text) == (ContentRange{first, last, total}));
    }));
}

TEST(ContentRange, IsRefusedWhereItMakesNoSense) {
    for (const char* text :
         {"",
          "bytes",
          "bytes ",
          "bytes */1000",
          "bytes 0-9/*",
          "bytes 9-0/10",
          "bytes 0-10/10",
          "bytes 0-9/10 ",
          "bytes 0-9",
          "bytes=0-9/10",
          "bytes -1-9/10",
          "bytes 0--9/10",
          "bytes +0-9/10",
          "items 0-9/10",
          "bytes 0-9/18446744073709551616"}) {
        EXPECT_EQ(parse_content_range(text), std::nullopt) << text;
    }
}

TEST(FileState, IsTheEtagElseTheDateElseNothing) {
    AnswerHead answer;
    EXPECT_EQ(state_of(answer), "");
    answer.last_modified = "Sun, 06 Nov 1994 08:49:37 GMT";
    EXPECT_EQ(state_of(answer), answer.last_modified);
    answer.etag = "\"abc-1\"";
    EXPECT_EQ(state_of(answer), "\"abc-1\"");
    answer.etag = "W/\"abc-1\"";
    EXPECT_EQ(state_of(answer), "W/\"abc-1\"");
    for (const std::string& bad :
         {std::string{"abc"},
          std::string{"\"a\r\nX: y\""},
          std::string{"\""},
          std::string{"\"\x80\""},
          '"' + std::string(300, 'a') + '"'}) {
        answer.etag = bad;
        EXPECT_EQ(state_of(answer), answer.last_modified) << bad;
    }
}

TEST(FileState, IsGivenBackInTheHeaderItBelongsIn) {
    EXPECT_EQ(only_if_changed("\"a\""), "If-None-Match: \"a\"");
    EXPECT_EQ(only_if_changed("W/\"a\""), "If-None-Match: W/\"a\"");
    EXPECT_EQ(
        only_if_changed("Sun, 06 Nov 1994 08:49:37 GMT"),
        "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT"
    );
    EXPECT_EQ(only_if_same("\"a\""), "If-Range: \"a\"");
    EXPECT_EQ(only_if_same("W/\"a\""), "") << "a weak one promises nothing about bytes";
    for (const char* state : {"", "a", "\"a\"\r\nX: y", "\"a\"\n", "yesterday"}) {
        EXPECT_EQ(only_if_changed(state), "") << state;
        EXPECT_EQ(only_if_same(state), "") << state;
    }
}

} // namespace
} // namespace ocop::catalog_sync
