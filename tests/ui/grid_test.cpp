#include "pos/ui/picture_size.hpp"
#include "pos/ui/shelves.hpp"
#include "tests/fakes/changed_body.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

namespace ocop::ui {
namespace {

using testing::changed;
using testing::Counter;

std::vector<std::string> names(const GridView& grid) {
    std::vector<std::string> found;
    for (const TileRow& tile : grid.tiles) {
        found.push_back(tile.name);
    }
    return found;
}

/// The tiles of everything, two in a row, three rows.
GridView all_goods(Counter& counter) {
    counter.open();
    counter.desk.set_grid_shape(2, 3);
    counter.desk.press(Command::goods);
    return *counter.view().grid;
}

TEST(Grid, ShowsAllGoodsByNameWhereNothingWasSoldYet) {
    Counter counter;
    const GridView grid = all_goods(counter);
    EXPECT_EQ(grid.all, 6U) << "the one no longer sold is left out";
    EXPECT_EQ(
        names(grid),
        (std::vector<std::string>{
            "Bánh tổ", "Giỏ quà Tết", "Mắm cá cơm", "Rau sạch", "Rượu gạo", "Trà rừng"})
    );
    ASSERT_EQ(grid.shelves.size(), 5U); // sold most, all, spices, gift sets, other
    EXPECT_TRUE(grid.shelves[1].selected);
}

TEST(Grid, ShowsThePriceAndTheStarsOfToday) {
    Counter counter;
    const GridView grid = all_goods(counter);
    EXPECT_EQ(grid.tiles[2].price, "120.000");
    EXPECT_EQ(grid.tiles[2].stars, 4);
    counter.clock.time = *parse_moment("2028-01-01T09:00:00+07:00"); // after the grace period
    EXPECT_EQ(counter.view().grid->tiles[2].stars, 0);
    EXPECT_EQ(counter.view().grid->tiles[2].mark, StarMark::lapsed);
}

TEST(Grid, AddsTheChosenTileWithArrowsAndEnterAndStays) {
    Counter counter;
    all_goods(counter);
    counter.desk.press(Command::down);
    counter.desk.press(Command::right);
    EXPECT_TRUE(counter.view().grid->tiles[3].selected);
    counter.desk.enter_code();
    counter.desk.enter_code();
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].name, "Rau sạch");
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
    EXPECT_TRUE(counter.view().grid.has_value());
}

TEST(Grid, AddsATouchedTileOfALaterPage) {
    Counter counter;
    all_goods(counter);
    counter.desk.set_grid_shape(2, 2);
    counter.desk.press(Command::page_down);
    EXPECT_EQ(counter.view().grid->first, 4U);
    EXPECT_EQ(names(*counter.view().grid), (std::vector<std::string>{"Rượu gạo", "Trà rừng"}));
    counter.desk.add_tile(5);
    EXPECT_EQ(counter.view().lines[0].name, "Trà rừng");
}

TEST(Grid, StaysWhereItIsAtItsEdges) {
    Counter counter;
    all_goods(counter);
    for (const Command command : {Command::up, Command::left, Command::page_up}) {
        counter.desk.press(command);
        EXPECT_TRUE(counter.view().grid->tiles[0].selected);
    }
    counter.desk.press(Command::page_down);
    counter.desk.press(Command::down);
    counter.desk.press(Command::right);
    EXPECT_TRUE(counter.view().grid->tiles[5].selected);
}

TEST(Grid, GoesThroughTheGroupsWithTab) {
    Counter counter;
    all_goods(counter);
    counter.desk.press(Command::goods);
    EXPECT_EQ(names(*counter.view().grid), std::vector<std::string>{"Mắm cá cơm"});
    counter.desk.press(Command::goods);
    EXPECT_EQ(names(*counter.view().grid), std::vector<std::string>{"Giỏ quà Tết"});
    counter.desk.press(Command::goods_back);
    counter.desk.press(Command::goods_back);
    EXPECT_EQ(counter.view().grid->all, 6U);
    counter.desk.press(Command::goods_back);
    counter.desk.press(Command::goods_back);
    EXPECT_EQ(counter.desk.state().grid.shelf, Shelf::other) << "round from the first to the last";
}

TEST(Grid, ShowsWhatWordsFoundAsTiles) {
    Counter counter;
    all_goods(counter);
    counter.desk.search("ruou");
    EXPECT_EQ(names(*counter.view().grid), std::vector<std::string>{"Rượu gạo"});
    const GridView found = *counter.view().grid;
    for (const ShelfRow& shelf : found.shelves) {
        EXPECT_FALSE(shelf.selected);
    }
    counter.desk.enter_code();
    EXPECT_EQ(counter.view().lines[0].name, "Rượu gạo");
    EXPECT_EQ(counter.view().grid->all, 6U) << "the words are gone, the tiles are all back";
}

