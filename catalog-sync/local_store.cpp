#include "catalog-sync/local_store.hpp"

#include "catalog-sync/catalog_file.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

/// Writes and reads back; throws what catalog_file throws.
void stage(
    const std::filesystem::path& path,
    std::int64_t version,
    const std::vector<Product>& products,
    const std::function<void(StoreStep)>& on_step
) {
    const CatalogMeta meta = write_catalog_file(path, version, products);
    on_step(StoreStep::staged);
    const CatalogFile written = read_catalog_file(path);
    if (written.meta != meta || written.products != products) {
        throw CatalogFileError{
            CatalogFileError::Kind::corrupt, "the catalogue was not written as it should be"};
    }
    on_step(StoreStep::read_back);
}

} // namespace

VersionedFiles own_files(const std::filesystem::path& data_folder) {
    return VersionedFiles{data_folder, "catalog"};
}

Expected<CatalogFile, Failure> load_own_goods(const std::filesystem::path& folder) {
    const VersionedFiles files = own_files(folder);
    const auto version = files.current();
    if (!version) {
        return Unexpected{version.error()};
    }
    return files.load(*version);
}

Expected<std::shared_ptr<const Catalog>, Failure> load_current(const std::filesystem::path& folder
) {
    auto goods = load_own_goods(folder);
    if (!goods) {
        return Unexpected{std::move(goods.error())};
    }
    return std::make_shared<const Catalog>(goods->meta.version, std::move(goods->products));
}

Expected<std::int64_t, Failure> store_goods(
    const std::filesystem::path& folder,
    const std::vector<Product>& products,
    const std::function<void(StoreStep)>& on_step
) {
    const auto tell = [&](StoreStep step) {
        if (on_step) {
            on_step(step);
        }
    };
    const VersionedFiles files = own_files(folder);
    const auto current = files.current();
    if (current) {
        const auto path = files.path_of(*current);
        const auto selling = guard<CatalogMeta>(path, [&] { return read_catalog_file(path).meta; });
        if (selling && selling->hash == describe(0, products).hash) {
            return *current;
        }
    }
    // Without a readable pointer no version that a journal may have noted is given again.
    const auto last = current ? current : files.highest();
    if (!last) {
        return Unexpected{last.error()};
    }
    const std::int64_t version = *last + 1;
    files.remove_staged(); // what a power cut may have left of an earlier try
    const auto staged = guard<bool>(files.staging_path(), [&] {
        stage(files.staging_path(), version, products, tell);
        return true;
    });
    if (!staged) {
        files.remove_staged();
        return Unexpected{staged.error()};
    }
    if (auto swapped = files.swap_in(version); !swapped) {
        files.remove_staged();
        return Unexpected{swapped.error()};
    }
    tell(StoreStep::swapped);
    files.clean(version);
    return version;
}

} // namespace ocop::catalog_sync
