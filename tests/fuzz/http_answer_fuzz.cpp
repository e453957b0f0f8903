// Headers come from whoever answers: a feed's server, a hotel's portal, an attacker.

#include "catalog-sync/http_answer.hpp"
#include "catalog-sync/web_address.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// Takes the next line of `text`.
std::string line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    std::string taken{text.substr(0, end)};
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return taken;
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

} // namespace

/// The input: status, location, length, type, encoding, range, etag and date, a line each, then a
/// body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::catalog_sync;
    std::string_view text{reinterpret_cast<const char*>(data), size};
    AnswerHead head;
    for (const char digit : line(text).substr(0, 3)) {
        head.status = head.status * 10 + (digit - '0');
    }
    head.location = line(text);
    head.content_length = line(text);
    head.content_type = line(text);
    head.content_encoding = line(text);
    head.content_range = line(text);
    head.etag = line(text);
    head.last_modified = line(text);

    Wanted wanted;
    wanted.from = size % 3 == 0 ? 0 : 500;
    wanted.exact_bytes = 1'000;
    const Verdict verdict = judge(head, wanted);
    if (verdict.answer == Answer::rest) {
        require(parse_content_range(head.content_range) == ContentRange{500, 999, 1'000});
    }
    if (verdict.answer == Answer::whole) {
        require(
            head.content_length.empty() || head.content_length.find("1000") != std::string::npos
        );
    }
    require((verdict.answer == Answer::refused) == !verdict.failure.what.empty());

    const std::string state = state_of(head);
    for (const std::string& header :
         {only_if_changed(state), only_if_same(state), only_if_changed(text), only_if_same(text)}) {
        require(header.find_first_of("\r\n") == std::string::npos && header.size() < 300);
    }
    require(state.empty() || !only_if_changed(state).empty());

    static const WebAddress secure = *parse_feed_address("https://feed.example/ocop/");
    if (const auto next = follow(secure, head.location)) {
        require(next->scheme == "https" && next->url.find('\n') == std::string::npos);
    }
    if (const auto feed = parse_feed_address(head.location)) {
        require(parse_feed_address(feed->url) == *feed);
    }
    static_cast<void>(begins_like_html(text));
    return 0;
}
