#include "catalog-sync/http_source.hpp"
#include "tests/catalog-sync/http_fixture.hpp"
#include "tests/catalog-sync/nginx.hpp"
#include "tests/shell/no_more_files.hpp"

#include <gmock/gmock.h>

namespace ocop::catalog_sync {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// What Debian's nginx does, on the loopback.
class HttpSourceAtNginx : public testing::Test {
protected:
    Nginx& nginx(const std::string& locations = "") {
        nginx_ = std::make_unique<Nginx>(scratch_.path(), locations);
        return *nginx_;
    }

    [[nodiscard]] std::unique_ptr<HttpSource> over_tls() const {
        return source_at(nginx_->https(), quick_options(nginx_->ca()));
    }

    [[nodiscard]] std::unique_ptr<HttpSource> plain() const {
        return source_at(nginx_->http(), quick_options());
    }

    [[nodiscard]] std::filesystem::path target() const { return scratch_.path() / "fetched"; }

    [[nodiscard]] std::filesystem::path state() const { return target().string() + ".state"; }

    [[nodiscard]] Failure failure_of_manifest(FeedSource& source) const {
        return failure_of(source.fetch_small("catalog.json", 1'000, "", {}));
    }

    /// Fetches `name` and gives up once `bytes` of it are there.
    void fetch_a_part(const std::string& name, std::uint64_t exact_bytes, std::uint64_t bytes) {
        std::stop_source stop;
        const auto outcome = plain()->fetch_file(
            name,
            exact_bytes,
            target(),
            [&](std::uint64_t done) {
                if (done >= bytes) {
                    stop.request_stop();
                }
            },
            stop.get_token()
        );
        EXPECT_THAT(failure_of(outcome).what, HasSubstr("stopped"));
        const auto size = std::filesystem::file_size(target());
        EXPECT_GE(size, bytes);
        EXPECT_LT(size, exact_bytes);
    }

private:
    ScratchFolder scratch_{};
    std::unique_ptr<Nginx> nginx_{};
};

TEST_F(HttpSourceAtNginx, TooManyOpenFilesAreNoFaultOfTheNetworks) {
    nginx().serve("catalog.json", "{}");
    const auto source = plain();
    ASSERT_TRUE(source->fetch_small("catalog.json", 100, "", {}));
    const auto fresh = plain();
    const Failure failure = [&] {
        const test::NoMoreFiles none;
        return failure_of_manifest(*fresh);
    }();
    EXPECT_EQ(failure.code, FailureCode::disk_error) << failure.what;
    EXPECT_THAT(failure.what, HasSubstr("Too many open files"));
    EXPECT_TRUE(fresh->fetch_small("catalog.json", 100, "", {})) << "once there are fewer";
}

TEST_F(HttpSourceAtNginx, FetchesOverTlsFromAServerOfTheGivenAuthority) {
    nginx().serve("catalog.json", "{\"v\":1}");
    const auto file = over_tls()->fetch_small("catalog.json", 100, "", {});
    ASSERT_TRUE(file.has_value()) << file.error().what;
    EXPECT_EQ(file->bytes.size(), 7U);
    EXPECT_FALSE(file->not_modified);
    EXPECT_THAT(file->etag, StartsWith("\""));
}

TEST_F(HttpSourceAtNginx, RefusesAServerOfAnAuthorityItDoesNotKnow) {
    const Nginx& server = nginx();
    server.serve("catalog.json", "{}");
    const auto source = source_at(server.https(), quick_options());
    const Failure failure = failure_of_manifest(*source);
    EXPECT_EQ(failure.code, FailureCode::network_certificate);
    EXPECT_THAT(failure.what, HasSubstr("certificate is not trusted"));
    EXPECT_EQ(failure.where, server.https() + "catalog.json");
}

TEST_F(HttpSourceAtNginx, RefusesAServerWhoseCertificateIsForAnotherName) {
    const Nginx& server = nginx();
    server.serve("catalog.json", "{}");
    const auto source = source_at(
        "https://127.0.0.1:" + std::to_string(server.https_port()), quick_options(server.ca())
    );
    const Failure failure = failure_of_manifest(*source);
    EXPECT_EQ(failure.code, FailureCode::network_certificate);
    EXPECT_THAT(failure.what, HasSubstr("'127.0.0.1'"));
}

TEST_F(HttpSourceAtNginx, SaysWhenTheAuthoritysFileIsNotThere) {
    const Nginx& server = nginx();
    const auto source = source_at(server.https(), quick_options("/no/such/ca.pem"));
    const Failure failure = failure_of_manifest(*source);
    EXPECT_THAT(failure.what, HasSubstr("feed.ca cannot be read"));
    EXPECT_EQ(failure.where, "/no/such/ca.pem");
}

TEST_F(HttpSourceAtNginx, RefusesTlsOlderThanTwelve) {
    const Nginx& server = nginx("ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;");
    server.serve("catalog.json", "{}");
    const auto source = over_tls();
    EXPECT_THAT(failure_of_manifest(*source).what, HasSubstr("TLS 1.2 or later"));
}

TEST_F(HttpSourceAtNginx, FollowsARedirectFromHttpToHttps) {
    const Nginx& server = nginx("location = /old/catalog.json { return 301 {https}catalog.json; }");
    server.serve("catalog.json", "{\"v\":1}");
    const auto source = source_at(server.http() + "old", quick_options(server.ca()));
    const auto file = source->fetch_small("catalog.json", 100, "", {});
    ASSERT_TRUE(file.has_value()) << file.error().what;
    EXPECT_EQ(file->bytes.size(), 7U);
}

TEST_F(HttpSourceAtNginx, RefusesARedirectFromHttpsToHttp) {
    const Nginx& server = nginx("location = /old/catalog.json { return 302 {http}catalog.json; }");
    server.serve("catalog.json", "{}");
    const auto source = source_at(server.https() + "old", quick_options(server.ca()));
    const Failure failure = failure_of_manifest(*source);
    EXPECT_EQ(failure.code, FailureCode::network);
    EXPECT_THAT(failure.what, HasSubstr("from https to http"));
}

TEST_F(HttpSourceAtNginx, RefusesToComeBackToHttpByWayOfHttps) {
    const Nginx& server = nginx("location = /one/catalog.json { return 302 {https}two; }"
                                "location = /two { return 302 {http}catalog.json; }");
    server.serve("catalog.json", "{}");
    const auto source = source_at(server.http() + "one", quick_options(server.ca()));
    EXPECT_THAT(failure_of_manifest(*source).what, HasSubstr("from https to http"));
}

TEST_F(HttpSourceAtNginx, GivesUpARedirectThatGoesRoundInCircles) {
    Nginx& server = nginx("location = /catalog.json { return 302 {http}catalog.json; }");
    EXPECT_THAT(failure_of_manifest(*plain()).what, HasSubstr("redirects more than 5 times"));
    EXPECT_EQ(server.log().size(), 6U);
}

TEST_F(HttpSourceAtNginx, DoesNotFetchAgainWhatDidNotChange) {
    Nginx& server = nginx();
    server.serve("catalog.json", "{\"v\":1}");
    const auto source = over_tls();
    const auto first = source->fetch_small("catalog.json", 100, "", {});
    ASSERT_TRUE(first.has_value());
    const auto second = source->fetch_small("catalog.json", 100, first->etag, {});
    ASSERT_TRUE(second.has_value()) << second.error().what;
    EXPECT_TRUE(second->not_modified);
    EXPECT_EQ(second->etag, first->etag);
    EXPECT_EQ(second->bytes.size(), 0U);
    server.serve("catalog.json", "{\"v\":22}");
    const auto third = source->fetch_small("catalog.json", 100, first->etag, {});
    ASSERT_TRUE(third.has_value());
    EXPECT_FALSE(third->not_modified);
    EXPECT_EQ(third->bytes.size(), 8U);
    const std::string etag = "if-none-match=" + first->etag;
    EXPECT_THAT(
        server.log(),
        ElementsAre(
            StartsWith("/catalog.json 200 7 "),
            testing::AllOf(StartsWith("/catalog.json 304 0 "), HasSubstr(etag)),
            testing::AllOf(StartsWith("/catalog.json 200 8 "), HasSubstr(etag))
        )
    );
}

TEST_F(HttpSourceAtNginx, GoesByTheDateWhereTheServerHasNoEtag) {
    Nginx& server = nginx("etag off;");
    server.serve("catalog.json", "{\"v\":1}");
    const auto source = plain();
    const auto first = source->fetch_small("catalog.json", 100, "", {});
    ASSERT_TRUE(first.has_value());
    EXPECT_THAT(first->etag, testing::EndsWith(" GMT"));
    const auto second = source->fetch_small("catalog.json", 100, first->etag, {});
    ASSERT_TRUE(second.has_value());
    EXPECT_TRUE(second->not_modified);
}

TEST_F(HttpSourceAtNginx, FetchesAFileWholeAndTellsHowFarItIs) {
    const std::string bytes = some_bytes(1'000'000);
    nginx().serve("full-1.jsonl.zst", bytes);
    std::vector<std::uint64_t> told;
    const auto outcome = over_tls()->fetch_file(
        "full-1.jsonl.zst",
        bytes.size(),
        target(),
        [&](std::uint64_t done) { told.push_back(done); },
        {}
    );
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), bytes);
    EXPECT_FALSE(std::filesystem::exists(state()));
    ASSERT_GE(told.size(), 2U);
    EXPECT_EQ(told.front(), 0U);
    EXPECT_EQ(told.back(), bytes.size());
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
}

TEST_F(HttpSourceAtNginx, AsksForNothingWhereTheFileIsWholeAlready) {
    Nginx& server = nginx();
    std::ofstream{target()} << "0123456789";
    EXPECT_TRUE(fetch(*plain(), "full-1.jsonl.zst", 10, target()).has_value());
    EXPECT_THAT(server.log(), testing::IsEmpty());
}

TEST_F(HttpSourceAtNginx, GoesOnThroughASlowLineThatKeepsMoving) {
    const std::string bytes = some_bytes(60'000);
    const Nginx& server = nginx("limit_rate 15k;");
    server.serve("full-1.jsonl.zst", bytes);
    const auto source = source_at(server.http(), impatient_options());
    const auto outcome = fetch(*source, "full-1.jsonl.zst", bytes.size(), target());
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), bytes);
}

