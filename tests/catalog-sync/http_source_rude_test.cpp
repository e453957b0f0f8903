#include "catalog-sync/http_source.hpp"
#include "tests/catalog-sync/http_fixture.hpp"
#include "tests/catalog-sync/rude_server.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fcntl.h>
#include <future>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace ocop::catalog_sync {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// What nginx would never do.
class HttpSourceAtARudeServer : public testing::Test {
protected:
    RudeServer& server(RudeServer::Script script) {
        server_ = std::make_unique<RudeServer>(std::move(script));
        return *server_;
    }

    RudeServer& answering(std::string answer) {
        return server([answer = std::move(answer)](const Socket& to, const std::string&, int) {
            say(to, answer);
        });
    }

    [[nodiscard]] std::unique_ptr<HttpSource> source() const {
        return source_at(server_->address(), quick_options());
    }

    [[nodiscard]] Failure failure_of_manifest() const {
        return failure_of(source()->fetch_small("catalog.json", 1'000, "", {}));
    }

    [[nodiscard]] Failure failure_of_file(std::uint64_t exact_bytes) const {
        return failure_of(fetch(*source(), "full-1.jsonl.zst", exact_bytes, target()));
    }

    [[nodiscard]] std::filesystem::path target() const { return scratch_.path() / "fetched"; }

private:
    ScratchFolder scratch_{};
    std::unique_ptr<RudeServer> server_{};
};

TEST_F(HttpSourceAtARudeServer, GoesOnByItselfOnceWhenTheConnectionIsCut) {
    const std::string bytes = some_bytes(100'000);
    const RudeServer& rude = server([&](const Socket& to, const std::string&, int number) {
        if (number == 0) {
            say(to, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 100000\r\n\r\n");
            say(to, bytes.substr(0, 40'000));
            return;
        }
        say(to,
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 40000-99999/100000\r\n"
            "Content-Length: 60000\r\n\r\n");
        say(to, bytes.substr(40'000));
    });
    const auto outcome = fetch(*source(), "full-1.jsonl.zst", bytes.size(), target());
    ASSERT_TRUE(outcome.has_value()) << outcome.error().what;
    EXPECT_EQ(text_of(target()), bytes);
    ASSERT_EQ(rude.requests().size(), 2U);
    EXPECT_THAT(rude.requests()[0], Not(HasSubstr("Range")));
    EXPECT_THAT(
        rude.requests()[1],
        AllOf(HasSubstr("\r\nRange: bytes=40000-\r\n"), HasSubstr("\r\nIf-Range: \"v1\"\r\n"))
    );
}

TEST_F(HttpSourceAtARudeServer, LeavesTheRestToALaterTryWhenItIsCutAgain) {
    const std::string bytes = some_bytes(100'000);
    const RudeServer& rude = server([&](const Socket& to, const std::string&, int number) {
        if (number == 0) {
            say(to, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            say(to, bytes.substr(0, 40'000));
        } else {
            say(to,
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 40000-99999/100000\r\n"
                "Content-Length: 60000\r\n\r\n");
            say(to, bytes.substr(40'000, 10'000));
        }
    });
    const Failure failure = failure_of_file(bytes.size());
    EXPECT_EQ(failure.code, FailureCode::network);
    EXPECT_EQ(failure.what, "the connection was cut");
    EXPECT_EQ(text_of(target()), bytes.substr(0, 50'000));
    EXPECT_EQ(rude.requests().size(), 2U);
}

TEST_F(HttpSourceAtARudeServer, DoesNotAskAgainWhereNotAByteCame) {
    const RudeServer& rude = server([](const Socket& to, const std::string&, int) { reset(to); });
    EXPECT_EQ(failure_of_file(100).code, FailureCode::network);
    EXPECT_EQ(rude.requests().size(), 1U);
}

TEST_F(HttpSourceAtARudeServer, TakesALengthThatIsTooLongForACut) {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{}");
    EXPECT_EQ(failure_of_manifest().what, "the connection was cut");
}

TEST_F(HttpSourceAtARudeServer, RefusesALengthThatIsTooShort) {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n0123456789");
    EXPECT_EQ(failure_of_file(10).code, FailureCode::corrupt);
}

TEST_F(HttpSourceAtARudeServer, ReadsNoFurtherThanTheLengthSays) {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789ABCDEF");
    ASSERT_TRUE(fetch(*source(), "full-1.jsonl.zst", 10, target()).has_value());
    EXPECT_EQ(text_of(target()), "0123456789");
}

TEST_F(HttpSourceAtARudeServer, RefusesWhatIsTooLargeBeforeAByteOfItCame) {
    server([](const Socket& to, const std::string&, int) {
        say(to, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
        EXPECT_EQ(hear_until(to, ""), "") << "the till hangs up, nothing is sent";
    });
    const Failure manifest = failure_of_manifest();
    EXPECT_EQ(manifest.code, FailureCode::corrupt);
    EXPECT_THAT(manifest.what, HasSubstr("1000000000000 bytes where 1000 are allowed"));
    EXPECT_EQ(failure_of_file(1'000).code, FailureCode::corrupt);
}

TEST_F(HttpSourceAtARudeServer, CutsEndlessDataAtTheSizeItMayHave) {
    server([](const Socket& to, const std::string&, int) {
        say(to, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (say(to, "8\r\nABCDEFGH\r\n")) {
        }
    });
    EXPECT_EQ(failure_of_manifest().code, FailureCode::corrupt);
    EXPECT_EQ(failure_of_file(10'000).code, FailureCode::corrupt);
    EXPECT_LE(std::filesystem::file_size(target()), 10'000U);
}

TEST_F(HttpSourceAtARudeServer, ThrowsAwayWhatEndsTooSoonByTheServersOwnWord) {
    answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nABC\r\n0\r\n\r\n");
    EXPECT_EQ(failure_of_file(10).code, FailureCode::corrupt);
    EXPECT_EQ(text_of(target()), "");
}

TEST_F(HttpSourceAtARudeServer, GivesUpHeadersThatDoNotEnd) {
    server([](const Socket& to, const std::string&, int) {
        say(to, "HTTP/1.1 200 OK\r\n");
        while (say(to, "X-More: and more and more and more and more\r\n")) {
        }
    });
    EXPECT_EQ(failure_of_manifest().what, "the server's headers do not end");
}

TEST_F(HttpSourceAtARudeServer, GivesUpAServerThatAlwaysSaysToGoOn) {
    server([](const Socket& to, const std::string&, int) {
        while (say(to, "HTTP/1.1 103 Early Hints\r\n\r\n")) {
        }
    });
    EXPECT_EQ(failure_of_manifest().what, "the server's headers do not end");
}

TEST_F(HttpSourceAtARudeServer, GivesUpAServerThatSaysNothing) {
    const RudeServer& rude =
        server([](const Socket& to, const std::string&, int) { hear_until(to, "never said"); });
    const auto waiting = source_at(rude.address(), impatient_options());
    EXPECT_THAT(
        failure_of(waiting->fetch_small("catalog.json", 100, "", {})).what, HasSubstr("too slow")
    );
}

TEST_F(HttpSourceAtARudeServer, RefusesWhatIsNoAnswerOfTheWeb) {
    answering("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    EXPECT_EQ(failure_of_manifest().code, FailureCode::network);
}

TEST_F(HttpSourceAtARudeServer, RefusesAnotherPartThanItAskedFor) {
    answering("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 3-9/10\r\n"
              "Content-Length: 7\r\n\r\n3456789");
    std::ofstream{target()} << "01234";
    EXPECT_THAT(failure_of_file(10).what, HasSubstr("another part"));
    EXPECT_EQ(text_of(target()), "01234");
}

TEST_F(HttpSourceAtARudeServer, NeverGoesByASymbolicLink) {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nABC");
    std::ofstream{target().string() + "-other"} << "precious";
    std::filesystem::create_symlink(target().string() + "-other", target());
    EXPECT_FALSE(fetch(*source(), "full-1.jsonl.zst", 3, target()).has_value());
    EXPECT_EQ(text_of(target().string() + "-other"), "precious");
}

TEST_F(HttpSourceAtARudeServer, PassesOnNoNameOrPasswordFromARedirect) {
    RudeServer other{[](const Socket& to, const std::string&, int) {
        say(to, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    }};
    std::string there = other.address();
    there.replace(0, 7, "http://lan:secret@");
    answering("HTTP/1.1 302 Found\r\nLocation: " + there + "x\r\nContent-Length: 0\r\n\r\n");
    ASSERT_TRUE(source()->fetch_small("catalog.json", 100, "", {}).has_value());
    ASSERT_EQ(other.requests().size(), 1U);
    EXPECT_THAT(
        other.requests()[0], AllOf(Not(HasSubstr("Authorization")), Not(HasSubstr("secret")))
    );
}

TEST_F(HttpSourceAtARudeServer, AsksForNothingPackedAndTellsOnlyThatItIsATill) {
    const RudeServer& rude = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    ASSERT_TRUE(source()->fetch_small("catalog.json", 100, "", {}).has_value());
    const std::string host = "127.0.0.1:" + std::to_string(rude.port());
    EXPECT_EQ(
        rude.requests().at(0),
        "GET /catalog.json HTTP/1.1\r\nHost: " + host
            + "\r\nUser-Agent: ocop-till\r\nAccept: */*\r\n\r\n"
    );
}

TEST_F(HttpSourceAtARudeServer, GoesThroughTheProxyItIsGiven) {
    const RudeServer& proxy = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    HttpOptions options = quick_options();
    options.proxy = proxy.address();
    const auto through = source_at("http://feed.invalid/ocop", options);
    ASSERT_TRUE(through->fetch_small("catalog.json", 100, "", {}).has_value());
    EXPECT_THAT(
        proxy.requests().at(0), testing::StartsWith("GET http://feed.invalid/ocop/catalog.json ")
    );
}

TEST_F(HttpSourceAtARudeServer, GoesThroughTheProxyOfTheEnvironment) {
    const RudeServer& proxy = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    ::setenv("http_proxy", proxy.address().c_str(), 1);
    HttpOptions options = quick_options();
    options.proxy = "";
    const auto through = source_at("http://feed.invalid/ocop", options);
    EXPECT_TRUE(through->fetch_small("catalog.json", 100, "", {}).has_value());
    ::unsetenv("http_proxy");
    EXPECT_EQ(proxy.requests().size(), 1U);
}

TEST_F(HttpSourceAtARudeServer, SaysWhenTheProxyRefusesAndNeverTellsItsPassword) {
    const RudeServer& proxy =
        answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    HttpOptions options = quick_options();
    options.proxy = "http://lan:secret@127.0.0.1:" + std::to_string(proxy.port());
    for (const char* address : {"http://feed.invalid/", "https://feed.invalid/"}) {
        const Failure failure =
            failure_of(source_at(address, options)->fetch_small("catalog.json", 100, "", {}));
        EXPECT_EQ(failure.code, FailureCode::network);
        EXPECT_THAT(failure.what, AllOf(HasSubstr("proxy"), HasSubstr("407")));
        EXPECT_THAT(failure.what + failure.where, Not(HasSubstr("secret")));
    }
    options.proxy = "gopher://lan:secret@127.0.0.1:1";
    const Failure failure = failure_of(
        source_at("http://feed.invalid/", options)->fetch_small("catalog.json", 100, "", {})
    );
    EXPECT_THAT(failure.what + failure.where, Not(HasSubstr("secret")));
}

TEST_F(HttpSourceAtARudeServer, SaysWhenNobodyAnswersOrTheNameIsUnknown) {
    int free_port = 0;
    { free_port = port_of(listen_on_loopback(1)); }
    const auto nobody = source_at("http://127.0.0.1:" + std::to_string(free_port), quick_options());
    EXPECT_THAT(
        failure_of(nobody->fetch_small("catalog.json", 100, "", {})).what,
        HasSubstr("nothing answers")
    );
}

/// A port where connections neither succeed nor fail: its queue is full.
class FullPort {
public:
    FullPort() {
        for (int i = 0; i < 8; ++i) {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(static_cast<std::uint16_t>(port()));
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            waiting_.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            static_cast<void>(::connect(
                waiting_.back().get(), reinterpret_cast<const sockaddr*>(&address), sizeof address
            ));
        }
    }

    [[nodiscard]] int port() const { return port_of(listening_); }

private:
    Socket listening_ = listen_on_loopback(0);
    std::vector<Socket> waiting_{};
};

TEST_F(HttpSourceAtARudeServer, GivesUpAConnectionThatDoesNotComeAbout) {
    const FullPort full;
    HttpOptions options = quick_options();
    options.connect_timeout = 200ms;
    const auto hanging = source_at("http://127.0.0.1:" + std::to_string(full.port()), options);
    EXPECT_EQ(
        failure_of(hanging->fetch_small("catalog.json", 100, "", {})).what,
        "no connection within 200 ms"
    );
}

TEST_F(HttpSourceAtARudeServer, StopsAtOnceWhileItWaitsForAConnectionOrAnAnswer) {
    const FullPort full;
    std::promise<void> asked;
    server([&](const Socket& to, const std::string&, int) {
        asked.set_value();
        hear_until(to, "never said");
    });
    HttpOptions patient = quick_options();
    patient.connect_timeout = 60s;
    patient.slow_bytes_per_second = 0; // no timer of libcurl's own looks in once a second
    const auto stopped_after = [&](const std::string& address, std::future<void> ready) {
        const auto waiting = source_at(address, patient);
        std::stop_source stop;
        auto outcome = std::async(std::launch::async, [&] {
            return failure_of(waiting->fetch_small("catalog.json", 100, "", stop.get_token()));
        });
        ready.wait();
        const auto before = std::chrono::steady_clock::now();
        stop.request_stop();
        EXPECT_THAT(outcome.get().what, HasSubstr("stopped"));
        return std::chrono::steady_clock::now() - before;
    };
    std::promise<void> at_once;
    at_once.set_value();
    EXPECT_LT(
        stopped_after("http://127.0.0.1:" + std::to_string(full.port()), at_once.get_future()), 1s
    );
    EXPECT_LT(stopped_after(source()->where(), asked.get_future()), 1s);
}

} // namespace
} // namespace ocop::catalog_sync
