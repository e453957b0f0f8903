#include "tests/province/bundles.hpp"
#include "tests/signing/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::province {
namespace {

using ::testing::HasSubstr;

TEST(BundleRange, BeginsAfterTheLastRecordBeforeThePeriod) {
    const Point point;
    const auto source = point.journal.source();
    EXPECT_EQ(bundle_range(Day{2026, 11, 1}, Day{2026, 11, 30}, source), (SeqRange{4, 6}));
    EXPECT_EQ(bundle_range(november, november, source), (SeqRange{4, 6}));
}

TEST(BundleRange, BeginsAtZeroWhereNothingWasSoldBefore) {
    const Point point;
    const auto source = point.journal.source();
    EXPECT_EQ(bundle_range(october, october, source), (SeqRange{0, 3}))
        << "genesis and the first user are older than the period";
}

TEST(BundleRange, TakesStockForSomethingThatHappened) {
    report::TestJournal journal{report::hoi_an()};
    journal.genesis(report::noon(october));
    journal.append("stock", report::noon(october), Json::object());
    journal.append("no-sale", report::noon(november), Json::object());
    EXPECT_EQ(bundle_range(november, november, journal.source()), (SeqRange{2, 2}));
}

TEST(BundleRange, JoinsSuccessivePeriodsEvenWithSilenceBetween) {
    const Point point;
    const auto source = point.journal.source();
    const auto first = bundle_range(Day{2026, 10, 1}, Day{2026, 10, 31}, source);
    const auto second = bundle_range(Day{2026, 11, 1}, Day{2026, 11, 30}, source);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->last + 1, second->first);
}

TEST(BundleRange, IsEmptyWhereNoRecordLiesWithin) {
    const Point point;
    const auto source = point.journal.source();
    EXPECT_EQ(bundle_range(Day{2026, 12, 1}, Day{2026, 12, 31}, source), std::nullopt);
    EXPECT_EQ(bundle_range(Day{2026, 1, 1}, Day{2026, 1, 31}, source), std::nullopt);
}

TEST(BundleRange, BeginsAtZeroInATrainingStoreWhoseGenesisIsLaterThanItsSales) {
    report::TestJournal journal{report::hoi_an()};
    journal.genesis(report::noon(november));
    journal.sale(report::noon(october), {report::line_of("A", Quantity{1000}, Money{1'000})});
    EXPECT_EQ(bundle_range(october, october, journal.source()), (SeqRange{0, 1}));
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
    EXPECT_EQ(manifest.at("last_seq"), 6);
    EXPECT_EQ(manifest.at("prev"), hex(point.journal.records()[3].hash));
    EXPECT_EQ(manifest.at("hash"), hex(point.journal.records()[6].hash));
    EXPECT_EQ(manifest.at("totals").at("revenue"), 162'000);
    EXPECT_EQ(manifest.at("totals").at("vat"), 12'000);
    EXPECT_EQ(manifest.at("totals").at("sales"), 1);
    EXPECT_EQ(manifest.at("totals").at("returns"), 1);
    std::string journal;
    for (std::size_t i = 4; i <= 6; ++i) {
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
    EXPECT_THAT(bytes.error().what, HasSubstr("record 7"));
}

} // namespace
} // namespace ocop::province
