#pragma once

#include "catalog-sync/import.hpp"
#include "catalog-sync/local_store.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/core/catalog.hpp"
#include "pos/shell/atomic_file.hpp"
#include "tests/ui/till_program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::ui::test {

inline constexpr const char* tea_gtin = "8934563138165";

/// A training store with the sample goods, two people and a folder as printer; gone with its test.
class Store {
public:
    Store() {
        std::string pattern = ::testing::TempDir() + "ocop-till-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
        const Moment now = *parse_moment("2026-11-20T07:00:00+07:00");
        const compose::NewStore told{
            "QNA", "QNA-HOIAN-01", "Điểm bán OCOP Hội An", "Hội An", 1, true, now};
        EXPECT_TRUE(compose::init_store(folder_, told).has_value());
        auto shop = compose::ShopStore::open(folder_, store::Use::write, Language::vi);
        EXPECT_TRUE(shop.has_value());
        const auto append = [&](const char* kind, Json body) {
            EXPECT_TRUE((*shop)->journal().append({kind, now, std::move(body)}).has_value());
        };
        for (const auto& [name, role] : std::vector<std::pair<std::string, std::string>>{
                 {"hoa", "manager"}, {"lan", "cashier"}}) {
            append("user", {{"user", name}, {"role", role}, {"active", true}});
            EXPECT_TRUE((*shop)->pins().set(name, "1234").has_value());
        }
        append("settings", {{"key", "printer"}, {"value", "folder"}});
        append("settings", {{"key", "bank.bin"}, {"value", "970436"}});
        append("settings", {{"key", "bank.account"}, {"value", "0123456789"}});
        append("settings", {{"key", "bank.holder"}, {"value", "HTX LANG NGHE HOI AN"}});
        goods_ = sample_goods();
        EXPECT_TRUE(catalog_sync::store_goods(folder_, goods_).has_value());
    }

    ~Store() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// The goods as they were imported.
    [[nodiscard]] const std::vector<Product>& goods() const { return goods_; }

    /// Changes a setting; while no till runs.
    void set(const std::string& key, const std::string& value) {
        auto shop = compose::ShopStore::open(folder_, store::Use::write, Language::vi);
        const Moment now = *parse_moment("2026-11-20T07:00:00+07:00");
        EXPECT_TRUE((*shop)->journal().append({"settings", now, {{"key", key}, {"value", value}}}
        ).has_value());
    }

    /// Opens a shift at `moment`, as lan did; while no till runs.
    void open_shift_of(const char* moment) {
        auto shop = compose::ShopStore::open(folder_, store::Use::write, Language::vi);
        EXPECT_TRUE((*shop)
                        ->journal()
                        .append(
                            {"shift-open",
                             *parse_moment(moment),
                             {{"shift", 1}, {"cashier", "lan"}, {"float", 2'000'000}}}
                        )
                        .has_value());
    }

    /// Records of one kind, as another program reads them.
    [[nodiscard]] std::vector<Record> records(const std::string& kind) const {
        std::vector<Record> found;
        auto journal = store::SqliteJournal::open(folder_, store::Use::read);
        EXPECT_TRUE(journal.has_value());
        EXPECT_TRUE((*journal)
                        ->read(
                            0,
                            -1,
                            [&](const Record& record) {
                                if (record.kind == kind) {
                                    found.push_back(record);
                                }
                                return true;
                            }
                        )
                        .has_value());
        return found;
    }

private:
    [[nodiscard]] std::vector<Product> sample_goods() {
        const std::filesystem::path sample =
            std::filesystem::path{OCOP_SOURCE_DIR} / "catalog-sync" / "sample";
        const std::vector<std::filesystem::path> files{
            sample / "ocop_products.csv", sample / "demo_figures.csv"};
        auto goods = catalog_sync::import_csv(files);
        EXPECT_TRUE(goods.has_value());
        // One product with a number a scanner can read in these tests.
        goods->products.front().gtin = Gtin::parse(tea_gtin);
        add_pictures(goods->products);
        return std::move(goods->products);
    }

    /// Pictures of every kind for the first goods by name, as a feed brings them; one is damaged.
    void add_pictures(std::vector<Product>& products) {
        std::filesystem::create_directories(folder_ / "images");
        std::vector<Product*> by_name;
        by_name.reserve(products.size());
        for (Product& product : products) {
            by_name.push_back(&product);
        }
        std::sort(by_name.begin(), by_name.end(), [](const Product* a, const Product* b) {
            return fold(a->name) < fold(b->name);
        });
        const std::vector<std::pair<std::string, std::string>> kinds{
            {"png", "-size 640x480 radial-gradient:gold-saddlebrown"},
            {"jpg", "-size 1600x1200 gradient:darkgreen-khaki"},
            {"webp", "-size 300x500 plasma:orange-red"},
            {"png", "-size 400x400 xc:none -fill navy -draw \"circle 200,200 200,40\""},
            {"jpg", ""}};
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            const auto& [ending, drawn] = kinds[i];
            const std::string name =
                std::string(63, 'a').append(std::to_string(i)).append(".").append(ending);
            const std::string file = (folder_ / "images" / name).string();
            if (drawn.empty()) {
                EXPECT_TRUE(write_atomically(file, "\xFF\xD8 no picture at all").has_value());
            } else {
                const std::string draw =
                    std::string{"convert "}.append(drawn).append(" ").append(file);
                EXPECT_EQ(std::system(draw.c_str()), 0);
            }
            by_name[i + 1]->image = i % 2 == 0 ? name : "images/" + name;
        }
    }

    std::filesystem::path folder_;
    std::vector<Product> goods_{};
};

/// Signs hoa in and opens the shift, after which it shows `then`.
inline void sign_in(TillProgram& till, std::string_view then = "sell") {
    till.wait_for_screen("sign-in");
    till.keep_picture("01-sign-in");
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("open-shift");
    till.keep_picture("02-open-shift");
    till.type("2000k");
    till.press({"Return"});
    till.wait_for_screen(then);
}

} // namespace ocop::ui::test
