#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/product.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/sqlite/transaction.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace ocop::catalog_sync {

struct ProductColumn;

/// What a catalogue's file keeps of the feed's manifest it was made from.
struct FeedFacts {
    Hash full{}; // of the file with all rows, as published
    Moment published{};
    Moment expires{};

    bool operator==(const FeedFacts&) const = default;
};

/// What a catalogue's file says of itself: its version, how many products, the hash over all of
/// their rows in order, and, if it came from a feed, from which manifest.
struct CatalogMeta {
    std::int64_t version = 0;
    std::int64_t products = 0;
    Hash hash{};
    std::optional<FeedFacts> feed{};

    bool operator==(const CatalogMeta&) const = default;
};

struct CatalogFile {
    CatalogMeta meta{};
    std::vector<Product> products{};
};

/// A file that is not one of our catalogues, or not as it was written. Stays within this folder.
struct CatalogFileError : std::runtime_error {
    enum class Kind { foreign, newer, corrupt, wrong_kind };

    CatalogFileError(Kind why, const std::string& what)
        : std::runtime_error{what},
          kind{why} {}

    Kind kind;
};

/// Writes a new file row by row. What finish() has not ended is no catalogue and may be removed.
/// Every function throws sqlite::SqliteError, finish() also std::filesystem::filesystem_error.
class CatalogWriter {
public:
    /// Requires that `path` is not there.
    explicit CatalogWriter(const std::filesystem::path& path);

    /// Requires codes in ascending order.
    void add(const Product& product);
    /// Makes all of it durable; what the file now says of itself.
    CatalogMeta finish(std::int64_t version, const std::optional<FeedFacts>& feed);

private:
    std::filesystem::path path_;
    sqlite::Connection connection_;
    sqlite::Transaction transaction_;
    sqlite::Statement insert_;
    CatalogMeta meta_{};
    std::string row_{};               // as it is hashed
    std::vector<std::size_t> ends_{}; // of each field in it
};

/// Reads what CatalogWriter wrote, row by row. A file of an older or newer program may have fewer
/// or more columns; those not known are passed over. Every function throws sqlite::SqliteError and
/// CatalogFileError.
class CatalogReader {
public:
    explicit CatalogReader(const std::filesystem::path& path);

    [[nodiscard]] const CatalogMeta& meta() const { return meta_; }

    /// True if the file has the columns this program knows and no others.
    [[nodiscard]] bool has_our_columns() const;

    /// The next product, in the order of codes; false after the last. Every field goes through the
    /// checks of its column, and all rows, at the end, through their hash: before that nothing read
    /// is certain.
    [[nodiscard]] bool next(Product& product);
    /// Passes over a row, which only its hash is asked of; false after the last, as next().
    [[nodiscard]] bool skip();

private:
    /// Takes the next row's fields into the hash.
    bool read_row();

    sqlite::Connection connection_;
    CatalogMeta meta_;
    std::vector<const ProductColumn*> columns_{}; // null for one not known
    sqlite::Statement select_;
    CatalogMeta found_{};
    std::string row_{};
};

/// What the file would say of these products: same products, same answer.
[[nodiscard]] CatalogMeta describe(std::int64_t version, std::span<const Product> products);

/// Writes all of a new file: CatalogWriter in one call.
CatalogMeta write_catalog_file(
    const std::filesystem::path& path, std::int64_t version, std::span<const Product> products
);

/// Reads all of a file: CatalogReader in one call.
[[nodiscard]] CatalogFile read_catalog_file(const std::filesystem::path& path);

} // namespace ocop::catalog_sync
