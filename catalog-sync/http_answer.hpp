#pragma once

#include "pos/ports/failure.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// What a web server says before its file: status and the headers we look at, "" where not sent.
/// The server's own words: nothing in it is checked.
struct AnswerHead {
    int status = 0;
    std::string location{};
    std::string content_length{};
    std::string content_type{};
    std::string content_encoding{};
    std::string content_range{};
    std::string etag{};
    std::string last_modified{};
    /// Retry-After, whether it was sent as seconds or as a date.
    std::optional<std::chrono::seconds> retry_after{};
};

/// What was asked for.
struct Wanted {
    std::uint64_t from = 0;                     // bytes we have: only the rest was asked for
    std::optional<std::uint64_t> exact_bytes{}; // size of the whole file, where it is known
    std::uint64_t bytes_max = 0;                // no more than this, where it is not
    bool conditional = false;                   // only if the file changed
    bool other_host = false;                    // a redirect led away from the feed's own host
};

/// What to do with an answer, from its head alone.
enum class Answer {
    whole,       // the file from its first byte follows
    rest,        // the file from byte `from` follows
    unchanged,   // it is still the one we know
    elsewhere,   // look at `location`
    start_again, // the server cannot go on where we were: ask for the whole
    refused      // `failure` says why
};

struct Verdict {
    Answer answer = Answer::refused;
    Failure failure{}; // without `where`
};

/// Pure.
[[nodiscard]] Verdict judge(const AnswerHead& head, const Wanted& wanted);

/// A page of whoever runs the network, in place of the file: hotels, airports, markets.
[[nodiscard]] Failure sign_in_page();

/// A file of another size than it may have.
[[nodiscard]] Failure wrong_size(const std::string& has, std::uint64_t wanted);

/// True for a web page: no file of a feed begins like one.
[[nodiscard]] bool begins_like_html(std::string_view body);

/// "bytes 500-999/1000": bytes first to last of a file of `total` (RFC 9110, 14.4).
struct ContentRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t total = 0;

    bool operator==(const ContentRange&) const = default;
};

/// nullopt for anything else, also for a total that is not told, or a range outside of it.
[[nodiscard]] std::optional<ContentRange> parse_content_range(std::string_view text);

/// What a server calls this state of a file, to be kept and given back: its ETag, else its
/// Last-Modified, else "". Never more than 256 bytes, never a character that could end a header.
[[nodiscard]] std::string state_of(const AnswerHead& head);

/// "If-None-Match: …" or "If-Modified-Since: …" for a state_of(); "" for anything else, so that no
/// state kept on disk can smuggle in a header.
[[nodiscard]] std::string only_if_changed(std::string_view state);

/// "If-Range: …", so that the rest comes only if it belongs to what we have; "" where `state` is
/// too weak to promise that (RFC 9110, 13.1.5).
[[nodiscard]] std::string only_if_same(std::string_view state);

} // namespace ocop::catalog_sync