TEST_F(HttpSourceAtNginx, GivesUpAServerThatHoldsItForEver) {
    const std::string bytes = some_bytes(100'000);
    const Nginx& server = nginx("limit_rate 300;");
    server.serve("full-1.jsonl.zst", bytes);
    const auto source = source_at(server.http(), impatient_options());
    const Failure failure = failure_of(fetch(*source, "full-1.jsonl.zst", bytes.size(), target()));
    EXPECT_EQ(failure.code, FailureCode::network);
    EXPECT_THAT(failure.what, HasSubstr("too slow, under 1000 bytes a second for 2 s"));
    EXPECT_GT(std::filesystem::file_size(target()), 0U) << "what came is kept";
}

TEST_F(HttpSourceAtNginx, GoesOnWhereAnEarlierTryStopped) {
    const std::string bytes = some_bytes(2'000'000);
    Nginx& server = nginx("limit_rate 1500k; limit_rate_after 300k;");
    server.serve("full-1.jsonl.zst", bytes);
    fetch_a_part("full-1.jsonl.zst", bytes.size(), 100'000);
    const auto kept = std::filesystem::file_size(target());
    EXPECT_TRUE(std::filesystem::exists(state()));
    const auto outcome = fetch(*plain(), "full-1.jsonl.zst", bytes.size(), target());
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), bytes);
    EXPECT_FALSE(std::filesystem::exists(state()));
    const auto log = server.log();
    ASSERT_EQ(log.size(), 2U);
    EXPECT_THAT(
        log[1],
        testing::AllOf(
            StartsWith("/full-1.jsonl.zst 206 " + std::to_string(bytes.size() - kept) + " "),
            HasSubstr("range=bytes=" + std::to_string(kept) + "- if-range=\"")
        )
    );
}

