#include "pos/compose/paper_desk.hpp"
#include "pos/compose/printer_settings.hpp"
#include "pos/compose/shop_papers.hpp"
#include "pos/compose/test_page.hpp"
#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <system_error>
#include <variant>

namespace ocop::compose {
namespace {

using testing::Shop;

/// A shop whose printer is a folder, and its paper desk.
class PaperDeskTest : public ::testing::Test {
protected:
    PaperDeskTest() {
        std::string pattern = ::testing::TempDir() + "ocop-paper-XXXXXX";
        folder = mkdtemp(pattern.data());
        shop.open();
        open();
    }

    ~PaperDeskTest() override {
        desk.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    /// Starts the program, again if it ran before.
    void open() {
        desk.reset();
        told = {};
        news = std::make_shared<BoundedQueue<devices::PrintStatus>>(10'000U);
        desk = std::make_unique<PaperDesk>(PaperDeskParts{
            folder,
            Language::vi,
            [queue = news](const devices::PrintStatus& status) {
                static_cast<void>(queue->push(devices::PrintStatus{status}));
            },
            {}});
    }

    [[nodiscard]] Ledger ledger(const std::string& printer = "folder") const {
        return Shop::with(shop.journal.ledger(), {{"printer", printer}});
    }

    void sell() {
        shop.paper.clear();
        shop.ask(R"({"do":"scan","code":"QNA-002"})");
        ASSERT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":50000})"), "ok");
    }

    void wait(const std::function<bool(const devices::PrintStatus&)>& is_it) {
        while (!is_it(told)) {
            auto status = news->pop_for(std::chrono::seconds{20});
            ASSERT_TRUE(status) << "never told";
            told = std::move(*status);
        }
    }

    [[nodiscard]] std::set<std::string> printed() const {
        std::set<std::string> names;
        std::error_code none;
        for (const auto& file : std::filesystem::directory_iterator{folder / "printed", none}) {
            names.insert(file.path().filename().string());
        }
        return names;
    }

