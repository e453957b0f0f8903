#include "pos/compose/paper_desk.hpp"
#include "pos/compose/paper_files.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"
#include "tests/shell/shop_day.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

namespace ocop::compose {
namespace {

using catalog_sync::ScratchFolder;
using testing::Shop;

/// A shop without a printer that files its papers as PDF, from when it is told to.
class PaperFilesTest : public ::testing::Test {
protected:
    PaperFilesTest() {
        shop.open();
        start();
    }

    void start() {
        desk.reset();
        desk = std::make_unique<PaperDesk>(PaperDeskParts{scratch.path(), Language::en, {}, {}});
    }

    /// Starts the program again.
    FiledLate start_again() {
        start();
        auto filed = desk->file_missed(shop.journal, nullptr);
        EXPECT_TRUE(filed) << filed.error().what;
        return filed.value_or(FiledLate{});
    }

    void set_filing(const std::string& value) {
        ASSERT_EQ(
            shop.code_of(
                R"({"do":"settings","key":"receipt.file","value":")" + value
                + R"(","approver":"hoa","approver_pin":"1234"})"
            ),
            "ok"
        );
    }

    /// The receipt's number.
    std::string sell(bool files = true) {
        shop.paper.clear();
        shop.ask(R"({"do":"scan","code":"QNA-002"})");
        const Json sold = shop.ask(R"({"do":"pay","tender":"cash","amount":50000})");
        for (const PaperEffect& effect : shop.paper) {
            if (files) {
                EXPECT_TRUE(desk->carry_out(effect, shop.journal.ledger(), nullptr));
            }
        }
        return sold["sale"].get<std::string>();
    }

    [[nodiscard]] std::filesystem::path pdf(const std::string& number) const {
        return filed_path(scratch.path(), number);
    }

    [[nodiscard]] bool is_whole(const std::string& number) const {
        std::ifstream file{pdf(number), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
        return bytes.starts_with("%PDF-") && bytes.find("%%EOF") != std::string::npos;
    }

    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> found;
        std::error_code none;
        for (const auto& file :
             std::filesystem::directory_iterator{scratch.path() / "receipts", none}) {
            found.insert(file.path().filename().string());
        }
        return found;
    }

    const ScratchFolder scratch;
    Shop shop{};
    std::unique_ptr<PaperDesk> desk{};
};

TEST_F(PaperFilesTest, MakesAtTheNextStartWhatIsMissingOrWasCutOff) {
    set_filing("pdf");
    const std::string whole = sell();
    const std::string lost = sell(false);
    const std::string empty = sell();
    const std::string cut = sell();
    const auto before = std::filesystem::last_write_time(pdf(whole));
    std::filesystem::resize_file(pdf(empty), 0);
    std::filesystem::resize_file(pdf(cut), std::filesystem::file_size(pdf(cut)) / 2);
    std::ofstream{pdf(lost).string() + ".ocop-a1B2c3"} << "%PDF-1.3";
    const FiledLate filed = start_again();
    EXPECT_EQ(filed.made, 3);
    EXPECT_EQ(filed.failed, 0);
    EXPECT_FALSE(filed.more);
    for (const std::string& number : {whole, lost, empty, cut}) {
        EXPECT_TRUE(is_whole(number)) << number;
    }
    EXPECT_EQ(std::filesystem::last_write_time(pdf(whole)), before) << "it was right";
    EXPECT_EQ(
        names(),
        (std::set<std::string>{whole + ".pdf", lost + ".pdf", empty + ".pdf", cut + ".pdf", "last"})
    );
    EXPECT_THAT(words(filed, Language::en), ::testing::HasSubstr("3 PDFs"));
    EXPECT_EQ(start_again().made, 0);
    EXPECT_EQ(words(start_again(), Language::vi), "");
}

TEST_F(PaperFilesTest, FilesZReportsToo) {
    set_filing("pdf");
    sell();
    shop.paper.clear();
    ASSERT_EQ(shop.code_of(R"({"do":"close-shift","counted":{}})"), "ok");
    EXPECT_EQ(start_again().made, 1);
    EXPECT_THAT(names(), ::testing::Contains(::testing::EndsWith("-Z-1.pdf")));
}

TEST_F(PaperFilesTest, FilesWhatWouldHaveBeenFiledAtItsTime) {
    set_filing("pdf");
    const std::string number = sell();
    std::ifstream first{pdf(number), std::ios::binary};
    const std::string before{std::istreambuf_iterator<char>{first}, {}};
    std::filesystem::remove(pdf(number));
    EXPECT_EQ(start_again().made, 1);
    std::ifstream again{pdf(number), std::ios::binary};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{again}, {}}), before);
}

TEST_F(PaperFilesTest, LeavesAloneWhatWasSoldBeforeItWasToFile) {
    sell();
    EXPECT_EQ(start_again().made, 0);
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "receipts"));
    set_filing("pdf");
    const std::string filed = sell(false);
    EXPECT_EQ(start_again().made, 1);
    set_filing("");
    sell();
    EXPECT_EQ(start_again().made, 0);
    set_filing("pdf");
    const std::string later = sell(false);
    EXPECT_EQ(start_again().made, 1);
    EXPECT_EQ(names(), (std::set<std::string>{filed + ".pdf", later + ".pdf", "last"}));
}

TEST_F(PaperFilesTest, MakesTheNewestFirstAndTheRestAtTheNextStart) {
    set_filing("pdf");
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < unfiled_max + 3; ++i) {
        numbers.push_back(sell(false));
    }
    const FiledLate first = start_again();
    EXPECT_EQ(first.made, static_cast<std::int64_t>(unfiled_max));
    EXPECT_TRUE(first.more);
    EXPECT_TRUE(is_whole(numbers.back()));
    EXPECT_FALSE(is_whole(numbers.front()));
    EXPECT_THAT(words(first, Language::en), ::testing::HasSubstr("the next start"));
    EXPECT_EQ(start_again().made, 3);
    EXPECT_TRUE(is_whole(numbers.front()));
    EXPECT_EQ(start_again().made, 0);
}

TEST_F(PaperFilesTest, LooksAgainAtTheNextStartWhereOneCouldNotBeMade) {
    set_filing("pdf");
    const std::string number = sell();
    EXPECT_EQ(start_again().made, 0);
    const std::string next = sell(false);
    std::filesystem::create_directories(pdf(next) / "in the way");
    EXPECT_EQ(start_again().failed, 1);
    std::filesystem::remove_all(pdf(next));
    EXPECT_EQ(start_again().made, 1);
    EXPECT_TRUE(is_whole(next));
}

TEST_F(PaperFilesTest, RemovesOnlyWhatACutOffWritingLeft) {
    set_filing("pdf");
    sell();
    for (const char* name :
         {"a.pdf.ocop-a1B2c3", "a.pdf.ocop-backup1", "notes.txt", ".ocop-a1B2c3"}) {
        std::ofstream{scratch.path() / "receipts" / name} << "x";
    }
    start_again();
    EXPECT_THAT(names(), ::testing::Not(::testing::Contains("a.pdf.ocop-a1B2c3")));
    EXPECT_THAT(
        names(), ::testing::IsSupersetOf({"a.pdf.ocop-backup1", "notes.txt", ".ocop-a1B2c3"})
    );
}

} // namespace
} // namespace ocop::compose
