#pragma once

#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/feed_file.hpp"
#include "catalog-sync/feed_rows.hpp"
#include "catalog-sync/feed_source.hpp"
#include "catalog-sync/feed_store.hpp"
#include "catalog-sync/folder_source.hpp"
#include "catalog-sync/manifest.hpp"
#include "catalog-sync/publish.hpp"
#include "catalog-sync/sync.hpp"
#include "catalog-sync/zstd_file.hpp"
#include "pos/signing/minisign.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace ocop::catalog_sync {

inline const Moment feed_day = *parse_moment("2026-11-22T08:00:00+07:00");

inline Moment later(std::int64_t days) {
    return Moment{feed_day.seconds() + days * 86'400};
}

/// One product with most of its fields set; the same `number` always gives the same one.
inline Product product_of(int number, std::int64_t price = 100'000) {
    Product product;
    product.code = "QNA-" + std::to_string(100'000 + number);
    product.gtin = Gtin::in_store(product.code);
    product.name = "Mắm cá cơm \"Cửa Khe\" số " + std::to_string(number);
    product.group = 1 + number % 26;
    product.producer_code = "P-" + std::to_string(number % 7);
    product.producer_name = "HTX Nông nghiệp và Kinh doanh dịch vụ Cát Trắng";
    product.producer_kind = ProducerKind::htx;
    product.commune = "Bình Dương";
    product.province = "QNA";
    product.stars = 3 + number % 3;
    product.recognised_on = Day{2023, 12, 22};
    product.certificate = "QĐ 3500/QĐ-UBND";
    product.certificate_expires = Day{2026, 12, 22};
    product.unit = number % 2 == 0 ? "chai" : "kg";
    product.price = Money{price + number};
    product.vat = Vat::eight;
    if (number % 3 == 0) {
        product.baseline.emplace().revenue = Money{1'000'000};
        product.baseline->months = {{2021, 5, Money{100}, Money{-20}}};
    }
    return product;
}

inline std::vector<Product> products_of(int count, std::int64_t price = 100'000) {
    std::vector<Product> products;
    products.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        products.push_back(product_of(i, price));
    }
    return products;
}

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// Every file under `folder` and its bytes.
inline std::map<std::string, std::string> tree_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> tree;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            tree[entry.path().lexically_relative(folder).string()] = bytes_of(entry.path());
        }
    }
    return tree;
}

/// A file with lines, opened as what its manifest states.
inline VerifiedFile packed(const std::filesystem::path& path, std::string_view text) {
    auto writer = ZstdWriter::create(path);
    EXPECT_TRUE(writer->write(text));
    const auto stated = writer->finish(path.filename().string());
    auto file = verify_file(path, *stated);
    EXPECT_TRUE(file);
    return std::move(*file);
}

/// The stable name of what went wrong; "" if nothing did.
template <class T>
std::string fault_in(const Expected<T, FeedFault>& result) {
    return result ? std::string{} : std::string{name(result.error())};
}

/// A province that publishes and a till that syncs.
class FeedWorld {
public:
    FeedWorld() { EXPECT_TRUE(trust_key(till(), key.public_key())); }

    [[nodiscard]] std::filesystem::path out() const { return made("feed"); }

    [[nodiscard]] std::filesystem::path till() const { return made("till"); }

    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

    Expected<PublishResult, FeedFault>
    publish(std::vector<Product> products, PublishOrder order = {}) const {
        order.products = std::move(products);
        order.out = out();
        if (order.now == Moment{}) {
            order.now = feed_day;
        }
        return catalog_sync::publish(std::move(order), key);
    }

    Expected<SyncResult, FeedFault> sync(SyncOptions options = {}) const {
        FolderSource source{out()};
        return sync_from(source, std::move(options));
    }

    Expected<SyncResult, FeedFault> sync_from(FeedSource& source, SyncOptions options = {}) const {
        if (options.now == Moment{}) {
            options.now = feed_day;
        }
        return catalog_sync::sync(source, till(), options);
    }

    /// What the till sells; empty if it has no feed.
    [[nodiscard]] std::vector<Product> selling() const {
        const auto file = load_feed(till());
        return file ? file->products : std::vector<Product>{};
    }

    [[nodiscard]] std::int64_t version() const {
        const auto meta = read_feed_meta(till());
        return meta ? meta->version : 0;
    }

    [[nodiscard]] Manifest manifest() const {
        return *parse_manifest(bytes_of(out() / manifest_name));
    }

    /// Replaces the manifest by `text`, signed by `signer`.
    void sign(const std::string& text, const signing::SecretKey& signer) const {
        write(std::string{manifest_name}, text);
        write(std::string{signature_name}, signing::sign(signer, text, "test"));
    }

    void write(const std::string& name, std::string_view bytes) const {
        std::ofstream{out() / name, std::ios::binary} << bytes;
    }

    /// Publishes rows as they are, right or wrong, with everything else in order: what a publisher
    /// gone wrong could do.
    void
    publish_rows(std::int64_t version, std::string_view rows, std::string_view delta = {}) const {
        Manifest manifest;
        manifest.version = version;
        manifest.published = feed_day;
        manifest.expires = later(30);
        manifest.full = pack("full-" + std::to_string(version) + ".jsonl.zst", rows);
        if (!delta.empty()) {
            const std::string from = std::to_string(version - 1);
            const std::string name = "delta-" + from + "-" + std::to_string(version) + ".jsonl.zst";
            manifest.deltas.push_back({version - 1, version, pack(name, delta)});
        }
        sign(write_manifest(manifest), key);
    }

    FeedFile pack(const std::string& name, std::string_view text) const {
        auto writer = ZstdWriter::create(out() / name);
        EXPECT_TRUE(writer->write(text));
        return *writer->finish(name);
    }

    signing::SecretKey key = signing::SecretKey::generate();

private:
    [[nodiscard]] std::filesystem::path made(const char* name) const {
        std::filesystem::create_directories(folder_.path() / name);
        return folder_.path() / name;
    }

    ScratchFolder folder_{};
};

inline std::string rows_of(const std::vector<Product>& products) {
    std::string text;
    for (const Product& product : products) {
        append_full_row(text, product);
    }
    return text;
}

/// Runs `work` in a process of its own; the status of wait().
template <class Work>
int status_of_child(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

} // namespace ocop::catalog_sync
