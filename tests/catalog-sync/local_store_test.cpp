#include "catalog-sync/local_store.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::catalog_sync {
namespace {

std::vector<Product> goods(std::int64_t price, int count = 3) {
    std::vector<Product> products;
    for (int i = 0; i < count; ++i) {
        Product product;
        product.code = "A-" + std::to_string(100000 + i);
        product.gtin = Gtin::in_store(product.code);
        product.name = "Mắm cá cơm số " + std::to_string(i);
        product.producer_name = "HTX Nông nghiệp và Kinh doanh dịch vụ Cát Trắng";
        product.unit = "chai";
        product.price = Money{price + i};
        product.vat = Vat::eight;
        product.stars = 4;
        product.recognised_on = Day{2023, 12, 22};
        product.baseline.emplace().revenue = Money{1'000'000};
        products.push_back(std::move(product));
    }
    return products;
}

std::set<std::string> files_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

std::optional<FailureCode> failure_of(const std::filesystem::path& folder) {
    const auto loaded = load_current(folder);
    return loaded ? std::nullopt : std::optional{loaded.error().code};
}

TEST(LocalStore, LoadsWhatItStored) {
    const ScratchFolder folder;
    EXPECT_EQ(failure_of(folder.path()), FailureCode::missing);
    EXPECT_EQ(store_goods(folder.path(), goods(1000)), 1);
    const auto catalog = load_current(folder.path());
    ASSERT_TRUE(catalog);
    EXPECT_EQ((*catalog)->version(), 1);
    EXPECT_EQ((*catalog)->products(), goods(1000));
    EXPECT_EQ(
        files_in(folder.path()), (std::set<std::string>{"catalog-000001.db", "catalog.current"})
    );
}

TEST(LocalStore, ChangesNothingForTheSameGoods) {
    const ScratchFolder folder;
    EXPECT_EQ(store_goods(folder.path(), goods(1000)), 1);
    const auto before = std::filesystem::last_write_time(folder.path() / "catalog.current");
    EXPECT_EQ(store_goods(folder.path(), goods(1000)), 1);
    EXPECT_EQ(std::filesystem::last_write_time(folder.path() / "catalog.current"), before);
    EXPECT_EQ(store_goods(folder.path(), goods(1001)), 2);
}

TEST(LocalStore, KeepsTheCatalogueBeforeAndNoOlderOne) {
    const ScratchFolder folder;
    for (std::int64_t price = 1; price <= 4; ++price) {
        EXPECT_EQ(store_goods(folder.path(), goods(price)), price);
    }
    EXPECT_EQ(
        files_in(folder.path()),
        (std::set<std::string>{"catalog-000003.db", "catalog-000004.db", "catalog.current"})
    );
}

TEST(LocalStore, StoresNoGoodsToo) {
    const ScratchFolder folder;
    EXPECT_EQ(store_goods(folder.path(), {}), 1);
    EXPECT_EQ((*load_current(folder.path()))->size(), 0U);
}

TEST(LocalStore, FindsEveryChangedByteThatMatters) {
    const ScratchFolder folder;
    ASSERT_TRUE(store_goods(folder.path(), goods(1000)));
    const auto path = folder.path() / "catalog-000001.db";
    std::string bytes;
    {
        std::ifstream file{path, std::ios::binary};
        bytes.assign(std::istreambuf_iterator<char>{file}, {});
    }
    int found = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 7) {
        std::string bad = bytes;
        bad[i] = static_cast<char>(bad[i] ^ 0x10);
        folder.write("catalog-000001.db", bad);
        const auto catalog = load_current(folder.path());
        if (catalog) { // a byte of the file that nothing stands in
            EXPECT_EQ((*catalog)->products(), goods(1000)) << "byte " << i;
        } else {
            ++found;
        }
    }
    EXPECT_GT(found, 100);
}

