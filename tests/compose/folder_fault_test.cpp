// A disk that stops telling what is in a folder, half-way through it: selling goes on, in words.
// Stands in front of the C library in this one program.
#include "catalog-sync/versioned_files.hpp"
#include "devices/folder_printer.hpp"
#include "devices/print_queue.hpp"
#include "pos/compose/shop_backup.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/shell/folder_entries.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <dlfcn.h>
#include <fstream>

namespace {

int reads_until_failure = -1; // −1: never

/// True if this call is to fail; errno is then set.
bool fails_now() {
    if (reads_until_failure < 0 || reads_until_failure-- > 0) {
        return false;
    }
    reads_until_failure = 0; // a disk that is gone
    errno = EIO;
    return true;
}

template <class Entry>
Entry* next_entry(const char* name, DIR* folder) {
    void* found = dlsym(RTLD_NEXT, name);
    if (found == nullptr) {
        std::abort();
    }
    return fails_now() ? nullptr : reinterpret_cast<Entry* (*)(DIR*)>(found)(folder);
}

} // namespace

extern "C" {

dirent* readdir(DIR* folder) {
    return next_entry<dirent>("readdir", folder);
}

dirent64* readdir64(DIR* folder) {
    return next_entry<dirent64>("readdir64", folder);
}

} // extern "C"

namespace ocop::compose {
namespace {

using catalog_sync::ScratchFolder;

/// The disk gives `entries` names of a folder, and then no more.
class FailingFolders {
public:
    explicit FailingFolders(int entries) { reads_until_failure = entries; }

    ~FailingFolders() { reads_until_failure = -1; }

    FailingFolders(const FailingFolders&) = delete;
    FailingFolders& operator=(const FailingFolders&) = delete;
};

/// A folder with five files, one of them called `name`.
void fill(const std::filesystem::path& folder, const std::string& name) {
    std::filesystem::create_directories(folder);
    for (const char* other : {"000001-a", "000002-b", "000003-c", "000004-d"}) {
        std::ofstream{folder / other} << "x";
    }
    std::ofstream{folder / name} << "x";
}

constexpr int entries_in_all = 7; // with . and ..

TEST(FolderFault, IsToldAndNoHalfListIsTakenForAllOfIt) {
    const ScratchFolder scratch;
    fill(scratch.path(), "e");
    for (int entries = 0; entries <= entries_in_all; ++entries) {
        const FailingFolders failing{entries};
        const auto listed = entries_of(scratch.path());
        ASSERT_FALSE(listed.has_value()) << entries;
        EXPECT_EQ(listed.error().code, FailureCode::disk_error);
        EXPECT_EQ(listed.error().where, scratch.path().string());
    }
    EXPECT_EQ(entries_of(scratch.path())->size(), 5U);
    EXPECT_EQ(entries_of(scratch.path() / "none").error().code, FailureCode::missing);
}

TEST(FolderFault, OfThePrintersFolderIsAPrintersFaultAndTheNextJobComesOut) {
    for (int entries = 0; entries < entries_in_all; ++entries) {
        const ScratchFolder scratch;
        fill(scratch.path() / "paper", "000009-e");
        devices::FolderPrinter printer{scratch.path() / "paper"};
        {
            const FailingFolders failing{entries};
            const auto begun = printer.begin(JobKind::paper, "receipt", {});
            ASSERT_FALSE(begun.has_value()) << entries;
            EXPECT_EQ(begun.error().trouble, PrintTrouble::file);
        }
        ASSERT_TRUE(printer.begin(JobKind::paper, "receipt", {}).has_value());
        ASSERT_TRUE(printer.end(std::chrono::milliseconds{1}, {}).has_value());
        // Behind all that lies there: no paper is written over.
        EXPECT_TRUE(std::filesystem::exists(scratch.path() / "paper" / "000010-receipt.escpos"));
    }
}

TEST(FolderFault, OfTheQueueFailsItsOpeningAndLosesNoJob) {
    const ScratchFolder scratch;
    {
        auto queue = devices::PrintQueue::open(scratch.path());
        ASSERT_TRUE(queue && queue->put({"a", 1, "first", "again"}));
        ASSERT_TRUE(queue->put({"b", 2, "first", "again"}));
    }
    for (int entries = 0; entries < 4; ++entries) {
        const FailingFolders failing{entries};
        const auto queue = devices::PrintQueue::open(scratch.path());
        ASSERT_FALSE(queue.has_value()) << entries;
        EXPECT_EQ(queue.error().code, FailureCode::disk_error);
    }
    EXPECT_EQ(devices::PrintQueue::open(scratch.path())->jobs().size(), 2U);
}

TEST(FolderFault, OfTheCataloguesFolderIsAFailureAndNoException) {
    const ScratchFolder scratch;
    fill(scratch.path(), "catalog-000001.db");
    const catalog_sync::VersionedFiles files{scratch.path(), "catalog"};
    {
        const FailingFolders failing{2};
        EXPECT_EQ(files.highest().error().code, FailureCode::disk_error);
    }
    EXPECT_EQ(files.highest(), 1);
}

NewStore told() {
    NewStore told;
    told.province = "QNA";
    told.point = "QNA-HOIAN-01";
    told.name = "OCOP Hội An";
    told.district = "Hội An";
    told.training = true;
    told.at = *parse_moment("2026-11-20T09:00:00+07:00");
    return told;
}

TEST(FolderFault, OfTheDataFolderIsNoReasonNotToOpenTheShop) {
    const ScratchFolder scratch;
    ASSERT_TRUE(init_store(scratch.path() / "shop", told()));
    const FailingFolders failing{1};
    const auto shop = ShopStore::open(scratch.path() / "shop", store::Use::write, Language::vi);
    EXPECT_TRUE(shop.has_value()) << shop.error().what;
}

TEST(TemporaryFolder, ThatIsNotThereClosesNoShopAndRefusesNoBackup) {
    const ScratchFolder scratch;
    ASSERT_TRUE(init_store(scratch.path() / "shop", told()));
    const char* before = std::getenv("TMPDIR");
    const std::string kept = before != nullptr ? before : "/tmp";
    ::setenv("TMPDIR", (scratch.path() / "none").c_str(), 1);
    const auto shop = ShopStore::open(scratch.path() / "shop", store::Use::write, Language::vi);
    BackupChoice choice;
    choice.target = scratch.path() / "backup";
    const auto done = back_up(scratch.path() / "shop", choice);
    ::setenv("TMPDIR", kept.c_str(), 1);
    EXPECT_TRUE(shop.has_value());
    EXPECT_TRUE(done.has_value());
}

} // namespace
} // namespace ocop::compose
