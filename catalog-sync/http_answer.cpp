#include "catalog-sync/http_answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t state_bytes_max = 256;

/// Takes a number of plain digits off the front of `text`; nullopt if there is none that fits.
std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data()) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take(std::string_view& text, std::string_view start) {
    if (text.substr(0, start.size()) != start) {
        return false;
    }
    text.remove_prefix(start.size());
    return true;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `start` in lower case.
bool begins_like(std::string_view text, std::string_view start) {
    return text.size() >= start.size()
           && std::equal(start.begin(), start.end(), text.begin(), [](char want, char has) {
                  return want == lower(has);
              });
}

bool is_html_type(std::string_view content_type) {
    return begins_like(content_type, "text/html")
           || begins_like(content_type, "application/xhtml+xml");
}

bool is_etag(std::string_view state) {
    take(state, "W/");
    return state.size() >= 2 && state.front() == '"' && state.back() == '"';
}

/// Roughly a date as HTTP writes it ("Sun, 06 Nov 1994 08:49:37 GMT"); the server reads it again.
bool is_date(std::string_view state) {
    return state.size() == 29 && state.substr(3, 2) == ", " && state.substr(25) == " GMT";
}

bool is_state(std::string_view state) {
    return state.size() <= state_bytes_max
           && std::all_of(state.begin(), state.end(), [](char c) { return c >= ' ' && c <= '~'; })
           && (is_etag(state) || is_date(state));
}

Verdict refused(FailureCode code, std::string what) {
    return {Answer::refused, Failure{code, std::move(what), {}}};
}

Verdict refused(const AnswerHead& head, FailureCode code, std::string_view what) {
    return refused(code, std::string{what} + " (" + std::to_string(head.status) + ")");
}

Verdict judge_whole(const AnswerHead& head, const Wanted& wanted) {
    if (!head.content_length.empty()) {
        std::string_view text{head.content_length};
        const auto length = take_number(text);
        if (!length || !text.empty()) {
            return refused(
                FailureCode::network_server, "the server names a length that is no number"
            );
        }
        if (wanted.exact_bytes ? *length != *wanted.exact_bytes : *length > wanted.bytes_max) {
            return {
                Answer::refused,
                wrong_size(std::to_string(*length), wanted.exact_bytes.value_or(wanted.bytes_max))};
        }
    }
    return {Answer::whole, {}};
}

Verdict judge_rest(const AnswerHead& head, const Wanted& wanted) {
    const auto range = parse_content_range(head.content_range);
    if (wanted.from == 0 || !range || range->first != wanted.from
        || range->last + 1 != range->total) {
        return refused(
            FailureCode::network_server, "the server sent another part than was asked for"
        );
    }
    if (wanted.exact_bytes && range->total != *wanted.exact_bytes) {
        return {Answer::refused, wrong_size(std::to_string(range->total), *wanted.exact_bytes)};
    }
    return {Answer::rest, {}};
}

Verdict judge_file(const AnswerHead& head, const Wanted& wanted) {
    if (is_html_type(head.content_type)) {
        return {Answer::refused, sign_in_page()};
    }
    if (!head.content_encoding.empty() && head.content_encoding != "identity") {
        return refused(
            FailureCode::network_server, "the server packs the file though plain was asked for"
        );
    }
    return head.status == 200 ? judge_whole(head, wanted) : judge_rest(head, wanted);
}

bool is_redirect(int status) {
    constexpr std::array redirects{301, 302, 303, 307, 308};
    return std::find(redirects.begin(), redirects.end(), status) != redirects.end();
}

} // namespace

Failure sign_in_page() {
    return {FailureCode::network_sign_in, "a sign-in page came instead of the file", {}};
}

Failure wrong_size(const std::string& has, std::uint64_t wanted) {
    return {
        FailureCode::corrupt,
        "the file has " + has + " bytes where " + std::to_string(wanted) + " are allowed",
        {}};
}

Verdict judge(const AnswerHead& head, const Wanted& wanted) {
    if (head.status == 511 || (wanted.other_host && is_html_type(head.content_type))) {
        return {Answer::refused, sign_in_page()};
    }
    if (is_redirect(head.status)) {
        return head.location.empty()
                   ? refused(head, FailureCode::network_server, "the server redirects to nowhere")
                   : Verdict{Answer::elsewhere, {}};
    }
    switch (head.status) {
    case 200:
    case 206:
        return judge_file(head, wanted);
    case 304:
        return wanted.conditional
                   ? Verdict{Answer::unchanged, {}}
                   : refused(head, FailureCode::network_server, "the server sent nothing");
    case 401:
    case 403:
        return refused(head, FailureCode::permission, "the server does not let the till have it");
    case 404:
    case 410:
        return refused(head, FailureCode::missing, "the server does not have it");
    case 407:
        return refused(head, FailureCode::network, "the proxy wants a name and a password");
    case 416:
        return wanted.from > 0
                   ? Verdict{Answer::start_again, {}}
                   : refused(
                       head, FailureCode::network_server, "the server sends no part of the file"
                   );
    case 429:
    case 503:
        return refused(head, FailureCode::network_server, "the server asks to come back later");
    default:
        return refused(head, FailureCode::network_server, "the server cannot answer");
    }
}

bool begins_like_html(std::string_view body) {
    take(body, "\xEF\xBB\xBF");
    while (!body.empty() && std::string_view{" \t\r\n"}.find(body.front()) != body.npos) {
        body.remove_prefix(1);
    }
    return begins_like(body, "<!doctype") || begins_like(body, "<html")
           || begins_like(body, "<head") || begins_like(body, "<script")
           || begins_like(body, "<!--") || begins_like(body, "<meta");
}

std::optional<ContentRange> parse_content_range(std::string_view text) {
    if (!begins_like(text, "bytes ")) {
        return std::nullopt;
    }
    text.remove_prefix(6);
    const auto first = take_number(text);
    if (!first || !take(text, "-")) {
        return std::nullopt;
    }
    const auto last = take_number(text);
    if (!last || !take(text, "/")) {
        return std::nullopt;
    }
    const auto total = take_number(text);
    if (!total || !text.empty() || *last < *first || *last >= *total) {
        return std::nullopt;
    }
    return ContentRange{*first, *last, *total};
}

std::string state_of(const AnswerHead& head) {
    if (is_state(head.etag)) {
        return head.etag;
    }
    return is_state(head.last_modified) ? head.last_modified : std::string{};
}

std::string only_if_changed(std::string_view state) {
    if (!is_state(state)) {
        return {};
    }
    return (is_etag(state) ? "If-None-Match: " : "If-Modified-Since: ") + std::string{state};
}

std::string only_if_same(std::string_view state) {
    const bool weak = state.substr(0, 2) == "W/";
    return is_state(state) && !weak ? "If-Range: " + std::string{state} : std::string{};
}

} // namespace ocop::catalog_sync