    Shop shop{};
    std::filesystem::path folder{};
    std::shared_ptr<BoundedQueue<devices::PrintStatus>> news{};
    devices::PrintStatus told{};
    std::unique_ptr<PaperDesk> desk{};
};

TEST_F(PaperDeskTest, PrintsAReceiptAndOpensTheDrawer) {
    sell();
    ASSERT_EQ(shop.paper.size(), 2U);
    for (const PaperEffect& effect : shop.paper) {
        ASSERT_TRUE(desk->carry_out(effect, ledger(), nullptr));
    }
    wait([](const devices::PrintStatus& status) { return status.done == 2; });
    const auto names = printed();
    ASSERT_EQ(names.size(), 2U);
    EXPECT_TRUE(std::filesystem::is_empty(folder / "print-queue") || told.offered.empty());
}

TEST_F(PaperDeskTest, PrintsAReceiptOfFiveHundredLines) {
    sell();
    const auto receipt =
        std::find_if(shop.paper.begin(), shop.paper.end(), [](const PaperEffect& effect) {
            return std::holds_alternative<PrintReceipt>(effect);
        });
    ASSERT_NE(receipt, shop.paper.end());
    Record& record = std::get<PrintReceipt>(*receipt).record;
    auto sale = read_sale(record);
    ASSERT_TRUE(sale);
    SaleLine line = sale->lines.at(0);
    line.name = "Mật ong hoa rừng Tây Giang đóng chai thủy tinh loại đặc biệt";
    line.lot = "L2026-11";
    line.discount = Money{1'000};
    line.trace_url = "https://truyxuat.example.vn/san-pham/mat-ong-hoa-rung-tay-giang";
    sale->lines.assign(500, line);
    record.body = RecordBody{*sale};
    ASSERT_TRUE(desk->carry_out(*receipt, ledger(), nullptr));
    wait([](const devices::PrintStatus& status) { return status.done == 1; });
    EXPECT_EQ(printed().size(), 1U);
}

TEST_F(PaperDeskTest, SendsNoPulseToAModelWithoutADrawerAndSaysSo) {
    const auto set = [this](const char* drawer) {
        return Shop::with(
            ledger(), {{"printer.model", "bixolon-spp-58"}, {"printer.drawer", drawer}}
        );
    };
    sell();
    for (const PaperEffect& effect : shop.paper) {
        ASSERT_TRUE(desk->carry_out(effect, set("off"), nullptr));
    }
    wait([](const devices::PrintStatus& status) { return status.done == 1; });
    EXPECT_EQ(told.drawer, std::nullopt) << "the shop said so itself";
    const PaperEffect drawer{OpenDrawer{}};
    ASSERT_TRUE(desk->carry_out(drawer, set(""), nullptr));
    wait([](const devices::PrintStatus& status) { return status.drawer.has_value(); });
    EXPECT_EQ(told.drawer, PrintTrouble::no_drawer);
    EXPECT_EQ(printed().size(), 1U);
    ASSERT_TRUE(desk->carry_out(drawer, set("2"), nullptr));
    wait([](const devices::PrintStatus& status) { return status.done == 2; });
    EXPECT_EQ(printed().count("000002-drawer"), 1U) << "what is set comes before the model";
    EXPECT_EQ(told.drawer, std::nullopt);
}

// A full disk, or as here a file in the folder's place: the customer gets the paper all the same.
TEST_F(PaperDeskTest, PrintsAgainThoughItsPdfCannotBeKept) {
    sell();
    const auto filing = Shop::with(ledger(), {{"receipt.file", "pdf"}});
    std::ofstream{folder / "receipts"} << "in the way";
    const auto& record = shop.journal.records.back();
    const auto document = paper_of(record, filing, nullptr, Language::vi, Copy::reprint);
    ASSERT_TRUE(document);
    const auto done = desk->print(*document, "A-reprint", filing);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, FailureCode::wrong_kind);
    EXPECT_EQ(done.error().where, (folder / "receipts").string());
    wait([](const devices::PrintStatus& status) { return status.done == 1; });
    EXPECT_EQ(printed().size(), 1U);
}

TEST_F(PaperDeskTest, OffersASaleThatACrashKeptFromTheQueueAndNoOther) {
    ASSERT_TRUE(desk->catch_up(shop.journal, ledger(), nullptr));
    sell();
    for (const PaperEffect& effect : shop.paper) {
        ASSERT_TRUE(desk->carry_out(effect, ledger(), nullptr));
    }
    wait([](const devices::PrintStatus& status) { return status.done == 2; });
    sell(); // on disk, but the program ends before its paper
    open();
    ASSERT_TRUE(desk->catch_up(shop.journal, ledger(), nullptr));
    wait([](const devices::PrintStatus& status) { return status.offered.size() == 1; });
    EXPECT_EQ(told.offered[0].name, shop.journal.records.back().body.json()["sale"]);
    EXPECT_FALSE(told.offered[0].may_be_out);
    EXPECT_EQ(printed().size(), 2U) << "nothing prints by itself";
    ASSERT_TRUE(desk->service().choose(told.offered[0].id, devices::PrintChoice::start_again));
    wait([](const devices::PrintStatus& status) { return status.done == 1; });
    EXPECT_EQ(printed().size(), 3U);
}

TEST_F(PaperDeskTest, OffersNothingOfTheTimeBeforeThereWasAPrinter) {
    sell();
    ASSERT_TRUE(desk->catch_up(shop.journal, ledger(""), nullptr));
    ASSERT_TRUE(desk->carry_out(shop.paper[0], ledger(""), nullptr));
    open();
    ASSERT_TRUE(desk->catch_up(shop.journal, ledger(), nullptr));
    sell();
    ASSERT_TRUE(desk->carry_out(shop.paper[0], ledger(), nullptr));
    wait([](const devices::PrintStatus& status) { return status.done == 1; });
    EXPECT_TRUE(told.offered.empty());
}

TEST_F(PaperDeskTest, EverythingPrintedHasAFormThatSaysItIsAReprint) {
    sell();
    shop.ask(R"({"do":"close-shift","counted":{}})");
    int papers = 0;
    for (const Record& record : shop.journal.records) {
        if (record.kind != "sale" && record.kind != "shift-close") {
            EXPECT_FALSE(paper_of(record, ledger(), nullptr, Language::vi, Copy::first));
            continue;
        }
        ++papers;
        EXPECT_FALSE(paper_name(record, ledger()).empty());
        const auto first = paper_of(record, ledger(), nullptr, Language::vi, Copy::first);
        const auto again = paper_of(record, ledger(), nullptr, Language::vi, Copy::reprint);
        ASSERT_TRUE(first && again);
        const auto marks = [](const receipts::Document& document) {
            int count = 0;
            for (const receipts::Block& block : document.blocks) {
                const auto* const text = std::get_if<receipts::Text>(&block);
                count += text != nullptr && text->text == "BẢN IN LẠI" ? 1 : 0;
            }
            return count;
        };
        EXPECT_EQ(marks(*first), 0);
        EXPECT_GE(marks(*again), 1) << "at the top and at the foot";
    }
    EXPECT_EQ(papers, 2);
}

/// What a Z report says of the last receipt, as its row.
std::string last_receipt_on(const Record& closed, const Ledger& ledger) {
    const auto document = paper_of(closed, ledger, nullptr, Language::vi, Copy::first);
    EXPECT_TRUE(document);
    bool heard = false;
    for (const receipts::Block& block : document->blocks) {
        const auto* const text = std::get_if<receipts::Text>(&block);
        heard = heard || (text != nullptr && text->text == "Số cuối đã dùng");
        const auto* const table = std::get_if<receipts::Table>(&block);
        if (heard && table != nullptr) {
            return table->rows.front().back();
        }
    }
    return {};
}

TEST_F(PaperDeskTest, AZReportSaysTheNumbersOfItsCloseHoweverLateItIsPrinted) {
    sell();
    sell();
    shop.ask(R"({"do":"close-shift","counted":{}})");
    const Record closed = shop.journal.records.back();
    ASSERT_EQ(closed.kind, "shift-close");
    shop.ask(R"({"do":"open-shift","float":0})");
    sell();
    ASSERT_EQ(ledger().receipts, 3);
    EXPECT_EQ(last_receipt_on(closed, ledger()), "T-01-1-000002");
    const auto same = with_numbers_in_use(shop.journal, closed);
    ASSERT_TRUE(same);
    EXPECT_EQ(same->body, closed.body) << "what the record says is not counted again";
    // As an older program closed the shift: the numbers follow from the records up to it.
    Json body = closed.body.json();
    body.erase("in_use");
    Record old = closed;
    old.body = RecordBody{std::move(body)};
    EXPECT_EQ(last_receipt_on(old, ledger()), "");
    const auto counted = with_numbers_in_use(shop.journal, old);
    ASSERT_TRUE(counted);
    EXPECT_EQ(last_receipt_on(*counted, ledger()), "T-01-1-000002");
}

TEST(TestPage, FitsBothPapersInBothLanguages) {
    for (const int paper_mm : {58, 80}) {
        for (const Language language : {Language::vi, Language::en}) {
            TestPageFacts facts;
            facts.address = "usb:04b8:0e15:J5KF012@1-2";
            facts.language = language;
            facts.profile = *receipts::generic_profile(paper_mm);
            const auto page = test_page(facts);
            ASSERT_TRUE(page) << page.error().what;
            EXPECT_GT(page->size(), 10'000U);
            EXPECT_LT(page->size(), 200'000U);
        }
    }
}

TEST(TestPage, AddsASlipInEachCodePageTheModelHas) {
    TestPageFacts facts;
    const auto slips = [&](const char* model) {
        facts.profile = *receipts::find_profile(model);
        facts.code_pages = false;
        const std::string page = test_page(facts).value();
        facts.code_pages = true;
        const std::string all = test_page(facts).value();
        EXPECT_EQ(all.substr(0, page.size()), page);
        return all.substr(page.size());
    };
    const std::string epson = slips("epson-tm-t20");
    EXPECT_NE(epson.find("\x1B\x74\x34"), std::string::npos) << "table 52";
    EXPECT_NE(epson.find("printer.encoding cp1258"), std::string::npos);
    EXPECT_NE(epson.find("\x1B\x74\x1E"), std::string::npos) << "table 30";
    EXPECT_NE(epson.find("printer.encoding tcvn3"), std::string::npos);
    EXPECT_NE(epson.find("8934563138165\x1D(k"), std::string::npos) << "the printer draws a QR";
    const std::string zjiang = slips("zjiang-58");
    EXPECT_EQ(zjiang.find("tcvn3"), std::string::npos);
    EXPECT_EQ(zjiang.find("\x1D(k"), std::string::npos) << "as dots";
    EXPECT_EQ(slips("xprinter-80"), "");
}

TEST(PrinterSettings, AModelComesBeforeThePaperAndDotsBeforeATableItLacks) {
    Settings settings;
    settings.paper_mm = 58;
    EXPECT_EQ(profile_of(settings).id, "generic-58");
    settings.printer_encoding = "tcvn3";
    EXPECT_EQ(encoding_of(settings), receipts::Encoding::tcvn3);
    settings.printer_model = "xprinter-80";
    EXPECT_EQ(profile_of(settings).dots, 576);
    EXPECT_EQ(encoding_of(settings), receipts::Encoding::raster);
    settings.printer_model = "no such model";
    EXPECT_EQ(profile_of(settings).id, "generic-58");
}

TEST(PrinterSettings, ADrawerOpensAsIsSetElseAsTheModelDoes) {
    Settings settings;
    EXPECT_EQ(drawer_of(settings), receipts::DrawerPulse{});
    settings.drawer = DrawerChoice::pin_five;
    EXPECT_EQ(drawer_of(settings)->pin, receipts::DrawerPin::five);
    EXPECT_EQ(drawer_of(settings)->on_ms, 50);
    settings.drawer = DrawerChoice::off;
    EXPECT_EQ(drawer_of(settings), std::nullopt);
    settings.printer_model = "bixolon-spp-58";
    settings.drawer = DrawerChoice::as_model;
    EXPECT_EQ(drawer_of(settings), std::nullopt);
    settings.drawer = DrawerChoice::pin_two;
    EXPECT_EQ(drawer_of(settings), receipts::DrawerPulse{});
}

} // namespace
} // namespace ocop::compose
