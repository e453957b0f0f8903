#include "catalog-sync/feed_status.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/shell/atomic_file.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t status_bytes_max = 65'536;
constexpr std::int64_t format_version = 1;

constexpr std::array<ChangeKind, change_kinds> kinds{
    ChangeKind::added,
    ChangeKind::gone,
    ChangeKind::price_up,
    ChangeKind::price_down,
    ChangeKind::stars_won,
    ChangeKind::stars_lost,
    ChangeKind::lapsed};

std::filesystem::path status_file(const std::filesystem::path& data_folder) {
    return data_folder / "feed.status.json";
}

Json good_json(const GoodSync& good) {
    Json changes = Json::object();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        changes[std::string{name(kinds[i])}] = good.changes[i];
    }
    return {
        {"at", iso(good.at)},
        {"version", good.version},
        {"products", good.products},
        {"published", iso(good.published)},
        {"expires", iso(good.expires)},
        {"changes", std::move(changes)}};
}

/// Names of folders and what a server says may hold any bytes.
std::string as_utf8(const std::string& text) {
    return is_utf8(text) ? text : shown_text(text);
}

Json failed_json(const FailedSync& failed) {
    return {
        {"at", iso(failed.at)},
        {"code", failed.code},
        {"message", {{"vi", as_utf8(failed.words_vi)}, {"en", as_utf8(failed.words_en)}}},
        {"where", as_utf8(failed.where)}};
}

GoodSync read_good(const Fields& fields) {
    GoodSync good;
    good.at = fields.parsed("at", parse_moment);
    good.version = fields.integer("version");
    good.products = fields.integer("products");
    good.published = fields.parsed("published", parse_moment);
    good.expires = fields.parsed("expires", parse_moment);
    const Fields changes = fields.object("changes");
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        good.changes[i] = changes.integer(std::string{name(kinds[i])}.c_str());
    }
    return good;
}

FailedSync read_failed(const Fields& fields) {
    FailedSync failed;
    failed.at = fields.parsed("at", parse_moment);
    failed.code = fields.text("code");
    failed.words_vi = fields.object("message").text("vi");
    failed.words_en = fields.object("message").text("en");
    failed.where = fields.text("where");
    return failed;
}

} // namespace

FeedStatus after_sync(
    FeedStatus before, std::string source, Moment at, const Expected<SyncResult, FeedFault>& ended
) {
    before.source = std::move(source);
    if (!ended) {
        before.failed = FailedSync{
            at,
            std::string{name(ended.error())},
            words(ended.error(), Language::vi),
            words(ended.error(), Language::en),
            where(ended.error())};
        ++before.failures;
        return before;
    }
    GoodSync good{at, ended->version, ended->products, ended->published, ended->expires, {}};
    if (ended->is_new && ended->changes) {
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            good.changes[i] = ended->changes->count(kinds[i]);
        }
    } else if (!ended->is_new && before.good && before.good->version == ended->version) {
        good.changes = before.good->changes;
    }
    before.good = good;
    before.failed.reset();
    before.failures = 0;
    return before;
}

Json to_json(const FeedStatus& status) {
    Json json{
        {"v", format_version},
        {"source", as_utf8(status.source)},
        {"failures", status.failures},
        {"good", nullptr},
        {"failed", nullptr}};
    if (status.good) {
        json["good"] = good_json(*status.good);
    }
    if (status.failed) {
        json["failed"] = failed_json(*status.failed);
    }
    return json;
}

std::optional<FeedStatus> parse_feed_status(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) {
        return std::nullopt;
    }
    const auto read = [](const Fields& fields) -> Expected<FeedStatus, RecordFault> {
        FeedStatus status;
        if (fields.integer("v") != format_version) {
            fields.fail("of another version");
        }
        status.source = fields.text("source");
        status.failures = fields.integer("failures");
        if (!fields.is_null("good")) {
            status.good = read_good(fields.object("good"));
        }
        if (!fields.is_null("failed")) {
            status.failed = read_failed(fields.object("failed"));
        }
        return status;
    };
    auto status = read_fields<FeedStatus>(*json, read);
    return status ? std::optional{*std::move(status)} : std::nullopt;
}

Expected<FeedStatus, Failure> load_feed_status(const std::filesystem::path& data_folder) {
    const auto path = status_file(data_folder);
    const auto text = read_file(path, status_bytes_max);
    if (!text) {
        return text.error().code == FailureCode::missing ? Expected<FeedStatus, Failure>{}
                                                         : Unexpected{text.error()};
    }
    auto status = parse_feed_status(*text);
    if (!status) {
        return Unexpected{Failure{FailureCode::corrupt, "not as it was written", path.string()}};
    }
    return std::move(*status);
}

FeedStatus read_feed_status(const std::filesystem::path& data_folder) {
    return load_feed_status(data_folder).value_or(FeedStatus{});
}

Expected<void, Failure>
write_feed_status(const std::filesystem::path& data_folder, const FeedStatus& status) {
    return write_atomically(status_file(data_folder), canonical(to_json(status)) + "\n");
}

} // namespace ocop::catalog_sync
