// An export, on a disk that fails at any moment, once or from then on, and in a program that is
// killed at any moment: its record is in the journal if and only if its files stand, after the next
// opening at the latest.
#include "pos/compose/export_pending.hpp"
#include "pos/compose/revenue_export.hpp"
#include "pos/store/verify.hpp"
#include "tests/catalog-sync/kill_at.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <set>

namespace ocop::compose {
namespace {

using catalog_sync::DiskCalls;
using catalog_sync::ScratchFolder;

const Moment noon = *parse_moment("2026-11-20T12:00:00+07:00");

class ExportOnABadDisk : public ::testing::Test {
protected:
    void SetUp() override {
        NewStore told;
        told.province = "QNA";
        told.point = "QNA-HOIAN-01";
        told.name = "OCOP Hội An";
        told.district = "Hội An";
        told.training = true;
        told.at = noon;
        ASSERT_TRUE(init_store(made(), told));
        const auto shop = ShopStore::open(made(), store::Use::write, Language::vi);
        ASSERT_TRUE((*shop)->journal().append(
            {"settings", noon, {{"key", "shop.name"}, {"value", "Hội An"}}}
        ));
    }

    [[nodiscard]] std::filesystem::path made() const { return scratch.path() / "made"; }

    [[nodiscard]] std::filesystem::path store() const { return scratch.path() / "shop"; }

    [[nodiscard]] std::filesystem::path out() const { return scratch.path() / "far" / "out"; }

    void make_ready() const {
        std::filesystem::remove_all(store());
        std::filesystem::remove_all(scratch.path() / "far");
        std::filesystem::copy(made(), store(), std::filesystem::copy_options::recursive);
    }

    /// In a child: 0 if it was said to be done, 1 if it was said to wait, 2 if not to be done.
    [[nodiscard]] int run() const {
        auto shop = ShopStore::open(store(), store::Use::write, Language::vi);
        if (!shop || !finish_exports(**shop)) {
            return 2;
        }
        const auto exported = export_revenue(
            **shop, {Day{2026, 11, 1}, Day{2026, 11, 30}, out(), noon, 022, Language::vi, {}}
        );
        return exported ? 0 : exported.error().waits ? 1 : 2;
    }

    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator{out(), none}) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }

    /// Opens the store as any program does; how many exports its journal holds.
    [[nodiscard]] std::size_t opened(const std::string& when) const {
        const auto shop = ShopStore::open(store(), store::Use::write, Language::vi);
        EXPECT_TRUE(shop) << when << ": " << shop.error().what;
        if (!shop) {
            return 99;
        }
        const auto finished = finish_exports(**shop);
        EXPECT_TRUE(finished && finished->waiting.empty()) << when;
        std::size_t exports = 0;
        EXPECT_TRUE((*shop)->journal().read(0, -1, [&](const Record& record) {
            exports += record.kind == "export" ? 1U : 0U;
            return true;
        }));
        return exports;
    }

    void expect_all_or_nothing(const std::string& when, std::size_t exports) const {
        ASSERT_LE(exports, 1U) << when;
        EXPECT_EQ(files().size(), exports * 3) << when;
        for (const std::string& name : files()) {
            EXPECT_FALSE(name.ends_with(".part")) << when;
        }
        EXPECT_FALSE(std::filesystem::exists(store() / "export.pending")) << when;
        const auto verdict = store::verify(store(), store::Depth::full, check_signature);
        ASSERT_TRUE(verdict.has_value()) << when;
        EXPECT_FALSE(verdict->fault) << when;
    }

    const ScratchFolder scratch;
};

