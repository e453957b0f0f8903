#include "catalog-sync/feed_download.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folder_entries.hpp"
#include "pos/shell/folders.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t memory_size_bytes_max = 16'384;

std::filesystem::path incoming_folder(const std::filesystem::path& data_folder) {
    return data_folder / "feed-incoming";
}

std::filesystem::path memory_path(const std::filesystem::path& data_folder) {
    return data_folder / "feed.etag";
}

/// The etag the manifest had at this source when it was taken; "" if none is known.
std::string remembered_etag(const std::filesystem::path& data_folder, const std::string& where) {
    const auto text = read_file(memory_path(data_folder), memory_size_bytes_max);
    const auto json = text ? parse_json(*text) : std::nullopt;
    if (!json) {
        return {};
    }
    const auto etag = read_fields<std::string>(*json, [&](const Fields& fields) {
        return fields.text("where") == where ? fields.text("etag") : std::string{};
    });
    return etag.value_or("");
}

/// A source's word about sizes is a fault of the feed, not of our disk.
FeedFault fault_of(Failure failure, FeedRefusalCode of_size) {
    if (failure.code == FailureCode::corrupt) {
        return FeedRefusal{of_size, std::move(failure.what), {}, std::move(failure.where), {}};
    }
    return failure;
}

Expected<SmallFile, FeedFault> fetch(
    FeedSource& source,
    std::string_view name,
    std::size_t bytes_max,
    const std::string& etag,
    const std::stop_token& cancel
) {
    auto file = source.fetch_small(name, bytes_max, etag, cancel);
    if (!file) {
        return Unexpected{fault_of(std::move(file.error()), FeedRefusalCode::too_big)};
    }
    return std::move(*file);
}

Expected<Asked, FeedFault>
ask_once(FeedSource& source, const Asking& asking, const std::string& etag) {
    auto manifest = fetch(source, manifest_name, manifest_size_bytes_max, etag, asking.cancel);
    if (!manifest) {
        return Unexpected{manifest.error()};
    }
    if (manifest->not_modified && !etag.empty()) {
        return Asked{std::nullopt, etag};
    }
    auto signature = fetch(source, signature_name, signature_size_bytes_max, {}, asking.cancel);
    if (!signature) {
        const auto* failure = std::get_if<Failure>(&signature.error());
        if (failure != nullptr && failure->code == FailureCode::missing) {
            return Unexpected{FeedFault{
                FeedRefusal{FeedRefusalCode::not_signed, failure->what, {}, failure->where, {}}}};
        }
        return Unexpected{signature.error()};
    }
    auto verified =
        verify_manifest(manifest->bytes, signature->bytes, asking.keys, asking.now, asking.own);
    if (!verified) {
        verified.error().where = source.where() + '/' + verified.error().where;
        return Unexpected{FeedFault{std::move(verified.error())}};
    }
    return Asked{std::move(*verified), std::move(manifest->etag)};
}

/// Makes the folder, with nothing in it but what an earlier try left of `name`, and what its source
/// noted of that.
Expected<void, Failure> make_ready(const std::filesystem::path& incoming, const std::string& name) {
    if (auto made = make_folders(incoming); !made) {
        return made;
    }
    const auto entries = entries_of(incoming);
    if (!entries) {
        return Unexpected{entries.error()};
    }
    for (const std::filesystem::path& entry : *entries) {
        if (entry.filename() != name && entry.filename() != name + ".state") {
            std::error_code goes_next_time;
            std::filesystem::remove_all(entry, goes_next_time);
        }
    }
    return {};
}

std::int64_t bytes_of(const std::filesystem::path& path) {
    std::error_code not_there;
    const auto bytes = std::filesystem::file_size(path, not_there);
    return not_there ? 0 : static_cast<std::int64_t>(bytes);
}

} // namespace

Expected<Asked, FeedFault>
ask_feed(FeedSource& source, const std::filesystem::path& data_folder, const Asking& asking) {
    const std::string etag =
        asking.may_skip ? remembered_etag(data_folder, source.where()) : std::string{};
    auto asked = ask_once(source, asking, etag);
    const auto* refusal = asked ? nullptr : std::get_if<FeedRefusal>(&asked.error());
    const bool may_be_between =
        refusal != nullptr
        && (refusal->code == FeedRefusalCode::wrong_signature
            || refusal->code == FeedRefusalCode::wrong_key); // or the next one signs from now on
    if (may_be_between) {
        asked = ask_once(source, asking, {});
    }
    return asked;
}

void remember_feed(
    const std::filesystem::path& data_folder, const std::string& where, const std::string& etag
) {
    if (etag.empty()) { // what is remembered is another source's, and still true of it
        return;
    }
    if (!is_utf8(where) || !is_utf8(etag)) { // a stick's folder or a server may say anything
        return;
    }
    const std::string text = canonical({{"where", where}, {"etag", etag}}) + '\n';
    const auto path = memory_path(data_folder);
    if (const auto before = read_file(path, memory_size_bytes_max); before && *before == text) {
        return;
    }
    // Without it the same manifest is fetched once more, no harm done.
    static_cast<void>(write_atomically(path, text));
}

Expected<VerifiedFile, FeedFault> fetch_verified(
    FeedSource& source,
    const FeedFile& file,
    const std::filesystem::path& data_folder,
    const BytesProgress& progress,
    const std::stop_token& cancel
) {
    const auto incoming = incoming_folder(data_folder);
    if (auto ready = make_ready(incoming, file.name); !ready) {
        return Unexpected{FeedFault{ready.error()}};
    }
    const auto path = incoming / file.name;
    while (true) {
        const std::int64_t kept = bytes_of(path);
        if (kept != file.bytes) {
            auto fetched = source.fetch_file(
                file.name, static_cast<std::uint64_t>(file.bytes), path, progress, cancel
            );
            if (!fetched) {
                return Unexpected{
                    fault_of(std::move(fetched.error()), FeedRefusalCode::wrong_size)};
            }
        }
        auto verified = verify_file(path, file);
        if (verified) {
            return verified;
        }
        std::error_code goes_next_time;
        std::filesystem::remove(path, goes_next_time);
        if (kept == 0 || cancel.stop_requested()) {
            return verified;
        }
    }
}

void remove_incoming(const std::filesystem::path& data_folder) {
    std::error_code goes_next_time;
    std::filesystem::remove_all(incoming_folder(data_folder), goes_next_time);
}

} // namespace ocop::catalog_sync
