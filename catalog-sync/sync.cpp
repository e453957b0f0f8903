#include "catalog-sync/sync.hpp"

#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/feed_download.hpp"
#include "catalog-sync/feed_store.hpp"
#include "catalog-sync/folder_lock.hpp"
#include "catalog-sync/row_pairs.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

namespace {

/// One run of sync().
class Syncing {
public:
    Syncing(
        FeedSource& source, const std::filesystem::path& data_folder, const SyncOptions& options
    )
        : source_{source},
          folder_{data_folder},
          options_{options},
          files_{feed_files(data_folder)},
          on_disk_{look_at_feed(data_folder)} {}

    Expected<SyncResult, FeedFault> run() {
        tell({SyncStage::asking});
        const auto keys = trusted_keys(folder_);
        if (!keys) {
            return Unexpected{FeedFault{keys.error()}};
        }
        if (keys->empty()) {
            return Unexpected{FeedFault{FeedRefusal{FeedRefusalCode::no_keys, {}, {}, {}, {}}}};
        }
        auto asked = ask(*keys);
        if (asked && is_ours(*asked) && !is_whole(on_disk_.base)) {
            on_disk_.base.clear(); // it is fetched again, all of it
            asked = ask(*keys);
        }
        if (!asked) {
            return Unexpected{asked.error()};
        }
        step(SyncStep::asked);
        if (!asked->manifest) {
            return not_modified(*on_disk_.meta.feed);
        }
        const Manifest& manifest = *asked->manifest;
        auto result = is_ours(*asked) ? unchanged(manifest.expires) : take(manifest);
        if (!result) {
            return result;
        }
        // Last, so that a manifest not taken revokes nothing; and also for a version taken already,
        // should the power have gone between the two.
        if (!manifest.keys.empty()) {
            if (auto replaced = replace_keys(folder_, manifest.keys); !replaced) {
                return Unexpected{FeedFault{replaced.error()}};
            }
        }
        step(SyncStep::keys_taken);
        remove_incoming(folder_);
        files_.clean(manifest.version);
        remember_feed(folder_, source_.where(), asked->etag);
        step(SyncStep::cleaned);
        tell({SyncStage::done, result->bytes, result->bytes, result->products, result->products});
        return result;
    }

private:
    void tell(const SyncProgress& progress) {
        if (options_.progress) {
            options_.progress(progress);
        }
    }

    void step(SyncStep step) {
        if (options_.on_step) {
            options_.on_step(step);
        }
    }

    Expected<Asked, FeedFault> ask(std::span<const signing::PublicKey> keys) {
        const bool may_skip = !on_disk_.base.empty();
        return ask_feed(
            source_, folder_, {keys, options_.now, on_disk_.own, may_skip, options_.cancel}
        );
    }

    /// True if the source has the version that sells, and that is all there.
    bool is_ours(const Asked& asked) const {
        return !on_disk_.base.empty()
               && (!asked.manifest || asked.manifest->version == on_disk_.own.version);
    }

    /// The manifest taken before is still the newest: is it still good?
    Expected<SyncResult, FeedFault> not_modified(const FeedFacts& facts) const {
        if (facts.expires < std::max(options_.now, facts.published)) {
            return Unexpected{FeedFault{FeedRefusal{
                FeedRefusalCode::expired,
                std::to_string(on_disk_.meta.version),
                format(facts.expires),
                source_.where(),
                {}}}};
        }
        return unchanged(facts.expires);
    }

    SyncResult unchanged(Moment expires) const {
        SyncResult result;
        result.version = on_disk_.meta.version;
        result.version_before = on_disk_.meta.version;
        result.products = on_disk_.meta.products;
        result.published = on_disk_.meta.feed->published;
        result.expires = expires;
        return result;
    }

    /// The delta from our version, if it is worth it, and all rows, in the order to try them.
    std::vector<const FeedFile*> choose(const Manifest& manifest) const {
        std::vector<const FeedFile*> files{&manifest.full};
        for (const FeedDelta& delta : manifest.deltas) {
            if (delta.from == on_disk_.own.version && !on_disk_.base.empty()) {
                const bool is_smaller = delta.file.bytes < manifest.full.bytes;
                files.insert(is_smaller ? files.begin() : files.end(), &delta.file);
                break;
            }
        }
        return files;
    }

