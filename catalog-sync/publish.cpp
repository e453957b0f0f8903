#include "catalog-sync/publish.hpp"

#include "catalog-sync/catalog_file.hpp"
#include "catalog-sync/feed_out.hpp"
#include "catalog-sync/folder_lock.hpp"
#include "catalog-sync/product_columns.hpp"
#include "catalog-sync/publish_images.hpp"
#include "catalog-sync/publish_rows.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"
#include "pos/signing/minisign.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ocop::catalog_sync {

namespace {

using Kind = PublishWarning::Kind;

std::string full_name(std::int64_t version) {
    return "full-" + std::to_string(version) + ".jsonl.zst";
}

std::string delta_name(std::int64_t from, std::int64_t to) {
    return "delta-" + std::to_string(from) + '-' + std::to_string(to) + ".jsonl.zst";
}

bool holds(std::span<const signing::PublicKey> keys, const signing::PublicKey& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

FeedRowsHash hash_of_rows(const Hash& hash) {
    FeedRowsHash rows{{}, hash};
    for (const ProductColumn& column : product_columns()) {
        rows.columns.emplace_back(column.name);
    }
    return rows;
}

/// One run of publish().
class Publishing {
public:
    Publishing(
        PublishOrder order,
        const signing::SecretKey& key,
        const std::function<void(PublishStep)>& on_step
    )
        : order_{std::move(order)},
          key_{key},
          on_step_{on_step} {}

    Expected<PublishResult, FeedFault> run() {
        if (auto read = read_before(); !read) {
            return Unexpected{read.error()};
        }
        if (is_far_fewer()) {
            return Unexpected{FeedFault{FeedRefusal{
                FeedRefusalCode::far_fewer,
                std::to_string(order_.products.size()),
                std::to_string(before_->products.value_or(0)),
                order_.out.string(),
                {}}}};
        }
        auto images = name_images(order_.products, order_.images, held_images_, result_.warnings);
        if (!images) {
            return Unexpected{FeedFault{images.error()}};
        }
        images_ = std::move(*images);
        now_.products = static_cast<std::int64_t>(order_.products.size());
        now_.rows = hash_of_rows(describe(0, order_.products).hash);
        for (const PublishImage& image : images_) {
            now_.images.push_back(image.file);
        }
        now_.keys = next_keys();
        if (before_ && is_whole_ && !order_.expires_after_s && before_->rows == now_.rows
            && before_->images == now_.images && before_->keys == now_.keys) {
            return unchanged();
        }
        if (auto written = write_all(); !written) {
            return Unexpected{written.error()};
        }
        result_.version = now_.version;
        result_.is_new = true;
        describe_result(now_);
        return std::move(result_);
    }

private:
    void step(PublishStep step) {
        if (on_step_) {
            on_step_(step);
        }
    }

    /// The feed in the folder, whether its files are whole, and which of them deltas can start
    /// from.
    Expected<void, FeedFault> read_before() {
        std::vector<signing::PublicKey> keys = order_.earlier_keys;
        keys.insert(keys.begin(), key_.public_key());
        auto before = read_out(order_.out, keys);
        if (!before) {
            return Unexpected{before.error()};
        }
        before_ = std::move(*before);
        if (!before_) {
            return {};
        }
        if (!before_->keys.empty() && !holds(before_->keys, key_.public_key())) {
            return Unexpected{FeedFault{
                FeedRefusal{FeedRefusalCode::key_left_out, {}, {}, order_.out.string(), {}}}};
        }
        auto checked = check_file(before_->full);
        for (const FeedDelta& delta : before_->deltas) {
            if (checked) {
                checked = check_file(delta.file);
            }
        }
        if (!checked) {
            return checked;
        }
        for (const FeedFile& image : before_->images) {
            std::error_code gone;
            const auto bytes = std::filesystem::file_size(order_.out / image.name, gone);
            if (gone || static_cast<std::int64_t>(bytes) != image.bytes) {
                mend(image.name);
            } else {
                held_images_.push_back(image);
            }
        }
        return {};
    }

    [[nodiscard]] bool is_far_fewer() const {
        const auto goods = static_cast<std::int64_t>(order_.products.size());
        return before_ && !order_.takes_far_fewer && 2 * goods < before_->products.value_or(0);
    }

    /// Notes a file that is not whole. Fails where the disk gives no answer to that.
    Expected<void, FeedFault> check_file(const FeedFile& file) {
        const auto verified = verify_file(order_.out / file.name, file);
        const auto* const failure = verified ? nullptr : std::get_if<Failure>(&verified.error());
        if (failure != nullptr && failure->code == FailureCode::disk_error) {
            return Unexpected{verified.error()};
        }
        if (!verified) {
            mend(file.name);
        }
        return {};
    }

    void mend(const std::string& name) {
        is_whole_ = false;
        result_.warnings.push_back({Kind::mended, name, {}});
    }

    std::vector<signing::PublicKey> next_keys() const {
        if (!order_.next_keys.empty()) {
            return order_.next_keys;
        }
        // Those of a feed another key signed are not taken over unasked.
        if (before_ && !before_->keys.empty() && order_.earlier_keys.empty()) {
            return before_->keys;
        }
        return {key_.public_key()};
    }

    Expected<PublishResult, FeedFault> unchanged() {
        result_.version = before_->version;
        describe_result(*before_);
        return std::move(result_);
    }

    void describe_result(const Manifest& manifest) {
        result_.products = manifest.products.value_or(0);
        result_.full_bytes = manifest.full.bytes;
        result_.images = static_cast<std::int64_t>(manifest.images.size());
        result_.expires = manifest.expires;
        for (const FeedDelta& delta : manifest.deltas) {
            if (delta.from == manifest.version - 1) {
                result_.delta_bytes = delta.file.bytes;
            }
        }
    }

    Expected<void, FeedFault> write_all() {
        now_.version = before_ ? before_->version + 1 : 1;
        now_.published = order_.now;
        now_.expires =
            Moment{order_.now.seconds() + order_.expires_after_s.value_or(expires_after_s_default)};
        auto full = write_full(order_.out, full_name(now_.version), order_.products);
        if (!full) {
            return Unexpected{full.error()};
        }
        now_.full = std::move(*full);
        step(PublishStep::full_written);
        if (auto written = write_deltas(); !written) {
            return written;
        }
        step(PublishStep::deltas_written);
        auto written = write_images(images_, order_.out);
        if (written) {
            step(PublishStep::images_written);
            written = sync_folder(order_.out); // the names, before what names them
        }
        if (written) {
            const std::string text = write_manifest(now_);
            const std::string comment = "catalogue version " + std::to_string(now_.version)
                                        + " published " + iso(now_.published);
            written = announce(order_.out, text, signing::sign(key_, text, comment), [&] {
                step(PublishStep::announced);
            });
        }
        if (!written) {
            return Unexpected{FeedFault{written.error()}};
        }
        step(PublishStep::published);
        clean_out(order_.out, now_, before_);
        step(PublishStep::cleaned);
        return {};
    }

    /// The versions a delta may start from, the newest first.
    std::vector<FeedPrevious> earlier_versions() const {
        std::vector<FeedPrevious> versions;
        if (before_) {
            versions.push_back({before_->version, before_->full});
            versions.insert(versions.end(), before_->previous.begin(), before_->previous.end());
        }
        versions.resize(std::min(versions.size(), delta_versions));
        return versions;
    }

    Expected<void, FeedFault> write_deltas() {
        const auto now = verify_file(order_.out / now_.full.name, now_.full);
        if (!now) {
            return Unexpected{now.error()};
        }
        for (const FeedPrevious& earlier : earlier_versions()) {
            const auto before = verify_file(order_.out / earlier.file.name, earlier.file);
            std::optional<FeedFile> delta;
            if (before) {
                auto written = write_delta(
                    order_.out,
                    delta_name(earlier.version, now_.version),
                    *before,
                    *now,
                    order_.products
                );
                if (!written) {
                    return Unexpected{written.error()};
                }
                delta = std::move(*written);
            }
            if (!delta) {
                result_.warnings.push_back({Kind::no_delta, earlier.file.name, {}});
                continue;
            }
            now_.previous.push_back(earlier);
            now_.deltas.push_back({earlier.version, now_.version, std::move(*delta)});
        }
        return {};
    }

    PublishOrder order_;
    const signing::SecretKey& key_;
    const std::function<void(PublishStep)>& on_step_;
    std::optional<Manifest> before_{};
    bool is_whole_ = true; // all files of the feed before
    std::vector<FeedFile> held_images_{};
    Manifest now_{};
    std::vector<PublishImage> images_{};
    PublishResult result_{};
};

} // namespace

Expected<PublishResult, FeedFault> publish(
    PublishOrder order,
    const signing::SecretKey& key,
    const std::function<void(PublishStep)>& on_step
) {
    if (const auto made = make_folders(order.out, shared_folder); !made) {
        return Unexpected{FeedFault{made.error()}};
    }
    const auto lock = FolderLock::take(order.out);
    if (!lock) {
        return Unexpected{FeedFault{lock.error()}};
    }
    return Publishing{std::move(order), key, on_step}.run();
}

} // namespace ocop::catalog_sync
