#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/product.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <vector>

namespace ocop::catalog_sync {

/// What a catalogue's file says of itself: its version, how many products, and the hash over all of
/// their rows in order.
struct CatalogMeta {
    std::int64_t version = 0;
    std::int64_t products = 0;
    Hash hash{};

    bool operator==(const CatalogMeta&) const = default;
};

struct CatalogFile {
    CatalogMeta meta{};
    std::vector<Product> products{};
};

/// A file that is not one of our catalogues, or not as it was written. Stays within this folder.
struct CatalogFileError : std::runtime_error {
    enum class Kind { foreign, newer, corrupt };

    CatalogFileError(Kind why, const std::string& what)
        : std::runtime_error{what},
          kind{why} {}

    Kind kind;
};

/// What the file would say of these products: same products, same answer.
[[nodiscard]] CatalogMeta describe(std::int64_t version, std::span<const Product> products);

/// Writes a new file with one row per product, in one transaction, synced. Requires that `path` is
/// not there. Throws sqlite::SqliteError.
void write_catalog_file(
    const std::filesystem::path& path, const CatalogMeta& meta, std::span<const Product> products
);

/// Reads what write_catalog_file() wrote. Every field goes through the checks of its column, and
/// the rows through their hash. Throws sqlite::SqliteError and CatalogFileError.
[[nodiscard]] CatalogFile read_catalog_file(const std::filesystem::path& path);

/// Only what the file says of itself. Throws as read_catalog_file() does.
[[nodiscard]] CatalogMeta read_catalog_meta(const std::filesystem::path& path);

} // namespace ocop::catalog_sync
