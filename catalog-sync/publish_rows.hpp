#pragma once

#include "catalog-sync/zstd_file.hpp"
#include "pos/core/product.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace ocop::catalog_sync {

/// Writes all rows into `folder`/`name`. Refuses a product whose row is longer than a line may be.
[[nodiscard]] Expected<FeedFile, FeedFault> write_full(
    const std::filesystem::path& folder, const std::string& name, std::span<const Product> products
);

/// Writes what turns the rows of `before` into those of `now`, which are those of `products`, into
/// `folder`/`name`. Nothing if `before` does not hold rows in order, as ours do.
[[nodiscard]] Expected<std::optional<FeedFile>, FeedFault> write_delta(
    const std::filesystem::path& folder,
    const std::string& name,
    const VerifiedFile& before,
    const VerifiedFile& now,
    std::span<const Product> products
);

} // namespace ocop::catalog_sync
