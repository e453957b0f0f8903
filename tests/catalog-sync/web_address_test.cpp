#include "catalog-sync/web_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::catalog_sync {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(FeedAddress, IsTheSameHoweverItIsWritten) {
    for (const char* text :
         {"https://Feed.Example/ocop",
          "https://feed.example/ocop/",
          "HTTPS://feed.example/ocop//",
          "https://feed.example:443/ocop/catalog.json",
          "https://feed.example/ocop/catalog.json#today"}) {
        const auto address = parse_feed_address(text);
        ASSERT_TRUE(address.has_value()) << text;
        EXPECT_EQ(address->host, "feed.example");
        EXPECT_EQ(address->port, "443");
        EXPECT_THAT(address->url, testing::EndsWith("/ocop/")) << text;
        EXPECT_THAT(address->url, testing::StartsWith("https://feed.example")) << text;
    }
    EXPECT_EQ(parse_feed_address("http://127.0.0.1:8080")->url, "http://127.0.0.1:8080/");
    EXPECT_EQ(parse_feed_address("http://[::1]:8080/a")->url, "http://[::1]:8080/a/");
    EXPECT_EQ(parse_feed_address("http://h/mycatalog.json")->url, "http://h/mycatalog.json/");
}

TEST(FeedAddress, RefusesWhatIsNotOnTheWeb) {
    for (const std::string& text :
         {std::string{},
          std::string{"ftp://feed.example/"},
          std::string{"file:///etc/passwd"},
          std::string{"/media/lan/STICK"},
          std::string{"feed.example/ocop"},
          std::string{"https://"},
          std::string{"javascript:alert(1)"},
          std::string{"http://feed.exa%ple/"},
          std::string{"http://feed.example/a b"},
          std::string{"http://feed.example/\r\nHost: other"},
          "http://feed.example/" + std::string(3'000, 'a')}) {
        EXPECT_FALSE(parse_feed_address(text).has_value()) << text;
    }
}

TEST(FeedAddress, RefusesAQuery) {
    EXPECT_THAT(parse_feed_address("https://feed.example/?a=b").error().what, HasSubstr("'?'"));
}

TEST(FeedAddress, RefusesAPasswordAndDoesNotRepeatIt) {
    for (const char* text :
         {"https://lan:secret@feed.example/",
          "https://lan:secret@/",
          "ftp://lan:secret@h/",
          "lan:secret@feed.example"}) {
        const auto address = parse_feed_address(text);
        ASSERT_FALSE(address.has_value()) << text;
        EXPECT_THAT(address.error().what + address.error().where, Not(HasSubstr("secret")));
    }
}

TEST(Redirect, LeadsToWebAddressesAndNeverFromHttpsToHttp) {
    const WebAddress plain = *parse_feed_address("http://feed.example/a/");
    const WebAddress secure = *parse_feed_address("https://feed.example/a/");
    EXPECT_EQ(follow(plain, "https://other.example/x")->url, "https://other.example/x");
    EXPECT_EQ(follow(plain, "b?c=d")->url, "http://feed.example/a/b?c=d");
    EXPECT_EQ(follow(secure, "/b")->url, "https://feed.example/b");
    EXPECT_EQ(follow(secure, "//other.example/b")->host, "other.example");
    EXPECT_EQ(follow(secure, "http://feed.example/b"), std::nullopt);
    EXPECT_EQ(follow(plain, "file:///etc/passwd"), std::nullopt);
    EXPECT_EQ(follow(plain, "ftp://feed.example/"), std::nullopt);
    EXPECT_EQ(follow(plain, "http://"), std::nullopt);
    EXPECT_EQ(follow(plain, "http://h/" + std::string(3'000, 'a')), std::nullopt);
    EXPECT_EQ(follow(plain, "http://lan:secret@h/b")->url, "http://h/b");
}

} // namespace
} // namespace ocop::catalog_sync