    Expected<SyncResult, FeedFault> take(const Manifest& manifest) {
        Expected<SyncResult, FeedFault> result = Unexpected{FeedFault{}};
        for (const FeedFile* file : choose(manifest)) {
            result = take_file(manifest, *file);
            const auto* failure = result ? nullptr : std::get_if<Failure>(&result.error());
            const bool no_use = failure != nullptr && is_network(failure->code);
            if (result || no_use || options_.cancel.stop_requested()) {
                break;
            }
        }
        if (!result) {
            files_.remove_staged();
        }
        return result;
    }

    Expected<SyncResult, FeedFault> take_file(const Manifest& manifest, const FeedFile& file) {
        const auto verified = fetch_verified(
            source_,
            file,
            folder_,
            [&](std::uint64_t bytes_done) {
                tell({SyncStage::fetching, static_cast<std::int64_t>(bytes_done), file.bytes});
            },
            options_.cancel
        );
        if (!verified) {
            return Unexpected{verified.error()};
        }
        step(SyncStep::fetched);
        tell({SyncStage::checking, file.bytes, file.bytes});
        const bool by_delta = &file != &manifest.full;
        auto result = by_delta ? stage_delta(manifest, *verified) : stage_full(manifest, *verified);
        if (!result) {
            return result;
        }
        if (auto swapped = files_.swap_in(manifest.version); !swapped) {
            return Unexpected{FeedFault{swapped.error()}};
        }
        step(SyncStep::swapped);
        result->version = manifest.version;
        result->version_before = on_disk_.own.version;
        result->is_new = true;
        result->bytes = file.bytes;
        result->by_delta = by_delta;
        result->published = manifest.published;
        result->expires = manifest.expires;
        return result;
    }

    Expected<SyncResult, FeedFault>
    stage_delta(const Manifest& manifest, const VerifiedFile& file) {
        std::unique_ptr<DeltaPairs> pairs;
        auto begun = guard<Expected<void, FeedFault>>(on_disk_.base, [&] {
            pairs = std::make_unique<DeltaPairs>(on_disk_.base);
            return pairs->read(file);
        });
        if (!begun) {
            return Unexpected{FeedFault{begun.error()}};
        }
        if (!*begun) {
            return Unexpected{begun->error()};
        }
        return stage(manifest, file, *pairs);
    }

    Expected<SyncResult, FeedFault> stage_full(const Manifest& manifest, const VerifiedFile& file) {
        auto pairs = std::make_unique<FullPairs>(file, on_disk_.base);
        auto result = stage(manifest, file, *pairs);
        if (!result && pairs->is_out_of_order()) {
            pairs = std::make_unique<FullPairs>(file, on_disk_.base);
            if (const auto sorted = pairs->sort(); !sorted) {
                return Unexpected{sorted.error()};
            }
            result = stage(manifest, file, *pairs);
        }
        if (result && !pairs->knows_before()) {
            result->changes.reset();
        }
        return result;
    }

    /// A result with `products` and `changes`.
    Expected<SyncResult, FeedFault>
    stage(const Manifest& manifest, const VerifiedFile& file, RowPairs& pairs) {
        const StageOrder order{
            manifest.version,
            {manifest.full.blake2b, manifest.published, manifest.expires},
            file.name(),
            manifest.products,
            manifest.rows};
        const Day then = on_disk_.own.published.value_or(options_.now).day();
        Changes changes{then, options_.now.day()};
        const auto meta = stage_feed(
            files_,
            pairs,
            order,
            changes,
            [&](std::int64_t products_done, bool reads_back) {
                tell(
                    {reads_back ? SyncStage::reading_back : SyncStage::staging,
                     0,
                     0,
                     products_done,
                     manifest.products.value_or(0)}
                );
            },
            [&](StoreStep done) {
                step(done == StoreStep::staged ? SyncStep::staged : SyncStep::read_back);
            },
            options_.cancel
        );
        if (!meta) {
            return Unexpected{meta.error()};
        }
        if (changes.has_demonstration() && !options_.takes_demonstration) {
            return Unexpected{FeedFault{
                FeedRefusal{FeedRefusalCode::demonstration, {}, {}, source_.where(), {}}}};
        }
        SyncResult result;
        result.products = meta->products;
        result.changes = std::move(changes);
        return result;
    }

    FeedSource& source_;
    const std::filesystem::path& folder_;
    const SyncOptions& options_;
    VersionedFiles files_;
    FeedOnDisk on_disk_;
};

} // namespace

Expected<SyncResult, FeedFault>
sync(FeedSource& source, const std::filesystem::path& data_folder, const SyncOptions& options) {
    const auto lock = FolderLock::take(data_folder);
    if (!lock) {
        return Unexpected{FeedFault{lock.error()}};
    }
    return Syncing{source, data_folder, options}.run();
}

} // namespace ocop::catalog_sync