TEST_F(HttpSourceAtNginx, BeginsAnewWhereTheFileChangedSince) {
    const std::string old_bytes = some_bytes(2'000'000);
    std::string new_bytes = old_bytes;
    new_bytes.front() = static_cast<char>(~new_bytes.front());
    Nginx& server = nginx("limit_rate 2m; limit_rate_after 300k;");
    server.serve("full-1.jsonl.zst", old_bytes);
    fetch_a_part("full-1.jsonl.zst", old_bytes.size(), 100'000);
    server.serve("full-1.jsonl.zst", new_bytes);
    std::filesystem::last_write_time(
        server.root() / "full-1.jsonl.zst",
        std::filesystem::file_time_type::clock::now() + std::chrono::hours{1}
    );
    const auto outcome = fetch(*plain(), "full-1.jsonl.zst", new_bytes.size(), target());
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), new_bytes);
    EXPECT_THAT(server.log().at(1), StartsWith("/full-1.jsonl.zst 200 2000000 range=bytes="));
}

TEST_F(HttpSourceAtNginx, BeginsAnewWhereTheServerKnowsNoParts) {
    const std::string bytes = some_bytes(50'000);
    Nginx& server = nginx("max_ranges 0;");
    server.serve("full-1.jsonl.zst", bytes);
    std::ofstream{target(), std::ios::binary} << bytes.substr(0, 20'000);
    const auto outcome = fetch(*plain(), "full-1.jsonl.zst", bytes.size(), target());
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), bytes);
    EXPECT_THAT(server.log(), ElementsAre(StartsWith("/full-1.jsonl.zst 200 50000 ")));
}

