#include "receipts/gift_list.hpp"
#include "receipts/layout.hpp"
#include "receipts/sale_receipt.hpp"
#include "tests/receipts/code_reader.hpp"
#include "tests/receipts/forms.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::receipts {
namespace {

using paper::ReadCode;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

std::string paper_of(const SaleBody& sale, const ReceiptFacts& facts = sample::facts()) {
    return to_text(lay_out(sale_receipt(sale, facts), 64));
}

TEST(EinvoiceOnPaper, NamesSeriesNumberCodeBuyerAndWhereToLookItUp) {
    auto facts = sample::facts();
    facts.einvoice_provider = "VNPT Invoice";
    const std::string text = paper_of(sample::invoiced(), facts);
    for (const char* line :
         {"THÔNG TIN HÓA ĐƠN ĐIỆN TỬ",
          "Ký hiệu: 1C26MYY\n",
          "Số hóa đơn: 1968\n",
          "Mã CQT: M1-26-MNZLR-00000001968\n",
          "Bán cho người tiêu dùng\n",
          "Truyền đến cơ quan thuế: VNPT Invoice\n",
          "Tra cứu: https://tracuuhoadon.example.vn/xem\n",
          "Phiếu này không thay cho hóa đơn điện tử."}) {
        EXPECT_THAT(text, HasSubstr(line));
    }
}

TEST(EinvoiceOnPaper, NamesTheBuyerInsteadOfTheConsumerAndWhatItAdjusts) {
    const std::string text = paper_of(sample::invoiced_return());
    EXPECT_THAT(text, Not(HasSubstr("Bán cho người tiêu dùng")));
    for (const char* line :
         {"Điều chỉnh cho hóa đơn mẫu số 1 ký hiệu C26MYY số 1968\nngày 22/11/2026\n",
          "Người mua: Công ty TNHH Thương mại Minh Anh\n",
          "MST/Số định danh: 0100109106-001\n",
          "Địa chỉ: 1 Lê Lợi, phường Hải Châu, thành phố Đà Nẵng\n",
          "Điện thoại: 0905123456\n",
          "Thư điện tử: ketoan@minhanh.example.vn\n"}) {
        EXPECT_THAT(text, HasSubstr(line));
    }
}

TEST(EinvoiceOnPaper, IsNotThereWhereNoneIsSetUp) {
    const std::string text = paper_of(sample::sale());
    EXPECT_THAT(text, Not(HasSubstr("HÓA ĐƠN")));
    EXPECT_THAT(text, Not(HasSubstr("Bán cho người tiêu dùng")));
    EXPECT_THAT(text, Not(HasSubstr("hóa đơn điện tử")));
}

TEST(EinvoiceOnPaper, NamesABuyerWhoseInvoiceIsMadeElsewhere) {
    SaleBody sale = sample::sale();
    sale.buyer = Buyer{"HTX Bình Minh", "", "", "", ""};
    EXPECT_THAT(paper_of(sale), HasSubstr("Người mua: HTX Bình Minh\n"));
    EXPECT_THAT(paper_of(sale), Not(HasSubstr("MST/Số định danh")));
}

TEST(EinvoiceOnPaper, SurvivesASeriesThatIsNone) {
    SaleBody sale = sample::invoiced_return();
    sale.einvoice->adjusts = EinvoiceReference{};
    sale.einvoice->series.clear();
    EXPECT_THAT(paper_of(sale), HasSubstr("Điều chỉnh cho hóa đơn mẫu số"));
}

/// What a telephone reads from the paper of a usual 80 mm printer.
std::vector<ReadCode> scanned(const Document& document) {
    const PrinterProfile& profile = *generic_profile(80);
    const auto printer = paper::printer_of(profile);
    auto fonts = paper::typeface();
    return paper::read_codes(paper::seen(
        paper::decode(paper::printed(document, profile, Encoding::raster), printer), printer, fonts
    ));
}

TEST(CodesOnPaper, LeadToTheInvoiceAndToTheGoodsWithTheMostStars) {
    EXPECT_THAT(
        scanned(sale_receipt(sample::invoiced(), sample::facts())),
        UnorderedElementsAre(
            ReadCode{"QR-Code", *sample::invoiced().einvoice->lookup},
            ReadCode{"QR-Code", "https://truyxuat.example.vn/sp/mat-ong"}
        )
    );
}

TEST(CodesOnPaper, LeadToTheFirstOfGoodsWithTheSameStars) {
    SaleBody sale = sample::invoiced();
    sale.einvoice.reset();
    sale.lines[0].stars = sale.lines[1].stars;
    EXPECT_THAT(
        scanned(sale_receipt(sale, sample::facts())),
        UnorderedElementsAre(ReadCode{"QR-Code", *sale.lines[0].trace_url})
    );
}

TEST(CodesOnPaper, LeadToEveryPageOnceOrToNoneAsTheShopWants) {
    SaleBody sale = sample::invoiced();
    sale.einvoice.reset();
    sale.lines.push_back(sale.lines[0]);
    auto facts = sample::facts();
    facts.trace_codes = TraceCodes::all;
    EXPECT_THAT(
        scanned(sale_receipt(sale, facts)),
        UnorderedElementsAre(
            ReadCode{"QR-Code", "https://truyxuat.example.vn/sp/tra-gung"},
            ReadCode{"QR-Code", "https://truyxuat.example.vn/sp/mat-ong"}
        )
    );
    facts.trace_codes = TraceCodes::off;
    EXPECT_THAT(scanned(sale_receipt(sale, facts)), testing::IsEmpty());
}

TEST(CodesOnPaper, AreTwelveAtTheMostOfTheGoodsWithTheMostStars) {
    SaleBody sale = sample::invoiced();
    sale.einvoice.reset();
    const SaleLine line = sale.lines[0];
    sale.lines.clear();
    for (int i = 0; i < 30; ++i) {
        sale.lines.push_back(line);
        sale.lines.back().stars = i < 25 ? 3 : 5;
        sale.lines.back().trace_url = "https://truyxuat.example.vn/sp/" + std::to_string(i);
    }
    auto facts = sample::facts();
    facts.trace_codes = TraceCodes::all;
    std::vector<std::string> pages;
    for (const Block& block : sale_receipt(sale, facts).blocks) {
        if (const auto* const code = std::get_if<Code>(&block)) {
            pages.push_back(code->data.substr(code->data.rfind('/') + 1));
        }
    }
    EXPECT_THAT(
        pages, testing::ElementsAre("0", "1", "2", "3", "4", "5", "6", "25", "26", "27", "28", "29")
    );
}

TEST(CodesOnPaper, TellTheStoryOfAPresentButNotOfGoodsThatComeBack) {
    EXPECT_THAT(
        scanned(gift_list(sample::gift(), sample::facts())),
        UnorderedElementsAre(ReadCode{"QR-Code", "https://truyxuat.example.vn/sp/ruou-dang-sam"})
    );
    SaleBody back = sample::invoiced_return();
    back.einvoice.reset();
    EXPECT_THAT(scanned(sale_receipt(back, sample::facts())), testing::IsEmpty());
}

TEST(CodesOnPaper, AreLeftOutForAnAddressThatFitsNoCode) {
    SaleBody sale = sample::invoiced();
    sale.lines[1].trace_url = "https://a.vn/" + std::string(5'000, 'x');
    EXPECT_THAT(
        scanned(sale_receipt(sale, sample::facts())),
        UnorderedElementsAre(ReadCode{"QR-Code", *sale.einvoice->lookup})
    );
}

} // namespace
} // namespace ocop::receipts