TEST_F(ExportOnABadDisk, FailingOnceIsDoneOrLeavesNothingThere) {
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(run()); });
    ASSERT_GT(calls, 20);
    for (int nth = 1; nth <= calls; ++nth) {
        const std::string when = "call " + std::to_string(nth);
        make_ready();
        const int exit =
            DiskCalls::fail_at(nth, DiskCalls::Failing::once, EIO, [&] { return run(); });
        ASSERT_LE(exit, 2) << when;
        if (exit == 2) {
            EXPECT_TRUE(files().empty()) << when;
            EXPECT_FALSE(std::filesystem::exists(scratch.path() / "far")) << when;
        }
        const std::size_t exports = opened(when);
        EXPECT_EQ(exports, exit == 2 ? 0U : 1U) << when;
        expect_all_or_nothing(when, exports);
    }
}

TEST_F(ExportOnABadDisk, FailingFromSomeMomentOnIsFinishedOrGoneAtTheNextOpening) {
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(run()); });
    for (int nth = 1; nth <= calls; ++nth) {
        const std::string when = "call " + std::to_string(nth);
        make_ready();
        const int exit = DiskCalls::fail_at(nth, DiskCalls::Failing::from_there_on, ENOSPC, [&] {
            return run();
        });
        ASSERT_LE(exit, 2) << when;
        const std::size_t exports = opened(when);
        if (exit != 2) {
            EXPECT_EQ(exports, 1U) << when;
        }
        expect_all_or_nothing(when, exports);
    }
}

TEST_F(ExportOnABadDisk, KilledAtAnyMomentIsFinishedOrGoneAtTheNextOpening) {
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(run()); });
    std::set<std::size_t> seen;
    for (int nth = 1; nth <= calls; ++nth) {
        const std::string when = "call " + std::to_string(nth);
        make_ready();
        ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(run()); })) << when;
        const std::size_t exports = opened(when);
        expect_all_or_nothing(when, exports);
        seen.insert(exports);
    }
    EXPECT_EQ(seen, (std::set<std::size_t>{0, 1}));
}

TEST_F(ExportOnABadDisk, ALaterExportMakesUpForOneWhoseStickNeverCameBack) {
    make_ready();
    ASSERT_EQ(run(), 0);
    auto pending = PendingExport{out(), 0, {}, {}};
    {
        const auto shop = ShopStore::open(store(), store::Use::write, Language::vi);
        ASSERT_TRUE((*shop)->journal().read(0, -1, [&](const Record& record) {
            if (record.kind == "export") {
                pending.body = record.body.json();
            }
            return true;
        }));
    }
    for (const std::string& name : files()) {
        pending.files.push_back({name, {}}); // other bytes than any file's
    }
    ASSERT_TRUE(write_pending(store(), {pending}));
    EXPECT_EQ(read_pending(store()), std::vector{pending});
    std::filesystem::remove_all(out());
    {
        const auto shop = ShopStore::open(store(), store::Use::write, Language::vi);
        EXPECT_EQ(finish_exports(**shop)->waiting.size(), 1U);
    }
    ASSERT_EQ(run(), 0);
    EXPECT_EQ(files().size(), 3U);
    EXPECT_EQ(read_pending(store()), std::vector<PendingExport>{});
}

TEST(ExportPending, RefusesWhatItDidNotWrite) {
    const ScratchFolder folder;
    for (const char* bad :
         {"",
          "no list",
          "[]",
          R"({"exports":[],"v":2})",
          R"({"exports":[{}],"v":1})",
          R"({"exports":[{"after":0,"body":{},"files":[],"folder":"/x"}],"v":1})",
          R"({"exports":[{"after":0,"body":{},"files":[{"blake2b":"00","name":"x"}],"folder":"/x"}],"v":1})"}) {
        folder.write("export.pending", bad);
        EXPECT_EQ(read_pending(folder.path()).error().code, FailureCode::corrupt) << bad;
    }
    const std::string hash(64, '0');
    for (const char* name : {"../x", "/x", "a/b", ""}) {
        folder.write(
            "export.pending",
            R"({"exports":[{"after":0,"body":{},"files":[{"blake2b":")" + hash + R"(","name":")"
                + name + R"("}],"folder":"/x"}],"v":1})"
        );
        EXPECT_EQ(read_pending(folder.path()).error().code, FailureCode::corrupt) << name;
    }
}

} // namespace
} // namespace ocop::compose