TEST(LocalStore, RefusesForeignNewerMissingAndMisnamedFiles) {
    const ScratchFolder folder;
    ASSERT_TRUE(store_goods(folder.path(), goods(1000)));
    folder.write("catalog.current", "../../etc/passwd\n");
    EXPECT_EQ(failure_of(folder.path()), FailureCode::corrupt);
    folder.write("catalog.current", "catalog-1.db\n");
    EXPECT_EQ(failure_of(folder.path()), FailureCode::corrupt);
    folder.write("catalog.current", "catalog-000009.db\n");
    EXPECT_TRUE(failure_of(folder.path()));
    std::filesystem::copy_file(
        folder.path() / "catalog-000001.db", folder.path() / "catalog-000009.db"
    );
    EXPECT_EQ(failure_of(folder.path()), FailureCode::corrupt); // it says that it is 1
    folder.write("catalog-000009.db", "this is not a database at all, but long enough to be one");
    EXPECT_EQ(failure_of(folder.path()), FailureCode::foreign);
    folder.write("catalog-000009.db", "");
    EXPECT_EQ(failure_of(folder.path()), FailureCode::foreign);
    folder.write("catalog.current", "catalog-000001.db\n");
    EXPECT_FALSE(failure_of(folder.path()));
}

TEST(LocalStore, NeverGivesAVersionAgainWhenThePointerIsLost) {
    const ScratchFolder folder;
    ASSERT_EQ(store_goods(folder.path(), goods(1)), 1);
    ASSERT_EQ(store_goods(folder.path(), goods(2)), 2);
    std::filesystem::remove(folder.path() / "catalog.current");
    EXPECT_EQ(store_goods(folder.path(), goods(2)), 3);
    EXPECT_EQ((*load_current(folder.path()))->version(), 3);
}

TEST(LocalStore, SaysThatAFolderIsMissing) {
    const ScratchFolder folder;
    EXPECT_EQ(store_goods(folder.path() / "none", goods(1)).error().code, FailureCode::missing);
}

/// Runs `work` in a process of its own; the exit status of wait().
template <class Work>
int in_child(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

TEST(LocalStore, KilledAtAnyStepLeavesTheOldOrTheNewCatalogueWhole) {
    for (const auto last : {StoreStep::staged, StoreStep::read_back, StoreStep::swapped}) {
        const ScratchFolder folder;
        ASSERT_EQ(store_goods(folder.path(), goods(1000)), 1);
        const int status = in_child([&] {
            static_cast<void>(store_goods(folder.path(), goods(2000), [&](StoreStep step) {
                if (step == last) {
                    kill(getpid(), SIGKILL);
                }
            }));
        });
        ASSERT_TRUE(WIFSIGNALED(status));
        const auto catalog = load_current(folder.path());
        ASSERT_TRUE(catalog);
        const bool is_new = last == StoreStep::swapped;
        EXPECT_EQ((*catalog)->products(), goods(is_new ? 2000 : 1000));
        // The next try clears up and ends as if nothing had happened.
        EXPECT_EQ(store_goods(folder.path(), goods(2000)), 2);
        EXPECT_EQ((*load_current(folder.path()))->products(), goods(2000));
    }
}

TEST(LocalStore, AFullDiskAtAnyByteLeavesTheOldCatalogueSelling) {
    const auto many = goods(5000, 200);
    int failures = 0;
    for (rlim_t bytes = 0; bytes < 163'840; bytes += 5000) {
        const ScratchFolder folder;
        ASSERT_EQ(store_goods(folder.path(), goods(1000)), 1);
        const int status = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN); // writing beyond the limit fails as on a full disk
            const rlimit limit{bytes, bytes};
            setrlimit(RLIMIT_FSIZE, &limit);
            _exit(store_goods(folder.path(), many) ? 0 : 4);
        });
        ASSERT_TRUE(WIFEXITED(status));
        const auto catalog = load_current(folder.path());
        ASSERT_TRUE(catalog) << catalog.error().what;
        if (WEXITSTATUS(status) == 0) {
            EXPECT_EQ((*catalog)->products(), many);
            continue;
        }
        ++failures;
        EXPECT_EQ((*catalog)->products(), goods(1000)) << "limit " << bytes;
        EXPECT_EQ(
            files_in(folder.path()), (std::set<std::string>{"catalog-000001.db", "catalog.current"})
        );
    }
    EXPECT_GT(failures, 5);
}

} // namespace
} // namespace ocop::catalog_sync
