#include "pos/ui/sync_news.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

namespace ocop::ui {
namespace {

using catalog_sync::Changes;
using catalog_sync::SyncResult;
using catalog_sync::SyncStage;
using catalog_sync::SyncState;
using testing::Counter;

/// What the desk asks of the catalogue's threads, kept.
struct Door {
    explicit Door(Counter& counter) {
        CatalogPorts ports;
        ports.sync_now = [this] { ++synced; };
        ports.cancel = [this] { ++canceled; };
        ports.load = [this] { ++loaded; };
        ports.sync_from = [this](const std::filesystem::path& folder) { from.push_back(folder); };
        ports.taken = [this](const std::shared_ptr<const Catalog>& catalog) {
            taken.push_back(catalog->version());
        };
        counter.desk.set_catalog_ports(std::move(ports));
    }

    int synced = 0;
    int canceled = 0;
    int loaded = 0;
    std::vector<std::filesystem::path> from{};
    std::vector<std::int64_t> taken{};
};

SyncState waiting() {
    SyncState state;
    state.phase = SyncState::Phase::waiting;
    state.source = "https://ocop.example/feed/";
    state.next = *parse_moment("2026-11-22T09:30:00+07:00");
    return state;
}

SyncState running(SyncStage stage, std::int64_t bytes, std::int64_t products) {
    SyncState state = waiting();
    state.phase = SyncState::Phase::running;
    state.progress = {stage, bytes, 2'000'000, products, 20'000};
    return state;
}

/// A sync that brought version 43: the sauce dearer, the tea gone, a new one.
SyncState ended_well(const Counter& counter) {
    const Day today = counter.clock.time.day();
    Product sauce = testing::goods()[0];
    Product dearer = sauce;
    dearer.price = Money{130'000};
    const Product tea = testing::goods()[1];
    Changes changes{today, today};
    changes.note(&sauce, &dearer);
    changes.note(&tea, nullptr);
    changes.note(nullptr, &tea);
    SyncState state = waiting();
    SyncResult result;
    result.version = 43;
    result.version_before = 42;
    result.is_new = true;
    result.changes = changes;
    state.ended = result;
    catalog_sync::GoodSync good;
    good.at = counter.clock.time;
    good.version = 43;
    good.published = *parse_moment("2026-11-22T08:00:00+07:00");
    good.expires = *parse_moment("2026-12-22T08:00:00+07:00");
    state.status.good = good;
    return state;
}

NewCatalog version_43(Money price) {
    auto goods = testing::goods();
    goods[1].price = price;
    return {std::make_shared<const Catalog>(43, std::move(goods)), {}};
}

compose::StickFeed stick(std::int64_t version, bool newer) {
    return {"/media/KINGSTON/ocop-feed", "KINGSTON", version, newer ? version - 1 : version, {}};
}

std::vector<CatalogList> lists(const CatalogView& view) {
    std::vector<CatalogList> found;
    for (const CatalogRow& row : view.rows) {
        if (row.choice.kind == CatalogChoice::Kind::list) {
            found.push_back(row.choice.list);
        }
    }
    return found;
}

TEST(CatalogSwap, TakesANewCatalogueUpBetweenSales) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(version_43(Money{50'000}));
    EXPECT_EQ(counter.desk.catalog().version(), 43);
    EXPECT_EQ(door.taken, std::vector<std::int64_t>{43});
    EXPECT_EQ(counter.notice(), "version 43, 7 products");
}

TEST(CatalogSwap, WaitsForTheEndOfASale) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.receive(version_43(Money{50'000}));
    EXPECT_EQ(counter.desk.catalog().version(), 42);
    EXPECT_EQ(counter.view().frame.sync.kind, SyncSign::Kind::waits);
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("20k"); // money was taken
    counter.desk.pay("50k");
    EXPECT_EQ(counter.desk.catalog().version(), 42) << "it is on its way to disk";
    counter.run();
    EXPECT_EQ(counter.desk.catalog().version(), 43);
    EXPECT_EQ(counter.view().receipt->total, "45.000") << "at the price it was scanned at";
    counter.desk.press(Command::confirm);
    counter.desk.scan("QNA-002");
    EXPECT_EQ(counter.view().total.total, "50.000");
}

TEST(CatalogSwap, IsNotedInTheJournalBeforeTheFirstRecordMadeWithIt) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(version_43(Money{50'000}));
    counter.sell_tea();
    const auto& records = counter.journal.records;
    ASSERT_GE(records.size(), 2U);
    EXPECT_EQ(records[records.size() - 2].kind, "catalog");
    EXPECT_EQ(records[records.size() - 2].body.json()["version"], 43);
    EXPECT_EQ(records.back().body.json()["catalog"], 43);
    EXPECT_EQ(counter.screen(), Screen::receipt);
}

TEST(CatalogSwap, KeepsThePricesOfABasketPutAside) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::hold);
    counter.run();
    counter.desk.receive(version_43(Money{50'000}));
    counter.desk.press(Command::recall);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.view().total.total, "45.000");
    counter.desk.press(Command::more);
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
}

TEST(CatalogSwap, KeepsTilesOpenOnTheNewGoods) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.press(Command::goods);
    auto goods = testing::goods();
    goods.erase(goods.begin());
    counter.desk.receive(NewCatalog{std::make_shared<const Catalog>(43, goods), {}});
    const GridView grid = *counter.view().grid;
    EXPECT_EQ(grid.all, 5U);
    EXPECT_EQ(grid.shelves.size(), 4U) << "no spices any more";
}

TEST(CatalogSwap, LoadsWhatASyncBroughtAndWhatAnotherProgramDid) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(ended_well(counter));
    EXPECT_EQ(door.loaded, 1);
    SyncState same = ended_well(counter);
    (*same.ended)->is_new = false; // `ocop catalog sync` took it, or it is ours
    counter.desk.receive(same);
    EXPECT_EQ(door.loaded, 2);
    counter.desk.receive(version_43(Money{50'000}));
    counter.desk.receive(same);
    EXPECT_EQ(door.loaded, 2);
}

TEST(CatalogScreen, ShowsTheSyncWhileItRuns) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(waiting());
    counter.desk.press(Command::catalog);
    ASSERT_EQ(counter.screen(), Screen::catalog);
    EXPECT_EQ(counter.view().catalog->next, "22/11/2026 09:30");
    counter.desk.press(Command::confirm);
    EXPECT_EQ(door.synced, 1);
    counter.desk.receive(running(SyncStage::fetching, 500'000, 0));
    const SyncRunView run = *counter.view().catalog->run;
    EXPECT_EQ(run.percent, 25);
    EXPECT_EQ(run.bytes, "500 kB");
    EXPECT_EQ(run.bytes_all, "2,0 MB");
    EXPECT_EQ(counter.view().frame.sync.kind, SyncSign::Kind::running);
    counter.desk.receive(running(SyncStage::staging, 2'000'000, 5'000));
    EXPECT_EQ(counter.view().catalog->run->percent, 25);
    EXPECT_EQ(counter.view().catalog->run->products, "5.000");
    counter.desk.press(Command::confirm); // the same row now stops it
    EXPECT_EQ(door.canceled, 1);
}

TEST(CatalogScreen, OpensWhatChangedWithOldAndNew) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(ended_well(counter));
    counter.desk.press(Command::catalog);
    const CatalogView view = *counter.view().catalog;
    EXPECT_EQ(
        lists(view),
        (std::vector{
            CatalogList::added, CatalogList::gone, CatalogList::price_up, CatalogList::lapse_soon})
    );
    EXPECT_EQ(view.synced, "22/11/2026 09:00");
    for (int i = 0; i < 3; ++i) {
        counter.desk.press(Command::down);
    }
    counter.desk.press(Command::confirm);
    const CatalogView opened = *counter.view().catalog;
    ASSERT_EQ(opened.opened, CatalogList::price_up);
    ASSERT_EQ(opened.items.size(), 1U);
    EXPECT_EQ(opened.items[0].name, "Mắm cá cơm");
    EXPECT_EQ(opened.items[0].before, "120.000");
    EXPECT_EQ(opened.items[0].after, "130.000");
    counter.desk.press(Command::back);
    EXPECT_FALSE(counter.view().catalog->opened.has_value());
    EXPECT_EQ(counter.screen(), Screen::catalog);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
}

TEST(CatalogScreen, TellsCertificatesThatEndSoonFromThoseThatHave) {
    Counter counter;
    counter.clock.time = *parse_moment("2027-01-10T09:00:00+07:00"); // ends 4 May 2027
    counter.open();
    counter.desk.press(Command::catalog);
    ASSERT_EQ(lists(*counter.view().catalog), std::vector{CatalogList::lapse_soon});
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.view().catalog->items[0].after, "04/05/2027");
    Counter later;
    later.clock.time = *parse_moment("2027-10-10T09:00:00+07:00");
    later.open();
    later.desk.press(Command::catalog);
    EXPECT_EQ(lists(*later.view().catalog), std::vector{CatalogList::lapsed});
}

TEST(CatalogScreen, SaysWhatFailedAndGoesOnSelling) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(waiting());
    counter.desk.press(Command::catalog);
    counter.desk.choose_catalog(0);
    SyncState failed = waiting();
    const catalog_sync::FeedFault fault = Failure{FailureCode::network, "no route", "ocop.example"};
    failed.ended = Unexpected{fault};
    failed.status = after_sync({}, "https://ocop.example/feed/", counter.clock.time, *failed.ended);
    counter.desk.receive(failed);
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::warning);
    const SyncFailureView shown = *counter.view().catalog->failure;
    EXPECT_EQ(shown.words, catalog_sync::words(fault, Language::en));
    EXPECT_EQ(shown.times, 1);
    EXPECT_EQ(counter.view().frame.sync.kind, SyncSign::Kind::failed);
    counter.desk.scan("QNA-002");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST(CatalogScreen, IsQuietAboutASyncNobodyAskedFor) {
    Counter counter;
    Door door{counter};
    counter.open();
    SyncState failed = waiting();
    failed.ended = Unexpected{
        catalog_sync::FeedFault{Failure{FailureCode::network, "no route", "ocop.example"}}};
    counter.desk.receive(failed);
    EXPECT_EQ(counter.notice(), "");
}

TEST(CatalogScreen, ShowsTheShopsClashesInWords) {
    Counter counter;
    counter.open();
    catalog_sync::Clash clash;
    clash.kind = catalog_sync::Clash::Kind::price;
    clash.product = "QNA-002";
    clash.name = "Trà rừng";
    counter.desk.tell_catalog({clash}, "bad address");
    counter.desk.press(Command::catalog);
    EXPECT_EQ(counter.view().catalog->feed_fault, "bad address");
    counter.desk.press(Command::down);
    counter.desk.press(Command::confirm);
    ASSERT_EQ(counter.view().catalog->items.size(), 1U);
    EXPECT_EQ(counter.view().catalog->items[0].name, catalog_sync::words(clash, Language::en));
}

TEST(CatalogScreen, NeedsNoFeed) {
    Counter counter;
    counter.desk.sign_in("lan", "1234");
    counter.run();
    counter.desk.press(Command::catalog);
    ASSERT_EQ(counter.screen(), Screen::catalog);
    EXPECT_EQ(counter.view().frame.sync.kind, SyncSign::Kind::none);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::open_shift);
}

TEST(Offer, AsksAboutAStickOnlyBetweenSales) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.receive(std::vector{stick(43, true)});
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt) << "the change comes first";
    counter.desk.press(Command::confirm);
    ASSERT_EQ(counter.screen(), Screen::offer);
    EXPECT_EQ(counter.view().offer->stick, "KINGSTON");
    EXPECT_EQ(counter.view().offer->version, 43);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(door.from, std::vector<std::filesystem::path>{"/media/KINGSTON/ocop-feed"});
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.notice(), "from KINGSTON");
}

TEST(Offer, TakesNoForAnAnswerUntilTheStickComesAgain) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(std::vector{stick(43, true)});
    ASSERT_EQ(counter.screen(), Screen::offer);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.receive(std::vector{stick(43, true)});
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.receive(std::vector<compose::StickFeed>{});
    counter.desk.receive(std::vector{stick(43, true)});
    EXPECT_EQ(counter.screen(), Screen::offer);
    counter.desk.receive(std::vector<compose::StickFeed>{});
    EXPECT_EQ(counter.screen(), Screen::sell) << "it was pulled out";
    EXPECT_TRUE(door.from.empty());
}

TEST(Offer, GivesWayToTheNextCustomerAndComesBackAfterThatSale) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(std::vector{stick(43, true)});
    counter.desk.search("tra"); // typed over the question
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.enter_code();
    ASSERT_EQ(counter.view().lines.size(), 1U);
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    counter.run();
    counter.desk.press(Command::confirm);
    ASSERT_EQ(counter.screen(), Screen::offer);
    counter.desk.scan("QNA-002"); // scanned over it
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST(Offer, LeavesEveryOtherKeyItsMeaning) {
    Counter counter;
    Door door{counter};
    counter.open();
    counter.desk.receive(std::vector{stick(43, true)});
    EXPECT_EQ(command_for(Key::f12, Held::none, counter.screen()), Command::close_shift);
    counter.desk.press(Command::close_shift);
    EXPECT_EQ(counter.screen(), Screen::count);
}

TEST(Offer, SaysNothingOfAnOlderOrAFalseCatalogue) {
    Counter counter;
    Door door{counter};
    counter.open();
    compose::StickFeed wrong = stick(0, false);
    wrong.fault = "signed by somebody else";
    counter.desk.receive(std::vector{stick(42, false), wrong});
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.press(Command::catalog);
    const CatalogView view = *counter.view().catalog;
    ASSERT_GE(view.rows.size(), 2U);
    EXPECT_EQ(view.rows[0].version, 42);
    EXPECT_EQ(view.rows[1].fault, "signed by somebody else");
}

TEST(SyncNews, HoldsBackOnlyWhatNobodyCouldRead) {
    std::vector<SyncState> told;
    SyncNews news{[&told](SyncState state) { told.push_back(std::move(state)); }};
    for (std::int64_t bytes = 0; bytes < 1000; ++bytes) {
        news(running(SyncStage::fetching, bytes, 0));
    }
    EXPECT_LT(told.size(), 1000U);
    news(running(SyncStage::staging, 1000, 0));
    EXPECT_EQ(told.back().progress.stage, SyncStage::staging);
    news(waiting());
    EXPECT_EQ(told.back().phase, SyncState::Phase::waiting);
}

} // namespace
} // namespace ocop::ui
