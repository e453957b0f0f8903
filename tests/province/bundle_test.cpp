#include "tests/province/bundles.hpp"
#include "tests/signing/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::province {
namespace {

using ::testing::HasSubstr;

TEST(BundleRange, BeginsAfterTheLastRecordExportedAndEndsAtTheNewest) {
    const Point point;
    const auto source = point.journal.source();
    EXPECT_EQ(bundle_range(Day{2026, 11, 1}, Day{2026, 11, 30}, source), (SeqRange{4, 7}));
    EXPECT_EQ(bundle_range(november, november, source), (SeqRange{4, 7}));
}

TEST(BundleRange, BeginsAtZeroWhereNothingWasExported) {
    report::TestJournal journal{report::hoi_an()};
    journal.genesis(report::noon(october));
    journal.append("no-sale", report::noon(november), Json::object());
    EXPECT_EQ(bundle_range(november, november, journal.source()), (SeqRange{0, 1}));
}

TEST(BundleRange, BeginsAtTheFirstOfAPeriodThatWasExportedBefore) {
    const Point point;
    const auto source = point.journal.source();
    EXPECT_EQ(bundle_range(october, october, source), (SeqRange{2, 7}))
        << "genesis and the first user are older than the period";
}

TEST(BundleRange, HoldsWhatWasSoldAfterAnEveningsExportAndBehindAWrongClock) {
    Point point;
    // The evening's export of the 2nd, a sale later that evening, one with the clock a year behind.
    point.journal.append("export", report::noon(november), {{"first_seq", 4}, {"last_seq", 7}});
    point.journal.sale(
        report::noon(november), {report::line_of("A", Quantity{1000}, Money{1'000})}
    );
    point.journal.sale(
        report::noon(Day{2025, 11, 3}), {report::line_of("A", Quantity{1000}, Money{1'000})}
    );
    point.journal.append("no-sale", report::noon(november.plus_days(1)), Json::object());
    const Day next = november.plus_days(1);
    EXPECT_EQ(bundle_range(next, next, point.journal.source()), (SeqRange{8, 11}));
}

TEST(BundleRange, OfAPeriodWithoutARecordIsWhatWasNotExportedYetAndAtLeastTheNewest) {
    Point point;
    const Day later{2026, 12, 1};
    EXPECT_EQ(bundle_range(later, later, point.journal.source()), (SeqRange{4, 7}));
    point.journal.append("export", report::noon(later), {{"first_seq", 4}, {"last_seq", 7}});
    EXPECT_EQ(
        bundle_range(october.plus_days(-90), later.plus_days(-60), point.journal.source()),
        (SeqRange{8, 8})
    );
}

TEST(BundleRange, TrustsNoExportRecordThatClaimsMoreThanThereWas) {
    Point point;
    point.journal.append("export", report::noon(november), {{"first_seq", 4}, {"last_seq", 900}});
    const Day later{2026, 12, 1};
    EXPECT_EQ(bundle_range(later, later, point.journal.source()), (SeqRange{8, 8}));
}

TEST(BundleRange, IsNoneOfAJournalWithoutRecords) {
    const report::TestJournal journal{report::hoi_an()};
    EXPECT_EQ(bundle_range(october, november, journal.source()), std::nullopt);
}

TEST(Bundle, IsNamedAfterTheTillAndItsRecords) {
    EXPECT_EQ(bundle_name("QNA-HOIAN-01-1", {4, 6}), "revenue-QNA-HOIAN-01-1-4-6.zip");
}

TEST(Bundle, HoldsTheFiveFilesOfTheContract) {
    const Point point;
    auto files = read_archive(point.bundle(), bundle_limits);
    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 5u);
    const Json manifest = Json::parse(file_of(*files, manifest_file));
    EXPECT_EQ(manifest.at("till"), "QNA-HOIAN-01-1");
    EXPECT_EQ(manifest.at("public_key"), point.key.public_key().line());
    EXPECT_EQ(manifest.at("first_seq"), 4);
    EXPECT_EQ(manifest.at("last_seq"), 7);
    EXPECT_EQ(manifest.at("prev"), hex(point.journal.records()[3].hash));
    EXPECT_EQ(manifest.at("hash"), hex(point.journal.records()[7].hash));
    EXPECT_EQ(manifest.at("totals").at("revenue"), 162'000);
    EXPECT_EQ(manifest.at("totals").at("vat"), 12'000);
    EXPECT_EQ(manifest.at("totals").at("sales"), 1);
    EXPECT_EQ(manifest.at("totals").at("returns"), 1);
    std::string journal;
    for (std::size_t i = 4; i <= 7; ++i) {
        journal += line_text(point.journal.records()[i]) + "\n";
    }
    EXPECT_EQ(file_of(*files, journal_file), journal);
}

TEST(Bundle, HasAManifestThatTheMinisignToolVerifies) {
    const Point point;
    auto files = read_archive(point.bundle(), bundle_limits);
    ASSERT_TRUE(files);
    const signing::Folder folder{"bundle"};
    folder.write("manifest.json", file_of(*files, manifest_file));
    folder.write("manifest.json.minisig", file_of(*files, signature_file));
    const std::string verify =
        "-V -m " + folder / "manifest.json" + " -P " + point.key.public_key().line();
    EXPECT_TRUE(signing::minisign(verify));
    folder.write("manifest.json", file_of(*files, manifest_file) + " ");
    EXPECT_FALSE(signing::minisign(verify));
}

TEST(Bundle, HoldsAWorkbookWithTheTotalAsANumber) {
    const Point point;
    auto files = read_archive(point.bundle(), bundle_limits);
    ASSERT_TRUE(files);
    auto workbook = read_archive(file_of(*files, xlsx_file), {1'000'000, 10'000'000, 100});
    ASSERT_TRUE(workbook) << "an .xlsx is a zip archive";
    EXPECT_THAT(file_of(*workbook, "xl/worksheets/sheet1.xml"), HasSubstr("<v>162000</v>"));
    EXPECT_THAT(file_of(*workbook, "xl/sharedStrings.xml"), HasSubstr("Doanh thu theo sản phẩm"));
}

TEST(Bundle, IsTheSameEachTimeItIsExported) {
    const Point point;
    EXPECT_EQ(point.bundle(), point.bundle());
}

TEST(Bundle, FailsOnARecordItCannotRead) {
    Point point;
    point.journal.append("sale", report::noon(november), Json{{"sale", 5}});
    const auto bytes = make_bundle(point.request(november, november), point.key);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, FailureCode::corrupt);
    EXPECT_THAT(bytes.error().what, HasSubstr("record 8"));
}

} // namespace
} // namespace ocop::province
