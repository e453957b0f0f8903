#include "receipts/png_file.hpp"
#include "tests/receipts/paper.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

// What goes to the printer, kept as files that people read: the bytes annotated (.escpos.txt), and
// the paper as the decoder sees it (.png). On purpose alone are they written anew:
//
//   OCOP_WRITE_GOLDEN=1 build/dev/tests/receipts/receipts_test --gtest_filter='Kinds/GoldenPaper.*'
//
// and then looked at, each one, before they are committed. Dots come out of Noto Sans, FreeType and
// zint: within Debian 12 these stay at one version (fonts-noto-core 20201225, libfreetype6 2.12.1,
// libzint 2.11) but for mended faults, so the pictures are the same on every machine that runs the
// tests as tests/run.sh sets it up. On another system this test may fail for its fonts alone; all
// other tests of receipts ask nothing of single dots.

namespace ocop::receipts {
namespace {

struct Kind {
    std::string receipt{};
    int paper_mm = 80;
    Encoding encoding = Encoding::raster;
    std::string model{}; // empty: any printer with such paper
};

std::string file_name(const Kind& kind) {
    std::string name = kind.receipt + "_" + std::to_string(kind.paper_mm);
    for (const char letter : kind.model.empty() ? "" : "_" + kind.model) {
        name += letter == '-' ? '_' : letter; // as GoogleTest names its tests
    }
    switch (kind.encoding) {
    case Encoding::raster:
        return name;
    case Encoding::cp1258:
        return name + "_cp1258";
    case Encoding::tcvn3:
        return name + "_tcvn3";
    }
    return name;
}

void PrintTo(const Kind& kind, std::ostream* out) {
    *out << file_name(kind);
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

Document document_of(const std::string& name) {
    for (auto& receipt : sample::receipts()) {
        if (receipt.name == name) {
            return std::move(receipt.document);
        }
    }
    return {};
}

class GoldenPaper : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override {
        const PrinterProfile& profile = GetParam().model.empty()
                                            ? *generic_profile(GetParam().paper_mm)
                                            : *find_profile(GetParam().model);
        const auto printer = paper::printer_of(profile);
        const auto bytes =
            paper::printed(document_of(GetParam().receipt), profile, GetParam().encoding);
        const auto decoded = paper::decode(bytes, printer);
        EXPECT_EQ(paper::complaint(decoded), "");
        auto fonts = paper::typeface();
        picture_ = paper::seen(decoded, printer, fonts);
        listing_ = paper::annotated(bytes, printer);
        png_ = to_png(picture_).value();
        if (std::getenv("OCOP_WRITE_GOLDEN") != nullptr) { // NOLINT(concurrency-mt-unsafe)
            write(golden(".escpos.txt"), listing_);
            write(golden(".png"), png_);
        }
    }

    [[nodiscard]] static std::filesystem::path golden(const std::string& ending) {
        return std::filesystem::path{OCOP_SOURCE_DIR} / "tests/receipts/golden"
               / (file_name(GetParam()) + ending);
    }

    /// Leaves what came out beside the build and says how to take it over.
    static std::string differs(const std::string& ending, const std::string& now) {
        const auto actual =
            std::filesystem::path{OCOP_BINARY_DIR} / (file_name(GetParam()) + ending);
        write(actual, now);
        return "differs from " + golden(ending).string() + "; what came out is in "
               + actual.string()
               + "; if it is right, write the golden files anew with OCOP_WRITE_GOLDEN=1";
    }

    Bitmap picture_{};
    std::string listing_{};
    std::string png_{};
};

TEST_P(GoldenPaper, IsSentTheBytesOfTheListing) {
    EXPECT_TRUE(read(golden(".escpos.txt")) == listing_) << differs(".escpos.txt", listing_);
}

TEST_P(GoldenPaper, LooksAsInThePicture) {
    const auto kept = paper::parse_png(read(golden(".png")));
    EXPECT_TRUE(kept == picture_) << differs(".png", png_);
}

// Every kind of receipt as dots on both papers; every one in some code page of the printer, and the
// sale in all, also where the printer draws the QR code.
INSTANTIATE_TEST_SUITE_P(
    Kinds,
    GoldenPaper,
    testing::Values(
        Kind{"sale", 80},
        Kind{"sale", 58},
        Kind{"sale", 80, Encoding::tcvn3},
        Kind{"sale", 58, Encoding::tcvn3},
        Kind{"sale", 80, Encoding::cp1258},
        Kind{"sale", 58, Encoding::cp1258},
        Kind{"sale", 80, Encoding::tcvn3, "epson-tm-t20"},
        Kind{"sale", 80, Encoding::cp1258, "epson-tm-t88v"},
        Kind{"return", 80},
        Kind{"return", 58},
        Kind{"return", 58, Encoding::tcvn3},
        Kind{"gift_sets", 80},
        Kind{"gift_sets", 58},
        Kind{"gift_sets", 80, Encoding::cp1258},
        Kind{"training", 80},
        Kind{"training", 58},
        Kind{"training", 80, Encoding::tcvn3},
        Kind{"einvoice", 80},
        Kind{"einvoice", 58},
        Kind{"einvoice", 58, Encoding::tcvn3},
        Kind{"einvoice_return", 80},
        Kind{"einvoice_return", 58},
        Kind{"z", 80},
        Kind{"z", 58},
        Kind{"z", 58, Encoding::tcvn3},
        Kind{"english", 80},
        Kind{"english", 58},
        Kind{"english", 80, Encoding::cp1258},
        Kind{"gift", 80},
        Kind{"gift", 58},
        Kind{"receiving", 80},
        Kind{"receiving", 58},
        Kind{"settlement", 80},
        Kind{"settlement", 58}
    ),
    [](const auto& kind) { return file_name(kind.param); }
);

} // namespace
} // namespace ocop::receipts
