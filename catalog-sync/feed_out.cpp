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

/// Puts the signature of what comes beside the one of what is, which `minisign -V` goes on reading.
Expected<void, Failure> sign_both(
    const std::filesystem::path& out, const std::optional<std::string>& now, std::string_view next
) {
    if (now && now->ends_with(next)) { // cut off after this
        return {};
    }
    std::string both = now.value_or("");
    if (!both.empty() && !both.ends_with('\n')) {
        both += '\n';
    }
    return write_atomically(out / signature_name, both.append(next), FileMode::shared);
}

/// Ends an announcement whose parts lie ready.
Expected<void, Failure> take_places(
    const std::filesystem::path& out,
    const std::optional<std::string>& signature,
    std::string_view next_signature,
    const std::function<void()>& between
) {
    auto done = sign_both(out, signature, next_signature);
    if (done) {
        between();
        done = rename_next(out, manifest_name);
    }
    if (done) {
        done = rename_next(out, signature_name);
    }
    return done;
}

/// A publishing cut off after its manifest's turn left the signature's; one cut off before its
/// manifest lay ready left a signature of what nobody will see.
Expected<void, FeedFault> end_signature(
    const std::filesystem::path& out,
    const std::string& signature,
    std::span<const signing::PublicKey> keys
) {
    auto manifest = read_if_there(out / manifest_name, manifest_size_bytes_max);
    if (!manifest) {
        return Unexpected{FeedFault{manifest.error()}};
    }
    if (!*manifest || !verify_out(out, **manifest, signature, keys)) {
        remove_next(out, signature_name);
        return {};
    }
    auto renamed = rename_next(out, signature_name);
    return renamed ? Expected<void, FeedFault>{} : Unexpected{FeedFault{renamed.error()}};
}

Expected<void, FeedFault>
end_announcement(const std::filesystem::path& out, std::span<const signing::PublicKey> keys) {
    auto manifest = read_if_there(next_path(out, manifest_name), manifest_size_bytes_max);
    auto next_signature = read_if_there(next_path(out, signature_name), signature_size_bytes_max);
    auto signature = read_if_there(out / signature_name, signature_size_bytes_max);
    for (const auto* text : {&manifest, &next_signature, &signature}) {
        if (!*text) {
            return Unexpected{FeedFault{text->error()}};
        }
    }
    if (!*manifest) {
        return *next_signature ? end_signature(out, **next_signature, keys)
                               : Expected<void, FeedFault>{};
    }
    // Earlier programs renamed the signature first.
    const std::string ready = *next_signature ? **next_signature : signature->value_or("");
    if (const auto verified = verify_out(out, **manifest, ready, keys); !verified) {
        return Unexpected{verified.error()};
    }
    auto done = *next_signature ? take_places(out, *signature, ready, [] {})
                                : rename_next(out, manifest_name);
    return done ? Expected<void, FeedFault>{} : Unexpected{FeedFault{done.error()}};
}

/// Of two signatures only the one that fits stays: what was to leave it alone is gone.
Expected<void, FeedFault> leave_one_signature(
    const std::filesystem::path& out,
    const std::string& manifest,
    const std::string& signatures,
    std::span<const signing::PublicKey> keys
) {
    const auto both = signatures_in(signatures);
    for (const std::string_view one : both) {
        if (both.size() > 1 && verify_out(out, manifest, std::string{one}, keys)) {
            auto written = write_atomically(out / signature_name, one, FileMode::shared);
            return written ? Expected<void, FeedFault>{} : Unexpected{FeedFault{written.error()}};
        }
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

/// After a failure: the manifest goes first, so that nothing is left to be ended.
void take_back(const std::filesystem::path& out, const std::optional<std::string>& signature) {
    remove_next(out, manifest_name);
    remove_next(out, signature_name);
    if (signature) {
        static_cast<void>(write_atomically(out / signature_name, *signature, FileMode::shared));
    } else {
        std::error_code not_there;
        std::filesystem::remove(out / signature_name, not_there);
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
    auto verified = verify_out(out, **manifest, **signature, keys);
    if (!verified) {
        return Unexpected{verified.error()};
    }
    if (auto left = leave_one_signature(out, **manifest, **signature, keys); !left) {
        return Unexpected{left.error()};
    }
    return std::optional{std::move(*verified)};
}

Expected<void, Failure> announce(
    const std::filesystem::path& out,
    std::string_view manifest,
    std::string_view signature,
    const std::function<void()>& between
) {
    const auto before = read_if_there(out / signature_name, signature_size_bytes_max);
    if (!before) {
        return Unexpected{before.error()};
    }
    auto done = write_atomically(next_path(out, signature_name), signature, FileMode::shared);
    if (done) {
        done = write_atomically(next_path(out, manifest_name), manifest, FileMode::shared);
    }
    if (done) {
        done = take_places(out, *before, signature, between);
    }
    if (done) {
        return done;
    }
    const auto stands = read_if_there(out / manifest_name, manifest_size_bytes_max);
    if (stands && *stands && **stands == manifest) { // it had its turn
        return {};
    }
    take_back(out, *before);
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
