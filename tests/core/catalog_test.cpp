#include "pos/core/catalog.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace ocop {
namespace {

Product product(std::string code, std::string name, std::string producer = "") {
    Product made;
    made.code = std::move(code);
    made.name = std::move(name);
    made.producer_name = std::move(producer);
    made.gtin = Gtin::in_store(made.code);
    return made;
}

std::vector<std::string> codes(const std::vector<const Product*>& found) {
    std::vector<std::string> all;
    all.reserve(found.size());
    for (const Product* one : found) {
        all.push_back(one->code);
    }
    return all;
}

using Codes = std::vector<std::string>;

TEST(Fold, TakesMarksAwayAndTurnsDWithStrokeIntoD) {
    EXPECT_EQ(fold("Mắm Cá"), "mam ca");
    EXPECT_EQ(fold("ĐƯỜNG đậu Đỏ"), "duong dau do");
    EXPECT_EQ(fold("Ðức"), "duc"); // the eth of old fonts
    EXPECT_EQ(fold("ắằẳẵặấầẩẫậ"), std::string(10, 'a'));
    EXPECT_EQ(fold("ếềểễệ ÌÍỈĨỊ"), "eeeee iiiii");
    EXPECT_EQ(fold("ốồổỗộớờởỡợ"), std::string(10, 'o'));
    EXPECT_EQ(fold("ứừửữự ỳýỷỹỵ"), "uuuuu yyyyy");
}

TEST(Fold, GivesTheSameForComposedAndDecomposedLetters) {
    EXPECT_EQ(fold("Ma\xCC\x86\xCC\x81m"), fold("Mắm")); // a + breve + acute
    EXPECT_EQ(fold("ca\xCC\x81"), "ca");
}

TEST(Fold, MakesEverythingElseOneSpace) {
    EXPECT_EQ(fold("  Gạo \"Cái quạt mo\" – 5%/túi… "), "gao cai quat mo 5 tui");
    EXPECT_EQ(fold("A\t\r\n-B"), "a b");
    EXPECT_EQ(fold("!!!"), "");
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold("soft\xC2\xADhyphen"), "softhyphen");
    EXPECT_EQ(fold("２０"), "20"); // full-width digits
}

TEST(Fold, TakesBytesThatAreNotUtf8AsPartingWords) {
    EXPECT_EQ(
        fold("a\xFF\xFE"
             "b"),
        "a b"
    );
    EXPECT_EQ(fold("m\xE1\xBA"), "m"); // cut off in a letter
}

TEST(Fold, ChangesNothingTheSecondTime) {
    for (const char* text : {"Mắm Cá", "Đồng hồ 12 con giáp", "ＡＢＣ ½ ﬁ ß İ", "日本 ノート"}) {
        EXPECT_EQ(fold(fold(text)), fold(text)) << text;
    }
}

TEST(Catalog, FindsByCodeAndByGtin) {
    const Catalog catalog{7, {product("A-1", "Chè"), product("B-2", "Cà phê")}};
    EXPECT_EQ(catalog.version(), 7);
    EXPECT_EQ(catalog.size(), 2U);
    EXPECT_EQ(catalog.find_code("B-2")->name, "Cà phê");
    EXPECT_EQ(catalog.find_code("b-2"), nullptr);
    EXPECT_EQ(catalog.find_code(""), nullptr);
    EXPECT_EQ(catalog.find_gtin(Gtin::in_store("A-1"))->code, "A-1");
    EXPECT_EQ(catalog.find_gtin(Gtin::in_store("A-2")), nullptr);
}

TEST(Catalog, IsEmptyAtFirst) {
    const Catalog catalog;
    EXPECT_EQ(catalog.find_code("A"), nullptr);
    EXPECT_EQ(catalog.find_gtin(Gtin::in_store("A")), nullptr);
    EXPECT_TRUE(catalog.search("a", 10).empty());
    EXPECT_TRUE(catalog.search("", 10).empty());
}

TEST(Catalog, KeepsTheFirstOfTwoEqualCodesAndNumbers) {
    auto second = product("A-1", "Hai");
    auto third = product("C-3", "Ba");
    third.gtin = Gtin::in_store("A-1");
    const Catalog catalog{1, {product("A-1", "Một"), second, third}};
    EXPECT_EQ(catalog.find_code("A-1")->name, "Một");
    EXPECT_EQ(catalog.find_gtin(Gtin::in_store("A-1"))->name, "Một");
}

TEST(Catalog, IsStillRightAfterAMove) {
    Catalog first{1, {product("A-1", "Chè dây"), product("B-2", "Cà phê")}};
    const Catalog catalog = std::move(first);
    EXPECT_EQ(catalog.find_code("A-1")->name, "Chè dây");
    EXPECT_EQ(codes(catalog.search("che", 5)), Codes{"A-1"});
}

class Search : public testing::Test {
protected:
    const Catalog catalog{
        1,
        {product("QNA-041", "Nước mắm làng Bích Họa", "HTX Cát Trắng"),
         product("QNA-090", "Mắm ruốc Hà Quảng", "Cơ sở Trần Thị Thuận"),
         product("TTH-004", "Mắm nêm cá cơm Mệ Em"),
         product("LDO-021", "Cà phê Rin", "Hộ kinh doanh Bùi Anh Tuấn"),
         product("QTR-024", "Cà phê hạt Ta Lư"),
         product("DNA-003", "Cá đét khô tẩm gia vị", "Công ty TNHH Bắc Đẩu")}};
};

