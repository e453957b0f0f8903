#include "receipts/label_layout.hpp"
#include "receipts/label_picture.hpp"
#include "receipts/labels.hpp"
#include "receipts/net_content.hpp"
#include "receipts/pdf/label_sheet.hpp"
#include "receipts/png_file.hpp"
#include "tests/receipts/paper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace ocop::receipts {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Moment morning{1'795'313'703};
constexpr const char* long_name =
    "Rượu đảng sâm Tây Giang chưng cất truyền thống chai sứ 750 ml, loại đặc biệt dành cho ngày lễ";

LabelFacts pepper() {
    LabelFacts facts;
    facts.code = "QNA-005";
    facts.name = "Hạt tiêu Tiên Phước hũ 250 g";
    facts.name_en = "Tien Phuoc pepper";
    facts.unit = "hũ";
    facts.producer = "HTX Nông nghiệp Tiên Phước";
    facts.commune = "Xã Tiên Phước";
    facts.district = "Tiên Phước";
    facts.province = "Quảng Nam";
    facts.gtin = Gtin::parse("8934563138165");
    facts.price = Money{120'000};
    facts.stars = 4;
    return facts;
}

Label label_of(const LabelFacts& facts) {
    return shelf_label(facts, Language::vi);
}

std::string sheet_of(const std::vector<Label>& labels, const LabelFormat& format, int skip = 0) {
    return label_sheet(labels, format, skip, *find_fonts(), {"Nhãn", {}, Language::vi, morning})
        .value();
}

/// What zbar reads from the first page at `dots_per_inch`, a line each.
std::vector<std::string> read_page(const std::string& pdf, int dots_per_inch) {
    const auto png = paper::run(
        "pdftoppm -singlefile -png -r " + std::to_string(dots_per_inch) + " % 2>/dev/null",
        pdf,
        ".pdf"
    );
    std::istringstream lines{paper::run("zbarimg -q --raw % 2>/dev/null", png, ".png")};
    std::vector<std::string> codes;
    for (std::string line; std::getline(lines, line);) {
        codes.push_back(line);
    }
    return codes;
}

class Placed : public testing::Test {
protected:
    Typeface typeface = std::move(*Typeface::load(*find_fonts()));
    TextWidth width = text_width(typeface);

    [[nodiscard]] PlacedLabel place(const LabelFacts& facts, const char* format) const {
        return place_label(label_of(facts), *find_label_format(format), width);
    }

    /// The lines of the name: all that is strong but the price.
    [[nodiscard]] static std::string name_of(const PlacedLabel& placed, const std::string& price) {
        std::string name;
        for (const LabelText& text : placed.texts) {
            if (text.weight == Weight::strong && text.text != price) {
                name += (name.empty() ? "" : " ") + text.text;
            }
        }
        return name;
    }
};

TEST(NetContent, IsReadFromUnitOrName) {
    const auto grams = [](std::int64_t count) { return NetContent{Measure::kilogram, count}; };
    const auto millilitres = [](std::int64_t count) { return NetContent{Measure::litre, count}; };
    EXPECT_EQ(net_content("hũ", "Hạt tiêu hũ 250 g"), grams(250));
    EXPECT_EQ(net_content("hũ 250g", "Hạt tiêu"), grams(250));
    EXPECT_EQ(net_content("chai", "Nước mắm 40 độ đạm 500ml"), millilitres(500));
    EXPECT_EQ(net_content("chai", "Mật ong 1,5 lít"), millilitres(1500));
    EXPECT_EQ(net_content("bao", "Gạo 1.500 g"), grams(1500));
    EXPECT_EQ(net_content("bao 100 kg", "Gạo"), grams(100'000));
    EXPECT_EQ(net_content("bao 101 kg", "Gạo"), std::nullopt);
    EXPECT_EQ(net_content("bao", "Gạo 0.5 KG"), grams(500));
    EXPECT_EQ(net_content("kg", "Mắm 250 g"), grams(1000));
    EXPECT_EQ(net_content("g", "Yến sào"), grams(1));
}

TEST(NetContent, IsNotGuessed) {
    for (const char* name :
         {"Trà gừng",
          "Trà túi lọc 2 g x 20",
          "Trà túi lọc 20 × 2 g",
          "Trà 20x2g",
          "Bộ quà 250 g và 500 g",
          "Vitamin B12 g",
          "Rượu 29 độ",
          "Bột 2,5 g",
          "Gạo 1.500 kg",
          "Gạo 0 g",
          "99999999999999999999 g",
          "5 gà"}) {
        EXPECT_EQ(net_content("gói", name), std::nullopt) << name;
    }
}

TEST(ShelfLabel, SaysEverythingOnce) {
    const Label label = label_of(pepper());
    EXPECT_EQ(label.name, "Hạt tiêu Tiên Phước hũ 250 g");
    EXPECT_EQ(label.name_below, "");
    EXPECT_EQ(label.price, "120.000 ₫");
    EXPECT_EQ(label.per, "/ hũ – 480.000 ₫/kg");
    EXPECT_EQ(label.stars, "★★★★");
    EXPECT_EQ(label.origin, "Xã Tiên Phước, Tiên Phước, Quảng Nam");
    EXPECT_EQ(label.producer, "HTX Nông nghiệp Tiên Phước");
    EXPECT_EQ(label.code, (Code{CodeKind::ean13, "8934563138165"}));
    EXPECT_TRUE(label.notes.empty());
    EXPECT_EQ(shelf_label(pepper(), Language::en).name_below, "Tien Phuoc pepper");
}

TEST(ShelfLabel, LeavesOutWhatIsNotKnown) {
    LabelFacts facts;
    facts.code = "CA";
    facts.unit = "kg";
    facts.price = Money{120'000};
    facts.stars = 2;
    const Label label = label_of(facts);
    EXPECT_EQ(label.name, "CA");
    EXPECT_EQ(label.per, "/ kg");
    EXPECT_EQ(label.stars, "");
    EXPECT_EQ(label.origin, "");
    EXPECT_EQ(label.code, (Code{CodeKind::code128, "CA"}));
    facts.gtin = Gtin::parse("89385012"); // a GTIN-8 is no EAN-13
    EXPECT_EQ(label_of(facts).code, (Code{CodeKind::code128, "CA"}));
}

TEST(ShelfLabel, NamesMadeUpPricesAndTraining) {
    auto facts = pepper();
    facts.demonstration = true;
    facts.training = true;
    EXPECT_THAT(
        shelf_label(facts, Language::en).notes,
        testing::ElementsAre("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ", "Demonstration price")
    );
}

TEST(LabelFormats, LieOnTheirPages) {
    EXPECT_EQ(find_label_format("a4-25"), nullptr);
    for (const LabelFormat& format : label_formats()) {
        EXPECT_EQ(find_label_format(format.id), &format);
        EXPECT_GE(format.pitch_x, format.label_width) << format.id;
        EXPECT_GE(format.pitch_y, format.label_height) << format.id;
        const int right = format.left + (format.columns - 1) * format.pitch_x + format.label_width;
        const int bottom = format.top + (format.rows - 1) * format.pitch_y + format.label_height;
        // The same margin on both sides, to half a millimetre.
        EXPECT_NEAR(format.page_width - right, format.left, 5) << format.id;
        EXPECT_NEAR(format.page_height - bottom, format.top, 5) << format.id;
    }
    const LabelSpot last = label_spot(*find_label_format("a4-14"), 14 + 13);
    EXPECT_EQ(last.page, 1);
    EXPECT_DOUBLE_EQ(last.x, 4.7 + 101.6);
    EXPECT_DOUBLE_EQ(last.y, 15.1 + 6 * 38.1);
}

TEST_F(Placed, StaysWithinItsLabelAndNothingOverlaps) {
    std::vector<LabelFacts> goods(6, pepper());
    goods[1].name = long_name;
    goods[2].name = std::string(200, 'm');
    goods[3].price = unit_price_max;
    goods[3].name = long_name;
    goods[4].gtin.reset();
    goods[4].code = std::string(64, 'W');
    goods[5].demonstration = true;
    goods[5].training = true;
    for (const LabelFormat& format : label_formats()) {
        for (const LabelFacts& facts : goods) {
            const PlacedLabel placed = place_label(label_of(facts), format, width);
            const double right = format.label_width / 10.0;
            const double bottom = format.label_height / 10.0;
            double last = 0;
            for (const LabelText& text : placed.texts) {
                EXPECT_GE(text.x, 0) << text.text;
                EXPECT_LE(text.x + text.room, right) << text.text;
                EXPECT_LE(text.y, bottom - 1) << text.text;
                EXPECT_GE(text.y - text.size_pt * 0.25, 0.5) << format.id << text.text;
                last = std::max(last, text.y);
            }
            for (const LabelBox& bar : placed.bars) {
                EXPECT_GE(bar.x, 0);
                EXPECT_LE(bar.x + bar.width, right);
                EXPECT_LE(bar.y + bar.height, bottom);
            }
            // What stands above the price ends above it.
            const auto price =
                std::find_if(placed.texts.begin(), placed.texts.end(), [&](const LabelText& text) {
                    return text.text == label_of(facts).price;
                });
            ASSERT_NE(price, placed.texts.end());
            EXPECT_LE(placed.texts.back().y, price->y - price->size_pt * 0.25)
                << format.id << ' ' << facts.name;
        }
    }
}

TEST_F(Placed, ShowsThePriceLargestAndOnOneLine) {
    for (const LabelFormat& format : label_formats()) {
        for (const Money price : {Money{5'000}, Money{120'000}, unit_price_max}) {
            auto facts = pepper();
            facts.price = price;
            const Label label = label_of(facts);
            const PlacedLabel placed = place_label(label, format, width);
            const auto found =
                std::count_if(placed.texts.begin(), placed.texts.end(), [&](const LabelText& text) {
                    return text.text == label.price;
                });
            EXPECT_EQ(found, 1) << format.id;
            double largest = 0;
            double of_price = 0;
            for (const LabelText& text : placed.texts) {
                if (text.text == label.price) {
                    of_price = text.size_pt;
                    EXPECT_LE(width(text.text, text.weight, text.size_pt), text.room + 0.01);
                } else {
                    largest = std::max(largest, text.size_pt);
                }
            }
            EXPECT_GT(of_price, largest) << format.id << ' ' << label.price;
        }
    }
}

TEST_F(Placed, KeepsEveryWordOfALongName) {
    for (const LabelFormat& format : label_formats()) {
        auto facts = pepper();
        facts.name = long_name;
        const PlacedLabel placed = place_label(label_of(facts), format, width);
        EXPECT_EQ(name_of(placed, "120.000 ₫"), long_name) << format.id;
    }
}

TEST_F(Placed, LeavesNoShortWordOfANameAlone) {
    // Each of these ended in a lone "tươi)", "muối" or "An" on some label.
    for (const char* name :
         {"Nấm Fresh Cordyceps Vietnam (Nấm tươi)",
          "Nước khoáng Quang Hanh Fresh vị chanh muối",
          "Bột protein thuần thực vật Kim Bồng - Hội An"}) {
        for (const LabelFormat& format : label_formats()) {
            auto facts = pepper();
            facts.name = name;
            for (const LabelText& text : place_label(label_of(facts), format, width).texts) {
                const bool of_name = std::string{name}.ends_with(text.text);
                EXPECT_FALSE(of_name && text.text.find(' ') == std::string::npos)
                    << format.id << ' ' << text.text;
            }
        }
    }
}

TEST_F(Placed, BreaksItsNotesBetweenThemNotWithin) {
    auto facts = pepper();
    facts.training = true;
    facts.demonstration = true;
    std::vector<std::string> lines;
    for (const LabelText& text : place(facts, "roll-40x30").texts) {
        lines.push_back(text.text);
    }
    EXPECT_THAT(lines, testing::Contains("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"));
    EXPECT_THAT(lines, testing::Contains("Giá minh họa"));
}

TEST_F(Placed, SaysWhereANameWasTooLong) {
    auto facts = pepper();
    facts.name.clear();
    for (int i = 0; i < 60; ++i) {
        facts.name += "nghiêng ";
    }
    const std::string name = name_of(place(facts, "roll-40x30"), "120.000 ₫");
    EXPECT_TRUE(name.ends_with("nghiêng …")) << name;
    std::istringstream words{name};
    for (std::string word; words >> word;) {
        EXPECT_TRUE(word == "nghiêng" || word == "…") << word;
    }
}

TEST(BarSymbol, OfAnEan13IsNeverBelowNineTenthsOfNominal) {
    const Code code{CodeKind::ean13, "8934563138165"};
    constexpr double modules = 11 + 95 + 7;
    const double least = modules * 7 * bar_dot_mm;
    EXPECT_TRUE(symbol_within(code, least));
    EXPECT_EQ(symbol_within(code, least - 0.01), std::nullopt);
    EXPECT_NEAR(symbol_within(code, 2 * least)->module, 8 * bar_dot_mm, 1e-9);
}

TEST(BarSymbol, OfAnEan13HasSixGuardBars) {
    const auto symbol = symbol_within({CodeKind::ean13, "8934563138165"}, 40);
    ASSERT_TRUE(symbol);
    std::vector<int> guards;
    for (const LabelBox& bar : bars_of(*symbol, 0, 0, 10)) {
        if (bar.height > 10) {
            guards.push_back(static_cast<int>(std::lround(bar.x / symbol->module)));
        }
    }
    EXPECT_EQ(guards, (std::vector<int>{0, 2, 46, 48, 92, 94}));
}

TEST_F(Placed, KeepsTheStarsClearOfThePriceOnEveryWidthOfLabel) {
    const TextWidth simple = [](std::string_view text, Weight, double size_pt) {
        return static_cast<double>(text.size()) * size_pt * 0.1;
    };
    int beside = 0;
    for (int tenths = 300; tenths <= 1000; ++tenths) {
        LabelFormat format = *find_label_format("roll-40x30");
        format.label_width = tenths;
        const auto placed = place_label(label_of(pepper()), format, simple);
        for (const LabelText& text : placed.texts) {
            if (text.text == "★★★★" && text.align == Align::right) {
                for (const LabelText& other : placed.texts) {
                    if (other.align == Align::left && other.y == text.y) {
                        const double end =
                            other.x + simple(other.text, other.weight, other.size_pt);
                        const double start =
                            text.x + text.room - simple(text.text, text.weight, text.size_pt);
                        EXPECT_GE(start - end, 1 - 1e-9) << tenths;
                        ++beside;
                    }
                }
            }
        }
    }
    EXPECT_GT(beside, 50);
}

TEST_F(Placed, DrawsTheEan13AtNoLessThanEightyPercentWithItsQuietZones) {
    for (const LabelFormat& format : label_formats()) {
        const PlacedLabel placed = place_label(label_of(pepper()), format, width);
        ASSERT_EQ(placed.bars.size(), 30U) << format.id; // 3 × 2 + 1 guards and two for each digit
        const double left = placed.bars.front().x;
        const double right = placed.bars.back().x + placed.bars.back().width;
        const double module = (right - left) / 95;
        EXPECT_GE(module, 0.8 * 0.33) << format.id;
        EXPECT_GE(left, 11 * module - 0.05) << format.id;
        EXPECT_GE(format.label_width / 10.0 - right, 7 * module - 0.05) << format.id;
        EXPECT_GE(placed.bars[5].height, 5) << format.id;
        const double dots = module * 600 / 25.4;
        EXPECT_NEAR(dots, std::round(dots), 1e-6) << format.id;
        for (const LabelText& text : placed.texts) {
            const bool digits = text.align == Align::centre; // stand in the quiet zone as they may
            const bool beside = text.y > placed.bars.front().y
                                && text.y - text.size_pt * 0.26
                                       < placed.bars.front().y + placed.bars.front().height;
            if (!digits && beside) {
                EXPECT_LE(text.x + text.room, left - 11 * module + 0.05) << text.text;
            }
        }
    }
}

TEST(LabelSheet, IsReadByAReaderFromEveryFormat) {
    for (const LabelFormat& format : label_formats()) {
        std::vector<Label> labels;
        for (const char* code : {"8934563138165", "8935212100014", "2012345012509"}) {
            auto facts = pepper();
            facts.gtin = Gtin::parse(code);
            labels.push_back(label_of(facts));
        }
        auto facts = pepper();
        facts.gtin.reset();
        labels.push_back(label_of(facts));
        const std::string pdf = sheet_of(labels, format);
        // As thermal heads print it, and lasers no worse.
        for (const int dots_per_inch : {203, 300}) {
            const auto codes = read_page(pdf, dots_per_inch);
            EXPECT_THAT(codes, testing::Contains("8934563138165")) << format.id << dots_per_inch;
            if (format.labels_per_page() > 1) {
                EXPECT_THAT(
                    codes,
                    testing::UnorderedElementsAre(
                        "8934563138165", "8935212100014", "2012345012509", "QNA-005"
                    )
                ) << format.id
                  << dots_per_inch;
            }
        }
    }
}

TEST(LabelSheet, HasAPageForEachLabelOfARollAndSkipsPlacesOfASheet) {
    const std::vector<Label> labels(3, label_of(pepper()));
    const auto roll = sheet_of(labels, *find_label_format("roll-40x30"));
    const auto info = paper::run("pdfinfo % 2>/dev/null", roll, ".pdf");
    EXPECT_THAT(info, HasSubstr("Pages:           3"));
    EXPECT_THAT(info, HasSubstr("113.386 x 85.0394 pts"));
    const auto sheet = sheet_of(labels, *find_label_format("a4-24"), 22);
    EXPECT_THAT(
        paper::run("pdfinfo % 2>/dev/null", sheet, ".pdf"), HasSubstr("Pages:           2")
    );
    const auto second = paper::run("pdftotext -f 2 -layout % - 2>/dev/null", sheet, ".pdf");
    EXPECT_THAT(second, HasSubstr("120.000 ₫"));
    EXPECT_EQ(second.find("120.000 ₫"), second.rfind("120.000 ₫"));
    const auto checked = paper::run("qpdf --check % 2>&1", sheet, ".pdf");
    EXPECT_THAT(checked, HasSubstr("No syntax or stream encoding errors"));
    EXPECT_THAT(checked, Not(HasSubstr("WARNING")));
}

TEST(LabelSheet, CanBeSearched) {
    const auto text = paper::run(
        "pdftotext -layout % - 2>/dev/null",
        sheet_of({label_of(pepper())}, *find_label_format("a4-14")),
        ".pdf"
    );
    for (const char* said :
         {"Hạt tiêu Tiên Phước hũ 250 g",
          "120.000 ₫",
          "480.000 ₫/kg",
          "★★★★",
          "Xã Tiên Phước, Tiên Phước, Quảng Nam",
          "HTX Nông nghiệp Tiên Phước"}) {
        EXPECT_THAT(text, HasSubstr(said));
    }
}

TEST(LabelPicture, IsReadByAReader) {
    auto typeface = std::move(*Typeface::load(*find_fonts()));
    const std::vector<Label> labels(1, label_of(pepper()));
    for (const LabelFormat& format : label_formats()) {
        const Bitmap page = label_picture(labels, format, 0, typeface);
        EXPECT_NEAR(page.width(), format.page_width * format.dots_per_inch / 254, 1);
        const auto dots = [&](int tenths) { return tenths * format.dots_per_inch / 254; };
        Bitmap label{
            dots(format.left + format.label_width), dots(format.top + format.label_height)};
        label.draw(page, 0, 0);
        EXPECT_THAT(paper::read_codes(*to_png(label)), HasSubstr("8934563138165")) << format.id;
    }
}

} // namespace
} // namespace ocop::receipts
