#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string text_of(const std::filesystem::path& pdf) {
    return run_program({"pdftotext", "-layout", pdf.string(), "-"}).out;
}

std::size_t count_of(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
        ++count;
    }
    return count;
}

TEST(Labels, ArePrintedForTheGoodsAskedFor) {
    const Shop shop{Kind::training};
    const auto out = shop.scratch() / "nhan.pdf";
    const Json said = shop.done({"labels",
                                 "--products",
                                 "CA,FU",
                                 "--as",
                                 "pdf",
                                 "--copies",
                                 "2",
                                 "--json",
                                 "--at",
                                 Shop::at,
                                 "--out",
                                 out.string()})
                          .json();
    EXPECT_EQ(said["labels"], 4);
    EXPECT_EQ(said["pages"], 1);
    EXPECT_EQ(said["files"][0], out.string());
    const std::string text = text_of(out);
    EXPECT_EQ(count_of(text, "Mắm cá cơm"), 2U);
    EXPECT_THAT(text, HasSubstr("120.000 ₫"));
    EXPECT_THAT(text, HasSubstr("★★★★"));
    EXPECT_THAT(text, HasSubstr("Cẩm An, Hội An, QNA"));
    EXPECT_THAT(text, HasSubstr("33.333 ₫"));
    EXPECT_THAT(text, HasSubstr("TẬP HUẤN"));
    EXPECT_THAT(text, Not(HasSubstr("Bánh tráng")));
    // By GTIN as well.
    shop.done({"labels", "--products", "8934563138165", "--out", out.string()});
    EXPECT_THAT(text_of(out), HasSubstr("Mắm cá cơm"));
}

TEST(Labels, OfAllGoodsAreThoseOnSale) {
    const Shop shop{Kind::training};
    const auto out = shop.scratch() / "nhan.pdf";
    const Json said =
        shop.done({"labels", "--all", "--format", "roll-40x30", "--json", "--out", out.string()})
            .json();
    EXPECT_EQ(said["labels"], 8); // one of nine is no longer sold
    EXPECT_EQ(said["pages"], 8);
    EXPECT_THAT(text_of(out), Not(HasSubstr("Gốm cũ")));
    // Stars that may not be shown that day are not.
    shop.done({"labels", "--products", "DU", "--at", Shop::at, "--out", out.string()});
    EXPECT_THAT(text_of(out), Not(HasSubstr("★")));
}

TEST(Labels, ComeAsPicturesOneAPage) {
    const Shop shop{Kind::training};
    const auto out = shop.scratch() / "nhan.png";
    const Json said = shop.done({"labels",
                                 "--products",
                                 "CA,BA",
                                 "--as",
                                 "png",
                                 "--format",
                                 "roll-40x30",
                                 "--json",
                                 "--out",
                                 out.string()})
                          .json();
    ASSERT_EQ(said["files"].size(), 2U);
    for (const Json& file : said["files"]) {
        EXPECT_THAT(read_file(file.get<std::string>()), StartsWith("\x89PNG"));
    }
    EXPECT_EQ(said["files"][1], (shop.scratch() / "nhan-002.png").string());
    const Ran one =
        shop.done({"labels", "--products", "CA", "--as", "png", "--format", "roll-40x30"});
    EXPECT_THAT(one.out, StartsWith("\x89PNG"));
    EXPECT_EQ(
        shop.ocop({"labels", "--products", "CA,BA", "--as", "png", "--format", "roll-40x30"}).exit,
        2
    );
}

TEST(Labels, RefuseWhatTheyCannotPrint) {
    const Shop shop{Kind::training};
    const auto out = (shop.scratch() / "nhan.pdf").string();
    EXPECT_EQ(shop.ocop({"labels", "--out", out}).exit, 2);
    EXPECT_EQ(shop.ocop({"labels", "--all", "--products", "CA", "--out", out}).exit, 2);
    EXPECT_EQ(shop.ocop({"labels", "--all", "--json"}).exit, 2);
    EXPECT_EQ(shop.ocop({"labels", "--all", "--copies", "0", "--out", out}).exit, 2);
    EXPECT_EQ(shop.ocop({"labels", "--all", "--skip", "24", "--out", out}).exit, 2);
    const Ran format = shop.ocop({"labels", "--all", "--format", "a5", "--json", "--out", out});
    EXPECT_EQ(format.exit, 3);
    EXPECT_EQ(format.json()["error"]["code"], "unknown-format");
    EXPECT_THAT(format.err, HasSubstr("roll-40x30"));
    const Ran unknown =
        shop.ocop({"labels", "--products", "CA,ZZ", "--lang", "en", "--json", "--out", out});
    EXPECT_EQ(unknown.exit, 3);
    EXPECT_EQ(unknown.json()["error"]["code"], "unknown-product");
    EXPECT_EQ(unknown.json()["error"]["where"], "--products");
    EXPECT_EQ(shop.ocop({"labels", "--products", std::string(30, 'x'), "--out", out}).exit, 3);
    EXPECT_FALSE(std::filesystem::exists(out));
    const Shop empty;
    ASSERT_EQ(empty.init().exit, 0);
    EXPECT_EQ(empty.ocop({"labels", "--all", "--out", out}).exit, 3);
}

} // namespace
} // namespace ocop::cli::test
