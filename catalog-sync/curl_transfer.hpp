#pragma once

#include "catalog-sync/http_answer.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// How a till reaches the web.
struct HttpOptions {
    /// Certificates (PEM) trusted instead of the system's, as a province with a CA of its own
    /// needs; empty: the system's. Setting feed.ca.
    std::filesystem::path ca_file{};
    /// "http://host:port"; "": what the environment says (https_proxy, no_proxy …); "none": none
    /// whatever it says. Setting feed.proxy.
    std::string proxy{};
    /// For name, connection and TLS together.
    std::chrono::milliseconds connect_timeout{15'000};
    /// Slower than this for so long is given up: a server must not hold a till for ever.
    std::uint32_t slow_bytes_per_second = 256;
    std::chrono::seconds slow_for{30};
};

/// Takes an answer as it comes. Neither function throws: libcurl calls them.
class AnswerSink {
public:
    AnswerSink() = default;
    AnswerSink(const AnswerSink&) = delete;
    AnswerSink& operator=(const AnswerSink&) = delete;
    virtual ~AnswerSink() = default;
    /// False: no byte of the body is wanted.
    [[nodiscard]] virtual bool begin(const AnswerHead& head) noexcept = 0;
    /// False: no more of it.
    [[nodiscard]] virtual bool take(std::string_view bytes) noexcept = 0;
};

/// Why no whole answer came.
struct TransferFault {
    Failure failure{};
    bool cut = false; // the line broke after it had stood
};

/// Single requests through libcurl: http and https without following redirects, TLS 1.2 or later,
/// certificates and host names verified, nothing packed asked for, heads of at most 64 KiB. Keeps
/// its connections between requests. One thread at a time; sets libcurl up once per process.
class CurlTransfer {
public:
    explicit CurlTransfer(HttpOptions options);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    /// GETs `url` with `headers` ("Name: value"); true if all of the answer came, false if `sink`
    /// stopped it. Ends within moments of a stop of `cancel`.
    [[nodiscard]] Expected<bool, TransferFault>
    get(const std::string& url,
        const std::vector<std::string>& headers,
        AnswerSink& sink,
        const std::stop_token& cancel);

private:
    struct Handles;

    HttpOptions options_;
    std::unique_ptr<Handles> handles_;
};

} // namespace ocop::catalog_sync
