#include "pos/store/head.hpp"

#include "pos/core/json.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/store_files.hpp"

namespace ocop::store {

namespace {

constexpr std::size_t head_size_bytes_max = 64 * 1024;

HeadPoint read_point(const Fields& fields) {
    HeadPoint point{fields.integer("seq"), fields.parsed("hash", parse_hash)};
    if (point.seq < 0) {
        fields.fail("\"seq\" is negative");
    }
    return point;
}

} // namespace

std::string signed_text(std::string_view till, const HeadPoint& point) {
    return canonical(Json{{"hash", hex(point.hash)}, {"seq", point.seq}, {"till", till}});
}

std::string text_to_seal(std::string_view till, const HeadPoint& point) {
    return canonical(Json{
        {"hash", hex(point.hash)}, {"head", true}, {"seq", point.seq}, {"till", till}});
}

std::string head_text(const Head& head) {
    Json json{{"seq", head.last.seq}, {"hash", hex(head.last.hash)}, {"signed", nullptr}};
    if (head.anchor) {
        json["signed"] = {
            {"seq", head.anchor->point.seq},
            {"hash", hex(head.anchor->point.hash)},
            {"signature", head.anchor->signature}};
    }
    if (head.next) {
        json["next"] = {{"seq", head.next->seq}, {"hash", hex(head.next->hash)}};
    }
    if (head.seal) {
        json["seal"] = hex(*head.seal);
    }
    return canonical(json) + "\n";
}

std::optional<Head> parse_head(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) {
        return std::nullopt;
    }
    const auto head = read_fields<Head>(*json, [](const Fields& fields) {
        Head read{read_point(fields), {}, {}, {}};
        // A missing "signed" is an unsigned head: verify() says what that means.
        if (fields.has("signed") && !fields.is_null("signed")) {
            const Fields anchor = fields.object("signed");
            read.anchor = SignedPoint{read_point(anchor), anchor.text("signature")};
        }
        if (fields.has("next") && !fields.is_null("next")) {
            read.next = read_point(fields.object("next"));
        }
        if (fields.has("seal") && !fields.is_null("seal")) {
            read.seal = fields.parsed("seal", parse_hash);
        }
        return read;
    });
    return head ? std::optional{*head} : std::nullopt;
}

Expected<std::optional<Head>, Failure> read_head(const std::filesystem::path& folder) {
    const auto text = read_file(folder / head_file, head_size_bytes_max);
    if (!text) {
        if (text.error().code == FailureCode::missing) {
            return std::optional<Head>{};
        }
        return Unexpected{text.error()};
    }
    const auto head = parse_head(*text);
    if (!head) {
        return Unexpected{Failure{
            FailureCode::corrupt, "not a head of a journal", (folder / head_file).string()}};
    }
    return head;
}

Expected<void, Failure> write_head(const std::filesystem::path& folder, const Head& head) {
    return write_atomically(folder / head_file, head_text(head));
}

} // namespace ocop::store
