#include "catalog-sync/feed_store.hpp"

#include "catalog-sync/product_columns.hpp"
#include "catalog-sync/rows_together.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ocop::catalog_sync {

namespace {

/// Products between two words of progress and two looks at whether to stop.
constexpr std::int64_t products_per_step = 1'000;

FeedFault stopped(const std::filesystem::path& path) {
    return Failure{FailureCode::network, "stopped", path.string()};
}

bool knows_all(const std::vector<std::string>& columns) {
    const auto ours = product_columns();
    return std::equal(
        columns.begin(),
        columns.end(),
        ours.begin(),
        ours.end(),
        [](const std::string& column, const ProductColumn& own) { return column == own.name; }
    );
}

FeedFault other_result(const StageOrder& order) {
    return FeedRefusal{FeedRefusalCode::other_result, {}, {}, order.file, {}};
}

/// The staging of one catalogue. Throws what catalog_file throws.
class Staging {
public:
    Staging(
        const StageOrder& order,
        Changes& changes,
        const ProductsProgress& progress,
        const std::stop_token& cancel,
        std::filesystem::path path
    )
        : order_{order},
          changes_{changes},
          progress_{progress},
          cancel_{cancel},
          path_{std::move(path)} {}

    Expected<CatalogMeta, FeedFault> write(RowPairs& pairs) {
        CatalogWriter writer{path_};
        RowsTogether together{order_.file};
        RowPair pair;
        std::int64_t written = 0;
        while (true) {
            const auto more = pairs.next(pair);
            if (!more) {
                return Unexpected{more.error()};
            }
            if (!*more) {
                break;
            }
            note(pair);
            if (!pair.now) {
                continue;
            }
            together.add(*pair.now, pair.line);
            writer.add(*pair.now);
            if (!go_on(++written, false)) {
                return Unexpected{stopped(path_)};
            }
        }
        if (auto fault = together.finish()) {
            return Unexpected{FeedFault{refusal_of(std::move(*fault))}};
        }
        const CatalogMeta meta = writer.finish(order_.version, order_.facts);
        const bool other_count = order_.products && *order_.products != meta.products;
        const bool other_rows =
            order_.rows && knows_all(order_.rows->columns) && order_.rows->blake2b != meta.hash;
        if (other_count || other_rows) {
            return Unexpected{other_result(order_)};
        }
        return meta;
    }

    Expected<CatalogMeta, FeedFault> read_back(const CatalogMeta& written) {
        CatalogReader reader{path_};
        std::int64_t read = 0;
        while (reader.skip()) { // the same hash: every field is what was checked when it came
            if (!go_on(++read, true)) {
                return Unexpected{stopped(path_)};
            }
        }
        if (reader.meta() != written) {
            throw CatalogFileError{
                CatalogFileError::Kind::corrupt, "the catalogue was not written as it should be"};
        }
        return written;
    }

private:
    void note(const RowPair& pair) {
        const Product* now = pair.now ? &*pair.now : nullptr;
        const Product* before = pair.before ? &*pair.before : nullptr;
        if (now != nullptr || before != nullptr) {
            changes_.note(pair.is_same ? now : before, now);
        }
    }

    /// Tells how far it is; false if it is to stop.
    bool go_on(std::int64_t done, bool reads_back) {
        if (done % products_per_step == 0 || done == order_.products) {
            if (progress_) {
                progress_(done, reads_back);
            }
            return !cancel_.stop_requested();
        }
        return true;
    }

    const StageOrder& order_;
    Changes& changes_;
    const ProductsProgress& progress_;
    const std::stop_token& cancel_;
    std::filesystem::path path_;
};

} // namespace

VersionedFiles feed_files(const std::filesystem::path& data_folder) {
    return VersionedFiles{data_folder, "feed"};
}

Expected<CatalogFile, Failure>
load_feed_version(const VersionedFiles& files, std::int64_t version) {
    auto file = files.load(version);
    if (file && !file->meta.feed) {
        return Unexpected{Failure{
            FailureCode::corrupt,
            "the catalogue does not say from which feed it is",
            files.path_of(version).string()}};
    }
    return file;
}

Expected<CatalogFile, Failure> load_feed(const std::filesystem::path& data_folder) {
    const VersionedFiles files = feed_files(data_folder);
    const auto version = files.current();
    if (!version) {
        return Unexpected{version.error()};
    }
    return load_feed_version(files, *version);
}

Expected<CatalogMeta, Failure> read_feed_meta(const std::filesystem::path& data_folder) {
    const VersionedFiles files = feed_files(data_folder);
    const auto version = files.current();
    if (!version) {
        return Unexpected{version.error()};
    }
    const auto path = files.path_of(*version);
    return guard<CatalogMeta>(path, [&] { return CatalogReader{path}.meta(); });
}

FeedOnDisk look_at_feed(const std::filesystem::path& data_folder) {
    const VersionedFiles files = feed_files(data_folder);
    FeedOnDisk found;
    const auto current = files.current();
    if (!current) {
        found.own.version = files.highest().value_or(0);
        return found;
    }
    found.own.version = *current;
    const auto path = files.path_of(*current);
    const auto looked = guard<bool>(path, [&] {
        const CatalogReader reader{path};
        found.meta = reader.meta();
        return reader.has_our_columns();
    });
    if (looked && found.meta.feed && found.meta.version == *current) {
        found.own.full = found.meta.feed->full;
        found.own.published = found.meta.feed->published;
        found.base = *looked ? path : std::filesystem::path{};
    }
    return found;
}

bool is_whole(const std::filesystem::path& catalog_file) {
    return guard<bool>(
               catalog_file,
               [&] {
                   CatalogReader reader{catalog_file};
                   while (reader.skip()) {
                   }
                   return true;
               }
    ).has_value();
}

Expected<CatalogMeta, FeedFault> stage_feed(
    const VersionedFiles& files,
    RowPairs& pairs,
    const StageOrder& order,
    Changes& changes,
    const ProductsProgress& progress,
    const std::function<void(StoreStep)>& on_step,
    const std::stop_token& cancel
) {
    const auto path = files.staging_path();
    files.remove_staged(); // what a power cut may have left of an earlier try
    auto staged = guard<Expected<CatalogMeta, FeedFault>>(path, [&] {
        Staging staging{order, changes, progress, cancel, path};
        auto meta = staging.write(pairs);
        if (meta) {
            on_step(StoreStep::staged);
            meta = staging.read_back(*meta);
        }
        if (meta) {
            on_step(StoreStep::read_back);
        }
        return meta;
    });
    if (!staged) {
        return Unexpected{FeedFault{std::move(staged.error())}};
    }
    return std::move(*staged);
}

} // namespace ocop::catalog_sync
