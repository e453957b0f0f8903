#include "catalog-sync/product_json.hpp"
#include "catalog-sync/publish_rows.hpp"
#include "pos/core/json.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"

#include <rapidcheck/gtest.h>

namespace ocop::catalog_sync {
namespace {

/// `text` with the room behind it that a row needs.
class Padded {
public:
    explicit Padded(std::string text)
        : size_{text.size()},
          text_{std::move(text)} {
        text_.append(line_padding_bytes, ' ');
    }

    [[nodiscard]] std::string_view view() const { return std::string_view{text_}.substr(0, size_); }

private:
    std::size_t size_;
    std::string text_;
};

std::string line_of(const Product& product) {
    std::string text;
    append_full_row(text, product);
    text.pop_back();
    return text;
}

TEST(FeedRows, WritesTheCanonicalJsonOfAllColumns) {
    for (int i = 0; i < 12; ++i) {
        Product product = product_of(i);
        product.trace_url = "https://ví-dụ.vn/\"quoted\"\\back/ü/🐟";
        product.name_en = "It's <b> & \\n";
        EXPECT_EQ(line_of(product), canonical(to_json(product)));
    }
}

TEST(FeedRows, ReadsWhatItWrites) {
    FeedRowReader reader{"full-1.jsonl.zst"};
    for (int i = 0; i < 12; ++i) {
        Product product = product_of(i);
        product.name = "Một \"hai\" \\ ba";
        product.set_components = {{"QNA-1", Quantity{1'500}}, {"QNA-2", Quantity{2'000}}};
        const auto read = reader.full_row(Padded{line_of(product)}.view(), 1);
        ASSERT_TRUE(read) << words(read.error(), Language::en);
        EXPECT_EQ(*read, product);
    }
}

TEST(FeedRows, PassesOverColumnsOfTomorrow) {
    FeedRowReader reader{"full-1.jsonl.zst"};
    std::string row = line_of(product_of(1));
    row.insert(1, R"("aura":{"deep":[1.5,"x"]},"size":1e300,"zeta":null,)");
    const auto read = reader.full_row(Padded{row}.view(), 1);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, product_of(1));
}

TEST(FeedRows, TakesNumbersAsTextAndTextAsNumbers) {
    FeedRowReader reader{"full-1.jsonl.zst"};
    const auto read = reader.full_row(
        Padded{
            R"({"code":"A","name":"B","unit":"kg","price":"5","vat":8,"group":12,"active":"false"})"}
            .view(),
        1
    );
    ASSERT_TRUE(read) << words(read.error(), Language::en);
    EXPECT_EQ(read->price, Money{5});
    EXPECT_EQ(read->vat, Vat::eight);
    EXPECT_EQ(read->group, 12);
    EXPECT_FALSE(read->active);
}

TEST(FeedRows, ADeltaRowNamesOnlyWhatChanged) {
    Product now = product_of(3);
    now.price = Money{7};
    now.certificate.clear();
    std::string text;
    const Product before = product_of(3);
    append_delta_row(text, &before, now);
    EXPECT_EQ(text, "{\"certificate\":null,\"code\":\"QNA-100003\",\"price\":7}\n");
    text.clear();
    append_delta_row(text, &now, now);
    EXPECT_EQ(text, "");
    append_gone_row(text, "A\"B");
    EXPECT_EQ(text, "{\"gone\":\"A\\\"B\"}\n");
}

TEST(FeedRows, ADeltaRowForGoodsNotThereMustBeWhole) {
    FeedRowReader reader{"delta-1-2.jsonl.zst"};
    const auto row = reader.delta_row(Padded{R"({"code":"A","price":5})"}.view(), 4);
    ASSERT_TRUE(row);
    const auto product = reader.apply(nullptr, *row);
    ASSERT_FALSE(product);
    EXPECT_EQ(name(product.error().code), "empty-value");
    EXPECT_EQ(where(product.error()), "delta-1-2.jsonl.zst:4");
}

TEST(FeedRows, ADeltaRowIsOneThing) {
    FeedRowReader reader{"delta-1-2.jsonl.zst"};
    for (const char* bad :
         {R"({"code":"A","gone":"B"})",
          R"({"gone":"A","code":"A"})",
          R"({"price":5})",
          "{}",
          "[]",
          R"({"code":"A","price":5,"price":6})",
          R"({"code":"A","code":"A"})",
          R"({"gone":null})",
          R"({"gone":true)",
          "",
          "null",
          R"({"code":"A"} {"code":"B"})"}) {
        EXPECT_FALSE(reader.delta_row(Padded{bad}.view(), 1)) << bad;
    }
}

/// Goods that differ in many small ways.
std::vector<Product> arbitrary_goods() {
    const auto numbers = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 60));
    std::vector<Product> goods;
    for (const int number : numbers) {
        Product product = product_of(number);
        product.price = Money{*rc::gen::inRange(1, 5)};
        product.stars = *rc::gen::element(0, 3, 4, 5);
        product.name = *rc::gen::element<std::string>("Mắm", "\"", "\\", "Chả bò", "x");
        if (*rc::gen::arbitrary<bool>()) {
            product.baseline.reset();
            product.certificate.clear();
            product.revoked_on = Day{2026, 1, 2};
        }
        if (*rc::gen::inRange(0, 4) == 0) {
            product.gtin.reset();
        }
        goods.push_back(std::move(product));
    }
    return goods;
}

RC_GTEST_PROP(FeedRowsProperty, ADeltaComesToTheSameAsAllRows, ()) {
    const ScratchFolder folder;
    const auto before = arbitrary_goods();
    const auto now = arbitrary_goods();
    const auto opened = [&](const FeedFile& file) {
        return std::move(*verify_file(folder.path() / file.name, file));
    };
    const auto full_before = opened(*write_full(folder.path(), "full-1.jsonl.zst", before));
    const auto full_now = opened(*write_full(folder.path(), "full-2.jsonl.zst", now));
    const auto delta =
        write_delta(folder.path(), "delta-1-2.jsonl.zst", full_before, full_now, now);
    write_catalog_file(folder.path() / "1.db", 1, before);
    DeltaPairs pairs{folder.path() / "1.db"};
    RC_ASSERT(pairs.read(opened(**delta)).has_value());
    std::vector<Product> result;
    RowPair pair;
    while (true) {
        const auto more = pairs.next(pair);
        RC_ASSERT(more.has_value());
        if (!*more) {
            break;
        }
        if (pair.now) {
            result.push_back(*pair.now);
        }
    }
    RC_ASSERT(result == now);
}

} // namespace
} // namespace ocop::catalog_sync