TEST_F(HttpSourceAtNginx, AsksForTheWholeOnceWhereThePartIsRefused) {
    const std::string bytes = some_bytes(50'000);
    Nginx& server = nginx("if ($http_range) { return 416; }");
    server.serve("full-1.jsonl.zst", bytes);
    std::ofstream{target(), std::ios::binary} << bytes.substr(0, 20'000);
    const auto outcome = fetch(*plain(), "full-1.jsonl.zst", bytes.size(), target());
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), bytes);
    EXPECT_THAT(
        server.log(),
        ElementsAre(StartsWith("/full-1.jsonl.zst 416 "), StartsWith("/full-1.jsonl.zst 200 "))
    );
}

TEST_F(HttpSourceAtNginx, BeginsAnewWhereMoreIsThereThanTheFileHas) {
    const std::string bytes = some_bytes(5'000);
    nginx().serve("full-1.jsonl.zst", bytes);
    std::ofstream{target(), std::ios::binary} << some_bytes(9'000);
    ASSERT_TRUE(fetch(*plain(), "full-1.jsonl.zst", bytes.size(), target()).has_value());
    EXPECT_EQ(text_of(target()), bytes);
}

TEST_F(HttpSourceAtNginx, RefusesAFileOfAnotherSizeThanTheManifestSays) {
    const Nginx& server = nginx();
    server.serve("full-1.jsonl.zst", some_bytes(5'000));
    for (const std::uint64_t wanted : {4'999U, 5'001U}) {
        const Failure failure = failure_of(fetch(*plain(), "full-1.jsonl.zst", wanted, target()));
        EXPECT_EQ(failure.code, FailureCode::corrupt);
        EXPECT_THAT(failure.what, HasSubstr("has 5000 bytes"));
        EXPECT_EQ(failure.where, server.http() + "full-1.jsonl.zst");
    }
    std::ofstream{target(), std::ios::binary} << some_bytes(1'000);
    const Failure rest = failure_of(fetch(*plain(), "full-1.jsonl.zst", 6'000, target()));
    EXPECT_EQ(rest.code, FailureCode::corrupt) << "told with the part as well";
}

TEST_F(HttpSourceAtNginx, RefusesASmallFileThatIsTooLarge) {
    nginx().serve("catalog.json", some_bytes(1'001));
    EXPECT_EQ(failure_of_manifest(*plain()).code, FailureCode::corrupt);
}

TEST_F(HttpSourceAtNginx, TellsAFileThatIsNotThereFromAServerThatFails) {
    nginx("location = /500/catalog.json { return 500; }"
          "location = /403/catalog.json { return 403; }"
          "location = /503/catalog.json { add_header Retry-After 120 always; return 503; }");
    const std::string http = plain()->where() + "/";
    const auto answer = [&](const std::string& folder) {
        return failure_of_manifest(*source_at(http + folder, quick_options()));
    };
    EXPECT_EQ(answer("404").code, FailureCode::missing);
    EXPECT_EQ(answer("403").code, FailureCode::permission);
    EXPECT_EQ(answer("500").code, FailureCode::network_server);
    EXPECT_THAT(answer("500").what, HasSubstr("(500)"));
    const auto source = source_at(http + "503", quick_options());
    EXPECT_EQ(source->retry_after(), std::nullopt);
    EXPECT_THAT(failure_of_manifest(*source).what, HasSubstr("come back later (503)"));
    EXPECT_EQ(source->retry_after(), std::chrono::seconds{120});
}

TEST_F(HttpSourceAtNginx, SaysSoWhereTheNetworkWantsASignInPage) {
    const Nginx& server = nginx(
        "location = /a/catalog.json { types {} default_type text/html; return 200 '<p>Wi-Fi</p>'; }"
        "location = /b/catalog.json { return 200 '\n<HTML>Wi-Fi'; }"
        "location = /c/catalog.json { types {} default_type text/html; return 511 'Sign in'; }"
        "location = /d/catalog.json { return 302 http://127.0.0.1:$server_port/a/catalog.json; }"
        "location = /e/catalog.json { return 302 http://127.0.0.1:$server_port/f; }"
        "location = /f { types {} default_type text/html; return 403 '<p>Sign in</p>'; }"
    );
    for (const char* folder : {"a", "b", "c", "d", "e"}) {
        const Failure failure =
            failure_of_manifest(*source_at(server.http() + folder, quick_options()));
        EXPECT_EQ(failure.code, FailureCode::network_sign_in) << folder;
        EXPECT_THAT(failure.what, HasSubstr("sign-in page")) << folder;
        const Failure file = failure_of(
            fetch(*source_at(server.http() + folder, quick_options()), "catalog.json", 12, target())
        );
        EXPECT_THAT(file.what, HasSubstr("sign-in page")) << folder;
    }
}

TEST_F(HttpSourceAtNginx, KeepsWhatItHasWhenASignInPageComesInBetween) {
    nginx("location = /full-1.jsonl.zst { types {} default_type text/html; return 200 "
          "'<p>Wi-Fi</p>'; }");
    std::ofstream{target()} << "0123456789";
    EXPECT_FALSE(fetch(*plain(), "full-1.jsonl.zst", 12, target()).has_value());
    EXPECT_EQ(text_of(target()), "0123456789");
}

TEST_F(HttpSourceAtNginx, AsksForNothingPackedAndRefusesWhatComesPacked) {
    nginx("gzip on; gzip_min_length 1; gzip_types *; gzip_http_version 1.0;"
          "location = /x/catalog.json { add_header Content-Encoding gzip; return 200 'xxxx'; }")
        .serve("catalog.json", std::string(900, 'a'));
    const auto file = plain()->fetch_small("catalog.json", 1'000, "", {});
    ASSERT_TRUE(file.has_value()) << file.error().what;
    EXPECT_EQ(file->bytes.size(), 900U);
    const auto source = source_at(plain()->where() + "/x", quick_options());
    EXPECT_THAT(failure_of_manifest(*source).what, HasSubstr("packs the file"));
}

} // namespace
} // namespace ocop::catalog_sync