TEST_F(Search, FindsWithoutDiacriticsInAnyOrderOfWords) {
    EXPECT_EQ(codes(catalog.search("mam ca", 10)), (Codes{"TTH-004", "QNA-041"}));
    EXPECT_EQ(codes(catalog.search("ca mam", 10)), (Codes{"TTH-004", "QNA-041"}));
    EXPECT_EQ(codes(catalog.search("MẮM RUỐC", 10)), Codes{"QNA-090"});
}

TEST_F(Search, PutsNamesThatBeginSoBeforeOthers) {
    // Three names begin with it; the rest hold the word elsewhere or in the producer's name.
    EXPECT_EQ(
        codes(catalog.search("ca", 10)),
        (Codes{"DNA-003", "QTR-024", "LDO-021", "TTH-004", "QNA-041"})
    );
}

TEST_F(Search, FindsByProducerAndByCode) {
    EXPECT_EQ(codes(catalog.search("bac dau", 10)), Codes{"DNA-003"});
    EXPECT_EQ(codes(catalog.search("tth-004", 10)), Codes{"TTH-004"});
    EXPECT_EQ(codes(catalog.search("qna", 10)), (Codes{"QNA-090", "QNA-041"}));
}

TEST_F(Search, NeedsEveryWord) {
    EXPECT_TRUE(catalog.search("ca phe dau", 10).empty());
    EXPECT_TRUE(catalog.search("xyz", 10).empty());
    EXPECT_TRUE(catalog.search("mam xyz", 10).empty());
}

TEST_F(Search, FindsAllByNameWithoutWords) {
    const auto all = catalog.search(" - ", 10);
    ASSERT_EQ(all.size(), 6U);
    EXPECT_EQ(all.front()->code, "DNA-003");
}

TEST_F(Search, GivesNoMoreThanTheLimit) {
    EXPECT_EQ(catalog.search("ca", 2).size(), 2U);
    EXPECT_EQ(catalog.search("ca", 4).size(), 4U);
    EXPECT_TRUE(catalog.search("ca", 0).empty());
}

TEST(CatalogSearch, LeavesOutGoodsNoLongerSold) {
    auto old = product("A-1", "Chè cũ");
    old.active = false;
    const Catalog catalog{1, {old, product("A-2", "Chè mới")}};
    EXPECT_EQ(codes(catalog.search("che", 10)), Codes{"A-2"});
    EXPECT_NE(catalog.find_code("A-1"), nullptr);
}

/// What search() promises, in the plainest way: every product looked at, word by word.
Codes search_slowly(const std::vector<Product>& products, const std::string& words) {
    const auto split = [](const std::string& text) {
        std::vector<std::string> all;
        std::string word;
        for (const char c : text + ' ') {
            if (c != ' ') {
                word += c;
            } else if (!word.empty()) {
                all.push_back(std::exchange(word, ""));
            }
        }
        return all;
    };
    const std::string query = fold(words);
    std::vector<std::tuple<bool, std::string, std::string>> found;
    for (const Product& one : products) {
        const auto has =
            split(fold(one.name) + ' ' + fold(one.producer_name) + ' ' + fold(one.code));
        const auto asked = split(query);
        const bool all = std::all_of(asked.begin(), asked.end(), [&](const std::string& word) {
            return std::any_of(has.begin(), has.end(), [&](const std::string& held) {
                return held.starts_with(word);
            });
        });
        if (all && one.active) {
            found.emplace_back(!fold(one.name).starts_with(query), fold(one.name), one.code);
        }
    }
    std::sort(found.begin(), found.end());
    Codes all;
    for (const auto& [later, name, code] : found) {
        all.push_back(code);
    }
    return all;
}

TEST(CatalogSearch, AgreesWithLookingAtEveryProduct) {
    std::mt19937 random{20261122};
    const std::vector<std::string> syllables{
        "Mắm", "Cá", "Cà", "Phê", "Chè", "Dây", "Đậu", "Đỏ", "Ba", "Bánh", "Ch", "C", "Mè", "Hà"};
    const auto some = [&](std::size_t most) {
        std::string text;
        for (std::size_t i = 0, count = 1 + random() % most; i < count; ++i) {
            text += (text.empty() ? "" : " ") + syllables[random() % syllables.size()];
        }
        return text;
    };
    std::vector<Product> products;
    for (int i = 0; i < 400; ++i) {
        products.push_back(product("P-" + std::to_string(i), some(4), some(3)));
        products.back().active = random() % 10 != 0;
    }
    const Catalog catalog{1, products};
    for (int i = 0; i < 500; ++i) {
        std::string words = some(3);
        words.resize(words.size() - random() % 2); // often in the middle of a word, or of a letter
        EXPECT_EQ(codes(catalog.search(words, 1000)), search_slowly(products, words)) << words;
        const auto first = codes(catalog.search(words, 7));
        auto expected = search_slowly(products, words);
        expected.resize(std::min<std::size_t>(expected.size(), 7));
        EXPECT_EQ(first, expected) << words;
    }
}

} // namespace
} // namespace ocop
