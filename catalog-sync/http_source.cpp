#include "catalog-sync/http_source.hpp"

#include "catalog-sync/partial_file.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr int redirects_max = 5;

TransferFault fault(Failure failure) {
    return {std::move(failure), false};
}

Failure network(std::string what) {
    return {FailureCode::network, std::move(what), {}};
}

} // namespace

/// The body of one file, judged by its head.
class HttpSource::Body : public AnswerSink {
public:
    explicit Body(Wanted asked)
        : wanted{asked} {}

    [[nodiscard]] bool begin(const AnswerHead& answer) noexcept final {
        head = answer;
        verdict = judge(head, wanted);
        const bool comes = verdict.answer == Answer::whole || verdict.answer == Answer::rest;
        return comes && keep(start());
    }

    [[nodiscard]] bool take(std::string_view bytes) noexcept final {
        if (!looked_ && verdict.answer == Answer::whole && begins_like_html(bytes)) {
            return keep(Unexpected{sign_in_page()});
        }
        looked_ = true;
        return keep(add(bytes));
    }

    Wanted wanted;
    Verdict verdict{};
    AnswerHead head{};

private:
    /// The first byte is about to come.
    virtual Expected<void, Failure> start() = 0;
    virtual Expected<void, Failure> add(std::string_view bytes) = 0;

    bool keep(const Expected<void, Failure>& outcome) {
        if (!outcome) {
            verdict = {Answer::refused, outcome.error()};
        }
        return outcome.has_value();
    }

    bool looked_ = false;
};

class HttpSource::SmallBody final : public Body {
public:
    using Body::Body;

    std::string bytes{};

private:
    Expected<void, Failure> start() override { return {}; }

    Expected<void, Failure> add(std::string_view more) override {
        if (more.size() > wanted.bytes_max - bytes.size()) {
            return Unexpected{wrong_size("more", wanted.bytes_max)};
        }
        bytes += more;
        return {};
    }
};

class HttpSource::FileBody final : public Body {
public:
    FileBody(Wanted asked, PartialFile& file, const BytesProgress& progress)
        : Body{asked},
          file_{file},
          progress_{progress} {}

    bool grew = false;

private:
    Expected<void, Failure> start() override {
        if (verdict.answer == Answer::whole) {
            if (auto begun = file_.begin_anew(state_of(head)); !begun) {
                return begun;
            }
        }
        progress_(file_.size());
        return {};
    }

    Expected<void, Failure> add(std::string_view more) override {
        if (more.size() > *wanted.exact_bytes - file_.size()) {
            return Unexpected{wrong_size("more", *wanted.exact_bytes)};
        }
        auto added = file_.append(more);
        grew = true;
        progress_(file_.size());
        return added;
    }

    PartialFile& file_;
    const BytesProgress& progress_;
};

HttpSource::HttpSource(WebAddress feed, HttpOptions options)
    : feed_{std::move(feed)},
      transfer_{std::move(options)} {}

Expected<void, TransferFault> HttpSource::get(
    std::string_view name,
    const std::vector<std::string>& headers,
    Body& body,
    const std::stop_token& cancel
) {
    // Told with the feed's own address: where a redirect leads may hold somebody's secrets.
    const std::string where = feed_.url + std::string{name};
    const auto failed = [&](TransferFault why) {
        if (why.failure.where.empty()) {
            why.failure.where = where;
        }
        return Unexpected{std::move(why)};
    };
    WebAddress at = feed_;
    at.url = where;
    for (int redirects = 0; redirects <= redirects_max; ++redirects) {
        body.wanted.other_host = at.host != feed_.host;
        const auto done = transfer_.get(at.url, headers, body, cancel);
        if (!done) {
            return failed(done.error());
        }
        switch (body.verdict.answer) {
        case Answer::whole:
        case Answer::rest:
        case Answer::unchanged:
        case Answer::start_again:
            return {};
        case Answer::refused:
            retry_after_ = body.head.retry_after;
            return failed(fault(body.verdict.failure));
        case Answer::elsewhere:
            break;
        }
        auto next = follow(at, body.head.location);
        if (!next) {
            return failed(fault(network(
                "the server redirects from https to http, or to what is no address of the web"
            )));
        }
        at = *std::move(next);
    }
    return failed(fault(network("the server redirects more than 5 times")));
}

Expected<SmallFile, Failure> HttpSource::fetch_small(
    std::string_view name,
    std::size_t bytes_max,
    std::string_view known_etag,
    std::stop_token cancel
) {
    retry_after_.reset();
    std::vector<std::string> headers;
    if (std::string condition = only_if_changed(known_etag); !condition.empty()) {
        headers.push_back(std::move(condition));
    }
    Wanted wanted;
    wanted.bytes_max = bytes_max;
    wanted.conditional = !headers.empty();
    SmallBody body{wanted};
    if (const auto done = get(name, headers, body, cancel); !done) {
        return Unexpected{done.error().failure};
    }
    SmallFile file;
    if (body.verdict.answer == Answer::unchanged) {
        file.not_modified = true;
        file.etag = known_etag;
        return file;
    }
    file.bytes = Outside{std::move(body.bytes)};
    file.etag = state_of(body.head);
    return file;
}

Expected<void, TransferFault> HttpSource::ask_for_rest(
    std::string_view name,
    std::uint64_t exact_bytes,
    PartialFile& file,
    const BytesProgress& progress,
    const std::stop_token& cancel
) {
    std::vector<std::string> headers;
    if (file.size() > 0) {
        headers.push_back("Range: bytes=" + std::to_string(file.size()) + "-");
        if (std::string same = only_if_same(file.state()); !same.empty()) {
            headers.push_back(std::move(same));
        }
    }
    Wanted wanted;
    wanted.from = file.size();
    wanted.exact_bytes = exact_bytes;
    FileBody body{wanted, file, progress};
    if (auto done = get(name, headers, body, cancel); !done) {
        done.error().cut = done.error().cut && body.grew;
        return done;
    }
    if (body.verdict.answer == Answer::whole || body.verdict.answer == Answer::rest) {
        if (file.size() == exact_bytes) {
            return {};
        }
    }
    // Either the server cannot go on from here, or it says that this was all of it: then these are
    // not the beginning of the right bytes.
    TransferFault why{wrong_size(std::to_string(file.size()), exact_bytes), false};
    why.failure.where = feed_.url + std::string{name};
    why.cut = body.verdict.answer == Answer::start_again;
    if (auto begun = file.begin_anew({}); !begun) {
        why = fault(begun.error());
    }
    return Unexpected{std::move(why)};
}

Expected<void, Failure> HttpSource::fetch_file(
    std::string_view name,
    std::uint64_t exact_bytes,
    const std::filesystem::path& to,
    const BytesProgress& progress,
    std::stop_token cancel
) {
    retry_after_.reset();
    auto file = PartialFile::open(to, exact_bytes);
    if (!file) {
        return Unexpected{file.error()};
    }
    const BytesProgress tell = progress ? progress : [](std::uint64_t) {};
    if (exact_bytes > 0 && file->size() == exact_bytes) {
        tell(exact_bytes);
    } else {
        auto asked = ask_for_rest(name, exact_bytes, *file, tell, cancel);
        if (!asked && asked.error().cut && !cancel.stop_requested()) {
            asked = ask_for_rest(name, exact_bytes, *file, tell, cancel);
        }
        if (!asked) {
            return Unexpected{asked.error().failure};
        }
    }
    file->finish();
    return {};
}

} // namespace ocop::catalog_sync
