#include "catalog-sync/feed_out.hpp"

#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <cstdio>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::string_view next_suffix = ".next";

std::filesystem::path next_path(const std::filesystem::path& out, std::string_view name) {
    return out / (std::string{name} + std::string{next_suffix});
}

/// The text of a file; none if it is not there.
Expected<std::optional<std::string>, Failure>
read_if_there(const std::filesystem::path& path, std::size_t size_bytes_max) {
    auto text = read_file(path, size_bytes_max);
    if (text) {
        return std::optional{std::move(*text)};
    }
    if (text.error().code == FailureCode::missing) {
        return std::optional<std::string>{};
    }
    return Unexpected{text.error()};
}

FeedFault out_fault(FeedRefusalCode code, std::string why, const std::filesystem::path& out) {
    return FeedRefusal{code, std::move(why), {}, (out / manifest_name).string(), {}};
}

Expected<Manifest, FeedFault> verify_out(
    const std::filesystem::path& out,
    std::string manifest,
    std::string signature,
    std::span<const signing::PublicKey> keys
) {
    auto verified = verify_manifest(
        Outside{std::move(manifest)}, Outside{std::move(signature)}, keys, Moment{}, OwnFeed{}
    );
    if (verified) {
        return std::move(*verified);
    }
    const bool is_other = verified.error().code == FeedRefusalCode::wrong_key;
    return Unexpected{out_fault(
        is_other ? FeedRefusalCode::out_other_key : FeedRefusalCode::out_damaged,
        std::string{name(verified.error().code)},
        out
    )};
}

Expected<void, Failure> rename_next(const std::filesystem::path& out, std::string_view name) {
    if (std::rename(next_path(out, name).c_str(), (out / name).c_str()) != 0) {
        return Unexpected{system_failure(errno, "renaming", next_path(out, name))};
    }
    return sync_folder(out);
}

void remove_next(const std::filesystem::path& out, std::string_view name) {
    std::error_code not_there;
    std::filesystem::remove(next_path(out, name), not_there);
}

/// What is left of a pair is told by which of its names are still there: the manifest's name comes
/// last, and goes last.
Expected<void, FeedFault>
end_announcement(const std::filesystem::path& out, std::span<const signing::PublicKey> keys) {
    auto manifest = read_if_there(next_path(out, manifest_name), manifest_size_bytes_max);
    auto signature = read_if_there(next_path(out, signature_name), signature_size_bytes_max);
    if (!manifest || !signature) {
        return Unexpected{FeedFault{!manifest ? manifest.error() : signature.error()}};
    }
    if (!*manifest) { // it had not come to that
        remove_next(out, signature_name);
        return {};
    }
    const bool is_half = !*signature;
    if (is_half) {
        signature = read_if_there(out / signature_name, signature_size_bytes_max);
        if (!signature) {
            return Unexpected{FeedFault{signature.error()}};
        }
    }
    const auto verified = verify_out(out, **manifest, signature->value_or(""), keys);
    if (!verified) {
        return Unexpected{verified.error()};
    }
    Expected<void, Failure> renamed;
    if (!is_half) {
        renamed = rename_next(out, signature_name);
    }
    if (renamed) {
        renamed = rename_next(out, manifest_name);
    }
    if (!renamed) {
        return Unexpected{FeedFault{renamed.error()}};
    }
    return {};
}

bool is_rows_name(std::string_view name) {
    return (name.starts_with("full-") || name.starts_with("delta-"))
           && name.ends_with(".jsonl.zst");
}

void keep_names(std::set<std::string>& names, const Manifest& manifest) {
    names.insert(manifest.full.name);
    for (const FeedDelta& delta : manifest.deltas) {
        names.insert(delta.file.name);
    }
    for (const FeedPrevious& previous : manifest.previous) {
        names.insert(previous.file.name);
    }
    for (const FeedFile& image : manifest.images) {
        names.insert(image.name);
    }
}

} // namespace

Expected<std::optional<Manifest>, FeedFault>
read_out(const std::filesystem::path& out, std::span<const signing::PublicKey> keys) {
    if (auto ended = end_announcement(out, keys); !ended) {
        return Unexpected{ended.error()};
    }
    auto manifest = read_if_there(out / manifest_name, manifest_size_bytes_max);
    auto signature = read_if_there(out / signature_name, signature_size_bytes_max);
    if (!manifest || !signature) {
        return Unexpected{FeedFault{!manifest ? manifest.error() : signature.error()}};
    }
    if (!*manifest && !*signature) {
        return std::optional<Manifest>{};
    }
    if (!*manifest || !*signature) {
        return Unexpected{out_fault(
            FeedRefusalCode::out_damaged,
            "no " + std::string{*manifest ? signature_name : manifest_name},
            out
        )};
    }
    auto verified = verify_out(out, std::move(**manifest), std::move(**signature), keys);
    if (!verified) {
        return Unexpected{verified.error()};
    }
    return std::optional{std::move(*verified)};
}

Expected<void, Failure> announce(
    const std::filesystem::path& out,
    std::string_view manifest,
    std::string_view signature,
    const std::function<void()>& between
) {
    auto done = write_atomically(next_path(out, signature_name), signature, FileMode::shared);
    if (done) {
        done = write_atomically(next_path(out, manifest_name), manifest, FileMode::shared);
    }
    if (done) {
        done = rename_next(out, signature_name);
    }
    if (done) {
        between();
        done = rename_next(out, manifest_name);
    }
    return done;
}

void clean_out(
    const std::filesystem::path& out, const Manifest& now, const std::optional<Manifest>& before
) {
    std::set<std::string> kept;
    keep_names(kept, now);
    if (before) {
        keep_names(kept, *before);
    }
    for (const char* inner : {"", "images/"}) {
        std::error_code unreadable; // what stays takes room, no more
        std::filesystem::directory_iterator entries{out / inner, unreadable};
        std::set<std::string> old;
        for (; !unreadable && entries != std::filesystem::directory_iterator{};
             entries.increment(unreadable)) {
            const std::string name = inner + entries->path().filename().string();
            if ((is_rows_name(name) || is_image_name(name)) && !kept.contains(name)) {
                old.insert(name);
            }
        }
        for (const std::string& name : old) {
            std::filesystem::remove(out / name, unreadable);
        }
    }
}

} // namespace ocop::catalog_sync
