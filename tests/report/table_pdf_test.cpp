#include "pos/report/revenue.hpp"
#include "pos/report/table_pdf.hpp"
#include "tests/report/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace ocop::report {
namespace {

/// What `pdftotext -layout` reads out of `pdf`.
std::string text_of(const std::string& pdf, const std::string& name) {
    const std::filesystem::path folder{OCOP_BINARY_DIR "/test-artefacts"};
    std::filesystem::create_directories(folder);
    const std::string file = (folder / (name + ".pdf")).string();
    std::ofstream{file, std::ios::binary} << pdf;
    std::string text;
    std::FILE* pipe = popen(("pdftotext -layout '" + file + "' -").c_str(), "r");
    std::array<char, 4096> part{};
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe)) {
        text.append(part.data(), count);
    }
    EXPECT_EQ(pclose(pipe), 0);
    return text;
}

Table by_product() {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(Day{2026, 11, 20}));
    for (int i = 1; i <= 60; ++i) {
        SaleLine line = line_of("QNA-" + std::to_string(100 + i), Quantity{1500}, Money{120'000});
        line.name = "Mắm cá cơm than đặc biệt truyền thống số " + std::to_string(i);
        line.cost_ex_vat = i == 7 ? std::nullopt : std::optional{Money{90'000}};
        line.demonstration = i == 8;
        journal.sale(noon(Day{2026, 11, 20}), {line});
    }
    const RevenueQuery query{
        Day{2026, 11, 20}, Day{2026, 11, 20}, RevenueBy::product, Language::vi, {hoi_an()}};
    return revenue_table(revenue_report(query, journal.source()).value(), Language::vi);
}

TEST(TablePdf, HoldsEveryRowAndTheTotalAsText) {
    const auto fonts = receipts::find_fonts();
    ASSERT_TRUE(fonts) << fonts.error().what;
    const auto pdf = table_pdf(by_product(), *fonts, Moment{1'800'000'000}, Language::vi);
    ASSERT_TRUE(pdf) << pdf.error().what;
    const std::string text = text_of(*pdf, "revenue_by_product");
    EXPECT_THAT(text, testing::HasSubstr("Doanh thu theo sản phẩm"));
    EXPECT_THAT(text, testing::HasSubstr("QNA-101"));
    EXPECT_THAT(text, testing::HasSubstr("QNA-160"));
    EXPECT_THAT(text, testing::HasSubstr("10.800.000")) << "60 × 180.000";
    EXPECT_THAT(text, testing::HasSubstr("minh họa"));
    EXPECT_EQ(table_pdf(by_product(), *fonts, Moment{1'800'000'000}, Language::vi), *pdf);
}

} // namespace
} // namespace ocop::report