TEST(Grid, GivesTheBasketItsPlaceBackOnEsc) {
    Counter counter;
    all_goods(counter);
    counter.desk.search("tra");
    counter.desk.press(Command::back);
    EXPECT_TRUE(counter.view().grid.has_value()) << "first the words go";
    counter.desk.press(Command::back);
    EXPECT_FALSE(counter.view().grid.has_value());
}

TEST(Grid, KeepsWhatSellsMostStillWhileItIsLookedAt) {
    Counter counter;
    counter.open().sell_tea().sell_tea();
    counter.desk.scan("QNA-004");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("20k");
    counter.run();
    counter.desk.press(Command::confirm);
    counter.desk.choose_shelf(Shelf::favourites);
    counter.desk.press(Command::goods);
    EXPECT_EQ(names(*counter.view().grid), (std::vector<std::string>{"Trà rừng", "Rau sạch"}));
    for (int i = 0; i < 3; ++i) {
        counter.desk.scan("QNA-004");
        counter.desk.press(Command::pay_cash);
        counter.desk.pay("20k");
        counter.run();
        counter.desk.press(Command::confirm);
    }
    EXPECT_EQ(names(*counter.view().grid), (std::vector<std::string>{"Trà rừng", "Rau sạch"}));
    counter.desk.choose_shelf(Shelf::favourites);
    EXPECT_EQ(names(*counter.view().grid), (std::vector<std::string>{"Rau sạch", "Trà rừng"}));
}

TEST(Recent, PutsWhatSoldTodayBeforeWhatSoldMoreLongAgo) {
    Counter counter;
    counter.open().sell_tea().sell_tea();
    Recent recent;
    for (const Record& record : counter.journal.records) {
        recent.see(record);
    }
    const Day today = counter.clock.time.day();
    EXPECT_EQ(recent.sold_most(today, 10), std::vector<std::string>{"QNA-002"});
    EXPECT_TRUE(recent.sold_most(today, 0).empty());
    Record set = counter.journal.records.back();
    set.at = *parse_moment("2026-11-23T09:00:00+07:00");
    set.body = changed(set.body, [](Json& body) { body["lines"][0]["product"] = "QNA-004"; });
    recent.see(set);
    EXPECT_EQ(recent.sold_most(set.at.day(), 10), (std::vector<std::string>{"QNA-004", "QNA-002"}));
}

TEST(Shelf, HoldsEveryProductSetOfTheDecision) {
    Product product;
    for (int group = 1; group <= 26; ++group) {
        product.group = group;
        EXPECT_GT(shelf_of(product), Shelf::all);
        EXPECT_LT(shelf_of(product), Shelf::gift_sets) << group;
    }
    product.group = 0;
    EXPECT_EQ(shelf_of(product), Shelf::other);
    product.set_components = {{"QNA-001", one_unit}};
    EXPECT_EQ(shelf_of(product), Shelf::gift_sets);
}

TEST(ImageName, TakesOnlyNamesOfAFeed) {
    const std::string hash(64, 'a');
    Product product;
    for (const std::string& given : {hash + ".png", "images/" + hash + ".png"}) {
        product.image = given;
        EXPECT_EQ(image_name(product), "images/" + hash + ".png");
    }
    for (const std::string& given :
         {std::string{},
          hash,
          hash + ".exe",
          "../" + hash + ".png",
          hash.substr(1) + ".png",
          hash + "a.png",
          "images/../" + hash + ".png",
          std::string(64, 'A') + ".png"}) {
        product.image = given;
        EXPECT_EQ(image_name(product), "") << given;
    }
}

TEST(PictureSize, ReadsTheHeadOfPngAndJpeg) {
    const std::string png{
        "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x02\0\0\x03\x04\x08\x02\0\0\0", 29};
    EXPECT_EQ(picture_size(png), (PictureSize{0x102, 0x304}));
    const std::string jpeg{
        "\xFF\xD8\xFF\xE0\x00\x04\x11\x22\xFF\xFF\xC2\x00\x11\x08\x03\x04\x01\x02\x03", 19};
    EXPECT_EQ(picture_size(jpeg), (PictureSize{0x102, 0x304}));
    for (std::size_t cut = 0; cut < 24; ++cut) {
        EXPECT_EQ(picture_size(png.substr(0, cut)), std::nullopt) << cut;
    }
    for (std::size_t cut = 0; cut < 18; ++cut) {
        EXPECT_EQ(picture_size(jpeg.substr(0, cut)), std::nullopt) << cut;
    }
}

TEST(PictureSize, RefusesAPictureThatWouldFillTheMemory) {
    const std::string bomb{
        "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x02\0\0\0", 29};
    EXPECT_EQ(picture_size(bomb), std::nullopt);
    const std::string nothing{
        "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\x03\x04\x08\x02\0\0\0", 29};
    EXPECT_EQ(picture_size(nothing), std::nullopt);
}

} // namespace
} // namespace ocop::ui
